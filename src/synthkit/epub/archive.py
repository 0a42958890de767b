"""The file itself: a zip whose bytes depend on nothing but what is in it."""

import datetime as dt
import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MIMETYPE = "application/epub+zip"
#: A zip knows no date before.
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def archive(files: Mapping[str, bytes], modified: dt.datetime) -> bytes:
    """A zip of files by their paths, in their order, behind ``mimetype``, which stands first and uncompressed (OCF).

    Each entry has the date ``modified`` and the same permissions, whatever the files on the disk have.
    """
    written = io.BytesIO()
    with ZipFile(written, "w") as zipped:
        for path, content in {"mimetype": MIMETYPE.encode(), **files}.items():
            entry = ZipInfo(path, max(modified.timetuple()[:6], _EARLIEST))
            entry.create_system = 3  # Unix; else it would be that of the machine
            entry.external_attr = 0o100644 << 16
            entry.compress_type = ZIP_STORED if path == "mimetype" else ZIP_DEFLATED
            zipped.writestr(entry, content)
    return written.getvalue()
