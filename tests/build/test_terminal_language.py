"""A check and a build speak the user's language, in quiet lines where nobody watches."""

import os
import subprocess
import sys

import pytest
from unit.terminal import foreign, known

MISTAKES = {
    "index.md": "# Les horloges\n\n```{toctree}\npage\nabsente\n```\n",
    "page.md": """# Une page

:::{session} essai
:event: nulle-part
:kind: tlak
:date: 30 février
:::

Voir [ceci](nulle-part.md) et {cite}`inconnu`.

```{figre} x.png
```
""",
}


@pytest.mark.parametrize(("language", "of_book"), [("fr_FR.UTF-8", "en"), ("en_US.UTF-8", "fr")])
@pytest.mark.parametrize("command", [["check"], ["build", "--only", "html", "--lenient"], ["build", "--only", "epub"]])
def test_it_speaks_the_users_language_and_has_no_colours(command, language, of_book, book, tmp_path):
    root = book(MISTAKES, language=of_book).root
    name, *options = command
    results = [str(tmp_path / "results")] if name == "build" else []
    call = [sys.executable, "-m", "synthkit", name, str(root), *results, *options]
    environment = {**os.environ, "LC_ALL": language, "CI": "true"}
    done = subprocess.run(call, capture_output=True, text=True, check=False, env=environment)
    text = (done.stdout + done.stderr).replace(str(root), "")
    assert foreign(text, language[:2]) == set()
    assert known(text, language[:2])
    assert "\x1b" not in text
    assert not any(noise in text for noise in ("%]", "Running Sphinx", "MdParserConfig", "loading", "done\n"))
