"""The quiet time, as pure logic on a clock of the test's own."""

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx  # noqa: PT013 - read as a word

from smoopt.watch.pause import PERHAPS_MORE, Quiet

SHORTEST, LONGEST = 0.01, 1.0


def busy(quiet: Quiet, now: float, gap: float, events: int) -> tuple[int, float]:
    """Let a generator write every `gap` seconds; gives how often that was built, and the time."""
    builds = 0
    for _ in range(events):
        quiet.noticed(now)
        left = quiet.left(now)
        if left < gap:
            quiet.built(now + left)
            builds += 1
        now += gap
    return builds, now


def test_a_single_change_waits_for_the_shortest_pause() -> None:
    quiet = Quiet()
    quiet.noticed(100.0)
    assert quiet.left(100.0) == approx(SHORTEST)
    assert quiet.left(100.0 + SHORTEST / 2) > 0
    assert quiet.left(100.0 + SHORTEST) == approx(0)


def test_each_further_change_begins_the_pause_again() -> None:
    quiet = Quiet()
    for number in range(50):
        now = 100 + number * SHORTEST / 2
        quiet.noticed(now)
        assert quiet.left(now) == approx(SHORTEST)


def test_pages_that_are_saved_one_by_one_never_wait_for_longer() -> None:
    quiet = Quiet()
    now = 0.0
    for _ in range(100):
        now += 0.2
        quiet.noticed(now)
        assert quiet.pause == SHORTEST
        now += quiet.left(now)
        quiet.built(now + 0.015)


def test_a_change_during_a_rebuild_doubles_the_pause_once() -> None:
    quiet = Quiet()
    quiet.noticed(10.0)
    quiet.built(10.3)
    for _ in range(9):
        quiet.noticed(10.3)
        assert quiet.pause == 2 * SHORTEST


def test_a_slow_generator_is_interrupted_a_few_times_only() -> None:
    for gap in (0.02, 0.035, 0.1, 0.5):
        quiet = Quiet()
        # Something was built just before, as when a generator's first page comes alone.
        quiet.noticed(0.0)
        quiet.built(SHORTEST)
        quiet.noticed(SHORTEST)
        builds, _ = busy(quiet, 2 * SHORTEST, gap, 200)
        most = 8 if gap < 4 * SHORTEST else 200
        assert builds <= most, gap


def test_the_pause_never_grows_beyond_the_longest() -> None:
    quiet = Quiet()
    now = 0.0
    for _ in range(50):
        quiet.noticed(now)
        now += quiet.left(now)
        quiet.built(now)
    assert quiet.pause == LONGEST


def test_the_pause_halves_for_every_calm_second() -> None:
    quiet = Quiet()
    quiet.pause = 0.8
    quiet.built(0.0)
    quiet.noticed(3.9)
    assert quiet.pause == 0.1
    quiet.built(4.0)
    quiet.noticed(3600.0)
    assert quiet.pause == SHORTEST


def test_what_never_pauses_is_built_after_ten_seconds() -> None:
    quiet = Quiet()
    builds, _ = busy(quiet, 0.0, SHORTEST / 2, 2 * 1000 * 2)
    assert builds in {1, 2}


def test_what_only_went_away_waits_longer() -> None:
    quiet = Quiet()
    quiet.noticed(5.0)
    assert quiet.left(5.0, PERHAPS_MORE) == approx(PERHAPS_MORE)
    quiet.pause = LONGEST
    assert quiet.left(5.0, PERHAPS_MORE) == approx(LONGEST)


@given(st.lists(st.tuples(st.sampled_from(["noticed", "built"]), st.floats(0, 30)), max_size=60))
def test_the_pause_stays_within_its_bounds(steps: list[tuple[str, float]]) -> None:
    quiet, now = Quiet(), 0.0
    for name, later in steps:
        now += later
        getattr(quiet, name)(now)
        assert SHORTEST <= quiet.pause <= LONGEST
        assert 0 <= quiet.left(now) <= LONGEST
