"""`dragoman dictionaries explain`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

import click

from coder.command.dictionaries.catalogues import KINDS, json_option, open_catalogue, print_json
from coder.command.dictionaries.options import dictionaries_option
from coder.command.errors import plain_errors
from coder.workshop.looking.catalogue import Kind
from coder.workshop.looking.entries import find_entry, find_listings
from coder.workshop.looking.entry import ActorEntry, AgentEntry, Entry, Provenance, RuleEntry, SharedEntry
from coder.workshop.looking.rivals import Rival

WIDTH = 110


@click.command()
@click.argument("id")
@click.option("--kind", type=KINDS, help="Which is meant, where a rule, an agent and a word class share the id.")
@click.option("--all", "whole", is_flag=True, help="All that competes with the entry or uses it, not the nearest ten.")
@dictionaries_option
@json_option
def explain(id: str, kind: str | None, whole: bool, folder: Path | None, as_json: bool) -> None:
    """Show an entry: what it says in words, its YAML, where it comes from, what it competes with.

    ID is that of a rule, actor, agent or operator, `@name` for a word class, or a code (163, GOV). Rules at the same
    trigger words come in the order in which they would win. Ends with 1 when there is no such entry; the message
    names those that look like it.

    \b
        dragoman dictionaries explain consult-meet
        dragoman dictionaries explain @troops
    """
    catalogue = open_catalogue(folder)
    with plain_errors():
        entry = find_entry(catalogue, id, Kind(kind) if kind else None)
        others = [listing.kind for listing in find_listings(catalogue, id) if listing.kind is not entry.kind]
    if as_json:
        print_json(entry)
        return
    click.echo("\n".join(_page(entry, None if whole else 10)))
    if others and not kind:
        click.echo(f"\nThere is also: {', '.join(f'{id} --kind {other}' for other in others)}")


def _page(entry: Entry, most: int | None) -> Iterator[str]:
    yield f"{entry.id} ({entry.kind})"
    yield ""
    for sentence in entry.meaning:
        yield from textwrap.wrap(sentence, WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False)
    yield from _provenance(entry.provenance)
    for written in entry.written:
        yield ""
        yield f"{written.source}"
        yield from written.yaml.splitlines()
    around = list(_around(entry, most))
    if around:
        yield ""
        yield from around


def _provenance(known: Provenance) -> Iterator[str]:
    lines = (
        ("status", known.status),
        ("added", " ".join(filter(None, (known.added, f"by {known.by}" if known.by else "")))),
        ("discussed", ", ".join(known.refs)),
        ("source", "; ".join(known.sources)),
        ("checked", {"no": "not yet"}.get(known.checked, known.checked)),
        ("wikidata", known.wikidata),
        ("note", " ".join(known.notes)),
    )
    told = [(name, text) for name, text in lines if text]
    if told:
        yield ""
    for name, text in told:
        yield from textwrap.wrap(f"{name + ':':11}{text}", WIDTH, initial_indent="  ", subsequent_indent=" " * 13)


def _around(entry: Entry, most: int | None) -> Iterator[str]:
    """What the entry competes with, or what uses it."""
    if isinstance(entry, RuleEntry):
        yield from _rivals(entry, most)
    elif isinstance(entry, ActorEntry) and entry.namesakes:
        yield "Shares a name with:"
        for other in entry.namesakes[:most]:
            yield f"  {other.name} ({other.id}, {other.code}) at {other.source}: the {other.how} `{other.phrase}`"
    elif isinstance(entry, AgentEntry) and entry.overlaps:
        yield "The longer noun wins:"
        for each in entry.overlaps[:most]:
            first, second = (each.noun, each.own) if each.wins else (each.own, each.noun)
            yield f"  `{first}` over `{second}`: {each.id} at {each.source}"
    elif isinstance(entry, SharedEntry) and entry.uses:
        yield f"Used by {len(entry.uses)}:"
        for use in entry.uses[:most]:
            yield f"  {use.kind} {use.id}  {use.source}  {use.summary}"


def _rivals(entry: RuleEntry, most: int | None) -> Iterator[str]:
    """The nearest stronger and weaker rules around the rule itself."""
    if not entry.rivals:
        yield "No other rule at these words."
        return
    above = [rival for rival in entry.rivals if rival.wins]
    below = [rival for rival in entry.rivals if not rival.wins]
    yield "Rules at the same words, strongest first, each with all its places filled:"
    if most is not None and len(above) > most:
        yield f"  ... {len(above) - most} more (--all)"
        above = above[-most:]
    yield from (_rival(rival) for rival in above)
    yield f"  > {entry.id}"
    yield from (_rival(rival) for rival in below[:most])
    if most is not None and len(below) > most:
        yield f"  ... {len(below) - most} more (--all)"


def _rival(rival: Rival) -> str:
    code = " ".join(filter(None, (rival.operator, rival.code)))
    words = textwrap.shorten(", ".join(rival.words), 40, placeholder=" ...")
    reference = rival.reference
    return f"    {reference.id} ({code}) at {words}: {rival.why}  {reference.file}:{reference.line}"
