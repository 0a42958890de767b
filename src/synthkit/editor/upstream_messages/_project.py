"""Messages about what a page leads to: links, footnotes, the table of contents, files, conf.py."""

from synthkit.i18n import N_

#: By the message: the warnings it stands for by type and words; behind them the list that ``found`` is held against.
RULES: dict[str, list[tuple[str, ...]]] = {
    # -- links
    N_(
        "the link leads to '%(found)s', which is no page of the book; "
        "expected: the path of a file, seen from this one, capitals and small letters as in its name"
    ): [
        (
            "myst.xref_missing",
            r"'myst' cross-reference target not found: '(?P<found>[^']*\.(?:md|rst|txt|html)[^']*)'",
            "pages",
        ),
        ("myst.xref_missing", "Unknown source document '{found?}'", "pages"),
        ("myst", r"Could not find document: (?P<found>\S+)", "pages"),
        ("ref.doc", "unknown document: '{found}'", "documents"),
    ],
    N_("the link leads to '%(found)s', which is nowhere in the book; expected: the id of a record or a heading"): [
        ("myst.xref_missing", "'myst' (?:cross-)?reference target not found: '{found}'", "targets"),
        ("ref", "undefined label: '{found}'", "targets"),
        ("ref", "citation not found: {found}", "targets"),
        ("ref", r"(?:'any'|\S+|\w+:\w+) reference target not found: {found}", "targets"),
        ("myst.iref_missing", "No matches for '{found}'"),
    ],
    N_("the page '%(page)s' has no place called '%(found)s'; expected: the id of a record or heading of that page"): [
        ("myst.xref_missing", "local id not found in doc '{page?}': '{found?}'", "targets")
    ],
    N_("the link to '%(found)s' could lead to several places; expected: a role that says which, as {session}`id`"): [
        ("myst.xref_ambiguous", "more than one target found for 'myst' cross-reference {found?}:")
    ],
    N_("the glossary has no term '%(found)s'"): [("ref.term", "term not in glossary: '{found}'")],
    N_("the place '%(found)s' has no title to show; expected: a text before the target, as {ref}`text <%(found)s>`"): [
        ("ref", r"Failed to create a cross reference\. A title or caption not found: '{found}'")
    ],
    N_("the target '%(found)s' is there twice; expected: a name of its own for each place"): [
        ("ref", "duplicate label {found}, other instance in "),
        ("docutils", 'Duplicate explicit target name: "{found?}"'),
    ],
    # -- footnotes
    N_("this footnote is called nowhere; expected: its mark in the text, as [^1], or no footnote"): [
        ("ref.footnote", r"Footnote \[.*\] is not referenced")
    ],
    N_("the footnote '%(found)s' is written twice; expected: a mark of its own for each"): [
        ("ref.footnote", "Duplicate footnote definition found for label: '{found?}'")
    ],
    N_("a footnote is called here and written nowhere; expected: a line that begins with its mark, as [^1]:"): [
        ("docutils", r"Too many \w+ footnote references")
    ],
    N_(
        "the footnote '%(found)s' is called here and written nowhere; expected: a line that begins with [^%(found)s]:"
    ): [("docutils", 'Unknown target name: "{found?}"')],
    # -- the table of contents
    N_(
        "the table of contents names '%(found)s', which is no page of the book; "
        "expected: the path of a file without .md, seen from this one"
    ): [("toc.not_readable", "toctree contains reference to nonexisting document '{found}'", "documents")],
    N_("the table of contents names '%(found)s', which conf.py leaves out (exclude_patterns)"): [
        ("toc.excluded", "toctree contains reference to excluded document '{found}'")
    ],
    N_("no page of the book is called like '%(found)s'; expected: a pattern some page fits, or no such line"): [
        ("toc.empty_glob", "toctree glob pattern '{found}' didn't match any documents")
    ],
    N_("the table of contents names '%(found)s' twice; expected: once"): [
        ("toc.duplicate_entry", "duplicated entry found in toctree: {found}")
    ],
    N_(
        "no reader finds this page: no table of contents names it; "
        "expected: its name in a toctree of another page, or orphan: true between two lines --- at its beginning"
    ): [("toc.not_included", "document isn't included in any toctree")],
    N_("the page has no title, so the table of contents can't name it; expected: a first line # with the title"): [
        ("toc.no_title", "toctree contains reference to document '{document}' that doesn't have a title")
    ],
    N_("tables of contents name each other in a circle: %(found)s; expected: each page below one other"): [
        ("toc.circular", "circular toctree references detected, ignoring: {found}")
    ],
    N_("several tables of contents name this page: %(found)s; expected: one"): [
        ("toc.multiple_toc_parents", "document is referenced in multiple toctrees: {found}, selecting")
    ],
    # -- files
    N_("the file '%(found)s' can't be read; expected: the path of a file that exists, seen from this one"): [
        ("image.not_readable", "image file (?:.* )?not readable: {found}", "files"),
        ("download.not_readable", "download file not readable: {found}", "files"),
        ("docutils", "Directive .(?:include|literalinclude).: file not found: '{found}'", "files"),
        ("docutils", r"Problems? with \"[\w-]+\" directive path:.*No such file or directory: '{found?}'"),
        ("docutils", "Include file '{found}' not found or reading it failed", "files"),
    ],
    N_("no file for the edition %(edition)s is among the images: %(found)s; expected: a PNG or JPEG file"): [
        ("", r"a suitable image for (?P<edition>\w+) builder not found: {found}")
    ],
    N_("the file '%(found)s' can't be read, so the page is left out; expected: a file you may read"): [
        ("", r"Ignored unreadable document '?(?P<found>[^']*)'?\.")
    ],
    N_("several files make the page '%(found)s'; expected: one, with one ending, .md or .rst"): [
        ("", 'multiple files found for the document "{found?}"')
    ],
    N_("the bibliography '%(found)s' is none of the book; expected: a file bibtex_bibfiles in conf.py names"): [
        ("bibtex.bibfile_error", r"(?P<found>\S+) not found or not configured in bibtex_bibfiles")
    ],
    N_(
        "the filter of the bibliography can't be used (%(found)s); "
        "expected: fields beside texts, as year >= '2020' and author %% 'Roy'"
    ): [("bibtex.filter_syntax_error", "syntax error in :filter: expression; {found}")],
    # -- conf.py
    N_("conf.py: %(found)s is a %(is)s; expected: %(allowed)s"): [
        ("", r"The config value .(?P<found>\w+)' has type .(?P<is>\w+)'[;,] (?:expected|defaults to) {allowed}\.$")
    ],
    N_(
        "conf.py: %(setting)s names '%(found)s', which doesn't exist; expected: a path seen from the folder of conf.py"
    ): [("", "(?P<setting>html_static_path|html_extra_path) entry '{found}' does not exist")],
    N_(
        "conf.py: html_%(setting)s names '%(found)s', which doesn't exist; "
        "expected: a path seen from the folder of conf.py"
    ): [("", "(?P<setting>logo|favicon) file '{found}' does not exist")],
    N_("conf.py: html_theme_options has '%(found)s', which the theme doesn't know; expected: an option of the theme"): [
        ("", "unsupported theme option '{found}' given")
    ],
    N_("conf.py: myst_enable_extensions has '%(found)s', which MyST doesn't know; expected: a name it knows"): [
        ("", "myst configuration invalid: 'enable_extensions' items not recognised: .*?'{found?}'", "extensions")
    ],
    N_("conf.py: %(found)s is '%(is)s'; expected one of: %(allowed)s"): [
        ("", r"The config value `(?P<found>\w+)` has to be a one of \w+\(\{{allowed}\}\), but `{is}` is")
    ],
    N_("conf.py: latex_elements has '%(found)s', which no document uses; expected: a key Sphinx knows"): [
        ("", r"Unknown configure key: latex_elements\[\W(?P<found>\w+)\W\], ignored")
    ],
    N_("conf.py: '%(found)s' in extensions is no extension of Sphinx; expected: its name, or no such line"): [
        ("", r"while setting up extension (?P<found>\S+): extension .* has no setup\(\) function")
    ],
}
