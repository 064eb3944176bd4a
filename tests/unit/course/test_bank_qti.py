"""The bank as QTI 2.1, read by a reader of its own: the structure of package and items, and what is right.

The official schema is in no package under a permissive licence; the rules below are those of the standard's
information model that bear on these items: which element may stand where, which attributes it must have, and
that every identifier that is referred to is declared, with a fitting cardinality and base type.
"""

import io
import zipfile

import pytest
from lxml import etree

from authored import items, write_unit
from zhixing import resources
from zhixing.course.bank.qti import package
from zhixing.course.bank.source import read_sources
from zhixing.course.kinds import KINDS

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ASKED = {
    "single",
    "multiple",
    "true-false",
    "order",
    "sort",
    "fill",
    "numeric",
    "worked",
    "short",
    "reflection",
}

# Each interaction: cardinalities and base types that a response to it may have.
INTERACTIONS = {
    "choiceInteraction": ({"single", "multiple"}, {"identifier"}),
    "orderInteraction": ({"ordered"}, {"identifier"}),
    "matchInteraction": ({"single", "multiple"}, {"directedPair"}),
    "gapMatchInteraction": ({"single", "multiple"}, {"directedPair"}),
    "textEntryInteraction": ({"single"}, {"string", "integer", "float"}),
    "extendedTextInteraction": ({"single"}, {"string"}),
}
BLOCKS = {
    "p",
    "choiceInteraction",
    "orderInteraction",
    "matchInteraction",
    "gapMatchInteraction",
    "extendedTextInteraction",
}
CHILDREN = {
    "assessmentItem": [
        "responseDeclaration",
        "outcomeDeclaration",
        "itemBody",
        "responseProcessing",
        "modalFeedback",
    ],
    "responseDeclaration": ["correctResponse", "mapping"],
    "outcomeDeclaration": ["defaultValue"],
    "choiceInteraction": ["prompt", "simpleChoice"],
    "orderInteraction": ["prompt", "simpleChoice"],
    "matchInteraction": ["prompt", "simpleMatchSet"],
    "gapMatchInteraction": ["prompt", "gapText", "p"],
    "extendedTextInteraction": ["prompt"],
    "simpleMatchSet": ["simpleAssociableChoice"],
    "responseCondition": ["responseIf", "responseElseIf", "responseElse"],
}
NEEDED = {
    "assessmentItem": {"identifier", "title", "adaptive", "timeDependent"},
    "responseDeclaration": {"identifier", "cardinality", "baseType"},
    "outcomeDeclaration": {"identifier", "cardinality", "baseType"},
    "choiceInteraction": {"responseIdentifier", "shuffle", "maxChoices"},
    "orderInteraction": {"responseIdentifier", "shuffle"},
    "matchInteraction": {"responseIdentifier", "shuffle", "maxAssociations"},
    "gapMatchInteraction": {"responseIdentifier", "shuffle"},
    "textEntryInteraction": {"responseIdentifier"},
    "extendedTextInteraction": {"responseIdentifier"},
    "simpleChoice": {"identifier"},
    "simpleAssociableChoice": {"identifier", "matchMax"},
    "gapText": {"identifier", "matchMax"},
    "gap": {"identifier"},
    "mapEntry": {"mapKey", "mappedValue"},
    "modalFeedback": {"outcomeIdentifier", "identifier", "showHide"},
    "equal": {"toleranceMode"},
    "stringMatch": {"caseSensitive"},
    "baseValue": {"baseType"},
    "variable": {"identifier"},
    "correct": {"identifier"},
    "setOutcomeValue": {"identifier"},
}


def name(element):
    return etree.QName(element).localname


def find(root, path):
    return root.findall(
        "/".join(f"{{{QTI}}}{step}" if step[0] not in ".*" else step for step in path.split("/"))
    )


def every(root, tag):
    return list(root.iter(f"{{{QTI}}}{tag}"))


class Read:
    """A package, read without the code that wrote it."""

    def __init__(self, content):
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            self.files = {path: pack.read(path) for path in pack.namelist()}
        self.manifest = etree.fromstring(self.files["imsmanifest.xml"])
        self.items = {
            path: etree.fromstring(content)
            for path, content in self.files.items()
            if path != "imsmanifest.xml"
        }


@pytest.fixture(params=["guide", "shipped"])
def written(request, tmp_path):
    if request.param == "guide":
        write_unit(tmp_path / "t01")
        return package(read_sources((tmp_path,)))
    return package(read_sources((resources.data() / "course",)))


@pytest.fixture
def read(written):
    return Read(written.content)


@pytest.fixture
def guide(tmp_path):
    write_unit(tmp_path / "t01")
    found = Read(package(read_sources((tmp_path,))).content)

    def item(kind, lang="en"):
        return found.items[f"items/{lang}/{items()[kind]['id']}.xml"]

    return item


# ---- the package


def test_the_manifest_lists_every_file_once_and_nothing_else(read):
    resources_ = read.manifest.findall(f"{{{CP}}}resources/{{{CP}}}resource")
    assert sorted(each.get("href") for each in resources_) == sorted(read.items)
    assert {each.get("type") for each in resources_} == {"imsqti_item_xmlv2p1"}
    assert [each.find(f"{{{CP}}}file").get("href") for each in resources_] == [
        each.get("href") for each in resources_
    ]
    identifiers = [each.get("identifier") for each in resources_]
    assert len(set(identifiers)) == len(identifiers)
    assert [name(each) for each in read.manifest] == ["metadata", "organizations", "resources"]


def test_every_item_is_there_in_both_languages_and_says_so(read):
    for path, root in read.items.items():
        _, lang, _ = path.split("/")
        assert root.get(LANG) == lang
        text = "".join(root.itertext())
        assert any("\u4e00" <= sign <= "\u9fff" for sign in text) or lang == "en", path
    paths = {lang: {p.rpartition("/")[2] for p in read.items if f"/{lang}/" in p} for lang in ("zh-CN", "en")}
    assert paths["zh-CN"] == paths["en"]


def test_what_qti_has_no_interaction_for_stays_out_and_is_named(tmp_path):
    write_unit(tmp_path / "t01")
    out = package(read_sources((tmp_path,))).out
    assert set(out) == {items()[kind]["id"] for kind in set(KINDS) - ASKED}


def test_the_same_items_make_the_same_package(tmp_path):
    write_unit(tmp_path / "t01")
    first, second = (package(read_sources((tmp_path,))).content for _ in range(2))
    assert first == second


# ---- the structure of items


def test_elements_stand_where_the_standard_has_them(read):
    for path, root in read.items.items():
        assert root.tag == f"{{{QTI}}}assessmentItem", path
        for element in root.iter():
            assert etree.QName(element).namespace == QTI
            order = CHILDREN.get(name(element))
            if order is not None:
                places = [order.index(name(child)) for child in element]
                assert places == sorted(places), (path, name(element))
            assert NEEDED.get(name(element), set()) <= set(element.attrib), (path, name(element))
        (body,) = find(root, "itemBody")
        assert {name(child) for child in body} <= BLOCKS, path
        assert not (body.text or "").strip()
        for entry in every(root, "textEntryInteraction"):
            assert name(entry.getparent()) == "p"


def test_interactions_and_declarations_fit_each_other(read):
    for path, root in read.items.items():
        declared = {each.get("identifier"): each for each in find(root, "responseDeclaration")}
        asked = [each for each in root.iter() if name(each) in INTERACTIONS]
        assert sorted(each.get("responseIdentifier") for each in asked) == sorted(declared), path
        for each in asked:
            declaration = declared[each.get("responseIdentifier")]
            cardinalities, types = INTERACTIONS[name(each)]
            assert declaration.get("cardinality") in cardinalities, path
            assert declaration.get("baseType") in types, path
            if name(each) == "choiceInteraction":
                many = declaration.get("cardinality") == "multiple"
                assert each.get("maxChoices") == ("0" if many else "1")


def choices_of(interaction):
    """Return the identifiers that a response to an interaction may name."""
    return [
        each.get("identifier")
        for each in interaction.iter()
        if name(each) in {"simpleChoice", "simpleAssociableChoice", "gapText", "gap"}
    ]


def test_correct_responses_and_mappings_name_what_is_offered(read):
    for path, root in read.items.items():
        by_response = {
            each.get("responseIdentifier"): each for each in root.iter() if name(each) in INTERACTIONS
        }
        for declaration in find(root, "responseDeclaration"):
            interaction = by_response[declaration.get("identifier")]
            offered = choices_of(interaction)
            assert len(set(offered)) == len(offered), path
            values = [each.text for each in find(declaration, "correctResponse/value")]
            values += [each.get("mapKey") for each in find(declaration, "mapping/mapEntry")]
            if declaration.get("baseType") in {"identifier", "directedPair"}:
                assert values, path
                assert {part for value in values for part in value.split()} <= set(offered), path
            if declaration.get("baseType") == "float":
                assert all(float(value) == float(value) for value in values)
            if declaration.get("cardinality") == "single":
                assert len(find(declaration, "correctResponse/value")) <= 1
            if declaration.get("cardinality") == "ordered":
                assert sorted(values) == sorted(offered), path


def test_processing_refers_to_what_is_declared(read):
    for path, root in read.items.items():
        responses = {each.get("identifier"): each for each in find(root, "responseDeclaration")}
        outcomes = {each.get("identifier"): each for each in find(root, "outcomeDeclaration")}
        known = {
            "variable": responses | outcomes,
            "correct": {key: one for key, one in responses.items() if find(one, "correctResponse")},
            "mapResponse": {key: one for key, one in responses.items() if find(one, "mapping")},
            "setOutcomeValue": outcomes,
        }
        for element in (each for part in find(root, "responseProcessing") for each in part.iter()):
            if name(element) in known:
                assert element.get("identifier") in known[name(element)], (path, name(element))
            if name(element) == "setOutcomeValue":
                assert len(element) == 1, path
            if name(element) in {"responseIf", "responseElseIf"}:
                assert name(element[0]) in {"match", "equal", "stringMatch", "member", "or"}, path
                assert {name(each) for each in element[1:]} <= {"setOutcomeValue"}, path


def test_feedback_is_shown_for_every_value_that_is_set(read):
    for path, root in read.items.items():
        outcomes = {each.get("identifier"): each for each in find(root, "outcomeDeclaration")}
        given = {
            each.text
            for value in every(root, "setOutcomeValue")
            if value.get("identifier") == "FEEDBACK"
            for each in every(value, "baseValue")
        }
        shown = [each.get("identifier") for each in find(root, "modalFeedback")]
        assert set(shown) == given, path
        assert len(set(shown)) == len(shown), path
        for feedback in find(root, "modalFeedback"):
            declared = outcomes[feedback.get("outcomeIdentifier")]
            assert (declared.get("cardinality"), declared.get("baseType")) == ("multiple", "identifier")
            assert "".join(feedback.itertext()).strip()


# ---- what is right


def right(root, response="RESPONSE"):
    declared = next(each for each in find(root, "responseDeclaration") if each.get("identifier") == response)
    return [each.text for each in find(declared, "correctResponse/value")]


def text_of(root, identifier):
    return next(
        "".join(each.itertext()).strip() for each in root.iter() if each.get("identifier") == identifier
    )


@pytest.mark.parametrize(("lang", "side"), [("zh-CN", "zh"), ("en", "en")])
def test_choices_have_their_key_in_each_language(guide, lang, side):
    for kind in ("single", "multiple"):
        root, raw = guide(kind, lang), items()[kind]
        wanted = [each["text"][side] for each in raw["option"] if each["correct"]]
        assert [text_of(root, name) for name in right(root)] == wanted
    root, raw = guide("true-false", lang), items()["true-false"]
    assert right(root) == ["i-false"]
    assert text_of(root, right(root, "REASON")[0]) == raw["reason"][0]["text"][side]


def test_the_mapping_of_several_choices_is_the_item_s_own_rule(guide):
    root = guide("multiple")
    weights = [float(each.get("mappedValue")) for each in every(root, "mapEntry")]
    assert weights == [0.5, 0.5, -0.5]
    (mapping,) = every(root, "mapping")
    assert (mapping.get("lowerBound"), mapping.get("upperBound")) == ("0", "1")


def test_orders_pairs_and_gaps_have_their_key(guide):
    raw = items()["order"]
    assert right(guide("order")) == [f"i-{each['id']}" for each in raw["entry"]]
    assert choices_of(every(guide("order"), "orderInteraction")[0]) != right(guide("order"))
    raw = items()["sort"]
    assert set(right(guide("sort"))) == {f"i-{card['id']} i-{card['bin']}" for card in raw["card"]}
    raw = items()["fill"]
    root = guide("fill")
    assert set(right(root)) == {f"i-{gap['word']} i-{gap['id']}" for gap in raw["gap"]}
    (paragraph,) = find(root, "itemBody/gapMatchInteraction/p")
    assert (paragraph.text, paragraph[0].tail, paragraph[1].tail) == (
        "First look at the ",
        ", then ask the ",
        ".",
    )


def test_numbers_have_their_tolerance_and_words_every_accepted_answer(guide):
    root, raw = guide("numeric"), items()["numeric"]
    assert [float(value) for value in right(root)] == [raw["answer"]]
    first, *slips = every(root, "equal")
    assert first.get("tolerance").split() == [str(raw["tolerance"])] * 2
    assert [float(every(slip, "baseValue")[0].text) for slip in slips] == [0.05, 20]
    root, raw = guide("short"), items()["short"]
    accepted = {
        every(each, "baseValue")[0].text for each in every(every(root, "responseIf")[0], "stringMatch")
    }
    assert accepted == {*raw["accepted"]["zh"], *raw["accepted"]["en"]}
    shares = [
        float(each.text)
        for each in every(guide("worked"), "baseValue")
        if each.getparent().tag.endswith("sum")
    ]
    assert shares == [0.5, 0.5]
    assert not find(guide("reflection"), "responseProcessing")


def test_signs_that_xml_cannot_hold_stay_out(tmp_path):
    unit = write_unit(tmp_path / "course" / "t01")
    page = unit / "items.toml"
    page.write_text(
        page.read_text(encoding="utf-8")
        .replace('zh = "', 'zh = "\\u0008')
        .replace('zh = ["', 'zh = ["\\ufffe'),
        encoding="utf-8",
    )
    packed = package(read_sources((tmp_path / "course",)))
    with zipfile.ZipFile(io.BytesIO(packed.content)) as pack:
        roots = [etree.fromstring(pack.read(name)) for name in pack.namelist()]
    assert len(roots) == 1 + 2 * len(ASKED)
