"""The snippets word for word, which pages get them, and what is refused."""

import pytest
from smoopt.testing import Built, build

from smoopt_analytics import Analytics

UUID = "94db1cb1-74f4-4a40-ad6c-962362670409"
NOTHING = "<meta http-equiv=content-security-policy content=\"default-src 'none'\">"
HOST = "https://stats.example.org"
COUNT = "https://mill.goatcounter.com"
PAGE = "<!doctype html><html><head><title>A</title>{}</head><body><p>Hello.</p></body></html>"
GOAT = Analytics("goatcounter", f"{HOST}/")
MATOMO = """<script>
  var _paq = window._paq = window._paq || [];
  /* tracker methods like "setCustomDimension" should be called before "trackPageView" */
  _paq.push(['disableCookies']);
  _paq.push(['trackPageView']);
  _paq.push(['enableLinkTracking']);
  (function() {
    var u="//stats.example.org/";
    _paq.push(['setTrackerUrl', u+'matomo.php']);
    _paq.push(['setSiteId', '7']);
    var d=document, g=d.createElement('script'), s=d.getElementsByTagName('script')[0];
    g.async=true; g.src=u+'matomo.js'; s.parentNode.insertBefore(g,s);
  })();
</script>"""
PLAUSIBLE = """<script async src="https://stats.example.org/js/pa-Ab_1.js"></script>
<script>
window.plausible=window.plausible||function(){(plausible.q=plausible.q||[]).push(arguments)},\
plausible.init=plausible.init||function(i){plausible.o=i||{}};
plausible.init()
</script>"""
SNIPPETS = [
    (
        GOAT,
        '<script data-goatcounter="https://stats.example.org/count" async '
        'src="https://stats.example.org/count.js"></script>',
    ),
    (
        Analytics("goatcounter", COUNT),
        f'<script data-goatcounter="{COUNT}/count" async src="//gc.zgo.at/count.js"></script>',
    ),
    (
        Analytics("goatcounter", COUNT, script="/count.js"),
        f'<script data-goatcounter="{COUNT}/count" async src="/count.js"></script>',
    ),
    (Analytics("matomo", HOST, "7"), MATOMO),
    (
        Analytics("plausible", "https://plausible.io", "mill.example"),
        '<script defer data-domain="mill.example" src="https://plausible.io/js/script.js"></script>',
    ),
    (
        Analytics("plausible", HOST, script="/js/script.js"),
        '<script defer data-domain="example.org" data-api="https://stats.example.org/api/event" '
        'src="/js/script.js"></script>',
    ),
    (Analytics("plausible", HOST, "pa-Ab_1"), PLAUSIBLE),
    (
        Analytics("umami", HOST, UUID),
        f'<script defer src="{HOST}/script.js" data-website-id="{UUID}"></script>',
    ),
    (
        Analytics("umami", HOST, UUID, "/u.js", ("a.example", "b.example"), do_not_track=True),
        f'<script defer src="/u.js" data-website-id="{UUID}" data-host-url="{HOST}" '
        'data-domains="a.example,b.example" data-do-not-track="true"></script>',
    ),
]


def built(plugin: Analytics, head: str = "", **files: str) -> Built:
    return build({"a.html": PAGE.format(head)}, [plugin], files=files)


def codes(made: Built) -> list[str]:
    return [finding.code for finding in made.findings]


@pytest.mark.parametrize(("plugin", "snippet"), SNIPPETS)
def test_a_snippet_is_what_its_service_documents(plugin: Analytics, snippet: str) -> None:
    made = built(plugin)
    assert f"-->{snippet}<!--/smoopt-->" in made.pages["a.html"]
    assert made.findings == ()


@pytest.mark.parametrize(("plugin", "_"), SNIPPETS[::3])
def test_a_policy_that_allows_nothing_lets_none_in(plugin: Analytics, _: str) -> None:
    barred = built(plugin, NOTHING)
    assert "<script" not in barred.pages["a.html"]
    assert codes(barred) == ["analytics-barred"]


def test_matomo_counts_nobody_who_asks_for_that() -> None:
    page = built(Analytics("matomo", HOST, "7", do_not_track=True)).pages["a.html"]
    assert (
        "(['disableCookies']);\n  _paq.push(['setDoNotTrack', true]);\n  _paq.push(['track" in page
    )


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ("script-src 'self'", f"{HOST}/count.js (script-src)"),
        (f"script-src {HOST}; connect-src 'self'", f"{HOST}/count (connect-src)"),
        (f"default-src 'self'; script-src {HOST}; connect-src {HOST}", ""),
    ],
)
@pytest.mark.parametrize("is_sent", [False, True])
def test_a_policy_is_respected_and_named(policy: str, said: str, is_sent: bool) -> None:
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    sent = {"_headers": f"/*\n  Content-Security-Policy: {policy}\n"} if is_sent else {}
    made = built(GOAT, "" if is_sent else meta, **sent)
    assert ("data-goatcounter" in made.pages["a.html"]) is (not said)
    assert [f.message for f in made.findings] == (
        [f"the page's policy bars {said}, so nothing is added"] if said else []
    )


@pytest.mark.parametrize(
    "own",
    [
        f'<script data-goatcounter="{COUNT}/count" async src="//gc.zgo.at/count.js"></script>',
        f'<script async src="{HOST}/count.v4.js"></script>',
    ],
)
def test_a_page_that_counts_by_itself_is_left_alone(own: str) -> None:
    made = built(GOAT, own)
    assert made.pages["a.html"] == PAGE.format(own)
    assert codes(made) == ["analytics-present"]


def test_matomo_of_a_theme_is_known_by_its_host() -> None:
    assert codes(built(Analytics("matomo", HOST, "7"), MATOMO)) == ["analytics-present"]


def test_pages_out_of_search_engines_do_not_count() -> None:
    out = '<meta name="robots" content="noindex">'
    assert built(GOAT, out).pages["a.html"] == PAGE.format(out)


def test_amp_takes_no_script_and_plausible_needs_an_address() -> None:
    amp = PAGE.replace("<html>", "<html amp>").format("")
    assert build({"a.html": amp}, [GOAT]).pages["a.html"] == amp
    made = build({"a.html": PAGE.format("")}, [Analytics("plausible", HOST)], url="")
    assert made.pages["a.html"] == PAGE.format("")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("goatcounter", "stats.example.org"), "host: expected an address like"),
        (("goatcounter", "http://stats.example.org"), "host: expected an address like"),
        (("matomo", "https://a.example/';alert(1);'", "1"), "host: expected an address like"),
        (("matomo", HOST), "site: expected the number of the site, found ''"),
        (("matomo", HOST, "1', x"), "site: expected the number"),
        (("umami", HOST, "7"), "site: expected the website ID"),
        (("plausible", HOST, "Mill"), "site: expected a domain"),
        (("goatcounter", HOST, "mill"), "site: expected nothing, for the host is the site's own"),
        (("matomo", HOST, "7", "/m.js"), "script: matomo has no such setting; take it out"),
        (("umami", HOST, UUID, "javascript:alert(1)"), "script: expected an address"),
        (("umami", HOST, UUID, "", ("A b",)), "domains: expected names like"),
        (("goatcounter", HOST, "", "", (), True), "do_not_track: goatcounter has no such setting"),
    ],
)
def test_what_a_service_does_not_take_is_refused(given: tuple[object, ...], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Analytics(*given)  # type: ignore[arg-type]
