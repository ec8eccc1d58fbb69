"""A sitting from its plan to its Word document, step by step, and how it is gone on with after each."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tests.journeys.desk import Desk, Play
from tests.journeys.scene import BOARD, open_board
from tests.journeys.standing import Standing
from tests.terminal.probe import PATIENCE

CHILDREN = ("40566", "38374", "39778", "38897")
ADDED = "39825"
DONE = "done"
AGENDA = "@agenda"
"""Stands for the keys that open the agenda where a session was left to the board: it was begun after a kill."""
AFRESH = "@afresh"
"""Stands for what empties a form again: killed in the middle of it, what was typed comes back."""
NEXT = "@next"
"""Stands for the keys that go on to the record that is signed next."""
RUNNING = r"^ \d+ of \d+  "


class Step(NamedTuple):
    """One step.

    ``keys`` are keys with spaces between, or after ``=`` what is typed; the last brings ``then``, which is painted
    once it is saved where ``sure`` (a mark follows its item by a beat). ``back`` goes from the opened program to
    where the next step begins; ``kept`` says whether the store has it. ``words`` are typed into a record. ``whole``:
    it is killed after, not within.
    """

    name: str
    keys: tuple[str, ...]
    then: str
    back: Play
    kept: Callable[[Standing], bool]
    words: str = ""
    sure: bool = True
    whole: bool = False


def board(desk: Desk) -> None:
    """The board comes by itself."""
    open_board(desk.probe)


def builder(desk: Desk) -> None:
    """Open the agenda again; a session that was begun meanwhile opens by itself, and is stopped for that."""
    desk.probe.wait(f"{BOARD}|{RUNNING}")
    desk.probe.settle(1.0 if desk.lenient else 0.3)
    for _ in range(3):
        if desk.probe.shows(RUNNING):
            desk.press("escape", f"{BOARD}|Next with each")
        desk.press("f3")
        desk.probe.settle(0.5)
        if desk.probe.shows("Next with each"):
            break
    desk.press("enter", "What could be on it")


def afresh(desk: Desk) -> None:
    """Begin the form in front afresh, where the program was killed in it."""
    desk.probe.wait("F9 afresh")
    if desk.lenient:
        desk.probe.settle(0.5)
        desk.press("f9", "Started afresh")


def item(name: str) -> Play:
    """Return what waits for the session, which opens by itself at the item where it stood.

    Where the program was killed in the middle of a step it may have stood beside it, or have been stopped.
    """
    here = rf"^ \d+ of \d+  (\w+: )?{name}"

    def back(desk: Desk) -> None:
        if not desk.lenient:
            desk.probe.wait(here)
            desk.probe.settle(0.3)
            return
        desk.probe.wait(f"{BOARD}|{RUNNING}")
        desk.probe.settle(1.0)
        if not desk.probe.shows(RUNNING):
            builder(desk)
            desk.press("r", RUNNING)
        if desk.probe.shows("Esc walk"):
            # opened in words that were being typed: the keys below would be words
            desk.press("escape")
        for key in ("", *["]"] * 3, *["["] * 18):
            desk.press(key)
            if desk.probe.shows(here):
                return
        desk.probe.wait(here, 1.0)

    return back


def words_of(text: str, name: str = "") -> Play:
    """Return what waits for words that were typed about an item: the cursor stands behind them.

    Killed as they were left, the program stands beside them: they are found again, and typed in.
    """

    def back(desk: Desk) -> None:
        desk.probe.wait(f"{BOARD}|{RUNNING}")  # a program that is slow to start is not yet beside its words
        try:
            desk.probe.wait(f"{text[-12:]}(?s:.*)Esc walk", 6.0 if desk.lenient else PATIENCE)
        except TimeoutError:
            if not desk.lenient:
                raise
            item(name)(desk)
            for key in ("", *["right"] * 5, *["left"] * 9):
                desk.press(key)
                if desk.probe.shows(text[-12:]):
                    break
            assert desk.probe.shows(text[-12:]), desk.probe.text
            desk.press("enter")
        desk.probe.settle(0.3)

    return back


def on_board(name: str) -> Play:
    """Return what goes to the board from the session, which opens at an item, and to the child."""

    def back(desk: Desk) -> None:
        item(name)(desk)
        desk.press("f2", "SESSION RUNS")
        desk.write("/40566")
        desk.press("enter", "^ 40566")

    return back


def page(desk: Desk) -> None:
    """The closing page is laid out anew: what was typed on it is none of the session's yet."""
    item("Any other topics")(desk)
    desk.press("f", "next date")
    desk.press("n")
    desk.write("10:00")
    desk.press("enter", "Mon 23 Nov 2026, 10:00")


def listed(desk: Desk) -> None:
    """The records wait in their list: the first that is not signed by both is opened to be signed."""
    open_board(desk.probe)
    desk.press("f4", "a begin")
    _first_unsigned(desk)


def signed(desk: Desk) -> None:
    """Open a record that both have signed."""
    open_board(desk.probe)
    desk.press("f4", "a begin")
    desk.press("enter", "signed")
    desk.press("s", "Signed by everyone")


def next_to_sign(desk: Desk) -> None:
    """Go on to the record that is signed next: it follows by itself where the session was closed in this sitting."""
    if desk.probe.shows("still to sign"):
        return
    desk.press("escape")
    desk.probe.settle(0.5)
    if desk.probe.shows("still to sign"):
        return
    if not desk.probe.shows("a begin"):
        desk.press("escape", "a begin")
    _first_unsigned(desk)


def _first_unsigned(desk: Desk) -> None:
    """Open what is signed next: killed in between, it is the record that one of both has signed already."""
    begun = [("1 of 2 still to sign", away) for away in ("", "down")] if desk.lenient else []
    for wanted, away in (*begun, ("still to sign", "up" if begun else ""), ("still to sign", "down")):
        desk.press(away)
        desk.press("enter", "complete|signed")
        desk.press("s", "still to sign|Signed by everyone")
        if desk.probe.shows(wanted):
            return
        desk.press("escape escape", "a begin")
    raise AssertionError(desk.probe.text)


def _state(name: str, state: str) -> Callable[[Standing], bool]:
    return lambda now: now.items.get(name) == state


def _is_there(name: str) -> Callable[[Standing], bool]:
    return lambda now: name in now.items


def _written(words: str) -> Callable[[Standing], bool]:
    return lambda now: words in now.words


def _type(name: str, at: str, before: str, words: str) -> Step:
    """Return a step that types words about an item into the record."""
    back = words_of(words, at)
    return Step(name, (before, f"={words}"), r"saved \d\d:\d\d:\d\d", back, _written(words), words)


def _next(name: str, was: str, following: str) -> Step:
    """Return a step that goes on to the next item: the mark follows once it is painted."""
    return Step(name, ("f9",), rf"^ \d+ of \d+  {following}", item(following), _state(was, DONE), sure=False)


def _child(place: int, following: str) -> list[Step]:
    number = CHILDREN[place]
    return [
        _type(f"{number}, what happened", number, "enter", f"zz{place}a Visited {number} twice"),
        _type(f"{number}, to the child", number, "escape m", f"zz{place}b You are heard first"),
        _next(f"{number} is done", number, following),
    ]


def _signature(count: int) -> Step:
    """Return a step in which the next of both signs."""
    then = "Signed by everyone" if count % 2 == 0 else "1 of 2 still to sign"
    back = listed if count < 4 else signed
    return Step(f"signature {count}", (NEXT, "s", "ctrl+s"), then, back, lambda now: now.signatures >= count)


def _move(at: str) -> Step:
    """Return a step that moves a child on the board, from an item of the session."""
    keys = ("f2", "=/40566", "enter", ">")
    return Step(
        "move on the board", keys, "40566 ML moved to 2", on_board(at), lambda now: len(now.moves) == 1
    )


STEPS: tuple[Step, ...] = (
    Step(
        "plan",
        ("f3", "down n", AFRESH, "enter", "=21/11", "enter", "=14:30", "enter", "=90", "ctrl+s"),
        "What could be on it",
        builder,
        lambda now: ("2026-11-21", "14:30", False) in now.ahead,
    ),
    Step("their item", ("i", "=my leave", "enter"), "1  my leave", builder, _is_there("my leave")),
    Step("fill", ("g",), "Filled: ", builder, _is_there("40566")),
    Step(
        "agree",
        ("v",),
        "Agreed by both",
        builder,
        lambda now: ("2026-11-21", "14:30", True) in now.ahead,
    ),
    Step("run", ("r",), "1 of 13  Wellbeing", item("Wellbeing"), lambda _: True, sure=False),
    Step("late", ("l",), "was late", item("Wellbeing"), lambda now: "late practitioner" in now.disturbed),
    Step(
        "interrupted",
        ("j",),
        "interrupted by",
        item("Wellbeing"),
        lambda now: "interrupted other" in now.disturbed,
    ),
    _type("wellbeing", "Wellbeing", "enter", "zzw A steady month; slept well"),
    _next("wellbeing is done", "Wellbeing, work-life balance", "my leave"),
    Step("park", ("k", "=no time", "enter"), "Parked: ", item("Personal dev"), _state("my leave", "parked")),
    Step(
        "split",
        ("t", "=the course in May", "enter"),
        "In two: ",
        item("the course"),
        _is_there("the course in May"),
    ),
    _next("the part is done", "the course in May", "Team welfare"),
    _next("team is done", "Team welfare and staffing", "Individual"),
    _next("before the children", "Individual children and families", "40566"),
    *_child(0, "38374"),
    *_child(1, "39778"),
    *_child(2, "38897"),
    Step("add a child", ("+", f"={ADDED}", "enter"), f"of 15  {ADDED}", item(ADDED), _is_there(ADDED)),
    Step(
        "add words", ("+", "=the rota", "enter"), "of 16  the rota", item("the rota"), _is_there("the rota")
    ),
    _move("the rota"),
    Step(
        "say why it was moved",
        ("w", "=The plan holds", "enter"),
        "The reason is kept",
        on_board("the rota"),
        lambda now: now.moves == ["The plan holds"],
    ),
    Step("back from the board", ("f12",), "of 16  the rota", item("the rota"), lambda _: True, sure=False),
    Step("stop", ("escape", AGENDA), "16 items", builder, lambda _: True, sure=False),
    Step("go on", ("r",), "of 16  the rota", item("the rota"), lambda _: True, sure=False),
    _next("the rota is done", "the rota", "39217"),
    Step("to the fourth", ("g", "=38897", "enter"), "38897 LH", item("38897"), lambda _: True, sure=False),
    *_child(3, ADDED)[:2],
    _type("an action", "38897", "escape right a", "zzd See LH alone at school"),
    Step(
        "by whom and when",
        ("tab tab tab", "=Sam Whitlock", "tab", "=+1w", "escape"),
        "Sat 28 Nov 2026",
        item("38897"),
        _written("Sam Whitlock"),
        sure=False,
        whole=True,
    ),
    *_child(3, ADDED)[2:],
    Step(
        "to the last",
        ("g", "=16", "enter"),
        "16 of 16  Any other",
        item("Any other topics"),
        lambda _: True,
        sure=False,
    ),
    Step(
        "the next date",
        ("f", "n", "=10:00", "enter"),
        "Mon 23 Nov 2026, 10:00",
        page,
        lambda _: True,
        sure=False,
    ),
    Step("close", ("f9",), "Sign   ", listed, lambda now: now.held == ["case", "personal"]),
    *(_signature(count) for count in (1, 2, 3, 4)),
    Step("to Word", ("p", "ctrl+s"), r"docx|Documents", board, lambda _: True, sure=False, whole=True),
)

_FIRST = ("plan", "their item", "fill", "run", "late", "wellbeing", "wellbeing is done", "park")
SHORT: tuple[Step, ...] = (
    *(step for step in STEPS if step.name in _FIRST),
    Step("to a child", ("g", "=40566", "enter"), "of 13  40566", item("40566"), lambda _: True, sure=False),
    *_child(0, "38374")[:2],
    _move("40566"),
    Step("back from the board", ("f12",), "of 13  40566", item("40566"), lambda _: True, sure=False),
    Step("the page", ("f", "n", "=10:00", "enter"), "Nov 2026, 10:00", page, lambda _: True, sure=False),
    *(step for step in STEPS if step.name in ("close", "signature 1", "signature 2")),
)
"""A sitting with one child: a few of the steps, for every day."""
