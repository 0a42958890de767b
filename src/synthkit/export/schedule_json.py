"""schedule.json of the VOC (https://c3voc.de/schedule/schema.json), as Giggity and other apps read it."""

import json

from synthkit.export._exporter import ProgrammeExporter
from synthkit.export._schedule import schedule
from synthkit.i18n import I18n
from synthkit.model.catalogue import Catalogue
from synthkit.model.events import Event


def programme(event: Event, catalogue: Catalogue, i18n: I18n) -> str:
    """An event's programme; empty without a zone or a session whose times are known."""
    found = schedule(event, catalogue, i18n)
    whole = {"$schema": "https://c3voc.de/schedule/schema.json", "generator": {"name": "synthkit"}, "schedule": found}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n" if found else ""


PROGRAMME = ProgrammeExporter("schedule-json", ".schedule.json", programme)
