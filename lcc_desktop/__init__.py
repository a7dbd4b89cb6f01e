"""LCC Desktop: self-evaluation workshops of Moroccan communes, offline first."""

__version__ = "0.1.0"
