"""The plugin `licence`."""

import json
from pathlib import Path
from typing import Any

import feedparser
import pytest
import turbohtml

from tests.support.configured import Configured
from tests.support.runs import page
from tests.support.sites import write_files

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
    assert licences(made, "a.html") == [(CC, "CC BY-SA 4.0")]
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
    assert licences(made, "a.html") == [(url, shown)]


def test_the_head_names_it_where_a_line_of_the_site_s_own_may_not(tmp_path: Path) -> None:
    own = '<p data-smoopt="licence">Under {{ name }}.</p>'
    write_files(tmp_path, {"templates/licence.html.j2": own})
    made = Configured(tmp_path, FILES, "licence", f'url = "{CC}"\n')
    assert made.build().code == 0
    assert licences(made, "a.html") == [(CC, "")]
    assert "Under CC BY-SA 4.0." in made.text("a.html")


def test_without_one_nothing_is_said_and_the_author_is_told(tmp_path: Path) -> None:
    made = Configured(tmp_path, FILES, "licence")
    assert "licence-missing" in made.build().out
    assert licences(made, "a.html") == []


@pytest.mark.parametrize(
    "wrong", ['url = "CC BY"', 'url = "https://quay.example/terms"', 'usage = "terms.html"']
)
def test_wrong_options_are_refused(tmp_path: Path, wrong: str) -> None:
    assert Configured(tmp_path, FILES, "licence", wrong).build().code == 2


# What other plugins say of it

USAGE = "https://mill.example.org/terms.html"
TERMS = f'url = "{CC}"\nusage = "{USAGE}"\n'
OTHER = "https://creativecommons.org/licenses/by/4.0/"


def described(made: Configured, path: str) -> dict[str, Any]:
    """Give what JSON-LD says of a page itself."""
    script = turbohtml.parse(made.text(path)).select("script[type='application/ld+json']")[-1]
    said = json.loads(script.text)
    nodes: list[dict[str, Any]] = said if isinstance(said, list) else [said]
    return next(node for node in nodes if node["@type"] in {"WebPage", "Article", "WebSite"})


def terms(made: Configured, path: str) -> tuple[str | None, str | None]:
    node = described(made, path)
    return node.get("license"), node.get("usageInfo")


def with_head(title: str, head: str) -> str:
    return page(title).replace("</head>", f"{head}</head>")


def test_structured_data_has_the_licence_and_further_terms(tmp_path: Path) -> None:
    article = {"@context": "https://schema.org", "@type": "Article", "headline": "Said"}
    script = '<script type="application/ld+json">{}</script>'
    said = script.format(json.dumps({**article, "license": OTHER}))
    files = {
        **FILES,
        "head.html": with_head("Head", f'<link rel="license" href="{OTHER}">'),
        "two.html": with_head(
            "Two", f'<link rel="license" href="{OTHER}"><link rel="license" href="{CC}">'
        ),
        "said.html": with_head("Said", said),
        "lacks.html": with_head("Said", script.format(json.dumps(article))),
    }
    made = Configured(tmp_path, files, "licence", TERMS)
    assert made.build().code == 0
    assert terms(made, "a.html") == (CC, USAGE)
    assert terms(made, "index.html") == (None, None), "it is about the site, which has other pages"
    assert terms(made, "head.html") == (OTHER, None), "further terms are those of the other licence"
    assert terms(made, "two.html") == terms(made, "own.html") == (None, None)
    assert terms(made, "said.html") == (OTHER, None)
    assert terms(made, "lacks.html") == (CC, USAGE)
    assert licences(made, "said.html") == []
    made.assert_settled()


def test_further_terms_stand_alone_and_on_the_page_by_their_name(tmp_path: Path) -> None:
    options = f'usage = "{USAGE}"\nusage_name = "Ask <me>"\n'
    made = Configured(tmp_path, FILES, "licence", options)
    assert "licence-missing" not in made.build().out
    assert terms(made, "a.html") == (None, USAGE)
    line = turbohtml.parse(made.text("a.html")).select_one("p[data-smoopt=licence]")
    assert line is not None
    assert line.text == "Ask <me>"
    assert licences(made, "a.html") == []
    made.assert_settled()
    both = Configured(tmp_path, FILES, "licence", f"{TERMS}usage_name = 'More'\n")
    both.build()
    line = turbohtml.parse(both.text("a.html")).select_one("p[data-smoopt=licence]")
    assert line is not None
    assert line.text == "CC BY-SA 4.0 · More"


def test_feeds_and_dublin_core_have_the_licence(tmp_path: Path) -> None:
    dated = with_head("Dated", '<meta property="article:published_time" content="2026-03-14">')
    more = "[plugins.feeds]\n[plugins.cite]\ndublin_core = true\n"
    made = Configured(tmp_path, {**FILES, "b.html": dated}, "licence", f"{TERMS}{more}")
    assert made.build().code == 0
    (entry,) = feedparser.parse(made.text("feed.xml").encode()).entries
    assert [link.href for link in entry.links if link.rel == "license"] == [CC]
    assert f'<meta name="DC.rights" content="{CC}">' in made.text("b.html")
    made.assert_settled()
