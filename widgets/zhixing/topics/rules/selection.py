"""From the vote to the topics that are rated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhixing.errors import InputError
from zhixing.topics.rules.verdicts import Overall


@dataclass(frozen=True, slots=True)
class Selection:
    """The topics that go on to be rated.

    Args:
        kept: ids in the given order, never in the order of votes.
        tied: ids with the same votes on both sides of the cut; the given order decided between them.
    """

    kept: tuple[str, ...]
    tied: tuple[str, ...] = ()

    @property
    def tie(self) -> bool:
        """Whether the last place was decided by order and not by votes."""
        return bool(self.tied)


def pick_rated(
    counts: Mapping[str, int], verdicts: Mapping[str, Overall], order: Sequence[str], at_most: int
) -> Selection:
    """Return the topics that are rated.

    Topics judged 不宜 are out. If no more than ``at_most`` remain, all of them go on; otherwise those with
    the most votes. A topic without a vote goes on only if nobody has voted at all.

    Args:
        counts: votes by topic.
        verdicts: what the conditions say, by topic; a topic that is not named is open.
        order: all topics, in establishment order.
        at_most: how many may go on.
    """
    eligible = [topic for topic in order if verdicts.get(topic, Overall.OPEN) is not Overall.NO]
    if len(eligible) <= at_most:
        return Selection(tuple(eligible))
    voted = [topic for topic in eligible if counts.get(topic, 0) > 0]
    pool = voted or eligible
    ranked = sorted(pool, key=lambda topic: -counts.get(topic, 0))
    chosen = set(ranked[:at_most])
    kept = tuple(topic for topic in order if topic in chosen)
    if len(ranked) <= at_most or counts.get(ranked[at_most - 1], 0) != counts.get(ranked[at_most], 0):
        return Selection(kept)
    at_cut = counts.get(ranked[at_most], 0)
    return Selection(
        kept, tuple(topic for topic in order if topic in pool and counts.get(topic, 0) == at_cut)
    )


def check_votes(topics: Sequence[str], offered: Sequence[str], votes_each: int) -> None:
    """Refuse a ballot that is empty, too long, doubled or about something else.

    Raises:
        InputError: what is wrong with it.
    """
    if not topics:
        raise InputError("topics.error.no-vote")
    if len(topics) > votes_each:
        raise InputError("topics.error.too-many-votes", {"most": votes_each, "found": len(topics)})
    if len(set(topics)) != len(topics):
        raise InputError("topics.error.vote-doubled")
    if not set(topics) <= set(offered):
        raise InputError("topics.error.not-offered")
