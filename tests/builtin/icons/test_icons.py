"""Icons, manifest and colour that lie in the site are named; from a logo, icons are made."""

import json
import os
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from smoopt.builtin.icons import drawing
from smoopt.model.errors import ConfigError
from smoopt.plugin.registry import Registry
from smoopt.site.icon_files import six_digits
from smoopt.site.settings import Settings
from smoopt.testing import Built, build
from tests.support.asking import page
from tests.support.pictures import png
from tests.support.project import Project, rendered
from tests.support.sites import NONE

ICO = '<link rel="icon" href="{}favicon.ico" sizes="16x16 32x32" type="image/vnd.microsoft.icon">'
PNG = '<link rel="icon" href="{}favicon-32x32.png" sizes="32x32" type="image/png">'
SVG = '<link rel="icon" href="{}favicon.svg" sizes="any" type="image/svg+xml">'
TOUCH = '<link rel="apple-touch-icon" href="{}apple-touch-icon.png" sizes="180x180">'
MASK = '<link rel="mask-icon" href="safari-pinned-tab.svg" color="{}">'
COLOR = '<meta name="theme-color" content="{}">'
DRAWING = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'


def ico(*sides: int) -> bytes:
    file = BytesIO()
    Image.new("RGB", (max(sides),) * 2).save(file, "ICO", sizes=[(one, one) for one in sides])
    return file.getvalue()


def manifest(**more: object) -> str:
    return json.dumps({"name": "Mill", "icons": [{"src": "a.png"}], **more})


def added(built: Built, path: str = "index.html") -> str:
    """Give what was added to a page, without marks."""
    return "".join(built.pages[path].partition("<!--smoopt ")[2:]).partition("<!--/smoopt-->")[0][
        len("0123abcd-->") :
    ]


def head(
    files: Mapping[str, str | bytes], head: str = "", path: str = "index.html", **options: object
) -> str:
    """Give what `icons` adds to one page."""
    around = build({path: page(head)}, {"icons": options}, files=files)
    assert not around.findings
    return added(around, path)


@pytest.mark.parametrize(
    ("files", "tags"),
    [
        ({}, ""),
        ({"favicon.ico": ico(16, 32)}, ICO),
        ({"favicon.svg": DRAWING, "favicon.ico": ico(32, 16)}, ICO + SVG),
        ({"favicon-32x32.png": png(32, 32)}, PNG),
        ({"apple-touch-icon.png": png(180, 180)}, TOUCH),
        ({"site.webmanifest": manifest()}, '<link rel="manifest" href="{}site.webmanifest">'),
        # What a host sent in the place of an icon, and what is none.
        ({"favicon.ico": "<!doctype html><title>404</title>"}, ""),
        ({"favicon.ico": "", "favicon.svg": "", "favicon-32x32.png": "PNG"}, ""),
        ({"favicon.ico": b"\0\0\1\0\xff\xff", "apple-touch-icon.png": ""}, ""),
    ],
)
@pytest.mark.parametrize(("path", "up"), [("index.html", ""), ("a/b.html", "../")])
def test_what_lies_in_the_site_is_named(
    files: dict[str, str | bytes], tags: str, path: str, up: str
) -> None:
    assert head(files, path=path) == tags.format(*[up] * 2)


def test_an_icon_that_is_a_png_is_named_as_one() -> None:
    tag = '<link rel="icon" href="favicon.ico" sizes="48x48" type="image/png">'
    assert head({"favicon.ico": png(48, 48)}) == tag


@pytest.mark.parametrize(
    ("tag", "files"),
    [
        ('<link rel="shortcut icon" href="/own.ico">', {"favicon.ico": ico(16, 32)}),
        ('<link rel=ICON href="data:,">', {"favicon.svg": DRAWING}),
        ("<link rel=apple-touch-icon-precomposed href=a.png>", {"apple-touch-icon.png": png(9, 9)}),
        ("<link rel=manifest href=other.json>", {"site.webmanifest": manifest()}),
        (COLOR.format("red"), {"site.webmanifest": manifest(theme_color="#fff")}),
        ("<link rel=mask-icon href=a.svg>", {"safari-pinned-tab.svg": DRAWING}),
    ],
)
def test_a_page_keeps_what_it_names(tag: str, files: dict[str, str | bytes]) -> None:
    assert head(files, tag, manifest=False, mask_color="#123456") == ""


def test_a_folder_s_own_icon_comes_before_the_site_s() -> None:
    files = {
        "favicon.ico": ico(16, 32),
        "apple-touch-icon.png": png(180, 180),
        "de/favicon.svg": DRAWING,
    }
    tags = SVG.format("../") + TOUCH.format("../../")
    assert head(files, path="de/a/index.html") == tags


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        (manifest(), True),
        ("\ufeff" + manifest(), True),
        ('{"short_name": "Mill", "start_url": "/"}', True),
        ('{"name": "Mill"}', False),
        ('{"manifest_version": 3, "name": "x", "icons": [{}]}', False),
        ('{"name": "x", "icons": {"16": "a.png"}, "manifest_version": 2}', False),
        ('{"main.js": "main.123.js"}', False),
        ("[]", False),
        ("{", False),
        ("[" * 5000, False),
    ],
)
def test_only_a_web_app_manifest_is_named_as_one(said: str, is_one: bool) -> None:
    tag = '<link rel="manifest" href="manifest.json">'
    assert head({"manifest.json": said}) == (tag if is_one else "")


@pytest.mark.parametrize(
    ("color", "written"),
    [
        ("#0A7bbd", "#0a7bbd"),
        ("#abc", "#aabbcc"),
        (" #abc ", "#aabbcc"),
        ("#0a7bbdff", ""),
        ("teal", ""),
        ('#abc"><script>', ""),
        ("#ab\u0661", ""),
        (7, ""),
        (None, ""),
    ],
)
def test_a_colour_is_written_in_six_digits_or_not_at_all(color: object, written: str) -> None:
    assert six_digits(color) == written
    tag = COLOR.format(written) if written else ""
    assert head({"site.webmanifest": manifest(theme_color=color)}, manifest=False) == tag


def test_the_colour_is_that_of_the_manifest_which_the_page_names() -> None:
    files = {
        "site.webmanifest": manifest(theme_color="#111111"),
        "own/app.json": manifest(theme_color="#222222"),
    }
    assert head(files, "<link rel=manifest href=own/app.json>") == COLOR.format("#222222")
    assert head(files, "<link rel=manifest href=https://example.com/a.json>") == ""


def test_without_a_manifest_s_colour_that_of_browserconfig_counts() -> None:
    config = (
        "<?xml version='1.0'?><browserconfig><msapplication><tile>"
        "<TileColor>#Da532c</TileColor></tile></msapplication></browserconfig>"
    )
    files = {"browserconfig.xml": config}
    assert head(files) == COLOR.format("#da532c")
    assert head({**files, "site.webmanifest": manifest(theme_color="#abc")}).endswith(
        COLOR.format("#aabbcc")
    )
    assert head(files, theme_color=False) == ""


@pytest.mark.parametrize(
    ("theme", "options", "color"),
    [
        ("#123456", {}, "#123456"),
        ("#123456", {"mask_color": "#abc"}, "#aabbcc"),
        ("#fff", {}, ""),
        (None, {}, ""),
        (None, {"mask_color": "#ABCDEF"}, "#abcdef"),
    ],
)
def test_a_mask_icon_needs_a_colour(theme: str | None, options: dict[str, str], color: str) -> None:
    files = {
        "safari-pinned-tab.svg": DRAWING,
        "site.webmanifest": manifest(theme_color=theme),
    }
    tags = MASK.format(color) if color else ""
    assert head(files, manifest=False, theme_color=False, **options) == tags


@pytest.mark.parametrize(
    ("policy", "tags"),
    [
        ("default-src 'self'", TOUCH.format("") + '<link rel="manifest" href="site.webmanifest">'),
        ("default-src 'none'; img-src 'self'", TOUCH.format("")),
        ("img-src https://cdn.example", '<link rel="manifest" href="site.webmanifest">'),
    ],
)
def test_what_a_policy_forbids_is_not_named(policy: str, tags: str) -> None:
    files = {"apple-touch-icon.png": png(180, 180), "site.webmanifest": manifest()}
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    assert head(files, meta) == tags


def logo(width: int, height: int, color: str = "#ff000080") -> bytes:
    file = BytesIO()
    Image.new("RGBA", (width, height), color).save(file, "PNG")
    return file.getvalue()


MADE = {"favicon.ico", "apple-touch-icon.png", "icon-192.png", "icon-512.png", "site.webmanifest"}
MADE_TAGS = (
    '<link rel="icon" href="favicon.ico" sizes="16x16 32x32 48x48" type="image/vnd.microsoft.icon">'
    '<link rel="icon" href="icon-192.png" sizes="192x192" type="image/png">'
    + TOUCH.format("")
    + '<link rel="manifest" href="site.webmanifest">'
)


def from_logo(files: Mapping[str, str | bytes], **options: object) -> Built:
    options = {"logo": "logo.png", **options}
    settings = {"site": {"name": "Mill"}}
    return build({"index.html": page()}, {"icons": options}, files=files, settings=settings)


def test_from_a_logo_icons_are_made() -> None:
    built = from_logo({"logo.png": logo(600, 300)})
    assert not built.findings
    assert added(built) == MADE_TAGS
    assert set(built.files) == MADE
    sizes = {}
    for name in MADE - {"site.webmanifest"}:
        with Image.open(BytesIO(built.files[name])) as picture:
            sizes[name] = picture.info.get("sizes", picture.size)
            corner = picture.convert("RGBA").getpixel((0, 0))
            middle = picture.convert("RGBA").getpixel((picture.width // 2, picture.height // 2))
        is_opaque = name == "apple-touch-icon.png"
        assert corner == ((255, 255, 255, 255) if is_opaque else (0, 0, 0, 0))
        assert middle == ((255, 127, 127, 255) if is_opaque else (255, 0, 0, 128))
    assert sizes == {
        "favicon.ico": {(16, 16), (32, 32), (48, 48)},
        "apple-touch-icon.png": (180, 180),
        "icon-192.png": (192, 192),
        "icon-512.png": (512, 512),
    }
    said = json.loads(built.files["site.webmanifest"])
    assert said["name"] == "Mill"
    assert [icon["src"] for icon in said["icons"]] == ["icon-192.png", "icon-512.png"]


def test_the_same_logo_gives_the_same_bytes() -> None:
    files = {"logo.png": logo(512, 512)}
    first = from_logo(files).files
    drawing._last.clear()
    assert from_logo(files).files == first
    assert from_logo(files, background="#000000").files != first


def test_no_icon_takes_the_place_of_one_that_the_site_has() -> None:
    own = {"favicon.ico": ico(16, 32), "icon-192.png": "mine", "manifest.json": manifest()}
    built = from_logo({"logo.png": logo(512, 512), **own})
    assert set(built.files) == {"apple-touch-icon.png", "icon-512.png"}
    assert not built.findings
    tags = ICO + TOUCH + '<link rel="manifest" href="manifest.json">'
    assert added(built) == tags.format("", "")


@pytest.mark.parametrize(
    ("file", "names", "says"),
    [
        (logo(200, 200), {"favicon.ico", "apple-touch-icon.png", "icon-192.png"}, "icon-512.png"),
        (logo(50, 20), {"favicon.ico"}, "50 pixels wide, which is too few for apple-touch"),
        (logo(30, 30), set(), "favicon.ico"),
        (b"", set(), "cannot be read"),
        (logo(512, 512)[:300], set(), "cannot be read"),
        (b"GIF89a", set(), "cannot be read"),
    ],
)
def test_what_cannot_be_made_is_said_and_not_linked(
    file: bytes, names: set[str], says: str
) -> None:
    built = from_logo({"logo.png": file})
    assert set(built.files) - {"site.webmanifest"} == names
    linked = {name for name in MADE if f'href="{name}"' in added(built)}
    assert linked == {*built.files} - {"icon-512.png"}
    ((code, message),) = [(one.code, one.message) for one in built.findings]
    assert code == "icons-logo"
    assert says in message


def test_a_logo_that_is_svg_is_linked_itself() -> None:
    built = from_logo({"i'm.svg": DRAWING}, logo="i'm.svg")
    assert added(built) == '<link rel="icon" href="i%27m.svg" sizes="any" type="image/svg+xml">'
    assert "no other icons are made" in built.findings[0].message
    assert not built.files


def test_a_logo_that_is_not_there_is_said() -> None:
    built = from_logo({})
    assert added(built) == ""
    assert built.findings[0].message.endswith("the site has no file logo.png")


def test_a_rule_s_logo_makes_no_links_to_files_that_nobody_writes() -> None:
    rule = {"match": ["a.html"], "plugins": {"icons": {"logo": "logo.png"}}}
    settings = {"pages": [rule]}
    files = {"logo.png": logo(512, 512)}
    built = build({"a.html": page()}, ["icons"], files=files, settings=settings)
    assert built.pages["a.html"] == page()
    assert not built.files


def test_a_hydrated_page_gets_them_in_its_head() -> None:
    body = '<div id="__next"><p>Hello.</p></div><script id="__NEXT_DATA__">{}</script>'
    built = build({"index.html": page(body=body)}, ["icons"], files={"favicon.ico": ico(16, 32)})
    assert added(built) == ICO.format("")
    assert not built.findings


def test_without_pillow_a_logo_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smoopt.model.extras.find_spec", lambda _: None)
    Registry(Settings(plugins={"icons": {"logo": "logo.svg"}}))
    with pytest.raises(ConfigError, match=r"plugins\.icons: logo.*smoopt\[icons\]"):
        Registry(Settings(plugins={"icons": {"logo": "logo.png"}}))


@pytest.mark.parametrize(
    "options", [{"background": "white"}, {"background": ""}, {"mask_color": "#12345"}]
)
def test_what_is_no_colour_is_refused(options: dict[str, object]) -> None:
    with pytest.raises(ConfigError, match="not a colour"):
        Registry(Settings(plugins={"icons": options}))


def test_a_page_is_built_again_when_its_icon_changes_and_when_it_goes(
    tmp_path: Path,
) -> None:
    settings = Settings(plugins={**NONE, "icons": True})
    project = Project(
        tmp_path,
        {"a.html": page(), "favicon.svg": DRAWING},
        settings=settings,
        registry=Registry(settings),
    )
    assert project.rendered() == {"a.html"}
    assert project.rendered() == set()
    (project.root / "favicon.ico").write_bytes(ico(16, 32))
    assert project.rendered() == {"a.html"}
    assert (ICO + SVG).format("", "") in (project.root / "a.html").read_text()
    project.remove("favicon.ico")
    project.remove("favicon.svg")
    assert rendered(project.build) == {"a.html"}
    assert (project.root / "a.html").read_text() == page()


def test_icons_follow_their_logo(tmp_path: Path) -> None:
    settings = Settings(plugins={**NONE, "icons": {"logo": "logo.png"}})

    def made_of(folder: Path, *logos: bytes) -> dict[str, bytes]:
        project = Project(
            folder, {"a.html": page()}, settings=settings, registry=Registry(settings)
        )
        for number, one in enumerate(logos):
            (project.root / "logo.png").write_bytes(one)
            os.utime(project.root / "logo.png", ns=(number, number))
            project.build()
        names = sorted(path.name for path in project.root.iterdir() if path.is_file())
        return {name: (project.root / name).read_bytes() for name in names}

    blue, large, small = logo(512, 512, "#0000ff"), logo(512, 512), logo(64, 64)
    for last in (large, small):
        fresh = made_of(tmp_path / f"fresh{len(last)}", last)
        assert made_of(tmp_path / f"again{len(last)}", blue, last) == fresh
