"""The Standard Safeguarding Dataset: the tables and columns a caseload needs."""

from __future__ import annotations

from models.intake.table.layout import Column, SheetLayout, may, must


def _table(name: str, about: str, *columns: Column) -> SheetLayout:
    return SheetLayout(f"ssd_{name}", about, columns, optional=True)


PERSON = _table(
    "person",
    "children",
    must("pers_person_id", "child", key="child"),
    may("pers_forename", "childs_name", key="forename"),
    may("pers_surname", "childs_name", key="surname"),
)
PROFESSIONALS = _table(
    "professionals",
    "practitioners",
    must("prof_professional_id", "person", key="number"),
    must("prof_professional_name", "label", key="name"),
    may("prof_professional_job_title", "label", key="job_title"),
    Column("prof_full_time_equivalency", "share", key="fte", soft=True),
)
INVOLVEMENTS = _table(
    "involvements",
    "who works with whom",
    may("invo_involvements_id", "reference", key="id"),
    must("invo_professional_id", "person", key="person"),
    may("invo_professional_role_id", "label", key="role"),
    may("invo_professional_team", "label", key="team"),
    must("invo_involvement_start_date", "past_day", key="start"),
    may("invo_involvement_end_date", "day", key="end"),
    Column("invo_person_id", "child", key="child", needed=False),
    may("invo_referral_id", "label", key="referral"),
)
CIN_EPISODES = _table(
    "cin_episodes",
    "referrals and episodes of need",
    may("cine_referral_id", "label", key="referral"),
    must("cine_person_id", "child", key="child"),
    must("cine_referral_date", "past_day", key="start"),
    may("cine_close_date", "past_day", key="end"),
)
CIN_PLANS = _table(
    "cin_plans",
    "child in need plans",
    must("cinp_person_id", "child", key="child"),
    Column(
        "cinp_cin_plan_start_date",
        "past_day",
        key="start",
        needed=True,
        filled=True,
        also=("cinp_cin_plan_start",),
    ),
    may("cinp_cin_plan_end_date", "day", key="end", also=("cinp_cin_plan_end",)),
    may("cinp_cin_plan_team", "label", key="team"),
    may("cinp_cin_plan_worker_id", "person", key="person"),
)
CP_PLANS = _table(
    "cp_plans",
    "child protection plans",
    must("cppl_person_id", "child", key="child"),
    must("cppl_cp_plan_start_date", "past_day", key="start"),
    may("cppl_cp_plan_end_date", "day", key="end"),
)
CLA_EPISODES = _table(
    "cla_episodes",
    "episodes of care",
    must("clae_person_id", "child", key="child"),
    Column(
        "clae_cla_episode_start_date",
        "past_day",
        key="start",
        needed=True,
        filled=True,
        also=("clae_cla_episode_start",),
    ),
    may("clae_cla_episode_ceased_date", "day", key="end", also=("clae_cla_episode_ceased",)),
    may("clae_entered_care_date", "past_day", key="entered"),
)
CARE_LEAVERS = _table(
    "care_leavers",
    "care leavers",
    must("clea_person_id", "child", key="child"),
    may("clea_care_leaver_allocated_team", "label", key="team"),
    may("clea_care_leaver_worker_id", "person", key="person"),
)
EARLY_HELP = _table(
    "early_help_episodes",
    "early help",
    may("earl_episode_id", "reference", key="id"),
    must("earl_person_id", "child", key="child"),
    must("earl_episode_start_date", "past_day", key="start"),
    may("earl_episode_end_date", "past_day", key="end"),
    may("earl_episode_worker_id", "person", key="person"),
)
FAMILY = _table(
    "family",
    "families",
    must("fami_family_id", "family", key="family"),
    must("fami_person_id", "child", key="child"),
)
DEPARTMENT = _table(
    "department",
    "teams",
    must("dept_team_id", "label", key="id"),
    must("dept_team_name", "label", key="name"),
)

TABLES = (
    DEPARTMENT,
    PERSON,
    PROFESSIONALS,
    INVOLVEMENTS,
    CIN_EPISODES,
    CIN_PLANS,
    CP_PLANS,
    CLA_EPISODES,
    CARE_LEAVERS,
    EARLY_HELP,
    FAMILY,
)
"""The tables that are read, those that others point at first."""
