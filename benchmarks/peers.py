"""What a user could take instead of smoopt, doing like work on the same pages.

Each peer reads every page, looks for title, description, Open Graph and canonical, puts twelve
metas and a canonical at the end of the head and a bar of 1.5 KB at the end of the body, and
writes the page to another folder. smoopt does more: it builds with all its plugins, and copies
the site's other files too. Node and its packages are installed at the first run.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from corpus import Corpus, add_arguments, ram_folder, sample, size, source
from paired import Subject, comparison, copy, remove, rounds, run, show, smoopt
from subjects import APART, CP, build, building, copying
from verdict import judge

HERE = Path(__file__).parent
PEERS = HERE / "peers"
sys.path.insert(0, str(HERE.parent))  # the tests run Node, too
from tests.readers.install import node, npm  # noqa: E402

NODE = {
    "htmlparser2 and splicing": "htmlparser2-splicing.mjs",
    "html-rewriter-wasm": "html-rewriter-wasm.mjs",
    "posthtml": "posthtml.mjs",
    "parse5-html-rewriting-stream": "parse5-rewriting.mjs",
    "cheerio/slim": "cheerio-slim.mjs",
    "cheerio": "cheerio.mjs",
    "rehype and rehype-meta": "rehype.mjs",
}
PYTHON = {"turbohtml.rewrite": "turbohtml_rewrite.py", "BeautifulSoup": "beautifulsoup.py"}
_NPM_OPTIONS = ("--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund")


def install() -> None:
    """Install the packages for Node, unless npm has come to the end of that before."""
    wanted = json.loads((PEERS / "package.json").read_text("utf-8"))["dependencies"]
    there = PEERS / "node_modules"
    is_done = (there / ".package-lock.json").is_file()
    if not (is_done and all((there / name).is_dir() for name in wanted)):
        command = [*npm(), "install", *_NPM_OPTIONS, "--loglevel=error", "--prefix", str(PEERS)]
        subprocess.run(command, check=True, stdout=sys.stderr)


def commands(only: Sequence[str]) -> dict[str, list[str]]:
    """Give each peer's command; SITE, OUT and ADDRESS are to be added."""
    if find_spec("bs4") is None:
        sys.exit("there is no BeautifulSoup: pip install beautifulsoup4")
    every = {
        **{name: [*node(), str(PEERS / script)] for name, script in NODE.items()},
        **{name: [sys.executable, str(PEERS / script)] for name, script in PYTHON.items()},
    }
    return {name: command for name, command in every.items() if not only or name in only}


def verify(site: Corpus, folder: Path, peers: dict[str, list[str]]) -> None:
    """Run each peer once and say on how many pages it did what it should, and kept the rest."""
    rows = []
    for name, command in peers.items():
        out = folder / "out"
        run([*command, str(site.root), str(out), site.url])
        verdict = judge(site.root, out, site.url)
        remove(out)
        rows.append([name, f"{verdict.worked:.1%}", f"{verdict.kept:.1%}"])
    rows.append(["smoopt", "", f"{_kept_by_smoopt(site, folder):.1%}"])
    columns = ("share of pages", "tags and bar are there", "the rest kept every byte")
    show(f"What became of {site}", columns, rows)


def _kept_by_smoopt(site: Corpus, folder: Path) -> float:
    """Give the share of pages that undo turns back into the same bytes."""
    built = folder / "built"
    copy(site.root, built)
    run(build(site, built))
    run(smoopt("undo", built))
    pages = [path.relative_to(site.root) for path in site.root.rglob("*.html")]
    same = [(site.root / path).read_bytes() == (built / path).read_bytes() for path in pages]
    remove(built)
    return sum(same) / len(same)


def time(site: Corpus, folder: Path, peers: dict[str, list[str]], count: int) -> None:
    """Time whole processes, in turns."""
    out = folder / "out"
    taken = rounds(
        [
            copying(site, out),
            building(site, out),
            *(
                Subject(name, [*command, str(site.root), str(out), site.url], out)
                for name, command in peers.items()
            ),
        ],
        count,
        warm=True,  # verifying ran them all
    )
    columns = ("", "seconds", f"× {CP}", f"× {APART}", "MB")
    show(f"Time: {site}", columns, comparison(taken, (CP, APART)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=size, default=5000, help="to time (default: 5000)")
    parser.add_argument("--verified", type=size, default=500, help="to verify (default: 500)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=[*NODE, *PYTHON], default=[], metavar="PEER")
    add_arguments(parser)
    options = parser.parse_args()
    install()
    peers = commands(options.only)
    with ram_folder() as folder:
        verify(sample(source(options), options.verified, folder / "few"), folder, peers)
        if options.rounds:
            site = sample(source(options), options.pages, folder / "site")
            time(site, folder, peers, options.rounds)


if __name__ == "__main__":
    main()
