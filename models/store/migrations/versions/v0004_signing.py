"""Signing: the store's key pair, signatures, later words, seals, exports.

Version 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signing_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_key")),
        sa.UniqueConstraint("public", name=op.f("uq_signing_key_public")),
    )
    op.create_table(
        "record_signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(how = 'declined') = (reason <> '')", name=op.f("ck_record_signature_declined_for_a_reason")
        ),
        sa.CheckConstraint(
            "how IN ('in_room', 'email', 'paper', 'agreed', 'declined')",
            name=op.f("ck_record_signature_how_is_known"),
        ),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_record_signature_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_signature")),
        sa.UniqueConstraint("record_id", "party", name=op.f("uq_record_signature_record_id")),
    )
    op.create_table(
        "record_addendum",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "how IN ('in_room', 'email', 'paper')", name=op.f("ck_record_addendum_how_is_signed")
        ),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_record_addendum_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_addendum")),
    )
    op.create_index("addendum_of_record", "record_addendum", ["record_id"], unique=False)
    op.create_table(
        "record_seal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("public", sa.String(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.Column("trail_line", sa.Integer(), nullable=False),
        sa.Column("trail_head", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_record_seal_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_seal")),
    )
    op.create_index("seal_of_record", "record_seal", ["record_id"], unique=False)
    op.create_table(
        "record_export",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('working', 'draft', 'final')", name=op.f("ck_record_export_kind_is_known")
        ),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_record_export_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_export")),
    )
    op.create_index("export_of_record", "record_export", ["record_id"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back to an earlier version")
