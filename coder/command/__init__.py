"""The command line: `dragoman`, or `python -m coder`."""
