"""What a submitted recommendation says, section by section, in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from zhixing.decisions.rules.face import Section
from zhixing.text import Text
from zhixing.topics.rules import Recommendation
from zhixing.topics.rules.recommendation import Basis
from zhixing.topics.service.setting import criteria
from zhixing.topics.service.wording import both

_WEIGHINGS = {
    "equal": "approval.basis.equal",
    "points": "approval.basis.points",
    "pairs": "approval.basis.pairs",
}


def recommendation_face(content: Mapping[str, Any]) -> list[Section]:
    """Return the sections of a submitted recommendation; what was left blank is left out."""
    paper = Recommendation.parse(content)
    titles = content.get("titles", {})

    def named(*topics: str | None) -> list[str]:
        return [titles.get(topic, topic) for topic in topics if topic]

    stored = content.get("basis")
    sections = [
        Section("chosen", both("approval.face.chosen"), named(paper.chosen)),
        Section("runner-up", both("approval.face.runner-up"), named(paper.runner_up)),
        Section("held", both("approval.face.held"), named(*paper.held)),
        Section("reasons", both("approval.face.reasons"), paper.reasons),
        Section("lead-unit", both("approval.face.lead-unit"), paper.lead_unit),
        Section("dissent", both("approval.face.dissent"), paper.dissent),
        Section("dissent-named", both("approval.face.dissent-named"), paper.dissent_named),
        Section(
            "unknowns",
            both("approval.face.unknowns"),
            [
                both("approval.face.unknown", what=each.what, who=each.who, when=each.when)
                for each in paper.unknowns
            ],
        ),
        Section(
            "basis", both("approval.face.basis"), list(basis_words(Basis.parse(stored))) if stored else []
        ),
    ]
    return [section for section in sections if section.text]


def basis_words(basis: Basis) -> Iterator[Text]:
    """Say how the topics were rated: by how many, on what, with which weights, and what the rating is."""
    if not basis.raters:
        yield both("approval.basis.unrated")
        return
    yield both("approval.basis.raters", raters=basis.raters, paper=basis.on_paper)
    if basis.rounds > 1:
        yield both("approval.basis.rounds", rounds=basis.rounds)
    names = {criterion.id: criterion.name for criterion in criteria().ratings}
    shares = [
        both("approval.basis.share", criterion=names[criterion], percent=f"{weight:g}")
        for criterion, weight in basis.weights.items()
        if criterion in names
    ]
    separator = both("approval.basis.separator")
    listed = Text(
        separator.zh.join(each.zh for each in shares), separator.en.join(each.en for each in shares)
    )
    yield both(_WEIGHINGS[basis.weighing], shares=listed)
    if basis.kind == "consultation":
        yield both("approval.basis.consultation")
