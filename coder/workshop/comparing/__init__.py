"""Two versions of the dictionaries side by side."""
