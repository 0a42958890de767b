"""What a build keeps for the next one: values by key, each valid for one state of what it was computed from.

The one cache beside Sphinx's environment. A value is a file of its own, read when somebody wants it, so that an edit
neither loads nor writes what it doesn't touch.
"""

import pickle
import zlib
from contextlib import suppress
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

from sphinx import __version__ as sphinx_version

from synthkit import __version__, bibliography, csl, model
from synthkit.fs.atomic import write_whole


def _code(package: ModuleType) -> int:
    files = sorted(Path(package.__path__[0]).rglob("*.py"))
    return zlib.crc32(b"".join(path.read_bytes() for path in files))


#: Of the code that defines records: what was kept by another may lack what this one reads.
RECORDS = _code(model)
#: Of the code that reads and sets references.
REFERENCES = (_code(bibliography), _code(csl))
#: The first number is raised when what any value holds changes its form.
_VERSION = (5, __version__, sphinx_version, RECORDS, REFERENCES)


class Cache:
    """A folder of values. A file that is of another version, of another state or no pickle counts as missing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str, state: object = None) -> Any:
        """The value of a key as it was put with that state; None where there is none."""
        # unpickling raises anything where the file is broken or a class is gone
        with suppress(Exception), self._path(key).open("rb") as file:
            if pickle.load(file) == (_VERSION, state):
                return pickle.load(file)
        return None

    def put(self, key: str, value: object, state: object = None) -> None:
        """Keep a value for that state of its sources."""
        packed = BytesIO()
        for part in ((_VERSION, state), value):
            pickle.dump(part, packed, pickle.HIGHEST_PROTOCOL)
        write_whole(self._path(key), packed.getbuffer())

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.pickle"


def output_key(kind: str, output: Path) -> str:
    """The key of what is kept for each output folder: editions of one book share the cache."""
    return f"{kind}-" + blake2b(str(output).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
