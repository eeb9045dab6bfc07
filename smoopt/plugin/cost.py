"""What hooks cost: how long each took, so that a slow one is found."""

from collections import Counter
from time import perf_counter_ns
from types import GeneratorType

from smoopt.plugin.call import Call

# Nanoseconds, by plugin and hook.
Costs = Counter[tuple[str, str]]


def timed(call: Call, costs: Costs) -> Call:
    """Return a call that also adds its time to the costs, even if it raises."""

    def function(*given: object) -> object:
        begun = perf_counter_ns()
        try:
            result = call.function(*given)
            return list(result) if isinstance(result, GeneratorType) else result
        finally:
            costs[call.plugin, call.hook] += perf_counter_ns() - begun

    return call._replace(function=function)
