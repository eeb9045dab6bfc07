"""Requests that pages of other origins send, as browsers write them."""

import pytest
from starlette.datastructures import Headers

from smoopt.preview.server.origin_check import may_ask
from tests.support.previews import PORT, SITE_PORT, Preview

COMPANION, SITE = f"http://127.0.0.1:{PORT}", f"http://127.0.0.1:{SITE_PORT}"
OWN = {"sec-fetch-site": "same-origin", "sec-fetch-dest": "script"}
TYPED = {"sec-fetch-site": "none", "sec-fetch-dest": "document"}
LINKED = {"sec-fetch-site": "cross-site", "sec-fetch-dest": "document"}
IN_FRAME = {"sec-fetch-site": "same-site", "sec-fetch-dest": "iframe"}
STRANGERS = [
    *({"sec-fetch-site": "cross-site", "sec-fetch-dest": kind} for kind in ("script", "iframe")),
    *({"sec-fetch-site": "same-site", "sec-fetch-dest": kind} for kind in ("image", "object")),
    {"sec-fetch-site": "cross-site"},
    {"origin": "https://evil.example"},
    {"origin": "http://127.0.0.1:9"},
    {"origin": "null"},
    # A form that is sent shows what comes back as a page.
    LINKED | {"origin": "https://evil.example"},
]


@pytest.mark.parametrize("asked", [{}, OWN, TYPED, LINKED])
def test_own_pages_and_links_are_answered(asked: dict[str, str], preview: Preview) -> None:
    assert preview.companion.get("/", headers=asked).status_code == 200
    assert preview.site.get("/style.css", headers=asked).status_code == 200


@pytest.mark.parametrize("asked", STRANGERS)
def test_pages_of_other_origins_get_the_same_refusal_for_everything(
    asked: dict[str, str], preview: Preview
) -> None:
    paths = ("/", "/page/about.html", "/events", "/static/preview.js", "/style.css", "/none", "/sw")
    for client in (preview.companion, preview.site):
        answers = [client.get(path, headers=asked) for path in paths]
        answers.append(client.post("/", headers=asked))
        assert {answer.status_code for answer in answers} == {403}
        assert len({answer.text for answer in answers}) == 1


def test_only_the_site_stands_in_frames_and_a_policy_says_in_whose(preview: Preview) -> None:
    assert preview.companion.get("/", headers=IN_FRAME).status_code == 403
    framed = preview.site.get("/", headers=IN_FRAME)
    assert framed.status_code == 200
    assert framed.headers["content-security-policy"] == f"frame-ancestors 'self' {COMPANION}"


def test_an_origin_is_compared_with_the_host_that_is_asked() -> None:
    asked = Headers({"host": "Box.local:8001", "origin": "http://box.local:8001"})
    assert may_ask(asked, "http", framed=False)
    assert not may_ask(asked, "https", framed=False)


def test_every_answer_is_for_its_own_origin_only(preview: Preview) -> None:
    for client in (preview.companion, preview.site):
        answers = [
            client.get("/"),
            client.get("/none"),
            client.get("/static/icon.svg"),
            client.get("/picture/style.css"),
            client.post("/"),
            client.get("/", headers={"sec-fetch-site": "cross-site"}),
            client.get("/", headers={"host": "evil.example"}),
        ]
        for answer in answers:
            headers = answer.headers
            assert headers["cross-origin-resource-policy"] == "same-origin"
            assert headers["cross-origin-opener-policy"].startswith("same-origin")
            assert headers["x-content-type-options"] == "nosniff"
            assert "access-control-allow-origin" not in headers
            assert ("x-frame-options" in headers) == (client is preview.companion)
