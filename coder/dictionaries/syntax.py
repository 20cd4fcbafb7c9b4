"""What libyaml stumbles over, said in words that help somebody who never saw YAML.

libyaml reports where it gave up, often a line or more after the mistake.  The lines between the place
where it began and the place where it stopped are looked through for the usual mistakes; the first that
shows one is named instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from coder.errors import Location, YamlError

_KEY = re.compile(r"^(?P<indent> *)(?P<dash>- +)?(?P<key>[A-Za-z_][\w-]*)(?P<colon>:?)(?P<gap> *)(?P<value>.*)$")
_BARE = re.compile(r"^ *(?:- +)?(?P<key>[A-Za-z_][\w-]*)(?: +(?P<value>\S.*))?$")


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake in a line: the column counts from 1."""

    column: int
    message: str
    hint: str


def in_plain_words(error: yaml.MarkedYAMLError, text: str, file: str, before: int = 0) -> YamlError:
    """The error with its likely cause; `before` lines of the file stand before the text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    problem, context = error.problem_mark, error.context_mark
    stopped = min(problem.line, len(lines) - 1) if problem else 0
    began = min(context.line, stopped) if context else max(0, stopped - 1)
    column = problem.column + 1 if problem else 1
    entry = max((n for n in range(stopped + 1) if re.match(r"^ {0,2}- ", lines[n])), default=began)
    for number in range(entry, began):
        if (mistake := _quotes(lines[number]) or _flow_quotes(lines[number])) is not None:
            return _error(mistake, file, before + number + 1)
    lost_colon = "could not find expected ':'" in (error.problem or "")
    for number in range(began, stopped + 1):
        for look in (*_LOOKS, _no_colon) if lost_colon else _LOOKS:
            if (mistake := look(lines[number])) is not None:
                return _error(mistake, file, before + number + 1)
    if lost_colon and context:
        hint = "a key needs a colon; a text that goes on from the line before must begin further right than its key"
        return _error(Mistake(context.column + 1, "this line is no `key: value`", hint), file, before + began + 1)
    if context and "flow" in (error.context or ""):
        mistake = _flow(context.column + 1, same_line=context.line == stopped, column=column)
        return _error(mistake, file, before + (stopped if context.line == stopped else context.line) + 1)
    if (mistake := _indentation(lines, stopped, column)) is not None:
        return _error(mistake, file, before + stopped + 1)
    hint = "look here and in the line before for wrong indentation, a missing comma, an unclosed bracket or quote"
    return _error(Mistake(column, error.problem or "not YAML", hint), file, before + stopped + 1)


def _error(mistake: Mistake, file: str, line: int) -> YamlError:
    return YamlError(mistake.message, Location(file, line, mistake.column), mistake.hint)


# --- mistakes that show in one line -----------------------------------------------------------------


def _no_colon(line: str) -> Mistake | None:
    """`verb [scold]`, `note`."""
    found = _BARE.match(line)
    if found is None or ": " in line or not re.match(r"[\"'\[{@A-Z]|\S*$", found["value"] or ""):
        return None
    key, value = found["key"], (found["value"] or "...").strip()
    return Mistake(found.end("key") + 1, f"a colon is missing after `{key}`", f"write `{key}: {_short(value)}`")


def _no_gap(line: str) -> Mistake | None:
    """`verb:[scold]`, `note:words`."""
    found = _KEY.match(line)
    if found is None or not found["colon"] or found["gap"] or not found["value"] or found["value"][0] in "#/":
        return None
    key, value = found["key"], found["value"]
    return Mistake(found.end("colon") + 1, f"a space is missing after `{key}:`", f"write `{key}: {_short(value)}`")


def _dash(line: str) -> Mistake | None:
    """`-not: ...`."""
    found = re.match(r"^( *)-(\w[\w-]*): ", line)
    return Mistake(len(found[1]) + 2, "a space is missing after `-`", f"write `- {found[2]}:`") if found else None


def _value(line: str) -> tuple[str, int, str] | None:
    """A line's key, and its value with the column where it begins."""
    found = re.match(r"^ *(?:- +)*(?:(?P<key>[\w-]+): +|- +)(?P<value>\S.*)$", line)
    return (found["key"] or "", found.start("value") + 1, found["value"].rstrip()) if found else None


def _quotes(line: str) -> Mistake | None:
    """A quote that is never closed, or text that goes on behind one."""
    found = _value(line)
    if found is None or found[2][0] not in "\"'":
        return None
    key, column, value = found
    quote = value[0]
    inside = r'(?:[^"\\]|\\.)*' if quote == '"' else r"(?:[^']|'')*"
    if (closed := re.match(quote + inside + quote, value)) is None:
        return Mistake(column, "a quote is opened and never closed", f"write {quote} at the end of the text as well")
    rest = value[closed.end() :].strip()
    if not rest or rest[0] in "#:,":
        return None
    other = "'" if quote == '"' else '"'
    if quote == "'" and re.match(r"\w", rest):
        hint = f"an apostrophe ends the text: put it in double quotes instead, {_pair(key, value.strip(quote), other)}"
    elif quote == '"' and '"' in rest:
        hint = f"put single quotes around it: {_pair(key, value, other)}"
    else:
        whole = value.replace(quote, "")
        hint = f"put the whole text in quotes, {_pair(key, whole, quote)}, or the rest behind a #"
    return Mistake(column + closed.end(), "the text goes on after its closing quote", hint)


def _pair(key: str, value: str, quote: str) -> str:
    return f"{key + ': ' if key else ''}{quote}{_short(value)}{quote}"


def _flow_quotes(line: str) -> Mistake | None:
    """`["NOR > SWE 111]`."""
    found = _value(line)
    if found is None or found[2][0] not in "[{" or found[2].count('"') % 2 == 0:
        return None
    hint = 'every text in the list needs " before and after it'
    return Mistake(found[1] + found[2].rfind('"'), "a quote is opened and never closed", hint)


def _brackets(line: str) -> Mistake | None:
    """`[scold]]`, `[sic] Words`."""
    found = _value(line)
    if found is None or found[2][0] not in "[{":
        return None
    depth, quoted = 0, ""
    for at, sign in enumerate(found[2]):
        if quoted or (sign in "\"'" and depth):
            quoted = "" if sign == quoted else quoted or sign
        elif sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
        if depth <= 0 and not quoted and sign in "]}":
            rest = found[2][at + 1 :].strip()
            if rest[:1] in ("]", "}"):
                return Mistake(found[1] + at + 1, f"a `{rest[0]}` too many", "delete it")
            if rest and rest[0] not in "#,":
                hint = f"put the whole text in quotes: {_pair(found[0], found[2], chr(34))}"
                return Mistake(found[1] + at + 1, "the text goes on after the closing bracket", hint)
            return None
    return None


_SIGN = re.compile(r"""^ *(?:- +)?(?:[\w-]+: +)?[\[{]?(?:[^"'#]*[,:] +)?[\[{]?(?P<value>(?P<sign>[@`%*&!])[^\],}]*)""")


def _start(line: str) -> Mistake | None:
    """A text that starts with a sign that means something in YAML: `@talks`, `*`, `%`, `>`."""
    if (found := _SIGN.match(line)) is not None:
        hint = f'put it in quotes: "{_short(found["value"].strip())}"'
        return Mistake(found.start("value") + 1, f"a text cannot start with {found['sign']}", hint)
    if (folded := re.search(r": +([>|] *[^\s\d+-].*)$", line)) is not None:
        message = f"a text cannot start with {folded[1][0]}"
        return Mistake(folded.start(1) + 1, message, f'put it in quotes: "{_short(folded[1])}"')
    return None


def _colon_inside(line: str) -> Mistake | None:
    """`note: Words: alone`."""
    found = _value(line)
    if found is None or not found[0] or found[2][0] in "\"'[{|>" or ": " not in found[2]:
        return None
    key, column, value = found
    hint = f"put it in quotes: {_pair(key, value.replace(chr(34), chr(39)), chr(34))}"
    return Mistake(column + value.index(": "), 'a text that holds ": " needs quotes', hint)


def _escape(line: str) -> Mistake | None:
    """`"C:\\Words"`."""
    found = re.search(r'"[^"]*?(\\[^"\\/0abtnvfre N_LPxuU])', line)
    hint = "use single quotes around the text"
    return Mistake(found.start(1) + 1, "a backslash inside double quotes", hint) if found else None


_LOOKS: tuple[Callable[[str], Mistake | None], ...] = (
    _no_gap,
    _dash,
    _quotes,
    _flow_quotes,
    _brackets,
    _escape,
    _start,
    _colon_inside,
)


# --- mistakes that show between lines ---------------------------------------------------------------


def _flow(opened: int, same_line: bool, column: int) -> Mistake:
    if same_line:
        return Mistake(column, "a comma is missing between two items", "write a comma and a space between them")
    return Mistake(opened, "a [ or { is opened and never closed", "write ] or } at the end of the list")


def _indentation(lines: list[str], number: int, column: int) -> Mistake | None:
    """A line that begins further left or right than its neighbours."""
    above = [n for n in range(number) if lines[n].strip() and not lines[n].lstrip().startswith("#")]
    if column > _indent(lines[number]) + 1 or not lines[number].strip() or not above:
        return None
    if len(above) > 1 and _indent(lines[above[-1]]) < min(_indent(lines[number]), _indent(lines[above[-2]])):
        # the line before stands too far left, and libyaml only noticed afterwards
        number = above.pop()
        above = [n for n in above if _indent(lines[n]) > _indent(lines[number])]
    own, dash = _indent(lines[number]), _dashed(lines[number])
    places = {_indent(lines[n]) if dash else _key_column(lines[n]): n for n in above if _dashed(lines[n]) or not dash}
    if dash and own in {_key_column(lines[n]) for n in above}:
        inner = min((place for place in places if place > own), default=None)
        hint = ""
        if inner is not None:
            hint = f", or write {inner} spaces before it, if it belongs with {_cited(lines[places[inner]])}"
        return Mistake(own + 1, "a `-` where a key is wanted", f"delete the `-`{hint}")
    if not places or own in places:
        hint = "compare its indentation with the lines before"
        return Mistake(own + 1, "this line does not go on from the one before", hint)
    near = min(places, key=lambda place: (abs(place - own), -places[place]))
    message = f"this line begins too far to the {'right' if own > near else 'left'}"
    hint = f"it has {own} spaces before it; write {near}, if it belongs with {_cited(lines[places[near]])}"
    return Mistake(own + 1, message, hint)


def _cited(line: str) -> str:
    return f"`{_short(line.strip(), 30)}`"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _dashed(line: str) -> bool:
    return line.lstrip().startswith("- ")


def _key_column(line: str) -> int:
    """Where a line's key begins; a dash before it counts as indentation."""
    found = re.match(r"^ *(?:- +)*", line)
    return found.end() if found else 0


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 3].rstrip() + "..."
