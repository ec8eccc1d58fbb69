"""What the database itself refuses about signed records: changing them, and what was signed, sealed or added.

The one way out is the lawful destruction of a file, in two steps: a signed record goes only once a
destruction that names it is done, and a destruction that is done never changes again.
"""

from __future__ import annotations

_SIGNED = "(SELECT state FROM record WHERE id = {id}) = 'signed'"
_NOT_DESTROYED = (
    "NOT EXISTS (SELECT 1 FROM destroyed_record AS gone JOIN destruction AS done ON done.id = gone.destruction_id "
    "WHERE gone.record_id = {id} AND done.destroyed_at IS NOT NULL)"
)
_COLUMNS = (
    "id, form, policy, fingerprint, state, day, supervision_id, practitioner_id, answers, version, begun_at, "
    "begun_by, saved_at, saved_by, completed_at, completed_by"
)
"""Every column of a record but where it was copied from: that is forgotten when the other is destroyed."""
_CERTIFIED = (
    "id, practitioner_id, rule, keep_until, reason, proposed_on, proposed_by, withdrawn_on, destroyed_at, "
    "destroyed_by, certificate"
)
"""Every column of a destruction but when its pages were cleaned: that is known only after it is done."""


def _trigger(name: str, when: str, table: str, says: str, condition: str = "") -> tuple[str, str]:
    where = f" WHERE {condition}" if condition else ""
    return (
        name,
        f"CREATE TRIGGER {name} {when} ON {table}\nBEGIN\n  SELECT RAISE(ABORT, '{says}'){where};\nEND",
    )


def _never(table: str, says: str, unless: str = "") -> tuple[tuple[str, str], ...]:
    return (
        _trigger(f"{table}_never_changes", "BEFORE UPDATE", table, says),
        _trigger(f"{table}_never_goes", "BEFORE DELETE", table, says, unless),
    )


TRIGGERS: dict[str, str] = dict(
    (
        _trigger(
            "signed_record_never_changes",
            f"BEFORE UPDATE OF {_COLUMNS}",
            "record",
            "a signed record is never changed",
            "OLD.state = 'signed'",
        ),
        _trigger(
            "signed_record_keeps_its_source",
            "BEFORE UPDATE OF copied_from_id",
            "record",
            "a signed record is never changed",
            "OLD.state = 'signed' AND NEW.copied_from_id IS NOT NULL",
        ),
        _trigger(
            "signed_record_never_goes",
            "BEFORE DELETE",
            "record",
            "a signed record is never removed",
            f"OLD.state = 'signed' AND {_NOT_DESTROYED.format(id='OLD.id')}",
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
            f"{_SIGNED.format(id='OLD.record_id')} AND {_NOT_DESTROYED.format(id='OLD.record_id')}",
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
        *_never("record_addendum", "an addendum is never changed", _NOT_DESTROYED.format(id="OLD.record_id")),
        *_never("record_seal", "a seal is never changed", _NOT_DESTROYED.format(id="OLD.record_id")),
        _trigger(
            "export_never_changes", "BEFORE UPDATE", "record_export", "that something was exported stays true"
        ),
        *_never("signing_key", "the key that seals is never changed"),
        _trigger(
            "destruction_is_proposed_first",
            "BEFORE INSERT",
            "destruction",
            "a file is destroyed in two steps",
            "NEW.destroyed_at IS NOT NULL",
        ),
        _trigger(
            "destruction_done_stands",
            f"BEFORE UPDATE OF {_CERTIFIED}",
            "destruction",
            "a destruction that is done is never changed",
            "OLD.destroyed_at IS NOT NULL",
        ),
        _trigger(
            "destruction_is_cleaned_once",
            "BEFORE UPDATE OF cleaned_at",
            "destruction",
            "a destruction is done, then its pages are cleaned, once",
            "OLD.destroyed_at IS NULL OR OLD.cleaned_at IS NOT NULL",
        ),
        _trigger(
            "destruction_done_stays",
            "BEFORE DELETE",
            "destruction",
            "a destruction that is done is never removed",
            "OLD.destroyed_at IS NOT NULL",
        ),
        _trigger(
            "destroyed_are_named_first",
            "BEFORE INSERT",
            "destroyed_record",
            "a destruction that is done is never changed",
            "(SELECT destroyed_at FROM destruction WHERE id = NEW.destruction_id) IS NOT NULL",
        ),
        _trigger(
            "destroyed_stay_named",
            "BEFORE DELETE",
            "destroyed_record",
            "a destruction that is done is never changed",
            "(SELECT destroyed_at FROM destruction WHERE id = OLD.destruction_id) IS NOT NULL",
        ),
    )
)
"""The text of every trigger by its name; installed with the other guards."""
