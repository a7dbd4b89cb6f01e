"""The colours of documents: the screen's, deep enough for a printer without colour."""

from collections.abc import Mapping

from lcc_desktop.reports.charts.scene import Role

INK, QUIET, PRIMARY, ACCENT, LINE, HEAD = "#1F2A2E", "#58676B", "#0F5C63", "#8A5E05", "#DDD8CF", "#F1EEE8"

COLOURS: Mapping[Role, str] = {
    "ink": INK,
    "quiet": QUIET,
    "line": "#BDB7AC",
    "edge": "#7C776E",
    "primary": PRIMARY,
    "tint": "#D9E6E6",
    "accent": ACCENT,
    "danger": "#A8412B",
    "surface": "#FFFFFF",
    "degree0": "#E4F2F1",
    "degree1": "#B5DBDB",
    "degree2": "#77BCBF",
    "degree3": "#14616A",
    "degree4": "#093B41",
    "on_degree0": "#06191C",
    "on_degree1": "#06191C",
    "on_degree2": "#06191C",
    "on_degree3": "#FFFFFF",
    "on_degree4": "#FFFFFF",
}
"""What each role of a chart looks like on paper."""
