"""What the two ports answer, and what browsers may do with it."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from smoopt.builtin.cards import Cards
from tests.support.previews import PORT, Preview, opened

ABOUT = "/page/about.html"


def test_pages_that_cannot_be_handled_are_shown_with_the_reason(root: Path) -> None:
    (root / "binary.html").write_bytes(b"\0\1\2\xff" * 100)
    (root / "half.html").write_text("<html><!--smoopt 12345678--><p>x", "utf-8")
    (root / "empty.html").write_bytes(b"")
    with opened(root) as state:
        preview = Preview(state)
        for name in ("binary.html", "half.html", "empty.html"):
            assert preview.companion.get(f"/page/{name}").status_code == 200
            assert preview.site.get(f"/{name}").content == (root / name).read_bytes()
        assert preview.companion.get("/").status_code == 200


def test_every_page_of_the_preview_runs_nothing_but_its_own(preview: Preview) -> None:
    for path in ("/", "/page/about.html", "/none"):
        headers = preview.companion.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        text = preview.text(path)
        assert not re.search(r"<script(?![^>]* src=)", text)
        assert not re.search(r"<[^>]* (style|on[a-z]+)=", text)


def test_the_site_may_be_framed_by_the_companion_only(preview: Preview) -> None:
    policy = preview.site.get("/").headers["content-security-policy"]
    assert policy == f"frame-ancestors 'self' http://127.0.0.1:{PORT}"
    assert "access-control-allow-origin" not in preview.site.get("/").headers


def test_only_reading_is_possible(preview: Preview) -> None:
    for client in (preview.companion, preview.site):
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            assert client.request(method, "/").status_code == 405


def test_no_service_worker_keeps_pages_of_the_preview(root: Path) -> None:
    (root / "sw.js").write_text("self", "utf-8")
    with opened(root) as state:
        site = Preview(state).site
        assert site.get("/sw.js").status_code == 200
        assert site.get("/sw.js", headers={"service-worker": "script"}).status_code == 404


def test_a_page_offers_its_card_in_every_design(root: Path) -> None:
    with opened(root) as state:
        preview = Preview(state)
        shown = re.findall(
            '<img src="(/card/([a-z]+)/about.html[?][0-9a-f]+)"', preview.text(ABOUT)
        )
        names = [name for _, name in shown]
        assert names == ["documentation", "gradient", "photo", "plain", "quote"]
        for address, _ in shown[:2]:
            answer = preview.companion.get(address)
            assert answer.headers["content-type"] == "image/png"
            with Image.open(BytesIO(answer.content)) as picture:
                assert picture.size == (1200, 630)
        for address in ("/card/nix/about.html", "/card/plain/none.html", "/card/plain/../x.html"):
            assert preview.companion.get(address).status_code == 404


def test_no_designs_are_offered_where_none_can_be_drawn(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Cards, "missing", staticmethod(lambda: ("typst",)))
    with opened(root) as state:
        assert "designs" not in Preview(state).text(ABOUT)
