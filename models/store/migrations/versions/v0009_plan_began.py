"""The day from which a performance plan names the days between sessions: before it nothing was late by it.

Version 0009, after 0008.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("practitioner", sa.Column("performance_plan_from", sa.Date(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back to an earlier version")
