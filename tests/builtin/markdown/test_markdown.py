"""The plugin `markdown`: files beside the pages, llms.txt, and what leads to them."""

from pathlib import Path

import pytest
import turbohtml

from tests.support.configured import URL, Configured
from tests.support.runs import page

FILES = {
    "index.html": page("Mill"),
    "b.html": page("B [b] *b*"),
    "guide/index.html": page("The guide"),
    "guide/a.html": page("A"),
    "tags/index.html": page("Tags"),
    "404.html": page("Not here"),
}
SAID = "A paragraph about {} that is long enough to describe it."


class Project(Configured):
    """A site whose pages are written as Markdown."""

    def __init__(self, folder: Path, options: str = "", url: str = URL, **files: str) -> None:
        super().__init__(folder, {**FILES, **files}, "markdown", options, url)

    def pages(self) -> set[str]:
        return {path for path in self.added() if path.endswith(".md")}


def test_each_page_of_its_own_content_has_its_markdown_beside_it(tmp_path: Path) -> None:
    made = Project(tmp_path)
    assert made.build().code == 0
    assert made.pages() == {"index.md", "b.md", "guide/index.md", "guide/a.md"}
    assert made.text("guide/a.md") == f"# A\n\n<{URL}guide/a.html>\n\n{SAID.format('A')}\n"
    assert '<link rel="alternate" href="a.md" type="text/markdown">' in made.text("guide/a.html")
    assert "text/markdown" not in made.text("404.html") + made.text("tags/index.html")
    made.assert_settled()


def test_llms_txt_lists_the_pages_by_folder(tmp_path: Path) -> None:
    made = Project(tmp_path)
    made.build()
    lines = made.text("llms.txt").splitlines()
    assert lines[:3] == ["# Mill", "", f"> {SAID.format('Mill')}"]
    assert [line.partition(": ")[0] for line in lines if line[:1] in {"#", "-"}] == [
        "# Mill",
        f"- [Mill]({URL}index.md)",
        f"- [B \\[b\\] \\*b\\*]({URL}b.md)",
        "## The guide",
        f"- [The guide]({URL}guide/index.md)",
        f"- [A]({URL}guide/a.md)",
    ]
    assert not (made.root / "llms-full.txt").exists()


def test_a_page_that_goes_leaves_the_list(tmp_path: Path) -> None:
    made = Project(tmp_path, 'llms = "full"\n')
    made.build()
    assert made.text("llms-full.txt").count("\n---\n") == 3
    assert made.text("guide/a.md") in made.text("llms-full.txt")
    (made.root / "guide/a.html").unlink()
    made.build()
    assert "guide/a.md" not in made.text("llms.txt")
    assert f"# A\n\n<{URL}" not in made.text("llms-full.txt")
    assert not (made.root / "guide/a.md").exists()


def test_what_the_site_has_itself_stays(tmp_path: Path) -> None:
    own = {"b.md": "own", "llms.txt": "own"}
    named = page("C").replace(
        "</head>", '<link rel="alternate" type="text/markdown" href="c.txt"></head>'
    )
    made = Project(tmp_path, **own, **{"c.html": named})
    assert made.build().code == 0
    assert made.text("b.md") == made.text("llms.txt") == "own"
    assert 'href="b.md" type="text/markdown"' in made.text("b.html")
    assert made.text("c.html").count("text/markdown") == 1
    assert made.pages() == {"index.md", "guide/index.md", "guide/a.md"}


def test_where_the_address_is_unknown_links_are_relative(tmp_path: Path) -> None:
    made = Project(tmp_path, url="")
    made.build()
    assert "- [A](guide/a.md): " in made.text("llms.txt")
    assert made.text("guide/a.md") == f"# A\n\n{SAID.format('A')}\n"


def test_a_line_of_links_leads_to_markdown_and_assistants(tmp_path: Path) -> None:
    options = 'links = true\nassistants = ["chatgpt", "claude"]\nprompt = "Lies {url} & sag’s"\n'
    made = Project(tmp_path, options)
    made.build()
    asked = "Lies%20https://mill.example.org/guide/a.md%20%26%20sag%E2%80%99s"
    assert (
        '<p data-smoopt="markdown" data-pagefind-ignore="all">'
        '<a href="a.md" type="text/markdown">Markdown</a> &#183; '
        f'<a href="https://chatgpt.com/?hints=search&amp;q={asked}" rel="nofollow">'
        f'ChatGPT</a> &#183; <a href="https://claude.ai/new?q={asked}" rel="nofollow">'
        "Claude</a></p>"
    ) in made.text("guide/a.html")


def test_without_an_address_there_is_nothing_to_ask_assistants(tmp_path: Path) -> None:
    made = Project(tmp_path, 'links = true\nassistants = ["claude"]\n', url="")
    made.build()
    assert "claude.ai" not in made.text("guide/a.html")
    assert ">Markdown</a></p>" in made.text("guide/a.html")


@pytest.mark.parametrize("wrong", ['prompt = "Read"', 'assistants = ["gemini"]', 'llms = "some"'])
def test_wrong_options_are_refused(tmp_path: Path, wrong: str) -> None:
    assert Project(tmp_path, wrong).build().code == 2


def test_a_copy_that_names_its_original_is_not_in_llms_txt(tmp_path: Path) -> None:
    copy = page("Gates").replace("</head>", f'<link rel=canonical href="{URL}a.html"></head>')
    files = {"index.html": page("Mill"), "a.html": page("Gates"), "copy/a.html": copy}
    made = Configured(tmp_path, files, "markdown")
    assert made.build().code == 0
    assert "copy/" not in made.text("llms.txt")


def test_the_script_of_material_finds_no_translation_in_a_link_to_markdown(tmp_path: Path) -> None:
    generator = '<meta name=generator content="mkdocs-1.6.1, mkdocs-material-9.8.1"></head>'
    files = {"index.html": page("Mill").replace("</head>", generator)}
    made = Configured(tmp_path, files, "markdown")
    made.build()
    document = turbohtml.parse(made.text("index.html"))
    link = document.select_one('link[rel~=alternate][type="text/markdown"]')
    assert link is not None
    assert document.select("link[rel=alternate]") == []
    made.assert_settled()


def test_what_is_kept_from_search_engines_is_in_no_list(tmp_path: Path) -> None:
    hidden = page("Hidden").replace("</head>", '<meta name="googlebot" content="none"></head>')
    made = Project(tmp_path, 'llms = "full"\n', **{"hidden.html": hidden})
    made.build()
    assert "Hidden" not in made.text("llms.txt") + made.text("llms-full.txt")
    assert "hidden.md" in made.pages()


COPY = "links = true\ncopy = true\n"


def test_the_script_is_a_file_of_the_site(tmp_path: Path) -> None:
    made = Project(tmp_path, COPY)
    assert made.build().code == 0
    (script,) = made.root.glob("smoopt/markdown.*.js")
    assert script.read_bytes().isascii(), "it is read in the encoding of the page"
    assert f'<script src="../smoopt/{script.name}" defer' in made.text("guide/a.html")
    assert "Copy as Markdown" in made.text("b.html")
    assert "<script" not in made.text("404.html")
    made.assert_settled()


@pytest.mark.parametrize("policy", ["default-src 'none'", "connect-src 'none'", "script-src x.org"])
def test_where_the_policy_refuses_it_there_is_no_button(policy: str, tmp_path: Path) -> None:
    made = Project(tmp_path, COPY, _headers=f"/*\n  Content-Security-Policy: {policy}\n")
    assert made.build().code == 0
    assert '<p data-smoopt="markdown"' in made.text("b.html")
    assert "<button" not in made.text("b.html")
    assert not list(made.root.glob("smoopt/*.js"))


def test_a_framework_gets_no_script(tmp_path: Path) -> None:
    root = (
        page("Next")
        .replace("<main>", '<div id="__next"><main>')
        .replace(
            "</main>", '</main></div><script id="__NEXT_DATA__" type="application/json">{}</script>'
        )
    )
    made = Project(tmp_path, COPY, **{"b.html": root})
    made.build()
    assert "markdown." not in made.text("b.html")
    assert "b.md" in made.added()
