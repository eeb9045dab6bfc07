"""The script that signs readers in: its modules in one file, with the providers.

What Bluesky needs is a file of its own, which the script fetches on demand.
"""

import json
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from smoopt.builtin.signin.providers import Provider
from smoopt.html.markup import JSON
from smoopt.html.page import Page
from smoopt.model.edits import File, own_file
from smoopt.site.site import Site

# In order of their imports
MODULES = (
    *("failure", "encoding", "fetching", "provider_metadata", "signed_in", "attempts"),
    *("id_token", "other_flow", "code_flow", "fedcm", "sign_in_bar", "main"),
)
OF_BLUESKY = ("identity", "proof_key", "servers", "handle_form", "pushed_flow")
# What these provide to the script
_FLOW = "ask, authorizationAddress, resumed"
# Comments, imports and exports of the modules
_COMMENT = re.compile(r"^ *(?:/\*.*?\*/|// @ts-check)\n", re.DOTALL | re.MULTILINE)
_IMPORT = re.compile(r"^import .*\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_BLANK = re.compile(r"^\s*\n", re.MULTILINE)
_OF_THE_SCRIPT = re.compile(r'^import \{ (.*) \} from "\.\./', re.MULTILINE)


class Scripts(NamedTuple):
    """The script that pages load, and the files that it fetches on demand."""

    loaded: File
    fetched: tuple[File, ...]

    @property
    def files(self) -> tuple[File, ...]:
        """All files."""
        return self.loaded, *self.fetched


@lru_cache(maxsize=16)
def scripts(callback: str, providers: tuple[Provider, ...], client_id: str) -> Scripts:
    """Return the script for these providers; readers are sent back to `callback`.

    It contains all providers: nothing in a page can add one. Bluesky knows the site by
    `client_id`.
    """
    fetched = tuple(_of_bluesky() for each in providers if each.kind == "bluesky")
    more: dict[str, JSON] = {}
    for file in fetched:
        more = {"clientId": client_id, "flow": f"./{file.path.rpartition('/')[2]}"}
    known = {
        each.key: each.for_script() | (more if each.kind == "bluesky" else {}) for each in providers
    }
    config = json.dumps({"callback": callback, "providers": known})
    shared = f", {_shared()}" if fetched else ""
    head = "/* smoopt: signs readers in. Without this script, links lead on. */"
    modules = _joined(MODULES)
    text = f'{head}\n(() => {{\n"use strict";\n{modules}main({config}{shared});\n}})();\n'
    return Scripts(own_file("signin", "js", text.encode()), fetched)


@cache
def _of_bluesky() -> File:
    head = "/* smoopt: signs readers in by Bluesky, for the script that fetches it. */"
    text = (
        f"{head}\nlet flow;\nconst made = ({_shared()}) => {{\n"
        f"{_joined(OF_BLUESKY, 'bluesky/')}return {{ {_FLOW} }};\n}};\n"
        "export default (shared) => (flow ??= made(shared));\n"
    )
    return own_file("signin-bluesky", "js", text.encode())


@cache
def _joined(modules: Iterable[str], room: str = "") -> str:
    text = _read(modules, room)
    for pattern in (_COMMENT, _IMPORT, _EXPORT, _BLANK):
        text = pattern.sub("", text)
    return text


@cache
def _shared() -> str:
    """Return the names that the modules for Bluesky import from those in the script."""
    lists = _OF_THE_SCRIPT.findall(_read(OF_BLUESKY, "bluesky/"))
    return f"{{ {', '.join(sorted({name for each in lists for name in each.split(', ')}))} }}"


def _read(modules: Iterable[str], room: str) -> str:
    folder = files(__package__) / "script"
    return "".join((folder / f"{room}{name}.js").read_text("utf-8") for name in modules)


def barred(
    page: Page, site: Site, scripts: Scripts, providers: tuple[Provider, ...]
) -> tuple[str, ...]:
    """Return what the page's policy forbids of it, as `connect-src https://…`."""
    policy = site.policy(page)
    if not policy.policies:
        return ()
    wanted = [("script-src", site.href(page, file.path)) for file in scripts.files]
    wanted += [("connect-src", url) for each in providers for url in each.fetched()]
    refused = (wish for wish in wanted if not policy.allows(*wish))
    return tuple(f"{directive} {url}" for directive, url in dict.fromkeys(refused))
