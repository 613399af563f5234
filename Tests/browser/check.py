"""Every page of the dashboard in a real browser: narrow and wide, light and dark, by keyboard, on paper, without scripts.

    check.py URL --shots FOLDER [--axe AXE.js] [--model ID]

Prints one line for each page and what is wrong; ends with 1 if anything is.
"""

import argparse
import json
import os
import re
import statistics
import sys
import time
import urllib.parse
import urllib.request

import chrome
import hostile

PAGES = [
    ("overview", "/"),
    ("countries", "/countries?measure=derivatives"),
    ("country", "/country?id=CN"),
    ("dependence", "/dependence?scope=foreign"),
    ("models", "/models"),
    ("model", "/model?id={model}"),
    ("organizations", "/organizations"),
    ("organization", "/organization?id=deepseek-ai"),
    ("records", "/records"),
    ("claims", "/claims"),
    ("claim", "/claim?id={claim}"),
    ("coverage", "/coverage"),
    ("search", "/search?q=llama"),
    ("definitions", "/definitions"),
    ("measure", "/definition?name=dependence"),
    ("method", "/definition?name=leaderboard"),
    ("cited", "/countries?asOf=2025-06-01&knownAt={batch}"),
    ("missing", "/model?id=deepseek-ai/DeepSeek-R11"),
    ("hostile-models", "/models?task=hostile"),
    ("hostile-model", "/model?id={hostile}"),
    ("hostile-organization", "/organization?id=hostile-org"),
    ("hostile-claim", "/claim?id=hostile-claim"),
    ("hostile-address", "/definition?name=%3Cscript%3Edocument.title%3D%27taken%27%3C/script%3E%E2%80%AE" + "x" * 9000),
]

# What axe does not need to say where it is missing: a few checks of our own.
OWN = """(() => {
  const wrong = [];
  const name = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '');
  if (document.documentElement.lang !== 'en') wrong.push('no language');
  if (document.querySelectorAll('h1').length !== 1) wrong.push('not one h1');
  for (const tag of ['main', 'header']) if (!document.querySelector(tag)) wrong.push('no ' + tag);
  let last = 0;
  for (const h of document.querySelectorAll('h1,h2,h3,h4')) {
    const level = +h.tagName[1];
    if (level > last + 1) wrong.push('a heading skips a level: ' + h.textContent.slice(0, 40));
    last = level;
  }
  const ids = new Set();
  for (const e of document.querySelectorAll('[id]')) { if (ids.has(e.id)) wrong.push('id twice: ' + e.id); ids.add(e.id); }
  for (const e of document.querySelectorAll('[aria-labelledby]'))
    for (const id of e.getAttribute('aria-labelledby').split(' ')) if (!ids.has(id)) wrong.push('labelled by nothing: ' + id);
  for (const e of document.querySelectorAll('input:not([type=hidden]),select'))
    if (!e.labels || !e.labels.length) wrong.push('no label: ' + name(e));
  for (const t of document.querySelectorAll('table')) {
    if (!t.caption && !t.closest('.prose')) wrong.push('a table without caption');
    for (const h of t.querySelectorAll('th')) if (!h.scope) wrong.push('a th without scope');
  }
  for (const e of document.querySelectorAll('svg[role=img]')) if (!e.querySelector('title')) wrong.push('a drawing without title');
  for (const s of document.querySelectorAll('main section .chart')) {
    const section = s.closest('section');
    if (!section.querySelector('table')) wrong.push('a chart without table: ' + section.id);
    if (!section.querySelector('a[href*=".csv"]')) wrong.push('a chart without CSV: ' + section.id);
  }
  for (const e of document.querySelectorAll('script,iframe,object,embed,[style],[onclick],[onload],[onerror]'))
    wrong.push('markup that has no place here: ' + name(e));
  for (const a of document.querySelectorAll('a[href]'))
    if (!/^(https?:|\\/|#)/.test(a.getAttribute('href'))) wrong.push('a strange link: ' + a.getAttribute('href').slice(0, 60));
  if (document.documentElement.scrollWidth > WIDTH + 1)
    wrong.push('wider than the window: ' + document.documentElement.scrollWidth + ' of ' + WIDTH);
  return wrong;
})()"""

FOCUS = """(() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const s = getComputedStyle(e);
  return {name: e.tagName + ' ' + (e.textContent || e.name || '').trim().slice(0, 30),
          seen: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1};
})()"""


def ask(base, path):
    with urllib.request.urlopen(base + path, timeout=60) as answer:
        return json.load(answer)


class Run:
    def __init__(self, options):
        self.options = options
        self.base = options.url.rstrip("/")
        self.browser = chrome.Browser()
        self.wrong = []
        self.axe = open(options.axe, encoding="utf-8").read() if options.axe else None
        os.makedirs(options.shots, exist_ok=True)

    def complain(self, page, sentence):
        self.wrong.append(f"{page}: {sentence}")
        print(f"  WRONG {page}: {sentence}")

    def address(self, path):
        status = ask(self.base, "/answer/status.json")
        claims = ask(self.base, "/answer/claim.list.json?limit=1")["value"] or [{"id": "none"}]
        return self.base + path.format(
            model=urllib.parse.quote(self.options.model), claim=claims[0]["id"], batch=status["epochBatch"],
            hostile=urllib.parse.quote(hostile.MODEL))

    def page(self, name, path):
        url = self.address(path)
        for width, height in ((1280, 900), (360, 740)):
            for scheme in ("light", "dark"):
                self.browser.window(width, height, scheme)
                self.browser.open(url)
                label = f"{name}-{'wide' if width > 500 else 'narrow'}-{scheme}"
                for complaint in self.browser.complaints():
                    # A page that says what is missing is answered with 404, and the browser says so.
                    if not (name in ("missing", "hostile-address") and "404" in complaint):
                        self.complain(label, complaint)
                if "taken" in self.browser.run("document.title.replace(/<[^]*/, '')"):
                    self.complain(label, "a script that stood in the data ran")
                if self.browser.run("[...document.body.innerText].some(c => '\u202a\u202b\u202d\u202e\u2066\u2067'.includes(c))"):
                    self.complain(label, "a mark that turns the direction is on the page")
                for sentence in self.browser.run(OWN.replace("WIDTH", str(width))):
                    self.complain(label, sentence)
                if self.axe:
                    self.rules(label)
                self.browser.shot(os.path.join(self.options.shots, label + ".png"))

    def rules(self, label):
        """Axe over the page: what is serious or critical must not be."""
        self.browser.run(self.axe + "; 1")
        found = self.browser.run(
            "axe.run(document, {resultTypes: ['violations'], runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa',"
            " 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}}).then(r => r.violations.map(v => ({id: v.id,"
            " impact: v.impact, help: v.help, count: v.nodes.length, where: v.nodes[0].target.join(' '),"
            " why: v.nodes[0].failureSummary})))")
        for one in found:
            self.complain(label, f"axe {one['impact']} {one['id']}: {one['help']} ({one['count']}: {one['where']};"
                          f" {re.sub(chr(10) + ' *', ' ', one['why'])[:200]})")

    def keyboard(self):
        """From the top by tab alone: the skip link first, every stop visible, the content reached."""
        self.browser.window(1280, 900)
        self.browser.open(self.base + "/dependence")
        stops = []
        for _ in range(40):
            self.browser.key("Tab", 9)
            stop = self.browser.run(FOCUS)
            if stop:
                stops.append(stop)
                if not stop["seen"]:
                    self.complain("keyboard", f"the focus on {stop['name']} is not seen")
        if not stops or "Skip" not in stops[0]["name"]:
            self.complain("keyboard", "the first stop is not the skip link")
        if not any("SELECT" in stop["name"] for stop in stops):
            self.complain("keyboard", "the form's choices are not reached")
        print(f"keyboard: {len(stops)} stops, each with a visible focus")

    def form(self):
        """A form's choice is in the address, and in the answer."""
        self.browser.open(self.base + "/dependence")
        self.browser.events = []
        self.browser.run(
            "document.querySelector('select[name=scope]').value='crossOrganization';"
            "document.querySelector('main form button').click()")
        self.browser.wait("Page.loadEventFired")
        where = self.browser.run("location.search")
        if "scope=crossOrganization" not in where:
            self.complain("form", f"the choice is not in the address: {where}")
        text = self.browser.run("document.body.textContent")
        if "between organizations" not in text:
            self.complain("form", "the answer does not follow the choice")
        print("form: the choice is in the address and in the answer")

    def plain(self):
        """Without scripts, and on paper."""
        self.browser.scripts(False)
        self.browser.window(1280, 900)
        self.browser.open(self.base + "/")
        self.browser.shot(os.path.join(self.options.shots, "overview-without-scripts.png"))
        self.browser.scripts(True)
        self.browser.window(900, 1200, media="print")
        self.browser.open(self.base + "/country?id=CN")
        if self.browser.run("getComputedStyle(document.querySelector('header')).display") != "none":
            self.complain("print", "the navigation is printed")
        self.browser.shot(os.path.join(self.options.shots, "country-print.png"))
        print("plain: without scripts and on paper")

    def speed(self):
        """The first page, from the snapshot."""
        took = []
        for _ in range(20):
            begin = time.perf_counter()
            with urllib.request.urlopen(self.base + "/", timeout=30) as answer:
                answer.read()
            took.append((time.perf_counter() - begin) * 1000)
        print(f"first page: median {statistics.median(took):.1f} ms, worst {max(took):.1f} ms of 20")
        if statistics.median(took) > 100:
            self.complain("speed", f"the first page takes {statistics.median(took):.0f} ms, not 100")

    def run(self):
        for name, path in PAGES:
            begin = time.monotonic()
            before = len(self.wrong)
            self.page(name, path)
            print(f"{name}: {len(self.wrong) - before} wrong, {time.monotonic() - begin:.1f} s")
        self.keyboard()
        self.form()
        self.plain()
        self.speed()


def main():
    parser = argparse.ArgumentParser(description="The dashboard in a real browser.")
    parser.add_argument("url")
    parser.add_argument("--shots", required=True, help="where screenshots go")
    parser.add_argument("--axe", help="the rules of axe-core, a JavaScript file")
    parser.add_argument("--model", default="deepseek-ai/DeepSeek-R1")
    options = parser.parse_args()
    run = None
    try:
        run = Run(options)
        run.run()
    except chrome.Failed as failed:
        print(f"check.py: {failed}", file=sys.stderr)
        return 1
    finally:
        if run:
            run.browser.close()
    print(f"{len(run.wrong)} things are wrong" if run.wrong else "Nothing is wrong.")
    return 1 if run.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
