"""What a run remembers: it comes back whole or not at all, and never lies in the site."""

import os
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoopt import __version__
from smoopt.build.memory.header import Header
from smoopt.build.memory.manifest import Manifest, place
from smoopt.build.memory.records import Record, Version, digest
from smoopt.files.stamp import Stamp
from smoopt.model.finding import Finding, Place, Severity
from tests.support.runs import URL, as_plain_user, contents, own_by_plain_user, page, smoopt
from tests.support.sites import write_files

FINDING = Finding(Severity.WARNING, "a-code", Place("a.html", 1, 2), "Ä word.", "a plugin")
RECORD = Record(
    "a.html",
    "changed",
    added=7,
    findings=(FINDING,),
    own=("smoopt/x.css",),
    source=Version(Stamp(3, 10**18), digest(b"a")),
    target=Version(Stamp(10, 10**18 + 1), digest(b"b")),
    dependencies=(("has", "a.png", 4_000_000_000),),
    surveyed={"plugin": msgspec.msgpack.encode({"title": "A"})},
    shares=b"\x00",
)
SKIPPED = Record("b/c.html", "skipped", "a redirect")
# What plugins say is packed by itself.
PACKED = st.binary().map(msgspec.msgpack.encode)
NO_TEXT = os.fsdecode(b"caf\xe9.html")


def header(manifest: Manifest, **fields: object) -> Header:
    return Header(__version__, manifest.where, b"code", **fields)  # type: ignore[arg-type]


@pytest.fixture
def kept(tmp_path: Path) -> Manifest:
    """Write a small manifest."""
    (tmp_path / "site").mkdir()
    manifest = again(tmp_path)
    written = header(manifest, found=b"found", findings=(FINDING,), copied=("x.css", "ü.txt"))
    manifest.save(written, {record.path: record for record in (RECORD, SKIPPED)})
    return manifest


def again(folder: Path, site: str = "site", output: str | None = None) -> Manifest:
    out = None if output is None else folder / output
    return Manifest(folder / ".smoopt/a.manifest", folder / site, out)


# What comes back


def test_what_was_written_comes_back(tmp_path: Path, kept: Manifest) -> None:
    for manifest in (kept, again(tmp_path)):
        assert manifest.header == header(
            kept, found=b"found", findings=(FINDING,), copied=("x.css", "ü.txt")
        )
        assert manifest.records() == {"a.html": RECORD, "b/c.html": SKIPPED}


@given(
    st.dictionaries(
        st.text(min_size=1),
        st.builds(
            Record,
            st.just(""),
            st.sampled_from(["changed", "unchanged", "skipped", "failed"]),
            added=st.integers(-(2**40), 2**40),
            own=st.lists(st.text()).map(tuple),
            source=st.builds(Version, st.builds(Stamp, st.integers(0), st.integers(0, 2**63 - 1))),
            dependencies=st.lists(
                st.tuples(st.text(), st.text(), st.integers(0, 2**32 - 1)), max_size=4
            ).map(tuple),
            surveyed=st.dictionaries(st.text(), PACKED),
            shares=PACKED,
        ),
        max_size=5,
    ),
    st.lists(st.text(st.characters(exclude_characters="\0"), min_size=1)),
)
@settings(max_examples=30)
def test_any_records_come_back(
    tmp_path_factory: pytest.TempPathFactory, records: dict[str, Record], copied: list[str]
) -> None:
    folder = tmp_path_factory.getbasetemp() / "records"
    (folder / "site").mkdir(parents=True, exist_ok=True)
    named = {
        path: msgspec.structs.replace(
            record, path=path, source=Version(Stamp(record.source.stamp.size % 2**63, 5), b"")
        )
        for path, record in records.items()
    }
    manifest = again(folder)
    manifest.save(header(manifest, copied=tuple(copied)), named)
    found = again(folder)
    assert found.records() == named
    assert found.header is not None
    assert found.header.copied == tuple(copied)


def test_a_name_that_is_no_text_is_left_out_and_all_else_kept(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    manifest = again(tmp_path)
    shown = msgspec.structs.replace(SKIPPED, dependencies=(("has", NO_TEXT, 1),))
    records = (RECORD, Record(NO_TEXT, "changed"), shown)
    copied = ("x", os.fsdecode(b"\xff.png"))
    manifest.save(
        header(manifest, found=b"found", copied=copied), {record.path: record for record in records}
    )
    found = again(tmp_path)
    assert found.records() == {"a.html": RECORD}
    assert found.header is not None
    assert found.header.found == b"found"
    # What is written must be known, to go when it leaves the site.
    assert found.header.copied == (*copied, NO_TEXT, "b/c.html")


@pytest.mark.parametrize(
    "finding",
    [
        msgspec.structs.replace(FINDING, place=Place(NO_TEXT)),
        msgspec.structs.replace(FINDING, message=Path("no text")),
        msgspec.structs.replace(FINDING, place=Place("a.html", 2**64)),
    ],
    ids=["file name", "message", "line"],
)
def test_findings_that_cannot_be_kept_are_looked_for_again(
    tmp_path: Path, finding: Finding
) -> None:
    (tmp_path / "site").mkdir()
    manifest = again(tmp_path)
    manifest.save(header(manifest, found=b"found", findings=(FINDING, finding)), {"a": RECORD})
    found = again(tmp_path)
    assert found.header == header(manifest, found=b"", findings=())
    assert found.records() == {"a.html": RECORD}


def test_a_site_whose_name_is_no_text_is_remembered(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"\xe9")
    (folder / "site").mkdir(parents=True)
    manifest = again(folder)
    manifest.save(header(manifest), {"a.html": RECORD})
    assert again(folder).records() == {"a.html": RECORD}


# What counts for nothing


def test_a_manifest_of_which_any_part_is_missing_counts_for_nothing(
    tmp_path: Path, kept: Manifest
) -> None:
    file = tmp_path / ".smoopt/a.manifest"
    whole = file.read_bytes()
    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        assert again(tmp_path).records() == {}, length
    file.write_bytes(whole + b"\0")
    assert again(tmp_path).records() == {}


def test_a_manifest_with_a_bit_flipped_anywhere_tells_nothing_wrong(
    tmp_path: Path, kept: Manifest
) -> None:
    file = tmp_path / ".smoopt/a.manifest"
    whole = file.read_bytes()
    for at in range(len(whole)):
        damaged = bytearray(whole)
        damaged[at] ^= 1 << at % 8
        file.write_bytes(damaged)
        manifest = again(tmp_path)
        # The header is read without the records, and holds by itself.
        assert manifest.header in (None, kept.header), at
        assert manifest.records() == {}, at


def test_records_that_another_run_left_are_not_taken_for_those_of_the_header(
    tmp_path: Path, kept: Manifest
) -> None:
    early = again(tmp_path)
    kept.save(header(kept, pages=1), {"a.html": RECORD})
    assert early.header is not None
    assert early.records() == {}
    assert again(tmp_path).records() == {"a.html": RECORD}


def test_records_of_which_a_part_cannot_be_unpacked_are_forgotten(kept: Manifest) -> None:
    assert kept.header is not None
    for damaged in ({"shares": b"\xc1"}, {"surveyed": {"plugin": b"\x00\x00"}}):
        kept.save(kept.header, {"a.html": msgspec.structs.replace(RECORD, **damaged)})
        assert kept.records() == {}


@given(st.binary(max_size=200))
def test_any_bytes_with_a_right_sum_count_for_nothing_or_for_what_they_say(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    import xxhash

    folder = tmp_path_factory.getbasetemp() / "sums"
    write_files(folder, {"site/x": "", ".smoopt/a.manifest": b""})
    data = b"".join(len(part).to_bytes(4) + part for part in (data, data[::-1], data[:8]))
    total = xxhash.xxh3_64_digest(data)
    (folder / ".smoopt/a.manifest").write_bytes(b"smoopt manifest 4\n" + total + data)
    assert (again(folder).header, again(folder).records()) == (None, {})


def test_the_manifest_of_another_version_site_or_output_counts_for_nothing(
    tmp_path: Path, kept: Manifest, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("other", "out"):
        (tmp_path / name).mkdir()
    assert again(tmp_path, "other").header is None
    assert again(tmp_path, "site", "out").header is None
    assert again(tmp_path).header is not None
    (tmp_path / "site").rename(tmp_path / "moved")
    assert again(tmp_path, "moved").header is None
    (tmp_path / "moved").rename(tmp_path / "site")
    monkeypatch.setattr("smoopt.build.memory.manifest.__version__", "0.0.1")
    assert again(tmp_path).header is None


@pytest.mark.parametrize("there", ["a folder", "a file in the folder's place", "a folder in it"])
def test_where_it_cannot_be_written_nothing_is_said(tmp_path: Path, there: str) -> None:
    (tmp_path / "site").mkdir()
    if there == "a file in the folder's place":
        (tmp_path / ".smoopt").write_text("mine")
    elif there == "a folder in it":
        (tmp_path / ".smoopt/a.manifest/x").mkdir(parents=True)
    else:
        (tmp_path / ".smoopt/.gitignore").mkdir(parents=True)
    manifest = again(tmp_path)
    manifest.save(header(manifest), {"a.html": RECORD})
    assert again(tmp_path).header is None


def test_a_folder_that_may_not_be_written_to_costs_only_the_memory() -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as name:
        folder = write_files(Path(name), {"site/index.html": page("Home")})
        folder.chmod(0o711)
        own_by_plain_user(folder)
        folder.chmod(0o555)
        for status in ("changed", "unchanged"):
            run = as_plain_user("build", "site", "--url", URL, cwd=folder)
            assert (run.code, run.err) == (0, "")
            assert f"1 page: 1 {status}" in run.out
        assert [path.name for path in folder.iterdir()] == ["site"]
        folder.chmod(0o711)


# Where it lies


NAMES = st.sampled_from(["", ".", "..", "site", "site/deep", "out", "other", "to-site", "to-out"])


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("ground")
    write_files(root, {"w/site/deep/x": "", "w/out/x": "", "w/other/x": "", "sly/x": ""})
    (root / "w/to-site").symlink_to("site/deep")
    (root / "w/to-out").symlink_to(root / "w/out", target_is_directory=True)
    (root / "sly/.smoopt").symlink_to("../w/site")
    return root / "w"


@given(
    root=st.sampled_from(["site", "site/deep", "to-site", "."]),
    output=st.none() | st.sampled_from(["out", "to-out", "other", "new/out"]),
    configuration=st.none() | NAMES,
    below=st.sampled_from(["", ".", "site", "other"]),
    absolute=st.booleans(),
)
def test_it_never_lies_in_the_site_or_the_output(
    ground: Path,
    root: str,
    output: str | None,
    configuration: str | None,
    below: str,
    absolute: bool,
) -> None:
    from contextlib import chdir

    with chdir(ground / below):
        start = ground if absolute else Path(os.path.relpath(ground))
        site = start / root
        out = None if output is None else start / output
        beside = None if configuration is None else start / configuration
        file = place(beside, site, out)
        for inner in filter(None, (site, out)):
            assert file is None or not file.resolve().is_relative_to(inner.resolve())
        assert file is None or file.parent.name == ".smoopt"
        if beside is not None and file is not None:
            wanted = beside.resolve() / ".smoopt"
            inside = any(wanted.is_relative_to(at.resolve()) for at in (site, out) if at)
            assert inside or file.parent == wanted


def test_a_folder_that_leads_into_the_site_is_not_taken(ground: Path) -> None:
    file = place(ground.parent / "sly", ground / "site", None)
    assert file is not None
    assert file.parent == ground.resolve() / ".smoopt"


def test_a_site_at_the_root_of_all_has_no_place_for_it() -> None:
    assert place(None, Path("/"), None) is None


def test_sites_and_outputs_have_a_manifest_each(ground: Path) -> None:
    pairs = [("site", None), ("site", "out"), ("other", None), ("other", "out"), ("out", None)]
    files = {
        place(ground, ground / site, None if out is None else ground / out) for site, out in pairs
    }
    assert len(files) == len(pairs)
    named = place(ground, ground / "other/../site/.", None)
    assert named in files


def test_a_long_name_leaves_room(tmp_path: Path) -> None:
    root = tmp_path / ("ü" * 120)
    root.mkdir()
    file = place(None, root, None)
    manifest = Manifest(file, root, None)
    manifest.save(header(manifest), {})
    assert file is not None
    assert file.exists()


# Whole builds


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files: dict[str, str | bytes] = {f"{n}.html": page(str(n)) for n in range(5)}
    return write_files(tmp_path / "work/site", {**files, "a/data.txt": "data"})


@pytest.mark.parametrize("output", [(), ("-o", "out")], ids=["in place", "apart"])
@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "nonsense", "another site's"])
def test_without_a_good_manifest_a_build_is_as_right(
    tmp_path: Path, site: Path, damage: str, output: tuple[str, ...]
) -> None:
    work = site.parent
    words = ("build", "site", *output, "--url", URL)
    assert smoopt(*words, cwd=work).code == 0
    (file,) = (work / ".smoopt").glob("*.manifest")
    if damage == "another site's":
        write_files(tmp_path / "second/site", {"0.html": page("zero")})
        smoopt(*words, cwd=tmp_path / "second")
        (other,) = (tmp_path / "second/.smoopt").glob("*.manifest")
        file.write_bytes(other.read_bytes())
    elif damage == "gone":
        file.unlink()
    else:
        data = file.read_bytes()
        file.write_bytes({"empty": b"", "cut": data[:-9], "nonsense": data[::-1]}[damage])
    (site / "2.html").write_text(page("Another"))
    write_files(tmp_path / "fresh/site", {"2.html": page("Another"), "a/data.txt": "data"})
    write_files(tmp_path / "fresh/site", {f"{n}.html": page(str(n)) for n in (0, 1, 3, 4)})
    run, fresh = smoopt(*words, cwd=work), smoopt(*words, cwd=tmp_path / "fresh")
    assert (run.code, run.err) == (fresh.code, fresh.err) == (0, "")
    for name in ("site", *output[1:]):
        assert contents(work / name) == contents(tmp_path / "fresh" / name)
    assert "5 unchanged" in smoopt(*words, cwd=work).out


def test_nothing_is_remembered_where_that_is_asked_for(site: Path) -> None:
    words = ("build", "site", "--url", URL)
    smoopt(*words, "--no-manifest", cwd=site.parent)
    assert [path.name for path in site.parent.iterdir()] == ["site"]
    smoopt(*words, cwd=site.parent)
    (file,) = (site.parent / ".smoopt").glob("*.manifest")
    was = file.stat()
    file.write_bytes(b"left alone")
    assert smoopt(*words, "--no-manifest", cwd=site.parent).code == 0
    assert file.read_bytes() == b"left alone"
    assert was.st_ino == file.stat().st_ino


@pytest.mark.parametrize("flag", ["--dry-run", "--diff"])
def test_what_writes_nothing_writes_no_manifest(site: Path, flag: str) -> None:
    smoopt("build", "site", "--url", URL, flag, cwd=site.parent)
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_git_and_backups_are_told_to_leave_it(site: Path) -> None:
    smoopt("build", "site", "--url", URL, cwd=site.parent)
    assert (site.parent / ".smoopt/.gitignore").read_text() == "*\n"


def test_files_whose_names_are_no_text_are_built_copied_and_removed(tmp_path: Path) -> None:
    names = ("caf\xe9.html", "pict\xe9.png")
    root = write_files(tmp_path / "site", {"index.html": page("Home")})
    for name in names:
        (root / os.fsdecode(name.encode("latin-1"))).write_text(page("Café"))
    words = ("build", root, "-o", tmp_path / "out", "--url", URL)
    for status in ("changed", "unchanged"):
        run = smoopt(*words)
        assert (run.code, run.err) == (0, "")
        assert f"2 {status}" in run.out
    for name in names:
        (root / os.fsdecode(name.encode("latin-1"))).unlink()
    smoopt(*words)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["index.html"]


def test_nothing_is_remembered_behind_a_link(tmp_path: Path) -> None:
    write_files(tmp_path, {"w/site/index.html": page("Home"), "theirs/x": ""})
    (tmp_path / "w/.smoopt").symlink_to("../theirs")
    for root in (tmp_path / "w/site", tmp_path / "w/../w/site"):
        assert smoopt("build", root, "--url", URL).code == 0
    assert [path.name for path in (tmp_path / "theirs").iterdir()] == ["x"]
