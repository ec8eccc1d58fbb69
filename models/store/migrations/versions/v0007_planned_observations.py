"""Observations that are arranged for a day to come.

Version 0007, after 0006.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "planned_observation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("planned_for", sa.Date(), nullable=False),
        sa.Column("first_planned_for", sa.Date(), nullable=True),
        sa.Column("starts_at", sa.String(), nullable=False),
        sa.Column("observer", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.CheckConstraint(
            "cancelled_on IS NULL OR reason <> ''",
            name=op.f("ck_planned_observation_called_off_with_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["practitioner.id"], name=op.f("fk_planned_observation_practitioner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_observation")),
    )
    op.create_index(
        "planned_observation_by_person",
        "planned_observation",
        ["practitioner_id", "planned_for"],
        unique=False,
    )


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back to an earlier version")
