"""On what basis a figure of drilling or of its money stands: planned where a programme is spoken of, unless the words say that it was done."""

from __future__ import annotations

import re

from kg.text.quantities import Quantity

PLAN = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|propos(?:es|ed)|intend(?:s|ed)?|will|to be|budget(?:ed|s)?|program(?:me)?|campaign|up to|approved|scheduled|committed|"
    r"earmarked|allocated|must|may|would|is to|are to|upcoming|next|required|calls? for|foresees?|envisages?|contemplates?|provides? for|"
    r"minimum commitment|commitment to|obligation|before (?:it|[A-Z]\w+) (?:may|can)|"
    r"pencil+ed in|slated|contracted for|lined up|mapped out|laid out|brought forward|deferred|postponed)\b",
    re.IGNORECASE,
)
_IS_DRILLED = re.compile(
    r"\s(?:were |was |(?:have|has) been )?(?:drilled|completed|to date|so far)\b|\s(?:were|was|(?:have|has|"
    r"had)(?: now)? been)\s(?:put down|sunk|bored|collared|finished)\b|"
    r"\s(?:have|has|had)(?: now)? gone into\b"
)
# Words right beside a figure of drilling that tell of it before any others do.
_PLANNED_BESIDE = re.compile(
    r"\b(?:planned|proposed|budgeted|targeted|scheduled|(?:enlarged|expanded|increased|extended|upsized) to|"
    r"(?:raised|increased|lifted|doubled|expanded)\b[^.;]{0,30}\b(?:budget|program(?:me)?|campaign)\b[^.;]{0,40}\b(?:to|from)|"
    r"(?:contract|tender) for)"
    r"(?: (?:about|approximately|some|a|total|of))*$",
    re.IGNORECASE,
)
_DONE_BESIDE = re.compile(
    r"\bresults (?:(?:are )?comprised(?: of)?|comprise|cover|represent|are (?:for|from))(?: (?:a|total|of|some|about))*$|"
    r"\bholes? (?:were|was|(?:have|has) been) (?:put down|sunk|bored|drilled|completed|finished)[^.;]{0,30} (?:for|totall?ing)(?: a total of)?$|"
    r"(?:assays?|results?)(?: (?:are|have been|were))?(?: (?:now|back|in|received|returned|reported|pending|awaited|released))* (?:for|from|of)"
    r"(?: (?:the|first|last|next|final|remaining|all|another|additional|an?|further|some))*(?: \d+ [\w ]{0,12}holes? ?\()?$|"
    r"\b(?:finished|completed|concluded)\b[^.;,\d]{0,20}(?:\d[^.;,\d]{0,20})?\b(?:program(?:me)?|campaign|drilling)"
    r" (?:ran to|comprised|came to|covered|consisted of|took in|included)(?: (?:a|total|of|some|about|approximately))*$|"
    r"(?<!planned )(?<!proposed )(?<!next )\bprogram(?:me)?s? (?:comprised|consisted of)"
    r"(?: (?:a|total|of|some|about|approximately))*(?: \d[\d,]* [\w -]{0,14}holes? (?:for|totall?ing))?(?: (?:a|total|of))* ?$",
    re.IGNORECASE,
)
_FINISHED = re.compile(
    r"[ \n]?(?:\(|for |totall?ing )?[^.;()]{0,30}\)?[ \n,]{1,2}(?:(?:has|have|had|was|were)[ \n](?:now |since |already |also )?(?:been )?|is |are )?"
    r"(?:now )?(?:finished|completed?|concluded|drilled|wrapped up)\b(?! (?:by|in the (?:next|coming)))",
    re.IGNORECASE,
)


def basis_of_drilling(sentence: str, quantity: Quantity, cue: tuple[int, int], own: str, near: str) -> str:
    """actual or plan, by the words right beside a figure of drilling, else by those `near` it and its `own` clause."""
    return _of_drilling(sentence, quantity, cue) or _of_program(own, near)


def _of_drilling(sentence: str, quantity: Quantity, cue: tuple[int, int]) -> str | None:
    """Drilling whose basis the words right beside the figure tell: "a planned 4,000 m", "assays from 14 holes", "26 holes were finished"."""
    ahead, behind = " ".join(sentence[max(0, quantity.start - 70) : quantity.start].split()), sentence[quantity.end :]
    if _OF_OLD.search(ahead) and not _AHEAD.search(ahead):
        return "actual"
    if _IS_TARGETED.match(behind):
        return "target"
    if _IN_STORE.match(behind) or (_IS_FOR.match(behind) and not _IS_PAST.search(sentence)):
        return "plan"
    if _CARRIED_OUT.match(behind):
        return "actual"
    if re.search(r"\b(?:planned|proposed)\b", sentence[quantity.start : quantity.end]):
        return "plan"
    if re.search(r"\b(?:completed|finished)\b", sentence[quantity.start : quantity.end]):
        return "actual"
    if _REMAINS.match(behind) or _TO_EARN.search(sentence, 0, quantity.start):
        return "plan"
    if _ENDED_AFTER.search(ahead) or (_HAS_ENDED.search(ahead) and not _AHEAD.search(ahead)):
        return "actual"
    if _HAS_COST.search(ahead) and not _AHEAD.search(ahead):
        return "actual"
    if _STARTS_FOR.search(ahead):
        return "plan"
    if _IS_SITED.match(behind):
        return "plan"
    if _ENDED_IN.match(behind) and not _AHEAD.search(behind[:120]):
        return "actual"
    if _PLANNED_BESIDE.search(ahead) or re.match(r"[ \n](?:were |was |had been )?(?:originally )?planned\b", behind):
        return "plan"
    if _RESULTS_OF.search(ahead) and re.match(r"[ \n-](?:[\w-]+[ \n]){0,4}(?:program(?:me)?|campaign)\b", behind):
        return "actual"
    if _PART_OF.search(ahead) and re.match(r"[^.;,]{0,50}\b(?:program(?:me)?|campaign)\b", behind):
        return "plan"
    if (_OF_A_PROGRAM.search(ahead) or _SO_MUCH_OF.search(ahead)) and re.match(r"[ \n](?:\w+[ \n]){0,3}(?:program(?:me)?|campaign)\b", behind):
        return "plan"
    if _PROGRAM_IS.search(ahead) and not re.search(r"\b(?:completed|finished|past|previous|last)\b", ahead):
        return "plan"
    if _PROGRAM_DID.search(ahead) and not _AHEAD.search(ahead + behind[:60]):
        return "actual"
    if _RETURNED.match(behind) and not _AHEAD.search(behind[:90]):
        return "actual"
    if _TESTED.match(behind) or (_ANNOUNCED.match(behind) and not _AHEAD.search(behind[:90])) or _IS_USED.match(behind) or _COVERS_NOW.search(ahead):
        return "actual"
    if _IS_DRILLED.match(behind) or _DONE_BESIDE.search(ahead) or re.search(r"assay|result|received", sentence[cue[0] : cue[1]], re.IGNORECASE):
        return "actual"
    if re.search(r"\b(?:to date|so far|thus far|already)\b[^.;]{0,60}$", ahead) and not re.search(r"plan|propos|budget", ahead.rpartition("date")[2]):
        return "actual"
    if _BEGUN_AND_DONE.match(behind):
        return "actual"
    if _BEGUN.match(behind) and not re.search(r"\b(?:complet|finish|drilled|since)", ahead):
        return "plan"
    if _FINISHED.match(behind) and not _AHEAD.search(re.split(r"[,;(]", ahead)[-1] + behind[:60]):
        return "actual"
    return None


# "a 4,500m program at Osprey commenced in May and was completed in June"
_BEGUN_AND_DONE = re.compile(
    r"[^.;,\d]{0,80}\b(?:commenced|began|started)\b[^.;]{0,60}\band[ \n](?:was |were |is now |has been )?(?:since |successfully )?"
    r"(?:completed|finished|concluded)\b(?![ \n](?:by|once|when)\b)"
)
# "historic drilling cumulating more than 90 holes"
_OF_OLD = re.compile(
    r"\b(?:historic(?:al)?|past|previous|legacy|earlier|prior)(?: [\w-]+){0,2} (?:drilling|drill program(?:me)?s?)\b(?:[^.;,]|(?<=\d),(?=\d)){0,60}$",
    re.IGNORECASE,
)
# "3,000 metres of drilling to find new targets": what it is for is to come.
_IS_FOR = re.compile(
    r"[ \n](?:of[ \n])?(?:[\w-]+[ \n]){0,3}drilling[ \n](?:targeting|aimed[ \n]at|designed[ \n]to|to[ \n](?!date\b|the\b|a\b|depths?\b|\d)[a-z]+)\b"
)
# "a further 4,000 m of drilling is in the works"
_IN_STORE = re.compile(
    r"(?:[ \n]of[ \n](?:[\w-]+[ \n]){0,2}drilling)?[ \n](?:is|are)[ \n](?:in the works|in store|on the cards|to come|"
    r"to follow|next|lined up)\b"
)
# "is to take in the results of the last 8,400 metre programme"
_RESULTS_OF = re.compile(
    r"\b(?:results|assays|data|completion|interpretation)[ \n](?:of|from)[ \n](?:(?:the|this|its|our)[ \n])(?:(?:latest|recent|"
    r"recently|just|completed|last|past|"
    r"previous|summer|winter|fall|spring|\d{4})[ \n]?)+$"
)
_IS_PAST = re.compile(
    r"\b(?:was|were|has|have|had|comprised|consisted|completed|drilled|tested|finished|returned|results?|carried out|"
    r"undertook|undertaken|conducted|saw|cut|hit|began|begun|reports?|reported|since|intersected|identified|confirmed)\b",
    re.IGNORECASE,
)
_CARRIED_OUT = re.compile(
    r"[ \n]of[ \n](?:[\w-]+[ \n]){0,3}drilling[ \n](?:completed|undertaken|carried out|conducted|done|"
    r"performed)\b(?![ \n](?:by the end|once|when|before))"
)
_IS_TARGETED = re.compile(r"[ \n](?:of[ \n])?(?:[\w-]+[ \n]){0,3}?(?:(?:is|are)[ \n])?targeted[ \n](?:to|by|for|in|before)\b")
# "can earn 60% by paying $600,000 in cash and spending $3 million on"
_TO_EARN = re.compile(
    r"\b(?:can|may|could|will|would|must|right[ \n]to|option[ \n]to|order[ \n]to)[ \n](?:\w+[ \n]){0,3}?(?:earn|acquire)\b[^;]{0,160}"
    r"\b(?:spending|incurring|expending|funding|completing|drilling)\b[^.;]{0,60}$"
)
# "2,600 m completed to date of a minimum 12,000 m campaign"
_OF_A_PROGRAM = re.compile(r"\b(?:completed|drilled|finished)(?: (?:to date|so far|already))? of (?:an?|the|its|our)(?: [a-z-]+){0,3}$")
_SO_MUCH_OF = re.compile(r"\d ?(?:m|metres|meters|holes) of (?:an?|the|its|our)(?: [a-z-]+){0,3} ?$")  # "18,400 m of the 25,000-m 2022 program"
_REMAINS = re.compile(
    r"[ \n](?:(?:are|is|still|yet)[ \n]){0,2}(?:(?:remain(?:s|ing)?|left|outstanding)[ \n](?:to be drilled|to drill|in the)|"
    r"to be (?:completed|drilled|finished)\b|to (?:come|follow)\b|remaining\b)",
    re.IGNORECASE,
)
# "Larch Completes 9,000-Metre Program", "the recently completed 1,900 m of new drilling": its whole length.
_HAS_ENDED = re.compile(
    r"(?:^|\b(?:the|its|our|an?|[A-Z]\w+|recently|just|successfully|has|have|now) )(?:[Cc]omplete[sd]|[Ff]inishe[sd]|[Cc]onclude[sd]|[Ww]raps [Uu]p)"
    r"(?: (?:the|its|an?|first|initial|maiden|infill|summer|winter|all|of|some|about))* ?$"
)
# "the season ended in April after 34 holes and 8,120 m"
_ENDED_AFTER = re.compile(
    r"(?<!next )\b(?:program(?:me)?|campaign|season|drilling)\b(?:(?!will|should|once|when)[^.;\d]){0,30}"
    r"\b(?:ended|finished|closed|wrapped up|concluded|(?:was|were) completed)\b"
    r"[^.;\d]{0,25} (?:after|with|at)(?: (?:a total of|some|about|\d[\d,]* [\w -]{0,20}holes? and))* ?$",
    re.IGNORECASE,
)
# "the 2013 program consisted of 22 holes and cost $740,000"
_HAS_COST = re.compile(
    r"\b(?:consisted|comprised|was|were|took in|ran|ended|finished|completed|drilled|last (?:year|season)['’]s)\b[^.;]{0,60}"
    r"(?<!will )(?<!would )(?<!to )(?<!should )(?<!could )\bcost(?: (?:about|some|approximately|just over|a total of))* ?$",
    re.IGNORECASE,
)
# "a rig mobilises in September for 2,400 m of core"
_STARTS_FOR = re.compile(
    r"\b(?:rigs?|drills?|crews?|drilling)\b[^.;]{0,40}"
    r"\b(?:mobili[sz]es?|arrives?|starts?|begins?|moves?|returns?|resumes?|goes|(?:is|are) (?:due|booked))\b"
    r"[^.;]{0,30}\b(?:for|to (?:drill|complete|do))(?: (?:about|some|approximately|up to))* ?$",
    re.IGNORECASE,
)
# "the inaugural program tested four targets with 2,250 m in 11 holes"
_PROGRAM_DID = re.compile(
    r"(?<!planned )(?<!proposed )(?<!next )\b(?:program(?:me)?|campaign|season|drilling|work) (?:at [A-Z][\w ]{2,30} )?"
    r"(?:(?:has|have|had|also|successfully) ){0,2}"
    r"(?:tested|targeted|comprised|covered|saw|involved|took in|encompassed|followed up|drilled|delivered|totall?ed)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_IS_SITED = re.compile(r"[ \n](?:have|has|were|are)(?: been)? (?:now |also |already )?(?:sited|permitted|spotted|staked|laid out|pegged|proposed)\b")
# "The 45-hole programme tested": what a programme did, it has done.
_TESTED = re.compile(
    r"[^.;,]{0,40}\b(?:program(?:me)?|campaign)[ \n](?:(?:at|on|in)[ \n](?:the[ \n])?(?:[A-Z]\w+[ \n]){1,3})?(?:successfully |also |has |have )?"
    r"(?:targeted|tested|intersect(?:ed|s)|return(?:ed|s)|confirm(?:ed|s)|identif(?:ied|ies)|extend(?:ed|s)|outline[ds]|intercept(?:ed|s)|hits?|"
    r"cuts?|defined)\b",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"[ \n](?:were[ \n]|was[ \n])?(?:previously |already )?(?:announced|reported|released|disclosed)\b"
)  # "the 11 holes announced in June"
_PROGRAM_IS = re.compile(
    r"\b(?:(?:program(?:me)?s|campaigns)(?: (?!which|that|have|has|had|were|was)[a-z]+){0,3} (?:total|come to|amount to|add up to|comprise|call for)"
    r"(?: (?:about|some|approximately))*(?: [A-Z]{0,3}\$[\d.,]+ (?:million )?and)?|"
    r"(?:program(?:me)?|campaign) (?:totals|comprises|consists of|runs to|is for|includes|involves|entails|provides for|"
    r"encompasses)|drilling (?:includes|involves|entails|provides for|is for))"
    r"(?: (?:a|an|total|of|some|about|approximately|up to|minimum))* ?$"
)
# "14 holes for 3,260 m at Larkin returned"
_RETURNED = re.compile(
    r"(?:[^.;,\d]{0,20}\d[\d,.]*[ \n]?(?:m|metres|meters))?[^.;,\d]{0,50}[ \n](?:(?:have|has)[ \n])?(?:returned|intersected|intercepted|confirmed|"
    r"identified|intersecting|returning|hitting|encountering)\b"
)
# "These holes are part of the 40,000-metre program": its whole length.
_PART_OF = re.compile(
    r"\b(?:part|portion|phase|half|(?:first|second|third|initial) \w+) of "
    r"(?:the|its|our|an?|this|[A-Z]\w+['’]s)(?: [A-Z]\w+['’]s?)?(?: [\w-]+){0,4}$|"
    r"\bholes?(?: \([^()]{1,40}\))? (?:of|in|from) (?:the|its|our|an?)(?: [A-Z]\w+ ?['’]s)?(?: [\w-]+){0,3}(?: \d[\d,]* ?m(?:et(?:re|er)s?)? \()?,?$|"
    r"\b(?:ongoing|fully[- ]funded|upcoming)(?: \w+)?$"
)
# "the programme so far covers", "its current status": how far it has come.
_COVERS_NOW = re.compile(
    r"\b(?:status|(?<!in )progress|so far|to date|to[- ]date)\b[^.;]{0,60}$|\bcurrent\b[^.;]{0,12}\bdrilling of\b[^.;]{0,20}$", re.IGNORECASE
)
_IS_USED = re.compile(r"[^.;]{0,80}\b(?:was|were|has been|have been|is|are) (?:included|incorporated|used|considered) (?:in|for|by)\b")
CARRIED_OUT = r"completed|finished|concluded|undertaken|carried[ \n]out|conducted"
# "20,000 m resource drilling program at Larkin in Nevada completed during 2020"
_ENDED_IN = re.compile(
    r"[^.;]{0,80}\b(?:program(?:me)?|campaign)\b[^.;]{0,110}[ \n](?:(?:was|has been|successfully)[ \n])*"
    rf"(?:{CARRIED_OUT}|executed|drilled)[ \n](?:during|in|between|over|from)[ \n]",
    re.IGNORECASE,
)
# "1,500 m of infill drilling began in May": what was begun is planned.
_BEGUN = re.compile(
    r"[^.;,()]{0,70}(?:,[^.;,]{0,40},)?[ \n](?:has[ \n]|have[ \n])?(?:commenced|begun|began|started|kicked off|got under ?way)\b"
    r"(?![^.;]{0,60}\b(?:and (?:was|were|is|has)|"
    r"complet|finish|conclud))",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:will|expect\w*|to be|plan(?!t)\w*|once|when|until|upon|after|should|schedul\w*)\b", re.IGNORECASE)


def _of_program(own: str, near: str) -> str:
    """Drilling and its money: planned where a program is spoken of, unless the words say that it was done."""
    done = re.search(
        r"\b(?:has|have|had) (?:now |been |also |since |already )*(?:been )?(?:drilled|completed|spent|finished)|drilled|complet(?:ed|ing)|"
        r"totall?(?:s|ed|ing)\b|"
        r"comprised|consisted|took in|involved|amounted to|"
        r"were (?:drilled|spent)|spent\b|reached|undertook|undertaken|conducted|carried out|results (?:from|of|for)|"
        r"received|based on",
        near,
        re.IGNORECASE,
    )
    planned = re.search(
        r"\b(?:calls? for|foresees?|envisages?|contemplates?|provides? for|pencil+ed in|slated|contracted for|lined up|mapped out|"
        r"laid out(?! [A-Z]{0,3}\$)|"
        r"plan(?:s|ned|ning)?|will|propos\w+|budget\w*|to be|intends?|spend|by spending|earn\w*|"
        r"to spend|upcoming|approved|expects?|fully[- ]funded|up to|"
        r"must|earmarked|needed|required|"
        r"allocat\w+|underway|"
        r"ongoing|increased|expanded|planned|next|another|follow-up|to drill|continue\w*|"
        r"target of|minimum of|at least|set aside|this (?:summer|fall|autumn|winter|spring|season)|expend|incur|incurring|on or before|anniversary|"
        r"over (?:an?|the next) (?:(?:\w+|\(\d\))[ -]){0,3}(?:period|years?))\b",
        near,
        re.IGNORECASE,
    )
    if planned and not (done and re.search(r"\b(?:has|have|had|were|was)\b", near)):
        return "plan"
    if done:
        return "actual"
    return "plan" if re.search(r"-(?:metre|meter|m|foot|hole)\b|\bprogram(?:me)?\b|campaign", near) or PLAN.search(own) else "actual"
