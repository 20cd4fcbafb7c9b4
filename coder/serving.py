"""How gunicorn runs the service; `gunicorn_conf` hands this to it."""

from __future__ import annotations

import ipaddress
import shutil
import signal
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from coder.errors import SettingsError
from coder.settings import Settings

APPLICATION = "coder.service:create_app()"
CONFIGURATION = "python:coder.gunicorn_conf"
WORKER = "coder.service.worker.ServiceWorker"
THREADS = 32
"""Those for requests that are answered at once; streams and followers of the feed have theirs beside them."""
GRACE_SECONDS = 30
KEEPALIVE_SECONDS = 30  # longer than clients keep an idle connection, so that none is closed while they use it


def gunicorn_options(settings: Settings) -> dict[str, Any]:
    """gunicorn's settings, from Dragoman's.

    One process answers HTTP with many threads, so that a slow sender keeps nobody else from being heard, and
    so that queue, rates, figures and versions are one. It has `DRAGOMAN_WORKERS` processes code for it
    (coder/staff/), which share the memory of what was loaded once.

    :raise SettingsError: the address is one that others reach, and neither keys nor consent are set.
    """
    check_exposure(settings, [settings.host])
    return {
        "bind": f"{settings.host}:{settings.port}",
        "workers": 1,
        "worker_class": WORKER,
        "threads": THREADS + settings.max_streams + settings.max_followers,
        "keepalive": KEEPALIVE_SECONDS,
        "preload_app": True,
        "timeout": GRACE_SECONDS,
        "graceful_timeout": int(settings.time_budget + settings.wait) + GRACE_SECONDS,
        "control_socket_disable": True,
        "on_starting": lambda server: _begin(server, settings),
        "when_ready": _pass_hangups_on,
        "post_fork": _share_memory,
        "post_worker_init": lambda worker: worker.hire(),
        "on_exit": lambda server: shutil.rmtree(server.memory, ignore_errors=True),
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


def _begin(server: Any, settings: Settings) -> None:
    """What gunicorn was told beside these settings counts too."""
    check_exposure(settings, [str(each[0]) for each in server.cfg.address])
    if server.cfg.workers != 1:
        raise SettingsError("one gunicorn worker answers for all coding processes; set DRAGOMAN_WORKERS instead")
    server.memory = Path(tempfile.mkdtemp(prefix="dragoman-"))


def _pass_hangups_on(server: Any) -> None:
    """SIGHUP takes new dictionaries in the worker; gunicorn's own way would exchange the worker for an equal one."""
    server.handle_hup = lambda: server.kill_workers(signal.SIGHUP)


def _share_memory(server: Any, worker: Any) -> None:
    worker.memory = server.memory


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
