"""Rankings by ballots: Borda, Condorcet, Copeland, Kemeny and Schulze.

A ballot is a count of voters and all candidates, best first. Ties in a result are broken by name, so the
order in which ballots arrive never matters.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zhixing.errors import MeasureError

Ballots = Sequence[tuple[int, Sequence[str]]]
MOST_CANDIDATES = 15


@dataclass(frozen=True)
class _Tally:
    names: tuple[str, ...]
    support: NDArray[np.int64]  # voters who put the row before the column

    @property
    def beats(self) -> NDArray[np.bool_]:
        return self.support > self.support.T


def borda(ballots: Ballots, base: int = 0) -> dict[str, int]:
    """Return each candidate's points: `base` for a last place, one more for each place above it.

    Raises:
        MeasureError: no voters, or a ballot that is malformed, repeats or leaves out a candidate.

    Source: Borda (1781), Mémoire sur les élections au scrutin.
    """
    tally = _count(ballots)
    voters = sum(int(count) for count, _ in ballots)
    return {
        name: int(points) + base * voters
        for name, points in zip(tally.names, tally.support.sum(axis=1), strict=True)
    }


def condorcet_winner(ballots: Ballots) -> str | None:
    """Return the candidate who beats every other in pairs, or None when there is none.

    Raises:
        MeasureError: as `borda`.

    Source: Condorcet (1785), Essai sur l'application de l'analyse.
    """
    tally = _count(ballots)
    victories = tally.beats.sum(axis=1)
    best = int(victories.argmax())
    return tally.names[best] if victories[best] == len(tally.names) - 1 else None


def copeland(ballots: Ballots) -> dict[str, int]:
    """Return each candidate's pairwise wins minus losses.

    Raises:
        MeasureError: as `borda`.

    Source: Copeland (1951), A 'reasonable' social welfare function, University of Michigan seminar.
    """
    tally = _count(ballots)
    scores = tally.beats.sum(axis=1) - tally.beats.sum(axis=0)
    return {name: int(score) for name, score in zip(tally.names, scores, strict=True)}


def kemeny(ballots: Ballots) -> tuple[str, ...]:
    """Return the order, best first, that contradicts the fewest pairwise opinions of voters.

    Exact, by dynamic programming over sets of candidates.

    Raises:
        MeasureError: as `borda`, or more than fifteen candidates.

    Source: Kemeny (1959), Mathematics without numbers, Daedalus 88:577–591.
    """
    tally = _count(ballots)
    size = len(tally.names)
    if size > MOST_CANDIDATES:
        raise MeasureError("measures.error.too-many-candidates", {"most": MOST_CANDIDATES, "found": size})
    least = np.zeros(1 << size, dtype=np.int64)
    first = np.zeros(1 << size, dtype=np.int64)
    bits = 1 << np.arange(size)
    for chosen in range(1, 1 << size):
        members = np.flatnonzero(chosen & bits)
        contradicted = tally.support[np.ix_(members, members)].sum(axis=0)
        costs = contradicted + least[chosen ^ bits[members]]
        first[chosen] = members[costs.argmin()]
        least[chosen] = costs.min()
    order = []
    left = (1 << size) - 1
    while left:
        order.append(tally.names[first[left]])
        left ^= 1 << int(first[left])
    return tuple(order)


def schulze(ballots: Ballots) -> tuple[str, ...]:
    """Return the order, best first, by strongest paths of pairwise victories.

    Raises:
        MeasureError: as `borda`.

    Source: Schulze (2011), A new monotonic, clone-independent … election method, Social Choice and Welfare
    36:267–303; strength of a victory = voters for it.
    """
    tally = _count(ballots)
    paths = np.where(tally.beats, tally.support, 0)
    for via in range(len(paths)):
        paths = np.maximum(paths, np.minimum(paths[:, via, None], paths[None, via, :]))
    victories = (paths > paths.T).sum(axis=1)
    return tuple(tally.names[place] for place in np.argsort(-victories, kind="stable"))


def _count(ballots: Ballots) -> _Tally:
    if not len(ballots):
        raise MeasureError("measures.error.no-ballots")
    try:
        read = [(count, tuple(order)) for count, order in ballots]
        names = tuple(sorted(read[0][1]))
        whole = [int(count) == count and count >= 0 for count, _ in read]
    except (TypeError, ValueError, OverflowError) as error:
        raise MeasureError("measures.error.ballot-form") from error
    if not names:
        raise MeasureError("measures.error.no-ballots")
    place = {name: index for index, name in enumerate(names)}
    support = np.zeros((len(names), len(names)), dtype=np.int64)
    ahead = np.triu(np.ones_like(support), 1)
    for number, (count, order) in enumerate(read, start=1):
        if not whole[number - 1]:
            raise MeasureError("measures.error.ballot-count", {"ballot": number, "found": count})
        if len(set(order)) != len(order):
            raise MeasureError("measures.error.ballot-repeats", {"ballot": number})
        if set(order) != set(place):
            raise MeasureError("measures.error.ballot-candidates", {"ballot": number})
        places = [place[name] for name in order]
        support[np.ix_(places, places)] += int(count) * ahead
    if sum(int(count) for count, _ in read) == 0:
        raise MeasureError("measures.error.no-ballots")
    return _Tally(names, support)
