"""What made-up actions say: what, why, how, and what came of it."""

from __future__ import annotations

ACTIONS: tuple[tuple[str, str, str], ...] = (
    (
        "See each child alone at home",
        "Their own view is missing from the record",
        "Visit after school, use the three houses",
    ),
    (
        "Ask school for this term's attendance and punctuality",
        "To see whether mornings are better",
        "E-mail to the school's lead",
    ),
    (
        "Write the safety plan again with the family's network",
        "The aunt who was to help has moved",
        "Network meeting at grandmother's",
    ),
    (
        "Agree with the health visitor who checks the weight",
        "Two services weigh, neither tells the other",
        "Telephone call, note to both",
    ),
    (
        "Book the family group conference",
        "Parents want their relatives to decide with them",
        "Referral with both parents' agreement",
    ),
    (
        "Update the genogram and the chronology",
        "A half-brother has come to light",
        "With mum at the next visit",
    ),
    (
        "Read the last two assessments for patterns",
        "Third referral about the same worry",
        "One hour, bring two questions to supervision",
    ),
    (
        "Arrange the joint visit with the drugs and alcohol worker",
        "So that the family hears one message",
        "Offer two dates this week",
    ),
    (
        "Tell the father what the plan asks of him",
        "He was not at the review",
        "Letter in plain words, then a call",
    ),
    (
        "Ask the young person who should come to the review",
        "They said last time nobody asked",
        "By text, then in person",
    ),
    (
        "Check the sleeping arrangements",
        "Overcrowding was the worry",
        "Unannounced visit",
    ),
    (
        "Get the paediatrician's letter",
        "The diet advice is not on file",
        "Ask the surgery, chase after a week",
    ),
    (
        "Prepare life-story work with the carer",
        "Questions about why they moved",
        "Two sessions, photographs from the last home",
    ),
    (
        "Try the change matrix with mum",
        "To find out what would make change worth it",
        "At the next visit, without the children",
    ),
    (
        "Continue to monitor home conditions",
        "",
        "",
    ),
    (
        "Send minutes of the core group to everyone",
        "School did not know the contact arrangements",
        "By e-mail, within the week",
    ),
    (
        "Ask housing about the transfer request",
        "Damp in both bedrooms",
        "Supporting letter",
    ),
    (
        "Plan the ending visit",
        "They asked how they would know that we have gone",
        "Card with whom to ask afterwards",
    ),
)

OWN_ACTIONS: tuple[tuple[str, str], ...] = (
    ("Book the lone-working refresher", "Ran out in the spring"),
    ("Take the time owed before the end of next month", "Three late evenings in a row"),
    ("Shadow a pre-proceedings meeting", "Wanted in the development plan"),
    ("Bring one piece of direct work to group supervision", "To share what worked"),
    ("Read the guidance on neglect and bring two points", "Asked for in the last audit"),
    ("Agree which morning is kept free for writing", "Records are falling behind"),
)

OUTCOMES: tuple[str, ...] = (
    "Done, written up the same day",
    "Done at the visit",
    "Done; reply on file",
    "Done, a week late because of half term",
    "Done together with the health visitor",
)
DROPPED: tuple[str, ...] = (
    "No longer needed: the family did it themselves",
    "Replaced by what the conference decided",
)
