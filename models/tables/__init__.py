"""The tables of the store, one aggregate a file.

Importing this package registers every table; ``SCHEMA`` is what migrations are held against.
"""

from sqlmodel import SQLModel

from models.tables.actions import Action, ActionStep
from models.tables.agenda import (
    AgendaItem,
    AgendaTemplate,
    AgendaTemplateLine,
    Attendance,
    Disturbance,
    SessionRun,
)
from models.tables.base import Row
from models.tables.children import Allocation, Child, Family, Involvement, Situation, StageMove
from models.tables.clock import DatedEvent, ShorterInterval
from models.tables.files import DestroyedRecord, Destruction, LegalHold
from models.tables.keeping import Correction, Draft, GatePass, StoreMark
from models.tables.quality import Sample, SampledRecord
from models.tables.records import Entered, Record, RecordChild, RecordDraft
from models.tables.relations import Disagreement, DisagreementStep, Handover, HandoverItem
from models.tables.signing import RecordAddendum, RecordExport, RecordSeal, RecordSignature, SigningKey
from models.tables.supervision import Discussion, Supervision
from models.tables.team import Absence, Agreement, Observation, Practitioner, Team
from models.tables.trail import TrailLine, TrailSalt

SCHEMA = SQLModel.metadata

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
