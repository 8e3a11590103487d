"""Files that installed packages bring, found without running a line of them."""

from __future__ import annotations

import os
from importlib.machinery import PathFinder


def find_file(name: str) -> tuple[str, str]:
    """Return the file that ``acme_style/house.yaml`` names, and the folder of its package.

    Raises LookupError with the reason. Only the folders of the path are looked through, so that no other program's
    import hooks run, and the package is not imported. A file that lies outside, by ``..`` or a link, is refused.
    """
    package, _, inner = name.partition("/")
    if not package.isidentifier() or not inner.endswith(".yaml"):
        raise LookupError(f"python:{name} names no file of a package: write python:PACKAGE/PATH.yaml")
    spec = PathFinder.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise LookupError(f"no package {package!r} is installed beside onym: install it into the same environment")
    for place in map(os.path.realpath, spec.submodule_search_locations):
        path = os.path.realpath(os.path.join(place, *inner.split("/")))
        if not path.startswith(place + os.sep):
            raise LookupError(f"python:{name} lies outside the package")
        if os.path.isfile(path):
            return path, place
    raise LookupError(f"the package {package!r} has no file {inner}")
