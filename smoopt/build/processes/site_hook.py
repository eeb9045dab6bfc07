"""Hooks for the whole site: third-party ones are called in a separate process, as for a page."""

from collections.abc import Callable, Mapping

import msgspec

from smoopt.build.processes import engine
from smoopt.build.processes.engine import Task
from smoopt.model.faults import described
from smoopt.model.finding import Place
from smoopt.plugin.call import Answer, Failure, failed
from smoopt.plugin.registry import Registry
from smoopt.plugin.running_hook import Death

Answered = Answer | Failure | None


class SiteHook(msgspec.Struct, frozen=True):
    """A call of one plugin's hook, as a job without a page.

    `given` are the hook's arguments. `sent` turns its results into values that can be sent to
    another process; it may raise TypeError or ValueError.
    """

    registry: Registry
    plugin: str
    hook: str
    place: Place
    given: Mapping[str, object]
    sent: Callable[[list[object]], list[object]] = list

    def asked(self) -> Answered:
        """Call the hook; if that ends its process, the plugin has failed."""
        is_apart = self.registry.is_apart and self.plugin in self.registry.strangers
        (answer,) = engine.run(self, [Task("", 0)], 1, apart=is_apart)
        return answer

    def __call__(self, path: str) -> Answered:  # noqa: ARG002 - it is of no page
        """Call the hook in this process."""
        answer = self._answer()
        if not isinstance(answer, Answer):
            return answer
        try:
            return Answer(answer.plugin, self.sent(answer.results))
        except (TypeError, ValueError, OverflowError, RecursionError) as error:
            return self._failure(str(error))

    def _answer(self) -> Answered:
        return self.registry.base.call(self.plugin, self.hook, self.place, **self.given)

    def lost(self, path: str, death: Death) -> Failure:  # noqa: ARG002 - it is of no page
        """Say that the process died of it."""
        self.registry.blame(death, self.place)
        return self._failure(death.problem)

    def raised(self, path: str, error: BaseException) -> Failure:  # noqa: ARG002 - it is of no page
        """Say what was raised for it."""
        return self._failure(described(error))

    def _failure(self, problem: str) -> Failure:
        return Failure(failed(self.plugin, self.hook, self.place, problem))
