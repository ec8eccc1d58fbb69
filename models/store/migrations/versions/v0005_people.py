"""People: files of those who left, disagreements, handovers, samples; cover, observers, what went to be sampled.

Version 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("absence", sa.Column("cover", sa.String(), server_default="", nullable=False))
    op.add_column("observation", sa.Column("observer", sa.String(), server_default="", nullable=False))
    op.add_column("observation", sa.Column("sent_on", sa.Date(), nullable=True))

    op.create_table(
        "sample",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("drawn_on", sa.Date(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("per_supervisor", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.CheckConstraint("per_supervisor > 0", name=op.f("ck_sample_per_supervisor_is_a_count")),
        sa.CheckConstraint("until >= since", name=op.f("ck_sample_ends_after_start")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample")),
    )
    op.create_index("sample_drawn", "sample", ["drawn_on"], unique=False)
    op.create_table(
        "destruction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("keep_until", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("destroyed_at", sa.DateTime(), nullable=True),
        sa.Column("destroyed_by", sa.String(), nullable=False),
        sa.Column("certificate", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(destroyed_at IS NULL) = (certificate = '')", name=op.f("ck_destruction_certified_when_done")
        ),
        sa.CheckConstraint(
            "destroyed_at IS NULL OR withdrawn_on IS NULL", name=op.f("ck_destruction_done_or_withdrawn")
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["practitioner.id"], name=op.f("fk_destruction_practitioner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction")),
    )
    op.create_index("destruction_by_person", "destruction", ["practitioner_id", "proposed_on"], unique=False)
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=True),
        sa.Column("to_name", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(to_id IS NULL) = (to_name <> '')", name=op.f("ck_handover_to_someone")),
        sa.CheckConstraint("kind IN ('supervisor', 'practitioner')", name=op.f("ck_handover_kind_is_known")),
        sa.CheckConstraint(
            "closed_on IS NULL OR closed_on >= made_on", name=op.f("ck_handover_closed_after_made")
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["practitioner.id"], name=op.f("fk_handover_practitioner_id")
        ),
        sa.ForeignKeyConstraint(["to_id"], ["practitioner.id"], name=op.f("fk_handover_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    op.create_index("handover_by_person", "handover", ["practitioner_id", "made_on"], unique=False)
    op.create_table(
        "legal_hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("placed_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("lifted_because", sa.String(), nullable=False),
        sa.CheckConstraint(
            "lifted_on IS NULL OR lifted_on >= placed_on", name=op.f("ck_legal_hold_lifted_after_placed")
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["practitioner.id"], name=op.f("fk_legal_hold_practitioner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
    )
    op.create_index("hold_by_person", "legal_hold", ["practitioner_id", "placed_on"], unique=False)
    op.create_table(
        "sampled_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sample_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("supervisor_id", sa.Integer(), nullable=True),
        sa.Column("worksheet_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["sample_id"], ["sample.id"], name=op.f("fk_sampled_record_sample_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sampled_record")),
        sa.UniqueConstraint("sample_id", "record_id", name=op.f("uq_sampled_record_sample_id")),
    )
    op.create_index("sampled_by_record", "sampled_record", ["record_id"], unique=False)
    op.create_table(
        "destroyed_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("destruction_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["destruction_id"], ["destruction.id"], name=op.f("fk_destroyed_record_destruction_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destroyed_record")),
        sa.UniqueConstraint("destruction_id", "record_id", name=op.f("uq_destroyed_record_destruction_id")),
    )
    op.create_index("destroyed", "destroyed_record", ["record_id"], unique=False)
    op.create_table(
        "handover_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("ref", sa.Integer(), nullable=True),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('agreement', 'session', 'clock', 'record', 'action', 'child', 'disagreement', 'note')",
            name=op.f("ck_handover_item_kind_is_known"),
        ),
        sa.ForeignKeyConstraint(["handover_id"], ["handover.id"], name=op.f("fk_handover_item_handover_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_item")),
    )
    op.create_index("item_of_handover", "handover_item", ["handover_id", "place"], unique=False)
    op.create_table(
        "disagreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("supervision_id", sa.Integer(), nullable=True),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.CheckConstraint(
            "settled_on IS NULL OR settled_on >= raised_on", name=op.f("ck_disagreement_settled_after_raised")
        ),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_disagreement_child_id")),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["practitioner.id"], name=op.f("fk_disagreement_practitioner_id")
        ),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_disagreement_record_id")),
        sa.ForeignKeyConstraint(
            ["supervision_id"], ["supervision.id"], name=op.f("fk_disagreement_supervision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disagreement")),
    )
    op.create_index("disagreement_by_person", "disagreement", ["practitioner_id", "raised_on"], unique=False)
    op.create_table(
        "disagreement_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("disagreement_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("with_whom", sa.String(), nullable=False),
        sa.Column("both_know", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["disagreement_id"], ["disagreement.id"], name=op.f("fk_disagreement_step_disagreement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disagreement_step")),
    )
    op.create_index(
        "step_of_disagreement", "disagreement_step", ["disagreement_id", "taken_on"], unique=False
    )


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back to an earlier version")
