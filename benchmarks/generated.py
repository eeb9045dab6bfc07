"""Small pages of which there may be any number: each is made from its number alone.

They lie in folders of a thousand, have titles, descriptions, dates and text of their own, what all
pages share, and links to others, so that plugins have something to say of them.
"""

import random
from collections.abc import Iterator

_FOLDER = 1000
_WORDS = (
    *("river", "stone", "garden", "letter", "winter", "engine", "market", "silver", "window"),
    *("bridge", "captain", "harbour", "music", "forest", "village", "paper", "morning", "theatre"),
    *("history", "journey", "kitchen", "mountain", "library", "island"),
)
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} – Example archive</title>
<meta name="description" content="{description}">
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/style.css"></head>
<body><header><a href="/">Example archive</a>
<nav><a href="/000000/000000.html">First</a> <a href="{last}">Last</a></nav></header>
<main><article><h1>{title}</h1><p><time datetime="{date}">{date}</time></p>
{text}
<p>See also <a href="{near}">what came before</a> and <a href="{far}">another place</a>.</p>
</article></main>
<footer><p>© 2026 Example archive. All articles may be read by everybody.</p></footer>
</body></html>
"""


def path(number: int) -> str:
    """Give a page's path."""
    return f"{number // _FOLDER:06}/{number:06}.html"


def pages(count: int) -> Iterator[str]:
    """Give all paths."""
    return map(path, range(count))


def page(number: int, count: int) -> bytes:
    """Write a page of a site that has so many, about 2 KB."""
    drawn = random.Random(number)

    def words(amount: int) -> str:
        return " ".join(drawn.choices(_WORDS, k=amount)).capitalize()

    text = "\n".join(f"<p>{words(drawn.randrange(30, 60))}.</p>" for _ in range(4))
    made = _PAGE.format(
        title=f"{words(3)} {number}",
        description=words(14),
        date=f"{1990 + number % 36}-{1 + number % 12:02}-{1 + number % 28:02}",
        text=text,
        near=f"/{path(max(0, number - 1))}",
        far=f"/{path(drawn.randrange(count))}",
        last=f"/{path(count - 1)}",
    )
    return made.encode()
