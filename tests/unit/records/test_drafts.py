import threading

import pytest

from zhixing.errors import InputError
from zhixing.records import Store
from zhixing.records.drafts import drop_draft, load_draft, save_draft


def save(store, content, person="p1", activity="rate-topics"):
    with store.work() as db:
        save_draft(db, person, activity, content)


def load(store, person="p1", activity="rate-topics"):
    with store.read() as db:
        return load_draft(db, person, activity)


def test_the_last_draft_counts(store):
    assert load(store) is None
    save(store, {"title": "先"})
    save(store, {"title": "后", "units": ["一处", None, 1.5]})
    assert load(store) == {"title": "后", "units": ["一处", None, 1.5]}


def test_a_draft_is_seen_again_in_the_same_unit_of_work(store):
    with store.work() as db:
        for number in (1, 2):
            save_draft(db, "p1", "topics", {"number": number})
            assert load_draft(db, "p1", "topics") == {"number": number}


def test_drafts_of_others_and_of_other_activities_are_apart(store):
    save(store, {"n": 1})
    save(store, {"n": 2}, person="p2")
    save(store, {"n": 3}, activity="topics")
    assert load(store) == {"n": 1}
    with store.work() as db:
        drop_draft(db, "p1", "rate-topics")
    assert load(store) is None
    assert load(store, person="p2") == {"n": 2}
    assert load(store, activity="topics") == {"n": 3}


@pytest.mark.parametrize("text", ["半个\ud83d", "\0", "</script>", "😀", "'; DROP TABLE draft; --"])
def test_any_text_survives(store, text):
    save(store, {"text": text})
    assert load(store) == {"text": text}


@pytest.mark.parametrize("letter", ["a", "知", "😀", "\ud83d"])
def test_64_kb_are_the_limit(store, letter):
    size = len(letter.encode(errors="surrogatepass"))
    fits = letter * ((64 * 1024 - len('{"t": ""}')) // size)
    save(store, {"t": fits})
    with pytest.raises(InputError, match="too-large"):
        save(store, {"t": fits + letter * 8})
    assert load(store) == {"t": fits}


def test_a_name_that_does_not_fit_is_refused(store):
    save(store, {}, activity="a" * 120)
    with pytest.raises(InputError, match="too-large"):
        save(store, {}, activity="a" * 121)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_not_json_is_refused(store, number):
    with pytest.raises(InputError, match="bad-action"):
        save(store, {"n": number})


def test_two_tabs_saving_at_once_do_not_hinder_each_other(store):
    other = Store.open(store.engine.url.render_as_string(hide_password=False))
    together, troubles = threading.Barrier(2), []

    def tab(store):
        try:
            for number in range(20):
                together.wait(10)
                save(store, {"n": number}, activity=f"a{number}")
        except Exception as error:  # noqa: BLE001  (told to the test)
            troubles.append(error)

    threads = [threading.Thread(target=tab, args=(each,)) for each in (store, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert troubles == []
    assert load(store, activity="a19") == {"n": 19}
