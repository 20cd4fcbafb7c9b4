"""How gunicorn runs the service; `gunicorn_conf` hands this to it."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from typing import Any

from coder.errors import SettingsError
from coder.settings import Settings

APPLICATION = "coder.service:create_app()"
CONFIGURATION = "python:coder.gunicorn_conf"
WORKER = "coder.service.worker.ServiceWorker"
THREADS = 64
GRACE_SECONDS = 30


def gunicorn_options(settings: Settings) -> dict[str, Any]:
    """gunicorn's settings, from Dragoman's.

    The application is loaded once and shared by the workers' memory. Each worker codes one request at
    a time; its other threads answer health checks and read bodies, so that a slow sender or a long
    article keeps nobody else from being heard.

    :raise SettingsError: the address is one that others reach, and neither keys nor consent are set.
    """
    check_exposure(settings, [settings.host])
    return {
        "bind": f"{settings.host}:{settings.port}",
        "workers": settings.workers,
        "worker_class": WORKER,
        "threads": THREADS,
        "preload_app": True,
        "timeout": int(settings.time_budget + settings.wait) + GRACE_SECONDS,
        "graceful_timeout": GRACE_SECONDS,
        "max_requests": 10_000,
        "max_requests_jitter": 1_000,
        "control_socket_disable": True,
        "on_starting": lambda server: check_exposure(settings, [str(each[0]) for each in server.cfg.address]),
        "raw_env": ["OMP_NUM_THREADS=1"],
        "logconfig_dict": _logging(settings.log_level.upper()),
    }


def check_exposure(settings: Settings, hosts: Iterable[str]) -> None:
    """Whether the service may listen there: to strangers only with keys, or where somebody said so.

    :raise SettingsError: it may not.
    """
    exposed = [host for host in hosts if not _local(host)]
    if exposed and not settings.keys_file and not settings.public:
        raise SettingsError(
            f"listening on {exposed[0]} lets strangers in: set DRAGOMAN_KEYS_FILE (`dragoman key NAME` makes keys), "
            "or DRAGOMAN_PUBLIC=yes where something else keeps them out"
        )


def _local(host: str) -> bool:
    """Loopback, or a path or number of a socket that is there already."""
    if host == "localhost" or "/" in host or host.startswith("unix:"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


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
