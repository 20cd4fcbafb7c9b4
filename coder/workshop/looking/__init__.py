"""Looking entries up: what the dictionaries hold, and all that is known of one entry."""
