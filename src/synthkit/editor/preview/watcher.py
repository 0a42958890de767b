"""Which files were changed: editors save in many ways, and leave much behind that is no source."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Set
from pathlib import Path

from watchfiles import Change, DefaultFilter, awatch

#: Milliseconds of silence that end a save of several steps; one that goes on is cut after the second.
_SILENCE, _LONGEST = 20, 200


class SourceFilter(DefaultFilter):
    """Leaves out what editors, version control and tools write beside the sources."""

    ignore_dirs = (*DefaultFilter.ignore_dirs, ".nox", ".ruff_cache", ".jj", ".vscode")
    ignore_entity_patterns = (
        *DefaultFilter.ignore_entity_patterns,
        r"___jb_\w+___$",  # JetBrains
        r"^#.*#$",  # Emacs
        r"^4913$",  # Vim tries whether it may write
        r"\.kate-swp$",
        r"^\.goutputstream-",
        r"^\.~lock\..*#$",
        r"^sed\w{6}$",
    )


class Watcher:
    """Tells changes below folders, and of single files elsewhere; both can be set anew at any time."""

    def __init__(self, results: Path) -> None:
        self._filter = SourceFilter(ignore_paths=[results])
        self._folders: frozenset[Path] = frozenset()
        self._files: frozenset[Path] = frozenset()
        self._moved = asyncio.Event()
        self._found: asyncio.Queue[frozenset[Path]] = asyncio.Queue()

    def look_at(self, paths: Iterable[Path]) -> None:
        """Watch these folders with all below them, and these files; one that is missing is watched for."""
        paths = set(paths)
        folders = {path for path in paths if path.is_dir()}
        outermost = frozenset(folder for folder in folders if not folders & set(folder.parents))
        files = frozenset(path for path in paths - folders if not outermost & set(path.parents))
        if (outermost, files) != (self._folders, self._files):
            self._folders, self._files = outermost, files
            self._moved.set()

    async def changes(self) -> AsyncIterator[frozenset[Path]]:
        """The paths of one save after the other; of all that were made since the last were taken."""
        watching = asyncio.create_task(self._watch())
        try:
            while True:
                found = await self._found.get()
                while not self._found.empty():
                    found |= self._found.get_nowait()
                yield found
        finally:
            watching.cancel()

    async def _watch(self) -> None:
        while True:
            self._moved = asyncio.Event()
            async with asyncio.TaskGroup() as watches:
                watches.create_task(self._tell(self._folders, recursive=True))
                # the folder, not the file: a file that is replaced is another one
                parents = {file.parent for file in self._files if file.parent.is_dir()}
                watches.create_task(self._tell(parents, recursive=False))
                watches.create_task(self._moved.wait())

    async def _tell(self, folders: Set[Path], *, recursive: bool) -> None:
        if not folders:
            return
        files = self._files

        def wanted(change: Change, path: str) -> bool:
            return self._filter(change, path) if recursive else Path(path) in files

        options = {"watch_filter": wanted, "debounce": _LONGEST, "step": _SILENCE, "recursive": recursive}
        async for found in awatch(*folders, stop_event=self._moved, **options):  # type: ignore[arg-type]
            self._found.put_nowait(frozenset(Path(path) for _, path in found))
