"""What made-up records say. Nobody in them exists, and no sentence is about anyone."""

from __future__ import annotations

ABOUT: tuple[tuple[str, ...], ...] = (
    (
        "Two visits since we last spoke, one of them unannounced. The house was warm and there was food. "
        "{who} showed the worker a new drawing and asked who would come next time.",
        "School rang twice about mornings. Mum says the bus is late; the school's own record says it is not. "
        "{who} was quiet at the visit and stayed near the dog.",
        "The core group met without health. Dad came for the first time and stayed to the end. "
        "{who} had written three questions for the meeting, and all three were answered.",
        "Contact at the weekend went better than the one before. Grandmother collected {who} on time. "
        "There was an argument about the phone, which ended without shouting.",
        "A neighbour rang about noise on Saturday night. The worker saw {who} alone on Monday: tired, "
        "talkative, worried about the exam and not about home.",
    ),
    (
        "What worked was going slowly and leaving the forms in the bag. What did not was the time of day. "
        "The worker left with a heavy feeling and has said so.",
        "The plan was explained in plain words, and mum could say it back. We might have asked dad sooner. "
        "Frustration about the waiting list got in the way of thinking for a while.",
        "Going together with the health visitor helped: one message, not two. It is easy to be drawn into "
        "the adults' quarrel and to lose sight of {who}; both of us noticed that today.",
        "The worker is proud of this piece of work, and should be. Next time the questions go to {who} "
        "first, then to the adults.",
    ),
    (
        "For {who} it means that someone keeps a promise. The risk has not gone: it depends on one adult "
        "staying well. We know this from two sources only.",
        "It may be less about mornings than about who is at home in the evening. We do not know yet. The "
        "worker's own experience of a strict school may colour how the school's word is heard.",
        "Three small signs point the same way and none of them is proof. If nothing changes by the next "
        "review, the plan is not the right one.",
        "Good enough, and better than in summer. What holds it together is grandmother, and no one has "
        "asked her how long she can.",
    ),
    (
        "See {who} alone before the end of next week, at school if that is easier. Progress would be five "
        "mornings out of five for two weeks.",
        "Bring the network together once and ask who does what when mum is unwell. If no one can, we talk "
        "about legal advice at the next supervision.",
        "Keep going as planned, one visit a week, and write to the surgery again. We would call it progress "
        "if dad came to the next two meetings.",
        "Ask the drugs and alcohol worker for their view of the last month, then decide about the joint visit.",
    ),
)
"""Four steps round the cycle: what happened, what it was like, what it means, what comes next."""
TO_CHILD: tuple[str, ...] = (
    "We talked about you today. You said that mornings are hard, and that the bus is not the reason. We "
    "will come and see you on your own, and you can choose where.",
    "You asked who decides. We do, together with your mum and your school, and we want to hear from you "
    "first. Someone will ring before they come.",
    "You showed us your drawing of the house with the big door. We asked ourselves what would make it "
    "feel like that more often. You will notice that grandmother comes on Fridays.",
)
CHILD_SAID: tuple[str, ...] = (
    "“It is better when nan is there.”",
    "That school lunches are fine and maths is not.",
    "Nothing today; drew a house with the door open.",
    "“Tell them I want to stay at my club.”",
)
OWN: tuple[str, ...] = (
    "Four out of ten today; it was seven a month ago. What helped was one morning without meetings.",
    "The desk at home is too low; a chair has been asked for. Lone working: the code word was used once.",
    "Eleven days left. Three late evenings in a row are taken back on Friday.",
    "The lone-working refresher is booked. Wants to shadow a meeting before proceedings.",
    "A parent wrote to say thank you. The last audit asked for the child's own words earlier in the record.",
    "Two busy weeks ahead, with one conference too many. One visit goes to the duty worker.",
    "Asked for time to write on Tuesdays; agreed for six weeks, then we look again.",
    "Brings a piece of direct work to group supervision next month.",
)
SUMMARY: tuple[str, ...] = (
    "Talked over what went well and what is still open; both see it the same way.",
    "Agreed on what comes first and who does it. Looked at last time's points, all but one are done.",
    "Went through it together; nothing was left for later that can't wait.",
)
