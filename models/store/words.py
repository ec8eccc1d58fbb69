"""The full-text index over what people wrote: inside the encrypted store, kept by the database itself.

Two views give the words of a record and of an action; an index over each is kept in step by triggers,
whichever way a row changes. ``secure-delete`` takes words out of the index at once when they go. The
index holds no text of its own: it can be made again from the rows at any time (`rebuild`).
"""

from __future__ import annotations

from typing import Any

INDEXES = ("record_words", "action_words")
"""The indexes; each is a virtual table whose own tables have its name with something behind it."""

RECORD_TEXT = """
CREATE VIEW record_text AS
SELECT id, (
  SELECT group_concat(atom, char(10)) FROM (
    SELECT atom FROM json_tree(record.answers)
    WHERE type = 'text' AND key <> 'id'
      AND (fullkey LIKE '$.answers.%' OR fullkey LIKE '$.parts[%' OR fullkey LIKE '$.kept.%')
  )
) AS words FROM record
""".strip()
ACTION_TEXT = """
CREATE VIEW action_text AS
SELECT id, what || char(10) || why || char(10) || how || char(10) || owner || char(10) || child_notices
  || char(10) || outcome || char(10) || coalesce((
    SELECT group_concat(words, char(10)) FROM action_step WHERE action_id = action.id
  ), '') AS words FROM action
""".strip()
MADE: tuple[str, ...] = (
    RECORD_TEXT,
    ACTION_TEXT,
    *(
        f"CREATE VIRTUAL TABLE {name}_words USING fts5(words, content='{name}_text', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 2', prefix='3')"
        for name in ("record", "action")
    ),
)
"""What makes the views and the indexes, in order."""
SETTINGS = tuple(f"INSERT INTO {name}({name}, rank) VALUES ('secure-delete', 1)" for name in INDEXES)


def _out(name: str, which: str) -> str:
    return (
        f"INSERT INTO {name}_words({name}_words, rowid, words) "
        f"SELECT 'delete', id, words FROM {name}_text WHERE id = {which};"
    )


def _in(name: str, which: str) -> str:
    return f"INSERT INTO {name}_words(rowid, words) SELECT id, words FROM {name}_text WHERE id = {which};"


def _trigger(name: str, when: str, table: str, body: str) -> tuple[str, str]:
    return name, f"CREATE TRIGGER {name} {when} ON {table}\nBEGIN\n  {body}\nEND"


TRIGGERS: dict[str, str] = dict(
    (
        _trigger("record_words_in", "AFTER INSERT", "record", _in("record", "NEW.id")),
        _trigger("record_words_before", "BEFORE UPDATE OF answers", "record", _out("record", "OLD.id")),
        _trigger("record_words_after", "AFTER UPDATE OF answers", "record", _in("record", "NEW.id")),
        _trigger("record_words_out", "BEFORE DELETE", "record", _out("record", "OLD.id")),
        _trigger("action_words_in", "AFTER INSERT", "action", _in("action", "NEW.id")),
        _trigger("action_words_before", "BEFORE UPDATE", "action", _out("action", "OLD.id")),
        _trigger("action_words_after", "AFTER UPDATE", "action", _in("action", "NEW.id")),
        _trigger("action_words_out", "BEFORE DELETE", "action", _out("action", "OLD.id")),
        *(
            part
            for kind in ("INSERT", "UPDATE", "DELETE")
            for which in (("OLD" if kind == "DELETE" else "NEW") + ".action_id",)
            for part in (
                _trigger(
                    f"step_words_before_{kind.lower()}",
                    f"BEFORE {kind}",
                    "action_step",
                    _out("action", which),
                ),
                _trigger(
                    f"step_words_after_{kind.lower()}", f"AFTER {kind}", "action_step", _in("action", which)
                ),
            )
        ),
    )
)
"""What keeps the indexes in step; a step never changes to another action."""


def make(connection: Any) -> None:
    """Make the views and the indexes in a database that has the tables."""
    for statement in (*MADE, *SETTINGS):
        connection.exec_driver_sql(statement)


def rebuild(connection: Any) -> None:
    """Make the indexes anew from the rows; a driver's connection.

    Not by the index's own ``rebuild``: from inside it SQLite does not see the functions that read JSON.
    """
    for name in INDEXES:
        view = name.replace("_words", "_text")
        connection.execute(f"INSERT INTO {name}({name}) VALUES ('delete-all')")
        connection.execute(f"INSERT INTO {name}(rowid, words) SELECT id, words FROM {view}")
