"""The plugin `licence`."""

from pathlib import Path

import pytest
import turbohtml

from tests.support.configured import Configured
from tests.support.runs import page

CC = "https://creativecommons.org/licenses/by-sa/4.0/"
FILES = {
    "index.html": page("Mill"),
    "a.html": page("A"),
    "own.html": page("Own").replace("</main>", f'<a rel="license" href="{CC}">CC</a></main>'),
    "404.html": page("Gone"),
}


def licences(made: Configured, path: str) -> list[tuple[str, str]]:
    found = turbohtml.parse(made.text(path)).select("[rel=license]")
    return [(each.attr("href") or "", each.text) for each in found]


def test_a_page_that_says_none_names_the_licence(tmp_path: Path) -> None:
    made = Configured(tmp_path, FILES, "licence", f'url = "{CC}"\n')
    assert made.build().code == 0
    assert licences(made, "a.html") == [(CC, ""), (CC, "CC BY-SA 4.0")]
    assert licences(made, "index.html") == [(CC, "")]
    assert licences(made, "own.html") == [(CC, "CC")]
    assert licences(made, "404.html") == []
    made.assert_settled()


@pytest.mark.parametrize(
    ("url", "name", "shown"),
    [
        ("https://creativecommons.org/publicdomain/zero/1.0/", "", "CC0 1.0"),
        ("https://creativecommons.org/licenses/by-nc-nd/3.0/de/deed.de", "", "CC BY-NC-ND 3.0"),
        ("https://quay.example/terms?a=1&b=2", "Terms <of> Quay", "Terms <of> Quay"),
        (CC, "Share alike", "Share alike"),
    ],
)
def test_it_is_called_by_its_name(tmp_path: Path, url: str, name: str, shown: str) -> None:
    made = Configured(tmp_path, FILES, "licence", f'url = "{url}"\nname = "{name}"\n')
    assert made.build().code == 0
    assert licences(made, "a.html") == [(url, ""), (url, shown)]


def test_without_one_nothing_is_said_and_the_author_is_told(tmp_path: Path) -> None:
    made = Configured(tmp_path, FILES, "licence")
    assert "licence-missing" in made.build().out
    assert licences(made, "a.html") == []


@pytest.mark.parametrize("wrong", ['url = "CC BY"', 'url = "https://quay.example/terms"'])
def test_wrong_options_are_refused(tmp_path: Path, wrong: str) -> None:
    assert Configured(tmp_path, FILES, "licence", wrong).build().code == 2
