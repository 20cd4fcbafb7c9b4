"""`dragoman dictionaries ...`: the workshop on the command line."""
