"""The first schema.

Version 0001, the first.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("was", sa.String(), nullable=False),
        sa.Column("became", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("corrected_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_index("correction_of", "correction", ["entity", "entity_id"], unique=False)
    op.create_table(
        "draft",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_draft")),
    )
    op.create_table(
        "family",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family")),
        sa.UniqueConstraint("code", name=op.f("uq_family_code")),
    )
    op.create_table(
        "gate_pass",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("passed_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate_pass")),
    )
    op.create_index("gate_pass_of", "gate_pass", ["entity", "entity_id"], unique=False)
    op.create_table(
        "practitioner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("job_title", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("also_role", sa.String(), nullable=False),
        sa.Column("supervisor_id", sa.Integer(), nullable=True),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("frontline", sa.Boolean(), nullable=False),
        sa.Column("fte", sa.Float(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("asye_started_on", sa.Date(), nullable=True),
        sa.Column("six_month_review_on", sa.Date(), nullable=True),
        sa.Column("probation_ends_on", sa.Date(), nullable=True),
        sa.Column("performance_plan_days", sa.Integer(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.CheckConstraint("fte > 0 AND fte <= 1", name=op.f("ck_practitioner_fte_is_a_share")),
        sa.CheckConstraint(
            "left_on IS NULL OR started_on IS NULL OR left_on >= started_on",
            name=op.f("ck_practitioner_left_after_start"),
        ),
        sa.ForeignKeyConstraint(
            ["supervisor_id"], ["practitioner.id"], name=op.f("fk_practitioner_supervisor_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practitioner")),
        sa.UniqueConstraint("number", name=op.f("uq_practitioner_number")),
    )
    op.create_table(
        "store_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("key_slots", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_mark")),
    )
    op.create_table(
        "trail",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=True),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("prev", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_trail")),
    )
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.CheckConstraint(
            "until IS NULL OR until >= since", name=op.f("ck_absence_absence_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["practitioner.id"], name=op.f("fk_absence_practitioner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index("absence_by_person", "absence", ["practitioner_id", "since"], unique=False)
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["practitioner.id"], name=op.f("fk_agreement_practitioner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    op.create_index("agreement_by_person", "agreement", ["practitioner_id", "signed_on"], unique=False)
    op.create_table(
        "child",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("initials", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=True),
        sa.Column("joined_into_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('child', 'carer', 'caregiver', 'victim')", name=op.f("ck_child_kind_is_known")
        ),
        sa.CheckConstraint(
            "joined_into_id IS NULL OR joined_into_id <> id", name=op.f("ck_child_not_joined_into_itself")
        ),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"], name=op.f("fk_child_family_id")),
        sa.ForeignKeyConstraint(["joined_into_id"], ["child.id"], name=op.f("fk_child_joined_into_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child")),
        sa.UniqueConstraint("number", name=op.f("uq_child_number")),
    )
    op.create_index("child_by_family", "child", ["family_id"], unique=False)
    op.create_table(
        "observation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("observed_on", sa.Date(), nullable=False),
        sa.Column("observer_part_on", sa.Date(), nullable=True),
        sa.Column("practitioner_part_on", sa.Date(), nullable=True),
        sa.Column("feedback_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["practitioner.id"], name=op.f("fk_observation_practitioner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation")),
    )
    op.create_index("observation_by_person", "observation", ["practitioner_id", "observed_on"], unique=False)
    op.create_table(
        "supervision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=True),
        sa.Column("planned_for", sa.Date(), nullable=True),
        sa.Column("first_planned_for", sa.Date(), nullable=True),
        sa.Column("starts_at", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("recorded_on", sa.Date(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "minutes IS NULL OR minutes BETWEEN 0 AND 1440", name=op.f("ck_supervision_minutes_in_a_day")
        ),
        sa.CheckConstraint(
            "planned_for IS NOT NULL OR held_on IS NOT NULL",
            name=op.f("ck_supervision_supervision_has_a_day"),
        ),
        sa.CheckConstraint(
            "replaces_id IS NULL OR replaces_id <> id", name=op.f("ck_supervision_replaces_another")
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["practitioner.id"], name=op.f("fk_supervision_practitioner_id")
        ),
        sa.ForeignKeyConstraint(["replaces_id"], ["supervision.id"], name=op.f("fk_supervision_replaces_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision")),
        sa.UniqueConstraint("code", name=op.f("uq_supervision_code")),
    )
    op.create_index(
        "supervision_by_person",
        "supervision",
        ["practitioner_id", "kind", "occasion", "held_on"],
        unique=False,
    )
    op.create_index(
        "supervision_cancelled",
        "supervision",
        ["cancelled_on"],
        unique=False,
        sqlite_where=sa.text("cancelled_on IS NOT NULL"),
    )
    op.create_index("supervision_held", "supervision", ["held_on"], unique=False)
    op.create_index(
        "supervision_planned",
        "supervision",
        ["planned_for"],
        unique=False,
        sqlite_where=sa.text("held_on IS NULL AND cancelled_on IS NULL"),
    )
    op.create_index(
        "supervision_replaces",
        "supervision",
        ["replaces_id"],
        unique=False,
        sqlite_where=sa.text("replaces_id IS NOT NULL"),
    )
    op.create_index(
        "supervision_unagreed",
        "supervision",
        ["held_on"],
        unique=False,
        sqlite_where=sa.text("agreed_on IS NULL"),
    )
    op.create_index(
        "supervision_unsigned",
        "supervision",
        ["held_on"],
        unique=False,
        sqlite_where=sa.text("signed_on IS NULL"),
    )
    op.create_index(
        "supervision_unwritten",
        "supervision",
        ["held_on"],
        unique=False,
        sqlite_where=sa.text("recorded_on IS NULL"),
    )
    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("manager_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["manager_id"], ["practitioner.id"], name=op.f("fk_team_manager_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
    )
    op.create_table(
        "trail_salt",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["trail.seq"], name=op.f("fk_trail_salt_seq")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_trail_salt")),
    )
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
        sa.CheckConstraint("carried >= 0", name=op.f("ck_action_carried_is_a_count")),
        sa.CheckConstraint("done_on IS NULL OR dropped_on IS NULL", name=op.f("ck_action_done_or_dropped")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_action_child_id")),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["practitioner.id"], name=op.f("fk_action_practitioner_id")
        ),
        sa.ForeignKeyConstraint(
            ["supervision_id"], ["supervision.id"], name=op.f("fk_action_supervision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("code", name=op.f("uq_action_code")),
    )
    op.create_index("action_by_child", "action", ["child_id"], unique=False)
    op.create_index("action_by_person", "action", ["practitioner_id"], unique=False)
    op.create_table(
        "dated_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=True),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("value", sa.String(), nullable=False),
        sa.CheckConstraint(
            "child_id IS NULL OR practitioner_id IS NULL", name=op.f("ck_dated_event_of_one_at_most")
        ),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_dated_event_child_id")),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["practitioner.id"], name=op.f("fk_dated_event_practitioner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dated_event")),
    )
    op.create_index("event_by_child", "dated_event", ["child_id", "type", "happened_on"], unique=False)
    op.create_index(
        "event_by_person", "dated_event", ["practitioner_id", "type", "happened_on"], unique=False
    )
    op.create_table(
        "discussion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("supervision_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.Date(), nullable=True),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('formal', 'informal')", name=op.f("ck_discussion_discussion_kind_is_known")
        ),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_discussion_child_id")),
        sa.ForeignKeyConstraint(
            ["supervision_id"], ["supervision.id"], name=op.f("fk_discussion_supervision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussion")),
    )
    op.create_index("discussion_by_supervision", "discussion", ["supervision_id"], unique=False)
    op.create_index("discussion_last", "discussion", ["child_id", "kind", "at"], unique=False)
    op.create_table(
        "involvement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closing_reason", sa.String(), nullable=False),
        sa.Column("transfer_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "closed_on IS NULL OR closed_on >= opened_on", name=op.f("ck_involvement_closed_after_opened")
        ),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_involvement_child_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_involvement")),
    )
    op.create_index("involvement_by_child", "involvement", ["child_id", "service"], unique=False)
    op.create_index("involvement_open", "involvement", ["closed_on"], unique=False)
    op.create_table(
        "shorter_interval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("practitioner_id", sa.Integer(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(child_id IS NULL) <> (practitioner_id IS NULL)",
            name=op.f("ck_shorter_interval_of_a_child_or_a_person"),
        ),
        sa.CheckConstraint("days BETWEEN 1 AND 3660", name=op.f("ck_shorter_interval_days_make_sense")),
        sa.CheckConstraint(
            "until IS NULL OR until >= since", name=op.f("ck_shorter_interval_interval_ends_after_start")
        ),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_shorter_interval_child_id")),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["practitioner.id"], name=op.f("fk_shorter_interval_practitioner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shorter_interval")),
    )
    op.create_index("interval_by_child", "shorter_interval", ["child_id", "since"], unique=False)
    op.create_index("interval_by_person", "shorter_interval", ["practitioner_id", "since"], unique=False)
    op.create_table(
        "situation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "until IS NULL OR until >= since", name=op.f("ck_situation_situation_ends_after_start")
        ),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_situation_child_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_situation")),
    )
    op.create_index("situation_by_child", "situation", ["child_id", "code", "since"], unique=False)
    op.create_table(
        "allocation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("involvement_id", sa.Integer(), nullable=False),
        sa.Column("practitioner_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "until IS NULL OR until >= since", name=op.f("ck_allocation_allocation_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["involvement_id"], ["involvement.id"], name=op.f("fk_allocation_involvement_id")
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"], ["practitioner.id"], name=op.f("fk_allocation_practitioner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation")),
    )
    op.create_index("allocation_by_involvement", "allocation", ["involvement_id", "since"], unique=False)
    op.create_index("allocation_by_person", "allocation", ["practitioner_id"], unique=False)
    op.create_table(
        "stage_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("involvement_id", sa.Integer(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("from_stage", sa.Integer(), nullable=True),
        sa.Column("to_stage", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("moved_by", sa.String(), nullable=False),
        sa.Column("supervision_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("to_stage BETWEEN 1 AND 12", name=op.f("ck_stage_move_stage_in_range")),
        sa.ForeignKeyConstraint(
            ["involvement_id"], ["involvement.id"], name=op.f("fk_stage_move_involvement_id")
        ),
        sa.ForeignKeyConstraint(
            ["supervision_id"], ["supervision.id"], name=op.f("fk_stage_move_supervision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_move")),
    )
    op.create_index("move_by_involvement", "stage_move", ["involvement_id", "moved_on", "id"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back to an earlier version")
