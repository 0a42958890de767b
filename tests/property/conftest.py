"""One profile for all properties: as many examples as two cores bear, the same ones each time in CI."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("synthkit", deadline=None, max_examples=40, derandomize=bool(os.environ.get("CI")))
settings.load_profile("synthkit")
