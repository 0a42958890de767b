from __future__ import annotations

import struct
from dataclasses import replace

from lxml import etree

from synthkit.figures.cover import ICON_LINKS, icons
from unit.invented import PUBLICATION


def test_each_link_has_its_file_and_each_file_its_link() -> None:
    assert set(icons(PUBLICATION)) == {link.href for link in ICON_LINKS}


def test_the_icon_file_holds_a_picture_of_the_size_it_states() -> None:
    file = icons(PUBLICATION)["favicon.ico"]
    reserved, kind, count = struct.unpack("<HHH", file[:6])
    width, height, *_, length, offset = struct.unpack("<BBBBHHII", file[6:22])
    image = file[offset : offset + length]
    assert (reserved, kind, count) == (0, 1, 1)
    assert offset + length == len(file)
    assert struct.unpack(">II", image[16:24]) == (width, height) == (32, 32)


def test_the_icon_of_a_phone_is_a_square_of_180() -> None:
    image = icons(PUBLICATION)["apple-touch-icon.png"]
    assert struct.unpack(">II", image[16:24]) == (180, 180)


def test_the_drawn_icon_asks_for_nothing_and_runs_nothing() -> None:
    root = etree.fromstring(icons(PUBLICATION)["favicon.svg"])
    links = [value for node in root.iter() for name, value in node.attrib.items() if name.endswith("href")]
    assert {node.tag.rpartition("}")[2] for node in root.iter()} <= {"svg", "path", "g", "use", "defs", "symbol"}
    assert [link for link in links if not link.startswith("#")] == []


def test_another_book_has_another_mark() -> None:
    assert icons(PUBLICATION) != icons(replace(PUBLICATION, title="Les moulins"))
