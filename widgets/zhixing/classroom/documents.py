"""The classroom's papers: the attendance sheet, signed with a pen."""

from datetime import UTC, datetime

from zhixing.actor import Actor
from zhixing.classroom.people import classroom, people, units
from zhixing.documents import Column, Sheet
from zhixing.records import Work
from zhixing.text import catalogue
from zhixing.text.dates import long_date

_WIDTHS = (12, 42, 26, 30, 14, 36, 36, 29)
_HEADS = ("number", "unit", "name", "post", "table", "morning", "afternoon", "note")


def attendance_sheet(db: Work, actor: Actor) -> tuple[str, bytes]:
    """Return the attendance sheet of a class by half-day: a line for everybody, in establishment order.

    Returns:
        The name of the file, and a Word file.
    """
    words, locale = catalogue(), actor.locale
    room = classroom(db, actor)
    names = {unit.id: unit.short_name for unit in units(db, actor.classroom)}
    today = long_date(datetime.now(UTC).astimezone().date(), locale)
    title = words.say("classroom.sheet.title", locale, name=room.name)
    sheet = Sheet(author=room.name, locale=locale)
    sheet.title(title)
    sheet.meta(
        words.say("classroom.sheet.date", locale, date=today),
        words.say("classroom.sheet.code", locale, code=room.code),
    )
    sheet.table(
        [
            Column(words.say(f"classroom.sheet.{head}", locale), width, centred=head not in {"unit", "note"})
            for head, width in zip(_HEADS, _WIDTHS, strict=True)
        ],
        [
            (
                str(number),
                names.get(row.unit_id or "", ""),
                row.name,
                row.post,
                "" if row.seat is None else str(row.seat),
                "",
                "",
                "",
            )
            for number, row in enumerate(people(db, actor.classroom), start=1)
        ],
    )
    sheet.note(words.say("classroom.sheet.how", locale))
    return f"{title}.docx", sheet.bytes()
