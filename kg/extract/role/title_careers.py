"""The words that tie a person to a post of their career: where they were before, what they rose to, what their experience includes."""

from __future__ import annotations

from kg.extract.role.post_words import AMONG, ORG, OWNERS, POST, WAS_POST, WHO, alternatives
from kg.extract.role.title_grammar import HELD, PAST, PERSON_TITLE, Rule, rule

CAREERS: tuple[Rule, ...] = (
    rule(
        "is-and",
        HELD,
        rf"^,?\s{WHO}(?:is|was)\san?\s(?![^,.;]{{0,80}}\b(?:former|previous|past|retired|ex-)\b)[A-Za-z](?:[^,.;]|,\s(?=[A-Z])){{3,90}}\sand\s"
        rf"(?:is\s|serves\sas\s)?(?=(?:an?|the|its|our|currently|also|{ORG}(?:'s?)?|a\s\w+)\s){OWNERS}",
        (" is an accountant from Mendoza and the ", ", who is a geologist with 20 years in the trade and is the Company's "),
        (" is a former lawyer and the ", " is a geologist and "),
    ),
    rule(
        "has-and-past",
        PAST,
        rf"^,?\s(?:has|had|brings|holds)\s[^;.]{{3,120}}\sand\s(?:(?:previously|formerly|also|most recently)\s){{0,2}}"
        rf"(?:served|acted|worked)\sas\s{OWNERS}",
        (" has worked in many countries and served as the ",),
        (" has a degree and has served as ", " has resigned as director and "),
    ),
    rule(
        "to-focus",
        HELD,
        rf"^,?\s[^.;]{{3,140}}?\bto\s(?:focus|concentrate)\s(?:[a-z-]+\s)?on\s(?:his|her|their)\s(?:[a-z]+\s)?{POST}\s(?:as|of)\s{OWNERS}",
        (" left the board to focus fully on his role as ",),
        (" stepped down to focus on other ", " left his role as "),
    ),
    rule(
        "joined-past",
        PAST,
        rf"^,?\s(?:who\s)?(?:first\s|originally\s)?(?:joined|worked (?:with|for|at)|started (?:with|at)|began (?:his|her) career (?:with|at))\s"
        rf"(?:{ORG}|the [Cc]ompany|the [Gg]roup|us),?\s(?:and|where\s(?:he|she))\s{WAS_POST}",
        (" first joined ORG and most recently served as ", ", who worked at ORG where he was the "),
        (" joined ORG and is ", " joined the call and was "),
    ),
    rule(
        "rising",
        PAST,
        rf"^,?\s(?:was|worked|served|spent|has|had|began|started|joined)\b[^.;]{{3,120}}?,?\s(?:and\s)?(?:rising|rose|progressing|progressed|"
        rf"culminating|"
        rf"ending|finishing|advancing|advanced)\s(?:through\s[^,.;]{{3,40}}\s)?(?:to\s(?:become\s)?|in\s|as\s|up as\s)(?:(?:the|his|her)\s)?"
        rf"(?:(?:appointment|{POST})\s(?:of|as)\s)?{OWNERS}",
        (
            " was with ORG for ten years, rising to the position of ",
            " joined ORG in 1990 and rose to become ",
            " spent a decade at ORG, ending as its ",
        ),
        (" rose to speak to the ", " was rising as the "),
    ),
    rule(
        "possessive-career",
        PAST,
        rf"^(?:'s?)?\s(?:(?:long|distinguished|mining|professional|executive|corporate|extensive|varied)\s){{0,3}}"
        rf"(?:career|experience|background|(?:previous|prior|past|earlier|former)\s(?:(?:senior|executive|corporate|industry|board)\s)?(?:{POST}|"
        rf"experience|employment|appointments|employers)|(?:last|latest|most recent)\s(?:{POST}))"
        rf"\s(?:has\s|have\s)?(?:includ(?:es?|ed)|compris(?:es?|ed)|span(?:s|ned)|encompass(?:es|ed)|was|were)\s(?:(?:{alternatives(AMONG)}|"
        rf"(?:\w+|more than \w+|over \w+)\syears|time|stints?|tenures?)\s)*{OWNERS}",
        ("'s career includes positions as ", " previous roles include ", "'s prior experience includes senior roles as "),
        ("'s career as ", " previous employers were pleased with the "),
    ),
    rule(
        "held-roles",
        PAST,
        rf"^,?\s(?:who\s)?(?:has|had|have|brings|with|is an?\s[^.;,]{{3,80}}?\swith)\b(?![^.;]{{0,160}}\b(?:current|present)\b)"
        r"[^.;]{3,160}?\b(?:roles|positions|posts|appointments|experience|career),?\s(?:(?:at|with|in|for|across)\s[^.;]{3,80}?,?\s)?"
        rf"(?:including|such as|as)\s"
        rf"(?:(?:{alternatives(AMONG)}|time|stints?|tenures?)\s)*(?<!such as as ){OWNERS}",
        (" has held many senior executive roles, including ", " has over 30 years of experience, including roles as ", " brings long experience as "),
        (" has held roles including his current one as ", " has played roles in the "),
    ),
    rule(
        "years-as",
        PAST,
        rf"^,?\s(?:(?:is|was|has|had|brings|with)\b[^.;]{{0,160}}?,?\s(?:including|of which)|spent)\s(?:(?:over|more than|nearly|almost|about|"
        rf"some)\s)?[\w-]+"
        rf"\s(?:years|months)\s(?:were\s|was\s)?(?:as|in the (?:{POST}) of)\s{OWNERS}",
        (" has 25 years of experience, including seven years as ", " spent four years as the "),
        (" has spent four years as ", " spent years as a boy in the "),
    ),
    rule(
        "where",
        PAST,
        rf"^[^;]{{0,200}}?{ORG},?\s(?:where|in which|during which(?: time)?)\s(?:he|she)\s(?:has\s)?{WAS_POST}",
        (" joined the Company in 2005 from ORG, where she was ", " spent 12 years at ORG where he most recently served as "),
        (" joined ORG, where she is ", " toured ORG, where she met the "),
    ),
    rule(
        "founded",
        PAST,
        rf"^(?:,\swho)?\s(?:co-)?founded\s[^,;.]{{1,60}}\sand\s(?:was|served as|acted as)\s{OWNERS}",
        (" founded the Company and served as its ", ", who co-founded ORG and was "),
        (" founded the Company and is ",),
    ),
    rule(
        "career",
        PAST,
        rf"^,?\s(?:has|had|brings|with|was|is|spent)\b[^.;]{{0,160}}\b(?:most recently|previously|formerly|lastly|latterly),? "
        rf"(?:served |serving |worked |working )?(?:(?:with|at|for) {ORG} )?(?:as|in the roles? of|in the positions? of) {OWNERS}",
        (
            " has 18 years of experience in public companies, most recently as ",
            " brings a wealth of knowledge, and previously served as ",
            " is a geologist with 30 years of experience, most recently with ORG as ",
        ),
        (" has recently been made ", " was formerly at ORG. "),
    ),
    rule(
        "was-recently",
        PAST,
        rf"^,?\s(?:has|had|brings|with|is)\b[^.;]{{0,160}}\band was,? (?:most recently|previously|formerly|until recently),? {OWNERS}",
        (" is a geologist and was, most recently, ", " has a degree in law and was most recently the "),
        (" is a geologist and was most recently at ORG", " was recently "),
    ),
)
AFTER_NAME = (*PERSON_TITLE, *CAREERS)  # every rule for a title behind its person
