"""One module a step, the oldest first by name; a step that was released is never changed."""
