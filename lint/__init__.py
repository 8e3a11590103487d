"""onym: keeps names right in news copy."""

from __future__ import annotations

from lint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from lint.config import Config
    from lint.engine import Engine
    from lint.finding import Finding

__version__ = "0.1.0"
__all__ = ["__version__", "check_text", "fix_text"]


def check_text(text: str, language: str | None = None, config: Config | str | None = None) -> list[Finding]:
    """Return what is wrong in a plain text; spans count code points of ``text``.

    ``language`` is BCP 47 (found out if None); ``config`` a configuration, the path of one, or None for the shipped
    defaults. Raises lint.config.ConfigError.
    """
    engine = _engine(config, language)
    return engine.lint(engine.read("text.txt", text.encode("utf-8", "surrogatepass")))


def fix_text(
    text: str, language: str | None = None, config: Config | str | None = None, unsafe_fixes: bool = False
) -> str:
    """Return a plain text with every safe fix made, and on demand the unsafe ones too."""
    from lint.finding import Safety

    engine = _engine(config, language)
    document = engine.read("text.txt", text.encode("utf-8", "surrogatepass"))
    data, _ = engine.mend(document, Safety.UNSAFE if unsafe_fixes else Safety.SAFE)
    return data.decode("utf-8")


def _engine(config: Config | str | None, language: str | None) -> Engine:
    from lint import config as configuration
    from lint.engine import Engine

    chosen = configuration.load(config) if config is None or isinstance(config, str) else config
    return Engine(chosen, language=language)
