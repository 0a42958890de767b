"""Programmes that platforms and spreadsheets hold. A file is a platform; its ``READER`` is found here."""

from collections.abc import Mapping
from json import JSONDecodeError
from pathlib import Path
from zipfile import BadZipFile

from synthkit.diagnostics import CommandError
from synthkit.editor.importing._programme import Material, Programme, Reader
from synthkit.i18n import N_
from synthkit.model.events import Event
from synthkit.registry import plugins

__all__ = ["Programme", "Reader", "read", "readers"]


def readers() -> tuple[Reader, ...]:
    """All platforms, in the order of their files."""
    return plugins(__name__, "READER")


def read(path: Path, event: Event, language: str, columns: Mapping[str, str]) -> tuple[Reader, Programme]:
    """The programme of a file or a folder, and who could read it. Raises CommandError.

    ``columns`` of a spreadsheet by their headings, as an earlier import or an editor took them.
    """
    try:
        material, into = Material(path, language, columns), Programme(event)
        if not path.exists():
            raise CommandError(N_("%(path)s is not there"), path=path)
        for reader in readers():
            if reader.knows(material):
                reader.read(material, into)
                return reader, into
    except (OSError, UnicodeDecodeError, JSONDecodeError, SyntaxError, BadZipFile) as error:  # lxml's is a SyntaxError
        raise CommandError(N_("%(path)s can't be read: %(error)s"), path=path, error=error) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = N_("%(path)s isn't what %(name)s writes: %(error)s")
        raise CommandError(message, path=path, name=reader.name, error=repr(error)) from error
    message = N_("%(path)s is no programme that can be read; expected one of: %(known)s")
    raise CommandError(message, path=path, known=", ".join(reader.name for reader in readers()))
