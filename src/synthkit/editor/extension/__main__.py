"""``python -m synthkit.editor.extension BOOK CACHE REPORT`` checks a book and pickles what it found.

Its status is 0 when all is well, 1 when something is wrong.
"""

import pickle
import sys
from pathlib import Path

from synthkit.editor.extension.check import check
from synthkit.fs.atomic import write_whole

if __name__ == "__main__":
    book, cache, path = map(Path, sys.argv[1:])
    report = check(book, cache)
    write_whole(path, pickle.dumps(report))
    sys.exit(bool(report.findings))
