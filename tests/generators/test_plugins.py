"""smoopt within each generator written in Python, put in as the manual says."""

import shutil
from pathlib import Path

import pytest

from tests.support.generator_site import GeneratorSite
from tests.support.python_generators import ADDRESS, KINDS, Kind, begun, timeless

pytestmark = pytest.mark.generator

USELESS = '[plugins.share]\nselector = "#nothing"\n'


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Kind:
    return KINDS[request.param]


@pytest.fixture
def site(kind: Kind, tmp_path: Path) -> GeneratorSite:
    """Give a site that smoopt has been put in as the manual says."""
    made = begun(kind, tmp_path / "site")
    made.follow()
    return made


def turned_off(site: GeneratorSite, kind: Kind) -> dict[str, tuple[str, bytes]]:
    """Give what the generator writes where smoopt is turned off, and turn it on again."""
    file, text = kind.off
    place = site.folder / file
    before = place.read_text("utf-8") if place.exists() else None
    site.write(file, text) if before is None else site.add(file, text)
    shutil.rmtree(site.output)
    site.run(kind.build)
    bare = timeless(site)
    shutil.rmtree(site.output)
    place.unlink() if before is None else site.write(file, before)
    return bare


def test_pages_are_ready_to_be_shared_stay_so_and_can_be_taken_back(
    site: GeneratorSite, kind: Kind
) -> None:
    bare = turned_off(site, kind)
    assert not any(b"<!--smoopt" in data for _, data in bare.values())
    site.run(kind.build)
    home = site.pages()[kind.home]
    assert f'property="og:url" content="{ADDRESS}' in home
    assert 'rel="canonical"' in home
    first = timeless(site)
    assert first != bare
    site.run(kind.build)
    assert timeless(site) == first
    site.undo()
    assert timeless(site) == bare


def test_a_warning_is_in_the_log_and_fails_only_a_strict_build(
    site: GeneratorSite, kind: Kind
) -> None:
    site.write("smoopt.toml", USELESS)
    run = site.run(kind.build)
    said = [line for line in (run.out + run.err).splitlines() if "smoopt" in line]
    assert any(kind.warning in line for line in said), run
    assert "finds nothing on any page" in " ".join((run.out + run.err).split())
    if kind.strict:
        strict = site.run(kind.strict, code=None)
        assert strict.code
        assert "fail_on is warning" in " ".join((strict.out + strict.err).split())


def test_the_options_of_the_manual_let_a_warning_fail_every_build(
    site: GeneratorSite, kind: Kind
) -> None:
    site.write("smoopt.toml", USELESS)
    site.follow("Options")
    run = site.run(kind.build, code=None)
    assert run.code
    assert "found 1 warning; fail_on is warning" in " ".join((run.out + run.err).split())


def test_what_smoopt_build_would_refuse_fails_the_build(site: GeneratorSite, kind: Kind) -> None:
    site.write("smoopt.toml", '[site]\nurll = "x"\n')
    run = site.run(kind.build, code=None)
    assert run.code
    assert "there is no setting `urll` (did you mean `url`?)" in " ".join(
        (run.out + run.err).split()
    )


def test_where_a_warning_may_be_a_strict_build_goes_on(site: GeneratorSite, kind: Kind) -> None:
    if not kind.strict:
        return
    site.write("smoopt.toml", USELESS)
    file, text = kind.off
    site.add(
        file,
        text.replace("enabled: false", "fail_on: error").replace(
            '"enabled": False', '"fail_on": "error"'
        ),
    )
    site.run(kind.strict)
