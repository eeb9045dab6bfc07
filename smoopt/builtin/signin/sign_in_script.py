"""The script that signs readers in: its modules as one file, with the providers in it."""

import json
import re
from functools import cache, lru_cache
from importlib.resources import files

from smoopt.builtin.signin.providers import Provider
from smoopt.html.page import Page
from smoopt.model.edits import File, own_file
from smoopt.site.site import Site

# Each after those that it imports from.
MODULES = (
    *("failure", "encoding", "fetching", "provider_metadata", "signed_in", "attempts"),
    *("id_token", "code_flow", "fedcm", "sign_in_bar", "main"),
)
# What is for those who read the modules, and what joins them.
_COMMENT = re.compile(r"^ *(?:/\*.*?\*/|// @ts-check)\n", re.DOTALL | re.MULTILINE)
_IMPORT = re.compile(r"^import .*\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_BLANK = re.compile(r"^\s*\n", re.MULTILINE)


@lru_cache(maxsize=16)
def script(callback: str, providers: tuple[Provider, ...]) -> File:
    """Give the script for these providers; readers are sent back to `callback`.

    All that it knows of providers is in it: nothing that stands in a page can add one.
    """
    known = {provider.key: provider.for_script() for provider in providers}
    config = json.dumps({"callback": callback, "providers": known})
    head = "/* smoopt: signs readers in. Without this script, links lead on. */"
    text = f'{head}\n(() => {{\n"use strict";\n{_joined()}main({config});\n}})();\n'
    return own_file("signin", "js", text.encode())


@cache
def _joined() -> str:
    folder = files(__package__) / "script"
    text = "".join((folder / f"{name}.js").read_text("utf-8") for name in MODULES)
    for pattern in (_COMMENT, _IMPORT, _EXPORT, _BLANK):
        text = pattern.sub("", text)
    return text


def barred(page: Page, site: Site, file: File, providers: tuple[Provider, ...]) -> tuple[str, ...]:
    """List what of it the page's policy forbids, as `connect-src https://…`."""
    policy = site.policy(page)
    if not policy.policies:
        return ()
    wanted = [("script-src", site.href(page, file.path))]
    wanted += [("connect-src", url) for each in providers for url in each.fetched()]
    refused = (wish for wish in wanted if not policy.allows(*wish))
    return tuple(f"{directive} {url}" for directive, url in dict.fromkeys(refused))
