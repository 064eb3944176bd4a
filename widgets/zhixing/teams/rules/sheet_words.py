"""Words that people write in a people sheet, in either language: titles of columns, levels, outlooks."""

import re
import unicodedata

from zhixing.classroom.roster import HEADS as ROSTER_HEADS
from zhixing.teams.rules.profile import Level, Outlook

PROFILE_HEADS = {
    "specialty": {"专业", "专长", "专业专长", "专业/专长", "特长", "specialty", "speciality", "expertise"},
    "experience": {"从事年限", "工作年限", "从业年限", "年限", "years", "yearsinthefield", "experience"},
    "level": {"层次", "层级", "领导一线", "level"},
    "outlook": {"侧重", "理论实务", "outlook", "leaning"},
    "languages": {"语言", "语种", "languages", "language"},
    "wishes": {"志愿", "分课题志愿", "意愿", "wishes", "wish"},
    "wish1": {"第一志愿", "志愿1", "志愿一", "firstwish", "wish1"},
    "wish2": {"第二志愿", "志愿2", "志愿二", "secondwish", "wish2"},
    "wish3": {"第三志愿", "志愿3", "志愿三", "thirdwish", "wish3"},
}
HEADS = {**ROSTER_HEADS, **PROFILE_HEADS}
WISH_COLUMNS = ("wishes", "wish1", "wish2", "wish3")

LEVELS = {
    "": "",
    "领导": Level.LEADER.value,
    "领导干部": Level.LEADER.value,
    "领导层": Level.LEADER.value,
    "leader": Level.LEADER.value,
    "leaders": Level.LEADER.value,
    "leadership": Level.LEADER.value,
    "一线": Level.FRONT_LINE.value,
    "一线人员": Level.FRONT_LINE.value,
    "基层": Level.FRONT_LINE.value,
    "基层一线": Level.FRONT_LINE.value,
    "frontline": Level.FRONT_LINE.value,
    "front-line": Level.FRONT_LINE.value,
}
OUTLOOKS = {
    "": "",
    "理论": Outlook.THEORY.value,
    "theory": Outlook.THEORY.value,
    "实务": Outlook.PRACTICE.value,
    "实践": Outlook.PRACTICE.value,
    "practice": Outlook.PRACTICE.value,
    "兼有": Outlook.BOTH.value,
    "两者兼有": Outlook.BOTH.value,
    "理论与实务": Outlook.BOTH.value,
    "both": Outlook.BOTH.value,
}

_ASIDE = re.compile(r"\([^)]*\)")
_YEARS = ("年", "years", "year")


def head(title: str) -> str:
    """Return the title of a column as it is looked up, without what stands in brackets."""
    return _ASIDE.sub("", word(title))


def word(text: str) -> str:
    """Return a word as it is looked up."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def years(text: str) -> int | None:
    """Return a number of years as people write it, “5”, “5 年” or “5 years”; None for anything else."""
    plain = word(text)
    for unit in _YEARS:
        plain = plain.removesuffix(unit)
    return int(plain) if plain.isdecimal() and len(plain) <= 4 else None
