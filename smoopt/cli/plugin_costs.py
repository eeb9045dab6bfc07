"""How long each plugin's hooks take on a site, for `smoopt plugins --cost`."""

from collections.abc import Iterator

from smoopt.build.builder import Builder
from smoopt.build.processes.engine import PagesDone
from smoopt.model.wording import counted
from smoopt.plugin.cost import Costs

_A_MILLISECOND = 1_000_000


def measured(builder: Builder, pages_done: PagesDone) -> Costs:
    """Build a site in this process, and measure how long hooks take."""
    costs = Costs()
    builder.registry.check(builder.site.pages)
    for plugins in builder.registry.every:
        plugins.measure(costs)
    builder.build(pages_done)
    return costs


def lines(costs: Costs, pages: int, seconds: float) -> Iterator[str]:
    """Yield lines for people: the slowest hook first, then everything else that a page costs."""
    whole = seconds * 1000 / max(pages, 1)
    named = [*_by_page(costs, pages), ("everything else", "", whole - _all(costs, pages))]
    widest = max(len(plugin) for plugin, _, _ in named)
    yield f"{'':{widest}}  {'hook':<14} {'ms a page':>9}"
    for plugin, hook, cost in named:
        yield f"{plugin:<{widest}}  {hook:<14} {cost:>9.3f}  {cost / whole:>4.0%}"
    yield f"{counted(pages, 'page')} in one process, {whole:.3f} ms each"


def data(costs: Costs, pages: int, seconds: float) -> dict[str, object]:
    """Return the same as plain values, for JSON."""
    return {
        "pages": pages,
        "seconds": round(seconds, 3),
        "hooks": [
            {"plugin": plugin, "hook": hook, "milliseconds_a_page": round(cost, 6)}
            for plugin, hook, cost in _by_page(costs, pages)
        ],
    }


def _by_page(costs: Costs, pages: int) -> list[tuple[str, str, float]]:
    """Return plugin, hook, and milliseconds per page, the slowest first."""
    return [
        (plugin, hook, taken / _A_MILLISECOND / max(pages, 1))
        for (plugin, hook), taken in costs.most_common()
    ]


def _all(costs: Costs, pages: int) -> float:
    return costs.total() / _A_MILLISECOND / max(pages, 1)
