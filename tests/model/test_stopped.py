"""A request to end is kept where its exception goes astray."""

import os
import signal

import pytest

from smoopt.model.stopped import Stopped, stop_if_asked, stopped_by


class Forgetful:
    """Python drops what is raised while it is finalised."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGUSR1)
        for _ in range(100):  # the handler runs between two steps
            pass


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_request_whose_exception_was_dropped_is_heard_later() -> None:
    with stopped_by("SIGUSR1"):
        stop_if_asked()
        Forgetful()
        with pytest.raises(Stopped):
            stop_if_asked()
    stop_if_asked()
