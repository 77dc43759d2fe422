"""Names that a text introduces as those of firms, by a legal form before them: "Open Joint Stock Company Alder", "OJSC Alder"."""

from __future__ import annotations

import re

_FORMS = (
    r"[Jj]oint[ -][Ss]tock [Cc]ompany|[Ll]imited [Ll]iability (?:[Cc]ompany|[Pp]artnership)|[OCZP]?JSC|OAO|OOO|ZAO|PAO|"
    r"TOO|LLP|LLC|Soci[eé]t[eé](?: [Aa]nonyme)?|Sociedad(?: An[oó]nima)?|S\.?A\.?R\.?L\.?|PT"
)


def is_firm_of_form(text: str, name: str) -> bool:
    """Whether a legal form stands right before a name somewhere in a text."""
    words = r"\s".join(map(re.escape, name.split()))
    return re.search(rf"\b(?:{_FORMS})\s[\"']?{words}(?![\w-])", text) is not None
