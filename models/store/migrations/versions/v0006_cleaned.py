"""When the pages behind a destroyed file were cleaned: empty for those destroyed before, so they are cleaned once more.

Version 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("destruction", sa.Column("cleaned_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back to an earlier version")
