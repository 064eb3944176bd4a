"""A text of Moodle as plain text in each language: markup off, multilang spans taken apart."""

import html
import re
from dataclasses import dataclass
from html.parser import HTMLParser

from zhixing.course.bank.tongue import Tongue, is_common, tongue_of

_LANG = r"""(?=[^>]*\blang\s*=\s*["']?(?P<lang>[A-Za-z_-]+))"""
_SPAN = re.compile(
    rf"<span\b{_LANG}(?=[^>]*\bmultilang\b)[^>]*>(?P<body>.*?)</span>", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(rf"<lang\b{_LANG}[^>]*>(?P<body>.*?)</lang>", re.DOTALL | re.IGNORECASE)
_MLANG = re.compile(r"\{\s*mlang\s+(?P<lang>[A-Za-z_,-]+)\s*\}(?P<body>.*?)\{\s*mlang\s*\}", re.DOTALL)
_FORMS = (_SPAN, _TAG, _MLANG)
"""How two languages stand in one text: Moodle's own filter, its older form, and a common plug-in."""
_BLOCKS = frozenset(
    {"p", "br", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "pre"}
)
_MEDIA = frozenset({"img", "audio", "video", "object", "iframe", "embed", "source"})


@dataclass(frozen=True)
class MoodleText:
    """A text as it was found.

    Args:
        zh: its Chinese side; None where it has none.
        en: its English side.
        has_media: whether it shows a picture or another file.
        others: further languages in it, which are passed over.
    """

    zh: str | None
    en: str | None
    has_media: bool = False
    others: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written."""
        return not self.zh and not self.en

    def side(self, tongue: Tongue) -> str | None:
        """Return one side."""
        return self.zh if tongue is Tongue.ZH else self.en


def read_text(written: str) -> MoodleText:
    """Take a text apart.

    Moodle shows what stands outside the spans to everybody. Without spans a text has the side of the language
    it is written in; one without words, such as a number or an abbreviation, is the same in both.
    """
    spans = {found["lang"].lower() for found in _found(written)}
    others = tuple(sorted(lang for lang in spans if _tongue(lang) is None))
    if not spans:
        plain, has_media = _plain(written)
        if is_common(plain):
            return MoodleText(plain, plain, has_media)
        tongue = tongue_of(plain)
        return MoodleText(
            plain if tongue is Tongue.ZH else None, plain if tongue is Tongue.EN else None, has_media
        )
    sides = {tongue: _side(written, tongue) for tongue in Tongue}
    known = {_tongue(lang) for lang in spans}
    (zh, zh_media), (en, en_media) = (
        _plain(sides[tongue]) if tongue in known else (None, False) for tongue in Tongue
    )
    return MoodleText(zh, en, zh_media or en_media, others)


def _found(written: str) -> list[re.Match[str]]:
    return [found for form in _FORMS for found in form.finditer(written)]


def _tongue(lang: str) -> Tongue | None:
    start = lang.lower()[:2]
    return Tongue(start) if start in {each.value for each in Tongue} else None


def _side(written: str, tongue: Tongue) -> str:
    def keep(found: re.Match[str]) -> str:
        return found["body"] if _tongue(found["lang"]) is tongue else ""

    for form in _FORMS:
        written = form.sub(keep, written)
    return written


class _Stripper(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.has_media = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.has_media = self.has_media or tag in _MEDIA
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS and tag != "br":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _plain(written: str) -> tuple[str, bool]:
    stripper = _Stripper()
    stripper.feed(written)
    stripper.close()
    lines = (" ".join(line.split()) for line in html.unescape("".join(stripper.parts)).split("\n"))
    return "\n".join(line for line in lines if line), stripper.has_media or "@@PLUGINFILE@@" in written
