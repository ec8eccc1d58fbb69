"""The day on which the two want to look at their agreement again, where they agreed on one (NCT-T42).

Version 0010, after 0009.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("agreement", sa.Column("review_on", sa.Date(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back to an earlier version")
