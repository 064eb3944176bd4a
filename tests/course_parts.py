"""A small unit for tests: two sections to commit, a case of choices, a reflection."""

from zhixing.course import content, folders, units

SINGLE = """
[[item]]
id = "{id}"
objective = "{objective}"
kind = "single"
difficulty = 0.5
source-note = {{ zh = "自拟", en = "Our own" }}
prompt = {{ zh = "问", en = "Ask" }}
[[item.option]]
id = "a"
correct = true
text = {{ zh = "甲", en = "A" }}
feedback = {{ zh = "对", en = "Right" }}
[[item.option]]
id = "b"
correct = false
text = {{ zh = "乙", en = "B" }}
feedback = {{ zh = "错", en = "Wrong" }}
[[item.option]]
id = "c"
correct = false
text = {{ zh = "丙", en = "C" }}
feedback = {{ zh = "也错", en = "Wrong, too" }}
"""

REFLECTION = """
[[item]]
id = "t01-f01"
objective = "t01-o2"
kind = "reflection"
least = 5
difficulty = 1.0
source-note = { zh = "自拟", en = "Our own" }
prompt = { zh = "想一想", en = "Think" }
"""

CASE = """
[[item]]
id = "t01-b01"
objective = "t01-o2"
kind = "branch"
difficulty = 0.5
source-note = { zh = "自拟", en = "Our own" }
title = { zh = "案例", en = "Case" }
prompt = { zh = "开场", en = "Opening" }
start = "door"

[[item.state]]
id = "door"
text = { zh = "门口", en = "At the door" }
[[item.state.choice]]
id = "in"
text = { zh = "进", en = "In" }
to = "hall"
score = 1.0
consequence = { zh = "进来了", en = "You are in" }
[[item.state.choice]]
id = "away"
text = { zh = "走", en = "Away" }
to = "street"
score = 0.0
consequence = { zh = "走了", en = "You left" }

[[item.state]]
id = "hall"
text = { zh = "大厅", en = "The hall" }
[[item.state.choice]]
id = "ask"
text = { zh = "问", en = "Ask" }
to = "answer"
score = 1.0
consequence = { zh = "问了", en = "You asked" }
[[item.state.choice]]
id = "back"
text = { zh = "退", en = "Back" }
to = "door"
score = 0.5
consequence = { zh = "退回", en = "Back again" }

[[item.state]]
id = "answer"
text = { zh = "得到回答", en = "An answer" }
ending = "good"
title = { zh = "办成", en = "Done" }
debrief = { zh = "问了才知道", en = "Asking helped" }

[[item.state]]
id = "street"
text = { zh = "街上", en = "In the street" }
ending = "poor"
title = { zh = "没办成", en = "Not done" }
debrief = { zh = "没有问", en = "Nobody asked" }
"""

UNIT = """
id = "t01"
workbook = "tried-out"
title = { zh = "试用单元", en = "Trial unit" }

[mastery]
share = 0.8
least = 2

[[objective]]
id = "t01-o1"
text = { zh = "目标一", en = "Objective one" }
[[objective]]
id = "t01-o2"
text = { zh = "目标二", en = "Objective two" }

[[step]]
id = "case"
title = { zh = "先判断", en = "Decide first" }
cell = "case"
items = ["t01-c01"]
waits = true
[[step]]
id = "think"
title = { zh = "想一想", en = "Think" }
cell = "think"
items = ["t01-f01"]
waits = true
[[step]]
id = "check"
title = { zh = "检查", en = "Check" }
cell = "check"
items = ["t01-c02", "t01-b01"]
[[step]]
id = "read"
title = { zh = "读一读", en = "Read" }
cell = "read"
"""

ITEMS = "".join(
    (
        SINGLE.format(id="t01-c01", objective="t01-o1"),
        SINGLE.format(id="t01-c02", objective="t01-o1"),
        REFLECTION,
        CASE,
    )
)


def forget():
    """Have the course read anew."""
    caches = (folders.units_in_use, content.all_items, content.all_sets, units.all_units)
    for known in (*caches, units.steps_of_items):
        known.cache_clear()
