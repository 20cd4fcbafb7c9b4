"""`dragoman dictionaries search`."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from coder.command.dictionaries.catalogues import KINDS, json_option, open_catalogue, print_json
from coder.command.dictionaries.options import dictionaries_option
from coder.workshop.looking.catalogue import VIA_CLASS, Kind
from coder.workshop.looking.entries import Hit, nearest_ids, search_entries


@dataclass(frozen=True, slots=True)
class Found:
    """A hit as `--json` prints it."""

    kind: str
    id: str
    file: str
    line: int
    summary: str
    rank: int
    matched: str
    in_key: str


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--kind", type=KINDS, multiple=True, help="Only entries of this kind; may be given more than once.")
@click.option("--limit", default=20, show_default=True, help="How many to print at most; 0 for all.")
@dictionaries_option
@json_option
def search(words: tuple[str, ...], kind: tuple[str, ...], limit: int, folder: Path | None, as_json: bool) -> None:
    """Find entries by a word they mention: rules, actors, agents, word classes, codes.

    WORDS are looked for in names, aliases, trigger words, nouns, ids and codes, then in word classes that rules are
    set off by, then in conditions, labels and notes. Whole names come first. Case, accents and plurals make no
    difference; the first three letters of a word are enough. Ends with 1 when nothing is found.

    \b
        dragoman dictionaries search shell
        dragoman dictionaries search erdogan --kind actor
    """
    query = " ".join(words)
    catalogue = open_catalogue(folder)
    hits = search_entries(catalogue, query, tuple(Kind(each) for each in kind))
    shown = hits[: limit or None]
    if as_json:
        print_json([_found(hit) for hit in shown])
    else:
        for hit in shown:
            click.echo(_line(hit))
    if len(hits) > len(shown):
        click.echo(f"{len(hits) - len(shown)} more; --limit 0 shows all", err=True)
    if not hits:
        near = nearest_ids(catalogue, query)
        click.echo(f"nothing mentions `{query}`" + (f"; near it: {', '.join(near)}" if near else ""), err=True)
        sys.exit(1)


def _line(hit: Hit) -> str:
    listing, source = hit.listing, hit.listing.sources[0]
    through = {VIA_CLASS: f"  [{hit.term.written}, by a word class]"}.get(hit.term.what, "")
    mention = "" if hit.term.named else f"  [{hit.term.what}: {hit.term.written}]"
    return f"{listing.kind:8} {listing.id}  {source}  {listing.summary}{through}{mention}"


def _found(hit: Hit) -> Found:
    listing, source = hit.listing, hit.listing.sources[0]
    return Found(
        kind=listing.kind.value,
        id=listing.id,
        file=source.file,
        line=source.line,
        summary=listing.summary,
        rank=hit.rank,
        matched=hit.term.written,
        in_key=hit.term.what,
    )
