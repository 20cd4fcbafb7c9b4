"""A coder with other dictionaries: checked, compiled and tried out before anybody gets to see it."""

from __future__ import annotations

from pathlib import Path

from coder.article import Article
from coder.batch import Codes
from coder.coder import Coder, Options
from coder.dictionaries.checks import check_dictionaries
from coder.dictionaries.lints.findings import Finding, Severity
from coder.dictionaries.load import Dictionaries, content_hash, load_dictionaries
from coder.errors import DictionaryError, RenewalError

SAMPLE = Article(id="sample", text="Germany criticized France on Tuesday.")
EXPECTED = ("DEU", "111", "FRA")
WRONG_SAMPLE = "the sample sentence is not coded as expected; see the model and the dictionaries"


def renewed(coder: Coder, folder: Path) -> Coder:
    """The coder over the dictionaries as they are now in a folder.

    :raise RenewalError: they have errors, changed while they were read, or code the sample sentence wrongly.
    """
    try:
        found = coder.with_dictionaries(_checked(folder))
    except (DictionaryError, OSError) as error:
        raise RenewalError(f"the dictionaries cannot be read: {error}") from None
    if not codes_the_sample(found):
        raise RenewalError(WRONG_SAMPLE)
    return found


def _checked(folder: Path) -> Dictionaries:
    version = content_hash(folder)
    errors = [each for each in check_dictionaries(folder.resolve()) if each.severity is Severity.ERROR]
    if errors:
        raise RenewalError("the dictionaries have faults", tuple(_place(each) for each in errors))
    dictionaries = load_dictionaries(folder)
    if not version == dictionaries.version == content_hash(folder):
        raise RenewalError("the dictionaries changed while they were read; ask again when they are whole")
    return dictionaries


def codes_the_sample(coder: Codes) -> bool:
    """Whether model and dictionaries together code a plain sentence as anyone would."""
    events = coder.code([SAMPLE], Options())[0].events
    return EXPECTED in [(each.source.country, each.code.code, each.target.country) for each in events]


def _place(finding: Finding) -> tuple[str, str]:
    hint = f" ({finding.hint})" if finding.hint else ""
    return str(finding.location), finding.message + hint
