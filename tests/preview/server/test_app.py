"""What the two ports answer, and what browsers may do with it."""

import re
from pathlib import Path

from tests.support.previews import PORT, Preview, opened


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
