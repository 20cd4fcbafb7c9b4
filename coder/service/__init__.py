"""The REST service: articles in by POST, dyadic events out as JSON."""

from coder.service.app import create_app

__all__ = ["create_app"]
