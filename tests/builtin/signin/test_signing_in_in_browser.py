"""Readers sign in: a real browser, a real provider, and one that lies in every way."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.readers.install import FOLDER
from tests.support.provider import Running, running
from tests.support.serving import served
from tests.support.signing_in import (
    BAR,
    EVENTS,
    FAILED,
    FILES,
    build_site,
    button,
    kept,
    state_of,
    status,
)

pytestmark = [pytest.mark.browser, pytest.mark.node]

AXE = FOLDER / "node_modules/axe-core/axe.min.js"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' http://127.0.0.1:*"
)
# What each lie is found out by; the others are none.
FOUND_OUT = {
    "alg-none": "forged: alg",
    "alg-hs256": "forged: alg",
    "alg-proto": "forged: alg",
    "crit": "forged: alg",
    "key-strange": "forged: signature",
    "key-unknown": "forged: key",
    "key-weak": "forged: signature",
    "key-of-two": "forged: key",
    "kind-of-key": "forged: key",
    "signed-otherwise": "forged: signature",
    "iss": "forged: iss",
    "aud": "forged: aud",
    "aud-of-two": "forged: azp",
    "azp": "forged: azp",
    "nonce": "forged: nonce",
    "nonce-none": "forged: nonce",
    "exp": "expired",
    "exp-text": "forged: exp",
    "iat-late": "forged: iat",
    "sub-none": "forged: sub",
    "no-token": "forged: format",
    "discovery": "forged: issuer",
    "insecure": "insecure: http://elsewhere.example",
    "script": "insecure: null",
    "answer-iss": "forged: iss",
    "answer-no-iss": "forged: iss",
    "answer-state": "unknown-state",
    "answer-no-code": "no-code",
    "token-error": "no-answer: invalid_grant",
    "denied-markup": 'server_error: <img src=x onerror="window.ran = 1">',
}
TRUE = {"none", "es256", "markup", "fedcm", "clock-slow"}
# Those that are about the token alone, which FedCM brings without a page in between.
OF_TOKENS = {
    *("alg-proto", "crit", "key-unknown", "key-weak", "key-of-two", "kind-of-key"),
    *("aud-of-two", "azp", "nonce-none", "exp-text", "iat-late", "sub-none"),
}


class Mill(NamedTuple):
    """A site with all these providers, and where it is served."""

    root: str
    provider: Running
    folder: Path

    @property
    def callback(self) -> str:
        return f"{self.root}signin.html"


def options(provider: Running) -> str:
    by_id = {"honest": provider.honest}
    by_id |= {lie: f"{provider.liar}/{lie}" for lie in provider.lies}
    tables = [
        f'kind = "oidc"\nid = "{key}"\nname = "{key}"\nclient_id = "mill"\nissuer = "{issuer}"\n'
        + (f'fedcm = "{issuer}/fedcm.json"\n' if key in {"fedcm", *OF_TOKENS} else "")
        for key, issuer in by_id.items()
    ]
    tables.append('kind = "github"\nclient_id = "g"\n')
    own = f'exchange = "{provider.back_end}"\n'
    return own + "".join(f"[[plugins.signin.providers]]\n{table}" for table in tables)


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mill]:
    folder = tmp_path_factory.mktemp("signing_in")
    with (
        served(folder / "site", POLICY) as root,
        running(f"{root}signin.html") as provider,
    ):
        build_site(folder / "site", root, options(provider))
        yield Mill(root, provider, folder / "site")


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """Open the tab that all tests share; what its console says of errors is listed."""
    said: list[str] = []
    with browser.new_context() as context:
        context.add_init_script(EVENTS)
        tab = context.new_page()
        tab.on("pageerror", lambda error: said.append(str(error)))
        yield tab, said


@pytest.fixture
def tab(shared: tuple[Page, list[str]], mill: Mill) -> Iterator[Page]:
    tab, said = shared
    tab.goto(f"{mill.root}a.html")
    if kept(tab):
        tab.evaluate("sessionStorage.clear()")
        tab.context.clear_cookies()
        tab.reload()
    yield tab
    tab.unroute_all()
    assert said == []


def begun(tab: Page, key: str) -> str:
    """Begin to sign in, and stay: gives the address where the provider would ask."""
    asking = re.compile(r"/auth(orize)?\?")
    tab.route(asking, lambda route: route.fulfill(status=204), times=1)
    # A navigation that ends with nothing to show counts as failed.
    with tab.expect_event("requestfailed", lambda asked: bool(asking.search(asked.url))) as heard:
        button(tab, key).click()
    url: str = heard.value.url
    return url


def agree(tab: Page) -> None:
    """Say to the honest provider who one is, and that the site may know it."""
    tab.get_by_placeholder("Enter any login").fill("ann")
    tab.get_by_placeholder("and password").fill("x")
    tab.get_by_role("button", name="Sign-in").click()
    tab.get_by_role("button", name="Continue").click()


def test_a_reader_signs_in_and_out(mill: Mill, tab: Page) -> None:
    start = f"{mill.root}a.html?page=2#part"
    tab.goto(start)
    answers: list[str] = []
    tab.on("request", lambda asked: answers.append(asked.url) if "code=" in asked.url else None)
    button(tab, "honest").click()
    agree(tab)
    expect(tab.locator(f"{BAR} nav")).to_contain_text("Signed in as Reader ann")
    assert tab.url == start
    who = json.loads(kept(tab)["smoopt.signin"])
    assert (who["provider"], who["claims"]["sub"]) == ("honest", "ann")
    assert tab.evaluate("told") == [["smoopt:signin", who]]
    # Nothing is left of the attempt, and no token was kept.
    assert kept(tab).keys() == {"smoopt.signin"}
    assert tab.evaluate("localStorage.length") == 0
    tab.goto(f"{mill.root}index.html")
    tab.get_by_role("button", name="Sign out").click()
    expect(button(tab, "honest")).to_be_visible()
    assert kept(tab) == {}
    assert [name for name, _ in tab.evaluate("told")] == ["smoopt:signin", "smoopt:signout"]
    # The answer, once more.
    tab.goto(answers[-1])
    expect(status(tab)).to_have_text(f"{FAILED} (unknown-state)")
    # Its code, for an attempt that has just begun.
    code = parse_qs(urlsplit(answers[-1]).query)["code"][0]
    tab.goto(f"{mill.root}a.html")
    again = {"code": code, "state": state_of(begun(tab, "honest")), "iss": mill.provider.honest}
    tab.goto(f"{mill.callback}?{urlencode(again)}")
    expect(status(tab)).to_have_text(f"{FAILED} (no-answer: invalid_grant)")
    assert kept(tab) == {}


def test_what_is_asked_of_the_provider(tab: Page) -> None:
    query = urlsplit(begun(tab, "honest")).query
    asked = {name: value for name, (value,) in parse_qs(query).items()}
    assert asked["scope"] == "openid profile"
    assert asked["code_challenge_method"] == "S256"
    for name in ("state", "nonce", "code_challenge"):
        assert re.fullmatch(r"[\w-]{43}", asked[name])


def test_a_reader_refuses(mill: Mill, tab: Page) -> None:
    button(tab, "honest").click()
    tab.get_by_role("link", name="Cancel").click()
    expect(status(tab)).to_have_text("You did not sign in.")
    assert tab.url == mill.callback
    assert kept(tab) == {}
    assert tab.evaluate("told") == []


def test_an_attempt_lasts_ten_minutes(mill: Mill, tab: Page) -> None:
    state = state_of(begun(tab, "honest"))
    tab.evaluate(
        """() => {
          const [key] = Object.keys(sessionStorage);
          const attempt = JSON.parse(sessionStorage[key]);
          attempt.begun -= 10 * 60 * 1000 + 1;
          sessionStorage[key] = JSON.stringify(attempt);
        }"""
    )
    tab.goto(f"{mill.callback}?{urlencode({'code': 'x', 'state': state})}")
    expect(status(tab)).to_have_text(f"{FAILED} (expired)")
    assert kept(tab) == {}


@pytest.mark.parametrize("lie", sorted({*FOUND_OUT} - OF_TOKENS))
def test_a_lie_is_found_out(lie: str, mill: Mill, tab: Page) -> None:
    assert {*mill.provider.lies} == {*FOUND_OUT, *TRUE}
    button(tab, lie).click()
    expect(status(tab)).to_have_text(f"{FAILED} ({FOUND_OUT[lie]})")
    assert "smoopt.signin" not in kept(tab)
    assert not urlsplit(tab.url).query
    assert tab.evaluate("[told, window.ran]") == [[], None]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("none", "Ann"),
        ("es256", "Ann"),
        ("clock-slow", "Ann"),
        ("markup", '<img src=x onerror="window.ran = 1">'),
    ],
)
def test_the_same_without_a_lie_is_believed(key: str, name: str, tab: Page) -> None:
    button(tab, key).click()
    expect(tab.locator(f"{BAR} nav bdi")).to_have_text(name)
    assert tab.evaluate("window.ran") is None


def test_a_parameter_may_come_once_only(mill: Mill, tab: Page) -> None:
    state = state_of(begun(tab, "honest"))
    tab.goto(f"{mill.callback}?code=a&code=b&state={state}&iss={mill.provider.honest}")
    expect(status(tab)).to_have_text(f"{FAILED} (forged: code)")


def test_a_host_may_lead_to_another_address_of_the_page(mill: Mill, tab: Page) -> None:
    shorter = mill.callback.removesuffix(".html")
    tab.route(f"{shorter}?*", lambda route: route.fulfill(response=route.fetch(url=mill.callback)))
    tab.goto(f"{shorter}?{urlencode({'code': 'x', 'state': 'y' * 43})}")
    expect(status(tab)).to_have_text(f"{FAILED} (unknown-state)")
    assert tab.url == shorter


@pytest.mark.parametrize("query", ["code=x", "error=x", "state=open", "code=x&state=open"])
def test_what_is_no_answer_stays_in_the_address(query: str, mill: Mill, tab: Page) -> None:
    tab.goto(f"{mill.callback}?{query}")
    expect(button(tab, "none")).to_be_visible()
    expect(status(tab)).to_be_empty()
    assert tab.url == f"{mill.callback}?{query}"


@pytest.mark.parametrize("place", ["https://elsewhere.example/", "//elsewhere.example", "data:,x"])
def test_no_reader_is_led_elsewhere(place: str, mill: Mill, tab: Page) -> None:
    asking = begun(tab, "none")
    tab.evaluate(
        """(place) => {
          const [key] = Object.keys(sessionStorage);
          const attempt = JSON.parse(sessionStorage[key]);
          sessionStorage[key] = JSON.stringify({ ...attempt, returnTo: place });
        }""",
        place,
    )
    tab.goto(asking)
    expect(tab.locator(f"{BAR} nav bdi")).to_have_text("Ann")
    assert tab.url == mill.root


def test_a_back_end_exchanges_what_needs_a_secret(mill: Mill, tab: Page) -> None:
    def redirect(route: Route) -> None:
        location = f"{mill.callback}?code=abc&state={state_of(route.request.url)}"
        route.fulfill(status=302, headers={"location": location})

    tab.route("https://github.com/login/oauth/authorize?*", redirect)
    button(tab, "github").click()
    expect(tab.locator(f"{BAR} nav bdi")).to_have_text("Bea")
    asked = json.loads(kept(tab)["smoopt.signin"])["claims"]["asked"]
    assert re.fullmatch(r"[\w-]{43}", asked.pop("code_verifier"))
    assert asked == {"provider": "github", "code": "abc", "redirect_uri": mill.callback}


@pytest.fixture
def fresh(whole_browser: Browser, mill: Mill) -> Iterator[Page]:
    """Open a tab of its own."""
    with whole_browser.new_context() as context:
        yield context.new_page()


def asked_by_browser(tab: Page, mill: Mill, answer: str, **choice: object) -> None:
    """Be signed in at a provider, press its button, and answer the browser's own dialog."""
    tab.goto(f"{mill.provider.liar}/fedcm/login")
    tab.goto(f"{mill.root}a.html")
    browser = tab.context.new_cdp_session(tab)
    browser.send("FedCm.enable", {"disableRejectionDelay": True})
    shown: list[str] = []
    browser.on("FedCm.dialogShown", lambda event: shown.append(event["dialogId"]))
    button(tab, "fedcm").click()
    for _ in range(1000):
        if shown:
            break
        tab.wait_for_timeout(10)
    assert shown, "the browser shows no dialog"
    browser.send(f"FedCm.{answer}", {"dialogId": shown[0], **choice})


def test_the_browser_itself_asks_where_it_can(mill: Mill, fresh: Page) -> None:
    left: list[str] = []
    fresh.on("request", lambda asked: left.append(asked.url) if "authorize?" in asked.url else None)
    asked_by_browser(fresh, mill, "selectAccount", accountIndex=0)
    expect(fresh.locator(f"{BAR} nav bdi")).to_have_text("Ann")
    assert kept(fresh).keys() == {"smoopt.signin"}
    assert left == []


def test_who_closes_the_dialog_is_led_to_the_provider(mill: Mill, fresh: Page) -> None:
    with fresh.expect_request("**/fedcm/authorize?*"):
        asked_by_browser(fresh, mill, "dismissDialog")
    expect(fresh.locator(f"{BAR} nav bdi")).to_have_text("Ann")


# The dialog answered, and a token brought.
STAND_IN = """
  window.IdentityCredential = class {};
  const get = async ({ identity: { providers: [{ configURL, params }] } }) =>
    (await fetch(configURL.replace("fedcm.json", `token?nonce=${params.nonce}`))).json();
  Object.defineProperty(navigator, "credentials", { value: { get } });
"""


@pytest.fixture(scope="module")
def asking(browser: Browser, mill: Mill) -> Iterator[Page]:
    """Open a page in which any token comes as by FedCM: nothing leads away from it."""
    with browser.new_context() as context:
        context.add_init_script(STAND_IN)
        tab = context.new_page()
        tab.goto(f"{mill.root}a.html")
        yield tab


@pytest.mark.parametrize("lie", sorted(OF_TOKENS))
def test_a_token_that_the_browser_brings_is_checked(lie: str, asking: Page) -> None:
    status(asking).evaluate("(status) => status.replaceChildren()")
    button(asking, lie).click()
    expect(status(asking)).to_have_text(f"{FAILED} ({FOUND_OUT[lie]})")
    assert kept(asking) == {}


def test_the_bar_is_fit_for_all(tab: Page) -> None:
    tab.evaluate(AXE.read_text("utf-8"))
    assert violations(tab) == []
    tab.evaluate(
        """() => {
          sessionStorage["smoopt.signin"] = JSON.stringify({ provider: "x", claims: { sub: "7" } });
          dispatchEvent(new Event("pageshow"));
        }"""
    )
    expect(tab.locator(f"{BAR} nav bdi")).to_have_text("7")
    assert violations(tab) == []


def violations(tab: Page) -> list[str]:
    found: list[str] = tab.evaluate(
        "async (bar) => (await axe.run(bar)).violations.map(({ id }) => id)", BAR
    )
    return found


def test_without_scripts_nothing_is_shown_that_needs_them(mill: Mill, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(f"{mill.root}a.html")
        expect(tab.locator(BAR)).to_be_hidden()


def test_under_another_address_there_are_no_buttons(mill: Mill, fresh: Page) -> None:
    fresh.goto(mill.root.replace("127.0.0.1", "localhost"))
    expect(fresh.locator(BAR)).to_be_hidden()


def test_who_is_signed_in_is_said_on_pages_that_a_router_brings(mill: Mill, tab: Page) -> None:
    button(tab, "none").click()
    expect(tab.locator(f"{BAR} nav bdi")).to_have_text("Ann")
    tab.evaluate(
        """async () => {
          const html = await (await fetch('/index.html')).text();
          document.body.replaceWith(new DOMParser().parseFromString(html, 'text/html').body);
        }"""
    )
    expect(tab.locator(f"{BAR} nav bdi")).to_have_text("Ann")
    tab.get_by_role("button", name="Sign out").click()
    expect(button(tab, "none")).to_be_visible()


def test_a_reader_who_began_at_a_part_of_the_callback_page_sees_the_name(
    mill: Mill, tab: Page
) -> None:
    tab.goto(f"{mill.callback}#part")
    button(tab, "none").click()
    expect(tab.locator(f"{BAR} nav bdi")).to_have_text("Ann")
    assert tab.url == f"{mill.callback}#part"
    assert [name for name, _ in tab.evaluate("told")] == ["smoopt:signin"]


# What a guest may have written, in front of the bar: each name hides a member of the document or of
# a form, or stands in for a part of the bar.
MEMBERS = ("querySelectorAll", "createElement", "dispatchEvent", "addEventListener")
GUEST = (
    "".join(f'<img name="{name}" alt="">' for name in MEMBERS)
    + '<form data-smoopt="signin" data-signed-in="{name}" data-provider="none"><nav></nav>'
    '<input name="querySelector"><input name="dataset"><input name="closest"></form>'
    '<div data-smoopt="signin" data-signed-in="{name}"><form role="status">'
    '<input name="replaceChildren"></form><nav><form data-buttons><input name="childNodes"></form>'
    '</nav></div><a id="smoopt-signin" name="smoopt.signin" href="https://elsewhere.example/">x</a>'
)


@contextmanager
def changed(mill: Mill, before: str, after: str) -> Iterator[None]:
    """Have pages of the site with a change, as if their author had made it, for a while."""
    built = {path: path.read_text("utf-8") for path in map(mill.folder.joinpath, FILES)}
    for path, text in built.items():
        path.write_text(text.replace(before, after), "utf-8")
    yield
    for path, text in built.items():
        path.write_text(text, "utf-8")


@pytest.fixture
def errors(fresh: Page) -> Iterator[list[str]]:
    """List what a tab of its own says of errors, of which there may be none."""
    said: list[str] = []
    fresh.on("pageerror", lambda error: said.append(str(error)))
    yield said
    assert said == []


# Playwright itself would be hindered by these names.
FIND = "(css) => [...Document.prototype.querySelectorAll.call(document, css)]"
CLICKED = f"(css) => ({FIND})(css).forEach((each) => HTMLElement.prototype.click.call(each))"
SAID = f"(css) => ({FIND})(css).map((each) => each.textContent)"


def waited_for(tab: Page, css: str, text: str) -> None:
    shown = f"([css, text]) => ({SAID})(css).some((said) => said.includes(text))"
    tab.wait_for_function(shown, arg=[f"main {css}", text], timeout=5000)


@pytest.mark.usefixtures("errors")
def test_no_name_in_the_page_keeps_readers_from_signing_in(mill: Mill, fresh: Page) -> None:
    with changed(mill, "<body>", f"<body>{GUEST}"):
        fresh.goto(f"{mill.root}a.html")
        fresh.evaluate(CLICKED, "form, form nav")
        fresh.evaluate(CLICKED, "main [data-provider=denied-markup]")
        waited_for(fresh, "[role=status]", FAILED)
        fresh.evaluate(CLICKED, "main [data-provider=none]")
        waited_for(fresh, "nav bdi", "Ann")


@pytest.mark.usefixtures("errors")
def test_another_base_changes_nothing(mill: Mill, fresh: Page) -> None:
    with changed(mill, "</head>", '<base href="https://elsewhere.example/x/"/></head>'):
        fresh.goto(f"{mill.root}a.html")
        button(fresh, "none").click()
        expect(fresh.locator(f"{BAR} nav bdi")).to_have_text("Ann")
        assert fresh.url == f"{mill.root}a.html"


def test_the_name_of_a_reader_stands_in_no_attribute(mill: Mill, tab: Page) -> None:
    # Style sheets can read attributes, and tell others what stands there.
    button(tab, "none").click()
    expect(tab.locator(f"{BAR} nav bdi")).to_have_text("Ann")
    assert '"Ann"' not in tab.locator(BAR).evaluate("(bar) => bar.outerHTML")


@pytest.mark.parametrize("member", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
def test_what_a_provider_does_not_say_is_no_address_of_the_site(
    member: str, mill: Mill, tab: Page
) -> None:
    def without(route: Route) -> None:
        said = route.fetch().json()
        route.fulfill(json={key: value for key, value in said.items() if key != member})

    tab.route("**/none/.well-known/openid-configuration", without)
    button(tab, "none").click()
    expect(status(tab)).to_have_text(f"{FAILED} (insecure: undefined)")


def test_a_reader_who_forbids_storage_is_told_so(mill: Mill, fresh: Page) -> None:
    fresh.add_init_script(
        """Object.defineProperty(window, "sessionStorage", {
          get() { throw new DOMException("Access is denied", "SecurityError"); },
        });"""
    )
    for place in (f"{mill.root}a.html", f"{mill.callback}?code=x&state={'y' * 43}"):
        fresh.goto(place)
        if not urlsplit(place).query:
            button(fresh, "none").click()
        expect(status(fresh)).to_have_text(f"{FAILED} (no-storage)")
        assert not urlsplit(fresh.url).query


def test_a_second_click_does_not_close_the_dialog_of_the_browser(mill: Mill, fresh: Page) -> None:
    # A browser has one dialog, and answers no second request for one.
    fresh.add_init_script(
        STAND_IN.replace("get } });", "get: once } });").replace(
            "  Object",
            "  let asked = 0;\n  const once = (o) => asked++ ? Promise.reject() : get(o);\n"
            "  Object",
        )
    )
    left: list[str] = []
    fresh.on("request", lambda asked: left.append(asked.url) if "authorize?" in asked.url else None)
    fresh.goto(f"{mill.root}a.html")
    button(fresh, "fedcm").dblclick()
    expect(fresh.locator(f"{BAR} nav bdi")).to_have_text("Ann")
    assert left == []
