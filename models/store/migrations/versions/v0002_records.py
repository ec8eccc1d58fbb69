"""Records, drafts of them, the ledger of actions, and the index of words.

Version 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_KEPT = (
    "INSERT INTO action SELECT id, code, what, why, how, child_id, practitioner_id, supervision_id, owner, "
    "set_on, due_on, done_on, dropped_on, outcome, carried, '', NULL, '' FROM action_before"
)
_WORDS = (
    """
CREATE VIEW record_text AS
SELECT id, (
  SELECT group_concat(atom, char(10)) FROM (
    SELECT atom FROM json_tree(record.answers)
    WHERE type = 'text' AND key <> 'id'
      AND (fullkey LIKE '$.answers.%' OR fullkey LIKE '$.parts[%' OR fullkey LIKE '$.kept.%')
  )
) AS words FROM record
""",
    """
CREATE VIEW action_text AS
SELECT id, what || char(10) || why || char(10) || how || char(10) || owner || char(10) || child_notices
  || char(10) || outcome || char(10) || coalesce((
    SELECT group_concat(words, char(10)) FROM action_step WHERE action_id = action.id
  ), '') AS words FROM action
""",
    "CREATE VIRTUAL TABLE record_words USING fts5(words, content='record_text', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2', prefix='3')",
    "CREATE VIRTUAL TABLE action_words USING fts5(words, content='action_text', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2', prefix='3')",
    "INSERT INTO record_words(record_words, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO action_words(action_words, rank) VALUES ('secure-delete', 1)",
)


def upgrade() -> None:
    op.create_table(
        "record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("supervision_id", sa.Integer(), nullable=True),
        sa.Column("practitioner_id", sa.Integer(), nullable=True),
        sa.Column("answers", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("begun_by", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("saved_by", sa.String(), nullable=False),
        sa.Column("completed_at", sa.DateTime(), nullable=True),
        sa.Column("completed_by", sa.String(), nullable=False),
        sa.Column("copied_from_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(state = 'draft') = (completed_at IS NULL)", name=op.f("ck_record_complete_since")
        ),
        sa.CheckConstraint("state IN ('draft', 'complete', 'signed')", name=op.f("ck_record_state_is_known")),
        sa.CheckConstraint(
            "copied_from_id IS NULL OR copied_from_id <> id", name=op.f("ck_record_copied_from_another")
        ),
        sa.CheckConstraint("version > 0", name=op.f("ck_record_version_is_a_count")),
        sa.ForeignKeyConstraint(["copied_from_id"], ["record.id"], name=op.f("fk_record_copied_from_id")),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["practitioner.id"], name=op.f("fk_record_practitioner_id")
        ),
        sa.ForeignKeyConstraint(
            ["supervision_id"], ["supervision.id"], name=op.f("fk_record_supervision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
    )
    op.create_index("record_by_day", "record", ["day"], unique=False)
    op.create_index("record_by_form", "record", ["form", "day"], unique=False)
    op.create_index("record_by_person", "record", ["practitioner_id", "day"], unique=False)
    op.create_index("record_by_session", "record", ["supervision_id"], unique=False)
    op.create_index(
        "record_unfinished", "record", ["state"], unique=False, sqlite_where=sa.text("state = 'draft'")
    )
    op.create_table(
        "entered",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("system", sa.String(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_entered_child_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_entered_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entered")),
        sa.UniqueConstraint("record_id", "child_id", "system", name=op.f("uq_entered_record_id")),
    )
    op.create_index("entered_by_record", "entered", ["record_id"], unique=False)
    op.create_table(
        "record_child",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_record_child_child_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_record_child_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_child")),
        sa.UniqueConstraint("record_id", "child_id", "part", name=op.f("uq_record_child_record_id")),
    )
    op.create_index("record_child_by_child", "record_child", ["child_id", "record_id"], unique=False)
    op.create_table(
        "record_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("answers", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("cursor", sa.String(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_record_draft_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_draft")),
        sqlite_autoincrement=True,
    )
    op.create_index("draft_of_record", "record_draft", ["record_id"], unique=False)
    _action_anew()
    op.create_table(
        "action_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("supervision_id", sa.Integer(), nullable=True),
        sa.Column("was_due_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('agreed', 'carried', 'moved', 'done', 'dropped', 'reopened')",
            name=op.f("ck_action_step_kind_is_known"),
        ),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_action_step_action_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_action_step_record_id")),
        sa.ForeignKeyConstraint(
            ["supervision_id"], ["supervision.id"], name=op.f("fk_action_step_supervision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_step")),
    )
    op.create_index("step_by_record", "action_step", ["record_id"], unique=False)
    op.create_index("step_of_action", "action_step", ["action_id", "taken_on"], unique=False)
    _make_index()


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back to an earlier version")


def _action_anew() -> None:
    """Add what an action has now. The table is made anew, so that it reads as one that was made today."""
    op.drop_index("action_by_child", "action")
    op.drop_index("action_by_person", "action")
    op.rename_table("action", "action_before")
    op.create_table(
        "action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("practitioner_id", sa.Integer(), nullable=True),
        sa.Column("supervision_id", sa.Integer(), nullable=True),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("dropped_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("carried", sa.Integer(), nullable=False),
        sa.Column("child_notices", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("row", sa.String(), nullable=False),
        sa.CheckConstraint("carried >= 0", name=op.f("ck_action_carried_is_a_count")),
        sa.CheckConstraint("done_on IS NULL OR dropped_on IS NULL", name=op.f("ck_action_done_or_dropped")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_action_child_id")),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["practitioner.id"], name=op.f("fk_action_practitioner_id")
        ),
        sa.ForeignKeyConstraint(
            ["supervision_id"], ["supervision.id"], name=op.f("fk_action_supervision_id")
        ),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_action_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("code", name=op.f("uq_action_code")),
    )
    op.execute(_KEPT)
    op.drop_table("action_before")
    op.create_index("action_by_child", "action", ["child_id"], unique=False)
    op.create_index("action_by_person", "action", ["practitioner_id"], unique=False)
    op.create_index("action_by_record", "action", ["record_id", "row"], unique=False)


def _make_index() -> None:
    for statement in _WORDS:
        op.get_bind().exec_driver_sql(statement.strip())
    op.execute("INSERT INTO action_words(action_words) VALUES ('rebuild')")
