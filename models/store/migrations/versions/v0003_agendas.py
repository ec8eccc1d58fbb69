"""Agendas: items, how far a session has come, who disturbed it, who was there, kept patterns.

Version 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("agreement", sa.Column("one_sitting", sa.Boolean(), nullable=True))
    op.add_column("supervision", sa.Column("agenda_agreed_on", sa.Date(), nullable=True))

    op.create_table(
        "agenda_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=True),
        sa.Column("kinds", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "minutes IS NULL OR minutes BETWEEN 1 AND 1440", name=op.f("ck_agenda_template_minutes_in_a_day")
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["practitioner.id"], name=op.f("fk_agenda_template_practitioner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_template")),
        sa.UniqueConstraint("name", "practitioner_id", name=op.f("uq_agenda_template_name")),
    )
    op.create_index("template_by_person", "agenda_template", ["practitioner_id"], unique=False)
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("supervision_id", sa.Integer(), nullable=True),
        sa.Column("practitioner_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("whose", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("by_reference", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("spent", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("split_from_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'done', 'parked')", name=op.f("ck_agenda_item_state_is_known")),
        sa.CheckConstraint(
            "whose IN ('policy', 'supervisor', 'supervisee')", name=op.f("ck_agenda_item_whose_is_known")
        ),
        sa.CheckConstraint("minutes BETWEEN 0 AND 1440", name=op.f("ck_agenda_item_minutes_in_a_day")),
        sa.CheckConstraint("spent >= 0", name=op.f("ck_agenda_item_spent_is_a_count")),
        sa.CheckConstraint(
            "split_from_id IS NULL OR split_from_id <> id", name=op.f("ck_agenda_item_split_from_another")
        ),
        sa.CheckConstraint(
            "supervision_id IS NOT NULL OR practitioner_id IS NOT NULL",
            name=op.f("ck_agenda_item_is_of_someone"),
        ),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_agenda_item_child_id")),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["practitioner.id"], name=op.f("fk_agenda_item_practitioner_id")
        ),
        sa.ForeignKeyConstraint(
            ["split_from_id"], ["agenda_item.id"], name=op.f("fk_agenda_item_split_from_id")
        ),
        sa.ForeignKeyConstraint(
            ["supervision_id"], ["supervision.id"], name=op.f("fk_agenda_item_supervision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
    )
    op.create_index("item_by_child", "agenda_item", ["child_id"], unique=False)
    op.create_index("item_of_session", "agenda_item", ["supervision_id", "place"], unique=False)
    op.create_index("item_waiting", "agenda_item", ["practitioner_id", "supervision_id"], unique=False)
    op.create_table(
        "agenda_template_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("whose", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "whose IN ('policy', 'supervisor', 'supervisee')",
            name=op.f("ck_agenda_template_line_whose_is_known"),
        ),
        sa.CheckConstraint(
            "minutes BETWEEN 0 AND 1440", name=op.f("ck_agenda_template_line_minutes_in_a_day")
        ),
        sa.ForeignKeyConstraint(
            ["template_id"], ["agenda_template.id"], name=op.f("fk_agenda_template_line_template_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_template_line")),
    )
    op.create_index("line_of_template", "agenda_template_line", ["template_id", "place"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("supervision_id", sa.Integer(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=True),
        sa.Column("guest", sa.String(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(practitioner_id IS NULL) = (guest <> '')", name=op.f("ck_attendance_one_of_the_team_or_a_guest")
        ),
        sa.CheckConstraint(
            "part IN ('member', 'facilitator', 'presenter')", name=op.f("ck_attendance_part_is_known")
        ),
        sa.CheckConstraint(
            "state IN ('expected', 'present', 'apologies', 'absent')",
            name=op.f("ck_attendance_state_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["practitioner.id"], name=op.f("fk_attendance_practitioner_id")
        ),
        sa.ForeignKeyConstraint(
            ["supervision_id"], ["supervision.id"], name=op.f("fk_attendance_supervision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("supervision_id", "practitioner_id", name=op.f("uq_attendance_supervision_id")),
    )
    op.create_index("attendance_of_session", "attendance", ["supervision_id"], unique=False)
    op.create_table(
        "disturbance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("supervision_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("whose", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('late', 'interrupted')", name=op.f("ck_disturbance_kind_is_known")),
        sa.CheckConstraint(
            "whose IN ('practitioner', 'supervisor', 'other')", name=op.f("ck_disturbance_whose_is_known")
        ),
        sa.CheckConstraint(
            "minutes IS NULL OR minutes BETWEEN 0 AND 1440", name=op.f("ck_disturbance_minutes_in_a_day")
        ),
        sa.ForeignKeyConstraint(
            ["supervision_id"], ["supervision.id"], name=op.f("fk_disturbance_supervision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disturbance")),
    )
    op.create_index("disturbance_of_session", "disturbance", ["supervision_id"], unique=False)
    op.create_table(
        "session_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("supervision_id", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.Column("running_since", sa.DateTime(), nullable=True),
        sa.Column("spent", sa.Integer(), nullable=False),
        sa.Column("at_item", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("spent >= 0", name=op.f("ck_session_run_spent_is_a_count")),
        sa.ForeignKeyConstraint(
            ["supervision_id"], ["supervision.id"], name=op.f("fk_session_run_supervision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_run")),
        sa.UniqueConstraint("supervision_id", name=op.f("uq_session_run_supervision_id")),
    )


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back to an earlier version")
