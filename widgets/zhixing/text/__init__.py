"""Languages: paired texts, the catalogue of interface sentences, dates."""

from zhixing.text.catalogue import Catalogue, catalogue
from zhixing.text.pair import Text

__all__ = ["Catalogue", "Text", "catalogue"]
