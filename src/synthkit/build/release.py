"""What a release publishes: the editions under the version's number, the library, their checksums."""

import hashlib
import shutil
import zipfile
from pathlib import Path

from synthkit.diagnostics import CommandError
from synthkit.export import exporters
from synthkit.fs.atomic import replacing
from synthkit.i18n import N_
from synthkit.model import serialization

CHECKSUMS = "SHA256SUMS"


def library_files() -> list[str]:
    """The files of the library, from the top of the website: each format, the records, CITATION.cff."""
    return [*(f"cite/library{exporter.suffix}" for exporter in exporters()), "synthkit.json", "CITATION.cff"]


class ReleaseError(CommandError):
    """A release can't be made of what was built; the message says what is missing."""


def gather(results: Path, folder: Path, tag: str = "") -> list[Path]:
    """The files of a release, copied from the results of a build to ``folder``, which they fill alone.

    Each carries the version in its name; the last has the SHA-256 of all others, as ``sha256sum --check`` reads
    it. ``tag``, where it is given, has to be the version behind a « v ». Raises ReleaseError.
    """
    version = _version(results)
    if tag and tag != f"v{version}":
        message = N_("the tag is '%(tag)s', but the book was built as version %(version)s; expected: 'v%(version)s'")
        raise ReleaseError(message, tag=tag, version=version)
    editions = [_only(results, "epub"), _only(results, "pdf")]
    library = [results / "html" / path for path in library_files()]
    for path in library:
        if not path.is_file():
            raise ReleaseError(N_("%(path)s is missing; build every edition first"), path=path)
    name = f"{editions[0].stem}-{version}"
    with replacing(folder) as new:
        made = [Path(shutil.copyfile(path, new / f"{name}{path.suffix}")) for path in editions]
        made += [Path(shutil.copyfile(path, new / f"{name}-{path.name}")) for path in library]
        made.append(_zipped(results / "html", new / f"{name}-html.zip"))
        sums = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in made)
        (new / CHECKSUMS).write_text(sums, encoding="utf-8", newline="\n")
    return [*(folder / path.name for path in made), folder / CHECKSUMS]


def _version(results: Path) -> str:
    path = results / "html" / "synthkit.json"
    try:
        version = serialization.load(path.read_text(encoding="utf-8")).publication.version
    except (OSError, UnicodeDecodeError, serialization.StoreError) as error:
        raise ReleaseError(N_("%(path)s can't be read; build every edition first"), path=path) from error
    if not version or "/" in version or version != version.strip():
        message = N_("the version '%(version)s' can't name a release; expected: release in conf.py such as '1.0'")
        raise ReleaseError(message, version=version)
    return version


def _only(results: Path, edition: str) -> Path:
    found = sorted((results / edition).glob(f"*.{edition}"))
    if len(found) != 1:
        message = N_("%(folder)s holds %(count)d files .%(edition)s; expected: one, of a build of every edition")
        raise ReleaseError(message, folder=results / edition, count=len(found), edition=edition)
    return found[0]


def _zipped(site: Path, target: Path) -> Path:
    """The website as one file, the same bytes for the same pages."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(site).as_posix())  # dated 1980: when it was built says nothing
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes())
    return target
