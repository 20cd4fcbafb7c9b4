"""gunicorn's settings as a module, for `gunicorn -c python:coder.service.gunicorn_conf`."""

from coder.service.server import gunicorn_options
from coder.settings import Settings

globals().update(gunicorn_options(Settings.read()))
