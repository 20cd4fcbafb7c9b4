"""The application factory."""

from __future__ import annotations

from flask import Flask

from coder.building import build_coder
from coder.coder import Coder
from coder.service import (
    actors,
    admin,
    dictionaries,
    events,
    explain,
    feed,
    health,
    hypnos,
    index,
    monitor,
    ontology,
    parse,
    rules,
)
from coder.service.access import guard
from coder.service.api import DragomanApi
from coder.service.contract import INFO, KEYS, ContractPlugin
from coder.service.desk import Desk
from coder.service.headers import add_headers
from coder.service.logs import log_requests
from coder.service.metrics import Metrics, count_requests
from coder.service.pacing import report_broken_bodies
from coder.service.pages import docs, workbench
from coder.service.pages import monitor as monitor_page
from coder.service.problems import report_problems
from coder.service.reference.pages import add_reference
from coder.service.registry import Registry
from coder.service.shelf import Shelf
from coder.settings import Settings
from schemas.hypnos import HypnosStorySchema


def create_app(settings: Settings | None = None, coder: Coder | None = None) -> Flask:
    """The service as a WSGI application.

    Loads the model and the dictionaries unless a coder is handed in, and codes a sample sentence.

    :raise DragomanError: a setting, the model or a dictionary is wrong; nothing starts half-built.
    """
    chosen = settings or Settings.read()
    metrics = Metrics()
    desk = Desk(coder or build_coder(chosen), chosen, metrics)
    metrics.watch_desk(lambda: desk.waiting, lambda: desk.working, lambda: desk.coder.versions)
    app = Flask("dragoman", static_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=chosen.max_body,
        API_TITLE="Dragoman",
        API_VERSION=desk.coder.versions.coder,
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={"info": INFO, "servers": [{"url": "/"}]},
    )
    app.extensions[Desk.NAME] = desk
    app.extensions[Shelf.NAME] = Shelf()
    app.extensions[Registry.NAME] = Registry(chosen)
    log_requests(app)
    count_requests(app, metrics)
    add_headers(app, chosen)
    guard(app, chosen)
    report_problems(app)
    report_broken_bodies(app)
    api = DragomanApi(app, spec_kwargs={"extra_plugins": [ContractPlugin()]})
    for name, scheme in KEYS.items():
        api.spec.components.security_scheme(name, scheme)
    api.spec.components.schema("HypnosStory", schema=HypnosStorySchema)
    for room in (events, explain, parse, ontology, rules, actors, dictionaries, feed, monitor, hypnos, health, admin):
        api.register_blueprint(room.blueprint)
    app.register_blueprint(index.blueprint)
    add_reference(app)
    app.register_blueprint(workbench.blueprint)
    app.register_blueprint(docs.blueprint)
    app.register_blueprint(monitor_page.blueprint)
    return app
