"""The pages whose blocks are run; to have yours run too, add a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Page:
    """A page, the variables its service starts with, and what of it a test cannot run, as beginnings of commands.

    One that is `stored` is answered from a store with a few events. `indented` pages have their commands in indented blocks. `files` lie in the folder where the blocks run.
    """

    path: str
    environment: Mapping[str, str] = field(default_factory=dict)
    indented: bool = False
    left_out: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    stored: bool = False


ACTORS = """\
# Actors of a story that never happened
ADA_LOVEGOOD_ ; party leader
+PRESIDENT_LOVEGOOD_
\t[NORGOV 19980101-20050630]
\t[XYZGOV >20050630]
\t[NORELI]
BEN_BORG_
"""

PAGES = (
    Page("docs/api.md"),
    Page("docs/client.md"),
    Page("docs/feeds.md", stored=True),
    Page("docs/formats.md"),
    Page("docs/hypnos.md"),
    Page("docs/dictionary-tests.md"),
    Page("docs/trying.md"),
    Page("docs/store.md"),
    Page("docs/watching.md"),
    Page("docs/checking.md"),
    Page("docs/importing.md", files={"my.actors.txt": ACTORS}),
    Page(
        "README.md",
        indented=True,
        left_out=("make ", "docker "),
        files={
            "stories.jsonl": '{"text": "Germany criticized France on Tuesday."}\n',
            "feeds.yaml": "sources: [{folder: examples}]\n",
        },
    ),
)
