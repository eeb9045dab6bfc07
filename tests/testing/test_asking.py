"""Every hook is asked, with every argument that it may take, and with what pages know."""

import random
from collections.abc import Callable, Mapping, Sequence

import pytest

from smoopt import Edit, File, Page, Plugin, Span, hookimpl, slot
from smoopt.plugin.hooks import HOOKS
from smoopt.testing import asking, build

PAGE = "<!doctype html><title>A</title><main><p>Hello.</p></main></body>"
ARGUMENTS = {
    name: tuple(argument for argument in hook.__annotations__ if argument != "return")
    for name, hook in HOOKS.items()
}

# Of two pages that say something, what both have is combined.
GIVEN = {"survey": 1, "reduce": {"pages": 1}, "combine": 2}


def noting(hook: str, arguments: tuple[str, ...], asked: list[str]) -> Callable[..., None]:
    """Write a hook that takes all arguments, and notes that it was asked."""
    names = ", ".join(("self", *arguments))
    scope: dict[str, Callable[..., None]] = {}
    code = f"def {hook}({names}):\n    asked.append({hook!r})\n    return {GIVEN.get(hook)}"
    exec(code, {"asked": asked}, scope)
    return hookimpl(scope[hook])


def test_every_hook_is_asked_by_itself_with_all_that_it_may_take() -> None:
    asked: list[str] = []
    hooks = {name: noting(name, taken, asked) for name, taken in ARGUMENTS.items()}
    curious = type(Plugin)("Curious", (Plugin,), {**hooks, "__module__": __name__}, frozen=True)
    build({"a.html": PAGE, "b.html": PAGE}, [curious])
    assert {*asked} == {*ARGUMENTS}
    assert {*ARGUMENTS} - {*asking._OF_A_PAGE, *asking._OF_THE_SITE} == {"combine"}


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


class Length(Plugin, frozen=True):
    """Write how long pages are on average, and get it wrong in several ways."""

    how: str = "mean"

    @hookimpl
    def survey(self, page: Page) -> int:
        return len(page.text)

    @hookimpl
    def reduce(self, records: Mapping[str, int]) -> dict[str, float]:
        return {"mean": sum(records.values()) / len(records)} if records else {}

    @hookimpl
    def combine(self, values: Sequence[float]) -> float:
        return sum(values) / len(values) if self.how == "mean" else sum(values)

    @hookimpl
    def gather(self, records: Mapping[str, int], reduced: Mapping[str, float]) -> dict[str, int]:
        return dict.fromkeys(records, len(records)) if self.how == "partition" else {}

    @hookimpl
    def site_files(self, reduced: Mapping[str, float]) -> File | None:
        if self.how != "mean":
            return None
        return File.at("mean.txt", str(reduced["mean"]).encode())


THREE = {"a.html": PAGE, "b.html": f"{PAGE}<!-- longer -->", "c.html": f"{PAGE}<!-- long -->"}


def test_a_mean_of_means_is_none() -> None:
    says = "'length' in its hook 'site_files': it answered otherwise when records were reduced page"
    with pytest.raises(AssertionError, match=says):
        build(THREE, [Length()])


def test_a_share_does_not_follow_from_how_many_pages_a_partition_has() -> None:
    says = "a.html: the plugin 'length' in its hook 'gather': it gave the page another share"
    with pytest.raises(AssertionError, match=says):
        build(THREE, [Length(how="partition")])


def test_what_is_added_may_be_divided() -> None:
    build(THREE, [Length(how="sum")])
