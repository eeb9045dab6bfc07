"""A compressed copy holds its page after every run, and its own old bytes after undo."""

import gzip
import os
import shutil
import subprocess
import tracemalloc
import zlib
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoopt.build.derived import compression
from smoopt.build.derived.compression import CODINGS
from smoopt.build.derived.copies import Copies, Refreshed
from smoopt.files.atomic import Written
from smoopt.files.store import Store
from smoopt.html.marks import pristine
from smoopt.html.source_text import Source
from smoopt.model.edits import own_file
from smoopt.site.settings import Settings
from smoopt.site.site import Site
from tests.readers.install import node
from tests.support.building import TAGS, with_tags
from tests.support.places import SITES
from tests.support.runs import contents, tree
from tests.support.sites import write_files

brotli: ModuleType = pytest.importorskip("brotli")
if not CODINGS[".zst"].ready:
    pytest.skip("there is no zstd module", allow_module_level=True)
zstd = compression._module("zstd")
PAGE = "a/index.html"
WORDS = ("Bread", "is", "flour,", "water,", "salt", "and", "time;", "it", "also", "wants", "heat.")
TEXT = " ".join(WORDS[n * n % 11] + str(n % 17) for n in range(900))
ORIGINAL = (
    f"<!doctype html><html lang=en><head><title>Bread</title></head><body>{TEXT}</body></html>"
).encode()


def write(root: Path, path: str, after: bytes) -> Refreshed:
    """Write a page and its copies, and remove what is not needed any more, as a run does."""
    before = (root / path).read_bytes()
    store = Store(root)
    copies = Copies(Site(root, Settings()), store)
    store.put(path, after)
    result = copies.refresh(path, before, after, pristine(Source(after)))
    for own in set(store.own_files()) - set(result.kept):
        store.remove(own)
    return result


def build(root: Path, path: str = PAGE, tags: str = TAGS) -> Refreshed:
    return write(root, path, with_tags(pristine(Source((root / path).read_bytes())), tags))


def undo(root: Path, path: str = PAGE) -> Refreshed:
    return write(root, path, pristine(Source((root / path).read_bytes())))


def held(file: Path) -> bytes | None:
    return CODINGS[file.suffix].read(file.read_bytes(), 10_000_000)


def codes(result: Refreshed) -> list[str]:
    return [finding.code for finding in result.findings]


def assert_round_trip(root: Path, path: str, *tags: str) -> None:
    """Build once with each of the tags, then undo; look at the copies after every step."""
    before = contents(root)
    for given_tags in tags or (TAGS,):
        result = build(root, path, given_tags)
        assert not result.findings
        assert given_tags.encode() in (root / path).read_bytes()
        for copy in (root / path).parent.glob(f"{Path(path).name}.*"):
            assert held(copy) == (root / path).read_bytes(), copy.name
    assert not undo(root, path).findings
    assert contents(root) == before


# What real tools write


def piped(*words: str) -> Callable[[bytes], bytes]:
    def run(data: bytes) -> bytes:
        return subprocess.run(words, input=data, capture_output=True, check=True).stdout

    return run


def by_node(call: str) -> Callable[[bytes], bytes]:
    script = "const z = require('zlib'), b = require('fs').readFileSync(0);"
    return piped(*node(), "-e", f"{script} process.stdout.write(z.{call})")


def by_zopfli(data: bytes) -> bytes:
    zopfli = pytest.importorskip("zopfli.gzip")
    packed: bytes = zopfli.compress(data)
    return packed


QUALITY_5 = "{params: {[z.constants.BROTLI_PARAM_QUALITY]: 5}}"
LEVEL_19 = "{params: {[z.constants.ZSTD_c_compressionLevel]: 19}}"
# How a copy is made, its ending, and whether the original must be kept aside.
TOOLS: dict[str, tuple[Callable[[bytes], bytes], str, bool]] = {
    "gzip -9 -n": (piped("gzip", "-9", "-n"), ".gz", False),
    "gzip": (piped("gzip"), ".gz", False),
    "gzip -1": (piped("gzip", "-1"), ".gz", False),
    "Python's gzip": (gzip.compress, ".gz", False),
    "Node's gzip": (by_node("gzipSync(b)"), ".gz", True),
    "Node's gzip, best": (by_node("gzipSync(b, {level: 9})"), ".gz", True),
    "zopfli": (by_zopfli, ".gz", True),
    "two members": (lambda data: gzip.compress(data[:99]) + gzip.compress(data[99:]), ".gz", True),
    "Node's brotli": (by_node("brotliCompressSync(b)"), ".br", False),
    "Node's brotli, quality 5": (by_node(f"brotliCompressSync(b, {QUALITY_5})"), ".br", False),
    "brotli": (lambda data: brotli.compress(data, lgwin=24), ".br", False),
    "zstd": (zstd.compress, ".zst", False),
    "two frames": (lambda data: zstd.compress(data[:9]) + zstd.compress(data[9:]), ".zst", True),
}


@pytest.fixture(params=TOOLS)
def tool(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str, bool]:
    """Give a site with one page and a copy of it that a real tool made."""
    pack, suffix, aside = TOOLS[request.param]
    program = request.param.split()[0]
    if program == "gzip" and shutil.which(program) is None:
        pytest.skip(f"there is no {program}")
    if request.param.startswith("Node"):
        request.applymarker("node")
    return write_files(tmp_path, {PAGE: ORIGINAL, PAGE + suffix: pack(ORIGINAL)}), suffix, aside


def test_what_real_tools_compress_holds_the_page_and_comes_back(
    tool: tuple[Path, str, bool],
) -> None:
    root, _, _ = tool
    assert_round_trip(root, PAGE)
    assert_round_trip(root, PAGE, "<meta name=one>", "<meta name=two>" * 40, TAGS)


def test_a_copy_is_kept_aside_only_where_no_settings_give_it_back(
    tool: tuple[Path, str, bool],
) -> None:
    root, suffix, aside = tool
    kept = build(root).kept
    assert len(kept) == aside
    assert [path.suffix for path in (root / "smoopt").glob("*")] == [suffix] * aside
    assert build(root, tags="<meta name=two>").kept == kept


@pytest.mark.parametrize("level", ["-1", "-6", "-9"])
def test_a_copy_is_what_the_same_tool_would_make_of_the_new_page(
    tmp_path: Path, level: str
) -> None:
    pack = piped("gzip", level, "-n")
    write_files(tmp_path, {PAGE: ORIGINAL, f"{PAGE}.gz": pack(ORIGINAL)})
    build(tmp_path)
    assert (tmp_path / f"{PAGE}.gz").read_bytes() == pack((tmp_path / PAGE).read_bytes())


@pytest.mark.parametrize("name", ["gzip -9 -n", "Python's gzip", "Node's brotli", "zstd"])
def test_a_long_page_comes_back_whether_its_settings_are_found_or_not(
    name: str, tmp_path: Path
) -> None:
    pack, suffix, _ = TOOLS[name]
    words = " ".join(str(n * n * n % 7919) for n in range(40_000))
    page = ORIGINAL.replace(b"</body>", f"{words}</body>".encode())
    write_files(tmp_path, {PAGE: page, PAGE + suffix: pack(page)})
    assert_round_trip(tmp_path, PAGE, TAGS, "<meta name=two>")


def test_zlib_with_all_its_memory_is_found(tmp_path: Path) -> None:
    page = ORIGINAL.replace(b"</body>", b" ".join(b"%d" % (n * n) for n in range(9000)))
    packer = zlib.compressobj(9, zlib.DEFLATED, 31, 9)
    write_files(tmp_path, {PAGE: page, f"{PAGE}.gz": packer.compress(page) + packer.flush()})
    assert_round_trip(tmp_path, PAGE)
    assert build(tmp_path).kept == ()


def test_a_node_version_with_zstd_is_followed_too(tmp_path: Path) -> None:
    for call in ("zstdCompressSync(b)", f"zstdCompressSync(b, {LEVEL_19})"):
        try:
            copy = by_node(call)(ORIGINAL)
        except subprocess.CalledProcessError:
            pytest.skip("this Node has no zstd")
        write_files(tmp_path, {PAGE: ORIGINAL, f"{PAGE}.zst": copy})
        assert_round_trip(tmp_path, PAGE)


@pytest.mark.parametrize("name", ["nikola", "sveltekit"])
def test_every_copy_of_a_fixture_site_follows_its_page_and_comes_back(
    name: str, tmp_path: Path
) -> None:
    root = shutil.copytree(SITES / name, tmp_path / "site")
    copies = Copies(Site(root, Settings()), Store(root))
    pages = [path for path in Site(root, Settings()).pages if copies.of(path)]
    assert len(pages) > 5
    before = contents(root)
    for path in pages:
        page = root / path
        versions = page.read_bytes(), with_tags(page.read_bytes()), page.read_bytes()
        page.write_bytes(versions[1])
        result = copies.refresh(path, *versions)
        assert not result.findings
        assert set(result.written) == set(copies.of(path))
        assert {held(root / copy) for copy in copies.of(path)} == {versions[1]}
    copies = Copies(Site(root, Settings()), Store(root))
    for path in pages:
        was = pristine(Source((root / path).read_bytes()))
        result = copies.refresh(path, (root / path).read_bytes(), was, was)
        assert not result.findings
        (root / path).write_bytes(was)
    for own in list(Store(root).own_files()):
        Store(root).remove(own)
    assert contents(root) == before


# The law


def gzip_copy(data: bytes, header: bytes, level: int, memory: int) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, -15, memory)
    body = packer.compress(data) + packer.flush()
    return header + body + zlib.crc32(data).to_bytes(4, "little") + len(data).to_bytes(4, "little")


@st.composite
def gzip_headers(draw: st.DrawFn) -> bytes:
    """Draw a header with any of the optional fields."""
    flags = draw(st.integers(0, 31))
    text = st.binary(max_size=9).map(lambda text: text.replace(b"\0", b"") + b"\0")
    fixed = bytes([31, 139, 8, flags]) + draw(st.binary(min_size=6, max_size=6))
    extra = draw(st.binary(max_size=9))
    header = fixed + (len(extra).to_bytes(2, "little") + extra if flags & 4 else b"")
    for flag in (8, 16):
        header += draw(text) if flags & flag else b""
    checksum = (zlib.crc32(header) & 0xFFFF).to_bytes(2, "little")
    return header + (checksum if flags & 2 else b"")


PAGES = st.lists(st.sampled_from(WORDS), max_size=400).map(
    lambda words: f"<html><head><title>x</title></head>{' '.join(words)}</html>".encode()
)
EDITS = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(
        lambda words: f'<meta name=description content="{" ".join(words)}">'
    ),
    min_size=1,
    max_size=3,
)


def assert_law(data: bytes, copy: bytes, suffix: str, edits: list[str]) -> None:
    with TemporaryDirectory() as folder:
        root = write_files(Path(folder), {PAGE: data, PAGE + suffix: copy})
        assert_round_trip(root, PAGE, *edits)


@given(PAGES, EDITS, gzip_headers(), st.integers(0, 9), st.integers(1, 9))
def test_undo_gives_back_any_gzip_copy(
    data: bytes, edits: list[str], header: bytes, level: int, memory: int
) -> None:
    assert_law(data, gzip_copy(data, header, level, memory), ".gz", edits)


@settings(max_examples=30)
@given(PAGES, EDITS, st.integers(0, 11), st.integers(10, 24))
def test_undo_gives_back_any_brotli_copy(
    data: bytes, edits: list[str], quality: int, window: int
) -> None:
    assert_law(data, brotli.compress(data, quality=quality, lgwin=window), ".br", edits)


@settings(max_examples=12)  # the search through all levels is slow
@given(PAGES, EDITS, st.integers(-1, 22), st.booleans(), st.booleans())
def test_undo_gives_back_any_zstd_copy(
    data: bytes, edits: list[str], level: int, checksum: bool, whole: bool
) -> None:
    asked = zstd.CompressionParameter
    options = {asked.compression_level: level, asked.checksum_flag: int(checksum)}
    packer = zstd.ZstdCompressor(options=options)
    flush = packer.FLUSH_FRAME if whole else packer.CONTINUE
    assert_law(data, packer.compress(data, flush) + packer.flush(), ".zst", edits)


@given(st.binary(max_size=60), st.sampled_from(sorted(CODINGS)))
def test_no_bytes_at_all_make_reading_raise(data: bytes, suffix: str) -> None:
    coding = CODINGS[suffix]
    for tail in (data, gzip.compress(data)[:-1], zstd.compress(data)[:-1], brotli.compress(data)):
        coding.read(tail + data, 1000)
    assert coding.read(_made(suffix, data), len(data) + 1) == data


# What is left alone


def assert_left_alone(root: Path, copy: str, word: str) -> None:
    before = tree(root)[copy]
    result = build(root)
    assert [(f.code, str(f.place)) for f in result.findings] == [("copy-stale", copy)]
    assert word in result.findings[0].message
    assert tree(root)[copy] == before
    assert codes(undo(root)) == ["copy-stale"]
    assert tree(root)[copy] == before


@pytest.mark.parametrize("suffix", sorted(CODINGS))
@pytest.mark.parametrize(
    "content",
    [ORIGINAL + b"\n", with_tags(ORIGINAL + b"\n"), b"<p>another", b"", bytes(50_000_000)],
)
def test_a_copy_of_something_else_is_left_alone(
    tmp_path: Path, suffix: str, content: bytes
) -> None:
    write_files(tmp_path, {PAGE: ORIGINAL, PAGE + suffix: _made(suffix, content)})
    assert_left_alone(tmp_path, PAGE + suffix, "after smoopt")


def _made(suffix: str, content: bytes) -> bytes:
    if suffix == ".gz":
        return gzip.compress(content)
    packed: bytes = (
        zstd.compress(content) if suffix == ".zst" else brotli.compress(content, quality=5)
    )
    return packed


@pytest.mark.parametrize("suffix", sorted(CODINGS))
@pytest.mark.parametrize("damage", ["text", "cut", "longer", "empty"])
def test_a_copy_that_cannot_be_read_is_left_alone(tmp_path: Path, suffix: str, damage: str) -> None:
    good = _made(suffix, ORIGINAL)
    bad = {"text": b"no copy", "cut": good[:-5], "longer": good + b"\0more", "empty": b""}[damage]
    write_files(tmp_path, {PAGE: ORIGINAL, PAGE + suffix: bad})
    assert_left_alone(tmp_path, PAGE + suffix, "differs from its page")


def test_a_bomb_is_not_unpacked() -> None:
    for suffix, coding in CODINGS.items():
        bomb = _made(suffix, bytes(200_000_000))
        tracemalloc.start()
        assert coding.read(bomb, 100_000) is None, suffix
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
        tracemalloc.stop()


def test_a_link_in_place_of_a_copy_is_left_alone(tmp_path: Path) -> None:
    write_files(tmp_path, {PAGE: ORIGINAL, "cache.gz": gzip.compress(ORIGINAL)})
    (tmp_path / f"{PAGE}.gz").symlink_to("../cache.gz")
    assert_left_alone(tmp_path, f"{PAGE}.gz", "symbolic link")
    assert held(tmp_path / "cache.gz") == ORIGINAL


@pytest.mark.parametrize(("suffix", "package"), [(".br", "'brotli'"), (".zst", "'backports.zstd'")])
def test_a_missing_package_is_named_and_can_be_installed_later(
    tmp_path: Path, suffix: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {PAGE: ORIGINAL, PAGE + suffix: _made(suffix, ORIGINAL)})
    before = contents(tmp_path)
    with monkeypatch.context() as without:
        without.setattr(compression, "_MODULES", {"brotli": ("_no_such",), "zstd": ("_no_such",)})
        compression._module.cache_clear()
        assert_left_alone(tmp_path, PAGE + suffix, package)
        assert codes(build(tmp_path)) == ["copy-stale"]
    compression._module.cache_clear()
    assert codes(build(tmp_path)) == []
    assert held(tmp_path / (PAGE + suffix)) == (tmp_path / PAGE).read_bytes()
    with monkeypatch.context() as without:
        without.setattr(compression, "_MODULES", {"brotli": ("_no_such",), "zstd": ("_no_such",)})
        compression._module.cache_clear()
        assert codes(undo(tmp_path)) == ["copy-stale"]
    compression._module.cache_clear()
    undo(tmp_path)
    assert contents(tmp_path) == before


def test_a_stale_copy_of_a_page_that_smoopt_does_not_touch_is_none_of_its_business(
    tmp_path: Path,
) -> None:
    write_files(tmp_path, {PAGE: ORIGINAL, f"{PAGE}.gz": gzip.compress(b"old")})
    before = tree(tmp_path)
    assert undo(tmp_path) == Refreshed()
    assert tree(tmp_path) == before


def test_nothing_is_written_twice(tool: tuple[Path, str, bool]) -> None:
    root, _, _ = tool
    build(root)
    before = tree(root)
    assert build(root).written == ()
    assert tree(root) == before


# Other hands


def test_a_copy_made_after_smoopt_is_followed_and_said_to_be_made_anew_by_undo(
    tmp_path: Path,
) -> None:
    root = write_files(tmp_path, {PAGE: with_tags(ORIGINAL)})
    write_files(root, {f"{PAGE}.gz": by_zopfli((root / PAGE).read_bytes())})
    assert codes(build(root, tags="<meta name=two>")) == []
    assert held(root / f"{PAGE}.gz") == (root / PAGE).read_bytes()
    write_files(root, {f"{PAGE}.gz": by_zopfli((root / PAGE).read_bytes())})
    assert codes(undo(root)) == ["copy-remade"]
    assert held(root / f"{PAGE}.gz") == ORIGINAL


def test_a_page_built_afresh_is_not_given_its_old_copy(tmp_path: Path) -> None:
    root = write_files(tmp_path, {PAGE: ORIGINAL, f"{PAGE}.gz": by_zopfli(ORIGINAL)})
    (old,) = build(root).kept
    new = ORIGINAL.replace(b"Bread", b"Cakes")
    fresh = by_zopfli(new)
    write_files(root, {PAGE: new, f"{PAGE}.gz": fresh})
    assert build(root).kept != (old,)
    assert not (root / old).exists()
    undo(root)
    assert (root / f"{PAGE}.gz").read_bytes() == fresh


@pytest.mark.parametrize("word", [b"Bread", b"Cakes"])
@pytest.mark.parametrize(
    "pack", [lambda data: gzip.compress(data, mtime=7), TOOLS["two members"][0]]
)
def test_a_page_compressed_afresh_gets_that_copy_back_even_after_a_kill(
    word: bytes, pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    root = write_files(tmp_path, {PAGE: ORIGINAL, f"{PAGE}.gz": by_zopfli(ORIGINAL)})
    build(root)
    page = ORIGINAL.replace(b"Bread", word)
    fresh = pack(page)
    write_files(root, {PAGE: with_tags(page), f"{PAGE}.gz": fresh})
    # Killed before what is not needed any more is removed.
    Copies(Site(root, Settings()), Store(root)).refresh(PAGE, page, with_tags(page), page)
    assert held(root / f"{PAGE}.gz") == with_tags(page)
    undo(root)
    assert (root / f"{PAGE}.gz").read_bytes() == fresh
    assert not (root / "smoopt").exists()


def test_a_file_of_the_author_is_not_taken_for_a_copy_kept_aside(tmp_path: Path) -> None:
    root = write_files(tmp_path, {PAGE: ORIGINAL, f"{PAGE}.gz": by_zopfli(ORIGINAL)})
    (own,) = build(root).kept
    theirs = gzip.compress(ORIGINAL, mtime=7)
    (root / own).write_bytes(theirs)
    undo(root)
    assert (root / own).read_bytes() == theirs != (root / f"{PAGE}.gz").read_bytes()
    assert held(root / f"{PAGE}.gz") == ORIGINAL


def test_a_copy_kept_aside_of_another_page_is_not_put_back(tmp_path: Path) -> None:
    root = write_files(tmp_path, {PAGE: ORIGINAL, f"{PAGE}.gz": gzip.compress(ORIGINAL, mtime=7)})
    before = contents(root)
    build(root)
    stem = f"copy-{blake2b(f'{PAGE}.gz'.encode(), digest_size=8).hexdigest()}"
    other = own_file(stem, "gz", gzip.compress(b"another page"))
    write_files(root, {other.path: other.content})
    undo(root)
    assert contents(root) == before


# Interruptions


def test_a_run_that_was_killed_between_page_and_copy_is_made_good(
    tool: tuple[Path, str, bool],
) -> None:
    root, suffix, _ = tool
    before = contents(root)
    (root / PAGE).write_bytes(with_tags(ORIGINAL))
    build(root)
    assert held(root / (PAGE + suffix)) == (root / PAGE).read_bytes()
    (root / PAGE).write_bytes(with_tags(ORIGINAL, "<meta name=two>"))
    build(root, tags="<meta name=three>")
    assert held(root / (PAGE + suffix)) == (root / PAGE).read_bytes()
    (root / PAGE).write_bytes(ORIGINAL)
    undo(root)
    assert contents(root) == before


def test_an_undo_right_after_a_kill_finds_the_copy_in_order(tool: tuple[Path, str, bool]) -> None:
    root, _, _ = tool
    before = contents(root)
    (root / PAGE).write_bytes(with_tags(ORIGINAL))
    undo(root)
    assert contents(root) == before


# The files themselves


def test_a_copy_keeps_its_mode_and_is_younger_than_its_page(tmp_path: Path) -> None:
    root = write_files(tmp_path, {PAGE: ORIGINAL, f"{PAGE}.gz": gzip.compress(ORIGINAL)})
    copy = root / f"{PAGE}.gz"
    copy.chmod(0o640)
    os.utime(copy, (0, 0))
    build(root)
    assert copy.stat().st_mode & 0o777 == 0o640
    assert copy.stat().st_mtime_ns >= (root / PAGE).stat().st_mtime_ns


def test_an_output_folder_gets_the_new_copies_and_the_site_keeps_its_own(tmp_path: Path) -> None:
    packed = {".gz": by_zopfli(ORIGINAL), ".br": brotli.compress(ORIGINAL)}
    files = {PAGE: ORIGINAL, **{PAGE + suffix: copy for suffix, copy in packed.items()}}
    root = write_files(tmp_path / "site", {**files, "b.html": ORIGINAL, "b.html.gz": b"stale"})
    before = tree(root)
    site, store = Site(root, Settings()), Store(tmp_path / "out")
    copies = Copies(site, store)
    for _ in range(2):
        store.put(PAGE, with_tags(ORIGINAL))
        result = copies.refresh(PAGE, ORIGINAL, with_tags(ORIGINAL), ORIGINAL)
        assert copies.refresh("b.html", ORIGINAL, ORIGINAL, ORIGINAL) == Refreshed()
    assert result.written == ()
    assert tree(root) == before
    out = tmp_path / "out"
    assert (out / "b.html.gz").read_bytes() == b"stale"
    assert {held(out / copy) for copy in copies.of(PAGE)} == {with_tags(ORIGINAL)}
    assert sorted(result.kept) == sorted(store.own_files())
    undo(out)
    assert {copy: (out / (PAGE + copy)).read_bytes() for copy in packed} == packed


def test_a_copy_that_cannot_be_written_is_an_error_and_undo_keeps_what_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_files(tmp_path, {PAGE: ORIGINAL, f"{PAGE}.gz": by_zopfli(ORIGINAL)})
    before = contents(root)
    (own,) = build(root).kept
    renew = Store.renew

    def full(store: Store, path: str, data: bytes, read: os.stat_result) -> Written:
        if path.endswith(".gz"):
            raise OSError(28, "No space left on device")
        return renew(store, path, data, read)

    with monkeypatch.context() as broken:
        broken.setattr(Store, "renew", full)
        result = undo(root)
    assert [(f.code, f.severity.name) for f in result.findings] == [("not-written", "ERROR")]
    assert result.kept == (own,)
    assert codes(undo(root)) == []
    assert contents(root) == before
