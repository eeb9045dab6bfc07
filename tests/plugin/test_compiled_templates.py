"""Templates as Python give what jinja2 gives, whatever the values are."""

import runpy
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, nodes

from smoopt.html.markup import Markup
from smoopt.html.per_page import PerPage
from smoopt.html.templates import sandbox
from smoopt.plugin.compiled_templates import COMPILED
from smoopt.plugin.widget_templates import Templates
from tests.support.places import ROOT
from tests.support.sites import write_files

TARGET = ROOT / "smoopt/plugin/compiled_templates.py"
EACH = pytest.mark.parametrize(
    ("package", "name"), [(package, name) for package in COMPILED for name in COMPILED[package]]
)
VALUES = st.one_of(
    st.text(max_size=6),
    st.sampled_from(("icons", "text", "<a href='\"'>&", Markup("<b>1 &lt; 2</b>"), PerPage("url"))),
    st.booleans(),
    st.integers(),
)


def test_they_are_made_of_the_templates_that_are_there() -> None:
    tool = runpy.run_path(str(ROOT / "tools/compile_templates.py"))
    assert tool["compiled"]() == TARGET.read_text("utf-8"), "run python tools/compile_templates.py"


def parts(environment: Environment, name: str) -> Iterator[nodes.Node]:
    """Give all of a template, and of those that it extends and includes."""
    loader = environment.loader
    assert loader is not None
    tree = environment.parse(loader.get_source(environment, name)[0])
    yield from tree.find_all(nodes.Node)
    for other in tree.find_all((nodes.Extends, nodes.Include)):
        assert isinstance(other, nodes.Extends | nodes.Include)
        assert isinstance(other.template, nodes.Const)
        yield from parts(environment, other.template.value)


def given_to(environment: Environment, name: str) -> st.SearchStrategy[Mapping[str, object]]:
    """Draw values of all names in a template, with the attributes that it asks for."""
    found = [*parts(environment, name)]
    asked = [node for node in found if isinstance(node, nodes.Getattr)]
    looked_into = {_name(node.node) for node in asked}
    targets = {
        _name(node.iter): _name(node.target) for node in found if isinstance(node, nodes.For)
    }
    thing = st.fixed_dictionaries(dict.fromkeys((node.attr for node in asked), VALUES))

    def drawn(name: str) -> st.SearchStrategy[object]:
        if name in targets:
            return st.lists(drawn(targets[name]), max_size=3)
        return thing.map(lambda each: SimpleNamespace(**each)) if name in looked_into else VALUES

    names = {node.name for node in found if isinstance(node, nodes.Name)} - {"loop"}
    return st.fixed_dictionaries({name: drawn(name) for name in names})


def _name(node: nodes.Node) -> str:
    assert isinstance(node, nodes.Name)
    return node.name


def outcome(filled: Callable[[], str]) -> str | type[Exception]:
    try:
        return filled()
    except TypeError as error:  # a condition asks what differs from page to page
        return type(error)


@EACH
@given(data=st.data())
@settings(max_examples=max(1, settings().max_examples // 2))
def test_they_say_what_jinja2_says(package: str, name: str, data: st.DataObject) -> None:
    environment = sandbox([(package, "templates")], lambda _: None)
    values = data.draw(given_to(environment, name))
    expected = outcome(lambda: environment.get_template(name).render(values))
    assert outcome(lambda: "".join(COMPILED[package][name](values))) == expected


def test_a_package_with_a_template_of_the_same_name_goes_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = '<p data-smoopt="media">{{ title }}</p>'
    write_files(tmp_path, {"before/__init__.py": "", "before/templates/media.html.j2": own})
    monkeypatch.syspath_prepend(tmp_path)
    for packages in (("before", "smoopt.builtin.media"), ("before",)):
        pattern = Templates(packages, {}).pattern("media.html.j2", title="Gates")
        assert pattern.fill() == '<p data-smoopt="media">Gates</p>'
