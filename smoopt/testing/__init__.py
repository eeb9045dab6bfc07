"""Testing a plugin: a small site is built with it, and all that smoopt promises is tried.

    from smoopt.testing import build
    from smoopt_credit import Credit

    def test_authors_are_thanked():
        page = "<!doctype html><meta name=author content=Ada><main><p>Hello.</p></main>"
        built = build({"a.html": page}, [Credit(text="Thanks to")])
        assert '<p data-smoopt="credit">Thanks to Ada</p>' in built.pages["a.html"]

Nothing else of smoopt imports from here. With pytest, the fixtures `smoopt_build` and
`smoopt_check` give the two functions.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar, Unpack

import msgspec

from smoopt.model.errors import ConfigError
from smoopt.model.facts import Facts
from smoopt.model.finding import Finding
from smoopt.testing.given_case import Around, Content, Plugins, given_case
from smoopt.testing.trial import Trial

__all__ = ["Built", "build", "check"]

# pytest shows a failure without the frames of this module.
__tracebackhide__ = True
T = TypeVar("T")


class Built(msgspec.Struct, frozen=True):
    """What came of a site.

    `pages` has the text of each page as it is now, `files` the bytes of every other file that was
    added or added to, `facts` what is known of each page, and `skipped` why a page was left alone,
    all by path. `findings` is what `smoopt build` says on behalf of the plugins that were given.
    """

    pages: Mapping[str, str]
    files: Mapping[str, bytes]
    facts: Mapping[str, Facts]
    skipped: Mapping[str, str]
    findings: tuple[Finding, ...]


def build(pages: Mapping[str, Content], plugins: Plugins, **around: Unpack[Around]) -> Built:
    """Build a site in a temporary folder, and see that the plugins keep smoopt's laws.

    `pages` are HTML by path; text is written as UTF-8. `plugins` lists instances, classes and
    names of installed plugins; a plugin is called as its entry point has it, else as its class in
    small letters. A mapping gives names and tables as in smoopt.toml:
    `{"by": Credit(text="By"), "share": {"networks": ["mastodon"]}}`. Of smoopt's own plugins, the
    sources of facts run as well. `around` may have:

    - `url`: the site's address, https://example.org/ unless given, or "" for none
    - `files`: what else lies in the site, by path
    - `settings`: tables as in smoopt.toml: `{"site": {"name": "A site"}}`; a plugin that is given
      as a class has the options of its table there, `{"plugins": {"credit": {"text": "By"}}}`
    - `templates`: the site's own templates, texts by name or a folder's `Path`
    - `defaults`: whether all of smoopt's own plugins run that run by default

    Raises AssertionError, naming plugin, hook and page, where

    - a hook raises, gives what it may not give, or changes the page's tree;
    - a hook answers the same question in two ways, keeps state, or depends on the order of pages;
    - an edit has no name or reason, a fact no rule, a finding a code that is neither described by
      `rules` nor begins with the plugin's name;
    - what is put into the head ends it, or what is put into the body bears no `data-smoopt`;
    - a second build changes anything, pages that come one by one are built otherwise than all at
      once, or undo does not give the site back byte for byte.

    Raises ConfigError or PluginError for options that are wrong, ValueError for a path that is,
    TypeError for what is of the wrong kind.
    """
    return _tried(pages, plugins, around, _built)


def check(
    pages: Mapping[str, Content], plugins: Plugins, **around: Unpack[Around]
) -> tuple[Finding, ...]:
    """Give what `smoopt check` says on behalf of plugins of a site that is built with them.

    Takes what `build` takes, sees that the same laws are kept, and raises the same.
    """
    return _tried(pages, plugins, around, Trial.audited)


def _built(trial: Trial) -> Built:
    return Built(trial.pages(), trial.added(), trial.facts, trial.skipped, trial.findings)


def _tried(
    pages: Mapping[str, Content], plugins: Plugins, around: Around, asked: Callable[[Trial], T]
) -> T:
    """Build a site, try all laws, and give what is asked of it; raises what `build` raises."""
    try:
        case = given_case(pages, plugins, around)
        with TemporaryDirectory(prefix="smoopt-testing-") as folder:
            trial = Trial(case, Path(folder).resolve())
            trial.hold_laws()
            return asked(trial)
    except ConfigError as error:  # it says all that is to be known
        raise error.with_traceback(None) from None
