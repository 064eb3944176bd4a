"""Measure grouping: 40 people in 7 groups and 300 in 40, all rules, several seeds.

python benchmarks/grouping.py [--seeds 5] [--people 40 --groups 7 --seconds 10]
"""

import argparse
import os
import sys
import time
from pathlib import Path

from table import Table

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from grouping_requests import class_by_chance
from zhixing.teams.rules.assessment import assess
from zhixing.teams.rules.request import Request
from zhixing.teams.solver import Solved, solve

CLASSES = ((40, 7, 10.0), (300, 40, 10.0))
SOLVED_GOAL = {40: 0.5, 300: 10.0}
JUDGED_GOAL = 20.0


def main() -> None:
    """Group every class with every seed and print one table."""
    options = _options()
    classes = CLASSES
    if options.people:
        classes = ((options.people, options.groups, options.seconds),)
    table = Table()
    for count, groups, seconds in classes:
        requests = [class_by_chance(count, groups, seed) for seed in range(options.seeds)]
        _measure(table, requests, seconds)
    print(table.text())
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(f"\n{os.cpu_count()} processors, load {load:.1f}")


def _measure(table: Table, requests: list[Request], seconds: float) -> None:
    first = requests[0]
    count, groups = len(first.candidates), len(first.slots)
    answers, calls, busy, judged = [], [], [], []
    for request in requests:
        began, before = time.perf_counter(), _busy()
        answer = solve(request, seconds)
        calls.append(time.perf_counter() - began)
        busy.append(_busy() - before)
        answers.append(answer)
        began = time.perf_counter()
        found = assess(request, answer.places)
        judged.append((time.perf_counter() - began) * 1000)
        if found.cost != answer.cost or found.broken or found.unplaced:
            sys.exit(f"The grouping of {count} people is not what the solver says.")
    table.group(f"{count} people, {groups} groups, all rules, at most {seconds:g} s")
    table.add("solved", [each.seconds for each in answers], "s", SOLVED_GOAL.get(count), _proven(answers))
    table.add("whole call, process started", calls, "s")
    table.add("processor time of the call", busy, "s")
    table.add("gap", [100 * (each.gap or 0.0) for each in answers], "%", None, _costs(answers))
    table.add("judged once", judged, "ms", JUDGED_GOAL)


def _busy() -> float:
    """Return the processor time of all processes ended so far that this one has started."""
    times = os.times()
    return times.children_user + times.children_system


def _proven(answers: list[Solved]) -> str:
    return f"proven best: {sum(each.status == 'optimal' for each in answers)} of {len(answers)}"


def _costs(answers: list[Solved]) -> str:
    return "cost ≥ bound: " + ", ".join(f"{each.cost} ≥ {each.bound}" for each in answers)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure grouping.")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--people", type=int)
    parser.add_argument("--groups", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=10.0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
