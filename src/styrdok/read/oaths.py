"""The words by which a municipality binds itself, and those by which it does not; Swedish only."""

from __future__ import annotations

import re

from styrdok.model import Act, Channel

CHANNELS = (
    (Channel.EMAIL, re.compile(r"\be-?post|\be-?(?:mail|brev)|\bmejl|\bmail")),
    (Channel.PHONE, re.compile(r"telefon|samtal|\bväxeln?\b|signal(?:er)?\b|\bring(?:er|a|t)?\b")),
    (Channel.LETTER, re.compile(r"(?<![\w-])brev(?:et|en)?\b|(?<![\w-])post(?:en)?\b")),
    (Channel.SOCIAL, re.compile(r"sociala medier|facebook|instagram|messenger|kommentar")),
    (Channel.FORM, re.compile(r"formulär|e-tjänst")),
    (Channel.VISIT, re.compile(r"\bbesök(?:et|are|aren)?\b|reception")),
)
ANY_WAY = re.compile(
    r"(?:vilken|vilket|oavsett|alla|samtliga|varje)\s(?:\w+\s)?(?:kanal|sätt|kontaktväg)"
    r"|hur (?:du|man|någon) än "
)
# Whose words these are, or what they are about, so that nothing is promised to who asks.
ELSE = re.compile(
    r"överklag|besvärs|delgiv|gallra|gallring|arkivera|revider|aktualiser|uppsägning|säga? upp\b"
    r"|\bbetal|\bfakturan? ska|\bremiss|\benkät|\bmotion(?:en|er|erna)?\b|medborgarförslag"
    r"|interpellation|protokoll|\bjustera|diarieför|\bandel|procent|%|§|\benligt lag\b"
    r"|\b(?!arbetslagen)\w{4,}(?:lagen|balken|förordningen|förordning)\b|\blagen\b|\blagkrav"
    r"|leverantör|entreprenör|utförare|anbud|polisen|länsstyrels|domstol|\w+rätten\b"
    r"|skatteverket|försäkringskassan|\bimy\b|\bregionen\b|\bstaten\b|\bmyndigheten\b"
    r"|avvikelser|\bbrister|incident|säkerhetskopi|\blogg(?:ar|en)?\b|\bhur många|\bantalet\b"
    r"|\b(?:av|med|kontaktar?|till) (?:(?:sin|närmaste) )+chef|\b(?:med|kontaktar?|till) chefen\b"
    r"|politiker|förtroendevald|\bfacke?t?\b|fackliga|visselblås|ordförande|ledam[oö]t|semester"
    r"|frågeformulär|\bprovet\b"
    r"|\btidigare\b|\bförr\b|sjukfrånvaro|rehabiliter|medarbetarsamtal|lönesamtal"
    r"|\btill (?:\w+ ){0,2}?(?:\w*chef(?:en)?|medarbetaren|\w*nämnden|\w*styrelsen|fullmäktige"
    r"|revisor\w*|\w*ledningen|facket|kommundirektören|arbetsgivaren)\b"
)
AIM = re.compile(
    r"\bmål(?:et|en|sättning\w*)?\s(?:är|att|om)|\bambition|\bstr[äa]va|\beftersträva|\bförsök"
    r"|\bavser\b|\bönska|\bhoppas|\bföreslå|till exempel|exempelvis|\bom möjligt|\bhelst\b"
    r"|\bvill att\b|förslaget är|\binte (?:säkert|givet|sagt|möjligt)\b|\btanken är"
    r"|\bdet vore|\bplanera"
)
SURE = re.compile(r"\bkan (?:du |ni |man |alla )?(?:alltid )?(?:räkna med|lita på|förvänta \w+)")
AS_SOON = re.compile(r"så (?:snart|snabbt|fort)(?: som)?(?: möjligt| vi kan| det går| du kan)?")
MAYBE = re.compile(r"\b(?:kan|kunde|bör|borde|skulle|vill|inte|ej|aldrig|sällan|knappast)\b")
DUTY = re.compile(
    r"\b(?:du|ni|man|sökanden?|den (?:enskilda?|sökande|klagande)|vårdnadshavar\w*|förening\w*"
    r"|kunden|invånaren|anmälaren|fastighetsägaren|föräldern)\s(?:\w+\s){0,2}?"
    r"(?:ska|måste|bör|behöver|har att)\b(?!\s(?:\w+\s){0,3}?(?:få|fått|kunna|bli|mötas|räkna))"
)
OTHER = re.compile(
    r"\b(?:att|om|när|och|men|så|tills|sedan)\s(?:du|ni|han|hon|de|den sökande|sökanden|vi)\b"
)
SUBORDINATE = re.compile(
    r"\b(?:om|ifall|när|tills|innan|fastän|fast|som|då|eftersom|utan att)\s(?:\w+\s)?$"
)
WHO = (
    r"(?:vi|kommunen(?:\s\w+)?|\w+\skommun|\w*(?:förvaltning|verksamhet|enhet|avdelning|nämnd)"
    r"(?:en|er|erna|ar|arna)?|medarbetar(?:e|en|na)|handläggar(?:e|en|na)|tjänste(?:man|män|person)"
    r"\w*|\w*kontoret|kontaktcenter|kundcenter|kundtjänst|medborgarservice|växeln|receptionen"
    r"|sektor(?:n|erna)|\w*chef(?:en|er|erna)?|rektor\w*|\w*biblioteket|personal(?:en)?|anställda"
    r"|var och en av oss|bolage[tn]|\w+gruppen|\w*rådgivar\w+|registrator\w*|kommunikatör\w*"
    r"|\w*arkivet|\w*center|den som (?:svarar|handlägger|ansvarar))"
)
ANSWER = r"(?:be)?svarar?"
RETURN = (
    r"(?:återkopplar?|återkommer|återkomma|återkom|kontaktar?|tar? kontakt|ring(?:er|a)"
    r"|hör(?:a)?\s(?:\w+\s)?av)"
)
HANDLE = (
    r"(?:åtgärdar?|avhjälper?|avhjälpa|hanterar?|handlägg(?:er|a)|behandlar?|löser|lösa|utreder"
    r"|utreda|tar? hand om)"
)
THING = (
    r"(?:svar|besked|återkoppling|bekräftelse|mottagningsbekräftelse|mottagningsbevis|kontakt"
    r"|hjälp|beslut|plats|tid|telefontid|besökstid|registerutdrag|handlingar(?:na)?|handlingen|kopior)"
)
CONFIRM = r"(?:bekräftar?|kvitterar?)"
DELIVER = (
    rf"(?:(?:ger|ge|lämnar?|skickar?|sänder|meddelar?|erbjud(?:er|a))(?:\s\w+){{0,4}}?\s{THING})"
)
DOES = rf"(?:{ANSWER}|{RETURN}|{HANDLE}|{CONFIRM}|{DELIVER}|lämnar? ut|når)"
WILL = r"(?:ska|kommer|lovar|åtar)"
ACTIVE = re.compile(rf"\b{WHO}\s(?:[\w,-]+\s){{0,10}}?(?P<act>{DOES})\b")
INVERTED = re.compile(
    rf"\b(?:(?P<act>{ANSWER}|{RETURN}|{HANDLE}|{CONFIRM}|ger|lämnar|skickar)\s{WHO}\b(?P<rest>[^,;:]*)"
    rf"|(?P<act3>hör|tar|ringer|lämnar)\s{WHO}\s(?:\w+\s)?(?:av|kontakt|hand|upp|ut|tillbaka)\b"
    rf"|{WILL}\s{WHO}\s(?:[\w-]+\s){{0,6}}?(?P<act2>{DOES})\b)"
)
GETS = re.compile(
    r"\b(?P<who>\w+\s)?(?:får|ska (?:\w+ ){0,4}?få|ha fått|har rätt till|räkna med|garanteras?"
    r"|lovar|utlovas|erbjuds)\b"
    rf"(?:\s\w+){{0,4}}?\s(?P<act>{THING})\b"
)
REACHED = re.compile(
    r"\b(?:du|den som ringer|alla|invånarna?)\s(?:ska\s)?(?:kunna\s)?(?P<act>når?)\b"
)
PASSIVE = re.compile(
    r"\b(?P<act>besvaras|bekräftas|återkopplas|kvitteras|åtgärdas|avhjälps|handläggs|hanteras"
    r"|behandlas|kontaktas|lämnas ut|expedieras|tas om hand|utreds|rings upp"
    r"|nås|saneras|repareras|lagas|snöröjs|plogas)\b"
)
GIVEN = re.compile(
    rf"\b(?P<act>{THING})\b(?:\s[\w-]+){{0,6}}?\s(?:lämnas|ges|skickas|sänds|meddelas|fattas)\b"
    rf"|\b(?:lämnas|ges|skickas|sänds|meddelas|fattas)\s(?:\w+\s){{0,3}}?(?P<act2>{THING})\b"
)
BARE = re.compile(
    r"^(?P<act>svar|återkoppling|besked|bekräftelse|kontakt)\b"
    r"(?!.*\b(?:ska|är|har|måste|kommer|krävs|önskas|begärs|tillhanda|lämnas|senast)\b)"
)
ORDER = re.compile(
    r"^(?P<act>svara|besvara|återkoppla|bekräfta)\s(?:på\s)?(?:(?:all|alla|inkommande|inkomna)\s)*"
    r"(?:e-?post|mejl|mail|telefonsamtal|samtal|sms|meddelanden|kommentarer|synpunkter|klagomål)"
)
NOBODY = ("vi", "inte", "om", "som", "när")
# What is handled where somebody waits for it; of other things the word says little.
ASKED = re.compile(
    r"ärende|fråg|synpunkt|klagomål|anmälan|anmälning|ansök|begäran|förslag|e-?post|mejl|brev|fel\b"
)
TIME_OF = re.compile(r"(?:svars|återkopplings|handläggnings)tid")
FRONT = re.compile(r"(?:.*,\s*)?(?:(?:och|men|så|alltid|redan|sedan)\s*)?")  # before 'inom …'
LOOSE = ("hanteras", "behandlas", "utreds", "handläggs")
RELATIVE = re.compile(r"\b\w+\ssom\s\w+r(?:\s[\w-]+){0,6}\s?$")  # 'den som ringer'
ASIDE = re.compile(r"\b(?:hur|huruvida|vilka|varför)\b")
NEXT_VERB = re.compile(r"\b(?:och|eller|samt)\s(?:\w+\s)?\w{2,}(?:as|[lrdtvgk]s)\s*$")
ITS_OWN = re.compile(rf"(?<!till )(?<!hos )(?<!från )\b(?:{WHO}|anställda|nyanställda)\s$")
YOURS = re.compile(r"\b(?:att|som|när|om|tills)\s(?:du|ni|han|hon|hen|de|den|sökanden)\b")
HEAD = re.compile(r"svar|återkoppl|besked|bekräft|åtgärda|handläggningstid")
EDGE = re.compile(r"[;:!?.(]\s|\s[–—]\s|\($")


def sworn(low: str, start: int, stop: int) -> Act | None:
    """Return what a sentence in lower case binds a municipality to do within a time.

    `start` and `stop` are where the time stands. None: to nothing.
    """
    edges = [edge.end() for edge in EDGE.finditer(low, 0, start)]
    begin = edges[-1] if edges else 0
    end = EDGE.search(low, stop)
    before = AS_SOON.sub("", SURE.sub("räkna med", low[begin:start]))
    after = AS_SOON.sub("", low[stop : end.start() if end else len(low)].split(",", maxsplit=1)[0])
    if AIM.search(low[:start]) or AIM.search(after) or DUTY.search(before) or DUTY.search(after):
        return None
    if (named := TIME_OF.match(low, start)) and not MAYBE.search(before):
        return act_of(named[0])
    return _ahead(before) or _behind(before, after)


def softened(low: str) -> bool:
    """Tell whether words in lower case turn what follows into an aim, or another's duty."""
    return any(pattern.search(low) for pattern in (MAYBE, AIM, DUTY))


def _ahead(before: str) -> Act | None:
    """Return what is promised by the words before the time."""
    tail = before.strip()
    for pattern in (INVERTED, ACTIVE, GETS, REACHED, GIVEN, PASSIVE, BARE, ORDER):
        for found in pattern.finditer(tail):
            said = _verb(found)
            if _stands(pattern, found, tail, found.end()):
                return act_of(said)
    return None


def _stands(pattern: re.Pattern[str], found: re.Match[str], tail: str, stop: int) -> bool:
    """Tell whether a verb is the main one, is not softened, and rules the time that follows."""
    head, window, gap = tail[: found.start()], found[0], tail[stop:]
    if (
        gap.startswith((" för ", " någon")) or NEXT_VERB.search(gap) or OTHER.search(gap)
    ):  # 'svarar för'
        return False
    if pattern is not INVERTED and ASIDE.search(head):
        return False
    if pattern in (PASSIVE, GIVEN):
        clause = re.split(r",\s", head)[-1]
        if re.match(r"(?:och |men )?(?:om|ifall|när|tills|innan)\s", clause):
            return False
        if re.search(r"\bsom\s(?:(?:inte|ska|alltid)\s)?$", head):
            return False
        if _verb(found) in LOOSE and not ASKED.search(clause):
            return False
        window = " ".join(clause.split()[-5:]) + " " + window
    elif pattern is GETS:
        return _gets(found, head) and not MAYBE.search(f"{window} {gap}")
    elif pattern is not INVERTED and SUBORDINATE.search(head):
        return False
    return not MAYBE.search(f"{window} {gap}") and not YOURS.search(window)


def _gets(found: re.Match[str], head: str) -> bool:
    """Tell whether it is somebody who asks that gets something, and surely."""
    who = found["who"] or ""
    if "lovar" in found[0]:
        return True
    if who.strip() in NOBODY or ITS_OWN.search(head + who):
        return False
    if re.search(r"\b(?:om|ifall|när|har)\s(?:\w+\s)?$", head):
        return False
    plain = RELATIVE.search(head + who) or head.strip() == "som"
    return bool(plain) or not SUBORDINATE.search(head)


def _behind(before: str, after: str) -> Act | None:
    """Return what is promised by the words after the time: 'Inom två dagar svarar vi'."""
    if not FRONT.fullmatch(before):
        return None
    for pattern in (INVERTED, GETS, PASSIVE, GIVEN):
        found = pattern.match(after.strip())
        if pattern in (PASSIVE, GETS) and not found:
            found = re.match(rf"(?:ska\s)?(?:\w+\s){{0,3}}?{pattern.pattern}", after.strip())
        if found and not MAYBE.search(after[: found.end() + 8]):
            return act_of(_verb(found))
    return None


def _verb(found: re.Match[str]) -> str:
    named = found.groupdict()
    return named.get("act") or named.get("act2") or named.get("act3") or ""


ACTS = (
    (Act.CONFIRM, re.compile(r"bekräft|kvitter|mottagningsbevis")),
    (Act.ANSWER, re.compile(r"svar|besked")),
    (Act.RETURN, re.compile(r"återko|kontakt|ring|hör")),
    (Act.REACH, re.compile(r"\bnå")),
    (
        Act.HANDLE,
        re.compile(
            r"åtgärd|avhjälp|hanter|handlägg|behandl|lös|utred|hand om|saner|repar|laga|snö|plog"
        ),
    ),
)


def act_of(words: str) -> Act:
    """Return what is promised with a verb or noun."""
    return next((act for act, pattern in ACTS if pattern.search(words)), Act.DELIVER)
