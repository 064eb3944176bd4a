"""Live cells that open in milliseconds: sessions forked from a process that has done all the work before."""

from zhixing.kernels.held import Forked, Template
from zhixing.kernels.link import Lost
from zhixing.kernels.nursery import Nursery, TemplateError
from zhixing.kernels.variant import Variant

__all__ = ["Forked", "Lost", "Nursery", "Template", "TemplateError", "Variant"]
