"""How gunicorn runs the service; `gunicorn_conf` hands this to it."""

from __future__ import annotations

from typing import Any

from coder.settings import Settings

APPLICATION = "coder.service:create_app()"
CONFIGURATION = "python:coder.gunicorn_conf"
THREADS = 8
GRACE_SECONDS = 30


def gunicorn_options(settings: Settings) -> dict[str, Any]:
    """gunicorn's settings, from Dragoman's.

    The application is loaded once and shared by the workers' memory. Each worker codes one request at
    a time; its other threads answer health checks and read bodies, so that a slow sender or a long
    article keeps nobody else from being heard.
    """
    return {
        "bind": f"{settings.host}:{settings.port}",
        "workers": settings.workers,
        "worker_class": "gthread",
        "threads": THREADS,
        "preload_app": True,
        "timeout": int(settings.time_budget + settings.wait) + GRACE_SECONDS,
        "graceful_timeout": GRACE_SECONDS,
        "max_requests": 10_000,
        "max_requests_jitter": 1_000,
        "control_socket_disable": True,
        "raw_env": ["OMP_NUM_THREADS=1"],
        "logconfig_dict": _logging(settings.log_level.upper()),
    }


def _logging(level: str) -> dict[str, Any]:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "coder.service.logs.JsonFormatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"level": "WARNING", "handlers": ["stderr"]},
        "loggers": {
            "dragoman": {"level": level, "handlers": ["stderr"], "propagate": False},
            "gunicorn.error": {"level": level, "handlers": ["stderr"], "propagate": False},
            "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
        },
    }
