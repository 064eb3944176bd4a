"""The recommendation (选题建议): a draft for approval until the leader has approved it."""

from collections.abc import Sequence
from datetime import datetime

from zhixing.actor import Actor, Locale
from zhixing.documents import Column, OfficialDocument
from zhixing.records import Work
from zhixing.records.clock import utc_now
from zhixing.text import catalogue
from zhixing.text.dates import long_date
from zhixing.topics.service import PaperFacts, paper_facts
from zhixing.topics.service.recommendation_face import basis_words

_FILES = {
    ("recommendation", False): "topics.paper.file",
    ("recommendation", True): "approval.paper.file-approved",
    ("consultation", False): "approval.paper.file-consultation",
    ("consultation", True): "approval.paper.file-consultation-approved",
}
_TITLES = {
    "recommendation": "topics.paper.title",
    "consultation": "approval.paper.title-consultation",
}


def recommendation_paper(db: Work, actor: Actor) -> tuple[str, bytes]:
    """Return the file name and the Word file of the recommendation, in the actor's language.

    Raises:
        RefusedError: not this person's, or there is no result yet.
    """
    facts = paper_facts(db, actor)
    name = catalogue().say(_FILES[facts.basis.kind, facts.approved is not None], actor.locale)
    return name, compose(facts, actor.locale, utc_now())


def compose(facts: PaperFacts, locale: Locale, moment: str, addressee: str = "") -> bytes:
    """Return the Word file of the recommendation.

    Args:
        facts: what it says.
        locale: language of the paper.
        moment: stored time of printing; its local date signs the paper.
        addressee: whom it goes to; blank leaves a line for the pen.
    """
    return _RecommendationPaper(facts, locale).compose(moment, addressee)


class _RecommendationPaper:
    def __init__(self, facts: PaperFacts, locale: Locale) -> None:
        self._facts = facts
        self._locale = locale
        self._paper = OfficialDocument(author=facts.classroom, locale=locale)

    def compose(self, moment: str, addressee: str) -> bytes:
        paper = self._paper
        paper.title(self._say(_TITLES[self._facts.basis.kind]))
        paper.draft_mark(self._standing())
        paper.addressee(addressee.strip() or self._say("topics.paper.addressee-blank"))
        sections = (
            self._process,
            self._proposal,
            self._stability,
            self._dissent,
            self._unknowns,
            self._approval,
        )
        for number, section in enumerate(sections, start=1):
            section(number)
        day = datetime.fromisoformat(moment).astimezone().date()
        paper.signature(self._facts.classroom, long_date(day, self._locale))
        return paper.bytes()

    def _standing(self) -> str:
        """Say what the paper is: a draft until the leader has approved it."""
        if self._facts.approved is None:
            return self._say("topics.paper.draft")
        return self._say("approval.paper.approved", day=long_date(self._facts.approved, self._locale))

    def _process(self, number: int) -> None:
        facts = self._facts
        self._heading("topics.paper.heading-process", number)
        self._paragraph("topics.paper.process-collected", proposed=facts.proposed, judged=facts.judged)
        if facts.votes:
            self._paragraph("topics.paper.process-voted", votes=facts.votes)
        if facts.raters:
            self._paragraph("topics.paper.process-rated", raters=facts.raters)
        if not facts.raters:
            self._paragraph("topics.paper.process-unrated")

    def _proposal(self, number: int) -> None:
        advice = self._facts.recommendation
        self._heading("topics.paper.heading-proposal", number)
        self._lead("topics.paper.lead-chosen", self._titles([advice.chosen]))
        self._lead(
            "topics.paper.lead-runner-up", self._titles([advice.runner_up] if advice.runner_up else [])
        )
        self._lead("topics.paper.lead-held", self._titles(advice.held))
        self._lead("topics.paper.lead-lead-unit", advice.lead_unit or self._say("topics.paper.to-be-filled"))
        self._lead("topics.paper.lead-reasons", advice.reasons or self._say("topics.paper.to-be-filled"))

    def _stability(self, number: int) -> None:
        self._heading("topics.paper.heading-stability", number)
        names = self._say("topics.paper.separator").join(
            criterion.name.to(self._locale) for criterion in self._facts.criteria
        )
        self._paragraph("topics.paper.method", criteria=names)
        if self._facts.basis.raters:
            for words in basis_words(self._facts.basis):
                self._paper.paragraph(words.to(self._locale))
        if self._facts.stability is not None:
            self._paper.paragraph(self._facts.stability.to(self._locale))

    def _dissent(self, number: int) -> None:
        self._heading("topics.paper.heading-dissent", number)
        advice = self._facts.recommendation
        if advice.dissent or not advice.dissent_named:
            self._paper.paragraph(advice.dissent or self._say("topics.paper.no-dissent"))
        if advice.dissent_named:
            self._lead("approval.paper.dissent-named", advice.dissent_named)

    def _unknowns(self, number: int) -> None:
        self._heading("topics.paper.heading-unknowns", number)
        unknowns = self._facts.recommendation.unknowns
        if not unknowns:
            self._paragraph("topics.paper.no-unknowns")
            return
        columns = [
            Column(self._say("topics.paper.column-number"), 14, centred=True),
            Column(self._say("topics.paper.column-what"), 78),
            Column(self._say("topics.paper.column-who"), 32, centred=True),
            Column(self._say("topics.paper.column-when"), 32, centred=True),
        ]
        self._paper.table(
            columns,
            [
                (str(position), unknown.what, unknown.who, unknown.when)
                for position, unknown in enumerate(unknowns, start=1)
            ],
        )

    def _approval(self, number: int) -> None:
        self._heading("topics.paper.heading-approval", number)
        self._paper.approval()

    def _titles(self, topics: Sequence[str]) -> str:
        titles = [self._facts.titles.get(topic, "") for topic in topics]
        quoted = [self._say("topics.paper.quoted", title=title) for title in titles if title]
        return self._say("topics.paper.separator").join(quoted) or self._say("topics.paper.nothing")

    def _heading(self, key: str, number: int) -> None:
        self._paper.heading(self._say(key), 1, number=number)

    def _paragraph(self, key: str, **params: object) -> None:
        self._paper.paragraph(self._say(key, **params))

    def _lead(self, key: str, text: str) -> None:
        self._paper.paragraph(text, lead=self._say(key))

    def _say(self, key: str, **params: object) -> str:
        return catalogue().say(key, self._locale, **params)
