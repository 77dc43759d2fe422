"""Names as the last steps of IRIs, and as what is compared when letter case, accents and points do not matter."""

from __future__ import annotations

import re
import unicodedata

_UNSPOKEN = re.compile(r"[^a-z0-9]+")
# Letters that Unicode does not decompose into a base letter and an accent.
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "&": " and "}
)


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens: "Lac des Îles" -> "lac-des-iles"; "x" and a hex code where nothing is left."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode().lower().replace("'", "")
    return _UNSPOKEN.sub("-", plain).strip("-") or "x" + text.encode("utf-8", "surrogatepass").hex()
