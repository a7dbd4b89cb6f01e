"""What our flowables share."""

from typing import TypeVar

from reportlab.platypus import Flowable

F = TypeVar("F", bound=Flowable)

_OF_ITS_PLACE = ("_postponed", "_frame", "canv")
"""What ReportLab notes on a flowable while it looks for its place."""


def twin(flowable: F) -> F:
    """Another flowable of the same kind and content, to become a part of it."""
    made: F = flowable.__class__.__new__(flowable.__class__)
    made.__dict__.update({name: value for name, value in flowable.__dict__.items() if name not in _OF_ITS_PLACE})
    return made
