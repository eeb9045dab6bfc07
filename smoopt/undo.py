"""The whole site back again: every page as its generator wrote it."""

from smoopt import beside, engine
from smoopt.engine import Task
from smoopt.job import UndoJob
from smoopt.progress import Watcher
from smoopt.remarks import closed_folders
from smoopt.report import Summary
from smoopt.site import Site
from smoopt.target import Target


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
