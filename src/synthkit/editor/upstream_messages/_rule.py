"""One message of others: how it is known, and what we say instead."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A warning by its type and its words; ``known`` names the list its group ``found`` is held against."""

    type: str
    pattern: re.Pattern[str]
    message: str
    known: str = ""


def rule(type: str, pattern: str, message: str, known: str = "") -> Rule:
    """A rule for warnings of a type, or of any type below it, that begin like the pattern."""
    return Rule(type, re.compile(pattern, re.DOTALL), message, known)
