"""Where a page takes webmentions: all kinds of discovery that https://webmention.rocks tries."""

from collections.abc import Iterator

import pytest

from smoopt.mentions.endpoint import endpoint_of
from smoopt.mentions.sending import MANNER
from smoopt.web.web_answer import Answer
from smoopt.web.web_client import WebClient
from tests.support.receiver import PAGE, Receiver, Reply, receiving

LINK = '<link rel="webmention" href="{}">'
ANCHOR = '<p>Send <a rel="webmention" href="{}">here</a>.</p>'
WRONG = "/wrong"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


def link(*values: str, name: str = "Link") -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for value in values)


# By the numbers that they have there: the page at /test/NUMBER, and its endpoint.
CASES: dict[int, tuple[Reply, str]] = {
    1: (Reply(PAGE, link("</take/1>; rel=webmention")), "/take/1"),
    2: (Reply(PAGE, link("<{base}/take/2>; rel=webmention")), "/take/2"),
    3: (Reply(PAGE + LINK.format("/take/3")), "/take/3"),
    4: (Reply(PAGE + LINK.format("{base}/take/4")), "/take/4"),
    5: (Reply(PAGE + ANCHOR.format("/take/5")), "/take/5"),
    6: (Reply(PAGE + ANCHOR.format("{base}/take/6")), "/take/6"),
    7: (Reply(PAGE, link("<{base}/take/7>; rel=webmention", name="LinK")), "/take/7"),
    8: (Reply(PAGE, link('<{base}/take/8>; rel="webmention"')), "/take/8"),
    9: (Reply(f'{PAGE}<link rel="webmention else" href="{{base}}/take/9">'), "/take/9"),
    10: (Reply(PAGE, link('<{base}/take/10>; rel="webmention else"')), "/take/10"),
    11: (
        Reply(PAGE + LINK.format(WRONG) + ANCHOR.format(WRONG), link("</take/11>; rel=webmention")),
        "/take/11",
    ),
    12: (
        Reply(f'{PAGE}<link rel="not-webmention" href="{WRONG}">' + LINK.format("/take/12")),
        "/take/12",
    ),
    13: (Reply(f"{PAGE}<!-- {LINK.format(WRONG)} -->" + ANCHOR.format("/take/13")), "/take/13"),
    14: (
        Reply(
            PAGE
            + f"<code>{ANCHOR.format(WRONG)}</code>".replace("<a", "&lt;a").replace(
                "</a>", "&lt;/a"
            )
            + ANCHOR.format("/take/14")
        ),
        "/take/14",
    ),
    15: (Reply(PAGE + LINK.format("")), "/test/15"),
    16: (Reply(PAGE + ANCHOR.format("/take/16") + LINK.format(WRONG)), "/take/16"),
    17: (Reply(PAGE + LINK.format("/take/17") + ANCHOR.format(WRONG)), "/take/17"),
    18: (
        Reply(PAGE, link(f'<{WRONG}>; rel="other"', "</take/18>; rel=webmention")),
        "/take/18",
    ),
    19: (
        Reply(PAGE, link(f'<{WRONG}>; rel="other", </take/19>; rel="webmention"')),
        "/take/19",
    ),
    20: (Reply(f'{PAGE}<link rel="webmention">' + ANCHOR.format("/take/20")), "/take/20"),
    21: (Reply(PAGE + LINK.format("/take/21?query=yes")), "/take/21?query=yes"),
    22: (Reply(PAGE + LINK.format("22/take")), "/test/22/take"),
    23: (Reply(status=302, headers=(("Location", "23/page/moved"),)), "/test/23/page/take/a"),
}
MOVED = Reply(PAGE, link("<take/a>; rel=webmention"))


def test_all_kinds_are_tried() -> None:
    assert [*CASES] == [*range(1, 24)]


@pytest.mark.parametrize("number", CASES)
def test_each_kind_of_endpoint_is_found(number: int, receiver: Receiver) -> None:
    reply, expected = CASES[number]
    receiver.pages = {f"/test/{number}": reply, "/test/23/page/moved": MOVED}
    answer = WebClient(MANNER, allow_private=True).get(f"{receiver.base}/test/{number}")
    assert endpoint_of(answer) == receiver.base + expected


URL = "https://ann.example/a/b"


def given(body: str = "", kind: str = "text/html", *headers: str) -> Answer:
    return Answer(URL, 200, {"content-type": [kind], "link": [*headers]}, body.encode())


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (given(f'<base href="/other/">{LINK.format("take")}'), "https://ann.example/other/take"),
        (given(f'<base href="/other/">{LINK.format("")}'), URL),
        (given(f"<template>{LINK.format('/a')}</template>"), ""),
        (given(LINK.format("/take"), "text/plain"), ""),
        (given(LINK.format("/take"), ""), "https://ann.example/take"),
        (given(LINK.format("http://[")), ""),
        (given('<link REL="WebMention" href=" take ">'), "https://ann.example/a/take"),
        # What is said of another page is not said of this one.
        (given("", "", '</x>; rel=webmention; anchor="/c"', "</y>; rel=webmention"),
         "https://ann.example/y"),
        (given("", "", '<>; title="a, <b>; rel=webmention"; rel=WEBMENTION'), URL),
        (given("", "", "rel=webmention"), ""),
        (given("", "", "</x>;rel=other;rel=webmention"), ""),
        (given("", "", '</x> nonsense, </y>;; title=";"; rel = "a webmention"'),
         "https://ann.example/y"),
    ],
)  # fmt: skip
def test_what_else_pages_write(answer: Answer, expected: str) -> None:
    assert endpoint_of(answer) == expected
