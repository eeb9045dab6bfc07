"""Run the command line: `python -m smoopt`."""

from smoopt.cli import main

main()
