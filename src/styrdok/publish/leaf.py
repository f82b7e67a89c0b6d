"""A published page becomes the paper it is printed on: what is for screens goes, the text stays.

It knows no policy: it is given a page's bytes, and looks at the markup of our own templates.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree
from lxml import html as markup

from styrdok.publish.pdf import PICTURES

MEANING = ("id", "class", "href", "lang", "scope", "colspan", "rowspan", "start", "reversed")
LOOKS = ("value", "type", "alt", "src", "style", "align")
KEPT = frozenset((*MEANING, *LOOKS))  # the attributes that paper has a use for
SCHEMES = frozenset(("http", "https", "mailto", "tel"))


def _of_class(name: str, tag: str = "*") -> str:
    return f"//{tag}[contains(concat(' ', @class, ' '), ' {name} ')]"


SCREEN_ONLY = etree.XPath(
    " | ".join((
        "//comment()",
        *(f"//{tag}" for tag in ("nav", "button", "form", "input", "script", "template")),
        *("//summary", "//audio", "//dialog", "//svg", "//*[@hidden]"),
        _of_class("hidden-label", "*[not(self::caption)]"),
        *map(_of_class, ("anchor", "section-themes", "promises", "alike", "said", "take")),
        *map(_of_class, ("papers", "listen", "open-now", "keep")),
        _of_class("facts") + "/p",  # the way to a comparison
        "//section[@aria-labelledby='_hanvisas-fran']",  # what others say changes with them
    ))
)  # fmt: skip
"""What a page has for who sits before it: ways, controls, and words for what a hand has to find."""


@dataclass(frozen=True)
class Leaf:
    """A page's text for paper: its HTML, and the addresses of its pictures, in their order."""

    html: str
    pictures: tuple[str, ...]


def leaf_of(page: bytes, here: str, site_url: str, known: Collection[str]) -> Leaf:
    """Return what stands in a page's `<main>` as it is printed; `known` are the site's pictures.

    Where the site has an address links are whole ones; elsewhere they leave plain words.
    """
    start, stop = page.index(b"<main"), page.rindex(b"</main>")
    main = markup.fragment_fromstring(f"{page[start:stop].decode()}</main>")
    for one in SCREEN_ONLY(main):
        if one.getparent() is not None:
            one.drop_tree()
    for one in main.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        _end(one)
    for one in main.iter("details"):
        one.tag = "div"
    for one in main.iter("dl"):
        _as_list(one)
    base = urljoin(site_url, here) if site_url else ""
    anchors = {one.get("id") for one in main.iter() if one.get("id")}
    for one in list(main.iter("a")):
        _lead(one, base, anchors)
    pictures = tuple(_show(list(main.iter("img")), here, known))
    for one in main.iter():
        for name in set(one.attrib) - KEPT:
            del one.attrib[name]
    inside = "".join(markup.tostring(one, encoding="unicode") for one in main)
    return Leaf(inside, pictures)


def _end(heading: markup.HtmlElement) -> None:
    """End a heading with its last word: what stood behind it, after a space, is gone."""
    if len(heading):
        heading[-1].tail = (heading[-1].tail or "").rstrip()
    else:
        heading.text = (heading.text or "").rstrip()


def _as_list(pairs: markup.HtmlElement) -> None:
    """Make a list of names and values an ordinary one: tagged PDF knows no other (ISO 32000-1)."""
    if any(one.tag != "div" for one in pairs):
        return
    pairs.tag = "ul"
    pairs.set("class", f"pairs {pairs.get('class', '')}".strip())
    for row in pairs:
        row.tag = "li"
        for one in row:
            one.set("class", f"{one.tag} {one.get('class', '')}".strip())
            one.tag = "span" if one.tag == "dt" else "div"


def _lead(link: markup.HtmlElement, base: str, anchors: Collection[str]) -> None:
    """Let a link lead somewhere from paper too, or leave its words alone."""
    address = link.get("href", "")
    if address.startswith("#") and unquote(address[1:]) in anchors:
        return
    whole = urljoin(base, address) if base else address
    if urlsplit(whole).scheme in SCHEMES:
        link.set("href", whole)
    else:
        link.drop_tag()


def _show(images: list[markup.HtmlElement], here: str, known: Collection[str]) -> list[str]:
    """Give pictures the addresses that they are found by; one that is not there is its words."""
    shown: list[str] = []
    for image in images:
        address = unquote(urlsplit(urljoin(f"/{here}", image.get("src", ""))).path).lstrip("/")
        if address in known:
            image.set("src", f"{PICTURES}{len(shown)}")
            shown.append(address)
        else:
            words = markup.Element("span")
            words.text, words.tail = image.get("alt", ""), image.tail
            image.getparent().replace(image, words)
    return shown
