"""The inflected forms of a name, for callers that say a language and have no table at hand."""

from __future__ import annotations

from lint import names
from lint.names import paradigms


def is_form_of(form: str, lemma: str, language: str) -> bool:
    """Say whether a form is a name as listed, or inflected as a language inflects names.

    Names of several words are compared word by word. Raises lint.names.UnknownLanguageError.
    """
    return paradigms.is_form_of(form, lemma, names.inflection(language))
