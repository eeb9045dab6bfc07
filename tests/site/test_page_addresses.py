"""Path ↔ address."""

from urllib.parse import quote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.model.web_address import parts_of
from smoopt.site.page_addresses import Addresses, Style, page_behind

BASE = "https://example.org/docs/"
SITE = Addresses(BASE)
NAMES = st.text(
    st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=8
).filter(lambda name: name.strip() == name and name not in {".", ".."})


@pytest.mark.parametrize(
    ("path", "index", "suffix", "address"),
    [
        ("index.html", "slash", "keep", ""),
        ("index.html", "bare", "keep", ""),
        ("index.html", "keep", "keep", "index.html"),
        ("a/index.html", "slash", "keep", "a/"),
        ("a/index.html", "bare", "keep", "a"),
        ("a/index.html", "keep", "strip", "a/index.html"),
        ("a/b.html", "slash", "keep", "a/b.html"),
        ("a/b.html", "slash", "strip", "a/b"),
        ("a/b.htm", "slash", "strip", "a/b"),
        ("a.b.html", "slash", "strip", "a.b"),
        ("a b/ü%?.png", "slash", "strip", "a%20b/%C3%BC%25%3F.png"),
        ("b\udce9.html", "slash", "keep", "b%E9.html"),
    ],
)
def test_a_path_is_addressed_in_the_site_s_style(
    path: str, index: str, suffix: str, address: str
) -> None:
    assert Addresses(BASE, Style(index, suffix)).of(path) == BASE + address


def test_a_site_without_an_address_gives_none() -> None:
    assert Addresses().of("a.html") == ""
    assert Addresses().resolve("a.html", "b.html") == ""


def test_the_sitemap_s_word_goes_before_the_style() -> None:
    known = Addresses(BASE, known={"a.html": f"{BASE}elsewhere"})
    assert known.of("a.html") == f"{BASE}elsewhere"


@pytest.mark.parametrize(
    ("reference", "absolute"),
    [
        ("b.html", f"{BASE}a/b.html"),
        ("../b.html", f"{BASE}b.html"),
        ("/b.html", "https://example.org/b.html"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("https://other.example/x", "https://other.example/x"),
        (" b.html\n", f"{BASE}a/b.html"),
        ("?q", f"{BASE}a/p.html?q"),
        ("http://[bad", ""),
    ],
)
def test_a_reference_is_made_absolute_as_a_browser_would(reference: str, absolute: str) -> None:
    assert SITE.resolve("a/p.html", reference) == absolute


def test_a_base_href_changes_what_a_reference_means() -> None:
    assert SITE.resolve("a/p.html", "x.png", "../pictures/") == f"{BASE}pictures/x.png"
    assert SITE.resolve("a/p.html", "x.png", "https://cdn.example/") == "https://cdn.example/x.png"


@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ("b.png", "a/b.png"),
        ("../b.png", "b.png"),
        ("/docs/b.png", "b.png"),
        ("https://example.org/docs/b.png?v=1#x", "b.png"),
        ("https://EXAMPLE.org/docs/", ""),
        ("https://example.org/docs", ""),
        ("http://localhost:1313/docs/b.png", "b.png"),
        ("%C3%BC.png", "a/ü.png"),
        ("%E9.png", "a/\udce9.png"),
        ("sub/", "a/sub/"),
        (".", "a/"),
        ("", "a/p.html"),
        ("?page=2", "a/p.html"),
        ("#x", "a/p.html"),
        ("sub/..", "a/"),
        ("https://example.org/docs/x/../sub/.", "sub/"),
        ("https://example.org//docs//b.png", "b.png"),
        ("https://example.org:443/docs/b.png", "b.png"),
        ("https://example.org/other/b.png", None),
        ("https://other.example/docs/b.png", None),
        ("../../etc/passwd", None),
        ("..%2f..%2fetc/passwd", None),
        ("b%00.png", None),
        ("data:image/png;base64,", None),
        ("mailto:a@b.c", None),
        ("http://[bad", None),
    ],
)
def test_a_reference_names_a_file_inside_the_site_or_none(reference: str, path: str | None) -> None:
    assert SITE.file("a/p.html", reference) == path


@given(st.lists(NAMES, min_size=1, max_size=3).map("/".join))
def test_the_address_of_a_file_leads_back_to_it(path: str) -> None:
    if path.endswith((".html", ".htm")):
        path += "x"
    assert SITE.file("other/page.html", SITE.of(path)) == path


@given(st.text())
def test_no_reference_leads_out_of_the_site(reference: str) -> None:
    found = SITE.file("a/p.html", reference)
    assert found is None or not found.startswith(("/", "../"))
    assert found is None or "\0" not in found


@pytest.mark.parametrize(
    ("url", "own"),
    [
        (f"{BASE}a", True),
        ("https://example.org/docs", True),
        ("https://EXAMPLE.ORG/docs/a", True),
        ("http://127.0.0.1:8000/anything", True),
        ("https://example.org/docsearch/", False),
        ("https://example.org.evil.example/docs/", False),
        ("http://[bad", False),
    ],
)
def test_an_address_is_the_site_s_own_by_host_and_folder(url: str, own: bool) -> None:
    assert SITE.is_own(url) is own


@pytest.mark.parametrize(
    ("place", "page"),
    [
        ("", "index.html"),
        ("a", "a/index.html"),
        ("a/", "a/index.html"),
        ("b", "b.html"),
        ("b.html", "b.html"),
        ("b/", None),
        ("c", "c.htm"),
        ("none", None),
    ],
)
def test_a_server_finds_the_page_behind_a_place(place: str, page: str | None) -> None:
    files = {"index.html", "a/index.html", "a.html", "b.html", "c.htm"}
    assert page_behind(place, files) == page


PARTS = st.sampled_from(
    (
        *("a", "b.html", "index.html", "docs", "~me", "it's", "a b", "ü", "%20", "%2e%2e", "x_1"),
        *("/", "/", "/", "//", "..", ".", "?q", "#f", ";p", ":", "@", "\udce9", "[", " ", "\n"),
        *("https://", "http://", "HTTPS://", "example.org", "EXAMPLE.org", ":80", ":8000", BASE),
    )
)
REFERENCES = st.lists(PARTS, max_size=6).map("".join)


@given(REFERENCES)
def test_what_is_absolute_already_is_joined_as_everything_is(reference: str) -> None:
    try:
        joined = urljoin(SITE.of("a/p.html"), reference.strip())
    except ValueError:
        joined = ""
    parts = parts_of(joined)
    assert SITE.resolve("a/p.html", reference) == (joined if parts and parts.netloc else "")


@given(REFERENCES)
def test_a_path_is_quoted_only_where_it_must_be(path: str) -> None:
    # The site's style has nothing to say of a picture.
    quoted = quote(f"{path}.png", "/:@!$&'()*+,;=~", "utf-8", "surrogateescape")
    assert SITE.of(f"{path}.png") == f"{BASE}{quoted}"


@given(REFERENCES)
def test_an_address_of_the_site_names_one_file_however_it_is_read(reference: str) -> None:
    # With capitals in the host it is the same address, but read the long way.
    long = f"https://EXAMPLE.org/docs/{reference}"
    assert SITE.file("a/p.html", f"{BASE}{reference}") == SITE.file("a/p.html", long)


STEPS = st.lists(st.sampled_from(["..", "a", "b.html", "~c", "d..e"]), min_size=1, max_size=6)


@given(
    st.lists(st.sampled_from(["a", "b", "lamp"]), max_size=3).map("/".join),
    STEPS.map("/".join),
    st.sampled_from(["", "/", "#x", "/#x"]),
    st.sampled_from(["", "https://e.example/", "https://e.example/lamp/"]),
)
def test_a_plain_reference_names_the_file_that_it_names_after_a_step_on_the_spot(
    folder: str, steps: str, end: str, base: str
) -> None:
    addresses = Addresses(base)
    path, reference = f"{folder}/x.html".lstrip("/"), f"{steps}{end}"
    # Only the plain one is read without being taken apart.
    assert addresses.file(path, reference) == addresses.file(path, f"./{reference}")
    assert addresses.file(path, "#x") == path
