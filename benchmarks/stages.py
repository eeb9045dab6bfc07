"""Cost per stage of a build in one process, found by timing smoopt's public functions.

A stage has only what it spends itself: a parse that a plugin asks for is parsing. What plugins
share, such as the main content of a page, counts to the plugin that asks for it first. Timing
costs a little, too, so the sum is somewhat above that of a build.
"""

import argparse
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from importlib import import_module
from inspect import isfunction
from pathlib import Path
from types import GeneratorType

from corpus import Corpus, add_arguments, ram_folder, sample, size, source
from paired import remove, show

import smoopt
from smoopt.build.pipeline import transform
from smoopt.files.store import Store
from smoopt.plugin.hooks import HOOKS
from smoopt.plugin.installed import OWN
from smoopt.plugin.load import load
from smoopt.plugin.registry import Registry
from smoopt.site.config import with_url
from smoopt.site.settings import DEFAULTS, Settings
from smoopt.site.site import Site

# Module, owner ("" for a function), name, stage. What is no longer there is left out.
FUNCTIONS = (
    ("smoopt.html.source_text", "Source", "__init__", "decode"),
    ("turbohtml", "", "parse", "parse"),
    ("smoopt.html.page", "Page", "__init__", "make the page"),
    ("smoopt.model.facts", "", "merge", "merge facts"),
    ("smoopt.html.marks", "", "pristine", "take earlier additions out"),
    ("smoopt.html.marks", "", "marked", "splice and check"),
)
# Everything inside these is theirs: the check parses once more.
_WHOLE = {"splice and check", "walk and learn", "read", "write"}
_Function = Callable[..., object]


class Clock:
    """Seconds by stage; what is spent in a stage inside another is taken off the outer one."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._inner = [0.0]
        self._whole = False

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a block."""
        if self._whole:
            yield
            return
        self._whole = name in _WHOLE
        self._inner.append(0.0)
        started = time.perf_counter()
        try:
            yield
        finally:
            elapsed = time.perf_counter() - started
            self.spent[name] += elapsed - self._inner.pop()
            self._inner[-1] += elapsed
            self._whole = False

    def wrap(self, owner: object, name: str, stage: str) -> None:
        """Time a function of a module or class; a generator is run to its end."""
        function: _Function = getattr(owner, name)

        @wraps(function)
        def timed(*arguments: object, **named: object) -> object:
            with self.stage(stage):
                result = function(*arguments, **named)
                return list(result) if isinstance(result, GeneratorType) else result

        # Other modules may have imported the function by its name.
        holders = [module for key, module in sys.modules.items() if key.startswith("smoopt")]
        for holder in (owner, *holders):
            if holder is owner or vars(holder).get(name) is function:
                setattr(holder, name, timed)


def instrument(clock: Clock) -> None:
    """Time the functions above and every hook of every default plugin."""
    for module, owner, name, stage in FUNCTIONS:
        place: object = import_module(module)
        place = getattr(place, owner, None) if owner else place
        if hasattr(place, name):
            clock.wrap(place, name, stage)
    inherited = vars(smoopt.Plugin)
    for plugin in DEFAULTS:
        kind = load(plugin, OWN)
        for hook in HOOKS:
            if isfunction(getattr(kind, hook, None)) and hook not in inherited:
                clock.wrap(kind, hook, f"{hook}: {plugin}")


def build(corpus: Corpus, out: Path, clock: Clock) -> None:
    """Do the work of `smoopt build -o` on the pages, one after another."""
    with clock.stage("walk and learn"):
        site = Site(corpus.root, with_url(Settings(), corpus.url))
        site.learnt  # noqa: B018 - learnt when it is first asked for
    registry = Registry(site.settings)
    store = Store(out)
    for path in site.pages:
        with clock.stage("read"):
            data = (site.root / path).read_bytes()
        with clock.stage("everything else"):
            outcome = transform(path, data, site, registry)
        with clock.stage("write"):
            store.put(path, outcome.data)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=size, default=5000, help="default: 5000")
    parser.add_argument("--rounds", type=int, default=3)
    add_arguments(parser)
    options = parser.parse_args()
    clock = Clock()
    instrument(clock)
    taken: list[dict[str, float]] = []
    with ram_folder() as folder:
        site = sample(source(options), options.pages, folder / "site")
        for _ in range(options.rounds):
            clock.spent = defaultdict(float)
            build(site, folder / "out", clock)
            remove(folder / "out")
            taken.append(clock.spent)
    stages = {name: statistics.median(spent[name] for spent in taken) for name in taken[0]}
    total = sum(stages.values())
    rows = [
        [name, f"{spent * 1000:.1f}", f"{spent / site.pages * 1e6:.1f}", f"{spent / total:.1%}"]
        for name, spent in sorted(stages.items(), key=lambda item: -item[1])
    ]
    rows.append(["all", f"{total * 1000:.1f}", f"{total / site.pages * 1e6:.1f}", ""])
    show(f"Stages, one process: {site}", ("", "ms", "µs a page", "share"), rows)


if __name__ == "__main__":
    main()
