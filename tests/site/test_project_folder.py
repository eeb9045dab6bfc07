"""A project in the place of its site is recognised, and the folder of the site is named."""

from pathlib import Path

import pytest

from smoopt.model.errors import SiteError
from smoopt.site.project_folder import refuse_project
from tests.support.runs import page, smoopt
from tests.support.sites import write_files

HOME = page("Home")
VITE = '<!doctype html><div id="app"></div><script type="module" src="/src/main.ts"></script>'


@pytest.mark.parametrize(
    ("sign", "built"),
    [
        ("package.json", "dist"),
        ("package.json", "docs/.vitepress/dist"),
        ("hugo.toml", "public"),
        ("config.toml", "public"),
        ("_config.yml", "_site"),
        ("_config.yml", "public"),
        ("mkdocs.yml", "site"),
        ("conf.py", "_build/html"),
        ("source/conf.py", "build/html"),
        ("pelicanconf.py", "output"),
        ("book.toml", "book"),
        ("Doxyfile", "html"),
        ("config/_default/hugo.toml", "public"),
        ("nuxt.config.ts", ".output/public"),
        ("svelte.config.mjs", "build"),
        ("angular.json", "dist/mill/browser"),
        ("package.json", "docs"),
        ("Makefile", "build"),
    ],
)
def test_the_folder_of_the_site_is_named(sign: str, built: str, tmp_path: Path) -> None:
    write_files(tmp_path, {sign: "", f"{built}/index.html": HOME})
    with pytest.raises(SiteError) as raised:
        refuse_project(tmp_path)
    assert str(raised.value).startswith(
        f"{tmp_path}: is a project ({sign.removesuffix('/hugo.toml')} is in it)"
    )
    assert str(raised.value).endswith(f": {tmp_path / built}")


@pytest.mark.parametrize("home", [VITE, "---\nlayout: home\n---\n"])
def test_the_source_of_a_home_page_makes_no_site(home: str, tmp_path: Path) -> None:
    write_files(tmp_path, {"package.json": "", "index.html": home, "dist/index.html": HOME})
    with pytest.raises(SiteError, match=r"dist$"):
        refuse_project(tmp_path)


@pytest.mark.parametrize(
    "files",
    [
        {"package.json": "{}", "index.html": HOME, "dist/index.html": HOME},
        {"index.html": HOME, "site/index.html": HOME},
        {"package.json": "{}", "about.html": HOME},
        {"posts/a.html": HOME, "html/index.html": HOME},
    ],
)
def test_a_site_is_a_site_whatever_else_is_in_it(
    files: dict[str, str | bytes], tmp_path: Path
) -> None:
    refuse_project(write_files(tmp_path, files))


@pytest.mark.parametrize("command", ["build", "check", "watch", "preview", "explain", "init"])
def test_every_command_names_it_and_writes_nothing(command: str, tmp_path: Path) -> None:
    write_files(tmp_path, {"mkdocs.yml": "", "site/index.html": HOME})
    run = smoopt(command, ".", cwd=tmp_path)
    assert run.code == 2
    assert run.err.endswith("expected the folder with the pages: site\n")
    assert (tmp_path / "site/index.html").read_text("utf-8") == HOME
    assert not (tmp_path / "smoopt.toml").exists()


@pytest.mark.parametrize("name", ["index.html", "index.htm"])
def test_a_folder_s_index_is_explained(name: str, tmp_path: Path) -> None:
    write_files(tmp_path, {"public/index.html": HOME, f"public/posts/{name}": page("Posts")})
    run = smoopt("explain", "public/posts", cwd=tmp_path)
    assert run.code == 0
    assert run.err.startswith(f"public/posts: is a folder; explaining its {name}\n")
    assert run.out.startswith(f"posts/{name} of public")


def test_a_folder_without_an_index_names_a_page_of_it(tmp_path: Path) -> None:
    write_files(tmp_path, {"public/index.html": HOME, "public/posts/first.html": page("Posts")})
    run = smoopt("explain", "public/posts", cwd=tmp_path)
    assert (run.code, run.out) == (2, "")
    assert run.err == ("smoopt: public/posts: has no index.html; name a page, such as first.html\n")
