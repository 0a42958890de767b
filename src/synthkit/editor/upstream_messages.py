"""What Sphinx, docutils and MyST report of a source, reworded for an editor: what is wrong, and what to write instead.

They speak English to people who write extensions. Each rule knows one of their messages by its type and its words;
a message no rule knows is passed on as it is, behind a word that says whose it is.
"""

import re
from typing import NamedTuple

from synthkit.i18n import N_


class Rule(NamedTuple):
    """A warning by its type, or any type below it, and how it begins; ``known`` names the list of known values.

    In the pattern ``{name}`` is a value, ``{name?}`` one as short as can be.
    """

    message: str
    type: str
    pattern: str
    known: str = ""


_FILE = r"(?:pdf|docx?|odt|zip|csv|xlsx?|pptx?|png|jpe?g|svg)"
#: A message, and below it the warnings it stands for by type and words; behind them the list ``found`` is held against.
_TABLE: tuple[str | tuple[str, ...], ...] = (
    # -- how something is written: directives and roles
    N_("no directive is called '%(found)s'; expected: a known name within the braces"),
    ("myst.directive_unknown", "Unknown directive type: '{found}'", "directives"),
    ("docutils", 'Unknown directive type "{found?}"', "directives"),
    N_("no role is called '%(found)s'; expected: a known name within the braces before the backtick"),
    ("myst.role_unknown", 'Unknown interpreted text role "{found?}"', "roles"),
    ("docutils", 'Unknown interpreted text role "{found?}"', "roles"),
    N_("the directive has no option '%(found)s'; expected one of: %(allowed)s"),
    ("myst.directive_option", r"'[^']*': Unknown option key: '{found?}' \(allowed: \[{allowed}\]\)", "allowed"),
    N_("the directive has no option '%(found)s'; expected: an option of this directive, or no such line"),
    ("docutils", r'Error in "{directive?}" directive:\s+unknown option: "{found?}"', "options"),
    N_("the options of '%(directive)s' can't be read; expected: one a line, as :name: value"),
    ("myst.directive_option", "'{directive?}': Invalid options format"),
    ("docutils", r'Error in "{directive?}" directive:\s+invalid option (?:block|data)'),
    N_("the option '%(option)s' can't be '%(found)s'; expected one of: %(allowed)s"),
    (
        "myst.directive_option",
        "'[^']*': Invalid option value for '{option?}': {found?}: .*; choose from {allowed}",
        "allowed",
    ),
    ("docutils", r'.*option: "{option?}"; value: {found?}\).*; choose from {allowed}', "allowed"),
    N_("the option '%(option)s' can't be '%(found)s'; expected: a number and its unit, as 50%% or 5cm"),
    (
        "myst.directive_option",
        "'[^']*': Invalid option value for '{option?}': {found?}: .*(?:no valid|not a positive) measure",
    ),
    N_("the option '%(option)s' can't be '%(found)s'; expected: a whole number"),
    ("myst.directive_option", r"'[^']*': Invalid option value for '{option?}': {found?}: invalid literal for int\(\)"),
    N_("the option '%(option)s' can't be '%(found)s'; expected: a value this option takes, or no such line"),
    ("myst.directive_option", "'[^']*': Invalid option value for '{option?}': {found?}: "),
    ("docutils", r'Error in \S+ directive:\s+invalid option value: \(option: "{option?}"; value: {found?}\)'),
    N_("a # in an option begins a remark that is left out; expected: the value between quotation marks"),
    ("myst.directive_comments", ".*"),
    N_(
        "'%(directive)s' takes no title, yet there is text behind its braces; "
        "expected: all of the text below the options, or the directive 'admonition', which has a title"
    ),
    ("myst.directive_parse", "'{directive?}': Splitting content across first line and body"),
    N_("the directive '%(directive)s' takes no text; expected: no line between its options and its end"),
    ("myst.directive_parse", "'{directive?}': Has content, but none permitted"),
    ("docutils", r'Error in "{directive?}" directive:\s+no content permitted'),
    N_("the directive '%(directive)s' lacks a word behind its braces; expected: %(count)s"),
    ("docutils", r"(?:Directive|Error in) ['\"]{directive?}['\"].*?:\s+(?P<count>\d+) argument\(s\) required"),
    N_("the directive '%(directive)s' has too many words behind its braces; expected: %(count)s at most"),
    ("docutils", r"(?:Directive '|Error in \"){directive?}(?:': |\" directive:\s+)maximum (?P<count>\d+) argument"),
    N_("the directive '%(directive)s' is empty; expected: a text below the line that opens it"),
    ("docutils", 'Content block expected for the "{directive?}" directive'),
    N_("the rows of '%(directive)s' don't fit together; expected: as many items in each row as in the first"),
    ("docutils", 'Error parsing content block for the "{directive?}" directive'),
    N_("the rows of '%(directive)s' can't be read; expected: cells with commas between them, in balanced quotes"),
    ("docutils", 'Error with CSV data in "{directive?}" directive'),
    N_("the grid has no such number of columns; expected: one number, or four from narrow to wide, of 1 to 12"),
    ("docutils", "Invalid directive argument: argument must be 1 or 4"),
    N_("the condition of 'only' can't be read; expected: html, epub or latex, with and, or, not between them"),
    ("", "exception while evaluating only directive expression"),
    N_("there are no lines '%(found)s' in the example; expected: numbers of its lines, as 1,3-5"),
    ("", r"line number spec is out of range\(.*?\): '{found}'"),
    # -- the page itself
    N_(
        "the heading skips a level, from %(before)s to %(after)s; "
        "expected: one sign # more than the heading above, no more"
    ),
    ("myst.header", r"Non-consecutive header level increase; (?P<before>H\d) to (?P<after>H\d)"),
    N_("the first heading of the page is %(found)s; expected: its title, with a single sign #"),
    ("myst.header", r"Document headings start at (?P<found>H\d), not H1"),
    N_("the settings above the page can't be read; expected: between two lines ---, one a line, as name: value"),
    ("myst.topmatter", ".*"),
    N_("'%(found)s' between double braces has no value in conf.py"),
    ("myst.substitution", ".*?'{found?}'"),
    N_("'%(found)s' is no language whose code can be coloured; expected: a known one, or text"),
    ("misc.highlighting_failure", "Pygments lexer name '{found}' is not known"),
    N_(
        "this is no sound %(found)s; expected: the language the example is in, text for none, "
        "and the line that ends the block right behind it"
    ),
    ("misc.highlighting_failure", r"Lexing literal_block .* as \"{found?}\""),
    N_("a line of hyphens separates nothing here; expected: text before and behind it, or no such line"),
    ("docutils", "Document or section may not begin with a transition"),
    ("docutils", "Document may not end with a transition"),
    ("docutils", "At least one body element must separate transitions"),
    # -- reStructuredText
    N_("the line below the title is too short; expected: as long"),
    ("docutils", "Title (?:under|over)line too short"),
    N_("a sign such as * or ` begins here and has no end; expected: the same sign behind it, or \\ before it"),
    ("docutils", r"Inline \w+(?: \w+)* start-string without end-string"),
    N_("a blank line is missing above this line, or it is indented otherwise than the one above it"),
    ("docutils", "Unexpected indentation"),
    ("docutils", ".* ends without a blank line; unexpected unindent"),
    N_("'::' announces an example that doesn't come; expected: indented lines below it, or a single colon"),
    ("docutils", "Literal block expected; none found"),
    N_("'%(found)s' between bars has no value; expected: a line .. |%(found)s| replace:: value, or \\ before the bar"),
    ("docutils", 'Undefined substitution referenced: "{found?}"'),
    N_("the table can't be read; expected: its columns below their rules"),
    ("docutils", "Malformed table"),
    # -- what a page leads to: links
    N_(
        "the link leads to '%(found)s', which is no page of the book; "
        "expected: the path of a file, seen from this one, capitals and small letters as in its name"
    ),
    (
        "myst.xref_missing",
        r"'myst' cross-reference target not found: '(?P<found>[^']*\.(?:md|rst|txt|html)[^']*)'",
        "pages",
    ),
    ("myst.xref_missing", "Unknown source document '{found?}'", "pages"),
    ("myst", r"Could not find document: (?P<found>\S+)", "pages"),
    ("ref.doc", "unknown document: '{found}'", "documents"),
    N_("the link leads to '%(found)s', which is nowhere in the book; expected: the id of a record or a heading"),
    ("myst.xref_missing", rf"'myst' (?:cross-)?reference target not found: '(?P<found>(?!.*\.{_FILE}').*)'", "targets"),
    ("ref", "undefined label: '{found}'", "targets"),
    ("ref", "citation not found: {found}", "targets"),
    ("ref", "equation not found: {found}", "targets"),
    ("ref", r"(?:'any'|\S+|\w+:\w+) reference target not found: {found}", "targets"),
    ("myst.iref_missing", "No matches for '{found}'"),
    N_("the page '%(page)s' has no place called '%(found)s'; expected: the id of a record or heading of that page"),
    ("myst.xref_missing", "local id not found in doc '{page?}': '{found?}'", "targets"),
    N_("the link to '%(found)s' could lead to several places; expected: a role that says which, as {session}`id`"),
    ("myst.xref_ambiguous", "more than one target found for 'myst' cross-reference {found?}:"),
    N_("the glossary has no term '%(found)s'"),
    ("ref.term", "term not in glossary: '{found}'"),
    N_("the place '%(found)s' has no title to show; expected: a text before the target, as {ref}`text <%(found)s>`"),
    ("ref", r"Failed to create a cross reference\. A title or caption not found: '{found}'"),
    N_("the target '%(found)s' is there twice; expected: a name of its own for each place"),
    ("ref", "duplicate label {found}, other instance in "),
    ("", "duplicate label {found?}, other instance in "),
    ("docutils", 'Duplicate explicit target name: "{found?}"'),
    # -- footnotes
    N_("this footnote is called nowhere; expected: its mark in the text, as [^1], or no footnote"),
    ("ref.footnote", r"Footnote \[.*\] is not referenced"),
    N_("the footnote '%(found)s' is written twice; expected: a mark of its own for each"),
    ("ref.footnote", "Duplicate footnote definition found for label: '{found?}'"),
    N_("a footnote is called here and written nowhere; expected: a line that begins with its mark, as [^1]:"),
    ("docutils", r"Too many \w+ footnote references"),
    N_("the footnote '%(found)s' is called here and written nowhere; expected: a line that begins with [^%(found)s]:"),
    ("docutils", 'Unknown target name: "{found?}"'),
    # -- the table of contents
    N_(
        "the table of contents names '%(found)s', which is no page of the book; "
        "expected: the path of a file without .md, seen from this one"
    ),
    ("toc.not_readable", "toctree contains reference to nonexisting document '{found}'", "documents"),
    N_("the table of contents names '%(found)s', which conf.py leaves out (exclude_patterns)"),
    ("toc.excluded", "toctree contains reference to excluded document '{found}'"),
    N_("no page of the book is called like '%(found)s'; expected: a pattern some page fits, or no such line"),
    ("toc.empty_glob", "toctree glob pattern '{found}' didn't match any documents"),
    N_("the table of contents names '%(found)s' twice; expected: once"),
    ("toc.duplicate_entry", "duplicated entry found in toctree: {found}"),
    N_(
        "no reader finds this page: no table of contents names it; "
        "expected: its name in a toctree of another page, or orphan: true between two lines --- at its beginning"
    ),
    ("toc.not_included", "document isn't included in any toctree"),
    N_("the page has no title, so the table of contents can't name it; expected: a first line # with the title"),
    ("toc.no_title", "toctree contains reference to document '{document}' that doesn't have a title"),
    N_("tables of contents name each other in a circle: %(found)s; expected: each page below one other"),
    ("toc.circular", "circular toctree references detected, ignoring: {found}"),
    N_("several tables of contents name this page: %(found)s; expected: one"),
    ("toc.multiple_toc_parents", "document is referenced in multiple toctrees: {found}, selecting"),
    # -- files
    N_("the file '%(found)s' can't be read; expected: the path of a file that exists, seen from this one"),
    ("image.not_readable", "image file (?:.* )?not readable: {found}", "files"),
    (
        "myst.xref_missing",
        rf"'myst' cross-reference target not found: '(?P<found>[^']*\.{_FILE})'",
        "files",
    ),
    ("download.not_readable", "download file not readable: {found}", "files"),
    ("docutils", "Directive .(?:include|literalinclude).: file not found: '{found}'", "files"),
    ("docutils", r"Problems? with \"[\w-]+\" directive path:.*No such file or directory: '{found?}'"),
    ("docutils", "Include file '{found}' not found or reading it failed", "files"),
    N_("no file for the edition %(edition)s is among the images: %(found)s; expected: a PNG or JPEG file"),
    ("", r"a suitable image for (?P<edition>\w+) builder not found: {found}"),
    N_("the file '%(found)s' can't be read, so the page is left out; expected: a file you may read"),
    ("", r"Ignored unreadable document '?(?P<found>[^']*)'?\."),
    N_("several files make the page '%(found)s'; expected: one, with one ending, .md or .rst"),
    ("", 'multiple files found for the document "{found?}"'),
    N_("the bibliography '%(found)s' is none of the book; expected: a file bibtex_bibfiles in conf.py names"),
    ("bibtex.bibfile_error", r"(?P<found>\S+) not found or not configured in bibtex_bibfiles"),
    N_(
        "the filter of the bibliography can't be used (%(found)s); "
        "expected: fields beside texts, as year >= '2020' and author %% 'Roy'"
    ),
    ("bibtex.filter_syntax_error", "syntax error in :filter: expression; {found}"),
    # -- conf.py
    N_("conf.py: %(found)s is %(is)s; expected: %(allowed)s"),
    ("", r"The config value .(?P<found>\w+)' has type .(?P<is>\w+)'[;,] (?:expected|defaults to) {allowed}\.$"),
    N_("conf.py: %(setting)s names '%(found)s', which doesn't exist; expected: a path seen from the folder of conf.py"),
    ("", "(?P<setting>html_static_path|html_extra_path) entry '{found}' does not exist"),
    N_(
        "conf.py: html_%(setting)s names '%(found)s', which doesn't exist; "
        "expected: a path seen from the folder of conf.py"
    ),
    ("", "(?P<setting>logo|favicon) file '{found}' does not exist"),
    N_("conf.py: html_theme_options has '%(found)s', which the theme doesn't know; expected: an option of the theme"),
    ("", "unsupported theme option '{found}' given"),
    N_("conf.py: %(found)s is '%(is)s'; expected one of: %(allowed)s"),
    ("", r"The config value `(?P<found>\w+)` has to be a one of \w+\(\{{allowed}\}\), but `{is}` is"),
    N_("conf.py: latex_elements has '%(found)s', which no document uses; expected: a key Sphinx knows"),
    ("", r"Unknown configure key: latex_elements\[\W(?P<found>\w+)\W\], ignored"),
    N_("conf.py: '%(found)s' in extensions is no extension of Sphinx; expected: its name, or no such line"),
    ("", r"while setting up extension (?P<found>\S+): extension .* has no setup\(\) function"),
)
RULES: list[Rule] = []
for _row in _TABLE:
    if isinstance(_row, str):
        _message = _row
    else:
        RULES.append(Rule(_message, *_row))
#: A message no rule knows.
UNKNOWN = Rule(N_("Sphinx says, in English: %(found)s"), "", "")
#: What docutils or MyST report, too, at the line.
ECHO = Rule("", "", r"unknown (?:directive|role) name: ")
_VALUE = re.compile(r"\{(\w+)(\??)\}")
#: How Sphinx sets a name of Python: `str'.
_QUOTED = re.compile(r"`(\w+)'")


def rewritten(type: str, text: str) -> tuple[Rule, dict[str, str]]:
    """The rule for ``text``, a warning of that type (``myst.header``), and the values of its message.

    A value ``document`` is the page that has to be mended, where that isn't the one the warning points to.
    """
    for rule in (*RULES, ECHO):
        is_of_type = type == rule.type or type.startswith(f"{rule.type}.")
        match = re.match(_VALUE.sub(r"(?P<\1>.*\2)", rule.pattern), text, re.DOTALL) if is_of_type else None
        if match:
            return rule, {name: _QUOTED.sub(r"\1", value or "") for name, value in match.groupdict().items()}
    return UNKNOWN, {"found": " ".join(text.split())}
