"""Styrdok publishes municipal policies as two static sites; this package is its engine."""

__version__ = "0.1.0"
