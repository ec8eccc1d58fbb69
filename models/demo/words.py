"""One-line reasons in the voice of practitioners: made up, without a name and without drama."""

from __future__ import annotations

from collections.abc import Mapping

from models.demo.dice import Dice

FORWARD: Mapping[tuple[int, int], tuple[str, ...]] = {
    (1, 2): (
        "Assessment signed off and shared with the family",
        "Assessment finished; parents agree there is work to do",
        "Worries and strengths are clear now, time to plan together",
        "Assessment shared with mum and both grandparents",
    ),
    (2, 3): (
        "Family agreed the plan at the network meeting",
        "Plan agreed, though dad is not yet sure why it matters",
        "Outcomes written with the young person in their own words",
        "First review agreed the plan and who does what",
    ),
    (3, 4): (
        "Mum asked for the parenting course herself",
        "Grandparents on board; routines at bedtime have begun",
        "Dad came to the last two sessions and has started the programme",
        "Young person says what they want to be different and is trying it",
        "Parents see the effect of the arguments and have begun the couple work",
    ),
    (4, 5): (
        "School attendance over 90% for half a term",
        "Network now does the checks we used to do",
        "Home conditions good on three visits, announced and not",
        "Review found the changes real; visits can be further apart",
    ),
    (5, 6): (
        "Changes have held for two months without us prompting",
        "Review agreed to end; family knows whom to ask",
        "Handover to the school's family worker arranged",
        "Safety plan now run by the family's own network",
    ),
}

BACK: Mapping[tuple[int, int], tuple[str, ...]] = {
    (2, 1): (
        "New information from the health visitor, needs assessing first",
        "Partner moved in; assessment has to include him",
    ),
    (3, 2): ("Plan did not fit the work shifts, writing it again", "Family asked to rethink the outcomes"),
    (3, 1): ("New referral from school, back to assessment", "Baby expected; assessment to be updated"),
    (4, 3): (
        "Drinking again since the job ended; back to what would make change worth it",
        "Appointments missed three times, need to ask why",
        "Parents have separated and are not sure about the plan",
    ),
    (4, 2): (
        "Moved in with an aunt, so a new plan with a new household",
        "Plan rewritten after the conference",
    ),
    (5, 4): (
        "Attendance slipped after the holidays",
        "Routines gave way when the baby came; course booked again",
        "Old worries at the last visit, more support for six weeks",
    ),
    (5, 3): ("Mum says she no longer sees the point; talk that through first",),
    (6, 5): (
        "Closing put off a month, new school place to settle first",
        "Family asked us to stay until term ends",
    ),
    (6, 4): ("Incident at home in the notice period, work goes on",),
}

SKIP: Mapping[tuple[int, int], tuple[str, ...]] = {
    (1, 3): ("Interim safety plan stands already, work began with it",),
    (1, 4): ("Family had started the changes before we met",),
    (1, 6): (
        "Assessment found no need for a plan",
        "Family's own network is enough; closing after assessment",
    ),
    (2, 4): ("Plan agreed and already under way", "No persuading needed, both parents asked for this"),
    (2, 6): ("Support from early help agreed instead of a plan",),
    (3, 5): ("Change came quickly once housing was sorted",),
    (4, 6): ("Moving to the other parent out of area; transfer agreed",),
}

CLOSING = (
    "Plan completed; the family's own network carries on",
    "Outcomes reached and held",
    "Stepped down to early help with a joint visit",
    "Moved out of the area; transferred to the new authority",
    "Assessment finished, no plan needed",
)
CLOSING_SHORT = (
    "Assessment finished, no plan needed",
    "Advice given; family did not want further support",
    "Stepped down to early help",
)
MOVED = (
    "Moved at the worker's request: urgent visit",
    "Manager in court",
    "Moved by both to fit a conference",
    "Training day",
)
CANCELLED = (
    "Duty rota changed; new date found the same day",
    "Worker unwell that day",
    "Strategy discussion at the same time",
    "Manager called to a review",
)
MOVED_ON = "Child protection conference put on that morning"
"""Why one session in the diary stands on another day than the first."""
CAUSES: Mapping[str, str] = {
    "Moved at the worker's request: urgent visit": "practitioner",
    "Manager in court": "supervisor",
    "Moved by both to fit a conference": "other",
    "Training day": "other",
    "Duty rota changed; new date found the same day": "other",
    "Worker unwell that day": "sickness",
    "Strategy discussion at the same time": "emergency",
    "Manager called to a review": "supervisor",
    "Off sick": "sickness",
    "Emergency strategy meeting ran over; new date to be found": "emergency",
    MOVED_ON: "emergency",
}
"""Who or what each of these reasons names, by the codes of the store."""


def why_moved(came_from: int, to: int, dice: Dice) -> str:
    """Return why a tile was moved: always said for back and skip, mostly for a step forward."""
    if (came_from, to) in FORWARD:
        return dice.pick(FORWARD[came_from, to]) if dice.chance(0.6) else ""
    return dice.pick((BACK if to < came_from else SKIP).get((came_from, to), ("",)))
