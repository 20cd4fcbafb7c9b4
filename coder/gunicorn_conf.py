"""gunicorn's settings as a module, for `gunicorn -c python:coder.gunicorn_conf`."""

from coder.serving import gunicorn_options
from coder.settings import Settings

globals().update(gunicorn_options(Settings.read()))
