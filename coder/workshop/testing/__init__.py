"""The examples inside dictionary entries, run and judged."""
