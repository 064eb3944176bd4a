"""The sheet of everything behind the result: each figure with what it means. No rater is in it."""

from collections.abc import Iterable

from zhixing.documents.spreadsheet import Form, Spreadsheet
from zhixing.text import catalogue
from zhixing.topics.exchange.facts import Book
from zhixing.topics.rules import Result
from zhixing.topics.rules.agreement import Coefficients
from zhixing.topics.rules.appendix import Appendix
from zhixing.topics.rules.methods import Method
from zhixing.topics.rules.warnings import LOW_W

_MIDDLING = 0.6
"""With `LOW_W`: the customary reading of W and of correlations, as on the page."""
_METHODS = {
    "weighted-sum": "ui-result.method.weighted-sum",
    "topsis": "result.method.topsis",
    "promethee-ii": "result.method.promethee",
    "borda": "result.method.borda",
    "condorcet": "result.method.condorcet",
    "severity-adjusted": "ui-result.method.severity",
    "none": "ui-result.method.none",
    "minmax": "result.method.minmax",
    "vector": "result.method.vector",
    "sum": "result.method.sum",
}
Line = tuple[str, str, str]
"""A figure, its value, what it means."""


def write_appendix(sheet: Spreadsheet, form: Form, book: Book, result: Result) -> None:
    """Write it, section by section."""
    page = sheet.page(form)
    for key, lines in _Sections(sheet, book, result).all():
        if lines:
            page.heading(catalogue().say(key, sheet.locale))
            for line in lines:
                page.row(line)
    page.close()


class _Sections:
    def __init__(self, sheet: Spreadsheet, book: Book, result: Result) -> None:
        self._locale = sheet.locale
        self._book = book
        self._result = result
        self._names = {criterion.id: criterion.name.to(sheet.locale) for criterion in book.ratings}

    def all(self) -> Iterable[tuple[str, list[Line]]]:
        """Return each section's heading and lines; one without lines is left out."""
        yield "ui-result.appendix.cautions", self._cautions()
        yield "ui-result.spread.title", self._spread()
        deep = self._result.appendix
        if deep is not None:
            yield "ui-result.appendix.methods", [self._method(one) for one in deep.methods]
            yield "ui-result.appendix.normalisations", [self._method(one) for one in deep.normalisations]
            yield "ui-result.appendix.agreement", list(self._agreement(deep.agreement.overall))
            yield "ui-result.appendix.by-criterion", self._by_criterion(deep)
            yield "ui-result.appendix.flips", self._flips(deep)
            yield "ui-result.acceptability.title", self._acceptability(deep)
            yield "ui-result.appendix.reversals", self._reversals(deep)
            yield "exchange.appendix.severity", self._severity(deep)
        yield "ui-result.appendix.left-out", [("", text.to(self._locale), "") for text in self._book.left_out]

    def _cautions(self) -> list[Line]:
        return [
            (str(number), sentence.to(self._locale), advice.to(self._locale))
            for number, (sentence, advice) in enumerate(self._book.cautions, start=1)
        ]

    def _spread(self) -> list[Line]:
        return [
            (
                self._book.title(ranked.topic),
                f"{ranked.score:.2f}",
                self._say("exchange.appendix.spread", low=f"{ranked.low:.2f}", high=f"{ranked.high:.2f}"),
            )
            for ranked in self._result.ranking
            if ranked.low is not None and ranked.high is not None
        ]

    def _method(self, one: Method) -> Line:
        before = self._say("ui-result.appendix.before")
        first = self._say("ui-result.first")
        winner = (
            self._say("ui-result.appendix.no-winner") if one.winner is None else self._book.title(one.winner)
        )
        order = before.join(self._book.title(topic) for topic in one.order)
        return (
            self._say(_METHODS[one.id]),
            order,
            self._say("exchange.appendix.winner", first=first, title=winner),
        )

    def _agreement(self, found: Coefficients) -> Iterable[Line]:
        bounds = found.icc_bounds
        if found.w is not None:
            chance = self._say("exchange.appendix.chance", p=f"{found.w.p:.3f}")
            yield self._say("ui-result.coefficient.w"), f"{found.w.w:.3f} {chance}", self._reading(found.w.w)
        given = (
            ("ui-result.coefficient.icc-single", found.icc_single, None if bounds is None else bounds.single),
            ("ui-result.coefficient.icc-mean", found.icc_mean, None if bounds is None else bounds.mean),
            ("ui-result.coefficient.alpha-interval", found.alpha_interval, None),
            ("ui-result.coefficient.alpha-ordinal", found.alpha_ordinal, None),
        )
        for key, value, interval in given:
            if value is not None:
                shown = f"{value:.3f}"
                if interval is not None:
                    low, high = (f"{bound:.3f}" for bound in interval)
                    shown += f" ({self._say('ui-result.appendix.bounds', low=low, high=high)})"
                yield self._say(key), shown, self._reading(value)
        yield "", "", self._say("ui-result.appendix.guide")

    def _by_criterion(self, deep: Appendix) -> list[Line]:
        lines = []
        for name, found in deep.agreement.by_criterion:
            given = {
                "ui-result.coefficient.w": None if found.w is None else found.w.w,
                "ui-result.coefficient.alpha-1": found.alpha_interval,
            }
            shown = [f"{self._say(key)} {value:.3f}" for key, value in given.items() if value is not None]
            reading = next((value for value in given.values() if value is not None), None)
            lines.append((self._names.get(name, ""), " · ".join(shown), self._reading(reading)))
        return lines

    def _flips(self, deep: Appendix) -> list[Line]:
        lines = []
        for flip in deep.flips:
            if flip.change is None:
                change, other = self._say("ui-result.appendix.never"), ""
            else:
                points = f"{100 * flip.change:+.1f}".replace("-", "−")
                change = self._say("ui-result.appendix.by", points=points)
                other = "" if flip.challenger is None else self._book.title(flip.challenger)
                other = self._say("exchange.appendix.challenger", title=other) if other else ""
            lines.append((self._names.get(flip.criterion, ""), change, other))
        return lines

    def _acceptability(self, deep: Appendix) -> list[Line]:
        return [
            (
                self._book.title(ranked.topic),
                self._say("ui-result.acceptability.first", share=f"{shares[0]:.0%}"),
                " · ".join(f"{place}: {share:.0%}" for place, share in enumerate(shares, start=1)),
            )
            for ranked, shares in zip(self._result.ranking, deep.acceptability, strict=True)
        ]

    def _reversals(self, deep: Appendix) -> list[Line]:
        if not deep.reversals:
            return [("", self._say("ui-result.appendix.no-reversals"), "")]
        title = self._book.title
        return [
            (
                self._say(_METHODS[one.method]),
                self._say("exchange.appendix.dropped", title=title(one.dropped)),
                self._say("exchange.appendix.reversed", ahead=title(one.ahead), behind=title(one.behind)),
            )
            for one in deep.reversals
        ]

    def _severity(self, deep: Appendix) -> list[Line]:
        if not deep.severity_known:
            return []
        changes = deep.severity_changes_winner
        key = "ui-result.appendix.severity-changes" if changes else "ui-result.appendix.severity-same"
        return [("", self._say(key), "")]

    def _reading(self, value: float | None) -> str:
        if value is None:
            return ""
        if value < LOW_W:
            return self._say("ui-result.reading.weak")
        return self._say("ui-result.reading.some" if value < _MIDDLING else "ui-result.reading.strong")

    def _say(self, key: str, **params: object) -> str:
        return catalogue().say(key, self._locale, **params)
