"""The plugin `signin`: what the head of the home page names, and by whom readers sign in."""

import json
import re
import subprocess
from pathlib import Path

import pytest
import turbohtml

from smoopt.builtin.signin.sign_in_script import MODULES, OF_BLUESKY
from smoopt.builtin.signin.signin_bar import every_word
from tests.readers.install import node
from tests.support.configured import URL, Configured
from tests.support.places import PACKAGE
from tests.support.runs import page

AUTH = "https://auth.example.org"
FILES = {
    "index.html": page("Mill"),
    "a.html": page("A"),
    "signin/index.html": page("Signing in"),
    "tags/index.html": page("Tags"),
    "404.html": page("Gone"),
}
ENDPOINTS = f"""
[plugins.signin.indieauth]
metadata = "{AUTH}/metadata"
authorization_endpoint = "{AUTH}/auth"
token_endpoint = "{AUTH}/token"
micropub = "{AUTH}/micropub"
microsub = "{AUTH}/microsub"
"""
OWN = f'callback = "signin/index.html"\nexchange = "{AUTH}/exchange"\n'
MILL_ID = """
[[plugins.signin.providers]]
kind = "oidc"
name = "Mill ID"
issuer = "https://id.mill.example.org"
client_id = "mill"
"""
GITHUB = '[[plugins.signin.providers]]\nkind = "github"\nclient_id = "g"\n'
BLUESKY = """
[[plugins.signin.providers]]
kind = "bluesky"
redirect_uri = "https://auth.example.org/bluesky"
"""
BARE = '[[plugins.signin.providers]]\nkind = "bluesky"\n'
KEYS = f'jwks_uri = "{AUTH}/jwks.json"\n'
START = f'start = "{AUTH}/start/{{provider}}"\n'


def built(folder: Path, options: str, files: dict[str, str] | None = None) -> Configured:
    made = Configured(folder, {**FILES, **(files or {})}, "signin", options)
    run = made.build()
    assert run.code == 0, run.err
    return made


def links(made: Configured, path: str) -> dict[str, str]:
    """Give the endpoints that a page names, by rel."""
    found = turbohtml.parse(made.text(path)).select(f"link[href^='{AUTH}'], link[href^='{URL}x']")
    return {each.attr("rel") or "": each.attr("href") or "" for each in found}


def buttons(made: Configured, path: str) -> list[tuple[str, str, str]]:
    """Give tag, address and provider of each button."""
    found = turbohtml.parse(made.text(path)).select("nav[data-smoopt=signin] :is(a, button)")
    said = [(each.tag, each.attr("href"), each.attr("data-provider")) for each in found]
    return [(tag, href or "", key or "") for tag, href, key in said]


def script(made: Configured) -> str:
    """Give the one script that there is."""
    (name,) = [name for name in made.added() if re.fullmatch(r"smoopt/signin\.\w+\.js", name)]
    return made.text(name)


def config(made: Configured) -> dict[str, dict[str, dict[str, object]]]:
    """Give what the script knows."""
    said = re.search(r"^main\((\{.*?\})(?:, \{ .* \})?\);$", script(made), re.MULTILINE)
    assert said is not None
    known: dict[str, dict[str, dict[str, object]]] = json.loads(said[1])
    return known


def test_the_home_page_names_the_endpoints(tmp_path: Path) -> None:
    made = built(tmp_path, f'pages = ["a.html"]{ENDPOINTS}')
    named = {
        "indieauth-metadata": f"{AUTH}/metadata",
        "authorization_endpoint": f"{AUTH}/auth",
        "token_endpoint": f"{AUTH}/token",
        "micropub": f"{AUTH}/micropub",
        "microsub": f"{AUTH}/microsub",
    }
    assert links(made, "index.html") == links(made, "a.html") == named
    assert links(made, "signin/index.html") == links(made, "404.html") == {}
    assert made.added() <= {"smoopt/files.txt"}
    made.assert_settled()


def test_what_the_page_names_itself_stays(tmp_path: Path) -> None:
    own = (
        f'<link rel="micropub" href="{URL}x"><link rel="token_endpoint" href="{AUTH}/token"></head>'
    )
    made = built(tmp_path, ENDPOINTS, {"index.html": FILES["index.html"].replace("</head>", own)})
    assert links(made, "index.html")["micropub"] == f"{URL}x"
    assert made.text("index.html").count('rel="token_endpoint"') == 1
    assert links(made, "index.html").keys() >= {"authorization_endpoint", "indieauth-metadata"}


def test_two_servers_are_not_mixed(tmp_path: Path) -> None:
    own = f'<link rel="authorization_endpoint" href="{URL}x"></head>'
    made = built(tmp_path, ENDPOINTS, {"index.html": FILES["index.html"].replace("</head>", own)})
    assert links(made, "index.html") == {
        "authorization_endpoint": f"{URL}x",
        "micropub": f"{AUTH}/micropub",
        "microsub": f"{AUTH}/microsub",
    }


def test_pages_of_content_and_the_callback_get_the_bar(tmp_path: Path) -> None:
    made = built(tmp_path, f"{OWN}{MILL_ID}{GITHUB}")
    two = [("button", "", "id.mill.example.org"), ("button", "", "github")]
    for path in ("index.html", "a.html", "signin/index.html"):
        assert buttons(made, path) == two
        assert made.text(path).count("<script src=") == 1
    assert "signin" not in made.text("tags/index.html") + made.text("404.html")
    assert '<meta name="referrer" content="no-referrer">' in made.text("signin/index.html")
    assert "no-referrer" not in made.text("a.html")
    made.assert_settled()


def test_a_hidden_callback_page_still_takes_the_answer(tmp_path: Path) -> None:
    made = built(tmp_path, f'{OWN}hide = ["*"]\n{MILL_ID}')
    assert buttons(made, "signin/index.html")
    assert "signin" not in made.text("a.html").replace("signin/", "")


def test_without_start_all_is_hidden_until_the_script_is_there(tmp_path: Path) -> None:
    made = built(tmp_path, f"{OWN}{MILL_ID}")
    bar = turbohtml.parse(made.text("a.html")).select_one("div[data-smoopt=signin]")
    assert bar is not None
    assert bar.attr("hidden") is not None


def test_with_start_buttons_are_links(tmp_path: Path) -> None:
    made = built(tmp_path, f"{OWN}{START}{MILL_ID}{BLUESKY}{KEYS}")
    assert buttons(made, "a.html") == [
        ("a", f"{AUTH}/start/id.mill.example.org", "id.mill.example.org"),
        # The script has nothing to do with this one: only the back end can sign.
        ("a", f"{AUTH}/start/bluesky", ""),
    ]
    bar = turbohtml.parse(made.text("a.html")).select_one("div[data-smoopt=signin]")
    assert bar is not None
    assert bar.attr("hidden") is None
    assert config(made)["providers"].keys() == {"id.mill.example.org"}


def test_the_script_knows_each_provider_and_no_secret(tmp_path: Path) -> None:
    more = """
[[plugins.signin.providers]]
kind = "google"
client_id = "1.apps.googleusercontent.com"
fedcm = "https://accounts.google.com/gsi/fedcm.json"
[[plugins.signin.providers]]
kind = "mastodon"
server = "https://hachyderm.io"
client_id = "m"
"""
    made = built(tmp_path, f"{OWN}{MILL_ID}{GITHUB}{more}")
    known = config(made)
    assert known["callback"] == f"{URL}signin/"  # type: ignore[comparison-overlap]
    mill = known["providers"]["id.mill.example.org"]
    google, mastodon = known["providers"]["google"], known["providers"]["hachyderm.io"]
    assert mill["proves"] == google["proves"] == "id_token"
    assert mastodon["proves"] == known["providers"]["github"]["proves"] == "back_end"
    assert "exchange" not in mill
    assert google["exchange"] == mastodon["exchange"] == f"{AUTH}/exchange"
    assert google["issuer"] == "https://accounts.google.com"
    assert mastodon["endpoints"] == {
        "authorization_endpoint": "https://hachyderm.io/oauth/authorize"
    }
    assert "secret" not in script(made)


def test_a_secret_is_refused_and_why_is_said(tmp_path: Path) -> None:
    for options in (f'{OWN}{GITHUB}client_secret = "s"\n', f'client_secret = "s"\n{OWN}{GITHUB}'):
        run = Configured(tmp_path, FILES, "signin", options).build()
        assert run.code == 2
        assert "`client_secret` must not stand here: all that a page has" in run.err
        assert '"s"' not in run.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (f'callback = "signin/"\n{GITHUB}', "github: GitHub answers no script"),
        (GITHUB.replace('"github"', '"google"'), "Google gives ID tokens only to who"),
        (MILL_ID, "`callback` is missing"),
        (f'{OWN}{GITHUB}id = "__proto__"\n', "id: '__proto__' is none"),
        (f"{OWN}{MILL_ID.replace('https:', 'http:')}", "is not an https address"),
        (f"{OWN}{MILL_ID}{MILL_ID}", "two have the id 'id.mill.example.org'"),
        (f"{OWN}{BLUESKY}", "bluesky: `start` is missing"),
        (BARE, "`callback` is missing"),
        (f"{OWN}{BARE}{KEYS}", "`redirect_uri` is missing"),
        (f"{OWN}{BARE}{BARE}id = 'two'\n", "Bluesky is there twice"),
        (f'{OWN}{BARE}resolver = "dns"\n', "resolver: 'dns' is not an https address"),
        (f'{OWN}{GITHUB}server = "https://x.example"\n', "only mastodon or bluesky has one"),
        (f"{OWN}{GITHUB}ask_handle = false\n", "ask_handle: only bluesky"),
        (f'{OWN}[[plugins.signin.providers]]\nkind = "mastodon"\n', "`server` is missing"),
        (f'{OWN}[[plugins.signin.providers]]\nkind = "github"\n', "`client_id`, or `start`"),
        (f'{OWN}{GITHUB}issuer = "https://x.example"\n', "issuer: only oidc has one"),
        (f'{OWN}{GITHUB}fedcm = "https://x.example"\n', "fedcm: github gives no ID token"),
        (f'{OWN}{GITHUB}exchange = "//evil.example/x"\n', "is not an https address"),
        (f'{OWN}{GITHUB}start = "javascript:alert(1)"\n', "is not an https address"),
        (f'{OWN}{GITHUB}id = "a b"\n', "id: 'a b' is none"),
        (f'{OWN}start = "/in"\n{MILL_ID}{GITHUB}', "it would be one for all"),
        (ENDPOINTS.replace(f"{AUTH}/token", "http://auth.example.org/"), "is not an https address"),
    ],
)
def test_what_could_sign_nobody_in_is_refused(tmp_path: Path, options: str, said: str) -> None:
    run = Configured(tmp_path, FILES, "signin", options).build()
    assert run.code == 2
    assert said in run.err


def test_with_nothing_to_do_that_is_said(tmp_path: Path) -> None:
    made = Configured(tmp_path, FILES, "signin")
    run = made.build()
    assert "expected `indieauth` or `providers`" in run.out + run.err
    assert "signin" not in made.text("index.html")


def test_a_path_of_the_host_may_be_the_back_end(tmp_path: Path) -> None:
    made = built(tmp_path, f'callback = "signin/"\nexchange = "/api/exchange"\n{GITHUB}')
    assert config(made)["providers"]["github"]["exchange"] == "/api/exchange"


@pytest.mark.parametrize(
    ("url", "callback", "said"),
    [
        (URL, "none.html", "the site has no page none.html"),
        ("http://mill.example.org/", "signin/", "a site.url of https, found http://mill"),
    ],
)
def test_where_nobody_can_be_sent_back_there_are_links_only(
    tmp_path: Path, url: str, callback: str, said: str
) -> None:
    options = f'callback = "{callback}"\n{START}{MILL_ID}'
    made = Configured(tmp_path, FILES, "signin", options, url)
    run = made.build()
    assert said in run.out + run.err
    assert buttons(made, "a.html") == [("a", f"{AUTH}/start/id.mill.example.org", "")]
    assert "<script src=" not in made.text("a.html")


@pytest.mark.parametrize(
    ("policy", "named"),
    [
        ("script-src 'none'", "script-src "),
        ("connect-src 'self'", "connect-src https://id.mill.example.org/.well-known/"),
        ("default-src 'self' https://id.mill.example.org https:", ""),
        ("connect-src 'self' https://id.mill.example.org", "connect-src https://plc.directory/"),
    ],
)
def test_a_policy_that_forbids_it_is_respected(tmp_path: Path, policy: str, named: str) -> None:
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}"><title>'
    options = f"{OWN}{MILL_ID}{BARE}"
    strict = FILES["a.html"].replace("<title>", head)
    made = Configured(tmp_path, {**FILES, "a.html": strict}, "signin", options)
    run = made.build()
    assert bool(buttons(made, "a.html")) == ("<script src=" in made.text("a.html")) == (not named)
    assert (f"forbids: {named}" in run.out + run.err) == bool(named)
    assert buttons(made, "index.html")


def test_bluesky_knows_the_site_by_its_metadata(tmp_path: Path) -> None:
    made = built(tmp_path, f"{START}{BLUESKY}{KEYS}")
    said = json.loads(made.text("client-metadata.json"))
    assert said["client_id"] == f"{URL}client-metadata.json"
    assert said["redirect_uris"] == [f"{AUTH}/bluesky"]
    assert said["dpop_bound_access_tokens"] is True
    assert said["token_endpoint_auth_method"] == "private_key_jwt"
    assert said["jwks_uri"] == f"{AUTH}/jwks.json"
    made.assert_settled()


@pytest.mark.parametrize(
    ("options", "redirects", "grants"),
    [
        (f"{OWN}{BARE}", [f"{URL}signin/"], ["authorization_code"]),
        # The script and the back end, which goes on asking for itself.
        (
            f"{OWN}{START}{BLUESKY}",
            [f"{URL}signin/", f"{AUTH}/bluesky"],
            ["authorization_code", "refresh_token"],
        ),
        (f"{START}{BLUESKY}", [f"{AUTH}/bluesky"], ["authorization_code", "refresh_token"]),
    ],
)
def test_the_script_is_a_public_client(
    tmp_path: Path, options: str, redirects: list[str], grants: list[str]
) -> None:
    said = json.loads(built(tmp_path, options).text("client-metadata.json"))
    assert (said["redirect_uris"], said["grant_types"]) == (redirects, grants)
    assert said["token_endpoint_auth_method"] == "none"
    assert said["dpop_bound_access_tokens"] is True
    assert said["scope"] == "atproto"


def test_by_bluesky_the_script_signs_in_itself(tmp_path: Path) -> None:
    made = built(tmp_path, f"{OWN}{MILL_ID}{BARE}")
    assert buttons(made, "a.html")[1] == ("button", "", "bluesky")
    assert 'data-handle="Handle (optional)"' in made.text("a.html")
    known = config(made)["providers"]["bluesky"]
    (file,) = [name for name in made.added() if name.startswith("smoopt/signin-bluesky.")]
    assert known == {
        "scope": "atproto",
        "asks": True,
        "server": "https://bsky.social",
        "resolver": "https://public.api.bsky.app",
        "clientId": f"{URL}client-metadata.json",
        "flow": f"./{file.removeprefix('smoopt/')}",
    }
    # Pages load one script, which fetches the other when it is needed.
    assert made.text("a.html").count("<script src=") == 1
    made.assert_settled()


def test_the_button_leads_to_the_back_end_where_there_are_no_scripts(tmp_path: Path) -> None:
    made = built(tmp_path, f"{OWN}{START}{BLUESKY}ask_handle = false\n")
    assert buttons(made, "a.html") == [("a", f"{AUTH}/start/bluesky", "bluesky")]
    assert "data-handle" not in made.text("a.html")
    assert config(made)["providers"]["bluesky"]["asks"] is False


def test_without_bluesky_its_file_is_not_there(tmp_path: Path) -> None:
    made = built(tmp_path, f"{OWN}{MILL_ID}")
    assert not [name for name in made.added() if "bluesky" in name]
    assert "bluesky" not in script(made)


def test_icons_that_are_alike_have_names(tmp_path: Path) -> None:
    two = MILL_ID + MILL_ID.replace("Mill ID", "Lock ID") + 'id = "lock"\n'
    made = built(tmp_path, f"{OWN}{two}{GITHUB}")
    shown = turbohtml.parse(made.text("a.html")).select("nav[data-smoopt=signin] button > span")
    assert [each.text for each in shown] == ["Mill ID", "Lock ID"]


def test_metadata_that_the_site_has_stays(tmp_path: Path) -> None:
    made = built(tmp_path, f"{START}{BLUESKY}", {"client-metadata.json": "{}"})
    assert made.text("client-metadata.json") == "{}"


def test_a_hydrated_page_gets_it_at_the_end_of_the_body(tmp_path: Path) -> None:
    root = '<body><div id="__next"></div><script id="__NEXT_DATA__">{}</script>'
    next_page = FILES["a.html"].replace("<body>", root)
    made = built(tmp_path, f"{OWN}{MILL_ID}", {"a.html": next_page})
    bar = turbohtml.parse(made.text("a.html")).select_one("body > div[data-smoopt=signin]")
    assert bar is not None


def test_a_site_may_have_a_template_of_its_own(tmp_path: Path) -> None:
    own = '<p data-smoopt="signin">{% for each in buttons %}{{ each.label }};{% endfor %}</p>'
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/signin.html.j2").write_text(own)
    made = built(tmp_path, f"{OWN}{MILL_ID}{GITHUB}")
    said = '<p data-smoopt="signin">Sign in with Mill ID;Sign in with GitHub;</p>'
    assert said in made.text("a.html")


def test_it_speaks_the_pages_language(tmp_path: Path) -> None:
    german = FILES["a.html"].replace("lang=en", "lang=de-AT")
    made = built(tmp_path, f"{OWN}{MILL_ID}", {"a.html": german})
    assert ">Mit Mill ID anmelden</button>" in made.text("a.html")
    assert 'data-signed-in="Angemeldet als {name}"' in made.text("a.html")


def test_all_words_are_there_in_each_language() -> None:
    assert len(every_word()) >= 25
    for words in every_word().values():
        assert words.sign_in
        assert words.sign_out
        assert words.sign_in_with.count("{name}") == words.signed_in_as.count("{name}") == 1


def test_each_module_of_the_script_stands_behind_those_that_it_needs() -> None:
    folder = PACKAGE / "builtin/signin/script"
    for room, modules in ((folder, MODULES), (folder / "bluesky", OF_BLUESKY)):
        assert {*modules} == {path.stem for path in room.glob("*.js")}
        for number, name in enumerate(modules):
            text = (room / f"{name}.js").read_text("utf-8")
            needed = re.findall(r'^import .* from "\./(\w+)\.js";$', text, re.MULTILINE)
            assert {*needed} <= {*modules[:number]}


@pytest.mark.node
def test_the_joined_script_is_one(tmp_path: Path) -> None:
    made = built(tmp_path, f"{OWN}{MILL_ID}{BARE}")
    for name in made.added():
        if name.endswith(".js"):
            assert "import " not in made.text(name)
            (tmp_path / "joined.mjs").write_text(made.text(name))
            subprocess.run([*node(), "--check", str(tmp_path / "joined.mjs")], check=True)
