"""Every command and snippet on the pages runs, and prints what the page shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.documents.blocks import Block, runnable_blocks
from tests.documents.pages import PAGES, Page
from tests.documents.running import ROOT, BlockError, Workplace


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_what_a_page_shows_is_what_happens(
    page: Page, service: Callable[[Mapping[str, str]], str], filled_store: str, tmp_path: Path, warm: str
) -> None:
    kept = {"DRAGOMAN_STORE": filled_store} if page.stored else {}
    workplace = Workplace(tmp_path, service({**page.environment, **kept}), warm)
    workplace.furnish()
    for name, content in page.files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    for block in runnable_blocks((ROOT / page.path).read_text(encoding="utf-8"), page.indented):
        if not block.text.startswith(page.left_out or ("\0",)):
            try:
                workplace.run(block)
            except Exception as error:
                raise BlockError(f"{page.path}:{block.line}: {error}\n{block.text}") from error


PAGE = """Text.

    make all
    run it

```sh
echo "one   two"
```

It prints:

```text
one ... two
```

<!-- not run: it never ends -->
```sh
sleep 99999
```

1. In a list:

   ```python
   number = 2
   ```

```json
{"alone": true}
```

```python
>>> number + 1
3
```
"""


def test_blocks_are_found_with_their_lines_and_what_they_show() -> None:
    assert list(runnable_blocks(PAGE)) == [
        Block("sh", 'echo "one   two"\n', 7, "one ... two\n", "text"),
        Block("python", "number = 2\n", 24, '{"alone": true}\n', "json"),
        Block("python", ">>> number + 1\n3\n", 32),
    ]
    assert next(runnable_blocks(PAGE, indented=True)) == Block("sh", "make all\nrun it\n", 3)


@pytest.mark.parametrize(
    ("block", "fails"),
    [
        (Block("sh", "echo a  b\n", 1, "a b\n", "text"), ""),
        (Block("sh", "echo a b\n", 1, "a c\n", "text"), "where the page shows"),
        (Block("sh", "false | true\n", 1), "ended with 1"),
        (Block("sh", """echo '{"a":[1,2],"b":" x "}'\n""", 1, '{"a": [...],\n "b": " x "}', "json"), ""),
        (Block("sh", """echo '{"a":1,"b":"x"}'\n""", 1, '{"a": 1, "b": " x"}', "json"), "where the page shows"),
        (Block("sh", """echo '{"id":"x","line":7,"n":1}'\n""", 1, '{"id": "y", "line": 9, "n": 1}', "json"), ""),
        (Block("sh", """echo '{"id":"x","n":2}'\n""", 1, '{"id": "y", "n": 1}', "json"), "where the page shows"),
        (Block("sh", "echo http://localhost:8000/livez\n", 1, "http://live:1/livez\n", "text"), ""),
        (Block("console", "$ word=hello\n$ echo $word \\\n  you\nhello you\n$ echo 2\n2\n", 1), ""),
        (Block("console", "$ echo 1\n1\n$ echo 2\n3\n", 1), "where the page shows"),
        (Block("console", "$ false\n", 1), "ended with 1"),
        (Block("python", "word = 'hello'\nprint(word)\n", 1, "hel...\n", "text"), ""),
        (Block("python", "print(undefined)\n", 1), "undefined"),
        (Block("python", ">>> 'hello'.upper()\n'HE...'\n", 1), ""),
        (Block("python", ">>> 'hello'.upper()\n'hello'\n", 1), "HELLO"),
        (Block("sh", "test -e dictionaries && python -c 'import coder'\n", 1), ""),
    ],
)
def test_a_block_that_does_something_else_than_the_page_says_fails(block: Block, fails: str, tmp_path: Path) -> None:
    workplace = Workplace(tmp_path, "http://live:1")
    workplace.furnish()
    if not fails:
        return workplace.run(block)
    with pytest.raises((BlockError, NameError), match=fails):
        workplace.run(block)
    return None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("block", "said"),
    [
        (Block("sh", "echo 'Germany criticized France.' | dragoman code - --format csv | cut -d, -f 3-5\n", 1), ""),
        (Block("sh", "python -m coder code missing.txt\n", 1), "missing.txt"),
        (Block("sh", "DRAGOMAN_PORT=x dragoman code -\n", 1), "DRAGOMAN_PORT"),
        (Block("sh", "cd dictionaries && dragoman dictionaries search --nonsense\n", 1), "ended with 2"),
    ],
)
def test_a_warm_command_has_its_callers_arguments_streams_variables_and_end(
    block: Block, said: str, tmp_path: Path, warm: str
) -> None:
    workplace = Workplace(tmp_path, "http://live:1", warm)
    workplace.furnish()
    if not said:
        return workplace.run(block)
    with pytest.raises(BlockError, match=said):
        workplace.run(block)
    return None


def test_names_last_from_one_block_of_a_page_to_the_next(tmp_path: Path) -> None:
    workplace = Workplace(tmp_path, "http://live:1")
    workplace.run(Block("python", "number = 2\n", 1))
    workplace.run(Block("python", ">>> number += 1\n", 1))
    workplace.run(Block("python", "print(number)\n", 1, "3", "text"))
