"""Cards show a JPEG or PNG made of a picture that is not fit; the page's own stays as it is."""

import re
from collections.abc import Sequence
from pathlib import Path

import imagesize
import pytest

from smoopt.build.processes import engine
from smoopt.build.processes.engine import Task
from smoopt.builtin.pictures import Pictures, making
from smoopt.model.errors import ConfigError
from smoopt.site.picture_fitness import shortcomings
from smoopt.site.site import Site
from smoopt.testing import build
from tests.support.asking import page
from tests.support.configured import URL, Configured
from tests.support.picture_pages import OG_IMAGE, naming, site
from tests.support.runs import contents, smoopt
from tests.support.taken import graphic, parts_of_file, photo, saved

WEBP = saved(photo(1600, 900), "WEBP")
MADE = re.compile(r"smoopt/picture-[0-9a-f]{16}\.[0-9a-f]{16}\.(?:jpg|png)")


def tags(text: str, key: str) -> list[str]:
    """Give the values of a tag in a page, without what waits in templates to be put back."""
    text = re.sub(r"<template\b.*?</template>", "", text, flags=re.DOTALL)
    return re.findall(rf'<meta (?:property|name)="{key}" content="([^"]*)">', text)


UNFIT = {
    "webp": ("a.webp", WEBP),
    "avif": ("a.avif", saved(photo(1200, 630), "AVIF")),
    "narrow": ("a.jpg", saved(photo(900, 900), "JPEG")),
    "wide": ("a.jpg", saved(photo(2000, 500), "JPEG")),
    "small": ("a.png", saved(photo(400, 300), "PNG")),
    "heavy": ("a.png", saved(photo(2400, 1260).effect_spread(9), "PNG", compress_level=0)),
    "no file ending": ("a.jpg", WEBP),
    "drawn": ("a.webp", saved(graphic(800, 800), "WEBP", lossless=True)),
}


@pytest.mark.parametrize("name", UNFIT)
def test_the_made_picture_is_one_that_no_rule_finds_fault_with(tmp_path: Path, name: str) -> None:
    picture, content = UNFIT[name]
    mill = site(tmp_path, {"a.html": naming(picture), picture: content})
    assert mill.build().code == 0
    (made,) = (path for path in mill.added() if MADE.fullmatch(path))
    text = mill.text("a.html")
    assert tags(text, "og:image") == [URL + made]
    there = Site(mill.root, settings_of(mill), built=True)
    image = there.image(None, made)
    assert not list(shortcomings(image))
    assert image.size < 600_000
    # By another reader than the one that wrote it.
    wide, high = imagesize.get(mill.root / made)
    assert (tags(text, "og:image:width"), tags(text, "og:image:height")) == (
        [f"{wide}"],
        [f"{high}"],
    )
    assert wide <= 1200
    assert high <= 800
    assert tags(text, "og:image:type") == [image.type]
    assert tags(text, "twitter:card") == ["summary_large_image"]
    assert parts_of_file((mill.root / made).read_bytes()) <= CLEAN
    assert (mill.root / picture).read_bytes() == content
    mill.assert_settled()


# The parts of a JPEG (JFIF, tables, frame) and of a PNG without which there is no picture.
CLEAN = {"E0", "DB", "C0", "C2", "C4", "IHDR", "IDAT", "IEND"}


def settings_of(mill: Configured) -> object:
    from smoopt.site import config

    return config.load(mill.settings)


def test_a_fit_picture_is_left_alone(tmp_path: Path) -> None:
    fit = saved(photo(1200, 630), "JPEG")
    mill = site(tmp_path, {"a.html": naming("a.jpg"), "a.jpg": fit})
    mill.build()
    assert not mill.added()
    assert f"{URL}a.jpg" in mill.text("a.html")


def test_one_that_lies_elsewhere_is_left_alone(tmp_path: Path) -> None:
    elsewhere = page('<meta property="og:image" content="https://cdn.example.net/a.webp">')
    mill = site(tmp_path, {"a.html": elsewhere})
    mill.build()
    assert not mill.added()


def test_without_a_public_address_nothing_is_made(tmp_path: Path) -> None:
    files = {"a.html": page('<meta property="og:image" content="a.webp">'), "a.webp": WEBP}
    mill = Configured(tmp_path, files, "pictures", url="")
    mill.build()
    assert not mill.added()


def test_explain_says_what_it_is_made_of_and_why(tmp_path: Path) -> None:
    mill = site(tmp_path, {"a.html": naming("a.webp"), "a.webp": WEBP})
    said = smoopt("explain", mill.root / "a.html", "--config", mill.settings).out
    assert "made of a.webp (meta og:image): the picture is WebP" in said
    assert re.search(rf"og:image +<meta property=\"og:image\" content=\"{URL}smoopt/picture-", said)


def test_what_the_theme_says_of_the_old_picture_is_mended(tmp_path: Path) -> None:
    said = (
        '<meta property="og:image:width" content="1600"><meta property="og:image:type" '
        'content="image/webp"><meta property="og:image:alt" content="A mill">'
        f'<meta name="twitter:image" content="{URL}a.webp">'
    )
    mill = site(tmp_path, {"a.html": naming("a.webp", more=said), "a.webp": WEBP})
    mill.build()
    text = mill.text("a.html")
    (made,) = mill.added()
    assert tags(text, "twitter:image") == [URL + made]
    assert tags(text, "og:image:width") == ["1200"]
    assert tags(text, "og:image:type") == ["image/jpeg"]
    assert tags(text, "og:image:alt") == ["A mill"]
    mill.assert_settled()


def test_of_several_pictures_the_first_is_replaced_with_what_is_said_of_it(tmp_path: Path) -> None:
    width = '<meta property="og:image:width" content="{}">'
    head = (
        OG_IMAGE.format("a.webp")
        + width.format(1600)
        + OG_IMAGE.format("b.jpg")
        + width.format(900)
    )
    files = {"a.html": page(head), "a.webp": WEBP, "b.jpg": saved(photo(900, 600), "JPEG")}
    mill = site(tmp_path, files)
    mill.build()
    text = mill.text("a.html")
    (made,) = mill.added()
    assert tags(text, "og:image") == [URL + made, f"{URL}b.jpg"]
    assert tags(text, "og:image:width") == ["1200", "900"]
    mill.assert_settled()


def test_another_picture_that_is_only_for_x_stays(tmp_path: Path) -> None:
    for_x = f'<meta name="twitter:image" content="{URL}x.jpg">'
    fit = saved(photo(1200, 630), "JPEG")
    mill = site(tmp_path, {"a.html": naming("a.webp", more=for_x), "a.webp": WEBP, "x.jpg": fit})
    mill.build()
    assert tags(mill.text("a.html"), "twitter:image") == [f"{URL}x.jpg"]


def test_tags_that_a_framework_would_change_back_keep_their_picture(tmp_path: Path) -> None:
    hydrated = naming("a.webp").replace("<body>", '<body><div id="__next"></div>')
    hydrated += '<script id="__NEXT_DATA__" type="application/json">{}</script>'
    mill = site(tmp_path, {"a.html": hydrated, "a.webp": WEBP})
    mill.build()
    assert not mill.added()
    assert tags(mill.text("a.html"), "og:image") == [f"{URL}a.webp"]


def test_json_ld_keeps_the_picture_itself(tmp_path: Path) -> None:
    mill = site(tmp_path, {"a.html": naming("a.webp"), "a.webp": WEBP})
    mill.build()
    (data,) = re.findall(r"<script[^>]*ld.json[^>]*>(.*?)</script>", mill.text("a.html"), re.DOTALL)
    assert "a.webp" in data
    assert "smoopt/" not in data


# Once, and no longer than needed


class Counted:
    """Counts how often a picture is made."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.times, made = 0, making._made

        def counted(*arguments: object) -> making.Made:
            self.times += 1
            return made(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(making, "_made", counted)
        self.forget()

    def forget(self) -> None:
        making._last.clear()


def test_pages_with_the_same_picture_share_what_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = Counted(monkeypatch)
    files = {f"{name}.html": naming("a.webp") for name in "abcdefghijkl"}
    mill = site(tmp_path, {**files, "a.webp": WEBP})
    smoopt("build", mill.root, "--config", mill.settings, "--jobs", 1)
    assert (counted.times, len(mill.added())) == (1, 1)


def test_a_cleaned_site_is_filled_from_what_was_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = Counted(monkeypatch)
    mill = site(tmp_path, {"a.html": naming("a.webp"), "a.webp": WEBP})
    mill.build()
    once = contents(mill.root)
    for path, content in mill.before.items():  # the generator writes all anew, and cleans
        (mill.root / path).write_bytes(content)
    for path in mill.added():
        (mill.root / path).unlink()
    counted.forget()
    mill.build()
    assert contents(mill.root) == once
    assert counted.times == 1


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    files = {"a.html": naming("a.webp"), "a.webp": WEBP}
    one, other = (site(tmp_path / name, files) for name in "ab")
    one.build()
    making._last.clear()
    other.build()
    assert contents(one.root) == contents(other.root)


def test_another_picture_and_another_option_make_another_file(tmp_path: Path) -> None:
    mill = site(tmp_path, {"a.html": naming("a.webp"), "a.webp": WEBP})
    mill.build()
    (first,) = mill.added()
    (mill.root / "a.webp").write_bytes(saved(photo(1600, 901), "WEBP"))
    mill.build()
    (second,) = mill.added()
    mill.settings.write_text(mill.settings.read_text() + 'pad = ["*.webp"]\nground = "#0a7bbd"\n')
    mill.build()
    (third,) = mill.added()
    assert len({first, second, third}) == 3
    kept = [path.name for path in tmp_path.glob(".smoopt/*.kept/*")]
    assert kept == [third.removeprefix("smoopt/")]


def test_a_picture_goes_when_no_page_uses_it(tmp_path: Path) -> None:
    mill = site(tmp_path, {"a.html": naming("a.webp"), "a.webp": WEBP})
    mill.build()
    assert mill.added()
    (mill.root / "a.html").write_text(page(""))
    mill.build()
    assert not mill.added()
    assert not list(tmp_path.glob(".smoopt/*.kept/*"))


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    mill = site(tmp_path, {"a.html": naming("a.webp"), "a.webp": WEBP})
    smoopt("build", mill.root, "--config", mill.settings, "--dry-run")
    assert not mill.added()
    assert not list(tmp_path.glob(".smoopt/*"))


@pytest.mark.parametrize("is_on", [True, False])
def test_a_dozen_pages_are_worked_on_by_several_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_on: bool
) -> None:
    asked: list[bool] = []
    needs_workers = engine.needs_workers

    def answered(tasks: Sequence[Task], workers: int) -> bool:
        asked.append(needs_workers(tasks, workers))
        return asked[-1]

    monkeypatch.setattr(engine, "needs_workers", answered)
    files = {f"{number}.html": naming(f"{number}.webp") for number in range(12)}
    pictures = {f"{number}.webp": saved(photo(700, 400 + number), "WEBP") for number in range(12)}
    mill = site(tmp_path, {**files, **pictures})
    if not is_on:
        mill.settings.write_text(mill.settings.read_text().replace("[plugins.pictures]", ""))
    assert smoopt("build", mill.root, "--config", mill.settings, "--jobs", 2).code == 0
    assert asked[0] is is_on
    assert len(mill.added()) == (12 if is_on else 0)
    mill.assert_settled()


# What cannot be made


BOMB = saved(graphic(60, 60), "PNG").replace(
    b"\0\0\0\x3c\0\0\0\x3c\x08\x02", b"\0\0\xff\xff\0\0\xff\xff\x08\x02"
)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.webp", WEBP[:4000], "a.webp: "),
        ("a.webp", b"RIFF\x10\0\0\0WEBPVP8 ", "a.webp: "),
        ("a.jpg", saved(photo(900, 900), "JPEG")[:3000], "a.jpg: "),
        ("a.png", b"<!doctype html><title>404</title>", "a.png: "),
        ("a.png", BOMB, "a.png: "),
        ("a.png", saved(graphic(64, 64), "PNG"), "a.png has 64×64, too few for a card of its own"),
        (
            "a.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><text>A</text></svg>",
            "a.svg: it has text",
        ),
    ],
)
def test_a_picture_that_cannot_be_made_fit_is_a_finding_and_the_page_as_it_was(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    mill = site(tmp_path, {"a.html": naming(name), name: content})
    run = mill.build()
    assert run.code == 0
    assert "[pictures-left]" in run.err
    assert f"the picture stays as it is: {said}" in run.err
    assert not mill.added()
    assert tags(mill.text("a.html"), "og:image") == [URL + name]


def test_the_finding_says_which_networks_show_what_stays(tmp_path: Path) -> None:
    mill = site(tmp_path, {"a.html": naming("a.png"), "a.png": saved(graphic(190, 90), "PNG")})
    assert "no network that tells shows it" in mill.build().err
    (mill.root / "a.png").write_bytes(saved(graphic(150, 150), "PNG"))
    assert mill.build().code == 0
    assert mill.added()  # that is large enough to be laid on a ground


# Options


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ('ground = "teal"', "is not a colour"),
        ('focus = {"*.webp" = "10px 2em"}', "is no point"),
        ('crop = ["a\\\\"]', "is not a pattern"),
    ],
)
def test_options_that_cannot_be_are_refused(tmp_path: Path, options: str, said: str) -> None:
    run = site(tmp_path, {"a.html": page("")}, options).build()
    assert run.code == 2
    assert said in run.err


def test_without_pillow_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    from smoopt.model import extras

    monkeypatch.setattr(extras, "find_spec", lambda _: None)
    with pytest.raises(ConfigError, match=r"smoopt\[pictures\]"):
        build({"a.html": page("")}, [Pictures])


def test_smoopt_s_laws_hold() -> None:
    files = {"a.webp": WEBP, "b.png": saved(graphic(700, 700), "PNG")}
    pages = {"a.html": naming("a.webp"), "b.html": naming("b.png"), "c/d.html": naming("a.webp")}
    built = build(pages, {"opengraph": {}, "x": {}, "pictures": {}}, files=files, url=URL)
    assert len(built.files) == 2
