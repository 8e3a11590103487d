"""The build hook of the wheel, which brings its rules compiled."""

from __future__ import annotations

import sys
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.builders.wheel import WheelBuilderConfig


class CompiledRules(BuildHookInterface[WheelBuilderConfig]):
    """Compiles the shipped rules into the wheel; an editable installation compiles them at its first run."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Put a folder of compiled rules among the files of the wheel."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from lint.bringing import compile_into

        self._folder = TemporaryDirectory()
        compile_into(self._folder.name)
        build_data["force_include"][self._folder.name] = "lint/compiled"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the folder."""
        if version != "editable":
            self._folder.cleanup()
