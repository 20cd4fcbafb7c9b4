"""Small dictionaries in PETRARCH's format, written for these tests."""

from __future__ import annotations

from pathlib import Path

ACTORS = """\
# Actors of a story that never happened
<!-- a comment over
     two lines -->

NORWAYLAND_  [NOR]
+KINGDOM_OF_NORWAYLAND_
+N.W.L._ ; short

ADA_TRONDAL_ ; party leader
+PRESIDENT_TRONDAL_
\t[NORELI <980101]
\t[NORGOV 19980101-050630] # prime minister
\t[NORLEG 20050630-20100101]
\t[NOROPP > 20120229]
BEN_O'HARA_
\t[IRLGOV 010101-20021231] [IRLELI]
CLO_DE_LA_FUENTE
\t[ESPGOV >20040417]
\t[ESPELI 990101-041231]
\t[ESP]
FRONT_OF_THE_FJORDS_ [NORREB]
+FFF_
RELIEF_OF_THE_FJORDS
\t[---  <000101]
\t[NGONOR]
DORA_TRONDAL_   ; her sister
\t[NORELI 310101-301231]
TWICE_NAMED_ [NORBUS]
TWICE_NAMED_ [NORBUS]
"""

BROKEN_ACTORS = """\
+SYNONYM_OF_NOTHING_
\t[NORGOV]
HALF_KNOWN_
\t[NORGOV 980101-010101]
\t[XYZGOV >010101]
UNKNOWN_ [XYZ]
NO_CODE_
BAD_DATES_
\t[NORGOV 19980230-20000101]
\t[NORGOV 1998-2000]
\t[NORGOV 980101]
\t[NORGOV 20010101-20000101]
\t[NORELI]
NEVER_REACHED_
\t[NORGOV]
\t[NORELI >010101]
ODD_(SIGNS)_ [NORGOV]
CHANGED_MIND_ [NORGOV]
+KEPT_MIND_
CHANGED_MIND_ [NORREB]
OPEN_BRACKET_ [NORGOV
BEHIND_IT_ [NORGOV] Newspapers
ONLY_NOBODY_ [---]
LOST_ALL_ [NORGOV]
LOST_ALL_ [NORREB]
"""

BROKEN_LINES = {
    1: "a synonym without a name before it",
    2: "a code without a name before it",
    5: "`XYZ` is neither a country nor a role",
    6: "`XYZ` is neither a country nor a role",
    7: "no code follows",
    9: "there is no such day",
    10: "`1998` is no date",
    11: "neither <DATE, >DATE nor DATE-DATE",
    12: "holds on no day",
    16: "never counts",
    17: "a name with ( )",
    18: "given again with other codes",
    21: "cannot read `[NORGOV`",
    22: "cannot read `Newspapers`",
    23: "none of its codes can be used",
    24: "given again with other codes",
}

AGENTS = """\
# Agents of a story that never happened
!PERSON! = MAN, MEN, WOMAN, WOMEN

FERRY!PERSON! [~BUS]
HARBOUR_THIEF {HARBOUR_THIEVES} [~CRM]  # near the docks
FJORD_WARDEN {} [~GOV]
FJORD_COUNSEL [~GOVJUD]
RELIEF_CARAVAN [NGO~]
POLICE {} [~COP]
"""

BROKEN_AGENTS = """\
POLICE {} [~MIL]
FJORD!PERSON! [~BUS]
NO_CODE
NO_TILDE [GOV]
FJORD_WARDEN {WARDENS [~GOV]
FJORD_WARDEN_OF {} [~GOV]
FJORD_PILOT [~XYZ]
FJORD_PILOT [~NORGOV]
FJORD_PILOT [~BUS]
FJORD_PILOTS [~GOV]
"""

VERBS = """\
--- ATTACK [190] ---
ATTACK
- * CITY [190]
"""


def write(folder: Path, **texts: str) -> list[Path]:
    """Files of these names and contents."""
    paths = []
    for name, text in texts.items():
        paths.append(folder / f"{name}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    return paths
