"""Zhixing 知行, the action-learning workbook."""

__version__ = "0.1.0"
