"""One address of each kind of page, for the tests that look."""

PAGE = "ale/sa-har-kommunicerar-vi-i-ale"
PAIR = "jamforelse/dokument/lerum/kommunikationspolicy/vanersborg/kommunikationspolicy/"
KINDS = {
    "start": "",
    "register": "register/",
    "policy": "ale/policy-for-kommunikation-service-och-bemotande/",
    "riktlinje": "ale/riktlinje-for-service-tillganglighet-och-bemotande/",
    "informationssida": "ale/sa-har-kommunicerar-vi-i-ale/",
    "alla-uppgifter": "vanersborg/kommunikationspolicy/",
    "beslut-okant": "lerum/kommunikationspolicy/",
    "kommuner": "kommuner/",
    "kommun": "ale/",
    "kommun-utan-kontakt": "vanersborg/",
    "teman": "teman/",
    "tema": "teman/intern-kommunikation/",
    "tema-utan-text": "teman/sociala-medier/",
    "matris": "jamforelse/",
    "fakta": "jamforelse/fakta/",
    "matris-utskrift": "jamforelse/utskrift/",
    "tema-utskrift": "teman/intern-kommunikation/utskrift/",
    "fakta-utskrift": "jamforelse/fakta/utskrift/",
    "valj-tva": "jamforelse/dokument/",
    "par": PAIR,
    "par-utskrift": f"{PAIR}utskrift/",
    "par-med-skript": f"jamforelse/dokument/?a={PAGE}&b=lerum/kommunikationspolicy",
    "par-samma": f"jamforelse/dokument/?a={PAGE}&b={PAGE}",
    "roller": "roller/",
    "roll": "roller/medarbetare/",
    "roll-utskrift": "roller/medarbetare/utskrift/",
    "lika-stycken": "jamforelse/lika-stycken/",
    "lagar": "lagar/",
    "lag": "lagar/2017-900/",
    "saknade": "saknade/",
    "saknade-kommun": "saknade/ale/",
    "saknade-inget": "saknade/vanersborg/",
    "sok": "sok/",
    "sok-traffar": "sok/?q=svar",
    "sok-inga-traffar": "sok/?q=xyzzy",
    "om": "om/",
    "data": "data/",
    "tillganglighet": "tillganglighet/",
    "404": "finns-inte/alls/",
}
INTRANET_ONLY = {
    "handbok": "handbok/",
    "drift": "drift/",
    "granskning": "granskning/",
    "sokfragor": "sok/fragor/",
    "sprak": "granskning/sprak/",
}
WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")
SOME = ((320, "light"), (768, "dark"), (1280, "light"))
"""Widths and schemes for kinds of page that are looked at in all of them with other content."""
