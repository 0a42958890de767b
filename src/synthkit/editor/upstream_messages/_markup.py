"""Messages about how something is written: directives, roles, options, headings."""

from synthkit.i18n import N_

#: By the message: the warnings it stands for by type and pattern; behind them the list that ``found`` is held against.
RULES: dict[str, list[tuple[str, ...]]] = {
    # -- directives and roles
    N_("no directive is called '%(found)s'; expected: a known name within the braces"): [
        ("myst.directive_unknown", r"Unknown directive type: '(?P<found>.+)'", "directives"),
        ("docutils", r'Unknown directive type "(?P<found>[^"]+)"', "directives"),
    ],
    N_("no role is called '%(found)s'; expected: a known name within the braces before the backtick"): [
        ("myst.role_unknown", r'Unknown interpreted text role "(?P<found>[^"]+)"', "roles"),
        ("docutils", r'Unknown interpreted text role "(?P<found>[^"]+)"', "roles"),
    ],
    N_("the directive has no option '%(found)s'; expected one of: %(allowed)s"): [
        (
            "myst.directive_option",
            r"'[^']*': Unknown option key: '(?P<found>[^']*)' \(allowed: \[(?P<allowed>.*)\]\)",
            "allowed",
        )
    ],
    N_("the directive has no option '%(found)s'; expected: an option of this directive, or no such line"): [
        ("docutils", r'Error in "(?P<directive>[^"]+)" directive:\s+unknown option: "(?P<found>[^"]+)"', "options")
    ],
    N_("the options of '%(directive)s' can't be read; expected: one a line, as :name: value"): [
        ("myst.directive_option", r"'(?P<directive>[^']*)': Invalid options format"),
        ("docutils", r'Error in "(?P<directive>[^"]+)" directive:\s+invalid option (?:block|data)'),
    ],
    N_("the option '%(option)s' can't be '%(found)s'; expected: a value this option takes, or no such line"): [
        ("myst.directive_option", r"'[^']*': Invalid option value for '(?P<option>[^']*)': (?P<found>.*?): "),
        (
            "docutils",
            r'Error in \S+ directive:\s+invalid option value: \(option: "(?P<option>[^"]+)"; value: (?P<found>[^)]*)',
        ),
    ],
    N_("a # in an option begins a remark that is left out; expected: the value between quotation marks"): [
        ("myst.directive_comments", r".*")
    ],
    N_(
        "'%(directive)s' takes no title, yet there is text behind its braces; "
        "expected: all of the text below the options, or the directive 'admonition', which has a title"
    ): [("myst.directive_parse", r"'(?P<directive>[^']*)': Splitting content across first line and body")],
    N_("the directive '%(directive)s' takes no text; expected: no line between its options and its end"): [
        ("myst.directive_parse", r"'(?P<directive>[^']*)': Has content, but none permitted"),
        ("docutils", r'Error in "(?P<directive>[^"]+)" directive:\s+no content permitted'),
    ],
    N_("the directive '%(directive)s' lacks a word behind its braces; expected: %(count)s"): [
        (
            "docutils",
            r"(?:Directive|Error in) ['\"](?P<directive>[^'\"]+)['\"].*?:\s+(?P<count>\d+) argument\(s\) required",
        )
    ],
    N_("the directive '%(directive)s' has too many words behind its braces; expected: %(count)s at most"): [
        (
            "docutils",
            r"(?:Directive '|Error in \")(?P<directive>[^'\"]+)(?:': |\" directive:\s+)maximum (?P<count>\d+) argument",
        )
    ],
    N_("the directive '%(directive)s' is empty; expected: a text below the line that opens it"): [
        ("docutils", r'Content block expected for the "(?P<directive>[^"]+)" directive')
    ],
    N_("the rows of '%(directive)s' don't fit together; expected: as many items in each row as in the first"): [
        ("docutils", r'Error parsing content block for the "(?P<directive>[^"]+)" directive')
    ],
    N_("the rows of '%(directive)s' can't be read; expected: cells with commas between them, in balanced quotes"): [
        ("docutils", r'Error with CSV data in "(?P<directive>[^"]+)" directive')
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
        ("myst.topmatter", r".*")
    ],
    N_("'%(found)s' between double braces has no value in conf.py"): [("myst.substitution", r".*?'(?P<found>[^']*)'")],
    N_("'%(found)s' is no language whose code can be coloured; expected: a known one, or text"): [
        ("misc.highlighting_failure", r"Pygments lexer name '(?P<found>.*)' is not known")
    ],
    N_(
        "this is no sound %(found)s; expected: the language the example is in, text for none, "
        "and the line that ends the block right behind it"
    ): [("misc.highlighting_failure", r"Lexing literal_block .* as \"(?P<found>[^\"]*)\"")],
    N_("a line of hyphens separates nothing here; expected: text before and behind it, or no such line"): [
        ("docutils", r"Document or section may not begin with a transition"),
        ("docutils", r"Document may not end with a transition"),
        ("docutils", r"At least one body element must separate transitions"),
    ],
    # -- reStructuredText
    N_("the line below the title is too short; expected: as long"): [
        ("docutils", r"Title (?:under|over)line too short")
    ],
    N_("a sign such as * or ` begins here and has no end; expected: the same sign behind it, or \\ before it"): [
        ("docutils", r"Inline \w+(?: \w+)* start-string without end-string")
    ],
    N_("a blank line is missing above this line, or it is indented otherwise than the one above it"): [
        ("docutils", r"Unexpected indentation"),
        ("docutils", r".* ends without a blank line; unexpected unindent"),
    ],
    N_("'::' announces an example that doesn't come; expected: indented lines below it, or a single colon"): [
        ("docutils", r"Literal block expected; none found")
    ],
    N_(
        "'%(found)s' between bars has no value; expected: a line .. |%(found)s| replace:: value, or \\ before the bar"
    ): [("docutils", r'Undefined substitution referenced: "(?P<found>[^"]+)"')],
    N_("the table can't be read; expected: its columns below their rules"): [("docutils", r"Malformed table")],
}
