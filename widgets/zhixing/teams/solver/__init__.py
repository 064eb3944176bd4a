"""The solver: the best grouping, or which rules cannot hold together.

It runs in a process of its own, because OR-Tools loads pandas, and is ended when its time is over.
"""

from zhixing.teams.rules.clash import Clash
from zhixing.teams.rules.request import Request
from zhixing.teams.solver.answer import Solved
from zhixing.teams.solver.process import ask

__all__ = ["Solved", "explain", "solve"]


def solve(request: Request, seconds: float = 10.0) -> Solved:
    """Return the best grouping that can be found in the given time.

    Raises:
        SetupError: ``grouping.error.solver``, its process failed.
    """
    answer = ask({"kind": "solve", "request": request.json(), "seconds": seconds}, seconds)
    return Solved("unknown", seconds=seconds) if answer is None else Solved.parse(answer)


def explain(request: Request, seconds: float = 10.0) -> Clash:
    """Return which rules cannot hold together and what relaxing each would cost; no rules if they can.

    Raises:
        SetupError: ``grouping.error.solver``, its process failed.
    """
    answer = ask({"kind": "explain", "request": request.json(), "seconds": seconds}, seconds)
    return Clash((), is_least=False) if answer is None else Clash.parse(answer)
