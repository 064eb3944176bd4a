"""What live cells show before they have a reader: the demo organisation's figures, without a database."""

from functools import cache
from typing import Any

from zhixing.demo.generator import generate
from zhixing.policy import policy
from zhixing.topics.rules import Ratings, WhatIfData
from zhixing.topics.service.setting import criteria, weights


@cache
def what_if_example() -> dict[str, Any]:
    """Return the example round's mean ratings as somebody new is shown them, titles in both languages."""
    demo = generate()
    given = weights(policy())
    sheets = [
        {
            topic: {name: value for name, value in cells.items() if value is not None}
            for topic, cells in sheet.items()
        }
        for sheet in demo.ratings
    ]
    data = WhatIfData.of(
        Ratings.of(sheets, tuple(demo.ratings[0]), tuple(given)),
        {},
        [criteria().get(criterion).name for criterion in given],
        tuple(given.values()),
        scale=policy().span("scale.ratings"),
        sample=True,
    )
    titles = {topic.id: topic.title.json() for topic in demo.topics}
    return {**data.json(), "topics": [titles[topic] for topic in data.topics]}
