"""Whatever a page sends: huge numbers, long texts, odd signs; a sentence comes back, and nothing breaks."""

import pytest

from factories import make_key
from group_doors import acts, make_working_room
from zhixing.errors import ZhixingError
from zhixing.workbook.assembly import registry

HUGE = 2**70
LONG = "长" * 10_000
ODD = "\u202e<script>alert(1)</script>=1+1\u0007\u2028\U0001f468\u200d\U0001f469"


@pytest.fixture
def room(store):
    return make_working_room(store)


def swollen(act, action):
    """Return the act once for each field, that field as large or as odd as the act itself lets it be."""
    for name in act.model_fields.keys() - {"kind"}:
        for value in (HUGE, -HUGE, 10**6, LONG, ODD, [ODD], [HUGE], {ODD: ODD}):
            yield {**action, name: value}


def test_nothing_that_a_page_may_send_breaks_an_act(room):
    broken = []
    for name, params, action, _ in acts(room):
        activity = registry().by_name[name]
        act = type(activity._parse(action))
        for raw in swollen(act, action):
            try:
                activity.act(room.store, room.facilitator, params, make_key(), raw)
            except ZhixingError:
                continue
            except Exception as error:  # noqa: BLE001  (whatever else comes is a fault)
                broken.append((name, raw, repr(error)[:200]))
    assert broken == []
