"""What the live cell of the weights works on: mean ratings, never single ones."""

from zhixing.actor import Actor
from zhixing.records import Work
from zhixing.topics.rules import Ratings, WhatIfData
from zhixing.topics.service.proposals import all_topics, subject_topics
from zhixing.topics.service.ratings import revealed_or_sample, scores_of
from zhixing.topics.service.setting import class_policy, criteria, limits, round_weights


def what_if_data(db: Work, actor: Actor) -> WhatIfData:
    """Return the group's mean ratings, or the example round's while none is revealed.

    Topics that fewer than ``survey.min-cell`` have rated are left out: their means would be single marks.
    """
    values = class_policy(db, actor.classroom)
    window, sample = revealed_or_sample(db, actor.classroom)
    given = round_weights(values, window)
    ballots = [] if window is None else scores_of(db, window)
    everything = Ratings.of(ballots, subject_topics(window), tuple(given))
    least = 1 if sample or actor.solo else limits(values).min_cell
    ratings = everything.only([topic for topic, count in everything.fewest().items() if count >= least])
    return WhatIfData.of(
        ratings,
        {row.id: row.title for row in all_topics(db, actor.classroom)},
        [criteria().get(criterion).name for criterion in given],
        tuple(given.values()),
        scale=values.span("scale.ratings"),
        sample=sample,
    )
