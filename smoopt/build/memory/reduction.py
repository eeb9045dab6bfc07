"""What plugins say of pages, reduced in partitions: the hooks `reduce` and `combine`."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from smoopt.build.memory.partitions import Surveys
from smoopt.build.memory.reduced import MOST_HELD, Reduced
from smoopt.build.processes.site_hook import Answered, SiteHook
from smoopt.model.errors import CannotRun
from smoopt.plugin.call import Answer, Failure, failed, packed, unpacked
from smoopt.plugin.registry import Registry
from smoopt.site.site import Site

Values = Mapping[str, object]
# Turns a hook's results into values that can be sent to another process.
Sent = Callable[[list[object]], list[object]]


class CombineHook(SiteHook, frozen=True):
    """The hook `combine`, called for each key that several partitions have."""

    values: Mapping[str, Sequence[object]] = {}

    def _answer(self) -> Answered:
        """Return the combined value of each key."""
        combined: dict[str, object] = {}
        for key, values in self.values.items():
            given = {**self.given, "key": key, "values": values}
            answer = self.registry.base.call(self.plugin, self.hook, self.place, **given)
            if isinstance(answer, Failure):
                return answer
            if answer is None:
                problem = f"it gave None for {key!r}; expected plain data"
                return Failure(failed(self.plugin, self.hook, self.place, problem))
            combined[key] = answer.results[0]
        return Answer(self.plugin, [combined])


def reductions(
    plugins: Collection[str], surveys: Surveys, registry: Registry
) -> dict[str, Reduced | Failure]:
    """Return what each plugin reduces all records to, partition by partition."""
    # Where records are divided, memory holds at most as many keys as a partition has pages.
    most = surveys.partitions.pages or MOST_HELD
    found: dict[str, Reduced | Failure] = {plugin: Reduced(most) for plugin in plugins}
    for paths in surveys.in_partitions() if plugins else ():
        for plugin, whole in found.items():
            if isinstance(whole, Reduced):
                records = surveys.among(plugin, paths)
                found[plugin] = _more(plugin, whole, records, surveys.site, registry)
    return found


def _more(
    plugin: str, whole: Reduced, records: Mapping[str, object], site: Site, registry: Registry
) -> Reduced | Failure:
    """Reduce the records of a partition, too."""
    new = reduced_part(plugin, records, site, registry)
    if not isinstance(new, Failure):
        new = combined(plugin, whole.among(new), new, site, registry)
    if isinstance(new, Failure):
        return new
    try:
        whole.put(new)
    except CannotRun as error:
        return Failure(failed(plugin, "reduce", site.place, str(error)))
    return whole


def reduced_part(
    plugin: str, records: Mapping[str, object], site: Site, registry: Registry
) -> Values | Failure:
    """Return what a plugin reduces the records of some pages to."""
    given = {"records": records, "site": site}
    sent = _sent(plugin, registry)
    return _values(SiteHook(registry, plugin, "reduce", site.place, given, sent).asked())


def combined(
    plugin: str, known: Values, new: Values, site: Site, registry: Registry
) -> Values | Failure:
    """Return what to put into `known`, of some pages, for `new` values of the pages that follow."""
    both = {key: [known[key], value] for key, value in new.items() if key in known} if known else {}
    if not both:
        return new
    sent = _sent(plugin, registry)
    asked = CombineHook(registry, plugin, "combine", site.place, {"site": site}, sent, both).asked()
    values = _values(asked)
    return values if isinstance(values, Failure) else {**new, **values}


def _sent(plugin: str, registry: Registry) -> Sent:
    """Third-party values are normalised as if read back; smoopt's own plugins take both forms."""
    return plain if plugin in registry.strangers else list


def _values(answer: Answered) -> Values | Failure:
    if isinstance(answer, Failure):
        return answer
    results = () if answer is None else answer.results
    found: Values = {}
    for item in results:
        if isinstance(item, Mapping):
            found = {**found, **item} if found else item
    return found


def plain(given: Iterable[object]) -> list[object]:
    """Return values as they would be read back from a record; raises TypeError or ValueError."""
    return [
        {key: unpacked(packed(value)) for key, value in item.items()}
        if isinstance(item, Mapping)
        else item
        for item in given
    ]
