"""Run one command and print its wall seconds, exit code and peak memory, as JSON.

A small process of its own, for a child's peak is never less than that of the process it was
forked from. `wait4` gives the peak of the largest among the child and all of its own children
that it waited for, worker processes too.
"""

import json
import os
import subprocess
import sys
import time

if __name__ == "__main__":
    started = time.perf_counter()
    with subprocess.Popen(
        sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as child:
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    print(json.dumps([seconds, usage.ru_maxrss * unit / 1e6, child.returncode]))
