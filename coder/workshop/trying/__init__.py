"""Trying a sentence: what was read, which rules were tried, what a new rule would look like."""
