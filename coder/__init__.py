"""Dragoman: news articles in, CAMEO events out."""

__version__ = "0.1.0"
