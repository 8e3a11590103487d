"""The batch review: a local web application in which an editor goes through many articles, by name and by article."""

from __future__ import annotations
