"""Lines that begin a part of a document wherever they stand: headings over sections, and whom to ask and who signs at its end."""

from __future__ import annotations

import re

from kg.text.row_marks import Line

# What stands over a part of a report, alone on its line: the mine's name or the prose under it is no second line of it.
_SECTION_HEAD = re.compile(
    r"(?:(?:key|quarterly|financial|operating|operational|production|corporate|exploration|summary|project|mining|mine) )?"
    r"(?:highlights|summary|overview|outlook|background|operations|development|exploration|production|drilling|geology|metallurgy|processing|mining|"
    r"milling|permitting|infrastructure|safety|environment|sustainability|community|corporate|finance|financial|costs|sales|marketing|guidance|"
    r"health,? (?:and |& )?safety(?:,? (?:and |& )?environment)?|exploration (?:and|&) development|development (?:and|&) exploration|"
    r"corporate (?:and|&) financ(?:e|ial)|activities|results|position|matters|next steps|conclusions?)(?: \((?:continued|cont\.?)\))?:?",
    re.IGNORECASE,
)
# What begins the end of a release: whom to ask, who signs. Pages that lost their empty lines set it right below the story.
_CLOSING = re.compile(
    r"for (?:further |more |additional |any )?(?:information|details|enquiries|inquiries)\b(?:[^.]{0,80}:|[^.]{0,60}\bcontact\b)|"
    r"(?:(?:company|corporate|investors?|media|press|investor relations|ir) )?(?:contacts?|enquiries|inquiries)(?: information| details)?(?::|$)|"
    r"(?:on|by) (?:behalf|order) of (?:the )?board\b|notes to editors:?$",
    re.IGNORECASE,
)


def heads_section(line: Line) -> bool:
    """Whether a line is the heading of a section, and no more."""
    return line.text[0].isupper() and _SECTION_HEAD.fullmatch(line.text) is not None


def begins_closing(line: Line) -> bool:
    """Whether a line begins the contacts, the signatures or the notes behind a story."""
    return not line.in_table and line.text[0].isupper() and _CLOSING.match(line.text) is not None
