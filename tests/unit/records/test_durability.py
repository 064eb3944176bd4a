"""Nothing acknowledged is lost: a process is killed at a random moment while it stores rows."""

import random
import subprocess
import sys

import pytest
from sqlalchemy import select

from zhixing.records import Store
from zhixing.records.tables import ReceiptRow

WRITER = """
import sys
from zhixing.records import Store
from zhixing.records.tables import ReceiptRow

store = Store.open(sys.argv[1])
number = 0
while True:
    with store.work() as db:
        for half in "ab":
            db.add(ReceiptRow(action_id=f"{sys.argv[2]}-{number}-{half}", day="2026-01-01"))
        db.touch("c1", "people")
    print(number, flush=True)
    number += 1
"""


def kill_while_writing(url, name, after):
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, url, name], stdout=subprocess.PIPE, text=True
    ) as writer:
        acknowledged = [next(writer.stdout) for _ in range(after)]
        writer.kill()
        # A line that the pipe cut in two was not acknowledged.
        acknowledged += [line for line in writer.stdout if line.endswith("\n")]
    return {int(number) for number in acknowledged}


def rounds(count):
    return [pytest.param(seed, id=f"round-{seed}") for seed in range(count)]


def check(store, seed):
    url = store.engine.url.render_as_string(hide_password=False)
    wanted = kill_while_writing(url, f"w{seed}", random.Random(seed).randrange(1, 60))
    again = Store.open(url)
    with again.read() as db:
        ids = set(db.scalars(select(ReceiptRow.action_id)))
    again.close()
    assert {f"w{seed}-{number}-{half}" for number in wanted for half in "ab"} <= ids
    whole = {action.rpartition("-")[0] for action in ids}
    assert ids == {f"{action}-{half}" for action in whole for half in "ab"}, "half a unit of work was stored"
    with store.work() as db:
        db.touch("c1", "people")


@pytest.mark.parametrize("seed", rounds(3))
def test_what_was_acknowledged_survives_a_kill(store, seed):
    check(store, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", rounds(100))
def test_what_was_acknowledged_survives_every_kill(store, seed):
    check(store, seed)
