"""The quiet time, as pure logic on a clock of the test's own."""

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx  # noqa: PT013 - read as a word

from smoopt.watch.pause import PERHAPS_MORE, Pause

SHORTEST, LONGEST = 0.01, 1.0


def busy(pause: Pause, now: float, gap: float, events: int) -> tuple[int, float]:
    """Let a generator write every `gap` seconds; gives how often that was built, and the time."""
    builds = 0
    for _ in range(events):
        pause.noticed(now)
        left = pause.left(now)
        if left < gap:
            pause.built(now + left)
            builds += 1
        now += gap
    return builds, now


def test_a_single_change_waits_for_the_shortest_pause() -> None:
    pause = Pause()
    pause.noticed(100.0)
    assert pause.left(100.0) == approx(SHORTEST)
    assert pause.left(100.0 + SHORTEST / 2) > 0
    assert pause.left(100.0 + SHORTEST) == approx(0)


def test_each_further_change_begins_the_pause_again() -> None:
    pause = Pause()
    for number in range(50):
        now = 100 + number * SHORTEST / 2
        pause.noticed(now)
        assert pause.left(now) == approx(SHORTEST)


def test_pages_that_are_saved_one_by_one_never_wait_for_longer() -> None:
    pause = Pause()
    now = 0.0
    for _ in range(100):
        now += 0.2
        pause.noticed(now)
        assert pause.pause == SHORTEST
        now += pause.left(now)
        pause.built(now + 0.015)


def test_a_change_during_a_rebuild_doubles_the_pause_once() -> None:
    pause = Pause()
    pause.noticed(10.0)
    pause.built(10.3)
    for _ in range(9):
        pause.noticed(10.3)
        assert pause.pause == 2 * SHORTEST


def test_a_slow_generator_is_interrupted_a_few_times_only() -> None:
    for gap in (0.02, 0.035, 0.1, 0.5):
        pause = Pause()
        # Something was built just before, as when a generator's first page comes alone.
        pause.noticed(0.0)
        pause.built(SHORTEST)
        pause.noticed(SHORTEST)
        builds, _ = busy(pause, 2 * SHORTEST, gap, 200)
        most = 8 if gap < 4 * SHORTEST else 200
        assert builds <= most, gap


def test_the_pause_never_grows_beyond_the_longest() -> None:
    pause = Pause()
    now = 0.0
    for _ in range(50):
        pause.noticed(now)
        now += pause.left(now)
        pause.built(now)
    assert pause.pause == LONGEST


def test_the_pause_halves_for_every_calm_second() -> None:
    pause = Pause()
    pause.pause = 0.8
    pause.built(0.0)
    pause.noticed(3.9)
    assert pause.pause == 0.1
    pause.built(4.0)
    pause.noticed(3600.0)
    assert pause.pause == SHORTEST


def test_what_never_pauses_is_built_after_ten_seconds() -> None:
    pause = Pause()
    builds, _ = busy(pause, 0.0, SHORTEST / 2, 2 * 1000 * 2)
    assert builds in {1, 2}


def test_what_only_went_away_waits_longer() -> None:
    pause = Pause()
    pause.noticed(5.0)
    assert pause.left(5.0, PERHAPS_MORE) == approx(PERHAPS_MORE)
    pause.pause = LONGEST
    assert pause.left(5.0, PERHAPS_MORE) == approx(LONGEST)


@given(st.lists(st.tuples(st.sampled_from(["noticed", "built"]), st.floats(0, 30)), max_size=60))
def test_the_pause_stays_within_its_bounds(steps: list[tuple[str, float]]) -> None:
    pause, now = Pause(), 0.0
    for name, later in steps:
        now += later
        getattr(pause, name)(now)
        assert SHORTEST <= pause.pause <= LONGEST
        assert 0 <= pause.left(now) <= LONGEST
