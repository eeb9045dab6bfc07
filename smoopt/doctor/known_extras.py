"""The extras of smoopt: their purpose, their packages, and whether these are installed."""

import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires, version
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from smoopt.doctor.sign import Sign
from smoopt.model.extras import installing
from smoopt.model.faults import described, guarded

if TYPE_CHECKING:
    from packaging.requirements import Requirement

_ABOUT = "extras"


class Extra(NamedTuple):
    """The purpose of an extra, and its packages, each with a module; "" for one without modules."""

    gives: str
    packages: MappingProxyType[str, str]


def _extra(gives: str, **modules: str) -> Extra:
    named = {package.replace("_", "-"): module for package, module in modules.items()}
    return Extra(gives, MappingProxyType(named))


# https://peps.python.org/pep-0784/ (2026-12-01): part of Python since 3.14
_ZSTD = {} if sys.version_info >= (3, 14) else {"backports.zstd": "backports.zstd"}
# As in pyproject.toml; a test compares them.
EXTRAS = MappingProxyType(
    {
        "cards": _extra(
            "draws a picture for pages that have none",
            fontpkg_inter="",
            fonttools="fontTools",
            manimgx_fonts="",
            pillow="PIL",
            typst="typst",
        ),
        "cards-cjk": _extra(
            "fonts for Chinese, Japanese and Korean on cards", manimgx_fonts_cjk=""
        ),
        "cards-emoji": _extra("emoji in colour on cards", dynamic_font=""),
        "cards-phrases": _extra(
            "line breaks between phrases for Japanese and Thai on cards", budoux="budoux"
        ),
        "cluster": _extra(
            "builds sites on a Dask cluster",
            distributed="distributed",
            fsspec="fsspec",
            universal_pathlib="upath",
        ),
        "copies": _extra(
            "keeps compressed copies (.br, .zst) up to date with their pages",
            brotli="brotli",
            **_ZSTD,
        ),
        "faces": _extra("keeps faces in cropped photos", opencv_python_headless="cv2"),
        "icons": _extra("makes all icons of a site from one logo", pillow="PIL"),
        "keywords": _extra("suggests focus phrases for pages", yake="yake"),
        "kit": _extra("posts about new articles as a calendar", icalendar="icalendar"),
        "pictures": _extra("converts pictures of pages for every network", pillow="PIL"),
        "preview": _extra("shows link previews of pages", starlette="starlette", uvicorn="uvicorn"),
        "qr": _extra("QR codes of pages, for paper and screens", zxing_cpp="zxingcpp"),
        "remote": _extra(
            "builds sites in object stores", fsspec="fsspec", universal_pathlib="upath"
        ),
        "s3": _extra(
            "the same for stores that speak S3",
            fsspec="fsspec",
            s3fs="s3fs",
            universal_pathlib="upath",
        ),
        "svg": _extra("pictures and icons from SVG", resvg_py="resvg_py"),
        "web": _extra(
            "sends requests: verify, mentions --send, ping --send", httpcore2="httpcore2"
        ),
    }
)


def installed(package: str) -> str:
    """Return the version of a package; "" where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def missing(extra: str) -> list[str]:
    """Name the packages of an extra that are not installed."""
    return [package for package in EXTRAS[extra].packages if not installed(package)]


def extra_signs() -> Iterator[Sign]:
    """Yield for each extra its purpose, and whether it is installed and can be imported."""
    for name, extra in EXTRAS.items():
        lacking, advice = missing(name), installing(name)
        if lacking:
            said = f"{extra.gives}: {', '.join(lacking)} not installed"
            yield Sign(_ABOUT, name, "absent", said, advice)
        elif unfit := "; ".join(_unfit(name)):
            yield Sign(_ABOUT, name, "wrong", f"{extra.gives}: {unfit}", advice)
        elif broken := "; ".join(filter(None, map(_fault, filter(None, extra.packages.values())))):
            said = f"{extra.gives}: installed, but it does not load: {broken}"
            yield Sign(_ABOUT, name, "wrong", said, f"{advice} --force-reinstall")
        else:
            there = ", ".join(f"{package} {installed(package)}" for package in extra.packages)
            yield Sign(_ABOUT, name, "ok", f"{extra.gives}: {there}")


def _unfit(extra: str) -> Iterator[str]:
    """Yield the packages of an extra whose version smoopt does not support."""
    for wanted in _requirements():
        is_asked = wanted.marker is not None and wanted.marker.evaluate({"extra": extra})
        there = installed(wanted.name) if is_asked else ""
        if there and not wanted.specifier.contains(there, prereleases=True):
            yield f"{wanted.name} {there} is installed, and {wanted.specifier} is expected"


def _requirements() -> list["Requirement"]:
    """Return smoopt's requirements; none where it runs without being installed."""
    from packaging.requirements import Requirement  # noqa: PLC0415 - for the doctor alone

    try:
        return [Requirement(line) for line in requires("smoopt") or ()]
    except PackageNotFoundError:
        return []


def _fault(module: str) -> str:
    """Return why a module cannot be imported, such as a missing system library, or ""."""

    def loaded() -> str:
        import_module(module)
        return ""

    return guarded(loaded, described)
