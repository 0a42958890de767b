"""Plug-ins by file: a module in its folder is found, and nowhere else has to list it."""

import pkgutil
from importlib import import_module
from types import ModuleType
from typing import Any


def plugins(package: ModuleType, attribute: str) -> list[Any]:
    """What the public modules of a package state under a name, in the order of the modules' names."""
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__) if not module.name.startswith("_"))
    modules = (import_module(f"{package.__name__}.{name}") for name in names)
    return [getattr(module, attribute) for module in modules if hasattr(module, attribute)]
