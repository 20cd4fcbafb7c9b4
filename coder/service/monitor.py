"""`GET /v1/monitor/...`: sums over stored events for the page at `/monitor`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response
from flask_smorest import Blueprint

from coder.layouts.names import CodeNames, code_names
from coder.service.answers import json_answer
from coder.service.desk import desk
from coder.service.registry import registry
from coder.store.figures import Cell, Tally
from coder.store.selection import Selection
from schemas.monitor import (
    CODE,
    PLACES,
    DyadsQuerySchema,
    DyadsSchema,
    MatrixQuerySchema,
    MatrixSchema,
    MonitorQuery,
    PlacesQuerySchema,
    PlacesSchema,
    SeriesSchema,
    SumsQuerySchema,
)

MOST_SITES = 300

blueprint = Blueprint("monitor", __name__, description="Sum up the events of the store")


@dataclass(frozen=True, slots=True)
class Named:
    """An actor's code with what the dictionaries call it; `events` where they are counted."""

    code: str
    name: str
    events: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """What one actor did to another."""

    source: Named
    target: Named
    tally: Tally


@dataclass(frozen=True, slots=True)
class Area:
    """What a country took part in, or what happened there."""

    code: str
    name: str
    tally: Tally


@blueprint.route("/v1/monitor/series")
@blueprint.arguments(SumsQuerySchema, location="query", unknown="raise")
@blueprint.response(200, SeriesSchema)
@blueprint.alt_response(404, "NOT_FOUND")
@blueprint.alt_response(503, "SERVICE_UNAVAILABLE")
def get_series(query: MonitorQuery) -> Response:
    """Events and their Goldstein values day by day"""
    store, selection = registry().store, Selection(**query.filters)
    last = store.last()
    whole = {"last": last, "undated": store.undated(selection), "days": store.series(selection)}
    return json_answer(SeriesSchema().dump(whole))


@blueprint.route("/v1/monitor/dyads")
@blueprint.arguments(DyadsQuerySchema, location="query", unknown="raise")
@blueprint.response(200, DyadsSchema)
@blueprint.alt_response(404, "NOT_FOUND")
@blueprint.alt_response(503, "SERVICE_UNAVAILABLE")
def get_dyads(query: MonitorQuery) -> Response:
    """The pairs of actors with the most events"""
    found, names = registry().store.dyads(Selection(**query.filters), query.size), _names()
    pairs = [Pair(_named(names, each.source), _named(names, each.target), each.tally) for each in found]
    return json_answer(DyadsSchema().dump({"dyads": pairs}))


@blueprint.route("/v1/monitor/matrix")
@blueprint.arguments(MatrixQuerySchema, location="query", unknown="raise")
@blueprint.response(200, MatrixSchema)
@blueprint.alt_response(404, "NOT_FOUND")
@blueprint.alt_response(503, "SERVICE_UNAVAILABLE")
def get_matrix(query: MonitorQuery) -> Response:
    """Who did what to whom, between the actors that take part most"""
    cells = registry().store.matrix(Selection(**query.filters), query.size, whole=query.by == CODE)
    return json_answer(MatrixSchema().dump({"actors": _actors(cells), "cells": cells}))


@blueprint.route("/v1/monitor/places")
@blueprint.arguments(PlacesQuerySchema, location="query", unknown="raise")
@blueprint.response(200, PlacesSchema)
@blueprint.alt_response(404, "NOT_FOUND")
@blueprint.alt_response(503, "SERVICE_UNAVAILABLE")
def get_places(query: MonitorQuery) -> Response:
    """Events by country, and by place"""
    store, selection = registry().store, Selection(**query.filters)
    found = store.places(selection) if query.where == PLACES else store.countries(selection)
    names = _names()
    areas = [Area(each.code, _named(names, each.code).name, each.tally) for each in found]
    whole: dict[str, Any] = {"countries": areas, "sites": store.sites(selection, MOST_SITES)}
    return json_answer(PlacesSchema().dump(whole))


def _actors(cells: Sequence[Cell]) -> list[Named]:
    """The actors of a matrix, those in the most events first."""
    counts: Counter[str] = Counter()
    for cell in cells:
        for code in {cell.source, cell.target}:
            counts[code] += cell.tally.events
    names = _names()
    return [_named(names, code, counts[code]) for code in sorted(counts, key=lambda each: (-counts[each], each))]


def _named(names: CodeNames, code: str, events: int = 0) -> Named:
    return Named(code, ", ".join(part.label for part in names.parts_of(code) if part.label), events)


def _names() -> CodeNames:
    dictionaries = desk().coder.dictionaries
    return code_names(dictionaries.ontology, dictionaries.actors, dictionaries.places)
