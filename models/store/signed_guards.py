"""What the database itself refuses about signed records: changing them, and what was signed, sealed or added."""

from __future__ import annotations

_SIGNED = "(SELECT state FROM record WHERE id = {id}) = 'signed'"


def _trigger(name: str, when: str, table: str, says: str, condition: str = "") -> tuple[str, str]:
    where = f" WHERE {condition}" if condition else ""
    return (
        name,
        f"CREATE TRIGGER {name} {when} ON {table}\nBEGIN\n  SELECT RAISE(ABORT, '{says}'){where};\nEND",
    )


def _never(table: str, says: str) -> tuple[tuple[str, str], ...]:
    return (
        _trigger(f"{table}_never_changes", "BEFORE UPDATE", table, says),
        _trigger(f"{table}_never_goes", "BEFORE DELETE", table, says),
    )


TRIGGERS: dict[str, str] = dict(
    (
        _trigger(
            "signed_record_never_changes",
            "BEFORE UPDATE",
            "record",
            "a signed record is never changed",
            "OLD.state = 'signed'",
        ),
        _trigger(
            "signed_record_never_goes",
            "BEFORE DELETE",
            "record",
            "a signed record is never removed",
            "OLD.state = 'signed'",
        ),
        _trigger(
            "record_in_signing_stands",
            "BEFORE UPDATE",
            "record",
            "a record that someone signed is not changed",
            "EXISTS (SELECT 1 FROM record_signature WHERE record_id = OLD.id) AND (NEW.state = 'draft' "
            "OR NEW.answers <> OLD.answers OR NEW.version <> OLD.version OR NEW.form <> OLD.form "
            "OR NEW.day <> OLD.day)",
        ),
        _trigger(
            "signed_only_if_all_said",
            "BEFORE INSERT",
            "record_signature",
            "only a complete record is signed",
            "(SELECT state FROM record WHERE id = NEW.record_id) <> 'complete'",
        ),
        _trigger(
            "signature_never_changes", "BEFORE UPDATE", "record_signature", "a signature is never changed"
        ),
        _trigger(
            "signature_stays",
            "BEFORE DELETE",
            "record_signature",
            "a signature on a signed record stays",
            _SIGNED.format(id="OLD.record_id"),
        ),
        _trigger(
            "addendum_to_signed",
            "BEFORE INSERT",
            "record_addendum",
            "only a signed record has an addendum",
            f"NOT {_SIGNED.format(id='NEW.record_id')}",
        ),
        _trigger(
            "no_draft_of_signed",
            "BEFORE INSERT",
            "record_draft",
            "a signed record has no draft",
            _SIGNED.format(id="NEW.record_id"),
        ),
        *_never("record_addendum", "an addendum is never changed"),
        *_never("record_seal", "a seal is never changed"),
        _trigger(
            "export_never_changes", "BEFORE UPDATE", "record_export", "that something was exported stays true"
        ),
        *_never("signing_key", "the key that seals is never changed"),
    )
)
"""The text of every trigger by its name; installed with the other guards."""
