"""How generators find smoopt, and what tests read of the manual that says so."""

from importlib.metadata import distribution
from pathlib import Path

from smoopt.generators import nikola
from tests.support.generator_site import MANUAL, Instruction, instructions
from tests.support.python_generators import KINDS

PAGE = """# Title

```sh
pip install smoopt
```

Add to `conf.py`:

```python
a = 1
```

```sh
build
```

## Options

Write `a/b.ini`:

```ini
c = 2
```
"""


def test_a_fence_is_what_its_own_paragraph_says(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE)
    assert [*instructions(page)] == [
        Instruction("pip install smoopt\n"),
        Instruction("a = 1\n", "conf.py", "Add to"),
        Instruction("build\n"),
    ]
    assert [*instructions(page, "Options")] == [Instruction("c = 2\n", "a/b.ini", "Write")]


def test_each_page_says_what_can_be_done() -> None:
    for name in KINDS:
        page = MANUAL / f"{name}.md"
        assert any(told.file for told in instructions(page)), page
        assert any(not told.file for told in instructions(page)), page


def test_mkdocs_finds_it_by_an_entry_point_and_lektor_must_not() -> None:
    groups = {point.group: point for point in distribution("smoopt").entry_points}
    assert groups["mkdocs.plugins"].value == "smoopt.generators.mkdocs:SmooptPlugin"
    # Lektor refuses to run where one is in a distribution not called `lektor-` and its name.
    assert "lektor.plugins" not in groups


def test_nikola_finds_it_by_a_file_beside_its_module() -> None:
    (folder,) = nikola.__path__
    assert "module = last_task\n" in (Path(folder) / "smoopt.plugin").read_text()
    assert (Path(folder) / "last_task.py").is_file()
