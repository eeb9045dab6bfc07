"""`Templates`: what a plugin puts into pages, written as templates that a site can replace.

A plugin ships `NAME.html.j2`; a file of the same name beside the site's configuration takes its
place. Each is filled in once for all pages that get the same values, not once a page.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from smoopt.html.pattern import Pattern
from smoopt.html.per_page import names_within
from smoopt.html.whole_element import WrongMarkup
from smoopt.model.errors import CannotRun, ConfigError, PluginError
from smoopt.model.shown_value import shown_value
from smoopt.model.wording import near
from smoopt.plugin.compiled_templates import COMPILED
from smoopt.plugin.template_packages import FOLDER, names_in
from smoopt.site.own_templates import SUFFIX
from smoopt.site.settings import DEFAULT_TEMPLATES

# What costs time to load, and small commands do not need, is imported where it is used.
if TYPE_CHECKING:
    from jinja2 import Environment

# A template as Python code, which gives its text in parts.
_Code: TypeAlias = Callable[[Mapping[str, Any]], Iterator[str]]
# How many fillings are remembered: a few for each language.
_MOST = 1024


@lru_cache(maxsize=16)
def templates_of(
    packages: tuple[str, ...],
    own: tuple[tuple[str, bytes], ...],
    folder: str,
    icons: tuple[str, ...] = (),
) -> "Templates":
    """Return the templates of some packages, cached for all pages that have these plugins."""
    templates = Templates(packages, dict(own), folder, icons)
    templates.check()
    return templates


class Templates:
    """The templates of the plugins that run, each the site's own where there is one."""

    def __init__(
        self,
        packages: Iterable[str],
        own: Mapping[str, bytes],
        folder: str = DEFAULT_TEMPLATES,
        icons: tuple[str, ...] = (),
    ) -> None:
        """Take the packages that ship templates, and the site's own by name, with their folder.

        `icons` are those that the style sheet of these plugins draws, as path data.
        """
        self._packages = tuple(packages)
        self._own = own
        self._folder = folder
        self.icons = icons
        self._remembered = lru_cache(_MOST)(self._made)

    def pattern(self, name: str, /, **values: Hashable) -> Pattern:
        """Fill in the template `name` (`webring.html.j2`), once for the same values.

        The pattern's `fill` then gives each page its own: the values that are `PerPage` here.
        Raises ConfigError for a template of the site that is wrong, PluginError for a plugin's,
        and TypeError for a value that is not hashable, for the pattern is remembered by them.
        """
        try:
            return self._remembered(name, **values)
        except TypeError:
            _refuse_unhashable(name, values)
            raise

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the templates that plugins ship."""
        return frozenset(_templates_in(self._packages))

    @cached_property
    def replaced(self) -> frozenset[str]:
        """The names of the templates that the site has its own of."""
        return self.names & self._own.keys() if self._own else frozenset()

    def prepare(self) -> None:
        """Compile the templates; a faulty one is reported when it is filled in."""
        for name in self._others if self._compiled else self.names:
            with suppress(Exception):
                self._environment.get_template(name)

    def check(self) -> None:
        """Raise ConfigError for a template of the site that cannot be read."""
        if not self.replaced:
            return
        from jinja2 import TemplateSyntaxError  # noqa: PLC0415

        for name in self.replaced:
            try:
                self._environment.get_template(name)
            except TemplateSyntaxError as error:
                raise self._wrong(name, error, {}) from error

    def misnamed(self, others: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
        """Return unused files of the site, each with the template that its name resembles.

        Other files may be another program's, and are not reported; nor are files whose names begin
        with one of `others`.
        """
        if not self._own:
            return
        stems = [name.removesuffix(SUFFIX) for name in self.names]
        for name in sorted(self._own.keys() - self.names):
            meant = near(name.removesuffix(SUFFIX), stems)
            if meant and name not in self._used and not name.startswith(others):
                yield self._place(name), f"{meant}{SUFFIX}"

    @cached_property
    def _used(self) -> frozenset[str]:
        """Name what the site's templates include."""
        from jinja2 import meta  # noqa: PLC0415

        texts = (self._environment.parse(self._text(name)) for name in self.replaced)
        found = (name for text in texts for name in meta.find_referenced_templates(text))
        return frozenset(name for name in found if name)

    @cached_property
    def _others(self) -> frozenset[str]:
        """The names of the templates of those packages that no Python code was made of."""
        packages = (package for package in self._packages if package not in COMPILED)
        return frozenset(_templates_in(packages))

    @cached_property
    def _compiled(self) -> Mapping[str, _Code]:
        """The Python code of templates, by name.

        Empty where the site or another package has a template of such a name, which one of these
        may include.
        """
        known = (COMPILED.get(package, {}) for package in self._packages)
        found = {name: code for codes in known for name, code in codes.items()}
        return {} if self.replaced or not self._others.isdisjoint(found) else found

    def _text_of(self, name: str, values: Mapping[str, object]) -> str:
        """Fill in a template: by the Python code that was made of it, if there is any."""
        code = self._compiled.get(name)
        if code is not None:
            return "".join(code(values))
        return self._environment.get_template(name).render(values)

    @cached_property
    def _environment(self) -> "Environment":
        from smoopt.html.templates import sandbox  # noqa: PLC0415

        try:
            return sandbox(((package, FOLDER) for package in self._packages), self._found)
        except (ImportError, ValueError) as error:
            raise PluginError(f"a plugin's package ships no templates: {error}") from error

    def _found(self, name: str) -> tuple[str, str, None] | None:
        return (self._text(name), self._place(name), None) if name in self._own else None

    def _text(self, name: str) -> str:
        try:
            return self._own[name].decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ConfigError(f"{self._place(name)}: is not UTF-8: {error}") from error

    def _place(self, name: str) -> str:
        return f"{self._folder}/{name}"

    def _made(self, name: str, /, **values: Hashable) -> Pattern:
        """Fill in a template; whatever it does wrong is an error that names it."""
        try:
            text = self._text_of(name, values)
            return Pattern(text, name.removesuffix(SUFFIX), names_within(values.values()))
        except CannotRun:
            raise
        except Exception as error:
            raise self._wrong(name, error, values) from error

    def _wrong(self, name: str, error: Exception, values: Mapping[str, object]) -> CannotRun:
        from smoopt.html.template_lines import line_at  # noqa: PLC0415
        from smoopt.plugin import template_errors  # noqa: PLC0415

        if template_errors.is_absent(error, name):
            return PluginError(
                f"there is no template {name!r}; put it into {self._folder}/ beside smoopt.toml "
                f'(in a test: templates={{"{name}": …}})'
            )
        place = template_errors.place(error)
        if isinstance(error, WrongMarkup):
            place = line_at(self._environment, name, values, error.at)
        if not place:  # what came out of it is wrong, and no line is known to have given it
            own = [name] if name in self._own else sorted(self.replaced)
            place = ", ".join(map(self._place, own)) or name
        is_own = place.startswith(f"{self._folder}/")
        problem = template_errors.problem(error, values)
        return (ConfigError if is_own else PluginError)(f"{place}: {problem}")


def _templates_in(packages: Iterable[str]) -> Iterator[str]:
    names = (name for package in packages for name in names_in(package))
    return (name for name in names if name.endswith(SUFFIX))


def _refuse_unhashable(template: str, values: Mapping[str, object]) -> None:
    """Raise TypeError naming the value by which nothing can be remembered, if one is."""
    for name, value in values.items():
        try:
            hash(value)
        except TypeError:
            raise TypeError(
                f"pattern({template!r}): {name} is {shown_value(value)}, which cannot be "
                "remembered; give a tuple in place of a list, and a NamedTuple in place of a dict"
            ) from None
