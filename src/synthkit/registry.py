"""Plug-ins by file: a module in its folder is found, and nowhere else has to list it."""

import pkgutil
from functools import cache
from importlib import import_module
from typing import Any


@cache
def plugins(package: str, attribute: str) -> tuple[Any, ...]:
    """What the public modules of a package state under a name: by ``rank`` where it has one, then by the file."""
    path = import_module(package).__path__
    names = sorted(module.name for module in pkgutil.iter_modules(path) if not module.name.startswith("_"))
    modules = (import_module(f"{package}.{name}") for name in names)
    found = (getattr(module, attribute) for module in modules if hasattr(module, attribute))
    return tuple(sorted(found, key=lambda plugin: getattr(plugin, "rank", 0)))
