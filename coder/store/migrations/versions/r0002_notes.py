"""What a watch remembers of its sources."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coder.store.columns import Words

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "notes",
        sa.Column("source", Words, nullable=False),
        sa.Column("name", Words, nullable=False),
        sa.Column("value", Words, nullable=False),
        sa.PrimaryKeyConstraint("source", "name", name="pk_notes"),
    )
