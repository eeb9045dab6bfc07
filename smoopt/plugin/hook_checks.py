"""Check a plugin's hooks for mistakes before any is called."""

import inspect
from collections.abc import Callable, Mapping

from smoopt.model.errors import PluginError
from smoopt.model.wording import suggestion
from smoopt.plugin import renamed
from smoopt.plugin.hooks import HOOKS, Plugin
from smoopt.plugin.installed import GROUP

_MARK = f"{GROUP}_impl"
# Newer than the first release: plugins that are older may have methods of these names.
_PAIR = frozenset({"reduce", "combine"})


def refuse_wrong_hooks(kind: type[Plugin]) -> None:
    """Raise PluginError for a hook without @hookimpl, an unknown hook, or an unknown argument.

    Warns of names that have changed.
    """
    methods = {
        name: method
        for above in reversed(kind.__mro__)
        if above is not Plugin and issubclass(above, Plugin)
        for name, method in vars(above).items()
        if inspect.isfunction(method)
    }
    for name, method in methods.items():
        if name in renamed.HOOKS and renamed.HOOKS[name].new in methods:
            continue
        if hasattr(method, _MARK):
            _refuse_wrong_hook(renamed.current(name, renamed.HOOKS), method)
            renamed.warn_of_hook(name, method)
        elif name in HOOKS and name not in _PAIR:
            raise PluginError(
                f"{_place(method)}: its method {name!r} is named like a hook; "
                "put @hookimpl above it, or give it another name"
            )
    _refuse_unreduced({name: each for name, each in methods.items() if hasattr(each, _MARK)})


def _refuse_unreduced(hooks: Mapping[str, Callable[..., object]]) -> None:
    """Raise PluginError for one hook of the pair alone, and for `reduced` without the pair."""
    lacking = sorted(_PAIR - hooks.keys())
    for name, method in hooks.items():
        if lacking and (name in _PAIR or "reduced" in inspect.signature(method).parameters):
            needed = " and ".join(map(repr, lacking))
            raise PluginError(f"{_place(method)}: the hook {name!r} needs {needed} as well")


def _refuse_wrong_hook(name: str, method: Callable[..., object]) -> None:
    if name not in HOOKS:
        hint = suggestion(name, HOOKS, "'")
        raise PluginError(f"{_place(method)}: there is no hook {name!r}{hint}")
    known = [*inspect.signature(HOOKS[name]).parameters][1:]
    for argument in [*inspect.signature(method).parameters][1:]:
        if renamed.current(argument, renamed.ARGUMENTS) not in known:
            hint = suggestion(argument, known, "'")
            raise PluginError(f"{_place(method)}: the hook {name!r} takes no {argument!r}{hint}")


def _place(method: Callable[..., object]) -> str:
    code = inspect.unwrap(method).__code__
    return f"{code.co_filename}:{code.co_firstlineno}"
