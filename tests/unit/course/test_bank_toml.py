"""A unit written as TOML files: it reads back the same, in the form in which people write it."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from authored import items, pages
from zhixing.course.bank.toml_out import items_toml, unit_toml
from zhixing.course.lines import lines_of

TEXT = st.text(st.characters(blacklist_categories=("Cs",)))
VALUE = st.one_of(TEXT, st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False))


def test_every_kind_reads_back_as_it_was():
    written = items_toml([("", raw) for raw in items().values()])
    assert tomllib.loads(written)["item"] == list(items().values())


def test_a_unit_reads_back_as_it_was():
    raw = tomllib.loads(pages()["unit.toml"])
    assert tomllib.loads(unit_toml(raw)) == raw


def test_remarks_stand_above_their_item_whatever_is_in_them():
    raw = items()["reflection"]
    written = items_toml([("one\nid = 1", raw), ("two", raw)])
    assert tomllib.loads(written)["item"] == [raw, raw]
    assert written.startswith("# one\n# id = 1\n[[item]]\n")


@given(zh=TEXT, en=TEXT, values=st.lists(VALUE, max_size=4))
def test_any_text_survives_and_the_locator_finds_it(zh, en, values):
    raw = {**items()["reflection"], "prompt": {"zh": zh, "en": en}, "least": values}
    written = items_toml([("", raw)])
    assert tomllib.loads(written)["item"] == [raw]
    assert ("item", 0, "prompt", "en") in lines_of(written)
