"""The tables of the pipeline: read in the order in which they run, each row with its reason."""

import pytest

from synthkit.sphinx import pipeline
from synthkit.sphinx.degrade import raw_html, sphinx_design

HANDLERS = (
    *pipeline.BEFORE_READING,
    *pipeline.WHILE_READING,
    *pipeline.BEFORE_WRITING,
    *pipeline.WHILE_WRITING,
    *pipeline.AT_THE_END,
)


@pytest.mark.parametrize("steps", [pipeline.TRANSFORMS, pipeline.POST_TRANSFORMS])
def test_steps_stand_in_the_order_in_which_they_run(steps):
    assert [step.priority for step in steps] == sorted(step.priority for step in steps)


def test_handlers_of_an_event_stand_in_the_order_in_which_they_run():
    for event in {handler.event for handler in HANDLERS}:
        priorities = [handler.priority for handler in HANDLERS if handler.event == event]
        assert priorities == sorted(priorities), event


def test_each_row_has_a_reason():
    rows = (*HANDLERS, *pipeline.TRANSFORMS, *pipeline.POST_TRANSFORMS)
    assert [row for row in rows if not row.reason] == []


def test_what_an_image_shows_is_written_before_parts_of_sphinx_design_are_made_plain():
    steps = [step.function for step in pipeline.POST_TRANSFORMS]
    order = (raw_html.describe_images, raw_html.make_plain, sphinx_design.make_plain)
    assert sorted(order, key=steps.index) == list(order)
