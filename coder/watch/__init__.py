"""Watches sources of news: fetches, tells what is new, has it coded and kept, and says what could not be."""
