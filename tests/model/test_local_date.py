"""Days as they are written in the language of a page."""

import json

import pytest
from babel.dates import format_date

from smoopt.model.local_date import _formats, local_date


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "March 12, 2026"),
        ("en-GB", "12 March 2026"),
        ("de", "12. März 2026"),
        ("de-AT", "12. März 2026"),
        ("ru", "12 марта 2026 г."),
        ("ja", "2026年3月12日"),
        ("zh-Hant-TW", "2026年3月12日"),
        ("fa", "۱۲ مارس ۲۰۲۶"),
        ("tlh", "2026-03-12"),
        ("", "2026-03-12"),
    ],
)
def test_a_day_is_written_in_full(language: str, said: str) -> None:
    assert local_date("2026-03-12T23:30:00+02:00", language) == said


@pytest.mark.parametrize("written", ["", "soon", "2026"])
def test_what_is_no_day_is_written_as_it_is_known(written: str) -> None:
    assert local_date(written, "en") in {"", "2026"}


def test_the_table_is_what_babel_writes() -> None:
    from datetime import date

    for language, (_, _, zero) in _formats().items():
        if zero or language in {"no", "th"}:
            continue  # Babel writes digits of its own, and an era
        day = format_date(date(2026, 3, 12), "long", language.replace("-", "_"))
        assert local_date("2026-03-12", language) == " ".join(day.split()), language
    assert json.dumps(_formats())
