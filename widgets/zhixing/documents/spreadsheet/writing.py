"""Writing an Excel file: what people may change is open, what they typed is never a formula."""

import builtins
import json
import math
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from zhixing.actor import Locale
from zhixing.documents.characters import storable, width
from zhixing.documents.spreadsheet.field import KEPT, Field, Form, Formula, Kind, Value, mark
from zhixing.text import catalogue

_TEXT_AT_MOST = 32_000
_LIST_AT_MOST = 255
_NOTE_AT_MOST = 255
_COLOURS = {
    "head": "#DCE6F1",
    "closed": "#F2F2F2",
    "line": "#BFBFBF",
    "accent": "#1F4E79",
    "muted": "#595959",
}
_LINE_POINTS, _HEIGHT_AT_MOST = 15, 400
_FORMATS = {Kind.NUMBER: "0.00", Kind.WHOLE: "0", Kind.SHARE: "0.0%"}


class Spreadsheet:
    """An Excel file, sheet by sheet.

    Args:
        author: who issues it; goes into the file's properties.
        locale: language of the file.
    """

    def __init__(self, *, author: str, locale: Locale) -> None:
        import xlsxwriter  # noqa: PLC0415  (the server starts without it)

        self._buffer = BytesIO()
        # In memory: what people wrote must not lie about in the system's temporary folder.
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._buffer, options)
        self._book.set_properties({"author": storable(author)[:255], "title": storable(author)[:255]})
        self._book.set_calc_mode("auto")
        self._kept: dict[str, Any] = {}
        self._face = catalogue().say("documents.spreadsheet.face", locale)
        self.locale = locale
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def keep(self, name: str, value: Any) -> None:
        """Let the file remember something for the way back; people do not see it."""
        self._kept[name] = value

    def page(self, form: Form) -> "Page":
        """Begin a sheet."""
        sheet = self._book.add_worksheet(form.name)
        self._kept[f"titles.{form.key}"] = {
            field.key: f"{field.group} {field.title}".strip() for field in form.fields
        }
        return Page(self, sheet, form)

    def bytes(self) -> builtins.bytes:
        """Return the finished ``.xlsx`` file."""
        sheet = self._book.add_worksheet(KEPT)
        for row, (name, value) in enumerate(self._kept.items()):
            # No “_x0041_” may stand in it: Excel reads that as a character.
            text = json.dumps(value, ensure_ascii=True).replace("_", "\\u005f")
            sheet.write_string(row, 0, name)
            for column, start in enumerate(range(0, len(text), _TEXT_AT_MOST), start=1):
                sheet.write_string(row, column, text[start : start + _TEXT_AT_MOST])
        sheet.very_hidden()
        self._book.close()
        return self._buffer.getvalue()

    def look(self, **properties: Any) -> Any:
        """Return the format with these properties; each is made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            basis = {"font_name": self._face, "font_size": 11, "valign": "top"}
            self._formats[key] = self._book.add_format({**basis, **properties})
        return self._formats[key]


class Page:
    """One sheet being filled from top to bottom.

    Example:
        page = book.page(form)
        page.row(["t1", "标题", 3])
        page.close()
    """

    def __init__(self, book: Spreadsheet, sheet: Any, form: Form) -> None:
        self.form = form
        self._book = book
        self._sheet = sheet
        self._next = form.first_row
        self._columns()
        self._headings()

    def row(self, values: Sequence[Value], *, is_open: bool = True, is_hidden: bool = False) -> int:
        """Write a row and return its number as Excel counts.

        Args:
            values: one a column.
            is_open: False locks the whole row.
            is_hidden: True folds it away.

        Raises:
            ValueError: more or fewer values than columns.
        """
        number = self._next
        self._next += 1
        for column, (field, value) in enumerate(zip(self.form.fields, values, strict=True)):
            open_here = field.is_open and is_open
            text = isinstance(value, str)
            look = self._look(field.kind, open_here, quoted=text and str(value)[:1] in {"=", "+", "-", "@"})
            self._put(number - 1, column, value, look)
        lines = max(_lines(field, value) for field, value in zip(self.form.fields, values, strict=True))
        # Not every program makes room for wrapped text by itself when it opens a file.
        if lines > 1 or is_hidden:
            height = min(_LINE_POINTS * lines, _HEIGHT_AT_MOST)
            self._sheet.set_row(number - 1, height, None, {"hidden": True} if is_hidden else {})
        return number

    def blank(self, count: int) -> None:
        """Leave rows for people to fill in."""
        for _ in range(count):
            self.row([None] * len(self.form.fields))

    def heading(self, text: str) -> None:
        """Write a heading between two blocks of rows."""
        self._line(text, self._book.look(bold=True, font_color=_COLOURS["accent"]))

    def note_line(self, text: str) -> None:
        """Write a sentence below the rows."""
        self._line(text, self._book.look(font_color=_COLOURS["muted"]))

    def _line(self, text: str, look: Any) -> None:
        self._sheet.write_string(self._next - 1, 0, storable(text), look)
        self._next += 1

    def skip(self, count: int = 1) -> None:
        """Leave a gap."""
        self._next += count

    @property
    def locale(self) -> Locale:
        """Language of the file."""
        return self._book.locale

    @property
    def next_row(self) -> int:
        """Number of the row that comes next."""
        return self._next

    def close(self, *, landscape: bool = True, frozen: int = 0) -> None:
        """Finish the sheet: lists to choose from, locks, the look of the print.

        Args:
            landscape: whether it prints on its side.
            frozen: how many columns stay in sight when the sheet is moved sideways.
        """
        last = max(self._next - 2, self.form.first_row - 1)
        for column, field in enumerate(self.form.fields):
            if field.is_open:
                self._check(column, field, last)
        sheet = self._sheet
        sheet.freeze_panes(self.form.first_row - 1, frozen)
        sheet.protect(
            "",
            {
                "format_columns": True,
                "format_rows": True,
                "select_locked_cells": True,
                "autofilter": True,
                "sort": True,
            },
        )
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1, self.form.first_row - 2)
        sheet.set_footer("&C&P / &N")

    def _columns(self) -> None:
        for column, field in enumerate(self.form.fields):
            # Cells that nobody has written stay open or locked like their column.
            look = self._book.look(locked=not field.is_open)
            options = {"hidden": True} if field.is_hidden else {}
            self._sheet.set_column(column, column, field.width, look, options)

    def _headings(self) -> None:
        keys = mark(self.form.key, [field.key for field in self.form.fields])
        for column, key in enumerate(keys):
            self._sheet.write_string(0, column, key, self._book.look(font_color="#808080"))
        self._sheet.set_row(0, None, None, {"hidden": True})
        head = self._head()
        if self.form.heads == 2:
            self._groups(head)
        for column, field in enumerate(self.form.fields):
            self._sheet.write_string(self.form.heads, column, storable(field.title), head)
        lines = max(_lines(field, f"{field.title} ") for field in self.form.fields)
        self._sheet.set_row(self.form.heads, _LINE_POINTS * (lines + 1 if lines > 1 else 1) + 3)

    def _groups(self, head: Any) -> None:
        start = 0
        fields = self.form.fields
        while start < len(fields):
            end = start
            while end + 1 < len(fields) and fields[end + 1].group == fields[start].group:
                end += 1
            group = storable(fields[start].group)
            if group and end > start:
                self._sheet.merge_range(1, start, 1, end, group, head)
            else:
                for column in range(start, end + 1):
                    self._sheet.write_string(1, column, group, head)
            start = end + 1

    def _head(self) -> Any:
        return self._book.look(
            bold=True,
            bg_color=_COLOURS["head"],
            border=1,
            border_color=_COLOURS["line"],
            text_wrap=True,
            align="center",
            valign="vcenter",
        )

    def _look(self, kind: Kind, is_open: bool, *, quoted: bool) -> Any:
        properties: dict[str, Any] = {
            "border": 1,
            "border_color": _COLOURS["line"],
            "locked": not is_open,
            "text_wrap": kind is Kind.TEXT,
        }
        if not is_open:
            properties["bg_color"] = _COLOURS["closed"]
        if kind in {Kind.TEXT, Kind.CODE}:
            properties["num_format"] = "@"
        else:
            properties |= {"num_format": _FORMATS[kind], "align": "right"}
        if kind is Kind.CODE:
            properties |= {"font_size": 8, "font_color": _COLOURS["muted"]}
        if quoted:
            properties["quote_prefix"] = True
        return self._book.look(**properties)

    def _put(self, row: int, column: int, value: Value, look: Any) -> None:
        if value is None or value == "":
            self._sheet.write_blank(row, column, None, look)
        elif isinstance(value, Formula):
            number = value.value if value.value != "" else ""
            look = self._plain(look, column)
            self._sheet.write_formula(row, column, "=" + value.text, look, number)
        elif isinstance(value, str):
            self._sheet.write_string(row, column, storable(value)[:_TEXT_AT_MOST], look)
        else:
            self._sheet.write_number(row, column, value, look)

    def _plain(self, look: Any, column: int) -> Any:
        """Return a look in which a formula computes: in a cell that is text it would stand there as text."""
        if self.form.fields[column].kind is not Kind.TEXT:
            return look
        return self._book.look(
            border=1, border_color=_COLOURS["line"], text_wrap=True, bg_color=_COLOURS["closed"]
        )

    def _check(self, column: int, field: Field, last: int) -> None:
        first = self.form.first_row - 1
        options: dict[str, Any] = {}
        listed = ",".join(field.choices)
        if field.choices and len(listed) <= _LIST_AT_MOST:
            options = {"validate": "list", "source": list(field.choices)}
        elif field.least is not None and field.most is not None:
            whole = field.kind is Kind.WHOLE
            options = {
                "validate": "integer" if whole else "decimal",
                "criteria": "between",
                "minimum": field.least,
                "maximum": field.most,
            }
        elif field.note:
            options = {"validate": "any"}
        if not options:
            return
        if field.note:
            options["input_message"] = field.note[:_NOTE_AT_MOST]
        say = catalogue().say
        options["error_message"] = say("documents.spreadsheet.not-allowed", self._book.locale)
        self._sheet.data_validation(first, column, last, column, options)


def _lines(field: Field, value: Value) -> int:
    """Estimate how many lines a text takes in its column."""
    if not isinstance(value, str) or field.kind is Kind.CODE or field.is_hidden:
        return 1
    room = max(1.0, field.width - 1)
    return sum(max(1, math.ceil(2 * width(line) / room)) for line in storable(value).split("\n"))
