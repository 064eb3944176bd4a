"""The solver's process: it loads what the server must not, ends in time and with its parent."""

import json
import os
import subprocess
import sys
import time

import psutil
import pytest

from grouping_requests import class_by_chance, make_rules, make_slots, people
from zhixing.errors import SetupError
from zhixing.teams import solver
from zhixing.teams.rules.request import Request, Rule
from zhixing.teams.solver import process

ASKING = """
import sys
from grouping_requests import make_rules, make_slots, people
from zhixing.teams.rules.request import Request, Rule
from zhixing.teams.solver import explain, solve
from zhixing.teams.rules import assessment, clash, duties, obvious, reasons, saying
request = Request(people(4), make_slots(2), make_rules((2, 2), [Rule.SIZE]))
assert solve(request).status == "optimal"
assert explain(request).rules == ()
print(sorted({"ortools", "pandas", "scipy", "sqlalchemy"} & set(sys.modules)))
"""

WAITING = """
from grouping_requests import class_by_chance
from zhixing.teams.solver import solve
solve(class_by_chance(200, 28, 1), 120)
"""
LOADED = 60 << 20


def surroundings():
    """Return an environment in which a process finds what the tests find."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}


def small():
    return Request(people(4), make_slots(2), make_rules((2, 2), [Rule.SIZE]))


def test_whoever_asks_loads_neither_ortools_nor_pandas():
    run = subprocess.run(
        [sys.executable, "-c", ASKING],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=surroundings(),
        check=False,
    )
    assert run.stderr == ""
    assert run.stdout.strip() == "[]"


def test_a_class_is_solved_and_explained_across_the_border():
    request = class_by_chance(24, 4, 2)
    found = solver.solve(request, 20)
    assert found.status == "optimal"
    assert set(found.places) == {each.id for each in request.candidates}
    clash = solver.explain(request.under(make_rules((7, 8), [Rule.SIZE])), 5)
    assert clash.rules == (Rule.SIZE,)
    assert clash.ways[0].amount == 4


def test_a_solver_that_does_not_end_is_ended(monkeypatch):
    monkeypatch.setattr(process, "START", 0.0)
    monkeypatch.setattr(process, "COMMAND", (sys.executable, "-c", "import time; time.sleep(60)"))
    began = time.monotonic()
    assert solver.solve(small(), 0.5).status == "unknown"
    assert solver.explain(small(), 0.5).is_least is False
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("code", ["raise SystemExit(3)", "import os, signal; os.kill(os.getpid(), 9)"])
def test_a_solver_that_breaks_down_is_a_sentence(monkeypatch, code):
    monkeypatch.setattr(process, "COMMAND", (sys.executable, "-c", code))
    with pytest.raises(SetupError, match=r"grouping\.error\.solver"):
        solver.solve(small())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process of its parent's end")
def test_the_solver_ends_with_its_parent():
    parent = subprocess.Popen([sys.executable, "-c", WAITING], env=surroundings())
    asking = psutil.Process(parent.pid)
    _until(lambda: any(each.memory_info().rss > LOADED for each in asking.children()))
    child = asking.children()[0]
    parent.kill()
    parent.wait(10)
    child.wait(10)
    assert not child.is_running()


def _until(holds):
    until = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_the_question_names_pairs_to_the_solver_only():
    request = Request(people(4), make_slots(2), make_rules((2, 2)), apart=(("p000", "p001"),))
    assert "apart" in json.dumps(request.json())
    answer = solver.explain(request.under(make_rules((2, 2), [Rule.APART])), 5)
    assert "p000" not in json.dumps(answer.json()["because"])
