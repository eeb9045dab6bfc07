"""The plugin `cards`: which pages get a picture, what it is called, and what happens without."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from smoopt.builtin import cards
from smoopt.builtin.cards import typesetter
from tests.support.configured import URL, Configured
from tests.support.giving import contents
from tests.support.pictures import png
from tests.support.runs import page, smoopt

OWN = page("Own").replace("</head>", f'<meta property="og:image" content="{URL}own.png"></head>')
FILES = {
    "index.html": page("Mill"),
    "posts/a.html": page('Gates & #import "wheels": $x$'),
    "own.html": OWN,
    "404.html": page("Gone"),
}
ASKING = ("quote", "gradient", "qoute", "off")
CARD = re.compile(r'<meta property="og:image" content="([^"]*)">')


def built(folder: Path, options: str = "", **more: str) -> Configured:
    """Build a small site; one of its pages has a picture of its own."""
    made = Configured(folder, FILES | more, "cards", options)
    (made.root / "own.png").write_bytes(png(1200, 630))
    made.before = contents(made.root)
    return made


def card(made: Configured, path: str) -> str:
    """Give the path of the picture that a page is shared with, "" where it has none."""
    found = CARD.search(made.text(path))
    return found[1].removeprefix(URL) if found else ""


def test_a_page_without_a_picture_is_shared_with_a_card(tmp_path: Path) -> None:
    made = built(tmp_path)
    assert made.build().code == 0
    path = card(made, "posts/a.html")
    data = (made.root / path).read_bytes()
    with Image.open(BytesIO(data)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(data) < 600_000
    text = made.text("posts/a.html")
    for tag in (
        '<meta property="og:image:type" content="image/png">',
        '<meta property="og:image:width" content="1200">',
        '<meta property="og:image:height" content="630">',
        '<meta name="twitter:card" content="summary_large_image">',
    ):
        assert tag in text
    assert card(made, "index.html") != path
    assert made.added() == {path, card(made, "index.html")}
    made.assert_settled()


def test_a_page_with_a_picture_keeps_it_and_errors_have_none(tmp_path: Path) -> None:
    made = built(tmp_path)
    made.build()
    assert card(made, "own.html") == "own.png"
    assert card(made, "404.html") == ""


def test_a_card_goes_before_the_picture_of_the_site(tmp_path: Path) -> None:
    made = built(tmp_path)
    table = made.settings.read_text()
    made.settings.write_text(table.replace("[site]\n", '[site]\nimage = "own.png"\n'))
    made.build()
    assert card(made, "posts/a.html").startswith("smoopt/card-")
    assert card(made, "404.html") == "own.png"


def test_explain_says_where_the_card_comes_from(tmp_path: Path) -> None:
    made = built(tmp_path, 'design = "gradient"\ncolor = "#0a7bbd"\n')
    said = smoopt("explain", made.root / "index.html", "--config", made.settings).out
    assert "the design gradient, in the colour of the configuration (cards)" in said


def test_what_was_drawn_before_is_not_drawn_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = built(tmp_path)
    made.build()
    once = contents(made.root)
    first = card(made, "index.html")

    def fail(*_: object) -> bytes:
        raise AssertionError("a card was drawn")

    monkeypatch.setattr(typesetter, "drawn", fail)
    # A generator that cleans its output takes cards away, and may change what they do not show.
    for path in made.added():
        (made.root / path).unlink()
    for path, text in FILES.items():
        (made.root / path).write_text(text.replace("</main>", "</main> "))
    assert made.build().code == 0
    assert card(made, "index.html") == first
    assert contents(made.root).keys() == once.keys()


def test_a_new_title_gives_a_new_address_and_the_old_card_goes(tmp_path: Path) -> None:
    made = built(tmp_path)
    made.build()
    first = card(made, "index.html")
    smoopt("undo", made.root)
    (made.root / "index.html").write_text(page("Another mill"))
    made.build()
    assert card(made, "index.html") != first
    assert not (made.root / first).exists()


def test_designs_are_chosen_by_path_and_cards_turned_off_by_page(tmp_path: Path) -> None:
    off = page("Off").replace("</head>", '<meta name="smoopt:cards" content="off"></head>')
    rule = '[[pages]]\nmatch = ["posts/"]\nplugins.cards.design = "quote"\n'
    made = built(tmp_path, rule, **{"off.html": off})
    made.build()
    quoted = card(made, "posts/a.html")
    made.settings.write_text(made.settings.read_text().replace("quote", "plain"))
    made.build()
    assert card(made, "posts/a.html") not in {"", quoted}
    assert card(made, "off.html") == ""


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("#let design(card) = [\n#nope]", "own.typ:2:1: unknown variable: nope"),
        ("#let design(card) = {", "own.typ:1:"),
        ("#let other = 1", "unresolved import"),
        (
            '#let design(card) = read("/etc/passwd")',
            "own.typ:1:25: file not found (searched at /etc/passwd)",
        ),
        ('#import "@preview/cetz:0.2.0"', "own.typ:1: imports a package"),
        ("#let design(card) = pagebreak()", "own.typ:1:20: pagebreaks are not allowed"),
    ],
)
def test_a_broken_design_is_said_and_breaks_nothing(tmp_path: Path, source: str, said: str) -> None:
    made = built(tmp_path, 'design = "own"\n')
    designs = tmp_path / "templates" / "cards"
    designs.mkdir(parents=True)
    (designs / "own.typ").write_text(source)
    run = made.build()
    assert run.code == 0
    assert said in run.err
    assert "[cards-design]" in run.err
    assert card(made, "posts/a.html") == ""
    again = smoopt("build", made.root, "--config", made.settings, "--fail-on", "warning")
    assert again.code == 1
    (designs / "own.typ").write_text('#import "card.typ": *\n#let design(card) = card.title')
    assert "cards-design" not in made.build().err
    assert card(made, "posts/a.html")


def test_a_design_that_is_none_is_said_with_those_there_are(tmp_path: Path) -> None:
    run = built(tmp_path, 'design = "plian"\n').build()
    assert "there is no design 'plian' (did you mean `plain`?)" in run.err


def test_characters_without_a_font_are_named(tmp_path: Path) -> None:
    made = built(tmp_path, **{"x.html": page("Of 𓀀 and Ada")})
    run = made.build()
    assert "x.html: warning: no font has 𓀀 (U+13000): lay one into" in run.err
    assert card(made, "x.html") == ""


def test_without_its_extra_nothing_breaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "_missing", lambda: ("typst",))
    made = built(tmp_path)
    run = made.build()
    assert run.code == 0
    assert "cards need typst, which the extra `cards` of smoopt installs: " in run.err
    assert card(made, "index.html") == ""


def test_whatever_is_raised_costs_no_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise MemoryError("no room for a card")

    monkeypatch.setattr(typesetter, "drawn", fail)
    made = built(tmp_path)
    run = made.build()
    assert run.code == 0
    assert "MemoryError: no room for a card [cards-design]" in run.err
    assert "og:title" in made.text("index.html")


def test_pictures_that_are_named_and_cannot_be_shown_are_said(tmp_path: Path) -> None:
    made = built(tmp_path, 'logo = "none.png"\n', **{"bad.svg": "<svg"})
    run = made.build()
    assert "logo: the site has no file none.png [cards-picture]" in run.err
    assert card(made, "index.html")
    made.settings.write_text(made.settings.read_text().replace("none.png", "bad.svg"))
    assert "logo: " in made.build().err
    assert card(made, "index.html")


def test_a_photo_below_the_title_is_written_as_jpeg(tmp_path: Path) -> None:
    noise = BytesIO()
    Image.effect_noise((800, 600), 90).convert("RGB").save(noise, "PNG")
    options = 'design = "photo"\nphoto = "noise.png"\n'
    made = built(tmp_path, options)
    (made.root / "noise.png").write_bytes(noise.getvalue())
    made.build()
    path = card(made, "index.html")
    assert path.endswith(".jpg")
    assert (made.root / path).stat().st_size < 600_000
    assert '<meta property="og:image:type" content="image/jpeg">' in made.text("index.html")


def test_a_card_may_lie_over_the_picture_of_the_content(tmp_path: Path) -> None:
    shown = page("Shown").replace("<p>", '<img src="own.png" alt="A wheel"><p>')
    options = 'design = "photo"\nover_pictures = true\n'
    made = built(tmp_path, options, **{"shown.html": shown})
    made.build()
    assert card(made, "shown.html").startswith("smoopt/card-")
    assert card(made, "own.html") == "own.png"  # what the theme says stays


def test_a_picture_that_all_pages_have_gives_way_where_it_is_named(tmp_path: Path) -> None:
    head = (
        f'<meta property="og:image" content="{URL}own.png">'
        '<meta property="og:image:alt" content="The logo">'
        f'<meta name="twitter:image" content="{URL}own.png"></head>'
    )
    themed = page("Themed").replace("</head>", head)
    stated = themed.replace("</head>", '<meta name="smoopt:images" content="own.png"></head>')
    pages = {"a.html": themed, "b.html": stated}
    made = built(tmp_path, **pages)
    made.build()
    assert card(made, "a.html") == "own.png"
    made.settings.write_text(made.settings.read_text() + 'instead_of = ["*.png"]\n')
    assert made.build().code == 0
    drawn = card(made, "a.html")
    text = made.text("a.html")
    assert drawn.startswith("smoopt/card-")
    assert f'<meta name="twitter:image" content="{URL}{drawn}">' in text
    assert '<meta property="og:image:alt" content="Themed' in text
    assert card(made, "b.html") == "own.png"  # its author says so on this page
    made.assert_settled()


def test_a_page_names_its_own_design(tmp_path: Path) -> None:
    rule = '[[pages]]\nmatch = ["*"]\nplugins.cards.design = "gradient"\n'
    asking = {
        f"{name}.html": page("Of mills").replace(
            "</head>", f'<meta name="smoopt:card" content="{name}"></head>'
        )
        for name in ASKING
    }
    made = built(tmp_path, rule, **asking, **{"none.html": page("Of mills")})
    run = made.build()
    # The first digest is also of what this design does not show.
    shown = {name: card(made, f"{name}.html").split(".")[1:] for name in (*ASKING, "none")}
    assert shown["none"] == shown["gradient"] != shown["quote"]
    assert shown["off"] == shown["qoute"] == []
    assert '<meta name="smoopt:card"' not in made.text("quote.html")
    said = "qoute.html: warning: there is no design 'qoute' (did you mean `quote`?)"
    assert said in run.err
    explained = smoopt("explain", made.root / "quote.html", "--config", made.settings).out
    assert "meta smoopt:card" in explained
    drawn = tmp_path / "card.png"
    command = ("card", made.root / "quote.html", "--config", made.settings, "-o", drawn)
    assert "the design quote" in smoopt(*command).out
    assert "the design plain" in smoopt(*command, "--design", "plain").out
    made.assert_settled()


def test_a_square_stands_behind_the_card_where_it_is_asked_for(tmp_path: Path) -> None:
    made = built(tmp_path, "square = true\n")
    assert made.build().code == 0
    text = made.text("posts/a.html")
    wide, square = CARD.findall(text)
    with Image.open(made.root / square.removeprefix(URL)) as picture:
        assert picture.size == (1200, 1200)
    tags = re.findall(r'<meta property="og:image([:a-z]*)" content="([^"]*)">', text)
    alt = "Gates &amp; #import &quot;wheels&quot;: $x$ &#8211; Mill"
    assert tags == [
        *(("", wide), (":type", "image/png"), (":width", "1200"), (":height", "630")),
        *((":alt", alt), ("", square), (":type", "image/png"), (":width", "1200")),
        *((":height", "1200"), (":alt", alt)),
    ]
    assert f'"image":["{wide}","{square}"]' in text
    made.assert_settled()


def test_a_design_of_ones_own_is_told_the_shape(tmp_path: Path) -> None:
    made = built(tmp_path, 'design = "own"\nsquare = true\n')
    designs = tmp_path / "templates" / "cards"
    designs.mkdir(parents=True)
    (designs / "own.typ").write_text(
        '#import "card.typ": *\n#let design(card) = if is-square { rect(width: width / 2, '
        "height: height, fill: red, stroke: none) }"
    )
    made.build()
    wide, square = CARD.findall(made.text("index.html"))
    for address, left in ((wide, (255, 255, 255)), (square, (255, 65, 54))):
        with Image.open(made.root / address.removeprefix(URL)) as picture:
            ends = [picture.convert("RGB").getpixel((x, 60)) for x in (60, 1140)]
        assert ends == [left, (255, 255, 255)]


def test_a_photo_that_cannot_be_read_is_said_each_time(tmp_path: Path) -> None:
    made = built(tmp_path, 'design = "photo"\nphoto = "bad.jpg"\n', **{"bad.jpg": "none"})
    for _ in range(2):
        assert "photo: bad.jpg: " in made.build().err
        assert card(made, "index.html").endswith(".png")
        smoopt("undo", made.root)
    (made.root / "bad.jpg").unlink()
    assert "photo: the site has no file bad.jpg" in made.build().err


def test_the_same_card_has_the_same_bytes(tmp_path: Path) -> None:
    first, second = built(tmp_path / "a"), built(tmp_path / "b")
    first.build()
    second.build()
    assert first.text("index.html") == second.text("index.html")
