"""The dictionary workshop: what contributors try, test and compare; the command line and the pages show it."""
