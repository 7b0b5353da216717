"""QTI packages from elsewhere, and ones that mean harm."""

import io
import zipfile

from assistant.quiz.formats.qti import CP, QTI, read_package, write_package
from assistant.quiz.formats.reading import Fault
from assistant.quiz.model import ItemType
from tests.assistant.quiz.samples import single

MANIFEST = f'<manifest xmlns="{CP}"><resources><resource href="{{}}"/></resources></manifest>'


def package(files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name, text in files.items():
            made.writestr(name, text)
    return content.getvalue()


def test_a_package_has_a_manifest_and_a_file_an_item():
    names = zipfile.ZipFile(io.BytesIO(write_package([single(), single("二")]))).namelist()
    assert sorted(names) == ["imsmanifest.xml", "items/00001.xml", "items/00002.xml"]


def test_an_item_of_another_author_is_read():
    text = f"""<assessmentItem xmlns="{QTI}" identifier="x1" title="t" adaptive="false" timeDependent="false">
      <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
        <correctResponse><value>oX</value></correctResponse></responseDeclaration>
      <itemBody><p>试用期为：</p><choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="1">
        <simpleChoice identifier="oX">一年</simpleChoice><simpleChoice identifier="oY">二年</simpleChoice>
      </choiceInteraction></itemBody></assessmentItem>"""
    (row,) = read_package(package({"imsmanifest.xml": MANIFEST.format("a.xml"), "a.xml": text}))
    assert row.item.type is ItemType.SINGLE
    assert [option.text for option in row.item.options if option.id in row.item.key] == ["一年"]


def test_an_entity_is_not_followed(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("机密")
    text = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><assessmentItem xmlns="{QTI}" identifier="x">' \
        "<itemBody><p>&e;</p></itemBody></assessmentItem>"  # fmt: skip
    (row,) = read_package(package({"imsmanifest.xml": MANIFEST.format("a.xml"), "a.xml": text}))
    assert "机密" not in str(row)


def test_a_file_that_is_missing_or_broken_is_named():
    (row,) = read_package(package({"imsmanifest.xml": MANIFEST.format("none.xml")}))
    assert (row.place, row.faults[0][0]) == ("none.xml", Fault.NOT_AN_ITEM)
    (row,) = read_package(package({"imsmanifest.xml": MANIFEST.format("a.xml"), "a.xml": "<broken"}))
    assert row.faults[0][0] is Fault.NOT_AN_ITEM
