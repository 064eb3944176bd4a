"""Verbs of topic choice: propose, judge, vote, rate, read the result, recommend."""

from zhixing.topics.service.approval import (
    Draft,
    PaperFacts,
    paper_facts,
    recommendation,
    submit_recommendation,
)
from zhixing.topics.service.conditions import judge_condition, liaisons_done, seat_progress
from zhixing.topics.service.merging import merge_topics, tell_apart, unmerge
from zhixing.topics.service.proposals import (
    RATINGS,
    VOTES,
    all_topics,
    assign_seats,
    compared_topics,
    propose_topic,
    restore_topic,
    revise_topic,
    seat_topic,
    seed_sample_topics,
    topics_of_seat,
    withdraw_topic,
)
from zhixing.topics.service.ratings import disputed_cell, rate_topics, result
from zhixing.topics.service.setting import class_policy, criteria
from zhixing.topics.service.votes import has_tie, rated_topics, rating_subject, vote_subject, vote_topics
from zhixing.topics.service.what_if import what_if_data

__all__ = [
    "RATINGS",
    "VOTES",
    "Draft",
    "PaperFacts",
    "all_topics",
    "assign_seats",
    "class_policy",
    "compared_topics",
    "criteria",
    "disputed_cell",
    "has_tie",
    "judge_condition",
    "liaisons_done",
    "merge_topics",
    "paper_facts",
    "propose_topic",
    "rate_topics",
    "rated_topics",
    "rating_subject",
    "recommendation",
    "restore_topic",
    "result",
    "revise_topic",
    "seat_progress",
    "seat_topic",
    "seed_sample_topics",
    "submit_recommendation",
    "tell_apart",
    "topics_of_seat",
    "unmerge",
    "vote_subject",
    "vote_topics",
    "what_if_data",
    "withdraw_topic",
]
