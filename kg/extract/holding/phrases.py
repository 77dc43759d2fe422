"""The phrases that say who has a site, as patterns over masked sentences: one character stands for a company, another for a site.
So a pattern sees "\\ue000 owns 100% of the \\ue001 in Mexico and the \\ue001", whatever the names.
"""

from __future__ import annotations

import re

from kg.extract.name_runs import ORG, SITE

PERCENT = r"(?:\d{1,3}(?:\.\d{1,4})?)[\s-]?(?:%|(?i:per[ -]?cent)(?:\.(?=\s[a-z]|\)))?)"
_NO_STOP = f"[^.;{ORG}{SITE}]"
ADJECTIVES = r"(?:(?:[\w%./&+-]+|\([^()]{1,12}\))[, ]+){0,9}"
_NO_LINK = (
    r"(?!(?:to|at|on|for|from|with|by|while|which|where|near|is|are|was|were|has|have|had|into|over|around|within|towards?|"
    r"than|as|via|after|before)\b)"
)
_PLAIN_ADJECTIVES = rf"(?:(?:{_NO_LINK}[\w%./&+-]+|\([^()]{{1,12}}\))[, ]+){{0,9}}"
DET = r"(?:the |its |our |their |an? |all of the |all of |both )?"

# ---- behind a naming

OPERATED_BY = re.compile(
    rf"^(?P<gap>[^.;{ORG}{SITE}]{{0,60}}?)[, ]*(?<!previously )(?<!formerly )(?<!once )\b(?:operated|managed|run|worked|mined)(?! and "
    rf"owned) by (?:the |its |our |joint[- ]venture |senior |local |earn-in |partners? )*(?P<org>{ORG})(?: \((?P<share>{PERCENT})\))?"
)
OWNED_BY = re.compile(
    rf"^(?P<gap>[^.;{ORG}]{{0,90}}?)(?<![\w-])(?:(?P<pre>{PERCENT}|wholly|fully|entirely|jointly|majority|indirectly|beneficially|now|"
    rf"currently)(?:[- ]|,? of which (?:is|are) (?:now )?))?(?:owned|held|controlled|registered|(?:is |now |"
    rf"currently )*being (?:re-?)?(?:developed|advanced|explored|mined|"
    rf"started|built|opened|operated))"
    rf"(?: and operated)?(?: as to)?(?: (?P<post>{PERCENT}))? (?:by|in the name of|on behalf of) (?:the |an? |its |our )?(?:[a-z][\w-]* ){{0,4}}{ORG}"
    rf"(?P<more>(?:(?:,| and|, and)+ {PERCENT} by (?:the |its |our )?(?:[a-zA-Z][\w-]* ){{0,5}}{ORG}){{0,3}})"
)
THROUGH = re.compile(rf"^[^.;{ORG}]{{0,60}}?\b(?:held|owned)(?: \w+)? through (?:the |its )?")
OF_COMPANY = re.compile(
    rf"^(?: {{2,}}(?= ))?(?: \([^()]{{1,40}}\))?(?:, (?:the|an?) {_NO_STOP}{{0,40}})? of (?:the )?{ORG}|"
    rf"^,? (?:(?:which|that) )?(?:now |still )?belong(?:s|ing)? to (?:the |an? )?(?:[a-z][\w-]* ){{0,4}}{ORG}|"
    rf"^{_NO_STOP}{{0,40}} for {ORG}(?= and| in|\.|,|;|$)"
)
IN_WHICH = re.compile(
    rf"^{_NO_STOP}{{0,60}}?(?:,? |,? ?\()(?:(?:in|of) which|where|wherein) (?:the )?(?P<org>{ORG}|it|we)(?: \([^()]{{1,60}}\)){{0,3}} "
    rf"(?:currently |indirectly )?(?:(?:has |have )?(?:now |already )?(?:earned|vested (?:at|with|in))|has|have|holds?|owns?|"
    rf"retains?) (?:an?|the)?\s?(?P<percent>{PERCENT})(?![^.;,]{{0,40}}\b(?:royalt|NSR|GRR|stream))(?: interest)?"
    rf"(?P<second> and {ORG} (?:has |holds )?(?:an? |the )?(?:other |remaining )?(?P<other>{PERCENT}))?"
)
# "is held by X S.A., of which the Company owns 90%": whoever holds the holder.
HELD_THROUGH_OTHER = re.compile(
    rf"^[^.;{ORG}{SITE}]{{0,50}}?\b(?:held|owned|operated|controlled)(?: and operated)? (?:by|through) (?:the |its )?{ORG}(?: "
    rf"\([^()]{{1,60}}\)){{0,2}},? "
    rf"(?:an? [^.;,{ORG}{SITE}]{{1,60}}, )?(?:in|of) which (?:the )?(?P<org>{ORG}|it|we) (?:currently |indirectly )?(?:has|holds|owns|retains) "
    rf"(?:an? |the )?(?P<percent>{PERCENT})(?![^.;,]{{0,40}}\b(?:royalt|NSR))"
)
# "(A 60% and manager; B 40%)", "(A - 49%)", "(51% A, operator)" right behind a site or the words that say where it is.
_NAMED_SHARE = rf"{ORG}[ :\u2013\u2014-]{{1,3}}{PERCENT}|{PERCENT}[ :\u2013\u2014-]{{1,3}}{ORG}"
BRACKET_SHARES = re.compile(
    rf"^(?:,?(?: [^.;(){ORG}{SITE}]{{1,60}})? ?\(| ?[\u2014\u2013-]+ ?)(?P<shares>(?:{_NAMED_SHARE})"
    rf"(?:(?:,|;| ?/| and|, and) ?(?:{_NAMED_SHARE}|{PERCENT} [^,;)]{{1,40}}|(?:the )?(?:operator|manager)))*)"
)
ONE_SHARE = re.compile(
    rf"(?:(?P<first>{ORG})[ :\u2013\u2014-]{{1,3}}(?P<after>{PERCENT})|(?P<before>{PERCENT})[ :\u2013\u2014-]{{1,3}}(?P<second>{ORG}))"
    r"(?P<operates>,? (?:and )?(?:the )?(?:operator|manager))?"
)
_OWN_WHOLE = r"(?:(?:wholly|fully|entirely|solely)[- ](?:owned|held|controlled)|(?:owned|held) (?:outright|entirely))"
_OF_ORE = "(?i:pits?|zones?|veins?|pipes?|lens(?:es)?|lodes?|ore|grades?|recover(?:y|ies))"  # "from the Main Pipe (68%)": no share of the mine
SHARE_BEHIND = re.compile(
    rf"^(?:(?!\b(?:from|at|through|with|by|was|were|came|produced|{_OF_ORE})\b)[^.;,{ORG}{SITE}()]){{0,40}}"
    rf"\((?:its )?(?P<bracket>{PERCENT})(?:[- ](?:owned|interest|held|ownership|share|basis|WGR))?\)"
    rf"|^(?:(?!\b(?:remaining|other|balance|further|additional|another)\b){_NO_STOP}){{0,50}}?,? (?:(?:is|are|which is) )?"
    rf"(?:owned |held )?(?<!the )(?<!an )(?<!a )(?P<owned>{PERCENT})[- "
    rf"]?(?:owned|held|controlled|interest|by the Company)(?! subsidiar| affiliate| compan)"
    rf"(?![^,.;]{{0,40}}{SITE})"
    rf"|^[^.;,{ORG}{SITE}]{{0,50}}, (?P<bare>{PERCENT})(?=[,.;]| and)"
    rf"|^(?:[,:] ?[\w' -]{{2,30}}){{1,3}}, (?P<item>{PERCENT})(?=[.,;]|$)|^[^.;{ORG}{SITE}%]{{0,40}}: (?P<colon>{PERCENT})(?=$|[.,;])"
    rf"|^(?:(?:,| and|, and) (?:the )?{SITE})*{_NO_STOP}{{0,100}}? (?:is|are) (?:now |currently |also |both |all )?"
    rf"(?P<whole>{_OWN_WHOLE}|(?:owned|held) {PERCENT}|{PERCENT}[- ](?:owned|held|controlled)(?! by))"
    rf"|^{_NO_STOP}{{0,60}}?[,(] ?(?:which is )?(?P<apart>{_OWN_WHOLE})(?= ?[.,;)]|$)"
    rf"|^{_NO_STOP}{{0,30}}? (?:through|via|with) (?:its|our|an?|the Company's) (?P<through>{PERCENT}) (?:ownership|interest|stake|equity|share)"
)
# "A's interest in the X permit is 35%".
INTEREST_OF = re.compile(rf"\b(?:interest|stake|share|ownership|equity) (?:in|of) {DET}[^.;,{ORG}{SITE}]{{0,30}}$")
IS_SHARE = re.compile(
    rf"^(?: [a-z]+)? (?:(?:is|stands at|remains(?: at)?) (?:now |currently )?|(?:has |was |is )?(?:been )?(?:increased|rose|risen|grown|raised|moved|"
    rf"reduced|diluted|fell|fallen)(?: from {PERCENT})? to )(?P<percent>{PERCENT})(?=[.,;]|$| (?:and|after|following|as|when|by|through)\b)"
)
# "the A and B properties; both are 100%-owned": a share that all sites of a list have.
ALL_OWNED = re.compile(
    rf"^[^.]{{0,80}}?(?:\b(?:both|all|each)(?: of (?:which|them|these))? (?:is|are)|[(,] ?(?:both|all|each)) (?P<share>{PERCENT}|wholly)[- ]owned"
)
OVER_WHICH_ROYALTY = re.compile(
    rf"^[^.;{SITE}]{{0,120}}?,? (?:over|on|upon|in|from|for) which (?:the )?(?P<org>{ORG}) (?:also |currently |now )?"
    rf"(?:holds|has|retains|owns|receives|will retain|is entitled to) "
    rf"(?:an? |the )?(?:{PERCENT} (?:to|and|or) (?=\d))?(?P<range>(?<= to )|(?<= and )|(?<= or ))?(?:(?P<percent>{PERCENT}) )?"
    r"[^.;%]{0,40}?\b(?i:royalt(?:y|ies)|NSR|GSR|NPI|GRR|stream)\b"
)
# "the X royalty", "the X NSR": of the royalty the text speaks, and not of the site.
NAMES_ROYALTY = re.compile(r"^ (?:NSR|GSR|GRR|NPI|(?:net smelter (?:return )?|gross |production )?(?i:royalt(?:y|ies)|stream))\b(?!-free)")
ROYALTY_HELD_BY = re.compile(
    rf"^(?:[^.;,{ORG}{SITE}]|(?<=[A-Z])\.){{0,60}}? (?:(?:is|are|was|were|has been|have been) (?:now |since |being )?"
    rf"(?:(?:held|owned|retained|kept|acquired|bought|purchased) by|(?:sold|transferred|assigned|granted|payable|conveyed|due)"
    rf"(?: by (?:the )?{ORG}(?: \([^()]{{1,60}}\))*)? to|in favou?r of)|"
    rf"(?:belongs?|goes|went|passes|passed) to) (?:the |an? )?(?:[a-z][\w-]* ){{0,4}}(?P<org>{ORG})"
)
# A royalty that opens its clause: "A 2% NSR on the": nobody before it has it.
ROYALTY_OPENS = re.compile(
    rf"(?:^|[.;:\n] |, (?:and|but|while) |^and |[;\n] (?:and )?[-\u2022\u00b7*\u25cf] ?)(?:An?|The|an?|the) "
    rf"(?:(?!\b(?:is|are|was|were|being|includes?|included|comprises?|comprised|contains?|has|holds?)\b)(?:[^.;,{ORG}{SITE}]|(?<=\d)\.(?=\d))){{0,60}}$"
)
ROYALTY_WORD = re.compile(r"\b(?:royalt(?:y|ies)|NSR|GSR|NPI|GRR|stream)\b(?!-free)", re.IGNORECASE)
# A royalty in a bye-clause between an interest and its site: it is none of whoever acquires the interest.
SUBJECT_TO = re.compile(
    rf",? (?:which is |\()?subject to (?:an? |the )[^.;,{ORG}{SITE}]{{0,90}}?(?:,|(?<=royalty)|(?<=NSR)|(?<=\))|(?<=royalties))(?= (?:in(?! f)|of) )"
)
# "25% of the gold produced from", "80% of the shares of": a part of something else than the site.
OF_OUTPUT = re.compile(
    r" of (?:the |its |all |total |any |payable |refined |contained |attributable |annual |future |life-of-mine ){0,3}"
    r"(?:(?:gold|silver|copper|platinum|palladium|nickel|cobalt|zinc|lead|metals?|concentrates?|ore|ounces|uranium|lithium)\b[^.;]{0,12}"
    r"\b(?:produced|production|mined|recovered|sold|output|ounces|reserves?|resources?|from|at|in)\b|"
    r"(?:production|output|ounces|ore\b|(?:mill |plant )?feed\b|"
    r"mineral|resources?|reserves?|drill|holes|samples|revenues?|sales|costs?|capital|proceeds|budget|"
    r"shares|issued|outstanding|common|workforce|employees|drilling|metres|meters|tonnage|material|cash|profits?|power|consideration|total|"
    r"purchase|area|land|spot|net)\b|(?:[a-z]+ )?(?:capacity|throughput|rates?)\b)"
)
SUBJECT_TO_ROYALTY = re.compile(
    rf"^[^.;{SITE}]{{0,120}}?\b(?:subject to|carry|carries|burdened by|encumbered by) an? "
    rf"(?P<percent>{PERCENT})[^.;{SITE}{ORG}]{{0,60}}?\b(?:royalt(?:y|ies)|NSR|GSR|NPI)\b(?:[^.;{SITE}{ORG}]{{0,40}}(?:held|owned|favou?r|"
    rf"payable|due|granted|retained)[^.;{SITE}{ORG}]{{0,12}}| to (?:the )?)(?P<org>{ORG})"
)
OPERATOR_IS = re.compile(
    rf"^[^.{SITE}]{{0,60}}?\b(?:where|of which|with) {ORG}(?: \([^()]{{1,40}}\))?(?:,? (?:is|as|being) (?:the )?|, the )operator(?: with "
    rf"(?P<percent>{PERCENT}))?|^[^.{SITE}]{{0,60}}?\bthe operator,? (?:is )?{ORG}"
)
SOLD_TO = re.compile(rf"^(?:(?:,| and|, and) (?:the |its )?{SITE}){{0,4}}[^.;{SITE}]{{0,60}}?\bto (?:the |its (?:[a-z-]+ ){{0,3}})?{ORG}")
OPTIONED_FROM = re.compile(
    rf"^[^.;{SITE}]{{0,60}}?\b(?:optioned|under option|option)(?: in \d{{4}})?,? (?:from|with) (?:the )?{ORG}|^,? (?:which "
    rf")?(?:is |are )?(?:it )?optioned (?:in \d{{4}} )?from\b"
)
OPTIONED_TO = re.compile(
    rf"^[^.;{SITE}]{{0,70}}?\bto (?:the )?{ORG}|^[^.;{SITE}]{{0,40}}?\b(?:is |are |now )?(?:optioned|under option) to (?:the )?{ORG}"
)
# ", in joint venture with A (the Company: 30%)".
WITH_PARTNER_AND_SHARES = re.compile(
    rf"^(?: \([^()]{{1,40}}\))?,? (?:which is |is |being )?(?:in |an? |held in )?(?:[a-z]+ )?(?:joint[- ]venture|JV) with (?:the )?(?P<other>{ORG})"
    rf" \((?P<org>{ORG})[: -]{{1,3}}(?P<percent>{PERCENT})\)"
)
WITH_PARTNER = re.compile(rf"^(?: [Jj]oint [Vv]enture| JV)?[^.;,{ORG}{SITE}]{{0,40}} with (?:the )?(?P<org>{ORG})(?: \((?P<share>{PERCENT})\))?")
SPLIT_WITH = re.compile(
    rf"^[^.;{ORG}{SITE}]{{0,60}}?\b(?:held|owned|operated|shared|split)(?: on an?)? "
    rf"(?:(?P<split>\d\d[/:-]\d\d)(?: basis)?|equally|half and half) with (?:the )?(?P<org>{ORG})"
)
OUTRIGHT = re.compile(rf"^(?:(?:,| and|, and) (?:the )?{SITE})*[^.;,{ORG}{SITE}]{{0,40}} outright\b")
WHICH_MANAGES = re.compile(rf"^,? which (?:the )?(?P<org>{ORG}) (?:operates|manages|runs)\b")

# ---- before a naming

# "A is a 49% participant with B in the X mine".
PARTNER_IN = re.compile(
    rf"(?P<percent>{PERCENT}) (?:joint venture |JV |equity |working interest )?(?:participant|partner|participating interest|interest|owner|"
    rf"shareholder|venturer|stake) (?:together |jointly )?(?:with|alongside) (?:the )?(?P<org>{ORG})(?: \([^()]{{1,40}}\))? (?:in|of|at) "
    rf"(?:the |its )?[^.;,{ORG}{SITE}]{{0,40}}$"
)

# "A and B each hold 50% of".
EACH_HOLD = re.compile(
    rf"(?P<one>{ORG})(?: \([^()]{{1,40}}\))?,? and (?P<two>{ORG})(?: \([^()]{{1,40}}\))? (?:each|both) (?:holds?|owns?|has|have) (?:an? )?"
    rf"(?P<percent>{PERCENT}|half)[^.;{ORG}{SITE}]{{0,40}}$"
)
# "joins from A, where she was General Manager of the": the facility of whom she worked for.
WORKED_FOR = re.compile(
    rf"\b(?:at|with|for|from|of|by|joined|joins) (?:the )?(?P<org>{ORG})(?![^{ORG}]*{ORG})"
    rf"(?![^{ORG}]*\b(?:and|,) (?:was|has|had|is|previously|formerly|before|prior|served|worked|spent|joined|led|held|managed)\b)"
)
WHERE_THEY_WORKED = re.compile(
    rf"{ORG}(?: \([^()]{{1,40}}\))?,? where (?:he|she|they|since|most recently)\b[^.;{ORG}{SITE}]{{0,140}}\b(?:of|for|"
    rf"at) {DET}[^.;{ORG}{SITE}]{{0,40}}$"
)

# Somebody else's news told in passing: "Laurion reported that it has finished a program on the ...".
THAT_IT_HAS = re.compile(
    rf"{ORG}(?: \([^()]{{1,40}}\))? (?:\w+ly )?(?:reports|reported|announced|announces|said|states|stated)(?: \w+)? that it "
    rf"(?:has|had|is|will)\b[^.;{ORG}{SITE}]{{0,110}} (?:on|at) {DET}{ADJECTIVES}$"
)

GENITIVE = re.compile(
    rf"{ORG}(?: [Cc]orporation)?(?:'s?|s') {_PLAIN_ADJECTIVES}$|"
    rf"{ORG}(?:'s?|s') (?:[^.;,(){ORG}{SITE}]|(?<=\d)\.(?=\d)|\([^()]{{1,30}}\)){{0,60}}?"
    rf"\b(?:interest|stake|share) in(?: and to)? (?:the |its )?(?:[\w%-]+ ){{0,3}}$"
)
OWN = re.compile(
    rf"\b(?P<whose>[Ii]ts|[Oo]ur|[Tt]heir) (?!(?:[a-z-]+ ){{0,2}}(?:option|right|agreement)s? (?:on|over|to|for|in|with)\b)"
    rf"(?![^.;{SITE}]{{0,80}}\b(?:for|about|regarding|was|were)\b){ADJECTIVES}$"
)
ROYALTY = re.compile(
    rf"\b(?:royalt(?:y|ies)|NSR|GSR|NPI|GRR|stream)\b(?: from {ORG}(?: \([^()]{{1,40}}\))?)?[^.;{ORG}]{{0,60}}?"
    rf"\b(?:on|over|from|covering|covers|in|at|across|"
    rf"of)\s{DET}[^.;{ORG}]{{0,110}}$",
    re.IGNORECASE,
)
# "A, which holds a 2% gross metal royalty as to the X property".
HAS_ROYALTY = re.compile(
    rf"{ORG}(?: \([^()]{{1,40}}\))?,? (?:which |that |also |currently )*(?:holds|has|owns|retains|retained|holding|owning|receives|granted) "
    rf"(?:an? |the |its )?[^.;,{ORG}{SITE}]{{0,60}}?\b(?i:royalt(?:y|ies)|NSR|GSR|NPI|GRR|stream)\b[^.;{ORG}{SITE}]{{0,30}}$"
)
ROYALTY_PERCENT = re.compile(rf"(?P<percent>{PERCENT})(?! interest)[^.;%]{{0,50}}\b(?:royalt|NSR|GSR|NPI|GRR|stream)", re.IGNORECASE)
SOLD = re.compile(
    rf"\b(?:sold|(?:complet|clos|finalis|finaliz|conclud)(?:ed|es) (?:the sale of|(?:the |its )?(?:deal|transaction) divesting)|divested|disposed of|"
    rf"relinquished)\b(?![^.;{SITE}]{{0,40}}\bfrom\b)(?:[^.;{SITE}]|(?<=\d)\.(?=\d)){{0,60}}$"
    rf"|\b(?i:from|following|after|since) the sale of (?:the |its |our )?(?:{PERCENT} )?(?:(?:interest|stake|share) (?:in|of) {DET}{ADJECTIVES})?$"
)
# ", which now owns 100%", behind who bought.
NOW_OWNS = re.compile(rf"(?: \([^()]{{1,60}}\))*,? which (?:now |thereby |then )?(?:owns|holds) ({PERCENT})")
TRANSFERRED = re.compile(
    rf"(?<!be )\b(?:transferred|assigned|conveyed|vended) to (?:the )?(?P<org>{ORG})(?: \([^()]{{1,40}}\))?(?:[^.;{ORG}]|(?<=\d)\.(?=\d)){{0,160}}$"
)
WHOSE = re.compile(rf"{ORG}(?: \([^()]{{1,40}}\))?,? whose [^.;{ORG}{SITE}]{{0,50}}$")
HOLDER_OF = re.compile(
    rf"{ORG}(?: \([^()]{{1,40}}\))?,? (?:(?:is|was) (?:an? |the )(?:(?!from\b|for\b)[\w-]+,? ){{1,9}}?(?:and|which is|that is) |is )?"
    rf"(?:the |an? )?(?:(?P<percent>{PERCENT}|sole|outright) )?(?:registered |majority |current "
    rf")?(?P<what>holder|owner|operator)(?: \((?P<inside>{PERCENT})\))?(?: and operator)? of {DET}[^.;{ORG}{SITE}]{{0,30}}$"
)
EARN = re.compile(
    rf"\b(?:option (?:\([^()]{{1,40}}\) )?to (?:acquire|earn|purchase|buy)|(?:may|can) (?:now |then |thereby |in turn )?(?:earn|acquire)|"
    rf"(?:right|entitled) to (?:earn|acquire)|(?:allow|enabl|permit|entitl)\w* (?:{ORG}|it|us) to (?:acquire|earn|purchase)|"
    rf"to earn|will earn|to option (?:\([^()]{{1,40}}\) )?(?:up to )?(?:an? |the )?(?={PERCENT})|"
    rf"(?:is|are) earning|(?<!full )earn[- ]in|option (?:and [a-z -]{{3,24}} )?(?:on|over|agreement)|may increase|until "
    rf"[^.;]{{0,24}} to earn|under option)\b"
    rf"(?P<terms>(?:[^.;{SITE}]|(?<=\d)\.(?=\d)){{0,160}})$",
    re.IGNORECASE,
)
GRANTS = re.compile(
    rf"\b(?:agreed to option|options?|optioned|farm(?:s|ed|ing)?[- ]out|grants?|granted|has granted)\b(?! (?:agreement|to|on|over|from))"
    rf"[^.;{SITE}]{{0,90}}$",
    re.IGNORECASE,
)
# "Under the agreement A may earn an initial 51% interest by ...", in a sentence of its own.
EARNS = re.compile(
    rf"(?P<org>{ORG})(?:, an? [^.;{SITE}]{{1,60}},)? (?:may|can|will|has the right to|is entitled to|has an option to|is earning|may elect to) ?"
    rf"(?:then |also |subsequently |thereafter )?(?:earn|acquire|increase its (?:interest|stake) (?:further )?to)?"
    rf"(?: up to)?(?: an?| the)?(?: initial| first| further| additional|nother)? (?P<percent>{PERCENT})"
    rf"(?! (?:of (?:the )?(?:shares|issued)|royalty|NSR))"
)
INCREASE = re.compile(
    r"\b(?:(?:increase|raise|lift|boost|bring|take) (?:its|their|this|the) (?:interest|stake|ownership|holding) (?:further )?to|"
    r"(?:rising|increasing|moving|growing|going|stepping up) (?:further |then )?to|which it (?:may|can) (?:lift|raise|increase|take) to|for "
    r"an? (?:total|aggregate)(?: "
    rf"interest)? of|bringing (?:its|their) (?:total |aggregate )?(?:interest|stake|ownership) to) (?:an? |up to )?(?P<percent>{PERCENT})"
)
LAPSED = re.compile(
    r"\b(?:gave up|(?i:terminated)|lapsed|lets? [^.;]{0,60}(?:lapse|expire)|(?:to|let) (?:lapse|expire)|expired|dropped|relinquished|"
    r"(?:did|will|does) not (?:be )?exercis(?:e|ing)|withdr[ae]w|no longer (?:has|holds) (?:an|the|its|any) (?:\w+ )?option)\b"
)
STAKE = re.compile(
    rf"(?P<percent>{PERCENT})(?! (?:sell|sale|disposal|divest|complete|built|funded|permitted|higher|lower))(?: \([^()%]{{1,30}}\))?"
    rf"(?:[- ]?(?:owned|controlled|held|ownership|interests?|stake|equity|working|participating|"
    rf"beneficial|undivided|attributable|indirect|direct|economic|carried|joint|share|participant|"
    rf"shareholder|acquisition|of|in)\b|-|,? (?={_PLAIN_ADJECTIVES}$))"
    rf"[^.;%{SITE}{ORG}]{{0,70}}$"
)
# "the sale of a 51% interest", "acquires the remaining 30%": the share that changes hands, and not the share that somebody has.
TRADED_SHARE = re.compile(
    r"\b(?:sales?|disposal|disposition|divest\w+|sell\w*) (?:of )?(?:an? |the )?$|\bby (?:about |approximately |over |nearly |almost )?$|"
    r"\b(?:acqui\w+|purchas\w+|buy\w*|bought)\b[^.;%]{0,30}\b(?:remaining|further|additional|another|other)\s(?:\w+ ){0,2}$",
    re.IGNORECASE,
)
INTEREST_IN = re.compile(rf"(?:{PERCENT}|half|wholly|full)[^.;%{SITE}{ORG}]{{0,40}}\b(?:in|of)\b[^.;%{SITE}{ORG}]{{0,40}}$")
WHOLLY = re.compile(
    rf"\b(?:wholly|fully|entirely)[- ](?:owned|held|controlled)\b(?![^.;]{{0,30}}\b(?:except|other than|apart|but not)\b)[^.;{SITE}{ORG}]{{0,50}}$|"
    rf"\b100[- ]?(?:%|per ?cent)[- ](?:owned|held|controlled|interest|ownership)?[^.;%{SITE}{ORG}]{{0,50}}$|"
    rf"\bwholly[- ]owns (?:the |its )?[^.;%{SITE}{ORG}]{{0,50}}$|\b(?:full|sole|outright|complete) ownership (?:of|in) [^.;%{SITE}{ORG}]{{0,50}}$|"
    rf"\bsole(?:ly)? (?:owner|owned)[^.;{SITE}]{{0,40}}$|\b(?:owns|holds|own|"
    r"hold|has|have|acquired|title to|taken) (?:all|the whole) of (?:the |its )?$",
    re.IGNORECASE,
)
HAS = re.compile(
    r"(?<![\w%]-)\b(?P<verb>owns and operates|own and operate|owns|own|owned|holds?|held|"
    r"retains?(?! (?:the|a|an) (?:right|option))|has(?! been| an option| the option| the right|"
    r" (?:\w+ ){0,2}(?!earned|acquired|purchased)(?:[a-z]+ed|begun|let|made|found|seen|shown|gone|built|told|led|sold|bought|put|set|cut|met|kept|"
    r"left|lost|spent|run|given|taken|undertaken|drawn|grown|written|chosen|become|come|had|done|laid|paid|not|sent|brought|sought|won)\b)|"
    r"controls?(?! (?:of|on|to|over|relat\w+)\b)|acquired|purchased|has acquired|has earned|earned|operates?|manages)\b"
    r"(?! (?:and (?:operated|managed|controlled) )?by\b)"
)
# "the State of Ghana holds 10% of the", "Osprey owns the": somebody whom the text explains nowhere, and not the issuer.
UNKNOWN_HAS = re.compile(
    rf"(?:^|[^.;{ORG}{SITE}]{{0,60}}? )(?!It\b|We\b|Which\b|Who\b|That\b|This\b|Management\b|Group\b|NSR\b|GSR\b|NPI\b|PEA\b|They\b|Company\b)"
    rf"(?P<name>[A-Z][\w-]+)(?: [A-Z][\w-]+){{0,3}}(?: (?:also|currently|now|presently|still|each))? (?:owns|holds|retains|has)(?: (?:the|an?))? "
    rf"(?:remaining )?(?:\d[^.;{ORG}{SITE}]{{0,60}})?$"
)
UNKNOWN_EARNS = re.compile(  # the same before "may earn", "option to acquire"
    r"(?:^|[.;,] |\b(?:that|which|whereby) )"
    r"(?!(?:The|This|That|Any|Each|Upon|On|Company|Corporation|Issuer|Group|Optionee|Farminee|Purchaser|Buyer|It|We)\b)"
    r"(?P<name>[A-Z][\w&-]+)(?: [A-Z][\w&-]+){0,3}(?: (?:has|holds|retains) (?:an?|the)(?: [a-z]+)?)? $"
)
PENDING = re.compile(
    r"\b(?:(?:will|would|(?<!continues )(?<!continue )to|may|can|agreed to|proposes to|intends to) (?:acquire|purchase|buy|own)|acquiring|"
    r"(?<!\d\d\d\d )acquisition of|purchase of|acquires?|purchases|buys)\b[^.;]{0,120}$",
    re.IGNORECASE,
)
# "will acquire all shares of A, which holds the": whose it is until then.
WHO_HAS = re.compile(
    rf"{ORG}(?: \([^()]{{1,40}}\))?,? (?:(?:which|who|that) (?:\w+ )?(?:owns|holds|has)|"
    rf"the (?:\w+ )?(?:owner|holder) of|owning|holding)\b[^.;]{{0,60}}$"
)
# The other members of a list right behind a site: ", the X and the Y".
LISTED = re.compile(rf"^(?:(?:,| and|, and| or) (?:the )?{SITE})+")
CHAINED = re.compile(
    rf"{SITE}(?P<between>[^.{ORG}{SITE}]{{0,130}}?(?:,|;| and| as well as| together with| plus|,? along with|,? including|,? comprising|\()+ "
    rf"?(?:also "
    rf")?{DET}{_PLAIN_ADJECTIVES})$"
)
CAREER = re.compile(
    rf"\b(?:was|formerly|previously|prior|earlier|began|joined|worked|career|served|experience|roles?|positions?|spent|"
    rf"tenure|years)\b[^.;{SITE}]{{0,140}}\b(?:at|of|for|from|with|on|including)\s{DET}[^.;{SITE}]{{0,40}}$"
    rf"|\b(?:Mr|Mrs|Ms|Dr|He|She|he|she)\b[^.;{SITE}]{{0,160}}\b(?:managed|led|ran|built|worked|joined|was|served|began|held|"
    rf"headed|oversaw)\b[^.;{SITE}]{{0,100}}$"
)
# "The operators of the X mine, A and B, announced": the companies behind the name.
HOLDERS_OF = re.compile(rf"\b(?P<what>owner|operator|holder)s? of {DET}[^.;{ORG}{SITE}]{{0,30}}$")
IN_APPOSITION = re.compile(rf"^(?: in [^.;,{ORG}{SITE}]{{1,40}})?,? {ORG}(?: \([^()]{{1,40}}\))?(?: and {ORG}(?: \([^()]{{1,40}}\))?)?,")
NO_INTEREST = re.compile(
    r"\b(?:no (?:(?:further|remaining|longer) ){0,2}(?:interest|agreement)|no longer (?:has|have|holds?|owns?)|ceased to (?:own|hold)|not acquired|"
    rf"has not|does not (?:own|have|hold))\b[^.;{SITE}]{{0,60}}$"
)
