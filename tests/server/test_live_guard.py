"""The memory guard: what machine and container say, and who may start."""

import pytest

from factories import worded
from zhixing.kernels import Variant
from zhixing.server.live.guard import BusyError, Guard
from zhixing.server.live.memory import Memory, Room

MIB = 1 << 20
GIB = 1 << 30


@pytest.fixture
def machine(tmp_path):
    """Write the files in which a system tells of memory: limit and use of control groups by their path."""

    def write(total=8 * GIB, available=None, v2=None, v1=None, cache=0):
        proc, groups = tmp_path / "proc", tmp_path / "cgroup"
        (proc / "self").mkdir(parents=True, exist_ok=True)
        groups.mkdir(exist_ok=True)
        if available is not None:
            lines = f"MemTotal: {total >> 10} kB\nMemFree: 1 kB\nMemAvailable: {available >> 10} kB\n"
            (proc / "meminfo").write_text(lines)
        lines = []
        for path, (limit, used) in (v2 or {}).items():
            folder = groups / path.strip("/")
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "memory.max").write_text(f"{limit}\n")
            (folder / "memory.current").write_text(f"{used}\n")
            (folder / "memory.stat").write_text(f"anon 1\ninactive_file {cache}\n")
        if v2:
            lines.append(f"0::{max(v2, key=len)}")
        for path, (limit, used) in (v1 or {}).items():
            folder = groups / "memory" / path.strip("/")
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "memory.limit_in_bytes").write_text(f"{limit}\n")
            (folder / "memory.usage_in_bytes").write_text(f"{used}\n")
            (folder / "memory.stat").write_text(f"cache 1\ntotal_inactive_file {cache}\n")
        if v1:
            lines.append(f"7:cpu,memory:{max(v1, key=len)}")
        (proc / "self" / "cgroup").write_text("\n".join(lines))
        return Memory(proc, groups)

    return write


def test_this_machine_says_how_much_is_left():
    room = Memory().room()
    assert room is not None
    assert 0 < room.free <= room.total


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"available": 3 * GIB}, Room(8 * GIB, 3 * GIB)),
        ({"available": 3 * GIB, "v2": {"/": ("max", 5 * GIB)}}, Room(8 * GIB, 3 * GIB)),
        ({"available": 3 * GIB, "v2": {"/": (2 * GIB, GIB)}}, Room(2 * GIB, GIB)),
        ({"available": 3 * GIB, "v2": {"/": (2 * GIB, GIB)}, "cache": GIB // 2}, Room(2 * GIB, 3 * GIB // 2)),
        ({"available": 3 * GIB, "v2": {"/a": (GIB, 0), "/a/b": ("max", 0)}}, Room(GIB, GIB)),
        ({"available": 3 * GIB, "v2": {"/": (GIB, 2 * GIB)}}, Room(GIB, 0)),
        ({"available": 3 * GIB, "v1": {"/": (2 * GIB, GIB)}, "cache": MIB}, Room(2 * GIB, GIB + MIB)),
        ({"available": 3 * GIB, "v1": {"/x": ((1 << 63) - 4096, GIB)}}, Room(8 * GIB, 3 * GIB)),
        ({}, None),
    ],
)
def test_the_tighter_of_machine_and_container_counts(machine, said, expected):
    assert machine(**said).room() == expected


def test_a_group_that_another_namespace_hides_is_passed_over(machine, tmp_path):
    memory = machine(available=3 * GIB, v2={"/": (2 * GIB, GIB)})
    (tmp_path / "proc" / "self" / "cgroup").write_text("0::/somewhere/outside\n")
    assert memory.room() == Room(2 * GIB, GIB)


def starts(guard, variant, count):
    """Let people come one after the other; return how many were let through."""
    through = 0
    for number in range(count):
        try:
            guard.admit(f"person {number}", variant)
        except BusyError:
            continue
        through += 1
    return through


@pytest.mark.parametrize(
    ("variant", "free", "total", "expected"),
    [
        (Variant.COMMS, 256 * MIB + 10 * 25 * MIB, 4 * GIB, 10),
        (Variant.COMMS, 256 * MIB + 24 * MIB, 4 * GIB, 0),
        (Variant.TEMPLATE, 256 * MIB + 10 * 25 * MIB, 4 * GIB, 10),
        (Variant.COMMS, 1638 * MIB + 10 * 25 * MIB, 32 * GIB, 9),  # five per cent of much is more
        (Variant.PLAIN, 256 * MIB + 3 * 170 * MIB, 4 * GIB, 3),
        (Variant.PLAIN, 4 * GIB, 8 * GIB, 4),  # processors, not memory
    ],
)
def test_as_many_start_as_fit(machine, variant, free, total, expected):
    guard = Guard(machine(total=total, available=free), cores=4)
    assert starts(guard, variant, 30) == expected


def test_where_nobody_says_how_much_memory_there_is_nobody_waits(machine):
    assert starts(Guard(machine(), cores=1), Variant.COMMS, 100) == 100


def test_who_came_first_is_served_first(machine):
    guard = Guard(machine(available=GIB), cores=1)
    running = guard.admit("first", Variant.PLAIN)

    def before(who):
        with pytest.raises(BusyError) as busy:
            guard.admit(who, Variant.PLAIN)
        return busy.value.params["before"]

    assert [before(who) for who in ("a", "b", "c", "b", "a")] == [0, 1, 2, 1, 0]
    running.over()
    assert before("c") == 2
    assert before("b") == 1
    guard.admit("a", Variant.PLAIN).over()
    assert before("c") == 1
    guard.admit("b", Variant.PLAIN).over()
    guard.admit("c", Variant.PLAIN)


def test_who_does_not_ask_again_no_longer_waits(machine):
    now = [0.0]
    guard = Guard(machine(available=GIB), cores=1, clock=lambda: now[0])
    running = guard.admit("first", Variant.PLAIN)
    for who in ("gone", "patient"):
        with pytest.raises(BusyError):
            guard.admit(who, Variant.PLAIN)
    now[0] = 10
    with pytest.raises(BusyError):
        guard.admit("patient", Variant.PLAIN)
    running.over()
    now[0] = 13
    guard.admit("patient", Variant.PLAIN)


def test_a_start_that_fails_gives_its_place_back(machine):
    guard = Guard(machine(available=GIB), cores=1)
    for _ in range(3):
        with pytest.raises(ValueError, match="no kernel"), guard.starting("a", Variant.PLAIN):
            raise ValueError("no kernel")


def test_waiting_is_told_in_both_languages(machine):
    guard = Guard(machine(available=MIB), cores=1)
    told = []
    for who in ("a", "b"):
        with pytest.raises(BusyError) as busy:
            guard.admit(who, Variant.COMMS)
        told.append(worded(busy.value))
    (first, next_one), (second, before) = told
    assert ("下一个就轮到您" in first, "前面还有 1 人" in second) == (True, True)
    assert ("your turn next" in next_one, "before you: 1" in before) == (True, True)
