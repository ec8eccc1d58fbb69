"""An office of each policy, as the due list's tests have it."""

from tests.models.reading.due.conftest import (
    agreement,
    birmingham,
    havering,
    kent,
    northamptonshire,
    office,
    templates,
)

__all__ = ["agreement", "birmingham", "havering", "kent", "northamptonshire", "office", "templates"]
