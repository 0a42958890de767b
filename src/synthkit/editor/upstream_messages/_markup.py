"""Messages about how something is written: directives, roles, options, headings."""

from synthkit.i18n import N_

#: By the message: the warnings it stands for by type and words; behind them the list that ``found`` is held against.
RULES: dict[str, list[tuple[str, ...]]] = {
    # -- directives and roles
    N_("no directive is called '%(found)s'; expected: a known name within the braces"): [
        ("myst.directive_unknown", "Unknown directive type: '{found}'", "directives"),
        ("docutils", 'Unknown directive type "{found?}"', "directives"),
    ],
    N_("no role is called '%(found)s'; expected: a known name within the braces before the backtick"): [
        ("myst.role_unknown", 'Unknown interpreted text role "{found?}"', "roles"),
        ("docutils", 'Unknown interpreted text role "{found?}"', "roles"),
    ],
    N_("the directive has no option '%(found)s'; expected one of: %(allowed)s"): [
        ("myst.directive_option", r"'[^']*': Unknown option key: '{found?}' \(allowed: \[{allowed}\]\)", "allowed")
    ],
    N_("the directive has no option '%(found)s'; expected: an option of this directive, or no such line"): [
        ("docutils", r'Error in "{directive?}" directive:\s+unknown option: "{found?}"', "options")
    ],
    N_("the options of '%(directive)s' can't be read; expected: one a line, as :name: value"): [
        ("myst.directive_option", "'{directive?}': Invalid options format"),
        ("docutils", r'Error in "{directive?}" directive:\s+invalid option (?:block|data)'),
    ],
    N_("the option '%(option)s' can't be '%(found)s'; expected: a value this option takes, or no such line"): [
        ("myst.directive_option", "'[^']*': Invalid option value for '{option?}': {found?}: "),
        ("docutils", r'Error in \S+ directive:\s+invalid option value: \(option: "{option?}"; value: {found?}\)'),
    ],
    N_("a # in an option begins a remark that is left out; expected: the value between quotation marks"): [
        ("myst.directive_comments", ".*")
    ],
    N_(
        "'%(directive)s' takes no title, yet there is text behind its braces; "
        "expected: all of the text below the options, or the directive 'admonition', which has a title"
    ): [("myst.directive_parse", "'{directive?}': Splitting content across first line and body")],
    N_("the directive '%(directive)s' takes no text; expected: no line between its options and its end"): [
        ("myst.directive_parse", "'{directive?}': Has content, but none permitted"),
        ("docutils", r'Error in "{directive?}" directive:\s+no content permitted'),
    ],
    N_("the directive '%(directive)s' lacks a word behind its braces; expected: %(count)s"): [
        ("docutils", r"(?:Directive|Error in) ['\"]{directive?}['\"].*?:\s+(?P<count>\d+) argument\(s\) required")
    ],
    N_("the directive '%(directive)s' has too many words behind its braces; expected: %(count)s at most"): [
        ("docutils", r"(?:Directive '|Error in \"){directive?}(?:': |\" directive:\s+)maximum (?P<count>\d+) argument")
    ],
    N_("the directive '%(directive)s' is empty; expected: a text below the line that opens it"): [
        ("docutils", 'Content block expected for the "{directive?}" directive')
    ],
    N_("the rows of '%(directive)s' don't fit together; expected: as many items in each row as in the first"): [
        ("docutils", 'Error parsing content block for the "{directive?}" directive')
    ],
    N_("the rows of '%(directive)s' can't be read; expected: cells with commas between them, in balanced quotes"): [
        ("docutils", 'Error with CSV data in "{directive?}" directive')
    ],
    # -- the page itself
    N_(
        "the heading skips a level, from %(before)s to %(after)s; "
        "expected: one sign # more than the heading above, no more"
    ): [("myst.header", r"Non-consecutive header level increase; (?P<before>H\d) to (?P<after>H\d)")],
    N_("the first heading of the page is %(found)s; expected: its title, with a single sign #"): [
        ("myst.header", r"Document headings start at (?P<found>H\d), not H1")
    ],
    N_("the settings above the page can't be read; expected: between two lines ---, one a line, as name: value"): [
        ("myst.topmatter", ".*")
    ],
    N_("'%(found)s' between double braces has no value in conf.py"): [("myst.substitution", ".*?'{found?}'")],
    N_("'%(found)s' is no language whose code can be coloured; expected: a known one, or text"): [
        ("misc.highlighting_failure", "Pygments lexer name '{found}' is not known")
    ],
    N_(
        "this is no sound %(found)s; expected: the language the example is in, text for none, "
        "and the line that ends the block right behind it"
    ): [("misc.highlighting_failure", r"Lexing literal_block .* as \"{found?}\"")],
    N_("a line of hyphens separates nothing here; expected: text before and behind it, or no such line"): [
        ("docutils", "Document or section may not begin with a transition"),
        ("docutils", "Document may not end with a transition"),
        ("docutils", "At least one body element must separate transitions"),
    ],
    # -- reStructuredText
    N_("the line below the title is too short; expected: as long"): [
        ("docutils", "Title (?:under|over)line too short")
    ],
    N_("a sign such as * or ` begins here and has no end; expected: the same sign behind it, or \\ before it"): [
        ("docutils", r"Inline \w+(?: \w+)* start-string without end-string")
    ],
    N_("a blank line is missing above this line, or it is indented otherwise than the one above it"): [
        ("docutils", "Unexpected indentation"),
        ("docutils", ".* ends without a blank line; unexpected unindent"),
    ],
    N_("'::' announces an example that doesn't come; expected: indented lines below it, or a single colon"): [
        ("docutils", "Literal block expected; none found")
    ],
    N_(
        "'%(found)s' between bars has no value; expected: a line .. |%(found)s| replace:: value, or \\ before the bar"
    ): [("docutils", 'Undefined substitution referenced: "{found?}"')],
    N_("the table can't be read; expected: its columns below their rules"): [("docutils", "Malformed table")],
}
