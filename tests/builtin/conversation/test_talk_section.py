"""The section of a conversation is a template, which a site can replace."""

import re
from pathlib import Path

import pytest

from tests.support.places import ROOT
from tests.support.sites import write_files
from tests.support.talk import Talked, feed, mention

MANUAL = (ROOT / "docs/reference/plugins/conversation.md").read_text("utf-8")
MENTIONS = feed(
    mention(1, content={"text": "Well said smooptVALUE {{ heading }}"}),
    mention(2, "like-of"),
    mention(3, "mention-of", name="On bread"),
)


def given_template(folder: Path, text: str) -> Talked:
    made = Talked(folder, MENTIONS)
    write_files(folder, {"templates/conversation.html.j2": text})
    return made


def test_the_template_of_the_manual_shows_all_responses(tmp_path: Path) -> None:
    found = re.search(r"```jinja\n(.+?)```", MANUAL, re.DOTALL)
    assert found
    made = given_template(tmp_path, found[1])
    assert made.build().err == ""
    html = made.text("bread.html")
    kinds = re.findall(r"<summary>(.+?)</summary>", html)
    assert kinds == ["Likes: 1", "Replies: 1", "Mentions: 1"]
    assert made.replies() == ["Well said smooptVALUE {{ heading }}"]
    made.assert_settled()


def test_the_manual_has_all_that_a_template_is_given(tmp_path: Path) -> None:
    table = MANUAL.partition("### Your own markup")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (.+?) \|", table, re.MULTILINE)
    names = {*re.findall(r"`([a-z_.]+)`", "".join(cells))}
    printed = "".join(f"{{% if {name} %}}{{% endif %}}" for name in names if not _is_per_page(name))
    plain = '<div data-smoopt="conversation">{% for group in groups %}' + printed + "{% endfor %}"
    made = given_template(tmp_path, f"{plain}</div>")
    assert made.build().err == ""
    assert {"heading", "groups", "group.list", "places"} <= names


def _is_per_page(name: str) -> bool:
    return name in {"group.count", "group.list", "group.more", "places"}


@pytest.mark.parametrize(
    ("inner", "says"),
    [
        ("<p>{{ places }}</p>", "elements are printed where only text may be; expected them in <"),
        ("{{ headng }}", "'headng' is undefined (did you mean `heading`?)"),
        ("{% for group in groups %}{{ group.lst }}{% endfor %}", "did you mean `list`?"),
    ],
)
def test_a_template_that_is_wrong_ends_the_run(inner: str, says: str, tmp_path: Path) -> None:
    made = given_template(tmp_path, f'<div data-smoopt="conversation">{inner}</div>')
    run = made.build()
    assert (run.code, says in run.err) == (2, True), run.err
    assert not made.added()
