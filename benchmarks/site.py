"""Time and memory of build, second build and undo on a large site, and proof that undo is exact.

Usage: python benchmarks/site.py [SITE [URL]]. Without SITE, Rust's documentation is taken where
rustc has it, else a fixture. Everything happens in a copy, in memory where /dev/shm is there.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from paired import run

RUST_URL = "https://doc.rust-lang.org/stable/"
FIXTURE = Path(__file__).parent.parent / "fixtures" / "sites" / "nikola"


def find_site() -> tuple[Path, str]:
    match sys.argv[1:]:
        case [site, url]:
            return Path(site), url
        case [site]:
            return Path(site), "https://example.org/"
    rustc = shutil.which("rustc")
    if rustc is not None:
        shown = subprocess.run(
            [rustc, "--print", "sysroot"], capture_output=True, text=True, check=True
        )
        documentation = Path(shown.stdout.strip()) / "share" / "doc" / "rust" / "html"
        if documentation.is_dir():
            return documentation, RUST_URL
    return FIXTURE, "https://krume.example.com/"


def main() -> None:
    site, url = find_site()
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        copy = Path(folder) / "site"
        copied = run(["cp", "-a", str(site), str(copy)])
        pages = sum(1 for _ in copy.rglob("*.html"))
        print(f"{pages:,} pages of {site.name}; cp -a takes {copied.seconds:.2f} s")
        smoopt = [sys.executable, "-m", "smoopt"]
        commands = {
            "build": [*smoopt, "build", str(copy), "--url", url],
            "build again": [*smoopt, "build", str(copy), "--url", url],
            "undo": [*smoopt, "undo", str(copy)],
        }
        print(f"{'':<12} {'seconds':>8} {'× cp -a':>8} {'MB':>6}")
        for name, command in commands.items():
            done = run(command)
            times = done.seconds / copied.seconds
            print(f"{name:<12} {done.seconds:8.2f} {times:8.1f} {done.megabytes:6.0f}", flush=True)
        differs = subprocess.call(["diff", "-rq", str(site), str(copy)])
        print("diff -r with the original:", "NOT EMPTY" if differs else "empty")


if __name__ == "__main__":
    main()
