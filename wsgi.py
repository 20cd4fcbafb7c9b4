"""The service for a WSGI server: `gunicorn wsgi:application`."""

from coder.service import create_app

application = create_app()
