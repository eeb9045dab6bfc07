"""Whatever the options and the page say, all can be taken back, parses, and runs nothing."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import html5lib
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.build.pipeline import transform
from smoopt.builtin.identity import Identity
from smoopt.plugin.registry import Registry
from smoopt.site.config import unfit
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from tests.support import strategies
from tests.support.hostile_values import TEXTS
from tests.support.identities import EVERY, MASTODON
from tests.support.json_ld import by_extruct, scripts, top_level
from tests.support.laws import assert_decoded_as_before, assert_reversible
from tests.support.microformats import representative
from tests.support.runs import page
from tests.support.sites import CORE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

URL = "https://mill.example.org/"
PROBE = "ran"
# What of a hostile text an address may have as it is.
UNSAFE = "\"'<>&;:=(){}[]|$%*\\^`"


def is_accepted(text: str, *addresses: str) -> bool:
    """Tell whether a text, and addresses, may be options."""
    if any(unfit([text, *addresses], "")):  # where a configuration is read
        return False
    try:
        Identity(name=text, same_as=addresses)
    except ValueError:
        return False
    return text != ""


HOSTILE = (
    f"</script><script>{PROBE}=1</script>",
    f'"><script>{PROBE}=1</script>',
    f"'><img src=x onerror={PROBE}=1>",
    f'" onmouseover="{PROBE}=1" autofocus onfocus="{PROBE}=1" x="',
    f"--><!--/smoopt--><script>{PROBE}=1</script><!--",
    f"</template></p></div><svg onload={PROBE}=1>",
    f"javascript:{PROBE}=1",
    f"data:text/html,<script>{PROBE}=1</script>",
    '"}],"@type":"Person","x":[{"',
    "{{ 7 * 7 }} {% raw %} ${7*7} <%= 7 %>",
    "\u2028\u2029\u202eevil\u202c",
    *(text for text in TEXTS if is_accepted(text)),
)
# What is checked by its form, and so can hold none of these.
CHECKED = frozenset({"telephone", "lei_code", "vat_id", "founding_date", "country"})
CHECKED |= {"type", "knows_languages", "languages", "opening_hours", "special_days"}


def with_text(options: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Put a text into every option that takes any, and into every address."""
    return {name: _hostile(name, value, text) for name, value in options.items()}


def _hostile(name: str, value: Any, text: str) -> Any:
    if name in CHECKED or isinstance(value, bool | float):
        return value
    if isinstance(value, Mapping):
        return with_text(value, text)
    if isinstance(value, tuple):
        return tuple(_hostile(name, each, text) for each in value)
    if name == "email":
        return f"{''.join(filter(str.isalnum, text))}&x@b.example"
    if str(value).startswith("https://"):
        url = f"{value}?{text}"
        return url if is_accepted("x", url) else f"{value}?{quote(text, safe=UNSAFE)}"
    return text[:99] if name == "price_range" else text


class Case:
    """A site whose options are hostile."""

    def __init__(self, root: Path, options: Mapping[str, Any]) -> None:
        site = SiteSettings(url=URL, name="The Mill", fediverse="@mill@mastodon.social")
        given = {**options, "card": "shown", "pages": ["*.html"]}
        plugins = {**CORE, "identity": msgspec.to_builtins(given), "follow": True}
        self.site = Site(root, Settings(site=site, plugins=plugins))
        self.registry = Registry(self.site.settings)


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    root = tmp_path_factory.mktemp("laws")
    (root / "index.html").write_text("<!doctype html><title>The Mill</title>")
    return [Case(root, with_text(options, text)) for text in HOSTILE for options in EVERY]


COUNT = len(HOSTILE) * len(EVERY)


@given(number=st.integers(0, COUNT - 1), data=strategies.pages())
def test_all_can_be_taken_back_from_any_page(number: int, data: bytes, cases: list[Case]) -> None:
    case = cases[number]
    outcome = transform("index.html", data, case.site, case.registry)
    assert not [each for each in outcome.findings if each.code == "plugin-failed"]
    assert_reversible(data, outcome, case.site, case.registry)
    assert_decoded_as_before(data, outcome.data)


@pytest.mark.parametrize("number", range(COUNT))
def test_no_option_leaves_its_place(number: int, cases: list[Case]) -> None:
    case = cases[number]
    data = page("Mill").encode()
    outcome = transform("index.html", data, case.site, case.registry)
    assert outcome.status == "changed", outcome.findings
    text = outcome.data.decode()
    root = html5lib.parse(text, namespaceHTMLElements=False)
    found = list(root.iter("script"))
    assert len(found) == len(scripts(text)) == 1
    nodes = top_level(text)
    assert by_extruct(text) == nodes
    assert [node["@type"] for node in nodes] == ["WebSite", EVERY[number % len(EVERY)]["type"]]
    (card,) = [each for each in root.iter("div") if each.get("data-smoopt") == "identity"]
    assert {each.tag for each in card.iter()} <= {
        *("a", "bdi", "br", "data", "div", "img", "p", "span", "strong")
    }
    for each in root.iter():
        assert not [name for name, _ in each.items() if name.startswith("on")]
        begins = (each.get("href") or "").strip().lower()
        assert not begins.startswith(("javascript:", "data:", "vbscript:"))


@given(name=st.text(min_size=1, max_size=40).filter(is_accepted))
def test_readers_read_the_name_that_was_given(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    case = Case(tmp_path_factory.mktemp("named"), {"name": name, "same_as": [MASTODON]})
    text = transform("index.html", page("Mill").encode(), case.site, case.registry).data.decode()
    (node,) = [each for each in top_level(text) if each["@type"] == "Organization"]
    assert node["name"] == name
    card = representative(text, URL)
    assert card is not None
    assert " ".join(card["properties"]["name"][0].split()) == " ".join(name.split())


@pytest.mark.browser
def test_nothing_runs_in_a_browser(cases: list[Case], browser: "Browser", tmp_path: Path) -> None:
    place = tmp_path / "index.html"
    with browser.new_page() as tab:
        for case in cases:
            data = page("Mill").encode()
            place.write_bytes(transform("index.html", data, case.site, case.registry).data)
            tab.goto(place.as_uri())
            assert tab.evaluate(f"typeof {PROBE}") == "undefined"
