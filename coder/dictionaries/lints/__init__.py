"""What can be wrong with dictionaries: in one file, and between files."""
