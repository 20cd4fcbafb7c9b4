"""Processes that code for the service, so that one article's trouble stays with that article."""
