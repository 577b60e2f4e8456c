"""Mutations that keep XML well-formed, so that they reach what reads it: elements moved, nested, doubled, taken out, renamed."""

import random
from copy import deepcopy

from lxml import etree

Chance = random.Random
LARGE = 30  # elements; larger ones are not multiplied
MOST = 3_000  # elements of a whole tree
TEXTS = (
    "",
    " ",
    "\u202e🚀\u200b",
    "9" * 40,
    "\u2028\x85\u00a0",
    "a" * 300,
    "[1]",
    "-1",
    "<&>",
    " \n\t ",
    "e\u0301" * 20,
)
VALUES = (
    "",
    "0",
    "-1",
    "1",
    "9" * 40,
    "2147483648",
    "nan",
    "true",
    "off",
    "heading 1",
    "Quote",
    "separator",
    "\u202e",
    "x" * 300,
)


def reshaped(xml: bytes, chance: Chance) -> bytes:
    """The XML after some acts on its elements, which changed it; it has an element below its root."""
    root = etree.fromstring(xml)
    untouched = made = _written(root)
    while made == untouched:
        _act(root, chance)
        made = _written(root)
    return made


def _act(root: etree._Element, chance: Chance) -> None:
    for _ in range(chance.randint(1, 8)):
        elements = [element for element in root.iter(etree.Element) if element is not root]
        if elements and len(elements) < MOST:
            act = chance.choice((_remove, _multiply, _move, _nest, _rename, _reword, _revalue, _revalue))
            act(chance.choice(elements), chance.choice(elements), chance)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _remove(element: etree._Element, _other: etree._Element, chance: Chance) -> None:
    parent = element.getparent()
    if chance.random() < 0.5:
        for child in element:
            parent.append(child)
    parent.remove(element)


def _multiply(element: etree._Element, _other: etree._Element, chance: Chance) -> None:
    if len(list(element.iter())) < LARGE:
        for _ in range(chance.choice((1, 2, 40))):
            element.addnext(deepcopy(element))


def _move(element: etree._Element, other: etree._Element, _chance: Chance) -> None:
    if element not in {other, *other.iterancestors()}:
        other.append(element)


def _nest(element: etree._Element, other: etree._Element, chance: Chance) -> None:
    """Put element into boxes of the kind of other."""
    for _ in range(chance.choice((1, 2, 30))):
        box = etree.Element(other.tag, other.attrib)
        element.addprevious(box)
        box.append(element)


def _rename(element: etree._Element, other: etree._Element, _chance: Chance) -> None:
    element.tag, other.tag = other.tag, element.tag


def _reword(element: etree._Element, _other: etree._Element, chance: Chance) -> None:
    element.text, element.tail = chance.choice(TEXTS), chance.choice(TEXTS)


def _revalue(element: etree._Element, other: etree._Element, chance: Chance) -> None:
    names = [*element.attrib, *other.attrib]
    if names:
        element.set(chance.choice(names), chance.choice(VALUES))
