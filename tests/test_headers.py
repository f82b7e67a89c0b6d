"""What browsers are told besides a page: said once, in every page and in every server's file."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from styrdok.model import Audience
from styrdok.publish import headers
from styrdok.publish.jobs import PressError
from styrdok.publish.servers import Site, server_files
from tests.conftest import HOME, POLICY, Write, build

PUBLIC, INTRANET = Audience.PUBLIC, Audience.INTRANET
Sites = dict[Audience, Path]
OUTSIDE = Site("public", "styrdok.example", "/", inside=False)
INSIDE = Site("intranet", "intranat.example", "/", inside=True)
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'"
)
FIRST_IN_HEAD = re.compile(
    r'<head>\s*<meta charset="utf-8">\s*'
    r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">'
)
FINGERPRINT = re.compile(r"assets/([0-9a-f]{16})/")


def own(root: Path, name: str = "styrdok.css") -> Path:
    """Give a site folder a frame of its own to change."""
    if not (root / "overrides").exists():
        shutil.copytree(HOME / "overrides", root / "overrides")
    return root / "overrides/assets" / name


def shown(place: Path) -> dict[str, bytes]:
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in sorted(place.rglob("*"))
        if path.is_file()
    }


def test_every_page_says_first_what_it_may_load(sites: Sites) -> None:
    for site in sites.values():
        for path in site.rglob("*.html"):
            said = FIRST_IN_HEAD.search(path.read_text(encoding="utf-8"))
            assert said and unescape(said[1]) == STRICT, path


def test_a_page_and_a_server_say_the_same() -> None:
    assert headers.policy() == f"{STRICT}; frame-ancestors 'none'"
    assert headers.page_policy() == STRICT
    for site in (OUTSIDE, INSIDE):
        for address, text in server_files(site):
            assert headers.policy() in text, address
            for key, value in headers.headers(site.inside).items():
                assert f'{key} "{value}"' in text, f"{address}: {key}"
            assert ("noindex" in text) == site.inside, address
    assert f"  Content-Security-Policy: {headers.policy()}\n" in headers.static_host("/").decode()


def test_a_server_is_told_of_one_folder_and_never_of_the_other() -> None:
    for site, other in ((OUTSIDE, "intranet"), (INSIDE, "public")):
        for address, text in server_files(site):
            assert f"/srv/styrdok/{site.name}" in text or address.endswith(".htaccess")
            assert f"/srv/styrdok/{other}" not in text, address
            assert not re.search(r"/srv/styrdok/?[\s;>\"]", text), address


def test_the_files_know_where_a_site_begins() -> None:
    below = Site("public", "kommun.example", "/styrdokument/", inside=False)
    for address, text in server_files(below):
        assert "/styrdokument/404.html" in text and "/styrdokument/assets/[0-9a-f]{16}/" in text
        assert "kommun.example" in text or address.endswith(".htaccess")
    assert "/styrdokument/*\n" in headers.static_host("/styrdokument/").decode()


def test_a_build_writes_the_servers_files_beside_the_sites(
    write: Write, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STYRDOK_SITE_URL", "https://policyer.sjoby.example/")
    root = write({"sjoby/a.md": POLICY})
    build(root)
    folder = root / "site/server"
    made = shown(folder)
    names = {f"{s}/{n}.conf" for s in ("apache", "caddy", "nginx") for n in ("public", "intranet")}
    assert made.keys() == names | {"apache/public.htaccess"}
    assert "server_name policyer.sjoby.example;" in made["nginx/public.conf"].decode()
    assert "server_name intranat.example;" in made["nginx/intranet.conf"].decode()
    (folder / "nginx/public.conf").write_text("# vår egen\n", encoding="utf-8")
    (folder / "caddy/public.conf").unlink()
    capsys.readouterr()
    build(root)
    assert "någon annan" in capsys.readouterr().err
    assert (folder / "nginx/public.conf").read_text(encoding="utf-8") == "# vår egen\n"
    assert shown(folder) == made | {"nginx/public.conf": "# vår egen\n".encode()}


def test_no_site_may_lie_where_the_servers_files_are(write: Write) -> None:
    root = write({"sjoby/a.md": POLICY})
    config = (HOME / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("site/public", "site/server").replace("custom_dir: overrides", "")
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    shutil.copytree(HOME / "macros", root / "macros")
    with pytest.raises(PressError, match="server"):
        build(root)


def test_robots_are_let_in_outside_and_not_inside(sites: Sites) -> None:
    outside = (sites[PUBLIC] / "robots.txt").read_text(encoding="utf-8")
    assert outside == ("User-agent: *\nAllow: /\n\nSitemap: http://127.0.0.1:8000/sitemap.xml\n")
    inside = (sites[INTRANET] / "robots.txt").read_text(encoding="utf-8")
    assert inside == "User-agent: *\nDisallow: /\n"
    assert not (sites[INTRANET] / "_headers").exists()


def test_a_changed_asset_renews_every_page_and_nothing_else(write: Write) -> None:
    root = write({"sjoby/a.md": POLICY})
    style = own(root)
    places = build(root)
    before = {a: shown(place) for a, place in places.items()}
    style.write_bytes(style.read_bytes() + b"/* ny */\n")
    build(root)
    for audience, place in places.items():
        now = shown(place)
        (was,), (is_,) = (
            {m[1] for p in t if (m := FINGERPRINT.match(p))} for t in (before[audience], now)
        )
        assert was != is_
        assert not any(was.encode() in content for content in now.values())
        same = {path.replace(was, is_) for path in before[audience]}
        assert same == now.keys()
        changed = {
            p.replace(was, is_)
            for p in before[audience]
            if before[audience][p] != now[p.replace(was, is_)]
        }
        assert changed == {p for p in now if p.endswith((".html", "styrdok.css"))}
    kept = {audience: shown(place) for audience, place in places.items()}
    shutil.rmtree(root / ".styrdok")
    shutil.rmtree(root / "site")
    build(root)
    assert {audience: shown(place) for audience, place in places.items()} == kept, "as if cold"


def test_a_municipality_s_own_asset_has_a_fingerprint_too(write: Write) -> None:
    root = write({"sjoby/a.md": POLICY})
    mark = root / "overrides/assets/mark.svg"
    mark.parent.mkdir(parents=True)
    mark.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    (mark.parent / ".hemlig").write_text("nej", encoding="utf-8")
    place = build(root)[PUBLIC]
    (found,) = place.glob("assets/*/mark.svg")
    assert found.read_bytes() == mark.read_bytes()
    assert (found.parent / "styrdok.css").exists() and not (found.parent / ".hemlig").exists()
    for page in ("index.html", "404.html", "sjoby/a/index.html"):
        text = (place / page).read_text(encoding="utf-8")
        folder = FINGERPRINT.search(text)
        assert folder and (place / folder[0] / "styrdok.css").exists(), page
    assert f'"/assets/{found.parent.name}/styrdok.css"' in (place / "404.html").read_text(
        encoding="utf-8"
    )


@pytest.mark.skipif(not shutil.which("caddy"), reason="Caddy är inte installerad")
@pytest.mark.parametrize("site", [OUTSIDE, INSIDE], ids=["public", "intranet"])
def test_caddy_takes_its_file(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "Caddyfile"
    path.write_text(dict(server_files(site))[f"caddy/{site.name}.conf"], encoding="utf-8")
    asked = ["caddy", "validate", "--adapter", "caddyfile", "--config", str(path)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
