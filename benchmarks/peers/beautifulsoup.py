"""BeautifulSoup with lxml, the faster of its parsers."""

from bs4 import BeautifulSoup
from work import Found, Target, bar, head, run


def rewrite(data: bytes, target: Target) -> bytes:
    soup = BeautifulSoup(data, "lxml")
    found = Found()
    for tag in soup.find_all(["meta", "link"]):
        found.note(tag.name, {name: _text(value) for name, value in tag.attrs.items()}.get)
    if soup.title is not None:
        found.title = soup.title.get_text()
    if soup.head is not None:
        soup.head.append(BeautifulSoup(head(found, target), "html.parser"))
    if soup.body is not None:
        soup.body.append(BeautifulSoup(bar(target), "html.parser"))
    return soup.encode("utf-8")


def _text(value: str | list[str]) -> str:
    return " ".join(value) if isinstance(value, list) else value


if __name__ == "__main__":
    run(rewrite)
