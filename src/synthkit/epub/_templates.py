"""The templates of the package file, the navigation and the pages a book gets of its own."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("synthkit", "templates/epub"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def rendered(template: str, **context: object) -> bytes:
    """A template filled in; every text is escaped."""
    return _environment().get_template(template).render(context).encode("utf-8")
