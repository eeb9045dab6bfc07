"""The typesetter: what a page says is never code, and nothing else is read."""

import json
import os
import time
from collections.abc import Mapping
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from smoopt.builtin.cards.card_fonts import Where, chosen_fonts, fonts_of
from smoopt.builtin.cards.designs_by_name import names, sources
from smoopt.builtin.cards.palette import palette
from smoopt.builtin.cards.scripts import initials, setting
from smoopt.builtin.cards.typesetter import DesignFault, drawn, refuse_no_picture

TEXTS = (
    *("", "Mill", '#import "@preview/x:1": *', '#read("/etc/passwd")', "$x^2$ *a* _b_ `c` <l> @r"),
    *('\\"]#panic()', "// /* */ ~ -- ...", "= Head\n- item\n+ item\n/ a: b", "{{ x }} %s \\u{0}"),
    *("نحن 東京 שלום हिन्दी ไทย 👩‍💻 ❤️", "x" * 300, "https://example.org/" + "path/" * 30),
)
TEXT = st.one_of(st.sampled_from(TEXTS), st.text(max_size=120))
DESIGN = st.sampled_from(names({}))


def inputs(title: str, description: str, name: str = "", **more: object) -> dict[str, str]:
    how = setting(title, description + name, "")
    chosen = chosen_fonts(fonts_of(Where()), "Inter", how.families, "")
    card = {
        "title": title,
        "description": description,
        "site": name,
        "author": name,
        "initials": initials(name),
        "date": name,
        "reading": name,
        "tags": [name, title],
        "trail": [name, title],
        "address": name,
        "language": "en",
        "region": None,
        "script": None,
        "direction": how.direction,
        "leading": how.leading,
        "spaced": how.spaced,
        "tracking": how.tracking,
        "fonts": chosen.text,
        "emoji": chosen.emoji,
        "colors": palette("#0a7bbd", "light"),
        "plates": {},
        "width": 1200,
        "height": 630,
    }
    return {"card": json.dumps(card | more)}


def card(design: str, given: Mapping[str, str]) -> bytes:
    return drawn(design, sources(design, {}), given, fonts_of(Where()))


@settings(max_examples=40, deadline=None)
@given(DESIGN, TEXT, TEXT, TEXT)
def test_whatever_a_page_says_is_one_picture(
    design: str, title: str, description: str, name: str
) -> None:
    data = card(design, inputs(title, description, name))
    with Image.open(BytesIO(data)) as picture:
        assert picture.size == (1200, 630)


@pytest.mark.parametrize("design", names({}))
@pytest.mark.parametrize("text", TEXTS)
def test_hostile_texts_are_text(design: str, text: str) -> None:
    assert card(design, inputs(text, text, text[:80])) != card(design, inputs("Other", "", ""))


LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
AUTHOR = "Ada Lovelace-von-Hohenstein-Longname, Bo & Co"


@pytest.mark.parametrize("design", names({}))
@pytest.mark.parametrize(("width", "height"), [(1200, 630), (900, 900)])
def test_nothing_runs_into_the_margins(design: str, width: int, height: int) -> None:
    shape = {"width": width, "height": height, "language": "de"}
    found = []
    for texts in ((LONG, f"{LONG} and more", AUTHOR), ("Mill", "Of wheels", "Ada")):
        with Image.open(BytesIO(card(design, inputs(*texts, **shape)))) as picture:
            wide, high = picture.size
            right, bottom = (wide - 64, 0, wide, high), (0, high - 56, wide, high)
            found.append([picture.crop(box).tobytes() for box in (right, bottom)])
    assert found[0] == found[1]


@pytest.mark.parametrize("language", ["en", "de", "fr", "ja"])
def test_the_mark_of_a_quotation_stands_above_its_text(language: str) -> None:
    given = inputs("水車", "東京の古い水車小屋で学んだこと。" * 5, "Ada", language=language)
    with Image.open(BytesIO(card("quote", given))) as picture:
        start = picture.convert("L").crop((76, 40, 400, 500))
        rows = [min(start.crop((0, y, 324, y + 1)).tobytes()) < 200 for y in range(start.height)]
    top = rows.index(True)
    assert rows.index(False, top) - top < 100


@pytest.mark.parametrize("design", names({}))
def test_a_design_draws_the_same_twice(design: str) -> None:
    given = inputs("Mill", "Of wheels", "Ada")
    assert card(design, given) == card(design, given)


def test_only_the_shipped_designs_can_be_read() -> None:
    for path in ("/etc/passwd", "../drawn_card.py", "../../../model/facts.py"):
        own = {"own.typ": f'#let design(card) = raw(read("{path}"))'.encode()}
        with pytest.raises(DesignFault, match=r"own\.typ:1:\d+: (file not found|path)"):
            drawn("own", sources("own", own), inputs("a", "b"), fonts_of(Where()))


def test_own_designs_may_share_files_but_not_replace_what_all_share() -> None:
    own = {
        "own.typ": b'#import "part.typ": part\n#let design(card) = part',
        "part.typ": b"#let part = [A]",
        "card.typ": b"#nope",
    }
    assert drawn("own", sources("own", own), inputs("a", "b"), fonts_of(Where()))
    own["part.typ"] = b"\n#let part = nope"
    with pytest.raises(DesignFault, match=r"part\.typ:2:12: unknown variable: nope"):
        drawn("own", sources("own", own), inputs("a", "b"), fonts_of(Where()))


def test_svg_that_is_none_is_refused() -> None:
    refuse_no_picture('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    with pytest.raises(DesignFault):
        refuse_no_picture("<svg")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_process_that_was_forked_after_a_card_can_draw_others() -> None:
    """Typst's own threads are not there in a forked process."""
    card("photo", inputs("Before", "the fork"))
    child = os.fork()
    if child == 0:
        card("gradient", inputs("Behind", "the fork"))
        os._exit(0)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            assert status == 0
            return
        time.sleep(0.05)
    os.kill(child, 9)
    os.waitpid(child, 0)
    pytest.fail("it stands still")
