"""Key slots: what opens one, and that nothing else does."""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from models.errors import Refused
from models.store import keys as slots
from models.store.keys import Cost, KeyFile
from tests.made import CHEAP, in_child

PASSPHRASE = "crème brûlée at noon"
DATA_KEY = bytes(range(32))


@pytest.fixture(scope="module")
def made() -> tuple[KeyFile, str]:
    """A key file with a passphrase and a recovery slot, and its recovery key."""
    keys = slots.with_passphrase(slots.new_key_file("a-store"), DATA_KEY, PASSPHRASE, CHEAP)
    return slots.with_recovery(keys, DATA_KEY)


def flipped(keys: KeyFile, path: tuple[str | int, ...], bit: int) -> KeyFile:
    """Return the key file with one bit of a base64 field turned over."""
    body: Any = json.loads(keys.to_text())
    holder = body
    for part in path[:-1]:
        holder = holder[part]
    raw = bytearray(base64.b64decode(holder[path[-1]]))
    raw[bit // 8] ^= 1 << bit % 8
    holder[path[-1]] = base64.b64encode(raw).decode()
    return slots.read_key_file(json.dumps(body))


def bits(keys: KeyFile, path: tuple[str | int, ...]) -> int:
    """Return how many bits a base64 field has."""
    body: Any = json.loads(keys.to_text())
    for part in path:
        body = body[part]
    return len(base64.b64decode(body)) * 8


def where(keys: KeyFile, kind: str) -> Iterator[tuple[str | int, ...]]:
    """Yield the fields a slot of this kind depends on."""
    number = [slot.kind for slot in keys.slots].index(kind)
    yield from [("salt",), ("slots", number, "salt"), ("slots", number, "wrapped")]


class TestPassphrase:
    """Only the passphrase itself opens its slot."""

    def test_right_one_opens(self, made: tuple[KeyFile, str]) -> None:
        """The data key comes back as it went in."""
        assert slots.unlock(made[0], PASSPHRASE) == DATA_KEY

    @pytest.mark.parametrize(
        "wrong", ["", "creme brulee at noon", PASSPHRASE.upper(), f"{PASSPHRASE} ", "\x00", "x" * 100_000]
    )
    def test_wrong_one_is_known_before_the_database_is_touched(
        self, made: tuple[KeyFile, str], wrong: str
    ) -> None:
        """A wrong passphrase is refused with a sentence."""
        with pytest.raises(Refused, match="That passphrase does not open this store"):
            slots.unlock(made[0], wrong)

    def test_however_the_keyboard_composes_it(self, made: tuple[KeyFile, str]) -> None:
        """An accent typed as its own character is the same passphrase."""
        composed = "cr\u00e8me br\u00fbl\u00e9e at noon"
        apart = "cre\u0300me bru\u0302le\u0301e at noon"
        assert composed != apart
        assert slots.unlock(made[0], composed) == slots.unlock(made[0], apart) == DATA_KEY

    @pytest.mark.parametrize("strange", ["", "🦊" * 50, "\udce9", "x" * 100_000, "\u202eabc"])
    def test_anything_a_terminal_sends_may_be_one(self, strange: str) -> None:
        """Nothing is refused for its composition, not even a byte that is no character."""
        keys = slots.with_passphrase(slots.new_key_file("s"), DATA_KEY, strange, CHEAP)
        assert slots.unlock(keys, strange) == DATA_KEY

    def test_is_not_in_the_file(self, made: tuple[KeyFile, str]) -> None:
        """Neither the passphrase, nor the recovery key, nor the data key can be read off the key file."""
        text = made[0].to_text()
        for secret in (PASSPHRASE, made[1], made[1].replace("-", "")):
            assert secret not in text
        assert base64.b64encode(DATA_KEY).decode() not in text

    def test_a_change_leaves_the_recovery_key(self, made: tuple[KeyFile, str]) -> None:
        """After a change the old passphrase is nothing, the new one and the recovery key open."""
        changed = slots.with_passphrase(made[0], DATA_KEY, "another", CHEAP)
        assert slots.unlock(changed, "another") == DATA_KEY
        assert slots.unlock_with_recovery(changed, made[1]) == DATA_KEY
        with pytest.raises(Refused):
            slots.unlock(changed, PASSPHRASE)


class TestRecoveryKey:
    """The printed key opens its own store and no other."""

    def test_opens(self, made: tuple[KeyFile, str]) -> None:
        """However it is typed."""
        assert slots.unlock_with_recovery(made[0], made[1].lower().replace("-", " ")) == DATA_KEY

    def test_of_another_store(self, made: tuple[KeyFile, str]) -> None:
        """A well-formed key of another store is refused as such."""
        _, other = slots.with_recovery(made[0], DATA_KEY)
        with pytest.raises(Refused, match="That recovery key does not open this store"):
            slots.unlock_with_recovery(made[0], other)

    def test_mistyped(self, made: tuple[KeyFile, str]) -> None:
        """A mistyped key says so, and that nothing else is wrong."""
        last = "A" if made[1][-1] != "A" else "B"
        with pytest.raises(Refused, match="one of the groups is mistyped"):
            slots.unlock_with_recovery(made[0], made[1][:-1] + last)

    def test_where_there_is_none(self) -> None:
        """A demo has no recovery key, and says so."""
        demo = slots.with_open_door(slots.new_key_file("d"), DATA_KEY)
        assert slots.unlock_open(demo) == DATA_KEY
        with pytest.raises(Refused, match="has no recovery key"):
            slots.unlock_with_recovery(demo, "0000-" * 8 + "0000")


class TestDamage:
    """A slot vouches for all of itself: one bit turned over opens nothing."""

    def _opened(self, keys: KeyFile, unlock: Callable[[KeyFile], bytes]) -> bool:
        try:
            unlock(keys)
        except Refused:
            return False
        return True

    def test_every_bit_of_the_recovery_slot(self, made: tuple[KeyFile, str]) -> None:
        """Each bit of the database's salt, the slot's salt and the wrapped key."""
        keys, recovery_key = made
        for path in where(keys, "recovery"):
            for bit in range(bits(keys, path)):
                damaged = flipped(keys, path, bit)
                assert not self._opened(damaged, lambda file: slots.unlock_with_recovery(file, recovery_key))

    @pytest.mark.parametrize("step", [64, pytest.param(1, marks=pytest.mark.sweep)])
    def test_every_bit_of_the_passphrase_slot(self, made: tuple[KeyFile, str], step: int) -> None:
        """The same for the passphrase; some bits here, every one in the sweep."""
        for path in where(made[0], "passphrase"):
            for bit in range(0, bits(made[0], path), step):
                damaged = flipped(made[0], path, bit)
                assert not self._opened(damaged, lambda file: slots.unlock(file, PASSPHRASE))

    @pytest.mark.parametrize("cost", [{"passes": 2}, {"memory": 9}, {"passes": 2, "memory": 4}])
    def test_cost_is_vouched_for(self, made: tuple[KeyFile, str], cost: dict[str, int]) -> None:
        """A slot whose cost was made cheaper or dearer does not open."""
        body = json.loads(made[0].to_text())
        for slot in body["slots"]:
            slot |= cost
        with pytest.raises(Refused):
            slots.unlock(slots.read_key_file(json.dumps(body)), PASSPHRASE)

    def test_slots_do_not_move_between_stores(self, made: tuple[KeyFile, str]) -> None:
        """A slot put into another store's key file opens nothing there."""
        body = json.loads(made[0].to_text()) | {"uuid": "another-store"}
        with pytest.raises(Refused):
            slots.unlock_with_recovery(slots.read_key_file(json.dumps(body)), made[1])

    @pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.sweep)])
    def test_every_bit_of_the_file(self, made: tuple[KeyFile, str], step: int) -> None:
        """Turned over anywhere, the file gives the right key or none, and never anything but a refusal."""
        keys, recovery_key = made
        raw = keys.to_text().encode()
        for bit in range(0, len(raw) * 8, step):
            damaged = bytearray(raw)
            damaged[bit // 8] ^= 1 << bit % 8
            try:
                text = damaged.decode()
                assert slots.unlock_with_recovery(slots.read_key_file(text), recovery_key) == DATA_KEY
            except (Refused, UnicodeDecodeError):
                continue


class TestKeyFileText:
    """What a key file may look like."""

    def test_round_trip(self, made: tuple[KeyFile, str]) -> None:
        """Written and read it is the same."""
        assert slots.read_key_file(made[0].to_text()) == made[0]

    def test_of_a_newer_version(self, made: tuple[KeyFile, str]) -> None:
        """A newer file is not called damaged."""
        body = json.loads(made[0].to_text()) | {"footprint": slots.FORMAT + 1}
        with pytest.raises(slots.NewerKeys, match="newer Footprint"):
            slots.read_key_file(json.dumps(body))

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "{}",
            "[]",
            "null",
            "7",
            "not json",
            '{"footprint": "1"}',
            '{"footprint": 0, "uuid": "u", "salt": "", "slots": []}',
            '{"footprint": 1, "uuid": "u", "salt": "é", "slots": []}',
            '{"footprint": 1, "uuid": "u", "salt": "", "slots": [1]}',
            '{"footprint": 1, "uuid": "u", "salt": "", "slots": 1}',
            "[" * 100_000,
        ],
    )
    def test_damaged(self, text: str) -> None:
        """What is no key file is refused as damaged."""
        with pytest.raises(Refused, match="damaged"):
            slots.read_key_file(text)

    @pytest.mark.parametrize("cost", [{"passes": 0}, {"memory": 1}, {"memory": 10**9}, {"passes": 10**9}])
    def test_asks_for_no_absurd_effort(self, made: tuple[KeyFile, str], cost: dict[str, int]) -> None:
        """A file that asks for a terabyte of memory is damaged, not obeyed."""
        body = json.loads(made[0].to_text())
        body["slots"][0] |= cost
        with pytest.raises(Refused, match="damaged"):
            slots.read_key_file(json.dumps(body))


_TIGHT = """
import resource, sys
from models.errors import Refused
from models.store import keys as slots
from models.store.keys import Cost
slots.with_passphrase(slots.new_key_file("s"), bytes(32), "warm up", Cost(1, 8))
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
room = int(sys.argv[1]) * 1024 * 1024
resource.setrlimit(resource.RLIMIT_AS, (used + room, resource.RLIM_INFINITY))
try:
    keys = slots.with_passphrase(slots.new_key_file("s"), bytes(32), "p", Cost(1, 256))
    assert slots.unlock(keys, "p") == bytes(32)
    print(keys.slots[0].cost.memory)
except Refused as refused:
    print(refused)
"""


class TestLittleMemory:
    """A small machine pays less for a guess instead of being shut out."""

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a test limit a program's memory")
    @pytest.mark.parametrize(
        ("room", "took"), [(400, "256"), (200, "128"), (100, "64"), (30, "There is not enough free memory")]
    )
    def test_half_is_taken(self, room: int, took: str) -> None:
        """Where the memory asked for cannot be had, half serves, down to 64 MiB; below that a sentence."""
        assert in_child(_TIGHT, room).startswith(took)

    def test_real_stores_pay_in_full(self) -> None:
        """Without a cost named, a guess costs three passes over 256 MiB."""
        assert Cost(3, 256) == slots.USUAL
