"""The plugin `oembed`: what consumers find, by the link in a page's head."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import micawber
import pytest
import turbohtml
from hypothesis import given
from hypothesis import strategies as st

from smoopt.builtin.oembed.answer import answer_for, as_json, as_xml
from smoopt.model.facts import Fact, Facts, Image, Media, Person
from smoopt.site.site import Site
from tests.support.configured import URL, Configured
from tests.support.runs import page

FILES = {
    "index.html": page("Mill"),
    "posts/a.html": page("Gates &amp; &lt;b&gt;").replace(
        "</head>", '<meta name="author" content="Ann Bee"></head>'
    ),
    "404.html": page("Gone"),
}
# https://oembed.com/ (2026-12-01), section 2.3.4: what must be there.
REQUIRED = {
    "link": {"type", "version"},
    "rich": {"type", "version", "html", "width", "height"},
    "video": {"type", "version", "html", "width", "height"},
}


class Project(Configured):
    """A site that answers oEmbed."""

    def __init__(self, folder: Path, options: str = "", url: str = URL, **files: str) -> None:
        super().__init__(folder, {**FILES, **files}, "oembed", options, url)

    def answer(self, path: str) -> dict[str, Any]:
        """Find the answer as consumers do."""
        document = turbohtml.parse(self.text(path))
        link = document.select_one('link[rel=alternate][type="application/json+oembed"]')
        assert link is not None
        href = link.attr("href") or ""
        assert href.startswith(URL)
        return dict(json.loads(self.text(href.removeprefix(URL))))


def test_a_page_names_its_answer(tmp_path: Path) -> None:
    made = Project(tmp_path)
    assert made.build().code == 0
    assert made.answer("posts/a.html") == {
        "version": "1.0",
        "type": "link",
        "title": "Gates & <b>",
        "author_name": "Ann Bee",
        "provider_name": "Mill",
        "provider_url": URL,
    }
    assert made.added() >= {"oembed/index.json", "oembed/posts/a.json"}
    assert "oembed" not in made.text("404.html")
    made.assert_settled()


def test_a_quote_and_xml_where_they_are_wanted(tmp_path: Path) -> None:
    made = Project(tmp_path, 'kind = "rich"\nformats = ["json", "xml"]\nfolder = "/api/card/"\n')
    made.build()
    answer = made.answer("posts/a.html")
    assert answer["html"] == (
        f'<blockquote><a href="{URL}posts/a.html">'
        "Gates &amp; &lt;b&gt;</a><p>A paragraph about Gates &amp; &lt;b&gt; that is long "
        "enough to describe it.</p></blockquote>"
    )
    xml = ElementTree.fromstring(made.text("api/card/posts/a.xml"))
    assert {each.tag: each.text for each in xml} == {
        name: str(value) for name, value in answer.items()
    }
    assert 'type="text/xml+oembed"' in made.text("posts/a.html")


def test_a_consumer_shows_it(tmp_path: Path) -> None:
    made = Project(tmp_path, 'kind = "rich"\n')
    made.build()

    class Reader(micawber.Provider):  # type: ignore[misc]  # it has no types
        def fetch(self, url: str) -> str:
            return json.dumps(made.answer("posts/a.html"))

    registry = micawber.ProviderRegistry()
    registry.register(f"{URL}.*", Reader(f"{URL}oembed"))
    shown = micawber.parse_text(f"{URL}posts/a.html", registry)
    assert shown == made.answer("posts/a.html")["html"]


def test_what_a_theme_answers_stays(tmp_path: Path) -> None:
    own = '<link rel="alternate" type="application/json+oembed" href="/own.json"></head>'
    made = Project(tmp_path, **{"b.html": page("B").replace("</head>", own)})
    made.build()
    assert made.text("b.html").count("json+oembed") == 1
    assert "oembed/b.json" not in made.added()


def test_without_an_address_there_is_nothing_to_answer(tmp_path: Path) -> None:
    made = Project(tmp_path, url="")
    made.build()
    assert not {path for path in made.added() if path.startswith("oembed")}


@pytest.mark.parametrize("wrong", ['folder = ""', 'folder = "../x"', 'kind = "photo"'])
def test_wrong_options_are_refused(tmp_path: Path, wrong: str) -> None:
    assert Project(tmp_path, wrong).build().code == 2


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1)
FACTS = st.builds(
    Facts,
    title=TEXTS.map(lambda text: Fact(text, "")),
    address=st.just(Fact(f"{URL}a", "")),
    description=st.none() | TEXTS.map(lambda text: Fact(text, "")),
    authors=st.none() | TEXTS.map(lambda text: Fact((Person(text),), "")),
    images=st.none() | st.just(Fact((Image(f"{URL}a.png", "", 1200, 630),), "")),
    videos=st.none() | st.just(Fact((Media(f"{URL}a.mp4", "video/mp4", 640, 360),), "")),
)


@given(FACTS, st.sampled_from(["link", "rich"]))
def test_answers_have_what_they_must_have_and_say_what_is_known(
    lab: Site,
    facts: Facts,
    kind: Any,
) -> None:
    answer = answer_for(lab, facts, kind)
    assert answer is not None
    said = json.loads(as_json(answer))
    assert REQUIRED[said["type"]] <= said.keys()
    assert said["type"] == ("video" if facts.videos else kind)
    thumbnail = {name for name in said if name.startswith("thumbnail")}
    assert len(thumbnail) == (3 if facts.images else 0)
    read = {each.tag: each.text or "" for each in ElementTree.fromstring(as_xml(answer))}
    assert read == {name: str(value) for name, value in said.items()}
    assert facts.title is not None
    assert read["title"] == facts.title.value


def test_an_answer_that_the_site_has_itself_is_left_alone(tmp_path: Path) -> None:
    made = Project(tmp_path, **{"oembed/posts/a.json": "{}"})
    assert made.build().code == 0
    assert made.text("oembed/posts/a.json") == "{}"
    assert "json+oembed" not in made.text("posts/a.html")
