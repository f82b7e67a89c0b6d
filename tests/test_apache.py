"""The intranet behind a real Apache: a no is words alone, and no page of the intranet."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from http.client import HTTPConnection
from pathlib import Path

import pytest

from styrdok.publish.servers import Site, server_files
from tests.test_nginx import free_port, wait_for

OUTSIDE = Site("public", "styrdok.example", "/", inside=False)
INSIDE = Site("intranet", "intranat.example", "/", inside=True)
APACHE = """\
ServerRoot {place}
PidFile {place}/pid
ErrorLog {place}/fel
ServerName localhost
Listen 127.0.0.1:{port}
{modules}
TypesConfig /dev/null
{who}
"""
MODULES = Path("/usr/lib/apache2/modules")
LOADED = (
    *("mpm_event", "authz_core", "authz_host", "alias", "deflate", "dir"),
    *("headers", "mime", "filter"),
)


def test_apache_says_no_in_words_alone() -> None:
    """It hands out the page for an error without asking who may read it (tried with 2.4)."""
    inside = dict(server_files(INSIDE))["apache/intranet.conf"]
    outside = dict(server_files(OUTSIDE))["apache/public.conf"]
    assert re.findall("ErrorDocument 403 (.*)", inside) == ['"Sidan finns inte."']
    assert re.findall("ErrorDocument 403 (.*)", outside) == ["/404.html"]
    for text in (inside, outside):
        assert "TraceEnable Off" in text


@pytest.mark.skipif(not shutil.which("apache2"), reason="Apache är inte installerad")
@pytest.mark.skipif(not MODULES.is_dir(), reason="Apache är inte Debians")
def test_apache_shows_nobody_inside_who_is_told_no() -> None:
    """Who asks from another network than the one that is let in."""
    root = Path(tempfile.mkdtemp(prefix="styrdok-apache-"))
    try:
        root.chmod(0o755)
        site, port = root / "site", free_port()
        site.mkdir()
        for name in ("index", "404"):
            (site / f"{name}.html").write_text("<main>hemligt</main>", encoding="utf-8")
        text = dict(server_files(INSIDE))["apache/intranet.conf"]
        text = re.sub(r"\tOIDC.*\n", "", text).replace("*:80>", f"127.0.0.1:{port}>")
        text = text.replace("AuthType openid-connect", "").replace(
            "/srv/styrdok/intranet", str(site)
        )
        text = text.replace("Require valid-user", "Require ip 192.0.2.1")
        modules = "\n".join(f"LoadModule {m}_module {MODULES}/mod_{m}.so" for m in LOADED)
        who = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
        facts = {"place": root, "port": port, "modules": modules, "who": who}
        (root / "conf").write_text(APACHE.format(**facts) + text, encoding="utf-8")
        asked = ["apache2", "-f", str(root / "conf"), "-DFOREGROUND"]
        with subprocess.Popen(asked, stderr=subprocess.DEVNULL) as process:
            try:
                wait_for(port)
                for path in ("/", "/404.html", "/finns-inte", "/.git/config", "/a%2Fb"):
                    line = HTTPConnection("127.0.0.1", port, timeout=20)
                    line.request("GET", path)
                    answer = line.getresponse()
                    assert b"hemligt" not in answer.read() and answer.status in (403, 404), path
                    line.close()
            finally:
                process.terminate()
    finally:
        shutil.rmtree(root)
