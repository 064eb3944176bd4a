"""The command line: ``zhixing serve | demo | class | backup | restore | content | doctor``."""

from zhixing.cli.main import main

__all__ = ["main"]
