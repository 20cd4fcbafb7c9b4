"""How the dictionaries reach each CAMEO code."""
