"""What extensions that nobody knows keep for the whole book: when it changed all pages are written again.

Which page shows it can't be told. What pages show of each other otherwise has notes (``sphinx_ext.written``).
"""

import hashlib
import pickle
from collections.abc import Iterator, Set

from sphinx.environment import BuildEnvironment

#: Domains whose data hold lines and other things of one page; what others can see of them is noted or listed.
_KNOWN = {"c", "changeset", "citation", "cite", "cpp", "footcite", "index", "js", "math", "py", "rst", "std", "synth"}


class Surroundings:
    """The fingerprint of what extensions keep; asked after each reading.

    Only a book kept open can have it: what they keep is pickled otherwise in each process.
    """

    def __init__(self, env: BuildEnvironment) -> None:
        """Before extensions add to the environment."""
        self._own_attributes = set(vars(env))
        self._last = b""

    def changed(self, env: BuildEnvironment) -> bool:
        """Whether any of it changed since the last call."""
        digest = hashlib.sha256()
        for part in _of_extensions(env, self._own_attributes):
            digest.update(part)
        found = digest.digest()
        changed, self._last = found != self._last, found
        return changed


def _of_extensions(env: BuildEnvironment, own_attributes: Set[str]) -> Iterator[bytes]:
    for domain in env.domains.sorted():
        if domain.name not in _KNOWN:
            yield pickle.dumps(domain.data)
    for name in sorted(vars(env).keys() - own_attributes):
        yield pickle.dumps(vars(env)[name])
