"""What a browser is told besides a page: what it may load, send on and keep; it knows no server.

Said once, for the pages themselves (`<meta>`) and for every kind of server.
"""

from __future__ import annotations

from collections.abc import Mapping

from styrdok.compose import addresses
from styrdok.compose.assets import FOLDER, NAME_BYTES

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
"""What a page may load, and from where (https://www.w3.org/TR/CSP3/)."""
HEADER_ONLY = ("frame-ancestors",)  # what a page cannot say of itself
OF_PAPERS = ("base-uri", "form-action", "frame-ancestors")
"""What is said of a PDF: a browser's own viewer lays it in a page of its own, with inline style."""
UNUSED = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
"""Powers that no page asks for (https://www.w3.org/TR/permissions-policy/)."""
YEAR = 365 * 24 * 3600  # seconds
FINGERPRINTED = f"{FOLDER}[0-9a-f]{{{2 * NAME_BYTES}}}/"
"""The address of an asset's folder, from a site's root, as a regular expression."""
TYPES = {
    "text/html": "html",
    "text/css": "css",
    "text/javascript": "js",
    "text/csv": "csv",
    "text/calendar": "ics",
    "text/vcard": "vcf",
    "text/markdown": "md",
    "text/plain": "txt",
    "application/json": "json",
    "application/xml": "xml",
    "image/svg+xml": "svg",
    "image/png": "png",
    "image/jpeg": "jpg jpeg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/avif": "avif",
    "image/x-icon": "ico",
    "font/woff2": "woff2",
    "application/pdf": "pdf",
    "application/zip": "zip",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "audio/mpeg": "mp3",
    "video/mp4": "mp4",
}
"""The endings of each kind of file that a site may hold."""
WORDS = tuple(kind for kind in TYPES if kind.startswith("text/"))
WORDS += ("application/json", "application/xml", "image/svg+xml")
"""The kinds that are text, in UTF-8, and that shrink when they are sent."""


def policy(*left_out: str) -> str:
    """Return the policy of a page as one line."""
    return "; ".join(f"{key} {value}" for key, value in POLICY.items() if key not in left_out)


def page_policy() -> str:
    """Return what a page says of itself, where a server says nothing."""
    return policy(*HEADER_ONLY)


def paper_policy() -> str:
    """Return the policy of a file that a browser shows in a viewer of its own."""
    return "; ".join(f"{key} {POLICY[key]}" for key in OF_PAPERS)


def headers(inside: bool) -> Mapping[str, str]:
    """Return what is sent with everything; the policy and how long to keep it come besides.

    `same-origin`, outside too: our own pages may know where a reader came from, and no other host
    learns what anyone read here.
    """
    sent = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    return sent | {"X-Robots-Tag": "noindex, nofollow"} if inside else sent


def keeping(inside: bool) -> tuple[str, str]:
    """Return how long a browser may keep a page, and how long a file of the fingerprinted folder.

    A page is kept, and asked about each time it is shown; between the two nobody keeps what only
    employees may read.
    """
    who = "private" if inside else "public"
    return f"{who}, no-cache", f"{who}, max-age={YEAR}, immutable"


def static_host(base: str) -> bytes:
    """Return the open site's `_headers`, as Netlify and Cloudflare Pages read it.

    They join what two rules say of one header, so each header stands in one rule alone: both ask
    anew about every file unless told how long it may be kept.
    """
    sent = {"Content-Security-Policy": policy(), **headers(inside=False)}
    lines = [f"{base}*", *(f"  {key}: {value}" for key, value in sent.items())]
    lines += [f"{base}{FOLDER}*", f"  Cache-Control: {keeping(inside=False)[1]}", ""]
    return "\n".join(lines).encode()


def robots(opened: bool, site_url: str) -> bytes:
    """Return what search engines are told at the root (https://www.rfc-editor.org/rfc/rfc9309)."""
    if not opened:
        return b"User-agent: *\nDisallow: /\n"
    site = site_url if site_url.endswith("/") else f"{site_url}/"
    told = f"\nSitemap: {site}{addresses.SITEMAP}\n" if site_url else ""
    return f"User-agent: *\nAllow: /\n{told}".encode()
