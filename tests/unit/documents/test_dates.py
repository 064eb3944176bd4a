from datetime import date

import pytest

from zhixing.actor import Locale
from zhixing.documents import numbered
from zhixing.text.dates import long_date


@pytest.mark.parametrize(
    ("day", "chinese", "english"),
    [
        (date(2026, 11, 20), "2026年11月20日", "20 November 2026"),
        (date(2027, 1, 5), "2027年1月5日", "5 January 2027"),
        (date(2026, 12, 31), "2026年12月31日", "31 December 2026"),
    ],
)
def test_date_is_written_out_in_each_language(day, chinese, english):
    assert long_date(day, Locale.ZH) == chinese
    assert long_date(day, Locale.EN) == english


@pytest.mark.parametrize(
    ("number", "expected"), [(10, "十、题"), (12, "十二、题"), (20, "二十、题"), (21, "21、题")]
)
def test_numerals_go_on_beyond_the_list_as_digits(number, expected):
    assert numbered("题", 1, number, Locale.ZH) == expected
