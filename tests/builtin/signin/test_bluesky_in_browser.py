"""Readers sign in by Bluesky: what Bluesky itself runs, another's client, and servers that lie."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.support.configured import URL, Configured
from tests.support.provider import Atproto, atproto
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

ANN, BEA, EVE = "ann.example.org", "bea.example.org", "eve.example.org"
DIDS = {
    ANN: f"did:plc:{'a' * 24}",
    BEA: f"did:web:{BEA}",
    EVE: f"did:plc:{'e' * 24}",
}
RESOLVER, ACCOUNTS = "https://public.api.bsky.app", "https://plc.directory"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' "
    f"http://127.0.0.1:* {RESOLVER} {ACCOUNTS} https://*.example.org"
)
PROVIDER = '[[plugins.signin.providers]]\nkind = "bluesky"\nid = "bluesky"\n'
KEYS = """() => new Promise((resolve) => {
  const opened = indexedDB.open("smoopt.signin");
  opened.onsuccess = () => {
    const all = opened.result.transaction("keys").objectStore("keys").getAll();
    all.onsuccess = () => {
      opened.result.close();
      resolve(all.result.map(({ privateKey }) => privateKey.extractable));
    };
  };
})"""
# What was begun is older by more than ten minutes.
OLDER = """() => new Promise((resolve) => {
  const [name] = Object.keys(sessionStorage);
  const attempt = JSON.parse(sessionStorage[name]);
  const begun = attempt.begun - 10 * 60 * 1000 - 1;
  sessionStorage[name] = JSON.stringify({ ...attempt, begun });
  const opened = indexedDB.open("smoopt.signin");
  opened.onsuccess = () => {
    const keys = opened.result.transaction("keys", "readwrite").objectStore("keys");
    const key = keys.get([attempt.begun, attempt.state]);
    key.onsuccess = () => keys.put(key.result, [begun, attempt.state]);
    keys.delete([attempt.begun, attempt.state]);
    keys.transaction.oncomplete = () => resolve(opened.result.close());
  };
})"""

Change = Callable[[dict[str, Any], Atproto], dict[str, Any]]


class Sky(NamedTuple):
    """A site, and another with other options; and the servers."""

    root: str
    direct: str
    servers: Atproto

    @property
    def callback(self) -> str:
        return f"{self.root}signin.html"

    def here(self, url: str) -> str:
        """Give where a server of the world stands on this computer."""
        world = url.removeprefix("https://")
        return url if world == url else f"{self.servers.known}/{world}"


@pytest.fixture(scope="module")
def sky(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sky]:
    folder = tmp_path_factory.mktemp("bluesky")
    with (
        served(folder / "site", POLICY) as root,
        served(folder / "direct", POLICY) as direct,
        atproto(f"{root}other.html") as servers,
    ):
        build_site(folder / "site", root, f'{PROVIDER}server = "{servers.issuer}"\n')
        more = f'server = "{servers.host}"\nask_handle = false\nresolver = "well-known"\n'
        build_site(folder / "direct", direct, PROVIDER + more)
        yield Sky(root, direct, servers)


@pytest.fixture(scope="module")
def shared(browser: Browser, sky: Sky) -> Iterator[tuple[Page, list[str]]]:
    """Open a tab for which the servers of the world are those on this computer."""

    def stand_in(route: Route) -> None:
        route.fulfill(response=route.fetch(url=sky.here(route.request.url)))

    said: list[str] = []
    with browser.new_context() as context:
        context.add_init_script(EVENTS)
        for host in (RESOLVER, ACCOUNTS, "https://*.example.org"):
            context.route(f"{host}/**", stand_in)
        tab = context.new_page()
        tab.on("pageerror", lambda error: said.append(str(error)))
        yield tab, said


@pytest.fixture
def tab(shared: tuple[Page, list[str]], sky: Sky) -> Iterator[Page]:
    tab, said = shared
    # A page of the site is as good as another: to load one takes longer than most tests.
    if not tab.url.startswith(sky.root):
        tab.goto(f"{sky.root}a.html")
    if kept(tab):
        tab.evaluate("sessionStorage.clear(); indexedDB.deleteDatabase('smoopt.signin')")
        tab.reload()
    yield tab
    tab.unroute_all()
    assert said == []


def name_oneself(tab: Page, name: str) -> Locator:
    """Press the button, and give a handle."""
    field = tab.get_by_label("Handle (optional)")
    if not field.count():
        button(tab, "bluesky").click()
    field.fill(name)
    field.press("Enter")
    return field


def begun(tab: Page, sky: Sky, name: str | None) -> str:
    """Begin to sign in, and stay: gives the address that would lead back.

    With None, nobody is asked for a name.
    """
    asking = f"{sky.servers.issuer}/oauth/authorize?*"
    tab.route(asking, lambda route: route.fulfill(status=204), times=1)
    with tab.expect_event("requestfailed", lambda asked: "/oauth/authorize?" in asked.url):
        button(tab, "bluesky").click() if name is None else name_oneself(tab, name)
    (state,) = (json.loads(text)["state"] for text in kept(tab).values())
    answer = {"code": "x", "state": state, "iss": sky.servers.issuer}
    return f"{urljoin(tab.url, 'signin.html')}?{urlencode(answer)}"


def agree(tab: Page, name: str) -> None:
    """Say to the server who one is, and that the site may know it."""
    field = tab.get_by_label("Username or Email")
    if field.is_editable():
        field.fill(name)
    expect(field).to_have_value(name)
    tab.get_by_label("Password", exact=True).fill("x")
    tab.get_by_role("button", name="Sign in").click()
    tab.get_by_role("button", name="Authorize").click()


def answering(tab: Page, place: str, change: Change, sky: Sky) -> None:
    """Have a server answer otherwise than it does."""

    def changed(route: Route) -> None:
        answer = route.fetch(url=sky.here(route.request.url))
        route.fulfill(response=answer, json=change(answer.json(), sky.servers))

    tab.route(f"**/{place}", changed)


def token(tab: Page, sky: Sky, **other: object) -> None:
    """Have the token that a code stands for be Ann's, but for what is other."""
    said = {"access_token": "x", "token_type": "DPoP", "scope": "atproto", "sub": DIDS[ANN]}
    nonce = {"dpop-nonce": "n", "access-control-expose-headers": "dpop-nonce"}
    headers = {"access-control-allow-origin": "*", **nonce}
    tab.route(
        f"{sky.servers.issuer}/oauth/token",
        lambda route: route.fulfill(json={**said, **other}, headers=headers),
    )


def test_a_reader_signs_in_by_handle(sky: Sky, tab: Page) -> None:
    start = f"{sky.root}a.html?page=2#part"
    tab.goto(start)
    answers: list[str] = []
    tab.on("request", lambda asked: answers.append(asked.url) if "&code=" in asked.url else None)
    # As it is copied from a profile: with marks of direction.
    name_oneself(tab, f"\u2068@{ANN.title()}\u2069 ")
    agree(tab, ANN)
    expect(tab.locator(f"{BAR} nav")).to_contain_text(f"Signed in as {ANN}")
    assert tab.url == start
    who = json.loads(kept(tab)["smoopt.signin"])
    claims = {"sub": DIDS[ANN], "iss": sky.servers.issuer, "preferred_username": ANN}
    assert who == {"provider": "bluesky", "claims": claims}
    assert tab.evaluate("told") == [["smoopt:signin", who]]
    # Nothing is left of the attempt: no token, no key.
    assert kept(tab).keys() == {"smoopt.signin"}
    assert tab.evaluate("localStorage.length") == 0
    assert tab.evaluate(KEYS) == []
    tab.get_by_role("button", name="Sign out").click()
    # The answer, once more; then its code, for an attempt that has just begun.
    tab.goto(answers[-1])
    expect(status(tab)).to_have_text(f"{FAILED} (unknown-state)")
    tab.goto(f"{sky.root}a.html")
    state = state_of(begun(tab, sky, ANN))
    tab.goto(answers[-1].replace(state_of(answers[-1]), state))
    expect(status(tab)).to_have_text(f"{FAILED} (no-answer: invalid_grant)")
    assert kept(tab) == {}


def test_who_gives_no_handle_is_led_to_the_chosen_server(sky: Sky, tab: Page) -> None:
    answer = begun(tab, sky, "")
    token(tab, sky, sub=DIDS[BEA])
    tab.goto(answer)
    expect(tab.locator(f"{BAR} nav bdi")).to_have_text(BEA)
    assert json.loads(kept(tab)["smoopt.signin"])["claims"]["sub"] == DIDS[BEA]


def test_without_a_question_the_button_leads_to_the_chosen_server(sky: Sky, tab: Page) -> None:
    tab.goto(f"{sky.direct}a.html")
    answer = begun(tab, sky, None)
    token(tab, sky)
    tab.goto(answer)
    # By what the handle's own host says.
    expect(tab.locator(f"{BAR} nav bdi")).to_have_text(ANN)


def test_a_reader_refuses(sky: Sky, tab: Page) -> None:
    tab.goto(begun(tab, sky, ANN).replace("code=x", "error=access_denied"))
    expect(status(tab)).to_have_text("You did not sign in.")
    assert (tab.url, kept(tab), tab.evaluate(KEYS)) == (sky.callback, {}, [])


def test_a_client_that_others_wrote_is_led_the_same_way(sky: Sky, tab: Page) -> None:
    other = sky.servers.other
    address = tab.request.get(f"{other}/begin?name={ANN}").json()["address"]
    answer = tab.request.get(f"{other}/agree?{urlsplit(address).query}").json()
    assert tab.request.get(f"{other}/finish?{urlencode(answer)}").json() == {"sub": DIDS[ANN]}


def test_the_provider_takes_the_metadata(sky: Sky, tab: Page, tmp_path: Path) -> None:
    options = f'callback = "signin.html"\n{PROVIDER}'
    made = Configured(tmp_path, {**FILES}, "signin", options)
    assert made.build().code == 0
    metadata = made.text("client-metadata.json")
    assert json.loads(metadata)["redirect_uris"] == [f"{URL}signin.html"]
    judge = f"{sky.servers.other}/judge"
    assert tab.request.post(judge, data=metadata).json() == {}
    assert tab.request.post(judge, data=metadata.replace("atproto", "openid")).json() != {}


def test_an_attempt_lasts_ten_minutes(sky: Sky, tab: Page) -> None:
    answer = begun(tab, sky, ANN)
    tab.evaluate(OLDER)
    tab.goto(answer)
    expect(status(tab)).to_have_text(f"{FAILED} (expired)")
    assert kept(tab) == {}
    # The key of an attempt that nobody finished goes with the next one. None can be read.
    begun(tab, sky, ANN)
    assert tab.evaluate(KEYS) == [False]


def test_an_attempt_without_its_key_is_none(sky: Sky, tab: Page) -> None:
    answer = begun(tab, sky, ANN)
    tab.evaluate("indexedDB.deleteDatabase('smoopt.signin')")
    tab.goto(answer)
    expect(status(tab)).to_have_text(f"{FAILED} (unknown-state)")


RESOURCE, SERVER = ".well-known/oauth-protected-resource", ".well-known/oauth-authorization-server"
DOCUMENT = "did:plc:*"
# Before anybody is asked: where, what is said there instead, and what it is found out by.
LIES: dict[str, tuple[str, Change, str]] = {
    "handle-of-another": (
        "xrpc/*",
        lambda said, _: {**said, "did": DIDS[BEA]},
        "forged: handle",
    ),
    "no-did": ("xrpc/*", lambda said, _: {**said, "did": "x"}, f"unknown-handle: {ANN}"),
    "document-of-another": (DOCUMENT, lambda said, _: {**said, "id": DIDS[EVE]}, "forged: did"),
    "no-server": (DOCUMENT, lambda said, _: {**said, "service": []}, f"no-server: {DIDS[ANN]}"),
    "insecure-server": (
        DOCUMENT,
        lambda said, _: {
            **said,
            "service": [{**said["service"][0], "serviceEndpoint": "http://pds.example.org"}],
        },
        "insecure: http://pds.example.org",
    ),
    "resource-of-another": (
        RESOURCE,
        lambda said, servers: {**said, "resource": servers.issuer},
        "forged: resource",
    ),
    "two-issuers": (
        RESOURCE,
        lambda said, _: {**said, "authorization_servers": [*said["authorization_servers"], "x"]},
        "forged: authorization_servers",
    ),
    "issuer-with-a-path": (
        RESOURCE,
        lambda said, servers: {**said, "authorization_servers": [f"{servers.issuer}/x"]},
        "forged: issuer",
    ),
    "issuer-of-another": (
        SERVER,
        lambda said, servers: {**said, "issuer": servers.host},
        "forged: issuer",
    ),
    "no-par": (
        SERVER,
        lambda said, _: {**said, "require_pushed_authorization_requests": False},
        "unsupported: require_pushed_authorization_requests",
    ),
    "no-par-endpoint": (
        SERVER,
        lambda said, _: {
            name: value
            for name, value in said.items()
            if name != "pushed_authorization_request_endpoint"
        },
        "insecure: undefined",
    ),
    "no-atproto": (
        SERVER,
        lambda said, _: {**said, "scopes_supported": ["openid"]},
        "unsupported: scopes_supported",
    ),
    "no-request": ("oauth/par", lambda _, __: {}, "no-answer: request_uri"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_server_that_lies_is_asked_nothing_more(lie: str, sky: Sky, tab: Page) -> None:
    place, change, found_out = LIES[lie]
    answering(tab, place, change, sky)
    if place == "oauth/par":
        answering(tab, place, lambda said, _: said if "error" in said else {}, sky)
    before = tab.url
    name_oneself(tab, ANN)
    expect(status(tab)).to_have_text(f"{FAILED} ({found_out})")
    assert tab.url == before


@pytest.mark.parametrize("name", ["nobody.example.org", "ann", "ann@example.org", "did:plc:ann"])
def test_a_handle_that_leads_nowhere_is_named(name: str, tab: Page) -> None:
    field = name_oneself(tab, name)
    said = "forged: did" if name.startswith("did:") else f"unknown-handle: {name}"
    expect(status(tab)).to_have_text(f"{FAILED} ({said})")
    # It can be corrected.
    expect(field).to_have_value(name)


def test_a_handle_whose_account_has_another_is_refused(tab: Page) -> None:
    name_oneself(tab, EVE)
    expect(status(tab)).to_have_text(f"{FAILED} (forged: handle)")


def test_a_nonce_that_is_never_right_is_asked_for_once(sky: Sky, tab: Page) -> None:
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.headers["dpop"])
        nonce = {"dpop-nonce": f"n{len(asked)}", "access-control-expose-headers": "dpop-nonce"}
        headers = {"access-control-allow-origin": "*", **nonce}
        route.fulfill(status=400, json={"error": "use_dpop_nonce"}, headers=headers)

    tab.route("**/oauth/par", refuse)
    name_oneself(tab, ANN)
    expect(status(tab)).to_have_text(f"{FAILED} (no-answer: use_dpop_nonce)")
    assert len({*asked}) == 2


# After the reader was asked: what the token's answer says instead.
FORGED: dict[str, tuple[dict[str, object], str]] = {
    "sub": ({"sub": DIDS[BEA]}, "forged: sub"),
    "token_type": ({"token_type": "Bearer"}, "forged: token_type"),
    "scope": ({"scope": "openid"}, "forged: scope"),
}


@pytest.mark.parametrize("forged", FORGED)
def test_a_token_that_is_forged_is_not_believed(forged: str, sky: Sky, tab: Page) -> None:
    answer = begun(tab, sky, ANN)
    other, found_out = FORGED[forged]
    token(tab, sky, **other)
    tab.goto(answer)
    expect(status(tab)).to_have_text(f"{FAILED} ({found_out})")
    assert kept(tab) == {}


def test_a_server_speaks_for_its_own_accounts_only(sky: Sky, tab: Page) -> None:
    """Nobody named the account: its own document says which server signs it in."""
    answer = begun(tab, sky, "")
    token(tab, sky)
    elsewhere: Change = lambda said, _: {**said, "authorization_servers": ["https://x.example"]}  # noqa: E731
    answering(tab, RESOURCE, elsewhere, sky)
    tab.goto(answer)
    expect(status(tab)).to_have_text(f"{FAILED} (forged: sub)")


def test_a_handle_that_leads_to_another_account_is_not_shown(sky: Sky, tab: Page) -> None:
    answer = begun(tab, sky, "")
    token(tab, sky, sub=DIDS[EVE])
    tab.goto(answer)
    expect(tab.locator(f"{BAR} nav bdi")).to_have_text(DIDS[EVE])


def test_an_answer_of_another_issuer_is_refused(sky: Sky, tab: Page) -> None:
    state = state_of(begun(tab, sky, ANN))
    answer = {"code": "x", "state": state, "iss": "https://elsewhere.example"}
    tab.goto(f"{sky.callback}?{urlencode(answer)}")
    expect(status(tab)).to_have_text(f"{FAILED} (forged: iss)")
    assert tab.evaluate(KEYS) == []


def test_an_answer_without_a_nonce_is_refused(sky: Sky, tab: Page) -> None:
    answer = begun(tab, sky, ANN)
    headers = {"access-control-allow-origin": "*"}
    tab.route("**/oauth/token", lambda route: route.fulfill(json={}, headers=headers))
    tab.goto(answer)
    expect(status(tab)).to_have_text(f"{FAILED} (forged: dpop-nonce)")


def test_the_question_goes_as_it_came(tab: Page) -> None:
    tab.reload()
    opener = button(tab, "bluesky")
    field = tab.get_by_label("Handle (optional)")
    for close in (opener.click, lambda: field.press("Escape")):
        opener.click()
        expect(field).to_be_focused()
        expect(opener).to_have_attribute("aria-expanded", "true")
        close()
        expect(field).to_have_count(0)
        expect(opener).to_be_focused()
        expect(opener).to_have_attribute("aria-expanded", "false")


def test_the_file_for_bluesky_is_fetched_when_it_is_needed(sky: Sky, tab: Page) -> None:
    fetched: list[str] = []
    tab.on("request", lambda asked: fetched.append(asked.url))
    tab.goto(f"{sky.root}a.html")
    ours = re.compile(r"/smoopt/signin-bluesky\.\w+\.js$")
    expect(button(tab, "bluesky")).to_be_visible()
    assert not any(map(ours.search, fetched))
    button(tab, "bluesky").click()
    expect(tab.get_by_label("Handle (optional)")).to_be_visible()
    assert len([*filter(ours.search, fetched)]) == 1
