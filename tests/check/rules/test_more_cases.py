"""Faults that are easily overlooked, each on a small site."""

from pathlib import Path

import pytest

from smoopt.model.finding import Finding
from tests.support.laboratory import URL, Laboratory, check

IMAGE = {"og_image_width": "", "og_image_height": "", "og_image_alt": "", "card": ""}
ALT = '<meta property="og:image:alt" content="A square">'


def found(root: Path, files: dict[str, str | bytes] | None = None, **lines: str) -> list[Finding]:
    """Check the faultless site with other lines in a.html, and more files."""
    return check(Laboratory(root, {"a.html": lines}, files or {}).site())


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_a_picture_that_is_linked_to_itself_is_still_loaded(tmp_path: Path) -> None:
    url = "http://pictures.example.org/a.jpg"
    link = f'<a href="{url}">'
    [finding] = found(tmp_path, content=f'{link}<img alt="" src="{url}"></a>')
    assert (finding.code, finding.place.column) == ("mixed-upgraded", len(link) + 1)


def test_a_missing_picture_that_is_linked_to_itself_is_said_once(tmp_path: Path) -> None:
    for url in ("none.jpg", f"{URL}none.jpg"):
        content = f'<a href="{url}"><img alt="" src="{url}"></a>'
        assert codes(found(tmp_path / url[:4], content=content)) == ["link-broken"]


def test_an_icon_over_http_is_a_picture(tmp_path: Path) -> None:
    icon = '<link rel="icon" href="http://pictures.example.org/a.ico">'
    assert codes(found(tmp_path, more=icon)) == ["mixed-upgraded"]


def test_a_file_is_not_said_to_be_another_file_in_capital_letters(tmp_path: Path) -> None:
    [finding] = found(tmp_path, content='<a href="b.html/">b</a>')
    assert "b.html is a file" in finding.message


def test_og_image_url_names_a_picture(tmp_path: Path) -> None:
    tag = '<meta property="og:image:url" content="https://example.org/docs/{}.png">' + ALT
    right, wrong = tag.format("wide"), tag.format("none")
    assert found(tmp_path / "right", og_image=right, **IMAGE) == []
    assert codes(found(tmp_path / "wrong", og_image=wrong, **IMAGE)) == ["og-image-broken"]


def test_an_address_in_a_query_makes_no_address_absolute(tmp_path: Path) -> None:
    image = '<meta property="og:image" content="card.php?of=https://example.org/">'
    other = '<link rel="alternate" hreflang="de" href="b.html?of=https://example.org/">'
    assert codes(found(tmp_path / "1", og_image=image, **IMAGE)) == ["og-image-relative"]
    assert "hreflang-relative" in codes(found(tmp_path / "2", more=other))


@pytest.mark.parametrize("name", ["b.html", "text.png", "film.mp4"])
def test_a_picture_that_is_none_is_said(name: str, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"text.png": "<p>Not found</p>", "film.mp4": b"\0"}
    image = f'<meta property="og:image" content="{URL}{name}">{ALT}'
    assert codes(found(tmp_path, files, og_image=image, **IMAGE)) == ["og-image-type"]


@pytest.mark.parametrize("value", ["NaN", "-Infinity", "1" * 5000])
def test_json_ld_has_no_number_that_is_none(value: str, tmp_path: Path) -> None:
    script = f'<script type="application/ld+json">{{"@type": "Article", "x": {value}}}</script>'
    assert codes(found(tmp_path, more=script)) == ["json-ld-broken"]


def test_a_width_of_thousands_of_digits_fails_nothing(tmp_path: Path) -> None:
    width = f'<meta property="og:image:width" content="{"1" * 5000}">'
    assert codes(found(tmp_path, og_image_width=width)) == ["og-image-declared"]


def test_a_graph_may_be_one_node(tmp_path: Path) -> None:
    node = '{"@graph": {"@type": "Article", "headline": "Of another thing"}}'
    script = f'<script type="application/ld+json">{node}</script>'
    assert codes(found(tmp_path, more=script, content="<h1>My page</h1>")) == [
        "json-ld-contradicts"
    ]


def test_many_pages_with_the_title_of_a_list_are_said(tmp_path: Path) -> None:
    title = {"title": "<title>The same title everywhere</title>"}
    pages = dict.fromkeys(("archives/index.html", *(f"p{n}.html" for n in range(12))), title)
    findings = check(Laboratory(tmp_path, pages).site())
    said = [str(finding.place) for finding in findings if finding.code == "title-duplicate"]
    assert said == ["p0.html:5:1"]


HIDDEN = f"{URL}c.html"
SITEMAPS = {
    "sitemap.xml": f"<url>\n <loc>\n{HIDDEN}\n</loc></url>",
    "post-sitemap.xml": f"<url><loc>{HIDDEN}</loc></url>",
    "wp-sitemap-posts-1.xml": f"<url><loc>{HIDDEN}</loc></url>",
    "blog/sitemap_1.xml": f"<s:url><s:loc>{HIDDEN}</s:loc></s:url>",
    "sitemap-2.xml": f"<url><loc><![CDATA[{HIDDEN}]]></loc></url>",
}


@pytest.mark.parametrize("name", SITEMAPS)
def test_a_sitemap_may_be_written_in_many_ways(name: str, tmp_path: Path) -> None:
    pages = {"c.html": {"more": '<meta name="robots" content="noindex">'}}
    files: dict[str, str | bytes] = {name: f"<urlset>{SITEMAPS[name]}</urlset>"}
    [finding] = check(Laboratory(tmp_path, pages, files).site())
    text = (tmp_path / name).read_text("utf-8").splitlines()[finding.place.line - 1]
    assert (finding.code, finding.place.path) == ("sitemap-noindex", name)
    assert text[finding.place.column - 1 :].startswith(HIDDEN)


def test_what_the_host_passes_on_is_not_missing(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "_redirects": "/new /docs/b.html 200\n",
        "sitemap.xml": f"<urlset><url><loc>{URL}new</loc></url></urlset>",
    }
    lines = {
        "canonical": f'<link rel="canonical" href="{URL}new">',
        "more": f'<link rel="alternate" hreflang="de" href="{URL}new">',
        "og_url": "",
    }
    assert "broken" not in " ".join(codes(found(tmp_path, files, **lines)))


def test_a_sitemap_may_have_fifty_thousand_addresses(tmp_path: Path) -> None:
    row = f"<url><loc>{URL}a.html</loc></url>\n"
    for number, said in ((50_000, []), (50_001, ["sitemap-large"])):
        written = f"<urlset>{row * number}</urlset>"
        assert codes(found(tmp_path / str(number), {"sitemap.xml": written})) == said


def test_each_address_of_a_sitemap_has_its_place(tmp_path: Path) -> None:
    rows = "".join(f"<url>\n <loc>{URL}gone{n}.html</loc></url><url/>" for n in range(3))
    places = [
        str(one.place) for one in found(tmp_path, {"sitemap.xml": f"<urlset>{rows}</urlset>"})
    ]
    assert places == ["sitemap.xml:2:7", "sitemap.xml:3:7", "sitemap.xml:4:7"]
