"""One QTI 2.1 item in one language: declarations, body, response processing, feedback."""

import re
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree as ET

from zhixing.actor import Locale
from zhixing.course.bank.source import Raw
from zhixing.documents.characters import storable
from zhixing.text import catalogue

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_GAP = re.compile(r"\{([a-z0-9-]+)\}")
_LOCALES = {"zh": Locale.ZH, "en": Locale.EN}
_FEEDBACK = "FEEDBACK"


class Builder:
    """Puts an item together.

    QTI identifiers begin with a letter and our ids may begin with a digit: each is written with a prefix.

    Args:
        raw: the item as it is written.
        side: the language's key in a text.
        lang: the language as XML names it.
    """

    def __init__(self, raw: Raw, side: str, lang: str) -> None:
        self.raw = raw
        self._side = side
        self._lang = lang
        self._responses: list[ET.Element] = []
        self._body = ET.Element(_q("itemBody"))
        self._processing = ET.Element(_q("responseProcessing"))
        self._feedback: dict[str, str] = {}

    def text(self, pair: Raw) -> str:
        """Return a text's side, without what XML cannot hold."""
        return storable(str(pair[self._side]))

    def both(self, key: str) -> dict[str, str]:
        """Return a sentence of the catalogue as a text."""
        return {side: catalogue().say(key, locale) for side, locale in _LOCALES.items()}

    def done(self) -> ET.Element:
        """Return the finished item."""
        title = self.text(self.raw["prompt"]).partition("\n")[0][:80]
        head = {
            "identifier": f"{self.raw['id']}-{self._lang}",
            "title": title,
            "adaptive": "false",
            "timeDependent": "false",
            _LANG: self._lang,
        }
        root = ET.Element(_q("assessmentItem"), head)
        root.extend(self._responses)
        score = _sub(root, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
        _value(_sub(score, "defaultValue"), "0")
        if self._feedback:
            _sub(
                root,
                "outcomeDeclaration",
                identifier=_FEEDBACK,
                cardinality="multiple",
                baseType="identifier",
            )
        root.append(self._body)
        if len(self._processing):
            root.append(self._processing)
        for name, text in self._feedback.items():
            modal = _sub(root, "modalFeedback", outcomeIdentifier=_FEEDBACK, identifier=name, showHide="show")
            _paragraphs(modal, text)
        return root

    # ---- interactions

    def choice(
        self, name: str, options: Sequence[Raw], *, prompt: str, many: bool = False, shuffle: bool = True
    ) -> None:
        """Ask for one option, or for several."""
        right = [_id(each["id"]) for each in options if each["correct"]]
        declared = self._declare(name, "multiple" if many else "single", "identifier", right)
        if many:
            entries = [(_id(each["id"]), (1 if each["correct"] else -1) / len(right)) for each in options]
            _mapping(declared, entries, lower="0", upper="1")
        most = "0" if many else "1"
        asked = self._ask("choiceInteraction", name, prompt, shuffle=_yes(shuffle), maxChoices=most)
        for each in options:
            _sub(asked, "simpleChoice", identifier=_id(each["id"])).text = self.text(each["text"])

    def order(self, name: str, entries: Sequence[Raw], *, prompt: str) -> None:
        """Ask for an order; the entries are given sorted by their ids, which do not tell it."""
        self._declare(name, "ordered", "identifier", [_id(each["id"]) for each in entries])
        asked = self._ask("orderInteraction", name, prompt, shuffle="true")
        for each in sorted(entries, key=lambda one: str(one["id"])):
            _sub(asked, "simpleChoice", identifier=_id(each["id"])).text = self.text(each["text"])

    def match(
        self,
        name: str,
        cards: Sequence[Raw],
        bins: Sequence[Raw],
        pairs: Sequence[tuple[str, str]],
        *,
        prompt: str,
    ) -> None:
        """Ask which card belongs to which bin."""
        self._declare_pairs(name, pairs)
        asked = self._ask("matchInteraction", name, prompt, shuffle="true", maxAssociations=str(len(cards)))
        for parts, most in ((cards, "1"), (bins, "0")):
            held = _sub(asked, "simpleMatchSet")
            for each in parts:
                found = _sub(held, "simpleAssociableChoice", identifier=_id(each["id"]), matchMax=most)
                found.text = self.text(each["text"])

    def gaps(self, name: str, raw: Raw, pairs: Sequence[tuple[str, str]]) -> None:
        """Ask for the words of a text with gaps."""
        self._declare_pairs(name, pairs)
        asked = self._ask("gapMatchInteraction", name, self.text(raw["prompt"]), shuffle="true")
        most = "0" if raw.get("repeat") else "1"
        for word in raw["word"]:
            _sub(asked, "gapText", identifier=_id(word["id"]), matchMax=most).text = self.text(word["text"])
        for line in self.text(raw["text"]).split("\n"):
            _with_gaps(_sub(asked, "p"), line)

    def paragraphs(self, pair: Raw) -> None:
        """Write a text into the body."""
        _paragraphs(self._body, self.text(pair))

    def number(self, name: str, asked: Raw, before: Raw | None = None) -> None:
        """Ask for a number, in a paragraph of its own with its unit."""
        self._declare(name, "single", "float", [str(asked["answer"])])
        paragraph = _sub(self._body, "p")
        paragraph.text = "" if before is None else f"{self.text(before)} "
        field = _sub(paragraph, "textEntryInteraction", responseIdentifier=name, expectedLength="12")
        unit = asked.get("unit")
        field.tail = "" if unit is None else f" {self.text(unit)}"

    def words(self, name: str, raw: Raw) -> None:
        """Ask for a word; an answer in either language is right, whatever its case."""
        accepted = [storable(word) for side in (self._side, "zh", "en") for word in raw["accepted"][side]]
        self._declare(name, "single", "string", accepted[:1])
        paragraph = _sub(self._body, "p")
        _sub(paragraph, "textEntryInteraction", responseIdentifier=name, expectedLength="40")
        condition = _sub(self._processing, "responseCondition")
        hit = _sub(condition, "responseIf")
        self._any(hit, name, list(dict.fromkeys(accepted)))
        _score(hit, 1)
        self._tell(hit, f"{name}-right", self.text(raw["why"]))
        for number, near in enumerate(raw.get("near", ()), start=1):
            other = _sub(condition, "responseElseIf")
            words = [storable(word) for side in ("zh", "en") for word in near["texts"][side]]
            self._any(other, name, list(dict.fromkeys(words)))
            self._tell(other, f"{name}-near-{number}", self.text(near["feedback"]))
        self._tell(_sub(condition, "responseElse"), f"{name}-wrong", self.text(raw["hint"]))

    def writing(self, name: str, *, prompt: str) -> None:
        """Ask for free writing; nothing is processed."""
        self._declare(name, "single", "string", [])
        self._ask("extendedTextInteraction", name, prompt, expectedLines="8")

    # ---- processing

    def score_one(self, name: str, share: float = 1.0) -> None:
        """Give a share for the right response."""
        hit = _sub(_sub(self._processing, "responseCondition"), "responseIf")
        match = _sub(hit, "match")
        _sub(match, "variable", identifier=name)
        _sub(match, "correct", identifier=name)
        _score(hit, share)

    def score_mapped(self, name: str) -> None:
        """Give what the response's mapping says."""
        set_score = _sub(self._processing, "setOutcomeValue", identifier="SCORE")
        _sub(set_score, "mapResponse", identifier=name)

    def score_number(self, name: str, asked: Raw, slips: Sequence[Raw], share: float = 1.0) -> None:
        """Give a share for a number that is near enough; tell why, of a usual slip, or what helps."""
        condition = _sub(self._processing, "responseCondition")
        hit = _sub(condition, "responseIf")
        _near(hit, name, asked["answer"], asked["tolerance"])
        _score(hit, share)
        self._tell(hit, f"{name}-right", self.text(asked["why"]))
        for number, slip in enumerate(slips, start=1):
            other = _sub(condition, "responseElseIf")
            _near(other, name, slip["value"], slip.get("tolerance", 0))
            self._tell(other, f"{name}-slip-{number}", self.text(slip["feedback"]))
        self._tell(_sub(condition, "responseElse"), f"{name}-wrong", self.text(asked["hint"]))

    def tell_choices(self, name: str, options: Sequence[Raw]) -> None:
        """Tell why, for each option chosen."""
        for each in options:
            hit = _sub(_sub(self._processing, "responseCondition"), "responseIf")
            chosen = _sub(hit, "member")
            _base(chosen, "identifier", _id(each["id"]))
            variable = _sub(chosen, "variable", identifier=name)
            if not self._is_many(name):
                chosen.remove(variable)
                _sub(_sub(chosen, "multiple"), "variable", identifier=name)
            self._tell(hit, f"{name}-{each['id']}", self.text(each["feedback"]))

    def tell_pairs(self, name: str, pairs: Sequence[tuple[str, str, Raw]]) -> None:
        """Tell why, for each pair that is right."""
        for first, second, feedback in pairs:
            hit = _sub(_sub(self._processing, "responseCondition"), "responseIf")
            chosen = _sub(hit, "member")
            _base(chosen, "directedPair", f"{_id(first)} {_id(second)}")
            _sub(chosen, "variable", identifier=name)
            self._tell(hit, f"{name}-{first}-{second}", self.text(feedback))

    def tell_after(self, name: str, parts: Sequence[tuple[str, Raw, Raw]]) -> None:
        """Tell why of every part, once all of it is right."""
        hit = _sub(_sub(self._processing, "responseCondition"), "responseIf")
        match = _sub(hit, "match")
        _sub(match, "variable", identifier="RESPONSE")
        _sub(match, "correct", identifier="RESPONSE")
        lines = [
            catalogue().say(
                "bank.gift.reason", _LOCALES[self._side], part=self.text(text), why=self.text(feedback)
            )
            for _, text, feedback in parts
        ]
        self._tell(hit, f"RESPONSE-{name}", "\n".join(lines))

    # ---- pieces

    def _declare(self, name: str, cardinality: str, kind: str, right: Sequence[str]) -> ET.Element:
        declared = ET.Element(
            _q("responseDeclaration"), {"identifier": name, "cardinality": cardinality, "baseType": kind}
        )
        if right:
            correct = _sub(declared, "correctResponse")
            for value in right:
                _value(correct, value)
        self._responses.append(declared)
        return declared

    def _declare_pairs(self, name: str, pairs: Sequence[tuple[str, str]]) -> None:
        values = [f"{_id(first)} {_id(second)}" for first, second in pairs]
        declared = self._declare(name, "multiple", "directedPair", values)
        _mapping(declared, [(value, 1 / len(values)) for value in values], lower="0", upper="1")

    def _ask(self, kind: str, name: str, prompt: str, **attributes: str) -> ET.Element:
        asked = _sub(self._body, kind, responseIdentifier=name, **attributes)
        _inline(_sub(asked, "prompt"), prompt)
        return asked

    def _is_many(self, name: str) -> bool:
        declared = next(each for each in self._responses if each.get("identifier") == name)
        return declared.get("cardinality") == "multiple"

    def _any(self, hit: ET.Element, name: str, words: Sequence[str]) -> None:
        either = _sub(hit, "or") if len(words) > 1 else hit
        for word in words:
            match = _sub(either, "stringMatch", caseSensitive="false", substring="false")
            _sub(match, "variable", identifier=name)
            _base(match, "string", word)

    def _tell(self, hit: ET.Element, name: str, text: str) -> None:
        """Add a feedback to those that are shown."""
        told = _id(name)
        self._feedback[told] = text
        added = _sub(_sub(hit, "setOutcomeValue", identifier=_FEEDBACK), "multiple")
        _sub(added, "variable", identifier=_FEEDBACK)
        _base(added, "identifier", told)


def _q(name: str) -> str:
    return f"{{{QTI}}}{name}"


def _sub(parent: ET.Element, name: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, _q(name), attributes)


def _id(name: Any) -> str:
    return f"i-{name}"


def _yes(value: bool) -> str:
    return "true" if value else "false"


def _value(parent: ET.Element, text: str) -> None:
    _sub(parent, "value").text = text


def _base(parent: ET.Element, kind: str, text: str) -> None:
    _sub(parent, "baseValue", baseType=kind).text = text


def _mapping(declared: ET.Element, entries: Sequence[tuple[str, float]], *, lower: str, upper: str) -> None:
    mapping = _sub(declared, "mapping", lowerBound=lower, upperBound=upper, defaultValue="0")
    for key, value in entries:
        _sub(mapping, "mapEntry", mapKey=key, mappedValue=f"{value:.6g}")


def _near(hit: ET.Element, name: str, value: object, tolerance: object) -> None:
    equal = _sub(hit, "equal", toleranceMode="absolute", tolerance=f"{tolerance} {tolerance}")
    _sub(equal, "variable", identifier=name)
    _base(equal, "float", str(value))


def _score(hit: ET.Element, share: float) -> None:
    """Add to the score."""
    total = _sub(_sub(hit, "setOutcomeValue", identifier="SCORE"), "sum")
    _sub(total, "variable", identifier="SCORE")
    _base(total, "float", f"{share:.6g}")


def _paragraphs(parent: ET.Element, text: str) -> None:
    for line in text.split("\n"):
        _sub(parent, "p").text = line


def _inline(parent: ET.Element, text: str) -> None:
    """Write a text where only words in a line may stand; a line break becomes one."""
    first, *others = text.split("\n")
    parent.text = first
    for line in others:
        _sub(parent, "br").tail = line


def _with_gaps(paragraph: ET.Element, text: str) -> None:
    last: ET.Element | None = None
    at = 0
    for found in _GAP.finditer(text):
        _add(paragraph, last, text[at : found.start()])
        last = _sub(paragraph, "gap", identifier=_id(found[1]))
        at = found.end()
    _add(paragraph, last, text[at:])


def _add(paragraph: ET.Element, last: ET.Element | None, text: str) -> None:
    if last is None:
        paragraph.text = text
    else:
        last.tail = text
