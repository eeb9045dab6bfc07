"""The plugin `titles`: patterns that are filled in from facts."""

from pathlib import Path

import pytest
import turbohtml
from hypothesis import given
from hypothesis import strategies as st

from smoopt.builtin.title_patterns import Titles
from smoopt.html.page import Page
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


TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
PAGE = Page("a.html", page("A").encode())


@given(TEXTS, TEXTS, TEXTS)
def test_a_pattern_says_all_of_it_or_nothing(title: str, site: str, between: str) -> None:
    facts = Facts(title=Fact(title, "given"), site_name=Fact(site, "given"))
    between = between.replace("{", "").replace("}", "")
    worded = Titles(title=f"{{title}}{between}{{site}}").worded(PAGE, facts).share_title
    if title.casefold() != site.casefold():
        text = tidy(f"{title}{between}{site}")
        assert (worded.value if worded else "") == text
    else:
        assert worded is None
    unknown = Titles(title="{title}{section}").worded(PAGE, facts)
    assert unknown == Facts()
