"""Records whose names do what names should not: markup, scripts, quotes, turned direction, 10,000 characters.

Prints them as lines of groundswell's own format. The pages must show them harmlessly; check.py looks.
"""

import json

MARK = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
TURNED = "\u202egnp.exe\u2066 \u0627\u0644\u0639\u0631\u0628\u064a\u0629"
LONG = "long " + "W" * 9_995
ORG = "hostile-org"
MODEL = f"{ORG}/<b>\"x\"&'y'{TURNED}"
LONG_MODEL = f"{ORG}/" + "w" * 180

RECORDS = [
    {"organization": {"id": ORG, "name": MARK + TURNED + LONG, "country": "US", "kind": "company", "parent": None,
                      "aliases": [MARK[:150]], "evidence": "javascript:document.title='taken'", "source": "curated",
                      "at": "2026-01-05"}},
    {"model": {"id": MODEL, "released": "2026-01-20", "license": "other", "licenseName": MARK + LONG,
               "licenseLink": "https://example.org/\"><script>document.title='taken'</script>", "task": "hostile",
               "library": MARK, "bases": [{"id": LONG_MODEL, "relation": "finetune"}], "source": "curated",
               "at": "2026-05-01T07:02:00Z"}},
    {"model": {"id": LONG_MODEL, "released": "2026-01-20", "license": "mit", "task": "hostile", "bases": [],
               "source": "curated", "at": "2026-05-01T07:02:00Z"}},
    {"observation": {"model": MODEL, "series": "likes", "value": 7, "step": 1, "source": "curated",
                     "at": "2026-05-01T07:02:00Z"}},
    {"observation": {"model": LONG_MODEL, "series": "likes", "value": 9, "step": 1, "source": "curated",
                     "at": "2026-05-01T07:02:00Z"}},
    {"claim": {"id": "hostile-claim", "text": MARK + TURNED + LONG, "speaker": MARK, "date": "2025-08-01",
               "citation": "javascript:document.title='taken'", "measure": "dependence",
               "parameters": {"of": "US", "on": "CN"},
               "predicate": {"kind": "threshold", "operator": ">", "value": 0}, "source": "curated",
               "at": "2026-01-05"}},
]

if __name__ == "__main__":
    for record in RECORDS:
        print(json.dumps(record))
