"""Articles, events and who told them, kept in SQLite or PostgreSQL; the one room that speaks SQL."""
