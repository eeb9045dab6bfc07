"""Who is answered, and where."""

from pathlib import Path

import pytest

from smoopt.preview.server.host_and_ports import Ports
from tests.support.previews import PORT, SITE_PORT, Preview
from tests.support.runs import smoopt


@pytest.mark.parametrize("port", [PORT, SITE_PORT])
@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:{}", 200),
        ("localhost:{}", 200),
        ("LOCALHOST", 200),
        ("[::1]:{}", 200),
        ("evil.example:{}", 400),
        ("127.0.0.1.evil.example", 400),
        ("192.168.0.7", 400),
        ("localhost.evil.example:{}", 400),
        ("", 400),
    ],
)
def test_only_this_computers_own_names_are_answered(
    host: str, status: int, port: int, preview: Preview
) -> None:
    client = preview.companion if port == PORT else preview.site
    for path in ("/", "/events") if status == 400 else ("/",):
        assert client.get(path, headers={"host": host.format(port)}).status_code == status


@pytest.mark.parametrize(
    ("host", "status"), [("192.168.0.7:80", 200), ("box.local", 200), ("evil.example", 400)]
)
def test_where_others_are_let_in_names_must_still_be_ours(
    host: str, status: int, preview: Preview
) -> None:
    wide = Preview(preview.state, "box.local")
    assert wide.companion.get("/", headers={"host": host}).status_code == status


def test_a_port_that_is_taken_is_said(root: Path) -> None:
    ports = Ports("127.0.0.1", 0)
    try:
        run = smoopt("preview", root, "--port", ports.port)
    finally:
        ports.close()
    assert run.code == 2
    assert "another program may have it" in run.err
