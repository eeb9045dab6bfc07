"""Building a whole site: its pages, the processes, the output, and the memory between runs."""
