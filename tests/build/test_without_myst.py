"""MyST is an extra: a book in reStructuredText does without."""

import subprocess
import sys

WITHOUT_MYST = """
import importlib.util
import sys

found = importlib.util.find_spec
importlib.util.find_spec = lambda name, *of: None if name == "myst_parser" else found(name, *of)
sys.modules["myst_parser"] = None

from sphinx.cmd.build import main

sys.exit(main(["-q", "-W", sys.argv[1], sys.argv[2]]))
"""


def test_a_book_in_restructuredtext_needs_no_myst(tmp_path):
    (tmp_path / "livre").mkdir()
    (tmp_path / "livre" / "conf.py").write_text('extensions = ["synthkit"]\n', encoding="utf-8")
    (tmp_path / "livre" / "index.rst").write_text("Livre\n=====\n\nUn mot.\n", encoding="utf-8")
    command = [sys.executable, "-c", WITHOUT_MYST, str(tmp_path / "livre"), str(tmp_path / "html")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
