"""A service worker says the MD5 of every page as it is, and after undo as it was."""

import gzip
import re
import shutil
from hashlib import md5
from pathlib import Path

import pytest

from smoopt.build.derived.copies import Copies, Refreshed, joined
from smoopt.build.derived.precache import Precache, Revisions, revision
from smoopt.build.derived.service_worker import entries
from smoopt.files.store import Store
from smoopt.html.marks import pristine
from smoopt.html.source_text import Source
from smoopt.model.finding import Place
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from tests.support.building import with_tags
from tests.support.runs import contents, tree
from tests.support.sites import write_files

# What workbox-build 7.4 wrote for this site: generateSW in both modes, with addresses below /base/
# as sites with clean addresses have them, and injectManifest.
WORKERS = Path(__file__).parent / "service_workers"
NAMES = ("index.html", "about.html", "docs/index.html", "docs/walls/index.html", "café/index.html")
PAGES = {
    name: f"<!doctype html><html lang=en><head><title>{name}</title></head><body><main>"
    f"<h1>{name}</h1><p>A page.</p></main></body></html>\n"
    for name in NAMES
}
MD5 = re.compile(r"[0-9a-f]{32}")


class Run:
    """What a run does with a site's pages, and with what follows from them."""

    def __init__(self, root: Path, out: Path | None = None, url: str = "") -> None:
        self.root, self.store = root, Store(out or root)
        self.site = Site(root, Settings(site=SiteSettings(url=url)))
        self.copies = Copies(self.site, self.store)
        self.precache = Precache(self.site, self.store, self.copies)

    def build(self, tags: str = "<meta name=x>", but: str = "") -> Refreshed:
        revisions = {}
        for name in self.site.pages:
            before = (self.root / name).read_bytes()
            after = before if name == but else with_tags(before, tags)
            self.store.put(name, after)
            sums = (revision(data) for data in (pristine(Source(before)), before, after))
            revisions[name] = Revisions(*sums)
        return self._swept(self.precache.refresh(revisions))

    def undo(self) -> Refreshed:
        result = self.precache.rewind()
        for name in self.site.pages:
            before = (self.root / name).read_bytes()
            self.store.put(name, pristine(Source(before)))
        return self._swept(result)

    def _swept(self, result: Refreshed) -> Refreshed:
        for own in set(self.store.own_files()) - set(result.kept):
            self.store.remove(own)
        return result


def sums(root: Path, worker: str = "sw.js") -> list[str]:
    return MD5.findall((root / worker).read_text("utf-8"))


def sum_of(root: Path, name: str) -> str:
    return md5((root / name).read_bytes()).hexdigest()


def site_with(root: Path, worker: str) -> Path:
    """Write a site whose worker names the page `index.html` with its MD5 in place of MD5."""
    was = md5(PAGES["index.html"].encode()).hexdigest()
    return write_files(root, {**PAGES, "sw.js": worker.replace("MD5", was)})


@pytest.mark.parametrize("name", ["generated", "minified", "injected", "based"])
def test_what_workbox_writes_follows_the_pages_and_comes_back(name: str, tmp_path: Path) -> None:
    root = write_files(tmp_path / "site", dict(PAGES))
    shutil.copy(WORKERS / f"{name}.js", root / "sw.js")
    before = contents(root)
    was = sums(root)
    assert sorted(was) == sorted(sum_of(root, page) for page in NAMES)
    for tags in ("<meta name=x>", "<meta name=y>"):
        assert Run(root).build(tags) == Refreshed(written=("sw.js",))
        now = sums(root)
        assert sorted(now) == sorted(sum_of(root, page) for page in NAMES)
        text = (root / "sw.js").read_text("utf-8")
        for old, new in zip(was, now, strict=True):
            text = text.replace(new, old)
        assert text == (WORKERS / f"{name}.js").read_text("utf-8")
    assert Run(root).undo() == Refreshed(written=("sw.js",))
    assert contents(root) == before


FORMS = (
    'x([{"revision":"MD5","url":"index.html"}])',
    "x([{'revision':'MD5','url':'index.html'}])",
    "x([{url:`/index.html`,revision:`MD5`}])",
    "x([ {\n  url : 'index.html' ,\n  revision : 'MD5' ,\n } ])",
    '(self.__precacheManifest||[]).concat([{"revision":"MD5","url":"/"}])',
    'x(JSON.parse("[{\\"revision\\":\\"MD5\\",\\"url\\":\\"index.html\\"}]"))',
    'x([{"revision":"MD5","url":"./index.html"}])',
    'x([{"revision":"MD5","url":"./"}])',
    'x([{"revision":"MD5","url":"index.html?utm=1#top"}])',
    'x([{"revision":"MD5","url":"\\u0069ndex\\x2ehtml"}])',
    'x([{"revision":"MD5","url":"https://example.org/base/index.html"}])',
    'x([{"revision":"MD5","url":"/base/"},{"revision":null,"url":"/app.1.js"}])',
)


@pytest.mark.parametrize("form", FORMS)
def test_an_entry_may_be_written_in_many_ways(form: str, tmp_path: Path) -> None:
    root = site_with(tmp_path, form)
    before = contents(root)
    assert Run(root).build() == Refreshed(written=("sw.js",))
    assert (root / "sw.js").read_text() == form.replace("MD5", sum_of(root, "index.html"))
    Run(root).undo()
    assert contents(root) == before


@pytest.mark.parametrize(
    "path", ["service-worker.js", "docs/sw.js", "a.sw.mjs", "precache-manifest.0a1b.js", "mySW.js"]
)
def test_a_worker_may_have_many_names(path: str, tmp_path: Path) -> None:
    root = write_files(tmp_path, dict(PAGES))
    was = sum_of(root, "docs/index.html")
    write_files(root, {path: f"x([{{url:'/docs/',revision:'{was}'}}])"})
    assert Run(root).build().written == (path,)
    assert sums(root, path) == [sum_of(root, "docs/index.html")]


def test_a_relative_address_starts_from_the_worker(tmp_path: Path) -> None:
    root = write_files(tmp_path, dict(PAGES))
    was = sum_of(root, "docs/index.html"), sum_of(root, "index.html")
    listed = f"x([{{url:'index.html',revision:'{was[0]}'}},{{url:'../',revision:'{was[1]}'}}])"
    write_files(root, {"docs/sw.js": listed})
    Run(root).build()
    assert sums(root, "docs/sw.js") == [sum_of(root, "docs/index.html"), sum_of(root, "index.html")]


def test_addresses_below_the_sites_own_are_certain(tmp_path: Path) -> None:
    root = site_with(tmp_path, 'x([{url:"/base/index.html",revision:"v7"}])')
    assert Run(root).build().findings == ()
    result = Run(root, url="https://example.org/base/").build("<meta name=y>")
    assert [finding.code for finding in result.findings] == ["precache-stale"]


def test_no_other_byte_changes_in_a_worker_of_any_encoding(tmp_path: Path) -> None:
    root = site_with(tmp_path, "")
    was = sum_of(root, "index.html").encode()
    around = b"\xef\xbb\xbf/* \xff\xe9 */\r\nx([{url:'index.html',revision:'%b'}]) // \xe2\x80\xa8"
    (root / "sw.js").write_bytes(around % was)
    Run(root).build()
    assert (root / "sw.js").read_bytes() == around % sum_of(root, "index.html").encode()


# What is reported


def findings(result: Refreshed) -> list[tuple[str, Place]]:
    return [(finding.code, finding.place) for finding in result.findings]


@pytest.mark.parametrize(
    "other", ['"abc"', "'0123456789abcdef0123456789abcdef'", "buildId", "a.b()"]
)
def test_a_revision_of_another_kind_is_reported_where_it_stands(other: str, tmp_path: Path) -> None:
    text = f"x([\n  {{url: 'ü.js', revision: 'a'}}, {{url: 'index.html', revision: {other}}}])"
    root = site_with(tmp_path, text)
    quoted = other[0] in "\"'"
    place = Place("sw.js", 2, text.splitlines()[1].index(other) + 1 + quoted)
    assert findings(Run(root).build()) == [("precache-stale", place)]
    assert findings(Run(root).undo()) == [("precache-stale", place)]
    assert (root / "sw.js").read_text() == text


def test_an_entry_with_integrity_is_reported(tmp_path: Path) -> None:
    root = site_with(tmp_path, 'x([{url:"index.html",revision:"MD5",integrity:"sha256-x"}])')
    before = (root / "sw.js").read_bytes()
    (finding,) = Run(root).build().findings
    assert finding.code == "precache-stale"
    assert "integrity" in finding.message
    assert (root / "sw.js").read_bytes() == before


def test_what_smoopt_does_not_touch_needs_nothing(tmp_path: Path) -> None:
    text = 'x([{url:"index.html",revision:"v7"},{url:"about.html",revision:null}])'
    root = site_with(tmp_path, text)
    assert Run(root).build(but="index.html") == Refreshed()
    assert Run(root).undo() == Refreshed()


def test_a_page_without_revisions_is_left_as_it_is(tmp_path: Path) -> None:
    root = site_with(tmp_path, 'x([{url:"index.html",revision:"MD5"}])')
    before = tree(root)
    assert Run(root).precache.refresh({}) == Refreshed()
    assert tree(root) == before


def test_other_scripts_are_not_read_for_lists(tmp_path: Path) -> None:
    listed = 'x([{url:"/index.html",revision:"MD5"}])'
    root = site_with(tmp_path, listed)
    (root / "node_modules").mkdir()
    (root / "sw.js").rename(root / "node_modules/sw.js")
    write_files(root, {"app.js": listed, "swiper.js": "var a = {};", "sw.js": "revision" * 99})
    assert Run(root).precache.workers == {}
    assert Run(root).precache.pages == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "{revision:'b',a:{url:'c'}}",
        "{url:'a'},revision:'b'}",
        "revision",
        "{revision",
        "{revision:",
        "}revision{",
        "{url:'a',revision:'b'",
        "revision}" * 9,
    ],
)
def test_broken_lists_have_no_entries(text: str) -> None:
    assert list(entries(text)) == []
    assert list(entries(text * 2000)) == []


# Runs


def test_nothing_is_written_twice(tmp_path: Path) -> None:
    root = site_with(tmp_path, 'x([{url:"index.html",revision:"MD5"}])')
    Run(root).build()
    before = tree(root)
    assert Run(root).build() == Refreshed()
    assert tree(root) == before


def test_compressed_copies_of_a_worker_follow_it(tmp_path: Path) -> None:
    root = site_with(tmp_path, 'x([{url:"index.html",revision:"MD5"}])')
    whole = (root / "sw.js").read_bytes()
    two_members = gzip.compress(whole[:9], mtime=1) + gzip.compress(whole[9:], mtime=2)
    for copy in (gzip.compress(whole, mtime=3), two_members):
        write_files(root, {"sw.js.gz": copy})
        before = contents(root)
        for tags in ("<meta name=x>", "<meta name=y>"):
            Run(root).build(tags)
            assert (
                gzip.decompress((root / "sw.js.gz").read_bytes()) == (root / "sw.js").read_bytes()
            )
        Run(root).undo()
        assert contents(root) == before


def test_a_build_that_was_killed_before_the_worker_can_be_built_or_undone(tmp_path: Path) -> None:
    root = site_with(tmp_path, 'x([{url:"index.html",revision:"MD5"}])')
    before = contents(root)
    home = root / "index.html"
    home.write_bytes(with_tags(home.read_bytes()))
    assert Run(root).undo().findings == ()
    assert contents(root) == before
    home.write_bytes(with_tags(home.read_bytes()))
    assert Run(root).build().findings == ()
    assert sums(root) == [sum_of(root, "index.html")]


def test_an_undo_that_was_killed_is_completed_by_the_next(tmp_path: Path) -> None:
    root = site_with(tmp_path, 'x([{url:"index.html",revision:"MD5"}])')
    write_files(root, {"sw.js.gz": gzip.compress((root / "sw.js").read_bytes())})
    before = contents(root)
    Run(root).build()
    halfway = (root / "sw.js.gz").read_bytes()
    Run(root).precache.rewind()
    assert sums(root) != [sum_of(root, "index.html")]
    (root / "sw.js.gz").write_bytes(halfway)
    assert Run(root).undo().findings == ()
    assert contents(root) == before


def test_an_output_folder_gets_the_new_worker_and_the_site_keeps_its_own(tmp_path: Path) -> None:
    root = site_with(tmp_path / "site", 'x([{url:"index.html",revision:"MD5"}])')
    write_files(root, {"sw.js.gz": gzip.compress((root / "sw.js").read_bytes())})
    before, out = tree(root), tmp_path / "out"
    assert Run(root, out).build().written == ("sw.js", "sw.js.gz")
    assert Run(root, out).build().written == ()
    assert tree(root) == before
    assert sums(out) == [sum_of(out, "index.html")]
    assert gzip.decompress((out / "sw.js.gz").read_bytes()) == (out / "sw.js").read_bytes()
    Run(out).undo()
    assert contents(out) == contents(root)


def test_a_worker_that_cannot_be_written_is_an_error_and_undo_keeps_what_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site_with(tmp_path, 'x([{url:"index.html",revision:"MD5"}])')
    whole = (root / "sw.js").read_bytes()
    write_files(root, {"sw.js.gz": gzip.compress(whole[:9]) + gzip.compress(whole[9:])})
    before = contents(root)
    (own,) = Run(root).build().kept

    def full(*arguments: object) -> bool:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(Store, "renew", full)
        result = Run(root).precache.rewind()
    assert [(f.code, f.severity.name) for f in result.findings] == [("not-written", "ERROR")]
    assert result.kept == (own,)
    Run(root).undo()
    assert contents(root) == before


def test_parts_are_put_together() -> None:
    assert joined(()) == Refreshed()
    one = Refreshed(kept=("a",), written=("b",))
    assert joined((one, Refreshed(), one)) == Refreshed((), ("a", "a"), ("b", "b"))


def test_the_sites_pages_are_those_of_the_samples() -> None:
    listed = {
        entry.revision for name in WORKERS.iterdir() for entry in entries(name.read_text("utf-8"))
    }
    assert listed == {md5(text.encode()).hexdigest() for text in PAGES.values()}
