"""Write smoopt/builtin/share/bar/icons/ from pinned, published icon packages.

A development tool: the project ships what this writes and never runs it.

    python tools/make_icons.py                  # has npm fetch the packages
    python tools/make_icons.py --tarballs DIR   # DIR holds what "npm pack" wrote
    python tools/make_icons.py --check ...      # exit 1 where a file would change

Each tarball's SHA-512 must be the pinned one, so that the output is the same on every machine.
Nothing is drawn here: each path is copied from its package, unchanged.
"""

import argparse
import base64
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

FOLDER = Path(__file__).parent.parent / "smoopt/builtin/share/bar/icons"
SVG = "{http://www.w3.org/2000/svg}"
PATH_DATA = re.compile(r"[MmZzLlHhVvCcSsQqTtAaEe0-9+\-.,\s]+")


class Package(NamedTuple):
    """A package of icons; `sha512` as in package-lock.json, `folder` inside the tarball."""

    name: str
    version: str
    sha512: str
    folder: str
    licence_file: str
    licence: str

    @property
    def spec(self) -> str:
        """Name the package as npm does."""
        return f"{self.name}@{self.version}"

    @property
    def tarball(self) -> str:
        """Name the file that `npm pack` writes."""
        return f"{self.name.lstrip('@').replace('/', '-')}-{self.version}.tgz"


BRANDS = Package(
    "simple-icons",
    "16.37.0",
    "8mCJIhpMYOL9g13GW59EiL3sVXJnTEKGCTZFaekl9UQ3Qo0SwVjnLaJ82QiaH8BKBdouEDzrHMXIWh8cBIy48A==",
    "package/icons",
    "package/LICENSE.md",
    "CC0-1.0",
)
GENERAL = Package(
    "@mdi/svg",
    "7.4.47",
    "WQ2gDll12T9WD34fdRFgQVgO8bag3gavrAgJ0frN4phlwdJARpE6gO1YvLEMJR0KKgoc+/Ea/A0Pp11I00xBvw==",
    "package/svg",
    "package/LICENSE",
    "Apache-2.0",
)
# A network that is not here is shown with `share` or `bookmark`: no package draws Raindrop.io,
# Readwise, Diigo and linkding, and simple-icons' lobsters is under a licence of its own.
ICONS: dict[str, tuple[Package, str]] = {
    **{
        name: (BRANDS, name)
        for name in [
            "x",
            "threads",
            "bluesky",
            "mastodon",
            "telegram",
            "line",
            "facebook",
            "reddit",
            "pinterest",
            "whatsapp",
            "tumblr",
            "vk",
            "odnoklassniki",
            "qzone",
            "xing",
            "flipboard",
            "viber",
            "buffer",
            "pinboard",
            "instapaper",
            "wallabag",
            "evernote",
            # Where people are followed.
            "discord",
            "flickr",
            "github",
            "gitlab",
            "instagram",
            "kofi",
            "matrix",
            "medium",
            "openstreetmap",
            "orcid",
            "patreon",
            "pixelfed",
            "rss",
            "signal",
            "snapchat",
            "soundcloud",
            "spotify",
            "stackoverflow",
            "substack",
            "tiktok",
            "twitch",
            "vimeo",
            "youtube",
            # By whom readers are signed in.
            "google",
            "openid",
        ]
    },
    "hackernews": (BRANDS, "ycombinator"),
    "weibo": (BRANDS, "sinaweibo"),
    "kakaostory": (BRANDS, "kakao"),
    "hatena": (BRANDS, "hatenabookmark"),
    "linkedin": (GENERAL, "linkedin"),  # not in simple-icons since 14.0.0
    "teams": (GENERAL, "microsoft-teams"),
    "email": (GENERAL, "email"),
    "sms": (GENERAL, "message-text"),
    "share": (GENERAL, "share-variant"),
    "copy": (GENERAL, "link-variant"),
    "bookmark": (GENERAL, "bookmark"),
    "check": (GENERAL, "check"),
}
BRAND_DATA = "package/data/simple-icons.json"
INTRODUCTION = """\
The icons in icons.json are copied, unchanged but for the file around their paths, from the
packages named below. Brand icons are trademarks of their owners; their use here names the
service that a link leads to, and does not mean that the owner endorses this project.
"""


class Problem(Exception):
    """Something in a package is not as this tool expects it."""


def fetch(package: Package, folder: Path) -> Path:
    """Have the ordinary npm client put the package's tarball into the folder."""
    command = ["npm", "pack", "--silent", "--ignore-scripts", package.spec]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return folder / package.tarball


def read_members(package: Package, tarball: Path, names: set[str]) -> dict[str, str]:
    """Read the named members of a tarball whose digest is the pinned one."""
    digest = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode("ascii")
    if digest != package.sha512:
        raise Problem(f"{package.spec}: its SHA-512 is {digest}, pinned is {package.sha512}")
    texts: dict[str, str] = {}
    with tarfile.open(tarball, "r:gz") as archive:
        for member in archive:
            if member.name in names and (stream := archive.extractfile(member)) is not None:
                texts[member.name] = stream.read().decode("utf-8")
    if missing := sorted(names - texts.keys()):
        raise Problem(f"{package.spec} has no {', '.join(missing)}")
    return texts


def path_data(svg: str, where: str) -> str:
    """Give the data of an icon's only path; raises Problem for anything more."""
    root = ElementTree.fromstring(svg)
    paths = [child for child in root if child.tag != SVG + "title"]
    if root.attrib.get("viewBox") != "0 0 24 24" or len(paths) != 1:
        raise Problem(f"{where}: not one path on 24 by 24")
    data = paths[0].attrib.get("d", "")
    if paths[0].tag != SVG + "path" or set(paths[0].attrib) != {"d"}:
        raise Problem(f"{where}: more than a path with its data")
    if not PATH_DATA.fullmatch(data):
        raise Problem(f"{where}: path data with unexpected characters")
    return data


def check_licences(data: str, icons: set[str]) -> None:
    """Raise Problem where simple-icons states a licence of its own for one of the icons."""
    stated = [e["slug"] for e in json.loads(data) if e["slug"] in icons and "license" in e]
    if stated:
        raise Problem(f"{BRANDS.spec} states a licence of its own for {', '.join(stated)}")


def build(tarballs: Path | None) -> tuple[str, str]:
    """Write the text of icons.json and of the notice."""
    icons: dict[str, str] = {}
    notices = [INTRODUCTION]
    with tempfile.TemporaryDirectory() as temporary:
        for package in (BRANDS, GENERAL):
            wanted = {key: icon for key, (owner, icon) in ICONS.items() if owner is package}
            files = {f"{package.folder}/{icon}.svg" for icon in wanted.values()}
            files |= {package.licence_file} | ({BRAND_DATA} if package is BRANDS else set())
            tarball = tarballs / package.tarball if tarballs else fetch(package, Path(temporary))
            texts = read_members(package, tarball, files)
            if package is BRANDS:
                check_licences(texts[BRAND_DATA], set(wanted.values()))
            for key, icon in wanted.items():
                icons[key] = path_data(texts[f"{package.folder}/{icon}.svg"], icon)
            names = ", ".join(sorted(wanted.values()))
            title = f"{package.spec} ({package.licence})\nIcons: {names}"
            notices.append(
                f"{'=' * 78}\n{title}\n{'=' * 78}\n\n{texts[package.licence_file].strip()}\n"
            )
    return json.dumps(icons, indent=1, sort_keys=True) + "\n", "\n".join(notices)


def main() -> int:
    """Write or check both files."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tarballs", type=Path, help="a folder with the packages' tarballs")
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args()
    changed = False
    for name, text in zip(("icons.json", "NOTICE"), build(options.tarballs), strict=True):
        path = FOLDER / name
        if not options.check:
            path.write_text(text, encoding="utf-8", newline="\n")
        elif not path.is_file() or path.read_bytes() != text.encode():
            print(f"{path} differs from what the packages give", file=sys.stderr)
            changed = True
    return int(changed)


if __name__ == "__main__":
    sys.exit(main())
