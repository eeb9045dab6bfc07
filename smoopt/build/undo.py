"""The whole site back again: every page as its generator wrote it."""

from smoopt import engine
from smoopt.build import beside
from smoopt.build.job import UndoJob
from smoopt.build.remarks import closed_folders
from smoopt.build.report import Summary
from smoopt.build.target import Target
from smoopt.engine import Task
from smoopt.progress import Watcher
from smoopt.site import Site


def undo(site: Site, seen: Watcher, workers: int = 1) -> Summary:
    """Give every page its original bytes back, and remove the files that smoopt added."""
    target, summary = Target(site, None), Summary()
    target.store.sweep(site.walked.leftovers)
    summary.findings += closed_folders(site)
    rewound = target.rewind()
    summary.findings += rewound.findings
    kept = set(rewound.kept)
    tasks = [Task(path, site.walked.files[path].size) for path in site.pages]
    for record, _ in engine.run(UndoJob(target), tasks, workers):
        summary.add(record)
        kept.update(record.own)
        seen(1)
    if not summary.failed:
        beside.remove(target.store, set(target.store.own_files()) - kept, summary)
    return summary
