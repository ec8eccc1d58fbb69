"""What the signing screen shows: the text as it will stand, who has had their say and how, who has not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from exports.record_text import record_text
from forms.answers.keeping import from_json
from forms.page.laying import Layout
from forms.records.blanks import names_for_blanks
from forms.records.parties import Party, names_signer, parties_of
from forms.records.without import HEADING, said_without
from forms.template.form import Form
from models.dates import show
from models.moments import in_london
from models.policy import Pack
from models.reading.corrections import CorrectionView, corrections_of
from models.reading.record_context import AskedFor, Known, RecordContext, read_record_context
from models.reading.records import RecordView, read_record
from models.reading.signing import Signing, read_signing
from models.reading.without import read_without
from models.signed import HOWS, Addendum, Signature, Without, name_and_role
from tui.record.reading import form_called
from tui.widgets.rows import Row


@dataclass(frozen=True, slots=True)
class SigningPage:
    """One record as it is signed: the form, the record, how it is signed so far, and who it may be signed by.

    ``redated``: how the day of its session was put right while it was not signed; later an addendum says so.
    """

    form: Form
    view: RecordView
    signing: Signing
    known: RecordContext
    authority: str
    redated: tuple[CorrectionView, ...] = ()
    without: Without | None = None

    @property
    def parties(self) -> tuple[Party, ...]:
        """Everyone who has to have their say; of a signed record those who had it, whatever its form says since."""
        every = parties_of(self.form, alone=self.view.line.practitioner_id is None)
        given = {each.party for each in self.signing.signatures}
        return tuple(party for party in every if not self.is_signed or party.code in given)

    @property
    def codes(self) -> tuple[str, ...]:
        """Their codes."""
        return tuple(party.code for party in self.parties)

    @property
    def missing(self) -> tuple[Party, ...]:
        """Who has not had their say yet."""
        given = {each.party for each in self.signing.signatures}
        return tuple(party for party in self.parties if party.code not in given)

    @property
    def is_signed(self) -> bool:
        """Whether everyone has had their say, so that the record stands."""
        return self.view.line.state == "signed"

    @property
    def is_ready(self) -> bool:
        """Whether it may be signed: complete, with nothing typed that is not part of it."""
        return self.view.line.state == "complete" and not self.view.line.typed

    @property
    def has_typing(self) -> bool:
        """Whether a complete record has a draft beside it, which must be taken or let go before anyone signs."""
        return self.view.line.state == "complete" and self.view.line.typed

    def person(self, party: str) -> Known | None:
        """Return who a party is, as far as the record says or the store knows."""
        field = names_signer(self.form, party)
        if field is not None:
            return self._named(str(from_json(self.view.answers, self.form).values.get(field.key) or ""))
        if party in ("supervisor", "observer", "line_manager"):
            return self.known.line_manager if party == "line_manager" else self.known.supervisor
        return self.known.supervisee if party in ("supervisee", "practitioner") else None

    def _named(self, name: str) -> Known | None:
        """Return who a record names: one the store knows by that name, or somebody it knows nothing else of."""
        known = (self.known.supervisee, self.known.supervisor, self.known.service_manager)
        found = next((one for one in known if one is not None and one.name == name), None)
        return found or (Known(0, name) if name else None)

    def text(self) -> str:
        """Return the record's text as it will stand."""
        answers = from_json(self.view.answers, self.form)
        names = names_for_blanks(self.known, self.signing.signatures, self.authority)
        return record_text(Layout(self.form, answers, names))

    def text_rows(self) -> list[Row]:
        """Return the text line by line, with later words below it and word of them above."""
        rows = [Row((said,), kind="amber") for said in self._said_later()]
        rows += [
            Row((line,), kind="heading" if _is_heading(line) else "") for line in self.text().splitlines()
        ]
        rows += self._without_rows()
        for each in self.signing.addenda:
            rows.append(Row((f"Addendum of {moment(each)}, {each.name}:",), kind="heading"))
            rows += [Row((line,)) for line in each.text.splitlines()]
        return rows

    def _without_rows(self) -> Iterator[Row]:
        """Yield what it was completed without, which is signed with it."""
        if self.without is not None:
            said = said_without(self.form, from_json(self.view.answers, self.form), self.without)
            yield Row((HEADING.upper(),), kind="heading")
            yield from (Row((line,)) for line in (said.what, said.reason, said.by))

    def _said_later(self) -> Iterator[str]:
        """Yield what was said or put right since: a long text would hide it."""
        for one in self.redated:
            yield f"Put right {show(one.corrected_on)}: the session was held {_days(one)}. {one.reason}"
        for each in self.signing.addenda:
            first = each.text.splitlines()[0] if each.text else ""
            yield f"Addendum of {moment(each)}, below: {first}"

    def party_rows(self) -> Iterator[Row]:
        """Yield a row for everyone who signs, with what they said or that it is still to come."""
        given = {each.party: each for each in self.signing.signatures}
        for party in self.parties:
            each = given.get(party.code)
            if each is None:
                yield Row((party.label, "not yet", "s signs, d declines"), party.code, "amber")
            else:
                said = f"{HOWS[each.how]}, {moment(each)}, entered by {each.entered_by}"
                yield Row((party.label, name_and_role(each), said), party.code)
                for words in (each.reason, each.comment):
                    if words:
                        yield Row(("", "", f"“{words}”"), kind="quiet")


def read_signing_page(session: Session, record_id: int, pack: Pack) -> SigningPage:
    """Return a record as it is signed. Raises Refused where the record or its form is gone."""
    view = read_record(session, record_id)
    line = view.line
    kids = tuple(dict.fromkeys(child.id for child in line.children))
    held = line.session.id if line.session else None
    known = read_record_context(session, AskedFor(line.day, held, line.practitioner_id, kids))
    signing = read_signing(session, record_id)
    fixed = corrections_of(session, "supervision", held) if held is not None else ()
    redated = tuple(
        one
        for one in fixed
        if one.field == "held_on" and one.became == line.day.isoformat() and not signing.addenda
    )
    without = read_without(session, record_id)
    return SigningPage(form_called(line.form), view, signing, known, pack.authority, redated, without)


def _days(one: CorrectionView) -> str:
    """Return ``on Tue 27 Oct 2026, not on Thu 29 Oct 2026``."""
    return f"on {show(date.fromisoformat(one.became))}, not on {show(date.fromisoformat(one.was))}"


def moment(given: Signature | Addendum) -> str:
    """Return when something was given, as London clocks showed it."""
    when = in_london(given.at)
    return f"{show(when.date())} {when:%H:%M}"


def _is_heading(line: str) -> bool:
    return line.isupper() and len(line) > 3
