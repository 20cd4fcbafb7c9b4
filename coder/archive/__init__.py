"""Archives of any size: read row by row, coded by many processes, written in parts, gone on with after a kill."""
