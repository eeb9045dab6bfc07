"""turbohtml.rewrite, in two passes: a handler for the head runs before its title was read."""

from turbohtml.rewrite import Element, rewrite
from work import Found, Target, bar, head, run


def edit(data: bytes, target: Target) -> bytes:
    text = data.decode("utf-8", "surrogateescape")
    found = _look(text[: text.find("</head>")])
    handlers = (
        ("head", lambda element: element.append(head(found, target), html=True)),
        ("body", lambda element: element.append(bar(target), html=True)),
    )
    return rewrite(text, elements=handlers).encode("utf-8", "surrogateescape")


def _look(text: str) -> Found:
    found = Found()
    inside = False

    def start(element: Element) -> None:
        nonlocal inside
        inside = element.tag == "title" and not found.title
        if not inside:
            found.note(element.tag or "", element.get)

    def words(part: Element) -> None:
        if inside:
            found.title += part.text or ""

    rewrite(text, elements=(("head > *", start),), text=words)
    return found


if __name__ == "__main__":
    run(edit)
