"""How the parsing model was trained, as a program: `python -m models.train TREEBANKS OUT`."""
