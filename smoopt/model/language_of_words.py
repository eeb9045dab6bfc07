"""The language of a text by its most frequent words, where nothing states it.

Only what leaves hardly a doubt counts: enough words, a share as in running text, and no second
language near it. Related languages share such words, and so keep each other silent.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

# Function words, of which every text has many.
_WORDS = {
    "en": "the of and to in is that it for with as was on are this be by not have from or at which",
    "de": "der die und das ist nicht ein eine zu den mit von dem sich auf für des auch im als wird",
    "fr": "le la les et des est que une dans pour du qui pas sur au avec ce sont plus par ne vous",
    "es": "el la los las que y en una por con del se para es como más pero sus al lo su este está",
    "it": "il di che la è un per una non del della con si le dei nel alla sono gli più anche come",
    "pt": "o que e do da em um uma para com não os as dos se na no por mais ao das como são foi ou",
    "nl": "de het een van en is dat in te op zijn voor met niet aan er ook als bij worden wordt ze",
    "sv": "och att det som en på är av för den med inte till ett har om jag kan från men när eller",
    "da": "og at det er en på af den med ikke til et har jeg kan fra men eller der blev være hvor",
    "nb": "og at det er en på av den med ikke til et har jeg kan fra men eller ble være hvor også",
    "fi": "ja on ei että se oli hän mutta ovat myös kun tai joka niin kuin sen ole mukaan vain jos",
    "pl": "i w na się nie z do to że jest jak o po od za przez ale dla są tym oraz tak może już",
    "cs": "a se na je že v to s z o do jako by který pro ale jsou jeho nebo jsem byl tak při také",
    "hu": "a az és hogy nem is egy ez volt meg de csak már mint ha vagy van még azt kell lehet ezt",
    "tr": "ve bir bu için ile de da olarak çok daha olan gibi kadar sonra ne ama en değil her ya",
    "ru": "и в не на что с он как это по но из у за от так же для к был только его или бы все",
    "ro": "și de în la cu nu pe un o care este din mai pentru ce au fost să prin sau după sunt",
}
_WORD = re.compile(r"[^\W\d_]+")
_MOST_LETTERS, _LEAST_FOUND = 6000, 15
# Running text has a third to a half of such words, a list of names hardly any.
_LEAST_SHARE, _LEAD = 0.12, 1.6


def language_of(text: str) -> str:
    """Return the language of a text (BCP 47), or "" if it is not certain."""
    words = Counter(_WORD.findall(text[:_MOST_LETTERS].lower()))
    found: Counter[str] = Counter()
    for word, languages in _languages().items():
        if count := words[word]:
            for language in languages:
                found[language] += count
    (best, most), (_, second) = [*found.most_common(2), ("", 0), ("", 0)][:2]
    is_sure = most >= max(_LEAST_FOUND, _LEAST_SHARE * words.total(), _LEAD * second)
    return best if is_sure else ""


@cache
def _languages() -> Mapping[str, list[str]]:
    """Return the languages that have a word, by word."""
    found: dict[str, list[str]] = {}
    for language, words in _WORDS.items():
        for word in words.split():
            found.setdefault(word, []).append(language)
    return found
