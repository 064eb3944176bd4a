"""Fifty sessions of one workbook: nothing of one reader is visible to the next, or to the nursery."""

import ast
import asyncio
from pathlib import Path

import pytest

from kernels.reader import Reader, model

SESSIONS = 50

SOURCE = """
import ipywidgets as w, os, random, secrets, tempfile, uuid
import numpy as np
mine, seen = w.Text(description="mine"), w.Textarea(description="seen")
notes, kept = [], []

def files():
    found = [f"/proc/self/fd/{number}" for number in os.listdir("/proc/self/fd")]
    return [os.readlink(each) for each in found if os.path.lexists(each)]

def look(change):
    before = os.environ.get("READER")
    os.environ["READER"] = change["new"]
    notes.append(change["new"])
    place = tempfile.mkdtemp()
    kept.append(open(os.path.join(place, "note"), "w"))
    drawn = [random.random(), float(np.random.random()), secrets.token_hex(8)]
    drawn += [uuid.uuid4().hex, uuid.uuid1().hex]
    seen.value = repr({"notes": notes, "before": before, "drawn": drawn, "place": place, "files": files()})

mine.observe(look, "value")
w.VBox([mine, seen])
"""


@pytest.fixture(scope="module")
def seen(run, nursery, notebook):
    template = run(nursery.template("isolation", notebook(SOURCE), "1"))
    text, view = model(template, description="mine"), model(template, description="seen")

    async def walk():
        readers = await asyncio.gather(*[Reader.of(template) for _ in range(SESSIONS)])
        await asyncio.gather(*[reader.set(text, value=f"reader {n}") for n, reader in enumerate(readers)])
        found = []
        for reader in readers:
            await reader.set(text, value="again")
            state = await reader.state(view)
            found.append(ast.literal_eval(state["value"]))
        late = await Reader.of(template)
        untouched = await late.state(view)
        sockets = [_sockets(reader.session.pid) for reader in readers]
        for reader in [*readers, late]:
            reader.session.end()
        return found, untouched["value"], sockets

    return run(walk())


def _sockets(pid: int) -> list[str]:
    places = [str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir()]
    return [place for place in places if place.startswith("socket:")]


def test_a_reader_finds_only_what_is_theirs(seen):
    for number, found in enumerate(seen[0]):
        assert found["notes"] == [f"reader {number}", "again"]
        assert found["before"] == f"reader {number}"


def test_nobody_is_as_lucky_as_somebody_else(seen):
    for place, source in enumerate(["random", "numpy", "secrets", "uuid4", "uuid1"]):
        drawn = [found["drawn"][place] for found in seen[0]]
        assert len(set(drawn)) == SESSIONS, source


def test_temporary_places_are_one_s_own(seen):
    places = [found["place"] for found in seen[0]]
    assert len(set(places)) == SESSIONS
    for found in seen[0]:
        others = [each for each in places if each != found["place"]]
        assert not [name for name in found["files"] if any(other in name for other in others)]


def test_a_session_holds_one_socket_and_nobody_else_s(seen):
    held = seen[2]
    # one to the server, and asyncio's own pair by which it wakes itself
    assert {len(sockets) for sockets in held} == {3}
    everything = [name for sockets in held for name in sockets]
    assert len(everything) == len(set(everything))


def test_the_nursery_has_learnt_nothing(seen):
    assert seen[1] == ""
