"""Timelines as pictures: lines of a terminal, an SVG without scripts, a page that has the picture and all sightings."""

from kg.draw.lines import text
from kg.draw.page import page
from kg.draw.picture import svg

__all__ = ["page", "svg", "text"]
