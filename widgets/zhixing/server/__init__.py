"""The server: a standalone Voila application with our pages, one socket a page, sign-in, exports."""

import sys

# Jupyter loads jsonschema, which builds a parser of web addresses for two seconds; it does without, too.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
