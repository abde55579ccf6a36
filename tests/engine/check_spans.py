#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Read every span of every verb again from the raw bytes. usage: check_spans.py RUNUT [PATH...]

Fed the program and pages (HTML, plain text, JSON Lines); adds odd pages of its own. For each span in the output: it stands
inside its page or field, cuts no tag, character reference or character, has no white space at its ends, and where the
finding carries its text (or a title, name or address), reading the span again gives that text. Uses its own small reader of
HTML, so that a fault of the program's reader shows. Exit status 1 and a list of faults where there are any.
"""
import base64
import bisect
import html
import json
import os
import re
import subprocess
import sys
import tempfile

BREAKS = {"br", "p", "div", "li", "td", "th", "tr", "h1", "h2", "h3", "h4", "blockquote", "figcaption"}
# a quotation mark counts behind "=" only
TAG = re.compile(r"<!--.*?(?:-->|$)|<[!?/][^>a-zA-Z-][^>]*>|</?[a-zA-Z](?>=\s*\"[^\"]*\"|=\s*'[^']*'|[^>])*>|<[!?][^>]*>", re.S)
REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]*;)")
JSON_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)")
RAW_TEXT = re.compile(r"<(script|style|svg|math)\b[^>]*>", re.I)
SPACE = re.compile(r"[\s\u00a0\u200b\ufeff]+")
PYTHON_NAME = {"UTF-8": "utf-8", "windows-1252": "cp1252", "UTF-16LE": "utf-16-le", "UTF-16BE": "utf-16-be"}


def fold(text):
    """White space as one blank; what a reader of the page does not see is dropped."""
    return SPACE.sub(" ", text.replace("\u00ad", "")).strip()


class Reading:
    """Raw bytes as a row of units: characters, references and tags, each with its range of bytes."""

    def __init__(self, raw, charset, is_html):
        self.size = len(raw)
        name = PYTHON_NAME.get(charset, charset)
        text, self.start, at = [], [], 0
        for char in raw.decode(name, "surrogateescape" if name == "utf-8" else "replace"):
            text.append(char)
            self.start.append(at)
            at += 1 if "\udc80" <= char <= "\udcff" else len(char.encode(name, "replace"))
        self.start.append(at)
        self.text = "".join(text)
        self.units = []  # (first character, end character, decoded text, kind)
        if is_html:
            self.split_html()
        else:
            self.split_plain(0, len(self.text))
        self.begins = {self.start[u[0]]: i for i, u in enumerate(self.units)}
        self.ends = {self.start[u[1]]: i for i, u in enumerate(self.units)}
        self.order = [self.start[u[0]] for u in self.units]

    def split_plain(self, at, end, pattern=None, decode=html.unescape):
        while at < end:
            found = pattern.match(self.text, at, end) if pattern else None
            stop = found.end() if found else at + 1
            piece = self.text[at:stop]
            self.units.append((at, stop, decode(piece) if found else piece, "ref" if found else "char"))
            at = stop

    def split_html(self):
        at = 0
        while at < len(self.text):
            tag = TAG.match(self.text, at) if self.text[at] == "<" else None
            if not tag:
                found = REFERENCE.match(self.text, at) if self.text[at] == "&" else None
                stop = found.end() if found else at + 1
                self.split_plain(at, stop, REFERENCE)
                at = stop
                continue
            name = re.match(r"</?([a-zA-Z0-9]*)", tag.group()).group(1).lower()
            end = tag.end()
            raw = RAW_TEXT.fullmatch(tag.group())
            if raw:
                close = re.compile("</" + raw.group(1), re.I).search(self.text, end)
                end = close.start() if close else len(self.text)
            self.units.append((at, end, " " if name in BREAKS else "", "tag"))
            at = end

    def read(self, begin, end):
        """The words in a span, or a fault."""
        if not 0 <= begin < end <= self.size:
            return None, "empty or outside the page"
        if begin in self.begins and end in self.ends:
            units = self.units[self.begins[begin]:self.ends[end] + 1]
        else:
            home = self.units[bisect.bisect_right(self.order, begin) - 1]
            if home[3] != "tag" or self.start[home[1]] < end:
                return None, "cuts a tag, a reference or a character"
            units, fault = self.inside_tag(begin, end)
            if fault:
                return None, fault
        if "tag" in (units[0][3], units[-1][3]):
            return None, "has a tag at its ends"
        if not fold(units[0][2]) and units[0][2] != "\u00ad" or not fold(units[-1][2]) and units[-1][2] != "\u00ad":
            return None, "has white space at its ends"
        return "".join(u[2] for u in units), None

    def inside_tag(self, begin, end):
        """A value of an attribute, or of JSON-LD in a script."""
        first, last = bisect.bisect_left(self.start, begin), bisect.bisect_left(self.start, end)
        if self.start[first] != begin or self.start[last] != end:
            return None, "cuts a character"
        json_value = self.text[max(0, first - 1)] == '"' and "\\" in self.text[first:last]
        keep, self.units = self.units, []
        self.split_plain(first, last, JSON_ESCAPE if json_value else REFERENCE,
                         (lambda s: json.loads('"%s"' % s)) if json_value else html.unescape)
        units, self.units = self.units, keep
        if self.text[first - 1] == "&" or "<" in self.text[first:last]:
            return None, "cuts a reference or a tag"
        return units, None


class Checker:
    def __init__(self, runut):
        self.runut, self.faults, self.count, self.fields, self.found = runut, [], 0, {}, {}

    def run(self, *args):
        p = subprocess.run([self.runut, *args], capture_output=True, timeout=300)
        if p.returncode not in (0, 1):
            self.faults.append("%s: exit status %d: %s" % (" ".join(args[:2]), p.returncode, p.stderr.decode()[:200]))
        return [json.loads(line) for line in p.stdout.decode().splitlines()]

    def read_pages(self, pages):
        """pages: id -> {field: Reading}, by the charset that clean names."""
        self.pages = {}
        for record in self.run("clean", *self.paths):
            raw, is_html, fields = pages[record["id"]]
            self.pages[record["id"]] = {k: Reading(v.encode(), "UTF-8", False) for k, v in fields.items()}
            self.pages[record["id"]][""] = Reading(raw, record["charset"], is_html)
            if record["bytes"] != len(raw):
                self.faults.append("%s: %d bytes, not %d" % (record["id"], record["bytes"], len(raw)))

    def span(self, what, page, span, where=None, text=None, part=False):
        field = where[6:] if where and where.startswith("field:") else ""
        if span is None:
            self.faults.append("%s: %s without a span" % (page, what))
            return None
        self.count += 1
        self.fields[what] = self.fields.get(what, 0) + 1
        reading = self.pages[page].get(field)
        if reading is None:
            self.faults.append("%s: %s: no field %s" % (page, what, field))
            return None
        words, fault = reading.read(*span)
        if fault is None and text is not None:
            if re.search(r"\s\s|[\t\r\n]", text) and not what.startswith("clean.blocks"):
                fault = "%r has white space that is not folded" % text
            if fold(words) != fold(text) and not (part and fold(text) in fold(words)):
                fault = "reads %r, not %r" % (fold(words), fold(text))
        if fault:
            self.faults.append("%s: %s %s: %s" % (page, what, span, fault))
        return words

    def clean(self, r):
        page, text = r["id"], r["text"].encode()
        for block in r["blocks"]:
            said = None
            if block["text"] is not None:
                said = text[block["text"][0]:block["text"][1]].decode()
            self.span("clean.blocks." + block["kind"], page, block["raw"], block.get("in"), said)
        self.credits_links_at(r, "clean.")

    def credits_links_at(self, r, verb):
        page, at = r["id"], r["at"]
        for credit in r["credits"]:
            self.span(verb + "credits", page, credit["span"], credit.get("in"))
        for link in r["links"]:
            if link["span"]:
                self.span(verb + "links", page, link["span"], link.get("in"))
        for name in ("title", "outlet"):
            if at[name]:
                self.span(verb + "at." + name, page, at[name]["span"], at[name].get("in"), r[name], part=True)
        for other in r["other_titles"]:
            if other["at"]:
                self.span(verb + "other_titles", page, other["at"]["span"], other["at"].get("in"), other["title"])
        for author, place in zip(r["authors"], at["authors"]):
            if place is None:
                self.faults.append("%s: author %r without a place" % (page, author["name"]))
            else:
                self.span(verb + "at.authors", page, place["span"], place.get("in"), author["name"])
        for name in ("published", "modified"):
            if at[name]:
                self.span(verb + "at." + name, page, at[name]["span"], at[name].get("in"))
                self.span(verb + name, page, r[name]["span"], r[name].get("in"))
        for notice in r["notices"]:
            if notice["span"] and notice["span"][0] < notice["span"][1]:
                if notice["span"][1] > self.pages[page][""].size:
                    self.faults.append("%s: notice %s outside" % (page, notice["span"]))

    def facts(self, page, facts, verb):
        for kind in ("names", "dates", "figures"):
            for f in facts[kind]:
                self.span(verb + kind, page, f["span"], f.get("in"), f["text"])
        for kind in ("words", "sentences"):
            for f in facts.get(kind, []):
                span = f["span"] if isinstance(f, dict) else f
                self.span(verb + kind, page, span, f.get("in") if isinstance(f, dict) else None)
        for s in facts["statements"]:
            where = s.get("in")
            for part in ("source", "cue", "addressee"):
                for span in s[part]:
                    self.span(verb + "statements." + part, page, span, where)
            read = [self.span(verb + "statements.content", page, span, where) for span in s["content"]]
            if not read:  # silence: the cue is all there is
                read = [self.span(verb + "statements.cue", page, span, where) for span in s["cue"]]
            if None not in read and fold(" ".join(read)) != fold(s["text"]):
                self.faults.append("%s: %sstatement %d reads %r, not %r" % (page, verb, s["id"], fold(" ".join(read)), s["text"]))
            for relay in s["relay"]:
                self.span(verb + "relay", page, relay["span"], relay.get("in", where))

    def proofs(self, what, value):
        """Every {page,span} of a pile, wherever it stands."""
        if isinstance(value, list):
            for item in value:
                self.proofs(what, item)
        elif isinstance(value, dict):
            if "page" in value and value.get("span"):
                self.span(what, value["page"], value["span"], value.get("in"))
            self.once(what, value.get("evidence", []))
            for name, item in value.items():
                self.proofs(what + "." + name if name in ("evidence", "tellings", "pile") else what, item)

    def once(self, what, evidence):
        """No proof is shown twice. That a passage is there and what it says of the direction are two findings."""
        shown = [(e["kind"], json.dumps(e["spans"])) for e in evidence if e["kind"] != "passage" and e["spans"]]
        for e in evidence:
            places = [json.dumps(span) for span in e["spans"] if e["kind"] != "passage"]
            shown += zip([e["kind"]] * len(places), places[::2], places[1::2])
        for proof in {proof for proof in shown if shown.count(proof) > 1}:
            self.faults.append("%s: shown twice: %s" % (what, proof))

    def copies(self, r):
        for a0, a1, b0, b1 in r["spans"]:
            self.span("copies.spans", r["a"], [a0, a1])
            self.span("copies.spans", r["b"], [b0, b1])
        self.proofs("copies", r["evidence"])

    def trace(self, r):
        for page in r["pages"]:
            self.credits_links_at(page, "trace.")
            self.facts(page["id"], page["facts"], "trace.")
            self.proofs("trace.dates", page["facts"]["dates"])
        for name in ("entities", "sources", "events", "stories", "derivation", "differences"):
            self.proofs("trace." + name, r[name])

    def check(self, paths, pages):
        self.paths = paths
        self.read_pages(pages)
        for r in self.run("clean", *paths):
            self.clean(r)
        for r in self.run("facts", "--words", *paths):
            self.facts(r["id"], r, "facts.")
            self.found[r["id"]] = {f["name"] for f in r["names"]} | {f["value"] for f in r["dates"] + r["figures"]}
        for r in self.run("language", *paths):
            for passage in r["passages"]:
                self.span("language.passages", r["id"], passage["span"], passage.get("in"))
        for r in self.run("copies", *paths):
            self.copies(r)
        for r in self.run("stories", *paths):
            self.proofs("stories", r)
        for r in self.run("trace", *paths):
            self.trace(r)
        ids = sorted(pages)
        for a, b in zip(ids, ids[1:]):
            if os.path.isfile(a) and os.path.isfile(b):
                for r in self.run("compare", a, b):
                    self.proofs("compare", r)


# A story of this test's own, told with everything that makes spans hard: references inside words, tags inside names, soft
# hyphens, no-break spaces, carriage returns, a title in an attribute, a script with JSON-LD.
ODD = """<!DOCTYPE html>\r\n<html lang="id"><head><meta charset="%(charset)s">
<meta property="og:title" content="Gub&#101;rnur Raka Wisesa &quot;Buka&quot; Bendung Cilamar"><meta name="twitter:title" content="Air yang lama di&#116;unggu para petani"><meta name="author" content="Sari  Nirwana">
<meta property="article:published_time" content="2025-02-14T08:30:00+07:00">
<title>Gubernur Raka Wisesa &quot;Buka&quot; Bendung Cilamar | Pos Lamar</title>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Gubernur Raka Wisesa \\u0022Buka\\u0022 Bendung Cilamar","publisher":{"@type":"Organization","name":"Pos \\u004camar"}}</script>
</head><body><nav><a href="/">Beranda</a> <a href="/x?a=1&amp;b=2">Daerah &amp; Kota</a></nav>
<h1>  Gub&#101;rnur <em>Raka</em> Wis&#101;sa &quot;Buka&quot; <br>Bendung&nbsp;Cilamar </h1>
<p class="byline">Oleh: <b>Sari&nbsp;Nirwana</b></p><time datetime="2025-02-14T08:30:00+07:00">Jumat, 14&nbsp;Februari 2025 | 08.30 WIB</time>
<div class="article-body">
<p>LAMAR,\r\n  Pos&nbsp;Lamar &mdash; Gubernur <a href="/tokoh"><b>Raka <i>Wis&#101;sa</i></b></a> mem&shy;buka Bendung Cilamar, Jum&#97;t (14/2/2025), disaksi&shy;kan 1.<b>250</b> war&#103;a.</p>
<p>&ldquo;Bendung ini meng<i>airi</i> 3.&#52;00 hektare sawah,&rdquo;\r\nkata <span>Raka&nbsp;Wisesa</span>, seperti dikutip <a href="https://antara.example/1">Antara</a>.</p><!-- a note > inside -->
<p>Kepala Dinas Pengairan <b>Tuti</b>\t<b>Sumirah</b> mengata&#107;an biaya pem&shy;bangunan mencapai Rp&nbsp;2,5&nbsp;mili&#97;r atau 12&nbsp;persen lebih hemat. Ia menye&#98;ut pekerjaan selesai pada 30&nbsp;Januari 2025.</p>
<p>Menurut &ldquo;Pos&rdquo; caf&eacute; di tepi bendung akan dibuka &mdash; %(wide)s.</p>
<p>Sum&#98;er: <a href="https://antara.example/1">Antara</a></p></div>
<footer>&copy; 2025 Pos Lamar</footer></body></html>"""
PLAIN = """Gubernur Raka Wisesa Buka Bendung Cilamar

LAMAR - Gubernur Raka\u00a0Wisesa mem\u00adbuka Bendung Cilamar, Jumat (14/2/2025), disaksikan 1.250 warga.

"Bendung ini mengairi 3.400 hektare sawah," kata  Raka\tWisesa, seperti dikutip Antara.

Kepala Dinas Pengairan Tuti  Sumirah mengatakan biaya pembangunan mencapai Rp 2,5 miliar \U0001f600 pada 30 Januari 2025.
"""


def odd_pages(folder):
    """The same story in each charset and in each form of a record."""
    pages, paths = {}, []

    def keep(name, raw, is_html):
        path = os.path.join(folder, name)
        with open(path, "wb") as f:
            f.write(raw)
        paths.append(path)
        pages[path] = (raw, is_html, {})

    keep("utf8.html", (ODD % {"charset": "utf-8", "wide": "na\u00efve \u201cna\u00efve\u201d \U0001f600 e\u0301"}).encode(), True)
    keep("mark.html", b"\xef\xbb\xbf" + (ODD % {"charset": "utf-8", "wide": "\u00e9"}).encode(), True)
    keep("western.html", (ODD % {"charset": "windows-1252", "wide": "\u201cna\u00efve\u201d \u20ac5"}).encode("cp1252"), True)
    keep("wide.html", b"\xff\xfe" + (ODD % {"charset": "utf-16", "wide": "\U0001f600"}).encode("utf-16-le"), True)
    keep("broken.html", (ODD % {"charset": "utf-8", "wide": "\u00e9"}).encode().replace(b"caf&eacute;", b"caf\xe9 \xff\xfe"), True)
    keep("lines.html", (ODD % {"charset": "utf-8", "wide": "x"}).encode().replace(b"\n", b"\r\n"), True)
    keep("plain.txt", PLAIN.encode(), False)
    fields = {"title": "  Gubernur Raka Wisesa Buka Bendung\u00a0Cilamar ", "outlet": "Pos Lamar", "date": "2025-02-14",
              "url": "https://pos-lamar.example/a"}
    body = PLAIN.split("\n\n", 1)[1]
    page = ODD % {"charset": "latin1", "wide": "\u00e9"}
    western = (ODD % {"charset": "windows-1252", "wide": "\u00e9"}).encode("cp1252")
    rows = [{"id": "r-html", "html": page, **fields}, {"id": "r-b64", "html_b64": base64.b64encode(western).decode(), **fields},
            {"id": "r-text", "text": body, **fields}, {"id": "r-plain", "plain": PLAIN, **fields},
            {"id": "r-bare", "text": body}]
    path = os.path.join(folder, "rows.jsonl")
    with open(path, "w", encoding="utf-8") as f:
        f.writelines(json.dumps(row) + "\n" for row in rows)
    paths.append(path)
    for row in rows:
        raw = next(row[k].encode() for k in ("html", "text", "plain") if k in row) if "html_b64" not in row else western
        pages[row["id"]] = (raw, "html" in row or "html_b64" in row, {k: row[k] for k in ("title", "outlet", "date", "url") if k in row})
    return paths, pages


def main():
    checker = Checker(os.path.abspath(sys.argv[1]))
    for given in sys.argv[2:]:
        names = [os.path.join(given, n) for n in sorted(os.listdir(given))] if os.path.isdir(given) else [given]
        names = [n for n in names if n.endswith((".html", ".txt"))]
        pages = {}
        for name in names:
            with open(name, "rb") as f:
                raw = f.read()
            pages[name] = (raw, b"<" in raw[:2000], {})
        checker.check(names, pages)
    with tempfile.TemporaryDirectory() as folder:
        checker.check(*odd_pages(folder))
        for page, found in checker.found.items():
            missing = {"Raka Wisesa", "Tuti Sumirah", "2025-02-14", "2025-01-30", "3400", "1250", "2500000000"} - found
            if missing and page.startswith((folder, "r-")):
                checker.faults.append("%s: not found: %s" % (page, ", ".join(sorted(missing))))
    for fault in checker.faults:
        print(fault)
    print("%d spans read again, %d faults" % (checker.count, len(checker.faults)))
    if os.environ.get("SPANS_VERBOSE"):
        print(json.dumps(checker.fields, indent=1))
    # A kind of span that never comes was not checked.
    for kind in ("clean.blocks.body", "clean.credits", "clean.links", "clean.at.title", "clean.other_titles", "clean.at.authors", "clean.published",
                 "facts.names", "facts.dates", "facts.figures", "facts.words", "facts.sentences", "facts.statements.content",
                 "facts.relay", "language.passages", "copies.spans", "copies.evidence", "compare.tellings", "trace.events.evidence",
                 "trace.derivation.evidence", "trace.entities.evidence", "trace.differences.tellings"):
        if not any(k.startswith(kind) or (kind == "copies.evidence" and k == "copies") for k in checker.fields):
            print("no span of %s came" % kind)
            checker.faults.append(kind)
    return 1 if checker.faults else 0


if __name__ == "__main__":
    sys.exit(main())
