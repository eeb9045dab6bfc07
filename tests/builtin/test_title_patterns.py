"""The plugin `titles`: patterns that are filled in from facts."""

import json
from pathlib import Path

import pytest
import turbohtml
from hypothesis import given
from hypothesis import strategies as st

from smoopt.builtin.title_patterns import Titles
from smoopt.html.marks import marked, original
from smoopt.html.page import Page
from smoopt.model.edits import Edit, changes
from smoopt.model.facts import Fact, Facts
from smoopt.model.plain_text import tidy
from tests.support.configured import Configured
from tests.support.runs import page, smoopt

HEAD = (
    '<meta property="article:published_time" content="2026-03-14T09:30:00Z">'
    '<meta name="author" content="Ann Bee"></head>'
)
THEIRS = (
    '<meta property="og:title" content="Theirs"><meta name="twitter:title" content="Theirs">'
    '<meta property="og:description" content="Their own words, which say what is in the page.">'
    '<meta name="description" content="Their own words, which say what is in the page."></head>'
)
FILES = {
    "index.html": page("Mill"),
    "posts/a.html": page("Gates & wheels").replace("</head>", HEAD),
    "posts/theirs.html": page("B").replace("</head>", THEIRS + HEAD[:-7]),
    "about.html": page("About"),
}
OPTIONS = 'title = "{title} · {site}"\ndescription = "By <{author}>, {date}: {title}"\n'
NAME = '[site]\nname = "Mill"\n'


class Project(Configured):
    """A site whose cards are worded by patterns."""

    def __init__(self, folder: Path, options: str = OPTIONS, **files: str) -> None:
        super().__init__(folder, {**FILES, **files}, "titles", options)
        text = self.settings.read_text()
        self.settings.write_text(text.replace("[site]\n", NAME))

    def tags(self, path: str) -> dict[str, str]:
        metas = turbohtml.parse(self.text(path)).select("head > meta")
        named = ((each.attr("property") or each.attr("name") or "", each) for each in metas)
        return {name: each.attr("content") or "" for name, each in named}


def test_cards_say_what_the_patterns_do(tmp_path: Path) -> None:
    made = Project(tmp_path)
    assert made.build().code == 0
    tags = made.tags("posts/a.html")
    assert tags["og:title"] == "Gates & wheels · Mill"
    assert tags["og:description"] == "By <Ann Bee>, 2026-03-14: Gates & wheels"
    assert tags["description"].startswith("A paragraph about")
    assert "<title>Gates & wheels</title>" in made.text("posts/a.html")
    made.assert_settled()


def test_a_theme_s_tags_are_replaced(tmp_path: Path) -> None:
    made = Project(tmp_path, f"{OPTIONS}document = true\n")
    made.build()
    tags = made.tags("posts/theirs.html")
    assert tags["og:title"] == tags["twitter:title"] == "Theirs · Mill"
    assert tags["og:description"] == tags["description"] == "By <Ann Bee>, 2026-03-14: Theirs"
    made.assert_settled()


def test_or_only_missing_ones_are_written(tmp_path: Path) -> None:
    made = Project(tmp_path, f"{OPTIONS}document = true\nonly_missing = true\n")
    made.build()
    tags = made.tags("posts/theirs.html")
    assert tags["og:title"] == tags["twitter:title"] == "Theirs"
    assert tags["og:description"] == tags["description"]
    assert tags["description"].startswith("Their own words")
    assert made.tags("posts/a.html")["description"].startswith("By <Ann Bee>")


def test_where_a_value_is_not_known_the_pattern_says_nothing(tmp_path: Path) -> None:
    made = Project(tmp_path)
    made.build()
    tags = made.tags("about.html")
    assert tags["og:title"] == "About · Mill"
    assert tags["og:description"] == tags["description"]
    assert made.tags("index.html")["og:title"] == "Mill", "not Mill · Mill"


def test_what_the_page_states_goes_first(tmp_path: Path) -> None:
    def stating(fact: str, value: str) -> str:
        meta = f'<meta name="smoopt:{fact}" content="{value}"></head>'
        return FILES["posts/a.html"].replace("</head>", meta)

    made = Project(
        tmp_path,
        'title = "{title} · {site}"\ndescription = "Of {date}"\n',
        **{
            "title.html": stating("title", "Sluices"),
            "description.html": stating("description", "Of gates."),
            "card.html": stating("share_title", "A card"),
            "off.html": stating("titles", "off"),
        },
    )
    made.build()
    assert made.tags("title.html")["og:title"] == "Sluices · Mill"
    assert made.tags("title.html")["og:description"] == "Of 2026-03-14"
    assert made.tags("description.html")["og:description"] == "Of gates."
    assert made.tags("card.html")["og:title"] == "A card"
    assert made.tags("off.html")["og:title"] == "Gates & wheels"


def test_explain_says_where_the_words_come_from(tmp_path: Path) -> None:
    made = Project(tmp_path)
    path = made.root / "posts/a.html"
    out = smoopt("explain", path, "--site", made.root, "--config", made.settings).out
    line = next(line for line in out.splitlines() if line.lstrip().startswith("share_title"))
    assert "Gates & wheels · Mill" in line
    assert "option title; " in out


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('title = "{titel}"', "there is no value {titel} (did you mean `title`?)"),
        ('description = "{url}"', "expected one of title, description"),
    ],
)
def test_wrong_patterns_are_refused(tmp_path: Path, wrong: str, said: str) -> None:
    run = Project(tmp_path, f"{wrong}\n").build()
    assert run.code == 2
    assert said in run.err


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
PAGE = Page("a.html", page("A").encode())


@given(TEXTS, TEXTS, TEXTS)
def test_a_pattern_says_all_of_it_or_nothing(title: str, site: str, between: str) -> None:
    facts = Facts(title=Fact(title, "given"), site_name=Fact(site, "given"))
    between = between.replace("{", "").replace("}", "")
    worded = Titles(title=f"{{title}}{between}{{site}}").worded(PAGE, facts).share_title
    if worded is None:
        text = tidy(f"{title}{between}{site}")
        assert not text or site.casefold() in title.casefold()
    else:
        assert worded.value == tidy(f"{title}{between}{site}")
        assert title.casefold() != site.casefold()
    unknown = Titles(title="{title}{section}").worded(PAGE, facts)
    assert unknown == Facts()


# The title element

ELEMENT = 'document_title = "{title} – {site}"\n'


def head(title: str, before: str = "", after: str = "") -> str:
    """Write a page around a `<title>` as it is."""
    whole = page("Gates")
    return whole.replace("<title>Gates</title>", f"{before}{title}{after}")


def element(made: Project, path: str) -> str:
    found = turbohtml.parse(made.text(path)).find("title")
    return "" if found is None else found.text


def test_the_title_element_says_what_its_pattern_does(tmp_path: Path) -> None:
    files = {
        "plain.html": head("<title>Gates</title>"),
        "theirs.html": head("<title>Gates | Mill</title>"),
        "spaced.html": head("<TITLE\n lang='en'>\n Gates &amp;\r\n more\n</title >"),
        "none.html": head(""),
        "empty.html": head("<title></title>"),
        "markup.html": head("<title><b>Gates</b> & <!--wheels--></title>"),
        "right.html": head("<title>Gates – Mill</title>"),
        "bare.html": "<!doctype html><title>Bare</title><p>A page without much of a head.",
        "late.html": head("<title>Späte Tore</title>", after="<meta charset=utf-8>"),
    }
    made = Project(tmp_path, ELEMENT, **files)
    run = made.build()
    assert run.code == 0, run.out
    assert element(made, "posts/a.html") == "Gates & wheels – Mill"
    assert element(made, "index.html") == "Mill"
    for path in ("plain.html", "theirs.html", "none.html", "empty.html", "right.html"):
        assert element(made, path) == "Gates – Mill", path
    assert element(made, "spaced.html") == "Gates & more – Mill"
    assert '<title lang="en">' in made.text("spaced.html")
    assert "was" not in made.text("right.html").partition("</title>")[0]
    assert element(made, "bare.html") == "Bare – Mill"
    assert element(made, "late.html") == "Späte Tore – Mill"
    assert "<b>" not in element(made, "markup.html").replace("<b>Gates</b>", "")
    assert "title-overridden" not in run.out
    said = smoopt("explain", made.root / "plain.html", "--config", made.settings)
    assert "option document_title" in said.out
    made.assert_settled()


@pytest.mark.parametrize(
    ("site", "title", "pattern", "said"),
    [
        ("The Mill", "About The Mill", "{title} – {site}", "About The Mill"),
        ("The Mill", "About the mill", "{title} – The Mill", "About the mill"),
        ("The Mill", "The Mills of God", "{title} – {site}", "The Mills of God – The Mill"),
        ("Go", "Gopher", "{site}: {title}", "Go: Gopher"),
        ("C++", "C++ in a week", "{title} ({site})", "C++ in a week"),
        ("水車", "水車の話", "{title}｜{site}", "水車の話"),
        ("The Mill", "About The Mill", "{title} of {language}", "About The Mill of en"),
    ],
)
def test_the_site_s_name_is_not_said_twice(
    site: str, title: str, pattern: str, said: str, tmp_path: Path
) -> None:
    made = Project(tmp_path, f'document_title = "{pattern}"\ntitle = "{pattern}"\n')
    (made.root / "b.html").write_text(page(title), "utf-8")
    made.settings.write_text(made.settings.read_text().replace('"Mill"', f'"{site}"'), "utf-8")
    assert made.build().code == 0
    assert element(made, "b.html") == made.tags("b.html")["og:title"] == said


def test_the_author_s_own_title_is_what_the_pattern_prints(tmp_path: Path) -> None:
    own = '<meta name="smoopt:title" content="Own"></head>'
    off = '<meta name="smoopt:titles" content="off"></head>'
    files = {
        "own.html": page("B").replace("</head>", own),
        "off.html": page("Off").replace("</head>", off),
    }
    made = Project(tmp_path, ELEMENT, **files)
    made.build()
    assert element(made, "own.html") == "Own – Mill"
    assert element(made, "off.html") == "Off"
    other = Project(tmp_path / "o", 'document_title = "A page of {site}"\n', **files)
    other.build()
    assert element(other, "own.html") == "B"
    assert element(other, "posts/a.html") == "A page of Mill"


def test_a_rule_gives_some_pages_another_pattern(tmp_path: Path) -> None:
    rule = (
        '[[pages]]\nmatch = ["posts/*"]\n'
        'plugins = { titles = { document_title = "{title} (posts)" } }\n'
    )
    made = Project(tmp_path, ELEMENT + rule)
    assert made.build().code == 0
    assert element(made, "posts/a.html") == "Gates & wheels (posts)"
    assert element(made, "about.html") == "About – Mill"


def test_only_missing_leaves_titles_that_are_there(tmp_path: Path) -> None:
    files = {"none.html": head(""), "empty.html": head("<title> </title>")}
    made = Project(tmp_path, f"{ELEMENT}only_missing = true\n", **files)
    made.build()
    assert element(made, "about.html") == "About"
    assert element(made, "none.html") == element(made, "empty.html") == "Gates – Mill"


def test_a_framework_s_title_is_reported_and_stays(tmp_path: Path) -> None:
    hydrated = page("Gates").replace("<body>", '<body id="__nuxt">')
    made = Project(tmp_path, ELEMENT, **{"b.html": hydrated})
    run = made.build()
    assert element(made, "b.html") == "Gates"
    assert "tag-overridden" in run.err
    assert '"Gates – Mill" is right (smoopt left it: Nuxt would change it back' in run.err


def test_pages_that_their_patterns_tell_apart_are_no_duplicates(tmp_path: Path) -> None:
    day = '<meta property="article:published_time" content="2026-03-{}"></head>'
    files = {f"{n}.html": page("Diary").replace("</head>", day.format(n)) for n in (11, 12)}
    plain = Project(tmp_path / "plain", "", **files)
    assert "title-duplicate" in plain.build().out
    made = Project(tmp_path / "made", 'document_title = "{title}, {date}"\n', **files)
    assert "title-duplicate" not in made.build().out
    assert "title-duplicate" not in smoopt("check", made.root, "--config", made.settings).out


def test_a_phrase_is_looked_for_in_the_title_that_is_written(tmp_path: Path) -> None:
    focus = '<meta name="smoopt:focus" content="wheel"></head>'
    files = {"a.html": page("Gates").replace("</head>", focus)}
    pattern = 'document_title = "{title} and the wheel"\n[plugins.keywords]\nwhere = ["title"]\n'
    made = Project(tmp_path, pattern, **files)
    given = "--config", made.settings, "--format", "json"
    unbuilt = json.loads(smoopt("check", made.root, *given).out)["findings"]
    assert "focus-title" in {each["code"] for each in unbuilt}
    assert "focus-title" not in made.build().out
    checked = json.loads(smoopt("check", made.root, *given).out)["findings"]
    assert "focus-title" not in {each["code"] for each in checked}


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_title_is_written_and_put_back(title: str) -> None:
    """Whatever it looks like: it is text, and no markup comes of it."""
    whole = page("Gates")
    before = Page("a.html", whole.encode())
    titles = Titles(document_title="{title}")
    fact = Fact(title, "stated", plugin="overrides")
    worded = titles.worded(page=before, facts=Facts(title=fact))
    if worded.document_title is None:
        return
    edits = [each for each in titles.edits(before, worded) if isinstance(each, Edit)]
    new = marked(before.source, changes(edits), before.between, before.head_end)
    after = turbohtml.parse(new.decode())
    assert len(after.find_all("title")) == 1
    assert tidy(after.find("title").text) == worded.document_title.value  # type: ignore[union-attr]
    assert original(new) == whole.encode()


def test_the_site_s_name_in_a_card_is_reported_unless_a_pattern_wants_it(tmp_path: Path) -> None:
    named = '<meta property="og:title" content="B | Mill"><meta property="og:site_name" '
    files = {"b.html": page("B").replace("</head>", f'{named}content="Mill"></head>')}
    rule = "[[pages]]\nmatch = ['b.html']\nplugins.titles.title = '{title} | {site}'\n"
    for options, is_wished in (("", False), ('title = "{title} | {site}"\n', True), (rule, True)):
        made = Project(tmp_path / str(len(options)), options, **files)
        found = smoopt("check", made.root, "--config", made.settings).out
        assert ("og-title-site-name" in found) is not is_wished
