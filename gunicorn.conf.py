"""gunicorn's settings; they follow from the `DRAGOMAN_*` variables (see docs/settings.md)."""

from coder.gunicorn_conf import *  # noqa: F403
