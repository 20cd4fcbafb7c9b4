"""Measurements of the service as it runs: commands that end with 1 when a promise breaks."""
