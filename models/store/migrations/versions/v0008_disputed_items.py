"""The day on which the one who takes over said that an item of a handover is not so.

Version 0008, after 0007.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("handover_item", sa.Column("disputed_on", sa.Date(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back to an earlier version")
