"""What the live cell of the weights works on: mean ratings, never single ones."""

from dataclasses import dataclass

from zhixing.actor import Actor
from zhixing.records import Work
from zhixing.text import Text
from zhixing.topics.rules import Ratings
from zhixing.topics.service.proposals import all_topics, subject_topics
from zhixing.topics.service.ratings import revealed_or_sample, scores_of
from zhixing.topics.service.setting import class_policy, criteria, limits, weights


@dataclass(frozen=True, slots=True)
class WhatIfData:
    """Mean ratings of a round, for trying other weights on.

    Args:
        topics: titles, in establishment order.
        criteria: names of the rating criteria.
        means: topics × criteria.
        weights: the weights in force, summing to one.
        sample: True when these are the example ratings (试评), because no own round is revealed.
        raters: how many rated.
    """

    topics: tuple[str, ...]
    criteria: tuple[Text, ...]
    means: tuple[tuple[float, ...], ...]
    weights: tuple[float, ...]
    sample: bool
    raters: int


def what_if_data(db: Work, actor: Actor) -> WhatIfData:
    """Return the group's mean ratings, or the example round's while none is revealed.

    With fewer raters than ``survey.min-cell`` the means are not shown; there are no topics in it then.
    """
    values = class_policy(db, actor.classroom)
    given = weights(values)
    names = tuple(criteria().get(criterion).name for criterion in given)
    window, sample = revealed_or_sample(db, actor.classroom)
    if window is None:
        return WhatIfData((), names, (), tuple(given.values()), sample, 0)
    ratings = Ratings.of(scores_of(db, window), subject_topics(window), tuple(given))
    ratings = ratings.only(ratings.complete_topics())
    enough = sample or actor.solo or ratings.raters >= limits(values).min_cell
    titles = {row.id: row.title for row in all_topics(db, actor.classroom)}
    means = ratings.means().tolist() if enough and ratings.topics else []
    return WhatIfData(
        topics=tuple(titles.get(topic, topic) for topic in ratings.topics) if means else (),
        criteria=names,
        means=tuple(tuple(row) for row in means),
        weights=tuple(given.values()),
        sample=sample,
        raters=ratings.raters,
    )
