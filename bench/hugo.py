"""The same corpus as a Hugo site with the same kinds of page, so that the two can be compared.

Hugo's pages are simpler than ours: it does not check, cut, or set passages side by side. They have
the frame (head, menu, way back, foot), the facts, a list of contents, the text; lists by
municipality and theme; the register's table; and the search's data.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

CONFIG = """\
baseURL = "http://127.0.0.1:8000/"
languageCode = "sv"
title = "Styrdok"
disableKinds = ["RSS"]
[taxonomies]
  tema = "teman"
[outputs]
  home = ["HTML", "JSON"]
"""
BASE = """\
<!doctype html>
<html lang="sv">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>{{ .Title }} – {{ .Site.Title }}</title>
  {{ with .Params.sammanfattning }}<meta name="description" content="{{ . }}">{{ end }}
  <link rel="canonical" href="{{ .Permalink }}">
  <meta name="color-scheme" content="light dark">
  <link rel="stylesheet" href="/assets/styrdok.css">
</head>
<body>
  <a class="skip" href="#_innehall">Hoppa till innehållet</a>
  <header class="head"><a class="sender" href="/">Styrdok</a>
    <form class="find" action="/sok/" role="search"><label for="_sok">Sök</label>
    <input id="_sok" name="q" type="search"><button type="submit">Sök</button></form>
    <nav aria-label="Meny"><ul class="menu"><li><a href="/kommuner/">Kommuner</a></li>
    <li><a href="/teman/">Teman</a></li><li><a href="/register/">Alla dokument</a></li></ul></nav>
  </header>
  <nav class="crumbs" aria-label="Var du är"><ol><li><a href="/">Start</a></li>
  {{ range .Ancestors.Reverse }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}
  <li aria-current="page">{{ .Title }}</li></ol></nav>
  <main id="_innehall" tabindex="-1">{{ block "main" . }}{{ end }}</main>
  <footer class="foot"><p>Avsändare: {{ .Site.Title }}</p>
  <ul class="foot-links"><li><a href="/om/">Om</a></li><li><a href="/data/">Öppna data</a></li></ul>
  </footer>
</body>
</html>
"""
SINGLE = """\
{{ define "main" }}<article class="policy"><header class="policy-head">
<p class="kicker">{{ .CurrentSection.Title }} · {{ .Params.dokumenttyp }}</p><h1>{{ .Title }}</h1>
<p class="lead">{{ .Params.sammanfattning }}</p>
<p>Beslutad av {{ .Params.beslut.organ }} {{ .Params.beslut.datum }},
§ {{ .Params.beslut.paragraf }}. Diarienummer {{ .Params.diarienummer }}.
Revideras {{ .Params.revideras }}.</p></header>
<nav class="contents">{{ .TableOfContents }}</nav>
<div class="text prose">{{ .Content }}</div>
<section class="facts"><h2>Om dokumentet</h2><dl>
{{ range $key, $value := .Params }}<div><dt>{{ $key }}</dt><dd>{{ $value }}</dd></div>{{ end }}
</dl></section>
<section class="ties"><h2>Hör ihop med</h2><ul>{{ $page := . }}{{ range .Params.stödjer }}
{{ with $page.GetPage . }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}{{ end }}
</ul></section></article>{{ end }}
"""
LIST = """\
{{ define "main" }}<h1>{{ .Title }}</h1><ul class="entries">{{ range .Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a><p>{{ .Params.sammanfattning }}</p></li>{{ end }}
</ul>{{ end }}
"""
HOME = """\
{{ define "main" }}<h1>{{ .Title }}</h1><table><tbody>{{ range .Site.RegularPages }}
<tr><th scope="row"><a href="{{ .RelPermalink }}">{{ .Title }}</a></th>
<td>{{ .CurrentSection.Title }}</td><td>{{ .Params.dokumenttyp }}</td>
<td>{{ .Params.beslut.datum }}</td></tr>{{ end }}</tbody></table>{{ end }}
"""
SEARCH = """\
[{{ range $i, $page := .Site.RegularPages }}{{ if $i }},{{ end }}
{{ dict "title" .Title "address" .RelPermalink "text" .Plain | jsonify }}{{ end }}]
"""
LAYOUTS = {
    "_default/baseof.html": BASE,
    "_default/single.html": SINGLE,
    "_default/list.html": LIST,
    "index.html": HOME,
    "index.json": SEARCH,
}


def write_hugo_site(corpus: Path, site: Path) -> None:
    """Write a Hugo site of a corpus's public documents."""
    shutil.rmtree(site, ignore_errors=True)
    for name, layout in LAYOUTS.items():
        path = site / "layouts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(layout, encoding="utf-8")
    (site / "hugo.toml").write_text(CONFIG, encoding="utf-8")
    for source in sorted((corpus / "policies").glob("*/*.md")):
        text = source.read_text(encoding="utf-8")
        path = site / "content" / source.parent.name / source.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_as_hugo(text), encoding="utf-8")
    for home in (site / "content").iterdir():
        head = f"---\ntitle: Exempelkommun {home.name}\n---\n"
        (home / "_index.md").write_text(head, encoding="utf-8")


def _as_hugo(text: str) -> str:
    """Return a document with Hugo's keys: its title, and its themes as a list."""
    themes = sorted(set(re.findall(r'tema="([^"]+)"', text)))
    text = re.sub(r' \{tema="[^"]+"\}', "", text)
    text = re.sub(r"^::: kontakt .*$|^::: ?(intern)?$", "", text, flags=re.M)
    text = re.sub(r"\]\((dokument-\d+)\.md\)", r"](../\1/)", text)
    head = f"title: \\1\nteman: [{', '.join(themes)}]\n"
    return re.sub(r"^titel: (.*)\n", head, text, count=1, flags=re.M)
