"""Life and death of nursery, workbook and session: nothing is left behind, whoever dies first."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from kernels.reader import Reader, frame, model
from zhixing.kernels import Lost, Nursery

SOURCE = """
import ipywidgets as w, os, signal, sys, time
die, leave, sleep, label = (w.Button(description=name) for name in ("die", "leave", "sleep", "label"))
die.on_click(lambda _: os.kill(os.getpid(), signal.SIGKILL))
leave.on_click(lambda _: os._exit(7))
def rest(_):
    try:
        time.sleep(60)
    except KeyboardInterrupt:
        label.description = "woken"
sleep.on_click(rest)
w.VBox([die, leave, sleep, label])
"""


@pytest.fixture(scope="module")
def template(run, nursery, notebook):
    return run(nursery.template("life", notebook(SOURCE), "1"))


def press(reader: Reader, button: str) -> None:
    """Press a button without waiting for an answer."""
    data = {"method": "custom", "content": {"event": "click"}}
    place = model(reader.template, description=button)
    reader.session.send_frame(frame("comm_msg", {"comm_id": place, "data": data}))


def alive(pid: int) -> bool:
    """Tell whether a process runs; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def gone(*pids: int, seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while any(alive(pid) for pid in pids):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def below(pid: int) -> set[int]:
    """Return all descendants of a process, zombies too."""
    found: set[int] = set()
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found |= {int(child), *below(int(child))}
    return found


@pytest.mark.parametrize(("button", "code"), [("die", -signal.SIGKILL), ("leave", 7)])
def test_the_server_learns_how_a_session_ended(run, template, button, code):
    async def walk():
        reader = await Reader.of(template)
        press(reader, button)
        return reader.session, await reader.ended()

    session, found = run(walk())
    assert found == code
    assert not session.alive


def test_an_ended_session_is_gone(run, template):
    async def walk():
        reader = await Reader.of(template)
        reader.session.end()
        await reader.ended()
        return reader.session.pid

    assert gone(run(walk()))


def test_a_session_that_computes_for_ever_ends_all_the_same(run, template):
    async def walk():
        reader = await Reader.of(template)
        press(reader, "sleep")
        await asyncio.sleep(0.2)
        reader.session.end()
        await reader.ended()
        return reader.session.pid

    assert gone(run(walk()))


def test_a_session_can_be_interrupted(run, template):
    async def walk():
        reader = await Reader.of(template)
        press(reader, "sleep")
        await asyncio.sleep(0.2)
        os.kill(reader.session.pid, signal.SIGINT)
        state = await reader.state(model(template, description="label"))
        reader.session.end()
        return state

    assert run(walk())["description"] == "woken"


@pytest.mark.parametrize("opens", [100, pytest.param(1000, marks=pytest.mark.soak)])
def test_many_opens_leave_nothing_behind(run, nursery, template, opens):
    """Neither process nor zombie, nor a descriptor here or in the nurseries."""

    def held() -> dict[int, int]:
        return {
            pid: len(list(Path(f"/proc/{pid}/fd").iterdir()))
            for pid in (os.getpid(), *below(nursery.pid), nursery.pid)
        }

    async def open_and_end():
        reader = await Reader.of(template)
        await reader.catch_up()
        reader.session.end()
        await reader.ended()

    async def walk():
        for _ in range(opens // 10):
            await asyncio.gather(*[open_and_end() for _ in range(10)])
        await asyncio.sleep(0.3)

    run(open_and_end())
    time.sleep(0.3)
    before = held()
    run(walk())
    assert held() == before


def test_with_its_workbook_s_nursery_a_session_ends(run, nursery, notebook):
    async def walk():
        template = await nursery.template("orphans", path, "1")
        readers = [await Reader.of(template) for _ in range(3)]
        (parent,) = {parent_of(reader.session.pid) for reader in readers}
        os.kill(parent, signal.SIGKILL)
        codes = [await reader.ended() for reader in readers]
        with pytest.raises(Lost):
            await Reader.of(template)
        fresh = await nursery.template("orphans", path, "1")
        reader = await Reader.of(fresh)
        await reader.catch_up()
        reader.session.end()
        return codes, [reader.session.pid for reader in readers]

    path = notebook(SOURCE)
    codes, pids = run(walk())
    assert codes == [-signal.SIGKILL] * 3
    assert gone(*pids)


def test_with_the_base_nursery_all_below_it_ends(run, notebook, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    nursery = Nursery.start("nursery_hook")

    async def walk():
        template = await nursery.template("life", notebook(SOURCE), "1")
        reader = await Reader.of(template)
        pids = below(nursery.pid)
        os.kill(nursery.pid, signal.SIGKILL)
        await reader.ended()
        return pids

    pids = run(walk())
    assert len(pids) == 2
    assert gone(*pids)
    assert not nursery.alive
    nursery.close()


SERVER = """
import asyncio, os, sys
from pathlib import Path
from kernels.reader import Reader
from zhixing.kernels import Nursery

async def main():
    nursery = Nursery.start("nursery_hook")
    template = await nursery.template("life", Path(sys.argv[1]), "1")
    readers = [await Reader.of(template) for _ in range(3)]
    print(nursery.pid, flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_with_the_server_everything_ends(notebook, number):
    tests = Path(__file__).parents[1]
    server = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SERVER), str(notebook(SOURCE))],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tests), str(tests / "kernels")])},
    )
    nursery = int(server.stdout.readline())
    pids = {nursery, *below(nursery)}
    assert len(pids) == 5
    server.send_signal(number)
    server.wait(10)
    server.stdout.close()
    assert gone(*pids)


def test_a_nursery_that_cannot_import_says_that_it_is_lost(run):
    nursery = Nursery.start("no_such_hook")
    with pytest.raises(Lost):
        run(nursery.ready())
    nursery.close()
