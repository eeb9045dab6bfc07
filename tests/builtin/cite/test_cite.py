"""The plugin `cite`: what reference managers and readers find."""

import json
from pathlib import Path

import bibtexparser
import pytest
import rispy
import turbohtml
from hypothesis import given
from hypothesis import strategies as st

from smoopt.builtin.cite.citation import Citation
from smoopt.builtin.cite.formats import bibtex, csl, ris
from tests.support.configured import URL, Configured
from tests.support.runs import page

HEAD = (
    '<meta property="article:published_time" content="2026-03-14T09:30:00Z">'
    '<meta name="author" content="Ann Bee"><meta property="article:tag" content="Water"></head>'
)
FILES = {
    "index.html": page("Mill"),
    "posts/a.html": page("Gates & wheels").replace("</head>", HEAD),
    "about.html": page("About"),
}
FOR_SCHOLARS = [
    ("citation_title", "Gates & wheels"),
    ("citation_author", "Ann Bee"),
    ("citation_publication_date", "2026/03/14"),
]
PLAIN = f"Ann Bee: Gates & wheels. Mill. 2026-03-14. {URL}posts/a.html"


class Project(Configured):
    """A site whose articles are cited."""

    def __init__(self, folder: Path, options: str = "", **files: str) -> None:
        super().__init__(folder, {**FILES, **files}, "cite", options)

    def metas(self, path: str, begins: str) -> list[tuple[str, str]]:
        document = turbohtml.parse(self.text(path))
        found = (
            (each.attr("name") or "", each.attr("content") or "")
            for each in document.select("meta")
        )
        return [(name, value) for name, value in found if name.startswith(begins)]


def test_scholars_find_their_tags(tmp_path: Path) -> None:
    made = Project(tmp_path)
    assert made.build().code == 0
    assert made.metas("posts/a.html", "citation_") == [
        *FOR_SCHOLARS,
        ("citation_language", "en"),
        ("citation_keywords", "Water"),
    ]
    assert not made.metas("posts/a.html", "DC.")
    assert not made.metas("about.html", "citation_"), "it is no article"
    made.assert_settled()


def test_dublin_core_says_the_rest_where_it_is_asked_for(tmp_path: Path) -> None:
    made = Project(tmp_path, "dublin_core = true\n")
    assert made.build().code == 0
    assert made.metas("posts/a.html", "citation_") == FOR_SCHOLARS
    assert made.metas("posts/a.html", "DC.") == [
        ("DC.title", "Gates & wheels"),
        ("DC.creator", "Ann Bee"),
        ("DC.date", "2026-03-14"),
        ("DC.language", "en"),
        ("DC.subject", "Water"),
    ]
    made.assert_settled()


@pytest.mark.parametrize("has_files", [True, False])
def test_readers_find_a_citation_that_is_closed(has_files: bool, tmp_path: Path) -> None:
    made = Project(tmp_path, 'formats = ["bibtex", "ris", "csl"]\n' if has_files else "")
    made.build()
    document = turbohtml.parse(made.text("posts/a.html"))
    shown = document.select_one("main details[data-smoopt=cite]:not([open])")
    assert shown is not None
    assert [each.text for each in shown.select("summary")] == ["Cite this page"]
    line = shown.select_one("p")
    assert line is not None
    assert line.text == PLAIN
    *tex, html = (each.text for each in shown.select("textarea"))
    assert turbohtml.parse(html).select_one(f'blockquote a[href="{URL}posts/a.html"]') is not None
    links = [each.attr("href") or "" for each in shown.select("a[download]")]
    assert links == (["a.bib", "a.ris", "a.csl.json"] if has_files else [])
    assert {f"posts/{each}" for each in links} <= made.added()
    # What a file has does not stand in the page as well.
    assert (tex == []) == has_files
    (text,) = [made.text("posts/a.bib")] if has_files else tex
    entry = bibtexparser.loads(text).entries[0]
    assert entry["ID"] == "bee2026gates"
    assert entry["abstract"]


@pytest.mark.parametrize(
    ("language", "heading", "said"),
    [
        ("de-AT", "Diese Seite zitieren", None),
        ("zh-Hant-TW", "引用此頁", None),
        ("xx", "Cite this page", "en"),
        ("en-GB", "Cite this page", None),
    ],
)
def test_the_heading_speaks_the_page_s_language(
    tmp_path: Path, language: str, heading: str, said: str | None
) -> None:
    text = FILES["posts/a.html"].replace("lang=en", f"lang={language}")
    made = Project(tmp_path, **{"posts/a.html": text})
    made.build()
    shown = turbohtml.parse(made.text("posts/a.html")).select_one("details")
    assert shown is not None
    assert shown.select("summary")[0].text == heading
    assert shown.attr("lang") == said


def test_what_a_theme_says_to_scholars_stays(tmp_path: Path) -> None:
    text = FILES["posts/a.html"].replace(
        "</head>", '<meta name="citation_title" content="T"></head>'
    )
    made = Project(tmp_path, "details = false\n", **{"posts/a.html": text})
    made.build()
    assert made.metas("posts/a.html", "citation_") == [("citation_title", "T")]
    assert "<details" not in made.text("posts/a.html")


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)
LINES = st.lists(TEXTS, min_size=1, max_size=4).map(" ".join)
CITATIONS = st.builds(
    Citation,
    title=LINES,
    url=st.just(f"{URL}a_b~c%7B"),
    because=st.just(""),
    authors=st.lists(LINES, min_size=1, max_size=3).map(tuple),
    published=st.sampled_from(["", "2026-03-14"]),
    site=LINES,
    description=LINES,
)


@given(CITATIONS)
def test_csl_and_ris_say_what_is_known(citation: Citation) -> None:
    (item,) = json.loads(csl(citation))
    assert (item["title"], item["URL"]) == (citation.title, citation.url)
    assert [each["literal"] for each in item["author"]] == list(citation.authors)
    (entry,) = rispy.loads(ris(citation))
    assert (entry["title"], entry["urls"]) == (citation.title, [citation.url])
    assert entry["authors"] == list(citation.authors)


TEX = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciicircum{}": "^",
    r"\textasciitilde{}": "~",
    **{f"\\{sign}": sign for sign in "%&$#_"},
}


def read(tex: str) -> str:
    """Read what TeX prints."""
    text = ""
    while tex:
        found = next((each for each in TEX if tex.startswith(each)), tex[0])
        text += TEX.get(found, found)
        tex = tex[len(found) :]
    return text


@given(CITATIONS)
def test_bibtex_says_what_is_known(citation: Citation) -> None:
    (entry,) = bibtexparser.loads(bibtex(citation)).entries
    assert read(entry["title"].removeprefix("{").removesuffix("}")) == citation.title
    assert read(entry["howpublished"]) == citation.site
    assert entry["url"] == citation.url
    assert read(entry["author"]) == " and ".join(f"{{{name}}}" for name in citation.authors)


def test_pages_of_one_name_have_files_of_their_own(tmp_path: Path) -> None:
    made = Project(tmp_path, 'formats = ["bibtex"]\n', **{"posts/a.htm": FILES["posts/a.html"]})
    assert made.build().code == 0
    assert {"posts/a.bib", "posts/a.htm.bib"} <= made.added()


def test_a_form_that_the_site_has_itself_is_left_out(tmp_path: Path) -> None:
    made = Project(tmp_path, 'formats = ["bibtex", "ris"]\n', **{"posts/a.bib": "@misc{x}"})
    assert made.build().code == 0
    links = turbohtml.parse(made.text("posts/a.html")).select("a[download]")
    assert [each.attr("href") for each in links] == ["a.ris"]
    made.assert_settled()


def test_each_part_of_a_citation_keeps_its_direction(tmp_path: Path) -> None:
    made = Project(tmp_path)
    made.build()
    parts = turbohtml.parse(made.text("posts/a.html")).select("[data-smoopt=cite] p > bdi")
    assert [each.text for each in parts][-1] == f"{URL}posts/a.html"


def test_titles_in_other_letters_have_keys_of_their_own() -> None:
    keys = {
        bibtexparser.loads(
            bibtex(Citation("水の話", f"{URL}{path}", "", ("水野",), "2026-01-12"))
        ).entries[0]["ID"]
        for path in ("posts/water-first/", "posts/leaves.html")
    }
    assert keys == {"2026waterfirst", "2026leaves"}


def test_an_error_page_is_not_cited(tmp_path: Path) -> None:
    head = '<meta property="og:type" content="article"></head>'
    made = Project(tmp_path, **{"404.html": page("Gone").replace("</head>", head)})
    made.build()
    assert not made.metas("404.html", "citation_")
    assert "data-smoopt" not in made.text("404.html")
