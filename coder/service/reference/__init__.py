"""The reference in the browser: codes, stances and dictionary entries, on pages that need no script."""
