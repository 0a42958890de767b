"""New proceedings: a volume of several, or of several events, on a page of its own."""

from functools import partial

from synthkit.editor.scaffold import chapter

QUESTIONS = chapter.questions("proceedings")
add = partial(chapter.add_page, "proceedings")
