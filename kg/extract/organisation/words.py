"""What the name of an organisation looks like, and the words that are none: patterns shared by those that look for names."""

from __future__ import annotations

import re
from functools import cache

from kg.text.letters import UPPER
from kg.text.months import FULL
from kg.text.names import legal_form_pattern, split_legal_form

# A word of a name: capitalised, an abbreviation, a small letter with a dash ("i-80 Gold"), or digits that a capital follows ("1911 Gold"); never
# a word after a stop.
TOKEN = (
    rf"(?:(?:St|Mt|Ste)\.|\b[a-z]-(?:\d{{1,3}}|[{UPPER}]\w+)(?=\s[{UPPER}])|\d{{4}}-\d{{4}}(?=\s[{UPPER}])|\d{{6,10}}(?=\s[{UPPER}])|(?:[{UPPER}]\.)+(?=\s(?!The\b))|"
    rf"U\.S\.(?:A\.)?(?=, (?:Inc|LLC|Ltd|Corp|LP|L\.))|"
    rf"(?<!\d )(?!19[5-9]\d|20\d\d)\d{{1,4}}(?=\s[{UPPER}])|(?:\b[dl]')?[a-z]{{0,4}}[{UPPER}](?:[\w'+-]|\.(?=\w))*(?:&[{UPPER}]\w*)?|"
    rf"\d{{1,4}}[{UPPER}][A-Za-z]*(?![\w-]))"
)
# Behind royalties that are things: "to buy a Gold Royalty Portfolio".
OF_ROYALTIES = re.compile(r" (?:Portfolio|Package|Interests?|Payments?|Assets?|Rights?|Holders?|Agreements?|Rates?)\b")
CAPITALISED = re.compile(rf"(?<![\w'-])[{UPPER}](?:[\w'-]*[a-z]|\.) $")  # the word before a name
JOINT = r"(?:&|\+|of|ve|och|und|et|de|del|des|du|da|do|dos|la|le|les|los|las|der|van|von|for|and|y|et|e|\([A-Z][\w. ]{1,24}\))"


@cache
def with_legal_form() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w-)(?<![\w&])(?:{TOKEN}(?: {JOINT}){{0,2}},? ){{1,8}}?(?:\([A-Z][\w.& ]{{1,24}}\),? "
        rf")?{legal_form_pattern()}(?! {legal_form_pattern()})(?! of {TOKEN} {legal_form_pattern()})"
        r"(?! (?:Directors?|Secretary|Secretarial|Announcement|Profile|Overview|"
        r"Update)\b)"
    )


# Words that end a company's name where it has no legal form; the word before must be a name.
SUFFIX = (
    r"(?:Resources|Minerals|Mining|Metals|Explorations?|Mines|Laboratories|Laboratory|Labs|Gold|Silver|Copper|Nickel|"
    r"Zinc|Platinum|Royalties|Wheaton|Consulting|Consultants|Drilling|Partners|Capital|Securities|Associates|Engineering|"
    r"Engineers|Holdings|"
    r"Ventures|Royalties|Geosciences?|Analytical|Assayers|Advisors|Advisory|Geological|Energy|Lithium|Uranium|Goldfields|"
    r"Communications|Services|Technologies|Industries|Contractors|Bank|PR|Armateurs|Geoscience|Chemicals?|Refining|"
    r"Smelting|"
    r"University|Foundation|Fund|Royalty|Streaming|Markets|Financial|Steelworkers|Syndicate)"
)
# The last of what a firm that digs is called by, folded.
TRADES = frozenset("minerals resources mining metals exploration mines gold silver copper energy lithium uranium royalties".split())
WITH_SUFFIX = re.compile(rf"(?<![\w&])(?:{TOKEN} (?:& )?){{1,4}}{SUFFIX}(?![\w-])")
UNIVERSITY = re.compile(
    r"\b(?:University|Universidad|Universit[eé]|College|Bank|Banque|Banco|Fundo|Fondo|Grupo|Groupe|Constructora|Sindicato|"
    r"(?:National |International |United )?Union|"
    r"Soci[eé]t[eé]|Compagnie|Companhia|Corporaci[oó]n|Cons[oó]rcio|Cooperativa|"
    r"(?:Compa[nñ][ií]a |Sociedad |Empresa )?Minera(?= (?!de))|Compa[nñ][ií]a) (?!(?:Medal|Prize|Degree|Avenue|Street|Drive|Road|Park)\b)(?:(?:of|de|"
    rf"du) )?(?:the )?{TOKEN}(?: (?:(?:of|de|del|du|des|la|los|las|les|at(?= (?:Austin|Arlington|Dallas|Davis|Buffalo|Boulder|Reno|Rolla)\b)) )"
    rf"{{0,2}}{TOKEN}){{0,4}}"
)
# "Kappes, Cassiday & Associates": partners by their names; "Fonds minier Boreal s.e.c.": those of Quebec, in small letters only.
PARTNERSHIP = re.compile(
    rf"(?<![\w&]){TOKEN}(?:, {TOKEN}){{1,3}},? (?:& Company|(?:&|and) (?:Associates|Partners))\b|"
    rf"(?<![\w&])(?!The\b){TOKEN}(?: [a-z]{{3,12}})?(?: {TOKEN}){{1,4}},? s\.e\.(?:n\.)?c\.(?:r\.l\.)?"
)
OF_NAMES = re.compile(
    r"\b(?:Bank|University|Bureau|Institute|School|Society|College|Trust|Sons|Daughters|Industries|Brotherhood|Union|Corporation|"
    r"Company|Mines|Minerals|Compa[nñ]ia|Sociedad|Association) of$|\bde$|\bdel$|\bdu$|\bla$",
    re.IGNORECASE,
)
AND_NAMES = re.compile(
    r"^(?:Silver|Gold|Copper|Minerals?|Metals?|Mining|Sons|Company|Partners|Associates|Exploration|Development|Smelting|"
    r"Refining|Resources|Young|Touche|Energy|Co|Chemical|Uranium|Iron|Zinc|Base|Oil|Gas|Drilling|Engineering|Services|"
    r"Nickel|Steel|Coal|Precious|Environmental|Statutory|Technical|Geological|Industrial|Marine|Allied|Construction|Contracting|Freres|"
    r"Cattle|Timber|Livestock|Ranch|Land|Lumber|Royalty|Milling|Water|Power|Light|Irrigation|Trading|Transport|Railway|Railroad|Equipment|Supply|"
    r"Investments?|Finance|Assay|Clearing|Coke|Salt|Potash|Fertili[sz]er|Cement|Lime|Haulage|Logistics|Hydrology|Geotechnical|Inspection|Testing|Certification|Reduction|Tunnel|Machinery)\b"
)
# Capitalised words that open a sentence or label and are no part of the name after them.
LEADING = re.compile(
    r"^(?:(?:The|In|At|On|Of|By|For|With|From|To|As|And|But|When|While|After|Before|Since|If|Although|Both|Each|Its|Our|"
    r"Their|This|That|Under|Upon|Through|Between|Following|Including|Contact|Source|About|"
    r"Also|However|Additionally|Further(?:more)?|Meanwhile|Today|Yesterday|Announces?|Former(?:ly)?|Subsidiary|Issuer|"
    r"Messrs|Company|Name|Per|Re|Vendor|Contractors?|Drillers?|Lenders?|Financiers?|Advis[eo]rs?|Buyer|Seller|Customers?|Suppliers?|"
    r"Purchaser|Optionor|Optionee|Operator|Owner|Auditors?|Solicitors?|Registrar|Sponsor|"
    r"Nomad|Broker|Joint|Mr|Ms|Mrs|Dr|Director|Directors|President|Chairman|CEO|CFO|Officer|Manager|Executive|Vice|Chief|"
    r"Exploration Manager|Secretary|This|Independent Consultants?|Consultant|"
    r"Analyst|Partner|Senior|North of|Become|Becomes|Acquires?|Completes?|Closes|Sells?|"
    r"Joins|Signs|Options|Grants|Appoints|Acquired|Completed|Closed|Sold|Signed|Purchased|Received|Announced|Appointed|Entered|Settled|"
    r"Retained|Engaged|Repaid|Extended|Amended|Optioned|Granted|Joined|Acquiring|Selling|With|To|From|"
    r"ON BEHALF OF|BEHALF OF|BOARD OF DIRECTORS|BOARD|DIRECTORS|OF|"
    r"SOURCE:?|ABOUT|THE|CONTACT:?|BETWEEN|"
    r"AND|FOR|BY|FROM|WITH|TO|IN|AT|ON|AS|THAT|of|the|and|by|for|with|in|"
    r"Laboratory|Laboratories (?:include|are)|Neither|Either|Because|Pursuant|According|Shares|Shareholders?|Holders?|"
    r"Withheld|(?:Annual |General |Special |Extraordinary )*Meeting|Canada's|Australia's|Drilling by|Results from|Copyright|Tel|Email|Web|Website|"
    r"(?:[A-Z][a-z]+ )?[A-Z][\w.'-]*-(?:based|listed|quoted|headquartered|owned|focus+ed|backed|traded)|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    rf"{FULL})[,.:]? )+"
)
NO_NAME = re.compile(
    r"^(?:the )?(?:(?:relations|&|resources?|reserves?|visible|fine|native|free|paper|mineral|natural|indicated|inferred|"
    r"measured|human|water|historical?|total|global|estimated|open[- ]?pit|underground|surface|diamond|core|rc|"
    r"reverse circulation|infill|precious|base|battery|"
    r"industrial|critical|strategic|rare|gold|silver|copper|zinc|nickel|lithium|uranium|exploration|in-?fill|step-?out|"
    r"public|private|pr|ir|legal|nominated|sole|statutory|working|venture|share|risk|capital|toronto|canadian|american|new|mining|"
    r"technical|financial|corporate|management|investor|professional|consulting|geological|mine|metal|energy|clean|green|"
    r"renewable|community|hedge|debt|joint|further|financing|regional|grassroots|brownfields?|greenfields?|"
    r"pit[- ]?(?:constrained|shell)?|in-pit|constrained|"
    r"recovered|recoverable|payable|contained|refined|heavy|light|ferrous|non-ferrous|definition|delineation|ongoing|recent|current|phase|stage|"
    r"initial|additional|"
    r"successful|united states|us|q[1-4]|early|late|other|all|key|our|its|major|minor|global|regulation|market|"
    r"regulatory) ?)+$",
    re.IGNORECASE,
)
GENERIC_ALIAS = re.compile(
    r"^(?:the )?(?:we|us|our|company|companies|corporation|issuer|group|purchaser|buyer|vendors?|sellers?|optionors?|optionee|partnership|"
    r"partners?|parties|party|mine|project|property|properties|agreement|offering|units?|shares?|transaction|"
    r"acquisition|arrangement|facility|lender|agents?|underwriters?|jv|joint venture|royalty|deposit|acquirer|target|"
    r"borrower|operator|(?:(?:co-)?lead|joint|sole|syndicate) (?:agent|bookrunner|manager|underwriter)|bookrunner|resource|mineral resource|"
    r"meeting|board|fund|bank|trust|"
    r"release|warrants?|notes?|program(?:me)?|pea|pfs|fs|dfs|mre|nsr|circular|option|loan|subsidiary|closing|exchange|"
    r"concessions?|claims?|report|technical report|study|spin-?out|mou|loi|term sheet|"
    r"debentures?|placement|private placement|consideration|spinco|newco|amalco|resulting issuer|qp|rto|plan|policy|act|debt|financing|study|\d+)s?$",
    re.IGNORECASE,
)
QUOTED = re.compile(r"\"\s?([^\"()]{2,60}?),?\s?\"|'\s?([A-Z][^'()\"]{1,60}?),?\s?'(?!\w)")


@cache
def _plain_name() -> re.Pattern[str]:
    return re.compile(rf"{TOKEN}(?: (?:{TOKEN}|&|of|and|de)(?![\w.])){{0,5}}")


_IN_QUOTES = re.compile(r"[\"']([^\"']{2,80}?),?[\"'](?!\w)")
_NOT_NAMES = re.compile(
    r"(?:Effective|On|The|In|Under|And|As|This|Reflect\w*|Better|TSX|NYSE|ASX|AIM|JSE)\b|"
    rf"{FULL} \d"
)


def name_at(text: str, at: int) -> tuple[str, int] | None:
    """A company's name that begins at an offset, and where it ends: in quotes, up to its legal form, or as far as its capitals go."""
    if quoted := _IN_QUOTES.match(text, at):
        name = quoted[1].strip()
        name = name if split_legal_form(name)[1] else name.rstrip(".")
        return (name, quoted.end()) if re.match(rf"[{UPPER}\d]", name) and not GENERIC_ALIAS.match(name) else None
    named = with_legal_form().match(text, at) or _plain_name().match(text, at)
    if named is None or _NOT_NAMES.match(text, at):
        return None
    name = re.sub(r"(?: (?:&|of|and|de|Effective|On|The|In))+$", "", named.group())
    return (name, at + len(name)) if len(name) > 2 and not GENERIC_ALIAS.match(name) else None
