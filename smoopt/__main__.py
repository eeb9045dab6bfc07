"""Run the command line: `python -m smoopt`."""

from smoopt.cli import main

if __name__ == "__main__":
    main()
