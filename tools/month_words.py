#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Write the months.tsv and weekdays.tsv of the packs that are not kept by hand, from the Unicode CLDR.

  month_words.py CLDR/common/main PACKS

CLDR is what Debian's package unicode-cldr-core installs (/usr/share/unicode/cldr). Languages with a pack of their own get
the tables in it, all others share packs/all. A word that means another month in a language that stands earlier in the list
is left out, so that a date in a short line reads alike whichever pack is asked. Same input, same bytes."""
import os
import re
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree

# with the regions that have words of their own
OWN = {"de": ["de_AT"], "es": [], "fr": [], "it": [], "nl": [], "pl": [], "pt": [], "ru": []}
# In the order of how much news is written in them, as far as anybody counted: who comes first keeps a word.
SHARED = ("tr sv da no nn fi cs hu ro el uk bg hr sr sr_Latn bs sl sk lt lv et ca vi sq mk is ga cy eu gl af sw lb fo be hy ka "
          "az kk uz mn fa ar ar_LB ar_DZ ar_MA he ur hi bn ta te mr gu kn ml pa ne si th km lo my fil jv su so ha yo zu am").split()
BY_HAND = ["id", "en", "ms"]
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def words(path, kind, width):
    """The names of the Gregorian calendar: {number: [names]}, months 1..12 or weekdays 1..7."""
    out = {}
    root = ElementTree.parse(path).getroot()
    for calendar in root.iter("calendar"):
        if calendar.get("type") != "gregorian":
            continue
        for w in calendar.iter(kind + "Width"):
            if w.get("type") != width:
                continue
            for item in w.iter(kind):
                number = int(item.get("type")) if kind == "month" else DAYS.index(item.get("type")) + 1
                name = unicodedata.normalize("NFC", (item.text or "").strip()).rstrip(".").lower()
                if len(name) >= 2 and re.search(r"[^\W\d_]", name) and not re.search(r"^\d|[()/]", name):
                    out.setdefault(number, []).append(name)
    return out


def spaced(name):
    """As the date readers cut a phrase: blanks around hyphens and apostrophes."""
    return re.sub(r"\s*([-'])\s*", r" \1 ", re.sub("[\u2019\u02bc\u02bb]", "'", re.sub("[\u200b-\u200f]", "", name))).strip()


def by_hand(packs, table):
    out = {}
    for tag in BY_HAND:
        for line in open(os.path.join(packs, tag, table), encoding="utf-8"):
            cells = line.rstrip("\n").split("\t")
            if line.strip() and not line.startswith("#"):
                out.setdefault(cells[0].lower(), int(cells[1]))
    return out


def rows(main, language, kind, taken):
    """Lines of one language: full names, then short ones; a word taken for another number is left out."""
    path = os.path.join(main, language + ".xml")
    out, mine = [], {}
    for width, mark in (("wide", ""), ("abbreviated", "\tabbr")):
        for number, names in sorted(words(path, kind, width).items()):
            for name in names:
                name = spaced(name)
                if mark and len(name) < (2 if kind == "day" else 3):
                    continue
                if taken.get(name, number) != number or name in mine:
                    continue
                mine[name] = number
                out.append("%s\t%d%s" % (name, number, mark))
    for name, number in mine.items():
        taken.setdefault(name, number)
    return out


HEAD = """#! format 1
#! language %s
#! licence Unicode-DFS-2016
#! origin Unicode CLDR 41, (c) 1991-2022 Unicode, Inc., https://www.unicode.org/license.html; by tools/month_words.py
# %s
"""
NOTE = {"month": "phrase, month, kind (abbr: only beside a day or year)",
        "day": "phrase, weekday (1 Monday .. 7 Sunday), kind (abbr: only before a date)"}


def main():
    main_dir, packs = sys.argv[1:]
    for kind, table in (("month", "months.tsv"), ("day", "weekdays.tsv")):
        taken = by_hand(packs, table)
        for language in OWN:
            lines = rows(main_dir, language, kind, taken)
            for region in OWN[language]:
                lines += [line for line in rows(main_dir, region, kind, taken) if line not in lines]
            os.makedirs(os.path.join(packs, language), exist_ok=True)
            with open(os.path.join(packs, language, table), "w", encoding="utf-8") as f:
                f.write(HEAD % (language, NOTE[kind]) + "\n".join(lines) + "\n")
        seen = set()
        with open(os.path.join(packs, "all", table), "w", encoding="utf-8") as f:
            f.write(HEAD % ("all", NOTE[kind] + "; of languages without a pack of their own, for date lines"))
            for language in SHARED:
                if not os.path.exists(os.path.join(main_dir, language + ".xml")):
                    continue
                lines = [line for line in rows(main_dir, language, kind, taken) if line.split("\t")[0] not in seen]
                # the short names of many languages are words of others; beside figures the full ones are enough
                lines = [line for line in lines if not line.endswith("\tabbr") or language in SHARED[:23]]
                seen.update(line.split("\t")[0] for line in lines)
                if lines:
                    f.write("# %s\n%s\n" % (language.replace("_", "-"), "\n".join(lines)))


main()
