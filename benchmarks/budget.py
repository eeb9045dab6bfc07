"""What each built-in plugin costs a page: a build with all of them, and one without it, in turns.

"adds" is what a page costs less without the plugin. What plugins share, such as the main content
of a page, costs nothing less as long as another asks for it. "in its hooks" is the time that its
hooks take, with all that they are the first to ask for. So neither column adds up to the whole.
"""

import argparse
import gc
import statistics
import time
from collections import defaultdict
from collections.abc import Mapping

from corpus import Corpus, add_arguments, ram_folder, sample, size, source
from paired import show

from smoopt.build.pipeline import transform
from smoopt.plugin.cost import Costs
from smoopt.plugin.registry import Registry
from smoopt.site.config import with_url
from smoopt.site.settings import DEFAULTS, Settings
from smoopt.site.site import Site

_ALL = "all of them"
_Pages = Mapping[str, bytes]


class Subject:
    """A site, and the default plugins but for one."""

    def __init__(self, corpus: Corpus, without: str = "") -> None:
        tables = {without: False} if without else {}
        settings = with_url(Settings(plugins=tables), corpus.url)
        self.site = Site(corpus.root, settings)
        self.site.learnt  # noqa: B018 - learnt when it is first asked for
        self.registry = Registry(settings)

    def microseconds(self, pages: _Pages) -> float:
        """Give what a page takes of the processor, on average."""
        began = time.process_time()
        for path, data in pages.items():
            transform(path, data, self.site, self.registry)
        return (time.process_time() - began) / len(pages) * 1e6


def hooks(corpus: Corpus, pages: _Pages) -> Mapping[str, float]:
    """Give the microseconds that the hooks of each plugin take for a page."""
    subject, costs = Subject(corpus), Costs()
    subject.microseconds(pages)  # templates and the like are made once
    for plugins in subject.registry.every:
        plugins.measure(costs)
    subject.microseconds(pages)
    found: defaultdict[str, float] = defaultdict(float)
    for (plugin, _), nanoseconds in costs.items():
        found[plugin] += nanoseconds / len(pages) / 1000
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=size, default=1000, help="default: 1000")
    parser.add_argument("--rounds", type=int, default=5)
    add_arguments(parser)
    options = parser.parse_args()
    with ram_folder() as folder:
        corpus = sample(source(options), options.pages, folder / "site")
        subjects = {_ALL: Subject(corpus)} | {name: Subject(corpus, name) for name in DEFAULTS}
        pages = {path: (corpus.root / path).read_bytes() for path in subjects[_ALL].site.pages}
        in_hooks = hooks(corpus, pages)
        for subject in subjects.values():
            subject.microseconds(pages)
        gc.freeze()
        taken: dict[str, list[float]] = {name: [] for name in subjects}
        for _ in range(options.rounds):
            for name, subject in subjects.items():
                taken[name].append(subject.microseconds(pages))
    whole = statistics.median(taken[_ALL])
    adds = {
        name: statistics.median(a - b for a, b in zip(taken[_ALL], taken[name], strict=True))
        for name in DEFAULTS
    }
    rows = [
        [name, f"{cost:.1f}", f"{cost / whole:.1%}", f"{in_hooks[name]:.1f}"]
        for name, cost in sorted(adds.items(), key=lambda item: -item[1])
    ]
    rows.append([_ALL, f"{whole:.1f}", "", f"{sum(in_hooks.values()):.1f}"])
    show(
        f"Plugins, one process: {corpus}",
        ("", "adds, µs a page", "share", "in its hooks, µs"),
        rows,
    )


if __name__ == "__main__":
    main()
