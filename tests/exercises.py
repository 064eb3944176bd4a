"""Reads single exercises for tests, as a unit's file would hold them."""

import tempfile
import tomllib
from pathlib import Path

import pytest

from factories import worded
from zhixing.course.content import read_item
from zhixing.errors import InputError, ZhixingError

HEAD = """
id = "u01-k01"
objective = "u01-o1"
kind = "KIND"
difficulty = 0.5
prompt = { zh = "问", en = "Ask" }
source-note = { zh = "自拟", en = "Our own" }
"""


LOOP = """
[[item.node]]
id = "backlog"
text = { zh = "积压", en = "Backlog" }
x = 10
y = 50
[[item.node]]
id = "overtime"
text = { zh = "加班", en = "Overtime" }
x = 50
y = 10
[[item.node]]
id = "errors"
text = { zh = "差错", en = "Errors" }
x = 90
y = 50.5
[[item.link]]
id = "more"
from = "backlog"
to = "overtime"
sign = "+"
given = true
[[item.link]]
id = "less"
from = "overtime"
to = "backlog"
sign = "-"
given = false
feedback = { zh = "加班消化积压", en = "Overtime works it off" }
[[item.link]]
id = "tired"
from = "overtime"
to = "errors"
sign = "+"
given = false
delay = true
feedback = { zh = "累了出错", en = "Tired people err" }
[[item.link]]
id = "again"
from = "errors"
to = "backlog"
sign = "+"
given = false
feedback = { zh = "错了重办", en = "Errors are done again" }
[[item.loop]]
id = "fix"
text = { zh = "应急", en = "The quick fix" }
links = ["more", "less"]
kind = "B"
given = true
[[item.loop]]
id = "side"
text = { zh = "后果", en = "The side effect" }
links = ["more", "tired", "again"]
kind = "R"
given = false
feedback = { zh = "没有反向", en = "No opposite link" }
"""

BRANCH = """
title = { zh = "案例", en = "The case" }
start = "open"
[[item.state]]
id = "open"
text = { zh = "开局", en = "The opening" }
[[item.state.choice]]
id = "ask"
text = { zh = "先问", en = "Ask first" }
to = "talk"
score = 1
consequence = { zh = "有人开口", en = "Somebody speaks" }
[[item.state.choice]]
id = "order"
text = { zh = "先压", en = "Order first" }
to = "silence"
score = 0
consequence = { zh = "没人说话", en = "Nobody speaks" }
[[item.state]]
id = "talk"
text = { zh = "谈开了", en = "They talk" }
[[item.state.choice]]
id = "try"
text = { zh = "试一周", en = "Try a week" }
to = "well"
score = 0.8
consequence = { zh = "见效了", en = "It works" }
[[item.state.choice]]
id = "wait"
text = { zh = "再等等", en = "Wait" }
to = "so-so"
score = 0.4
consequence = { zh = "凉了", en = "It cools down" }
[[item.state]]
id = "silence"
text = { zh = "冷场", en = "Silence" }
[[item.state.choice]]
id = "back"
text = { zh = "回头问", en = "Go back and ask" }
to = "open"
score = 0.5
consequence = { zh = "还来得及", en = "Not too late" }
[[item.state.choice]]
id = "press"
text = { zh = "接着压", en = "Press on" }
to = "badly"
score = 0
consequence = { zh = "散了", en = "They leave" }
[[item.state]]
id = "well"
text = { zh = "办成了", en = "Done" }
ending = "good"
title = { zh = "一起改", en = "Changed together" }
debrief = { zh = "好在先问", en = "Asking first made it" }
[[item.state]]
id = "so-so"
text = { zh = "半途", en = "Half way" }
ending = "mixed"
title = { zh = "不了了之", en = "It fades" }
debrief = { zh = "差在没试", en = "Nothing was tried" }
[[item.state]]
id = "badly"
text = { zh = "僵局", en = "Deadlock" }
ending = "poor"
title = { zh = "各走各的", en = "Each alone" }
debrief = { zh = "错在压", en = "Pressing broke it" }
"""


def read(kind, body):
    """Return the item that a body of TOML is; ``body`` is what its kind adds."""
    raw = tomllib.loads(HEAD.replace("KIND", kind) + body.replace("[[item.", "[["))
    return read_item(Path(tempfile.gettempdir()) / "unit-one" / "items.toml", 1, raw, None)


def changed(body, find, put):
    """Return a body with one thing written differently."""
    assert find in body
    return body.replace(find, put, 1)


def fault_of(kind, body):
    """Return what an author reads of a faulty item, in both languages: file, item and key are named."""
    with pytest.raises(InputError) as caught:
        read(kind, body)
    said = worded(caught.value)
    for sentence in said:
        assert "unit-one/items.toml" in sentence
        assert "u01-k01" in sentence
    return said


def refusal_of(item, raw):
    """Return what a learner reads of an answer that is not taken, in both languages."""
    with pytest.raises(ZhixingError) as caught:
        item.read(raw)
    assert all(worded(caught.value))
    return caught.value.code, worded(caught.value)[0]
