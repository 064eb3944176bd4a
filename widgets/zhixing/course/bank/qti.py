"""Items as IMS QTI 2.1: one package with a manifest, and for each item one file in each language."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from xml.etree import ElementTree as ET

from zhixing.course.bank.qti_item import Builder
from zhixing.course.bank.source import Source

CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_TYPE = "imsqti_item_xmlv2p1"
LANGUAGES = MappingProxyType({"zh": "zh-CN", "en": "en"})
_DAY = (1980, 1, 1, 0, 0, 0)
"""The same items make the same package, whenever it is written."""


@dataclass(frozen=True)
class Package:
    """A package, and the items that stayed out."""

    content: bytes
    out: tuple[str, ...]


def package(sources: Sequence[Source]) -> Package:
    """Return the items of these units as one QTI package."""
    files: dict[str, bytes] = {}
    out: list[str] = []
    for raw in (raw for source in sources for raw in source.items):
        build = _BUILDERS.get(raw["kind"])
        if build is None:
            out.append(raw["id"])
            continue
        for side, lang in LANGUAGES.items():
            builder = Builder(raw, side, lang)
            build(builder)
            files[f"items/{lang}/{raw['id']}.xml"] = _xml(builder.done())
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in {"imsmanifest.xml": _xml(_manifest(sources, files)), **files}.items():
            pack.writestr(zipfile.ZipInfo(name, _DAY), content, zipfile.ZIP_DEFLATED)
    return Package(buffer.getvalue(), tuple(out))


def _manifest(sources: Sequence[Source], files: Mapping[str, bytes]) -> ET.Element:
    name = "-".join(str(source.unit["id"]) for source in sources)
    root = ET.Element(f"{{{CP}}}manifest", {"identifier": f"zhixing-{name}"})
    about = ET.SubElement(root, f"{{{CP}}}metadata")
    ET.SubElement(about, f"{{{CP}}}schema").text = "QTIv2.1 Package"
    ET.SubElement(about, f"{{{CP}}}schemaversion").text = "1.0.0"
    ET.SubElement(root, f"{{{CP}}}organizations")
    resources = ET.SubElement(root, f"{{{CP}}}resources")
    for path in files:
        _, lang, item = path.removesuffix(".xml").split("/")
        said = {"identifier": f"{item}-{lang}", "type": _TYPE, "href": path}
        resource = ET.SubElement(resources, f"{{{CP}}}resource", said)
        ET.SubElement(resource, f"{{{CP}}}file", {"href": path})
    return root


def _xml(root: ET.Element) -> bytes:
    namespace = root.tag[1:].partition("}")[0]
    ET.register_namespace("", namespace)
    ET.indent(root)
    found: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return found + b"\n"


def _single(builder: Builder) -> None:
    builder.choice("RESPONSE", builder.raw["option"], prompt=builder.text(builder.raw["prompt"]))
    builder.score_one("RESPONSE")
    builder.tell_choices("RESPONSE", builder.raw["option"])


def _multiple(builder: Builder) -> None:
    options = builder.raw["option"]
    builder.choice("RESPONSE", options, prompt=builder.text(builder.raw["prompt"]), many=True)
    builder.score_mapped("RESPONSE")
    builder.tell_choices("RESPONSE", options)


def _true_false(builder: Builder) -> None:
    raw = builder.raw
    verdicts = [
        {
            "id": name,
            "correct": (name == "true") == raw["verdict"],
            "text": builder.both(f"bank.gift.{name}"),
            "feedback": raw["verdicts"][name],
        }
        for name in ("true", "false")
    ]
    builder.choice("RESPONSE", verdicts, prompt=builder.text(raw["prompt"]), shuffle=False)
    builder.choice("REASON", raw["reason"], prompt=builder.text(builder.both("bank.gift.why")))
    builder.score_one("RESPONSE", 0.5)
    builder.score_one("REASON", 0.5)
    builder.tell_choices("RESPONSE", verdicts)
    builder.tell_choices("REASON", raw["reason"])


def _order(builder: Builder) -> None:
    entries = builder.raw["entry"]
    builder.order("RESPONSE", entries, prompt=builder.text(builder.raw["prompt"]))
    builder.score_one("RESPONSE")
    builder.tell_after("entry", [(each["id"], each["text"], each["feedback"]) for each in entries])


def _sort(builder: Builder) -> None:
    raw = builder.raw
    pairs = [(card["id"], card["bin"]) for card in raw["card"]]
    builder.match("RESPONSE", raw["card"], raw["bin"], pairs, prompt=builder.text(raw["prompt"]))
    builder.score_mapped("RESPONSE")
    builder.tell_pairs(
        "RESPONSE", [(*pair, card["feedback"]) for pair, card in zip(pairs, raw["card"], strict=True)]
    )


def _fill(builder: Builder) -> None:
    raw = builder.raw
    pairs = [(gap["word"], gap["id"]) for gap in raw["gap"]]
    builder.gaps("RESPONSE", raw, pairs)
    builder.score_mapped("RESPONSE")
    builder.tell_pairs(
        "RESPONSE", [(*pair, gap["feedback"]) for pair, gap in zip(pairs, raw["gap"], strict=True)]
    )


def _numeric(builder: Builder) -> None:
    raw = builder.raw
    builder.paragraphs(raw["prompt"])
    builder.number("RESPONSE", raw)
    builder.score_number("RESPONSE", raw, raw.get("slip", ()))


def _worked(builder: Builder) -> None:
    builder.paragraphs(builder.raw["prompt"])
    lines = builder.raw["line"]
    for number, line in enumerate(lines, start=1):
        builder.number(f"RESPONSE_{number}", line, before=line["text"])
    for number, line in enumerate(lines, start=1):
        builder.score_number(f"RESPONSE_{number}", line, (), share=1 / len(lines))


def _short(builder: Builder) -> None:
    raw = builder.raw
    builder.paragraphs(raw["prompt"])
    builder.words("RESPONSE", raw)


def _reflection(builder: Builder) -> None:
    builder.writing("RESPONSE", prompt=builder.text(builder.raw["prompt"]))


_BUILDERS: Mapping[str, Callable[[Builder], None]] = MappingProxyType(
    {
        "single": _single,
        "multiple": _multiple,
        "true-false": _true_false,
        "order": _order,
        "sort": _sort,
        "fill": _fill,
        "numeric": _numeric,
        "worked": _worked,
        "short": _short,
        "reflection": _reflection,
    }
)
"""Kinds that QTI has an interaction for."""
