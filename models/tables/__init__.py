"""The tables of the store, one aggregate a file.

Those that the board and what is due are read from are registered by importing this package; the others, to
which none of them refers, by the first use of one, and all of them by ``SCHEMA``, against which migrations
are held. A mapped table costs 0.1 MB, asked for or not.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sqlmodel import SQLModel

from models.tables.actions import Action, ActionStep
from models.tables.base import Row
from models.tables.children import Allocation, Child, Family, Involvement, Situation, StageMove
from models.tables.clock import DatedEvent, ShorterInterval
from models.tables.files import Destruction, LegalHold
from models.tables.keeping import GatePass, StoreMark
from models.tables.records import Record, RecordChild, RecordDraft
from models.tables.running import SessionRun
from models.tables.supervision import Discussion, Supervision
from models.tables.team import Absence, Agreement, Observation, Practitioner, Team
from models.tables.trail import TrailLine, TrailSalt

if TYPE_CHECKING:
    from models.tables.agenda import AgendaItem, AgendaTemplate, AgendaTemplateLine, Attendance, Disturbance
    from models.tables.corrections import Correction
    from models.tables.destroyed import DestroyedRecord
    from models.tables.drafts import Draft
    from models.tables.entered import Entered
    from models.tables.observing import PlannedObservation
    from models.tables.quality import Sample, SampledRecord
    from models.tables.relations import Disagreement, DisagreementStep, Handover, HandoverItem
    from models.tables.signing import RecordAddendum, RecordExport, RecordSeal, RecordSignature, SigningKey

    SCHEMA = SQLModel.metadata

_LATER = {
    "AgendaItem": "agenda",
    "AgendaTemplate": "agenda",
    "AgendaTemplateLine": "agenda",
    "Attendance": "agenda",
    "Disturbance": "agenda",
    "Correction": "corrections",
    "DestroyedRecord": "destroyed",
    "Draft": "drafts",
    "Entered": "entered",
    "PlannedObservation": "observing",
    "Sample": "quality",
    "SampledRecord": "quality",
    "Disagreement": "relations",
    "DisagreementStep": "relations",
    "Handover": "relations",
    "HandoverItem": "relations",
    "RecordAddendum": "signing",
    "RecordExport": "signing",
    "RecordSeal": "signing",
    "RecordSignature": "signing",
    "SigningKey": "signing",
}
"""The file of each table that is registered by its first use."""


def __getattr__(name: str) -> Any:
    """Return a table whose file was not imported yet, or the schema of all of them."""
    if name == "SCHEMA":
        for file in _LATER.values():
            import_module(f"{__name__}.{file}")
        return SQLModel.metadata
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    return found


__all__ = [
    "SCHEMA",
    "Absence",
    "Action",
    "ActionStep",
    "AgendaItem",
    "AgendaTemplate",
    "AgendaTemplateLine",
    "Agreement",
    "Allocation",
    "Attendance",
    "Child",
    "Correction",
    "DatedEvent",
    "DestroyedRecord",
    "Destruction",
    "Disagreement",
    "DisagreementStep",
    "Discussion",
    "Disturbance",
    "Draft",
    "Entered",
    "Family",
    "GatePass",
    "Handover",
    "HandoverItem",
    "Involvement",
    "LegalHold",
    "Observation",
    "PlannedObservation",
    "Practitioner",
    "Record",
    "RecordAddendum",
    "RecordChild",
    "RecordDraft",
    "RecordExport",
    "RecordSeal",
    "RecordSignature",
    "Row",
    "Sample",
    "SampledRecord",
    "SessionRun",
    "ShorterInterval",
    "SigningKey",
    "Situation",
    "StageMove",
    "StoreMark",
    "Supervision",
    "Team",
    "TrailLine",
    "TrailSalt",
]
