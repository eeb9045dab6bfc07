"""Files of the site as a whole: what plugins give for it, once all pages are known."""

from collections.abc import Iterator

import msgspec

from smoopt.build.given_files import conflicts, fault, given, refusal
from smoopt.build.memory.partitions import Surveys
from smoopt.build.memory.surveys import answers_for_site
from smoopt.build.output.target import Target
from smoopt.build.output.text_edits import TextEdits
from smoopt.build.summary import Summary
from smoopt.model.edits import File
from smoopt.model.file_edit import FileEdit
from smoopt.model.finding import Finding
from smoopt.plugin.call import Failure
from smoopt.plugin.registry import Registry
from smoopt.site.site import Site


def given_for_site(
    site: Site, registry: Registry, surveys: Surveys
) -> Iterator[File | FileEdit | Finding]:
    """Ask plugins for files; what fails, or may not be written, comes as a finding."""
    for answer in answers_for_site("site_files", registry, surveys):
        if isinstance(answer, Failure):
            yield answer.finding
            continue
        for file in answer.results:
            if isinstance(file, File) and (why := fault(file, site)):
                yield refusal(answer.plugin, file.path, why, site.place)
            elif isinstance(file, File | FileEdit):
                yield msgspec.structs.replace(file, plugin=answer.plugin)


def contents_for_site(site: Site, registry: Registry, surveys: Surveys) -> dict[str, bytes]:
    """Return the files besides pages that a build would add or change, and write nothing.

    Those are the new files, and the text files of the author's that something is added to.
    """
    if not registry.base.having("site_files"):
        return {}
    everything = [*given_for_site(site, registry, surveys)]
    files = [one for one in everything if isinstance(one, File)]
    refused = dict(conflicts({"": given(files)}))
    texts = TextEdits(site, Target(site, None), site.texts, Summary())
    texts.settle((one for one in everything if isinstance(one, FileEdit)), dry=True)
    new = {file.path: file.content for file in files if file.path not in refused}
    return new | {path: after for path, _, after in texts.changes}
