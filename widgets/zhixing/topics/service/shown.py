"""A result as pages and the wall are told it: numbers, pictures, appendix; no rater is in it."""

from collections.abc import Mapping, Sequence
from typing import Any

from zhixing.topics.rules import Criterion, Limits, Result, Shift
from zhixing.topics.rules.agreement import Coefficients
from zhixing.topics.rules.warnings import LOW_W
from zhixing.topics.service.wording import caution_texts, omission_texts

MOST_SHOWN = 20
"""Topics that orders, acceptability and reversals are shown of; that the rest is left out is said."""

Titles = Mapping[str, str]


def result_json(found: Result, titles: Titles) -> dict[str, Any]:
    """Return the ranking; a score that too few stand behind is not in it."""
    named = [_named(ranked.topic, titles) for ranked in found.ranking]
    return {
        "ranking": [
            {
                **_named(ranked.topic, titles),
                "place": ranked.place,
                "score": None if ranked.is_withheld else round(ranked.score, 2),
                "low": None if ranked.low is None else round(ranked.low, 2),
                "high": None if ranked.high is None else round(ranked.high, 2),
                "by_criterion": {name: round(mean, 2) for name, mean in ranked.by_criterion.items()},
            }
            for ranked in found.ranking
        ],
        "first": named[0] if named else None,
        "runner_up": named[1] if len(named) > 1 else None,
        "held": [_named(topic, titles) for topic in found.held],
        "raters": found.raters,
    }


def notes_json(found: Result, titles: Titles, values: Limits) -> dict[str, Any]:
    """Return what to beware of, most important first, and what was left out with the reason."""
    return {
        "cautions": [caution_texts(caution, titles, values) for caution in found.cautions],
        "left_out": omission_texts(found, values, MOST_SHOWN),
    }


def appendix_json(found: Result) -> dict[str, Any] | None:
    """Return every method, coefficient and turning point; None with too few raters or one topic."""
    deep = found.appendix
    if deep is None:
        return None
    shown = {ranked.topic for ranked in found.ranking[:MOST_SHOWN]}
    methods = [
        {"id": one.id, "order": [topic for topic in one.order if topic in shown], "winner": one.winner}
        for one in (*deep.methods, *deep.normalisations)
    ]
    return {
        "methods": methods[: len(deep.methods)],
        "normalisations": methods[len(deep.methods) :],
        "agreement": {
            "overall": _coefficients(deep.agreement.overall),
            "by_criterion": [
                {"criterion": criterion, **_coefficients(one)}
                for criterion, one in deep.agreement.by_criterion
            ],
            "low": LOW_W,
        },
        "flip": [
            {"criterion": flip.criterion, "change": _round(flip.change), "challenger": flip.challenger}
            for flip in deep.flips
        ],
        "reversals": [
            {"method": one.method, "dropped": one.dropped, "ahead": one.ahead, "behind": one.behind}
            for one in deep.reversals
            if {one.dropped, one.ahead, one.behind} <= shown
        ][:MOST_SHOWN],
        "severity_known": deep.severity_known,
        "severity_changes_winner": deep.severity_changes_winner,
    }


def _coefficients(one: Coefficients) -> dict[str, Any]:
    bounds = one.icc_bounds
    return {
        "complete": one.complete,
        "w": None if one.w is None else {"value": _round(one.w.w), "p": _round(one.w.p)},
        "icc_single": _round(one.icc_single),
        "icc_mean": _round(one.icc_mean),
        "icc_single_bounds": None if bounds is None else [_round(bound) for bound in bounds.single],
        "icc_mean_bounds": None if bounds is None else [_round(bound) for bound in bounds.mean],
        "icc_p": None if bounds is None else _round(bounds.p),
        "alpha_interval": _round(one.alpha_interval),
        "alpha_ordinal": _round(one.alpha_ordinal),
    }


def pictures_json(
    found: Result, titles: Titles, asked: Sequence[Criterion], scale: tuple[int, int], changed: Shift | None
) -> dict[str, Any]:
    """Return what each picture needs; None where there is nothing to draw or too few have rated."""
    seen = [ranked for ranked in found.ranking if not ranked.is_withheld][:MOST_SHOWN]
    return {
        "spread": _spread(found, titles, scale) if seen else None,
        "radar": _radar(found, titles, asked, scale),
        "acceptability": _acceptability(found, titles),
        "shift": None if changed is None else _shift(changed, titles, scale),
    }


def _spread(found: Result, titles: Titles, scale: tuple[int, int]) -> dict[str, Any]:
    ranking = result_json(found, titles)["ranking"][:MOST_SHOWN]
    kept = ("id", "title", "place", "score", "low", "high")
    return {"scale": list(scale), "topics": [{name: row[name] for name in kept} for row in ranking]}


def _radar(
    found: Result, titles: Titles, asked: Sequence[Criterion], scale: tuple[int, int]
) -> dict[str, Any] | None:
    """Return the first and the second topic on each criterion; three are the fewest that make a figure."""
    two = [ranked for ranked in found.ranking[:2] if not ranked.is_withheld]
    axes = [criterion for criterion in asked if two and criterion.id in two[0].by_criterion]
    if len(two) < 2 or len(axes) < 3:
        return None
    return {
        "scale": list(scale),
        "criteria": [{"id": criterion.id, "name": criterion.name.json()} for criterion in axes],
        "topics": [
            {
                **_named(ranked.topic, titles),
                "values": [round(ranked.by_criterion[criterion.id], 2) for criterion in axes],
            }
            for ranked in two
        ],
    }


def _acceptability(found: Result, titles: Titles) -> dict[str, Any] | None:
    if found.appendix is None:
        return None
    rows = zip(found.ranking, found.appendix.acceptability, strict=True)
    topics = [
        {**_named(ranked.topic, titles), "shares": [round(share, 4) for share in shares[:MOST_SHOWN]]}
        for ranked, shares in list(rows)[:MOST_SHOWN]
    ]
    return {"topics": topics, "ranks": len(found.ranking)}


def _shift(changed: Shift, titles: Titles, scale: tuple[int, int]) -> dict[str, Any]:
    return {
        "scale": list(scale),
        "topics": [
            {
                **_named(one.topic, titles),
                "before": round(one.before, 2),
                "after": round(one.after, 2),
                "place_before": one.place_before,
                "place_after": one.place_after,
            }
            for one in changed.topics[:MOST_SHOWN]
        ],
        "raters": list(changed.raters),
        "w": [_round(value) for value in changed.w],
        "alpha": [_round(value) for value in changed.alpha],
        "moved": changed.moved,
    }


def _named(topic: str, titles: Titles) -> dict[str, str]:
    return {"id": topic, "title": titles.get(topic, "")}


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
