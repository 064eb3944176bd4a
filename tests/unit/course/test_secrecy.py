"""No payload of a learner holds a key before it may: every item of every kind, every activity."""

import json
import tomllib

import pytest

from answering import with_another_key, wrong_answer
from factories import make_actor, make_class, make_key, make_store
from secrecy import REASONS, below, secrets_of, texts
from zhixing import resources
from zhixing.course.activities import ItemActivity, RatingProfile
from zhixing.course.content import all_items, read_item
from zhixing.course.kinds import KINDS
from zhixing.course.rules import Attempts
from zhixing.errors import ZhixingError
from zhixing.workbook.assembly import registry

PAGES = sorted((resources.data() / "course").glob("*/*.toml"))
RAW = {
    raw["id"]: (page, raw)
    for page in PAGES
    for raw in tomllib.loads(page.read_text(encoding="utf-8")).get("item", [])
}
PARAMS = {"set": "u03-samples", "subject": "topic-recommendation", "unit": "u01", "step": "case"}
PARAMS["sheet"] = "u01-contract"
TRIED = sorted(name for name, (_, raw) in RAW.items() if raw["kind"] not in {"reflection", "branch"})


@pytest.fixture
def room(tmp_path):
    store = make_store(tmp_path)
    with store.work() as db:
        classroom = make_class(db)
        found = store, make_actor(db, classroom), make_actor(db, classroom)
    yield found
    store.close()


def view(store, activity, actor, params):
    with store.read() as db:
        try:
            return json.dumps(activity.view(db, actor, params), ensure_ascii=False)
        except ZhixingError as error:  # a page that learners may not open at all
            return str(error)


def test_every_kind_is_looked_at_and_every_item_has_a_key_to_keep():
    assert set(RAW) == set(all_items())
    assert {raw["kind"] for _, raw in RAW.values()} == set(KINDS)
    assert all(secrets_of(raw) for _, raw in RAW.values())


@pytest.mark.parametrize("item_id", sorted(RAW))
def test_what_is_asked_does_not_depend_on_the_key(item_id):
    page, raw = RAW[item_id]
    item, other = (read_item(page, 1, each, None) for each in (raw, with_another_key(raw)))
    assert item.version != other.version
    assert json.dumps(item.face()) == json.dumps(other.face())
    assert Attempts(item, ()).feedback() == Attempts(other, ()).feedback() == []
    if raw["kind"] in {"reflection", "order"}:
        assert item.solution() == other.solution()  # nothing is right; or what is right is its own test's
    else:
        assert item.solution() != other.solution() or raw["kind"] == "branch"


def test_the_order_shown_is_never_the_right_one():
    shown = [
        ([entry["id"] for entry in item.asked()["entries"]], item.solution()["order"])
        for item in all_items().values()
        if item.kind == "order"
    ]
    assert shown
    assert all(order != right and sorted(order) == sorted(right) for order, right in shown)


def test_no_activity_tells_a_learner_a_reason_before_the_commit(room):
    store, me, _ = room
    secret = {text: name for name, (_, raw) in RAW.items() for text in secrets_of(raw)}
    pages = {
        name: view(store, registry().get(name), me, {**PARAMS, "item": "u01-c01"})
        for name in registry().by_name
    }
    pages |= {name: view(store, ItemActivity(), me, {"item": name}) for name in RAW}
    told = [(name, item) for name, shown in pages.items() for text, item in secret.items() if text in shown]
    assert told == []
    for name, (_, raw) in RAW.items():
        assert [text for text in texts(raw.get("accepted", {})) if text in pages[name]] == []


@pytest.mark.parametrize("item_id", TRIED)
def test_after_a_first_wrong_try_the_rest_of_the_key_stays_here_and_others_learn_nothing(room, item_id):
    store, me, other = room
    raw, params = RAW[item_id][1], {**PARAMS, "item": item_id}
    wrong = wrong_answer(raw)
    ItemActivity().act(store, me, params, make_key(), {"kind": "answer", **wrong})
    shown = view(store, ItemActivity(), me, params)
    assert json.loads(shown)["may_answer"]
    told = json.loads(shown)["feedback"]
    allowed = [text for part in told for key in ("text", "hint") for text in texts(part.get(key) or {})]
    allowed += [text for part in told for text in texts(part.get("remark") or {})]
    assert [text for text in below(raw, REASONS) if text in shown and text not in allowed] == []
    for part in told:
        assert part.get("key") is None
        if part.get("right") is False and raw["kind"] != "true-false":
            assert part["text"] is None
        if "option" in part:
            assert part["option"] in texts(wrong)
        if "expert" in part and part["distance"]:
            assert (part["expert"], part["why"]) == (None, None)
    assert json.loads(view(store, RatingProfile(), me, params))["leans"] == []
    assert [text for text in secrets_of(raw) if text in view(store, ItemActivity(), other, params)] == []
