from __future__ import annotations

import datetime as dt
import io
import zipfile

from synthkit.epub.book import archive

NOON = dt.datetime(2031, 3, 4, 12, 0, 2, tzinfo=dt.UTC)
FILES = {"META-INF/container.xml": b"<container/>", "z.xhtml": b"<html/>" * 100, "a.css": b"p {}"}


def entries(written: bytes) -> list[zipfile.ZipInfo]:
    return zipfile.ZipFile(io.BytesIO(written)).infolist()


def test_the_media_type_is_read_at_the_same_place_of_every_book() -> None:
    written = archive(FILES, NOON)
    assert written[30:58] == b"mimetypeapplication/epub+zip"
    assert entries(written)[0].compress_type == zipfile.ZIP_STORED


def test_files_stand_in_their_order_and_as_they_were_given() -> None:
    written = archive(FILES, NOON)
    assert [entry.filename for entry in entries(written)] == ["mimetype", *FILES]
    read = zipfile.ZipFile(io.BytesIO(written))
    assert {path: read.read(path) for path in FILES} == FILES


def test_the_same_files_make_the_same_bytes() -> None:
    assert archive(FILES, NOON) == archive(dict(FILES), NOON)
    assert {entry.date_time for entry in entries(archive(FILES, NOON))} == {(2031, 3, 4, 12, 0, 2)}
    assert {entry.external_attr >> 16 for entry in entries(archive(FILES, NOON))} == {0o100644}


def test_a_date_no_zip_knows_is_the_first_it_knows() -> None:
    written = archive(FILES, dt.datetime(1970, 1, 1, tzinfo=dt.UTC))
    assert entries(written)[0].date_time == (1980, 1, 1, 0, 0, 0)
