"""The process of the solver: reads a question from standard input, writes the answer to standard output."""

import json
import sys
import time

from zhixing.teams.rules.request import Request
from zhixing.teams.solver.parent import die_with_parent


def main() -> None:
    """Answer one question; loading OR-Tools counts as part of the time, but leaves half of it at least."""
    die_with_parent(int(sys.argv[1]))
    question = json.load(sys.stdin.buffer)
    request, seconds = Request.parse(question["request"]), float(question["seconds"])
    began = time.monotonic()
    if question["kind"] == "solve":
        from zhixing.teams.solver.search import best  # noqa: PLC0415  (loads OR-Tools; the parent's death first)

        answer = best(request, _left(seconds, began)).json()
    else:
        from zhixing.teams.solver.unravel import unravel  # noqa: PLC0415  (as above)

        answer = unravel(request, _left(seconds, began)).json()
    sys.stdout.write(json.dumps(answer))


def _left(seconds: float, began: float) -> float:
    return max(seconds / 2, seconds - (time.monotonic() - began))


main()
