"""Tools for building and measuring Dragoman, run with `python -m tools.NAME` from the top of the tree."""
