"""Where each thing stands on a site, from its root; the only place that makes addresses."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import unquote

from styrdok.model import Citation, Policy
from styrdok.slug import slugify

REGISTER = "register/"
MUNICIPALITIES = "kommuner/"
THEMES = "teman/"
BOARD = "granskning/"
LANGUAGE = "granskning/sprak/"
MATRIX = "jamforelse/"
FACTS = "jamforelse/fakta/"
PAIRS = "jamforelse/dokument/"
SHARED = "jamforelse/lika-stycken/"
ROLES = "roller/"
LAWS = "lagar/"
MISSING = "saknade/"
SEARCH = "sok/"
QUESTIONS = "sok/fragor/"
DATA = "data/styrdokument.json"
SEARCH_DATA = "data/sok/index.json"
ACCESSIBILITY = "tillganglighet/"
HOLIDAYS = "data/helgdagar.json"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
HEADERS = "_headers"


def of_policy(policy: Policy) -> str:
    """The address of a policy's page, and of an earlier edition's under it."""
    under = f"{policy.edition}/" if policy.edition else ""
    return f"{policy.municipality}/{policy.slug}/{under}"


def of_offprint(policy: Policy, kept: bool = False) -> str:
    """The address of a policy as PDF, to read or to be `kept`; its name says what it is, and when.

    The date is the decision's, else the document's own, as precise as it is known.
    """
    decided = policy.decision.date if policy.decision else None
    day = decided or policy.document_date or "datum-okant"
    name = f"{policy.municipality}-{policy.slug}-{day}{'-arkiv' if kept else ''}.pdf"
    return f"{of_policy(policy)}{name}"


def of_changes(edition: Policy) -> str:
    """The address of what the next edition changed in an earlier one."""
    return f"{of_policy(edition)}andringar/"


def of_municipality(slug: str) -> str:
    """The address of a municipality's page."""
    return f"{slug}/"


def of_theme(theme: str) -> str:
    """The address of a theme's page."""
    return f"{THEMES}{theme}/"


def of_theme_at(theme: str, slug: str) -> str:
    """The address of what one municipality says on a theme, where there are many."""
    return f"{THEMES}{theme}/{slug}/"


def of_shared_at(slug: str) -> str:
    """The address of what one municipality's documents share, where there is much."""
    return f"{SHARED}{slug}/"


def of_role(role: str, slug: str = "") -> str:
    """The address of what applies to a role, in one municipality where there are many."""
    return f"{ROLES}{role}/{slug}/" if slug else f"{ROLES}{role}/"


def of_pair(one: Policy, other: Policy) -> str:
    """The address of two documents or editions beside each other, one order for both."""
    first, second = sorted((of_policy(one), of_policy(other)))
    return f"{PAIRS}{first}{second}"


def of_pairs_at(slug: str) -> str:
    """The address of the pairs with one municipality's documents, where there are many."""
    return f"{PAIRS}{slug}/"


def of_print(address: str) -> str:
    """The address of a page as it is printed: whole, and without controls."""
    return f"{address}utskrift/"


def of_export(address: str, form: str) -> str:
    """The address of a comparison's data, `csv` or `json`: 'data/' and the page's own."""
    return f"data/{address.rstrip('/')}.{form}"


def of_schema(name: str) -> str:
    """The address of the JSON Schema of a kind of comparison's data."""
    return f"data/schema/{name}.json"


def of_facts_at(slug: str) -> str:
    """The address of the facts of one municipality's documents, where there are many."""
    return f"{FACTS}{slug}/"


def of_board_at(slug: str) -> str:
    """The address of what one municipality has to review."""
    return f"{BOARD}{slug}/"


def of_language_at(slug: str) -> str:
    """The address of how one municipality's documents read, where there are many."""
    return f"{LANGUAGE}{slug}/"


def of_calendar(slug: str, function: str = "") -> str:
    """The address of the review calendar of a municipality, or of one of its functions."""
    return f"{BOARD}{slug}/{function}.ics" if function else f"{BOARD}{slug}.ics"


def of_card(home: str, function: str) -> str:
    """The address of the card with which a reader keeps how to reach a function."""
    return f"{home}/kontakt/{slugify(function)}.vcf"


def search_data_of(slug: str) -> str:
    """The address of the search's data of one municipality."""
    return f"data/sok/{slug}.json"


def of_chunk(number: int) -> str:
    """The address of some terms of the national search."""
    return f"data/sok/t/{number}.json"


def of_block(number: int) -> str:
    """The address of some documents of the national search."""
    return f"data/sok/d/{number}.json"


def of_slips(name: str) -> str:
    """The address of the words that one may have misspelt, by first letter and length: 'k12'."""
    return f"data/sok/o/{name}.json"


def of_law(number: str, chapter: str | None = None, section: str | None = None) -> str:
    """The address of a law's page, at a chapter or a section: '2-kap-1-par'."""
    page = f"{LAWS}{number.replace(':', '-').replace('/', '-')}/"
    parts = [f"{chapter} kap"] if chapter else []
    parts += [f"{section} par"] if section else []
    return f"{page}#{' '.join(parts).replace(' ', '-')}" if parts else page


def of_concept(concept: str) -> str:
    """The address of a word that stands for a place in a law."""
    return f"{LAWS}#{concept}"


def of_citation(citation: Citation) -> str:
    """The address that a citation leads to: its first section, or what its word stands for."""
    if citation.concept:
        return of_concept(citation.concept)
    return of_law(citation.law, citation.chapter, next(iter(citation.sections), None))


def of_picture(home: str, target: str) -> str:
    """The address of a picture that a text of a municipality shows, unquoted."""
    return f"{home}/{PurePosixPath(unquote(target)).as_posix()}"


def of_look(slug: str) -> str:
    """The address of the style sheet with a municipality's colour; no document is called so."""
    return f"{slug}/utseende.css"


def up(path: str) -> str:
    """The way from the page at an address back to the site's root: '' or '../' repeated."""
    return "../" * path.count("/")


def data_of(slug: str) -> str:
    """The address of the open data of one municipality."""
    return f"data/kommuner/{slug}.json"


def of_law_at(number: str, slug: str) -> str:
    """The address of who cites a law in one municipality, where there are many."""
    return f"{of_law(number)}{slug}/"


def of_missing_at(slug: str) -> str:
    """The address of what one municipality's documents name and that is not published here."""
    return f"{MISSING}{slug}/"
