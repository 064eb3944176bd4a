"""The class's Excel file: topics, conditions, weights, marks, and a ranking that computes itself."""

from datetime import datetime

from zhixing.actor import Locale
from zhixing.documents.spreadsheet import Form, Formula, Spreadsheet
from zhixing.text import catalogue
from zhixing.text.dates import long_date
from zhixing.topics.exchange.appendix import write_appendix
from zhixing.topics.exchange.facts import TAKE_HOME, TOPICS, Book, RoundFacts, TakeHome, TopicLine
from zhixing.topics.exchange.forms import HOME_TEXTS, QUESTION_TEXTS, TOPIC_TEXTS, Forms, asked, mark_key
from zhixing.topics.exchange.ranking import Places, write_ranking
from zhixing.topics.exchange.words import CAST, PAPER, shown

NEW_TOPICS = 20
"""Blank rows for new topics."""
NEW_QUESTIONS = 10
"""Blank rows for what has to be found out."""
PAPER_ROWS = 60
"""Blank rows for paper ballots."""


def write_book(book: Book, locale: Locale) -> bytes:
    """Return the class's Excel file."""
    forms = Forms(locale)
    sheet = Spreadsheet(author=book.name, locale=locale)
    sheet.keep("kind", TOPICS)
    sheet.keep("class", book.classroom)
    sheet.keep("base.weights", dict(book.weights))
    _about(sheet, forms.about(), book.name, book.moment, _BOOK_LINES)
    _topics(sheet, forms.topics(), book.topics, TOPIC_TEXTS, new=NEW_TOPICS)
    _conditions(sheet, forms.conditions(), book)
    places = Places(weights=_weights(sheet, forms.weights(), book))
    if book.round is not None:
        _round(sheet, forms, book, book.round, places)
    return sheet.bytes()


def write_take_home(home: TakeHome, locale: Locale) -> bytes:
    """Return what a table takes home and brings back."""
    forms = Forms(locale)
    sheet = Spreadsheet(author=home.name, locale=locale)
    sheet.keep("kind", TAKE_HOME)
    sheet.keep("class", home.classroom)
    sheet.keep("seat", home.seat)
    _about(sheet, forms.about(), home.name, home.moment, _HOME_LINES)
    _topics(sheet, forms.topics(HOME_TEXTS), home.topics, HOME_TEXTS, new=0)
    _own_verdicts(sheet, forms.own_verdicts(), home)
    if home.questions is not None:
        _questions(sheet, forms.questions(), home.questions)
    return sheet.bytes()


_BOOK_LINES = (
    ("exchange.about.use", "exchange.about.use-book"),
    ("exchange.about.edit", "exchange.about.edit-book"),
    ("exchange.about.paper", "exchange.about.paper-text"),
    ("exchange.about.live", "exchange.about.live-text"),
    ("exchange.about.back", "exchange.about.back-book"),
    ("exchange.about.secret", "exchange.about.secret-text"),
)
_HOME_LINES = (
    ("exchange.about.use", "exchange.about.use-home"),
    ("exchange.about.edit", "exchange.about.edit-home"),
    ("exchange.about.back", "exchange.about.back-home"),
    ("exchange.about.secret", "exchange.about.secret-text"),
)


def _about(
    sheet: Spreadsheet, form: Form, name: str, moment: str, lines: tuple[tuple[str, str], ...]
) -> None:
    say, locale = catalogue().say, sheet.locale
    made = datetime.fromisoformat(moment).astimezone()
    page = sheet.page(form)
    page.row([say("exchange.about.class", locale), name])
    page.row([say("exchange.about.made", locale), f"{long_date(made.date(), locale)} {made:%H:%M}"])
    for what, text in lines:
        page.row([say(what, locale), say(text, locale)])
    page.close()


def _topics(
    sheet: Spreadsheet,
    form: Form,
    topics: tuple[TopicLine, ...],
    texts: tuple[str, ...],
    *,
    new: int,
) -> None:
    page = sheet.page(form)
    for line in topics:
        cells = [shown(name, line.cells.get(name, ""), sheet.locale) for name in texts]
        page.row([line.id, line.number, *cells])
    page.blank(new)
    page.close()
    sheet.keep(
        "base.topics",
        {line.id: {name: line.cells.get(name, "") for name in texts} for line in topics},
    )


def _conditions(sheet: Spreadsheet, form: Form, book: Book) -> None:
    say, locale = catalogue().say, sheet.locale
    names = {condition.id: condition.name.to(locale) for condition in book.conditions}
    numbers = {line.id: line.number for line in book.topics}
    page = sheet.page(form)
    for line in book.verdicts:
        together = line.together
        page.row(
            [
                numbers.get(line.topic),
                book.title(line.topic),
                names.get(line.condition, ""),
                say("exchange.verdict.open", locale)
                if together is None
                else shown("verdict", together.value, locale),
                *line.counts.values(),
                "\n".join(line.reasons),
            ]
        )
    page.close()


def _weights(sheet: Spreadsheet, form: Form, book: Book) -> dict[str, str]:
    """Write the weights; return the address of each criterion's share."""
    page = sheet.page(form)
    first = form.first_row
    last = first + len(book.ratings) - 1
    column = form.cells("weight", first, last).rpartition("!")[2]
    total = sum(book.weights.values())
    found: dict[str, str] = {}
    for criterion in book.ratings:
        number = page.next_row
        weight = book.weights[criterion.id]
        formula = f"IF(SUM({column})=0,1/ROWS({column}),{form.cell('weight', number)}/SUM({column}))"
        share = weight / total if total else 1 / len(book.ratings)
        page.row([criterion.id, criterion.name.to(sheet.locale), weight, Formula(formula, share)])
        found[criterion.id] = form.cells("share", number, number).partition(":")[0]
    page.close(landscape=False)
    return found


def _round(sheet: Spreadsheet, forms: Forms, book: Book, rated: RoundFacts, places: Places) -> None:
    sheet.keep("window", rated.window)
    if rated.is_open_to_paper or rated.ballots is not None:
        places.marks = _ratings(sheet, forms, book, rated)
    if rated.result is not None and rated.result.ranking:
        write_ranking(sheet, forms.ranking(book, rated), book, rated, places)
        write_appendix(sheet, forms.appendix(), book, rated.result)


def _ratings(sheet: Spreadsheet, forms: Forms, book: Book, rated: RoundFacts) -> dict[str, str]:
    """Write the marks; return the address of each cell of the grid over all ballots."""
    form = forms.ratings(book, rated)
    there, new = shown("mark", CAST, sheet.locale), shown("mark", PAPER, sheet.locale)
    page = sheet.page(form)
    grid = [(topic, criterion.id) for topic in rated.topics for criterion in asked(book, rated)]
    base: dict[str, list[int | None]] = {}
    for number, ballot in enumerate(rated.ballots or (), start=1):
        marks = [ballot.get(topic, {}).get(criterion) for topic, criterion in grid]
        base[f"B{number:02}"] = marks
        page.row([f"B{number:02}", there, *marks], is_open=False)
    for number in range(1, PAPER_ROWS + 1) if rated.is_open_to_paper else ():
        page.row([f"P{number:02}", new, *([None] * len(grid))])
    last = max(page.next_row - 1, form.first_row)
    page.close()
    sheet.keep("base.ratings", base)
    sheet.keep("grid", [mark_key(topic, criterion) for topic, criterion in grid])
    return {mark_key(*cell): form.cells(mark_key(*cell), form.first_row, last) for cell in grid}


def _questions(sheet: Spreadsheet, form: Form, questions: tuple[tuple[str, str, str], ...]) -> None:
    page = sheet.page(form)
    lines = {f"Q{number}": texts for number, texts in enumerate(questions, start=1)}
    for name, texts in lines.items():
        page.row([name, *texts])
    page.blank(NEW_QUESTIONS)
    page.close()
    base = {name: dict(zip(QUESTION_TEXTS, texts, strict=True)) for name, texts in lines.items()}
    sheet.keep("base.questions", base)


def _own_verdicts(sheet: Spreadsheet, form: Form, home: TakeHome) -> None:
    names = {condition.id: condition.name.to(sheet.locale) for condition in home.conditions}
    page = sheet.page(form)
    for line in home.verdicts:
        verdict = "" if line.verdict is None else shown("verdict", line.verdict.value, sheet.locale)
        page.row(
            [
                line.topic,
                line.condition,
                home.titles.get(line.topic, ""),
                names.get(line.condition, ""),
                verdict,
                line.reason,
            ]
        )
    page.close()
    sheet.keep(
        "base.verdicts",
        {
            mark_key(line.topic, line.condition): {
                "verdict": "" if line.verdict is None else line.verdict.value,
                "reason": line.reason,
            }
            for line in home.verdicts
        },
    )
