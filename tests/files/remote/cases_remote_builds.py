"""A site in a store is built, audited and given back as one on the disk is."""

import shutil
from pathlib import Path

import pytest

from smoopt.build.processes import engine
from tests.support.object_store import Fault, ObjectStore, held, lay_out, new_folder
from tests.support.pictures import png
from tests.support.places import SITES
from tests.support.runs import URL, page, smoopt

FILES: dict[str, str | bytes] = {
    "index.html": page("Home"),
    "a/b.html": page("B").replace("<h1>", '<img src="/pic.png"><h1>'),
    "a/c/d.html": page("D"),
    "pic.png": png(4, 3),
    "style.css": "p {}",
}


@pytest.fixture
def expected(tmp_path: Path) -> dict[str, bytes]:
    """Give what a build from folder to folder writes."""
    site = tmp_path / "expected/site"
    lay_out(str(site), FILES)
    assert smoopt("build", site, "-o", tmp_path / "expected/out", "--url", URL).code == 0
    return held(str(tmp_path / "expected/out"))


def test_where_a_site_lies_is_no_matter(
    kind: str, tmp_path: Path, expected: dict[str, bytes]
) -> None:
    ways = [("folder", kind), (kind, "folder"), (kind, kind)]
    for number, way in enumerate(ways):
        site, output = (
            new_folder(kind) if each == kind else str(tmp_path / str(number) / name)
            for each, name in zip(way, ("site", "out"), strict=True)
        )
        lay_out(site, FILES)
        run = smoopt("build", site, "-o", output, "--url", URL, "--jobs", 1)
        assert run.code == 0, run.err
        assert held(output) == expected, way
        assert held(site) == held(str(tmp_path / "expected/site"))


@pytest.mark.parametrize("name", ["mkdocs", "hugo"])
def test_real_sites_are_built_alike(name: str, objects: ObjectStore, tmp_path: Path) -> None:
    site = shutil.copytree(SITES / name, tmp_path / "site")
    remote = new_folder("memory")
    lay_out(remote, {**held(str(site))})
    for each in (site, remote):
        assert smoopt("build", each, "--url", URL, "--jobs", 1).code == 0
    assert held(remote) == held(str(site))
    run = smoopt("undo", remote, "--jobs", 1)
    assert run.code == 0, run.err
    assert held(remote) == held(str(SITES / name))


def test_what_has_not_changed_is_neither_read_nor_written(objects: ObjectStore) -> None:
    site, output = new_folder("s3"), new_folder("s3")
    lay_out(site, FILES)
    assert smoopt("build", site, "-o", output, "--url", URL).code == 0
    objects.asked.clear()
    assert "3 unchanged" in smoopt("build", site, "-o", output, "--url", URL).out
    assert not any(method == "PUT" for method, _ in objects.asked)
    assert not any("html" in path for _, path in objects.asked)

    lay_out(site, {"a/b.html": page("News")})
    objects.asked.clear()
    assert smoopt("build", site, "-o", output, "--url", URL).code == 0
    written = {path.rpartition("/")[2] for method, path in objects.asked if method == "PUT"}
    assert "b.html" in written
    assert not written & {"index.html", "d.html"}
    assert b"<title>News" in held(output)["a/b.html"]


def test_a_site_in_a_store_is_built_in_place_audited_and_given_back(objects: ObjectStore) -> None:
    site = new_folder("s3")
    lay_out(site, FILES)
    before = held(site)
    assert smoopt("build", site, "--url", URL).code == 0
    built = held(site)
    assert built["index.html"] != before["index.html"]
    assert smoopt("build", site, "--url", URL, "--no-manifest").code == 0
    assert held(site) == built
    audit = smoopt("check", site, "--url", URL, "--fail-on", "never")
    assert f"{site}/index.html:" in audit.out
    explained = smoopt("explain", f"{site}/a/b.html", "--url", URL)
    assert "a/b.html of" in explained.out
    assert "og:title" in explained.out
    assert smoopt("undo", site).code == 0
    assert held(site) == before


def test_a_page_that_a_store_refuses_is_said_and_built_later(objects: ObjectStore) -> None:
    site, output = new_folder("s3"), new_folder("s3")
    lay_out(site, FILES)
    refused = Fault("403 Forbidden", "AccessDenied", "You may not write this.")
    objects.faults = lambda method, path: (
        refused if method == "PUT" and path.endswith("a/b.html") else None
    )
    run = smoopt("build", site, "-o", output, "--url", URL)
    assert run.code == 1
    assert "a/b.html" in run.out + run.err
    assert "You may not write this" in run.out + run.err
    assert {"index.html", "a/c/d.html"} < held(output).keys()
    assert "a/b.html" not in held(output)
    objects.faults = lambda _, __: None
    assert smoopt("build", site, "-o", output, "--url", URL).code == 0
    assert b"og:title" in held(output)["a/b.html"]


def test_processes_have_connections_of_their_own(
    objects: ObjectStore, expected: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_FEW_PAGES", 2)
    site, output = new_folder("s3"), new_folder("s3")
    lay_out(site, FILES)
    run = smoopt("build", site, "-o", output, "--url", URL, "--jobs", 2)
    assert run.code == 0, run.err
    assert held(output) == expected


def test_commands_that_need_a_folder_say_so(objects: ObjectStore) -> None:
    site = new_folder("s3")
    for command in ("watch", "preview", "kit", "ping", "mentions"):
        run = smoopt(command, site)
        assert run.code == 2
        assert "needs a folder on this computer" in run.err
