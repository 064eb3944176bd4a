"""A good grouping to begin with: people are exchanged and moved, freely at first, then strictly."""

import math
import time

import numpy as np
from numpy.typing import NDArray

from zhixing.teams.rules.request import Places, Request
from zhixing.teams.solver.exchange import Exchange

_SEED = 20
_WARM, _COLD = 2.0, 0.3
_LOOKS = 50


def start(request: Request, until: float = math.inf) -> Places:
    """Return a grouping found by exchanges; the rules that must hold are kept unless that is hard.

    Args:
        request: what is asked.
        until: when to stop at the latest, by the monotonic clock. The number of steps depends on the request
            alone: as often somebody is picked and put where they do best, with some chance for other places.
    """
    exchange = Exchange(request, _dealt(request))
    chance = np.random.default_rng(_SEED)
    people = len(request.candidates)
    steps = people * len(request.slots)
    cost = best_cost = 0
    best = exchange.where.copy()
    for step in range(steps):
        if step % _LOOKS == 0 and time.monotonic() > until:
            break
        one = int(chance.integers(people))
        heat = _WARM * (_COLD / _WARM) ** (step / steps)
        changes = np.concatenate([exchange.exchanges(one), exchange.moves(one)])
        chosen = int(np.argmin(changes - heat * chance.gumbel(size=changes.size)))
        if chosen >= people:
            exchange.move(one, chosen - people)
        elif exchange.where[chosen] != exchange.where[one]:
            exchange.exchange(one, chosen)
        cost += int(changes[chosen])
        if cost < best_cost:
            best_cost, best = cost, exchange.where.copy()
    slots = request.slots
    return {each.id: slots[number].key for each, number in zip(request.candidates, best, strict=True)}


def _dealt(request: Request) -> NDArray[np.int64]:
    """Return everybody dealt to the groups in turn, those who are locked where they belong."""
    numbers = {slot.key: number for number, slot in enumerate(request.slots)}
    locks = request.locks
    return np.array(
        [
            numbers.get(locks.get(each.id, ""), turn % len(numbers))
            for turn, each in enumerate(request.candidates)
        ],
        dtype=np.int64,
    )
