"""`python -m coder`: the command line."""

from coder.command.main import main

main(prog_name="python -m coder")
