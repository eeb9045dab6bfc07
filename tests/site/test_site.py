"""The folder of built pages."""

from pathlib import Path

import pytest

from smoopt.html.page import Page
from smoopt.model.errors import SiteError
from smoopt.site.settings import Settings
from smoopt.site.site import Site
from smoopt.site.stated_address import address_fault, leads_to
from tests.support.pictures import png
from tests.support.sites import MakeSite

URL = "https://example.org/docs/"
PAGE = "<!doctype html><title>T</title>"


def page(path: str, head: str = "") -> Page:
    return Page(path, f"<!doctype html><head>{head}</head>".encode())


def test_the_walk_lists_pages_files_links_and_folders_in_order(make_site: MakeSite) -> None:
    root = make_site({"b.html": PAGE, "A.HTM": PAGE, "d/c.xhtml": PAGE, "d/x.css": ""}).root
    (root / "link.html").symlink_to(root / "b.html")
    (root / "loop").symlink_to(root, target_is_directory=True)
    (root / "404.html").mkdir()
    site = Site(root, Settings())
    assert site.pages == ("A.HTM", "b.html", "d/c.xhtml")
    assert site.files == ("A.HTM", "b.html", "d/c.xhtml", "d/x.css")
    assert site.links == ("link.html", "loop")
    assert site.folders == ("404.html", "d")


def test_a_site_must_be_a_folder(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="does not exist; expected the folder"):
        Site(tmp_path / "none", Settings())
    (tmp_path / "file").touch()
    with pytest.raises(SiteError, match="is a file; expected the folder"):
        Site(tmp_path / "file", Settings())


def test_a_picture_is_described_by_its_file(make_site: MakeSite) -> None:
    content = png(40, 20)
    site = make_site({"i/p.png": content}, url=URL)
    image = site.image(page("a/b.html"), "../i/p.png?v=2", "Alt")
    assert (image.url, image.alt, image.file) == (f"{URL}i/p.png", "Alt", "i/p.png")
    assert (image.width, image.height, image.type) == (40, 20, "image/png")
    assert image.size == len(content)
    assert not image.missing


def test_a_picture_s_type_is_what_its_bytes_say(make_site: MakeSite) -> None:
    site = make_site({"p.jpg": png(40, 20)})
    picture = site.picture("p.jpg")
    assert picture is not None
    assert picture.type == "image/png"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("p.png", png(9, 9)[:20]),
        ("p.jpg", b"\xff\xd8\xff\xe0\0"),
        ("p.gif", b"GIF89a\1"),
        ("p.webp", b"RIFF\0\0\0\0WEBPVP8 "),
        ("p.svg", b"<svg"),
        ("p.tif", b"II*\0\xff\xff\xff\xff"),
        ("p.avif", b"\0\0\0\x1cftypavif\0"),
        ("p.ico", b"\0\0\1\0"),
        ("p.png", b""),
    ],
)
def test_a_broken_picture_has_no_size_and_breaks_nothing(
    name: str, content: bytes, make_site: MakeSite
) -> None:
    picture = make_site({name: content}).picture(name)
    assert picture is not None
    assert (picture.width, picture.height, picture.size) == (0, 0, len(content))


def test_a_missing_picture_is_told_from_another_site_s(make_site: MakeSite) -> None:
    site = make_site({"index.html": PAGE}, url=URL)
    assert site.image(page("a.html"), "gone.png").missing
    assert not site.image(page("a.html"), "https://cdn.example/gone.png").missing


@pytest.mark.parametrize("url", [URL, ""])
def test_a_base_href_counts_for_pictures_with_and_without_an_address(
    url: str, make_site: MakeSite
) -> None:
    site = make_site({"sub/p.png": png(2, 2)}, url=url)
    based = page("a/b.html", "<base href='../sub/'>")
    assert site.file(based, "p.png") == "sub/p.png"
    assert site.image(based, "p.png").width == 2


def test_a_reference_that_is_no_address_names_no_file(make_site: MakeSite) -> None:
    site = make_site({"index.html": PAGE}, url=URL)
    assert site.file(page("a.html"), "http://[bad") is None
    assert site.resolve(page("a.html"), "http://[bad") == ""


def test_a_base_that_is_no_address_is_passed_over(make_site: MakeSite) -> None:
    site = make_site({"index.html": PAGE}, url=URL)
    assert site.file(page("a/b.html", "<base href='http://[bad'>"), "p.png") == "a/p.png"


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        (f"{URL}a/", ""),
        (f"{URL}a/index.html", f"it leads to this page, but its address is {URL}a/"),
        (
            "http://example.org/docs//a/?utm_source=x#y",
            f"it leads to this page, but its address is {URL}a/",
        ),
        (f"{URL}b.html", ""),
        (URL, "it is the home page's"),
        ("https://example.org/docs", "it is the home page's"),
        (f"{URL}gone.html", "the site has no such page"),
        ("a.html", "it is not an absolute address"),
        ("", "it is not an absolute address"),
        ("http://localhost/docs/a/", "nobody else can reach this computer"),
        ("http://[bad", "it is not an address"),
        ("https://other.example/original", ""),
        ("https://preview.example/docs/a/", f"it is this page on another host than {URL}"),
    ],
)
def test_an_address_that_a_page_gives_as_its_own_is_judged(
    url: str, fault: str, make_site: MakeSite
) -> None:
    pages = dict.fromkeys(("index.html", "a/index.html", "b.html"), PAGE)
    found = address_fault(make_site(pages, url=URL), page("a/index.html"), url)
    assert (found.message if found else "") == fault


def test_the_home_page_may_be_addressed_without_its_slash(make_site: MakeSite) -> None:
    site = make_site({"index.html": PAGE}, url=URL)
    assert address_fault(site, page("index.html"), "https://example.org/docs") is None


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://e.example/x/a/", True),
        ("https://e.example/a/index.html", True),
        ("https://e.example/b/", False),
        ("https://e.example/", False),
    ],
)
def test_without_a_known_address_the_end_must_name_the_page(
    url: str, leads: bool, make_site: MakeSite
) -> None:
    site = make_site({"a/index.html": PAGE, "b/index.html": PAGE})
    assert leads_to(site, page("a/index.html"), url) is leads


def test_entries_of_feeds_are_found_by_the_page_they_lead_to(make_site: MakeSite) -> None:
    item = "<item><title>{}</title><link>{}a.html</link></item>"
    feed = f"<rss><channel>{item.format('First', URL)}{item.format('Second', URL)}</channel></rss>"
    site = make_site({"a.html": PAGE, "feed.xml": feed}, url=URL)
    assert [(path, entry.title) for path, entry in site.entries.items()] == [("a.html", "First")]
