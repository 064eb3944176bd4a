"""No payload of a learner holds a key before it may: every item, every activity."""

import copy
import json
import tomllib

import pytest

from factories import make_actor, make_class, make_key
from zhixing import resources
from zhixing.course.activities import ItemActivity, RatingProfile
from zhixing.course.content import _item, all_items
from zhixing.course.rules import Attempts
from zhixing.errors import ZhixingError
from zhixing.workbook.assembly import registry

SECRET = {"feedback", "why", "remark", "source-note"}
PAGES = sorted((resources.data() / "course").glob("*/*.toml"))
RAW = {
    raw["id"]: (page, raw)
    for page in PAGES
    for raw in tomllib.loads(page.read_text(encoding="utf-8")).get("item", [])
}
OTHER = {"suitable": "revise", "revise": "unsuitable", "unsuitable": "suitable", 1: 3, 2: 5, 3: 1, 4: 2, 5: 4}
PARAMS = {"set": "u03-samples", "subject": "topic-recommendation"}


def secrets_of(raw):
    """Return every text of an item that is part of its key, in both languages."""
    if isinstance(raw, list):
        return [text for part in raw for text in secrets_of(part)]
    if not isinstance(raw, dict):
        return []
    here = [text for key in SECRET & raw.keys() for text in raw[key].values()]
    return here + [text for key, part in raw.items() if key not in SECRET for text in secrets_of(part)]


def with_another_key(raw):
    """Return an item with the same question, other levels and correct options, and other reasons."""
    other = copy.deepcopy(raw)
    for option in other.get("option", []):
        option["feedback"] = {"zh": "另一个理由", "en": "Another reason"}
    if "option" in other:
        flags = [option["correct"] for option in other["option"]]
        for option, flag in zip(other["option"], flags[1:] + flags[:1], strict=True):
            option["correct"] = flag
    for expert in other.get("expert", []):
        expert["level"] = OTHER[expert["level"]]
        expert["why"] = {"zh": "另一个理由", "en": "Another reason"}
        expert.pop("remark", None)
    return other


@pytest.fixture
def room(store):
    with store.work() as db:
        classroom = make_class(db)
        return store, make_actor(db, classroom), make_actor(db, classroom)


def view(store, activity, actor, params):
    with store.read() as db:
        try:
            return json.dumps(activity.view(db, actor, params), ensure_ascii=False)
        except ZhixingError as error:  # a page that learners may not open at all
            return str(error)


def wrong_answer(item):
    """Return an answer, as it is sent, that leaves another try."""
    if item.kind == "single":
        return {"option": next(option.id for option in item.options if not option.correct)}
    levels = {}
    for expert in item.experts:
        ends = (expert.scale.levels[0].id, expert.scale.levels[-1].id)
        levels[expert.scale.id] = max(ends, key=lambda level: abs(expert.off(level)))
    return {"levels": levels}


def test_every_item_has_a_key_to_keep():
    assert set(RAW) == set(all_items())
    assert all(len(secrets_of(raw)) >= 4 for _, raw in RAW.values())


@pytest.mark.parametrize("item_id", sorted(RAW))
def test_what_is_asked_does_not_depend_on_the_key(item_id):
    page, raw = RAW[item_id]
    item, other = (_item(page, 1, each, None) for each in (raw, with_another_key(raw)))
    assert item.version != other.version
    assert json.dumps(item.face()) == json.dumps(other.face())
    assert Attempts(item, ()).feedback() == Attempts(other, ()).feedback() == []


@pytest.mark.parametrize("item_id", sorted(RAW))
def test_no_activity_tells_a_learner_a_reason_before_the_commit(room, item_id):
    store, me, _ = room
    params = {**PARAMS, "item": item_id}
    for name in registry().by_name:
        shown = view(store, registry().get(name), me, params)
        assert [text for text in secrets_of(RAW[item_id][1]) if text in shown] == [], name


@pytest.mark.parametrize("item_id", sorted(RAW))
def test_after_a_first_wrong_try_the_rest_of_the_key_stays_here_and_others_learn_nothing(room, item_id):
    store, me, other = room
    item, raw = all_items()[item_id], RAW[item_id][1]
    params = {**PARAMS, "item": item_id}
    ItemActivity().act(store, me, params, make_key(), {"kind": "answer", **wrong_answer(item)})
    shown = view(store, ItemActivity(), me, params)
    told = [text for text in secrets_of(raw) if text in shown]
    assert len(told) < len(secrets_of(raw)) / 2 + 1
    for expert in getattr(item, "experts", ()):
        assert expert.why.zh not in shown
    for option in getattr(item, "options", ()):
        assert (option.feedback.zh in shown) == (option.id == wrong_answer(item).get("option"))
    assert [text for text in secrets_of(raw) if text in view(store, RatingProfile(), me, params)] == []
    assert json.loads(view(store, RatingProfile(), me, params))["leans"] == []
    assert [text for text in secrets_of(raw) if text in view(store, ItemActivity(), other, params)] == []
