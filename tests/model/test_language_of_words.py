"""The language of a text by its words: said where it is sure, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.model.language_of_words import language_of

TEXTS = {
    "en": "The mill stands where the two brooks meet, and it has ground rye for the villages of the"
    " valley. It was built by a miller who had not seen the sea, and this is all of it.",
    "de": "Die Mühle steht, wo sich die zwei Bäche treffen, und sie hat für die Dörfer des Tals den"
    " Roggen gemahlen. Sie ist von einem Müller gebaut, der das Meer nicht kannte, und das ist auch"
    " im Buch so zu lesen, mit dem sich die Leute auf ein Fest freuen.",
    "fr": "Le moulin est là où les deux ruisseaux se joignent, et la meule a moulu le seigle pour"
    " les villages de la vallée. Il est dans le livre que les gens ont sur lui, et qui ne dit pas"
    " plus des meuniers que ce que vous savez par les autres.",
    "es": "El molino está donde se juntan los dos arroyos, y en la muela se ha molido el centeno de"
    " los pueblos del valle. La gente lo sabe por un libro que no dice más de los molinos, pero es"
    " para todos, y con las fotos se ve al molinero en su casa.",
    "nl": "De molen staat waar de twee beken bij elkaar komen, en het is met de stenen van het dal"
    " dat er voor de dorpen rogge wordt gemalen. Een molenaar die niet aan zee was, heeft het te"
    " danken aan de mensen op de berg, en dat is ook zo.",
    "pl": "Młyn stoi w miejscu, w którym się łączą dwa strumienie, i to jest młyn na żyto z całej"
    " doliny. Nie ma go już, ale jak się o nim mówi, to po latach są tacy, co do niego szli, oraz"
    " tacy, którzy za nim nie tęsknią, a może tak jest ze wszystkim.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_running_text_tells_its_language(language: str) -> None:
    assert language_of(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The mill of the valley.",
        " ".join(f"{name}(value) returns {name}" for name in ("open", "close", "read") * 30),
        TEXTS["en"] + TEXTS["fr"] + TEXTS["de"] + TEXTS["es"],
        # Danish or Norwegian
        "og at det er en på den med ikke til et har jeg kan fra men eller der være hvor " * 3,
        "水車は二つの小川が出会う場所にあり、谷の村々のために挽いてきた。" * 5,
    ],
)
def test_what_leaves_a_doubt_has_none(text: str) -> None:
    assert language_of(text) == ""


@given(st.text())
def test_no_text_makes_it_raise(text: str) -> None:
    assert language_of(text) in {*TEXTS, "", "it", "pt", "sv", "fi", "cs", "hu", "tr", "ru", "ro"}
