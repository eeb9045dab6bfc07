"""Every hook is asked, with every argument that it may take, and with what pages know."""

import random
from collections.abc import Callable, Mapping

import pytest

from smoopt import Edit, Page, Plugin, Span, hookimpl, slot
from smoopt.plugin.hooks import HOOKS
from smoopt.testing import asking, build

PAGE = "<!doctype html><title>A</title><main><p>Hello.</p></main></body>"
ARGUMENTS = {
    name: tuple(argument for argument in hook.__annotations__ if argument != "return")
    for name, hook in HOOKS.items()
}


def noting(hook: str, arguments: tuple[str, ...], asked: list[str]) -> Callable[..., None]:
    """Write a hook that takes all arguments, and notes that it was asked."""
    names = ", ".join(("self", *arguments))
    scope: dict[str, Callable[..., None]] = {}
    exec(f"def {hook}({names}):\n    asked.append({hook!r})", {"asked": asked}, scope)
    return hookimpl(scope[hook])


def test_every_hook_is_asked_by_itself_with_all_that_it_may_take() -> None:
    asked: list[str] = []
    hooks = {name: noting(name, taken, asked) for name, taken in ARGUMENTS.items()}
    curious = type(Plugin)("Curious", (Plugin,), {**hooks, "__module__": __name__}, frozen=True)
    build({"a.html": PAGE}, [curious])
    assert {*asked} == {*ARGUMENTS} == {*asking._OF_A_PAGE, *asking._OF_THE_SITE}


class Gossip(Plugin, frozen=True):
    """Be honest until it knows something."""

    @hookimpl
    def survey(self, page: Page) -> int:
        return len(page.text)

    @hookimpl
    def gather(self, records: Mapping[str, object]) -> Mapping[str, object]:
        return dict.fromkeys(records, True)

    @hookimpl
    def edits(self, page: Page, shares: Mapping[str, object]) -> Edit:
        position = slot(page, "body-end")
        assert position is not None
        said = random.random() if shares else "nothing"
        html = f'<p data-smoopt="gossip">{said}</p>'
        return Edit(Span(position, position), html, "gossip", "a test")


def test_hooks_are_asked_with_what_pages_know_of_each_other() -> None:
    with pytest.raises(AssertionError, match="'gossip' in its hook 'edits': it is not determ"):
        build({"a.html": PAGE, "b.html": PAGE}, [Gossip])
