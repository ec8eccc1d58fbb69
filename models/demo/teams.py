"""The made-up teams, one a policy: nobody in them exists, and no authority has such a team."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PLANS_USUAL = ("cin",) * 8 + ("cp",) * 4 + ("cp_down",) * 2 + ("cic",) * 2 + ("court", "pre_court")


@dataclass(frozen=True, slots=True)
class Post:
    """A place in the team: children held at once, share of full time, and whom it took work over from."""

    load: int = 0
    fte: float = 1.0
    after: str = ""


POSTS: Mapping[str, Post] = {
    "service_manager": Post(),
    "manager": Post(),
    "senior": Post(load=19),
    "steady": Post(load=22),
    "away": Post(load=18),
    "special": Post(load=15),
    "part_time": Post(load=13, fte=0.6),
    "probation": Post(load=19, after="left_before"),
    "nqsw": Post(load=16, after="left_lately"),
    "student": Post(load=3, after="senior"),
    "left_lately": Post(),
    "left_before": Post(),
    "left_long_ago": Post(),
}
"""Two managers, the eight who are supervised, and three who have left."""

SUPERVISED = ("senior", "steady", "away", "special", "part_time", "probation", "nqsw", "student")
LEAVERS = ("left_lately", "left_before", "left_long_ago")


@dataclass(frozen=True, slots=True)
class Who:
    """A made-up member of staff."""

    name: str
    title: str = "Social Worker"
    role: str = "social_worker"
    also_role: str = ""


@dataclass(frozen=True, slots=True)
class MadeTeam:
    """A made-up team. ``special`` work is that of one post, ``first_plan`` the situation while assessing.

    ``weeks`` is what the supervision agreements say, ``other_weeks`` what those of some posts say.
    """

    name: str
    service: str
    staff: Mapping[str, Who]
    plans: tuple[str, ...] = PLANS_USUAL
    special_service: str = ""
    special_plans: tuple[str, ...] = PLANS_USUAL
    first_plan: str = "cin"
    child_numbers_from: int = 38102
    staff_numbers_from: int = 20417
    shared_children: int = 0
    weeks: int | None = None
    other_weeks: Mapping[str, int] = field(default_factory=dict)


_KENT = MadeTeam(
    "Riverside 2",
    "childrens_social_work",
    {
        "service_manager": Who("Dominic Farrow", "Service Manager", "support_staff"),
        "manager": Who("Helen Ashdown", "Team Manager", "team_manager"),
        "senior": Who("Priya Nair", "Senior Practitioner"),
        "steady": Who("Sam Whitlock"),
        "away": Who("Grace Oyelaran"),
        "special": Who("Callum Brightwell", "Youth Justice Practitioner", "yj_practitioner"),
        "part_time": Who("Nadia Rahmani"),
        "probation": Who("Tomasz Wilk", also_role="permanent_new_starter"),
        "nqsw": Who("Ellie Penfold", "Social Worker (ASYE)", "nqsw"),
        "student": Who("Kwame Asare", "Social Work Student", "social_work_student"),
        "left_lately": Who("Judith Corrie"),
        "left_before": Who("Ravi Sandhu"),
        "left_long_ago": Who("Beth Lomax"),
    },
    special_service="youth_justice",
    special_plans=("risk_low",) * 2 + ("risk_medium",) * 3 + ("risk_high",) * 2,
    shared_children=3,
)

_NORTHAMPTONSHIRE = MadeTeam(
    "Meadow 3",
    "childrens_social_work",
    {
        "service_manager": Who("Peter Hallam", "Service Manager", "other_staff"),
        "manager": Who("Yvonne Carlisle", "Team Manager", "team_manager"),
        "senior": Who("Amina Yusuf", "Senior Social Worker"),
        "steady": Who("Joe Tranter"),
        "away": Who("Karen Bickerstaff"),
        "special": Who("Leon Marchant", "Leaving Care Personal Advisor", "personal_advisor"),
        "part_time": Who("Sunita Gohil"),
        "probation": Who("Ioana Petrescu", also_role="probation"),
        "nqsw": Who("Megan Thorley", "Newly Qualified Social Worker", "nqsw"),
        "student": Who("Daniel Osei", "Social Work Student"),
        "left_lately": Who("Fiona Garrick"),
        "left_before": Who("Imran Qadir"),
        "left_long_ago": Who("Lucy Wragg"),
    },
    plans=(*PLANS_USUAL, "short_breaks", "direct_payments", "post_order", "private_fostering"),
    special_service="leaving_care",
    special_plans=("leaving_care",),
    child_numbers_from=214380,
    staff_numbers_from=7741,
    weeks=4,
)

_HAVERING = MadeTeam(
    "Orchard",
    "childrens_social_work",
    {
        "service_manager": Who("Stuart Penrose", "Service Manager", "support_staff"),
        "manager": Who("Marcia Delaney", "Team Manager", "team_manager"),
        "senior": Who("Olu Adekoya", "Advanced Practitioner", "advanced_practitioner"),
        "steady": Who("Hannah Birch"),
        "away": Who("Mehmet Aydin"),
        "special": Who("Rosie Tallis"),
        "part_time": Who("Farida Chowdhury"),
        "probation": Who("Gareth Pryce", also_role="probation"),
        "nqsw": Who("Chloe Winstanley", "Social Worker (ASYE)", "nqsw"),
        "student": Who("Tariq Lodhi", "Social Work Student"),
        "left_lately": Who("Moira Keane"),
        "left_before": Who("Ben Ablett"),
        "left_long_ago": Who("Simone Roache"),
    },
    child_numbers_from=61240,
    staff_numbers_from=3306,
    weeks=4,
    other_weeks={"part_time": 6},
)

_BIRMINGHAM = MadeTeam(
    "Canal Side 4",
    "childrens_social_work",
    {
        "service_manager": Who("Rachel Oldacre", "Head of Service", "family_facing_head_of_service"),
        "manager": Who("Jaswinder Dhami", "Team Manager", "team_manager"),
        "senior": Who("Michael Tolland", "Senior Social Worker", "social_worker_non_asye"),
        "steady": Who("Sadia Mirza", role="social_worker_non_asye"),
        "away": Who("Natalie Crump", role="social_worker_non_asye"),
        "special": Who("Delroy Hanson", "Family Support Worker", "family_support_locality"),
        "part_time": Who("Bronagh Kelleher", role="social_worker_non_asye"),
        "probation": Who("Zahra Tehrani", role="social_worker_non_asye"),
        "nqsw": Who("Luke Satterley", "Social Worker (ASYE)", "nqsw"),
        "student": Who("Abena Sarpong", "Social Work Student", "social_work_practitioner"),
        "left_lately": Who("Colin Dunmore", role="social_worker_non_asye"),
        "left_before": Who("Harpreet Gill", role="social_worker_non_asye"),
        "left_long_ago": Who("Tess Varley", role="social_worker_non_asye"),
    },
    plans=(*PLANS_USUAL, "permanence"),
    special_plans=("early_help",) * 4 + ("cin",),
    first_plan="asti",
    child_numbers_from=508210,
    staff_numbers_from=88125,
)

_CHILDREN_AND_FAMILIES = MadeTeam(
    "Hillcrest",
    "children_and_families",
    {
        "service_manager": Who("Neil Stannard", "Service Manager", "other_staff"),
        "manager": Who("Angela Rourke", "Team Manager", "team_manager"),
        "senior": Who("Ruth Abiola", "Senior Social Worker"),
        "steady": Who("Craig Millward"),
        "away": Who("Shabnam Akhtar"),
        "special": Who("Owen Garside"),
        "part_time": Who("Leila Haddad"),
        "probation": Who("Piotr Gorski"),
        "nqsw": Who("Jess Tunnicliffe", "Newly Qualified Social Worker", "nqsw"),
        "student": Who("Marlon Baptiste", "Social Work Student"),
        "left_lately": Who("Wendy Croft"),
        "left_before": Who("Anil Deshmukh"),
        "left_long_ago": Who("Kate Ormerod"),
    },
    child_numbers_from=17455,
    staff_numbers_from=1190,
    weeks=4,
)

TEAMS: Mapping[str, MadeTeam] = {
    "kent": _KENT,
    "northamptonshire": _NORTHAMPTONSHIRE,
    "havering": _HAVERING,
    "birmingham": _BIRMINGHAM,
    "children_and_families": _CHILDREN_AND_FAMILIES,
}
"""The made-up team of each policy, by the name of its pack."""
