"""Starting the app: as quickly as can be, and ending with everything written."""

from __future__ import annotations

import gc

# The collector costs a quarter of the first paint and finds nothing; the store's thread wakes it again.
gc.disable()

from tui.no_network import leave_out_openssl  # noqa: E402
from tui.undocumented import leave_out_documentation  # noqa: E402

leave_out_documentation()
leave_out_openssl()

import os  # noqa: E402
import sys  # noqa: E402
from collections.abc import Callable  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import TYPE_CHECKING  # noqa: E402

from models.errors import Refused  # noqa: E402
from models.store.place import Place  # noqa: E402
from tui.settings import read_settings, settings_folder  # noqa: E402
from tui.when import Clock  # noqa: E402

if TYPE_CHECKING:
    from models.store.unlocking import Unlocked


def run_app(
    place: Place,
    clock: Clock,
    *,
    present: bool = False,
    cover: Path | None = None,
    make: Callable[[], Unlocked] | None = None,
    afterwards: Callable[[], None] = lambda: None,
) -> int:
    """Run the app over a store; ``make`` makes it first and ``afterwards`` throws it away (a demo).

    ``cover`` is the organisation's key file that opens it in place of the owner's passphrase.

    Returns the exit code.

    Without a terminal there is nothing to show: raises Refused with what to use instead.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refused("This needs a terminal. For a script or a screen reader use “footprint board --plain”.")
    os.environ.setdefault("ESCDELAY", "25")
    # A key must not wait 5 ms, Python's own measure, each time it takes its turn from a thread that is reading.
    sys.setswitchinterval(0.0005)
    settings = read_settings(settings_folder())
    from tui.app import Footprint
    from tui.desk import Desk

    desk = Desk(place, clock)
    desk.cover_file = cover
    app = Footprint(desk, settings, present=present, make=make, afterwards=afterwards)
    # Taken out, so that no program started from here inherits it.
    app.passphrase = os.environ.pop("FOOTPRINT_PASSPHRASE", "")
    given = os.environ.pop("FOOTPRINT_COVER_PASSPHRASE", "")
    app.passphrase = given if cover is not None else app.passphrase
    app.run()
    app.desk.leave()
    return app.return_code or 0


def made_up(place: Place, policy: str, clock: Clock) -> Callable[[], Unlocked]:
    """Return the job that makes a made-up team's store."""

    def make() -> Unlocked:
        from forms.demo.records import write_demo_records
        from models.demo import make_team
        from models.store.change import Change
        from models.store.opening import NewStore, make_store

        today = clock.today()

        def fill(change: Change) -> None:
            make_team(change, policy, today)
            write_demo_records(change, policy, today)

        return make_store(place, NewStore("demo", None, clock.now(), today, "demo"), fill)[0]

    return make
