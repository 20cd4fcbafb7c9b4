"""What leaves the store: feeds to read, changes to follow, messages, files of a day."""
