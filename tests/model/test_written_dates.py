"""Dates in words, in the languages of the web."""

import pytest

from smoopt.model.written_dates import written_dates


def values(text: str, language: str = "en") -> list[str]:
    return [found.value for found in written_dates(text, language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "March 4, 2021"),
        ("en-GB", "Thursday, 4th of March 2021 at 10:30"),
        ("en", "Mar. 4 2021"),
        ("de", "4. März 2021"),
        ("de-AT", "Do, 04.03.2021, 9:30 Uhr"),
        ("fr", "le 4 mars 2021"),
        ("es", "4 de marzo de 2021"),
        ("pt-BR", "4 de março de 2021"),
        ("it", "4 marzo 2021"),
        ("nl", "donderdag 4 maart 2021"),
        ("sv", "4 mars 2021"),
        ("da", "4. marts 2021"),
        ("nb", "4. mars 2021"),
        ("fi", "4. maaliskuuta 2021"),
        ("pl", "4 marca 2021"),
        ("cs", "4. března 2021"),
        ("hu", "2021. március 4."),
        ("lv", "2021. gada 4. marts"),
        ("lt", "2021 m. kovo 4 d."),
        ("ca", "4 de març del 2021"),
        ("ru", "4 марта 2021 г."),
        ("uk", "4 березня 2021 р."),
        ("el", "4 Μαρτίου 2021"),
        ("tr", "4 Mart 2021"),
        ("ja", "2021年3月4日"),
        ("zh-Hans", "2021 年 3 月 4 日"),
        ("ko", "2021년 3월 4일"),
        ("ko", "2021. 3. 4."),
        ("vi", "4 tháng 3, 2021"),
        ("he", "4 במרץ 2021"),
        ("ar", "4 مارس 2021"),
        ("ar", "٤ مارس ٢٠٢١"),
        ("hi", "4 मार्च 2021"),
        ("id", "4 Maret 2021"),
        ("", "2021-03-04"),
        ("", "2021/3/4"),
        ("", "03/03/2021"),
    ],
)
def test_a_day_is_read_as_its_language_writes_it(language: str, text: str) -> None:
    expected = "2021-03-03" if text.startswith("03/03") else "2021-03-04"
    assert values(text, language) == [expected]
    assert values(f"Ann Lee · {text} · Notes", language) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        *("03/04/2021", "3-4-2021", "4.3.2021", "03/04/21", "March 4", "March 2021", "2021"),
        *("30 February 2021", "March 42, 2021", "31.31.2021", "4 March 0001", "4 March 1968"),
        *("14–16 March 2020", "14 March – 16 March 2020", "March 14 to 16, 2020"),
        *("14 March 2020 – 16 March 2020", "March with 4 of its 2021 hours", "v1.2.3.2021"),
        *("March 4, 20215", "chapter 4, May I in 2021 say", "192.12.12.2021"),
    ],
)
def test_what_is_no_one_day_is_refused(text: str) -> None:
    assert values(text) == []


def test_a_month_means_what_it_means_in_the_pages_language() -> None:
    assert values("5. listopada 2020", "hr") == ["2020-10-05"]
    assert values("5 listopada 2020", "pl") == ["2020-11-05"]
    assert values("5 listopada 2020", "en") == []
    assert values("4. März 2021", "en") == ["2021-03-04"]


def test_all_dates_of_a_text_are_found_in_order() -> None:
    text = "Posted 4 March 2021, updated 2022-05-06"
    assert values(text) == ["2021-03-04", "2022-05-06"]
    first = written_dates(text, "en")[0]
    assert text[first.start : first.end] == "4 March 2021"
