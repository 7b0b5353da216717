"""QTI 2.1: a content package (imsmanifest.xml and one file an item), in and out."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from assistant.quiz.formats.json_lines import from_json, to_json
from assistant.quiz.formats.reading import Fault, Row
from assistant.quiz.model import Item, ItemType, KeyPoint, Option, Target, make_option, make_options

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # type: ignore[import-untyped]

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
OURS = "urn:integrity:item"
MATCH_CORRECT = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LARGEST = 4 << 20
_CHOICE = (ItemType.SINGLE, ItemType.MULTIPLE, ItemType.TRUE_FALSE)


def write_package(items: Iterable[Item]) -> bytes:
    """The package; a case is written as its sub-questions, each with the story before it."""
    from lxml import etree  # type: ignore[import-untyped]

    manifest = etree.Element(f"{{{CP}}}manifest", {"identifier": "integrity"}, nsmap={None: CP, "item": OURS})
    resources = etree.SubElement(manifest, f"{{{CP}}}resources")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for number, item in enumerate(items, 1):
            name = f"items/{number:05}.xml"
            shape = {"identifier": f"r{number:05}", "type": "imsqti_item_xmlv2p1", "href": name}
            resource = etree.SubElement(resources, f"{{{CP}}}resource", shape)
            record = etree.SubElement(etree.SubElement(resource, f"{{{CP}}}metadata"), f"{{{OURS}}}record")
            record.text = json.dumps(to_json(item), ensure_ascii=True)
            etree.SubElement(resource, f"{{{CP}}}file", {"href": name})
            package.writestr(name, etree.tostring(_item(item), xml_declaration=True, encoding="UTF-8"))
        written = etree.tostring(manifest, xml_declaration=True, encoding="UTF-8", pretty_print=True)
        package.writestr("imsmanifest.xml", written)
    return content.getvalue()


def read_package(content: bytes, *, records: bool = True) -> Iterator[Row]:
    """The items of a package; with `records` our own note in the manifest gives back what QTI has no place for."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        known = {name.filename: name.file_size for name in package.infolist()}
        if known.get("imsmanifest.xml", LARGEST * 16) >= LARGEST * 16:
            yield Row("imsmanifest.xml", faults=((Fault.NOT_AN_ITEM, "imsmanifest.xml"),))
            return
        manifest = etree.fromstring(package.read("imsmanifest.xml"), parser)
        for resource in manifest.iter(f"{{{CP}}}resource"):
            name = resource.get("href", "")
            record = resource.find(f".//{{{OURS}}}record")
            try:
                if known.get(name, LARGEST) >= LARGEST:
                    raise ValueError(name)
                read = _read(etree.fromstring(package.read(name), parser))
                kept = from_json(json.loads(record.text)) if records and record is not None and record.text else None
                whole = kept is not None and _same(kept, read)
                yield Row(name, kept if whole else read, partial=not whole)
            except (KeyError, ValueError, AttributeError, TypeError, etree.XMLSyntaxError) as error:
                yield Row(name, faults=((Fault.NOT_AN_ITEM, str(error)),))


def _item(item: Item) -> Element:
    from lxml import etree

    root = etree.Element(
        f"{{{QTI}}}assessmentItem",
        {"identifier": item.id, "title": item.id, "adaptive": "false", "timeDependent": "false"},
        nsmap={None: QTI},
    )
    if item.type is not ItemType.CASE:
        _declare(root, item)
    score = {"identifier": "SCORE", "cardinality": "single", "baseType": "float"}
    _sub(root, "outcomeDeclaration", score)
    top = _sub(root, "outcomeDeclaration", {**score, "identifier": "MAXSCORE"})
    _sub(_sub(top, "defaultValue"), "value", text=f"{item.marks:g}")
    body = _sub(root, "itemBody")
    for line in item.stem.split("\n"):
        _sub(body, "p", text=line)
    _interact(body, item)
    _sub(root, "responseProcessing", {"template": MATCH_CORRECT})
    if item.explanation:
        shape = {"outcomeIdentifier": "FEEDBACK", "identifier": "explanation", "showHide": "show"}
        _sub(root, "modalFeedback", shape, item.explanation)
    return root


def _declare(root: Element, item: Item) -> None:
    cardinality = {ItemType.MULTIPLE: "multiple", ItemType.MATCHING: "multiple", ItemType.ORDERING: "ordered"}
    base = {ItemType.FILL_IN: "string", ItemType.SHORT_ANSWER: "string", ItemType.MATCHING: "directedPair"}
    count = len(item.blanks) if item.type is ItemType.FILL_IN else 1
    for place in range(count):
        declared = _sub(
            root,
            "responseDeclaration",
            {
                "identifier": "RESPONSE" if count == 1 else f"RESPONSE{place + 1}",
                "cardinality": cardinality.get(item.type, "single"),
                "baseType": base.get(item.type, "identifier"),
            },
        )
        right = _sub(declared, "correctResponse")
        if item.type is ItemType.FILL_IN:
            mapping = _sub(declared, "mapping", {"defaultValue": "0"})
            for text in item.blanks[place]:
                _sub(mapping, "mapEntry", {"mapKey": text, "mappedValue": "1", "caseSensitive": "false"})
            _sub(right, "value", text=item.blanks[place][0])
        elif item.type is ItemType.SHORT_ANSWER:
            for point in item.points:
                _sub(right, "value", text=point.text)
        elif item.type is ItemType.MATCHING:
            for number, option in enumerate(item.key):
                _sub(right, "value", text=f"p{number} o{option}")
        else:
            for option in item.key:
                _sub(right, "value", text=f"o{option}")


def _interact(body: Element, item: Item) -> None:
    named = {"responseIdentifier": "RESPONSE"}
    if item.type in (*_CHOICE, ItemType.ORDERING):
        kind = "orderInteraction" if item.type is ItemType.ORDERING else "choiceInteraction"
        most = {} if item.type is ItemType.ORDERING else {"maxChoices": "0" if item.type is ItemType.MULTIPLE else "1"}
        choices = _sub(
            body, kind, {**named, "shuffle": "false" if item.type is ItemType.TRUE_FALSE else "true", **most}
        )
        for option in item.options:
            _sub(choices, "simpleChoice", {"identifier": f"o{option.id}"}, option.text)
    elif item.type is ItemType.MATCHING:
        match = _sub(body, "matchInteraction", {**named, "shuffle": "true", "maxAssociations": str(len(item.premises))})
        for prefix, side in (("p", item.premises), ("o", item.options)):
            part = _sub(match, "simpleMatchSet")
            for number, option in enumerate(side):
                mark = f"p{number}" if prefix == "p" else f"o{option.id}"
                _sub(part, "simpleAssociableChoice", {"identifier": mark, "matchMax": "1"}, option.text)
    elif item.type is ItemType.FILL_IN:
        for place in range(len(item.blanks)):
            mark = "RESPONSE" if len(item.blanks) == 1 else f"RESPONSE{place + 1}"
            _sub(_sub(body, "div"), "textEntryInteraction", {"responseIdentifier": mark})
    else:
        _sub(body, "extendedTextInteraction", named)


def _read(root: Element) -> Item:
    def every(name: str, under: Element = root) -> list[Element]:
        return list(under.iter(f"{{{QTI}}}{name}"))

    body = every("itemBody")[0]
    stem = "\n".join("".join(line.itertext()) for line in body if line.tag == f"{{{QTI}}}p")
    declared = every("responseDeclaration")
    values = [[value.text or "" for value in every("value", one)] for one in declared]
    choices = {choice.get("identifier", ""): _option(choice) for choice in every("simpleChoice")}
    options = tuple(choices.values())
    key = tuple(choices[value].id for value in values[0]) if choices and values else ()
    what: dict[str, Any] = {"options": options, "key": key}
    if every("orderInteraction"):
        kind = ItemType.ORDERING
    elif every("matchInteraction"):
        kind = ItemType.MATCHING
        left, right = every("simpleMatchSet")
        pairs = dict(value.split(" ") for value in values[0])
        places = [choice.get("identifier", "") for choice in left]
        rights = {choice.get("identifier", ""): make_option(choice.text or "") for choice in right}
        what = {
            "options": tuple(rights.values()),
            "premises": make_options([choice.text or "" for choice in left]),
            "key": tuple(rights[pairs[place]].id for place in places),
        }
    elif every("textEntryInteraction"):
        kind = ItemType.FILL_IN
        entries = [[entry.get("mapKey", "") for entry in every("mapEntry", one)] for one in declared]
        what = {"blanks": tuple(tuple(e or v) for e, v in zip(entries, values, strict=True))}
    elif every("choiceInteraction"):
        kind = ItemType.MULTIPLE if declared[0].get("cardinality") == "multiple" else ItemType.SINGLE
        kind = ItemType.TRUE_FALSE if {option.id for option in options} == {"true", "false"} else kind
    elif declared:
        kind = ItemType.SHORT_ANSWER
        what = {"points": tuple(KeyPoint(make_option(text).id, text) for text in values[0])}
    else:
        kind, what = ItemType.CASE, {}
    feedback = every("modalFeedback")
    marks = [float(v.text or 1) for v in every("value") if v.getparent().getparent().get("identifier") == "MAXSCORE"]
    explanation = (feedback[0].text or "") if feedback else ""
    number = root.get("identifier", "")
    return Item(kind, Target.AUTHORED, stem, explanation, marks=marks[0] if marks else 1.0, number=number, **what)


def _option(choice: Element) -> Option:
    mark, text = choice.get("identifier", "")[1:], "".join(choice.itertext())
    return Option(mark, text) if mark in ("true", "false") else make_option(text)


def _same(kept: Item, read: Item) -> bool:
    """Whether our own note still says what the item's file says."""
    return (kept.type, _legal(kept.stem), kept.key, kept.blanks) == (read.type, read.stem, read.key, read.blanks)


def _sub(parent: Element, name: str, given: dict[str, str] | None = None, text: str = "") -> Element:
    from lxml import etree

    made = etree.SubElement(parent, f"{{{QTI}}}{name}", {key: _legal(value) for key, value in (given or {}).items()})
    made.text = _legal(text) or None
    return made


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
