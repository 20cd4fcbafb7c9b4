"""`python -m coder`: the command line."""

from coder.cli import main

main(prog_name="python -m coder")
