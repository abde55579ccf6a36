#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""No rule fits only the five pages: what tests/five_pages.json asserts must also hold after every name, agency, site, number and year in
them is changed. usage: changed_pages.py ROOT RUNUT [FOLDER]

Names are changed for others of the same kind; years to ones in which the same weekdays fall on the same days. Spans are carried along through the
changes. Skipped without the pages.
"""
import glob
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

import five_pages

CHANGES = [
    # persons, with the spellings that the pages vary
    ("Kim Jong-un", "Baro Sen-ta"), ("Kim Jong Un", "Baro Sen Ta"), ("Kim", "Baro"), ("Andrei", "Sergei"), ("Andrey", "Sergey"), ("Belousov", "Tarkovich"),
    ("Sergey Lavrov", "Dmitri Orlenko"), ("Sergei Lavrov", "Dmitry Orlenko"), ("Lavrov", "Orlenko"), ("Vladimir Putin", "Anton Belugin"), ("Putin", "Belugin"),
    ("Choe Son Hui", "Mara Din Sol"), ("No Kwang-chol", "Ro Tan-bek"), ("No Kwang Chol", "Ro Tan Bek"), ("Antony Blinken", "Walter Grieves"), ("Blinken", "Grieves"),
    ("Mark Rutte", "Piet Hallema"), ("Volodymyr Zelensky", "Bohdan Marchuk"), ("Joe Biden", "Carl Dunmore"), ("Yunita Rahmayanti", "Dewi Kusumawati"),
    # countries, towns
    ("Korea Utara", "Sudan Selatan"), ("Korea Selatan", "Papua Nugini"), ("Federasi Rusia", "Republik Aljazair"), ("Rusia", "Aljazair"), ("Ukraina", "Maroko"),
    ("PYONGYANG", "JUBA"), ("Pyongyang", "Juba"), ("Moskow", "Aljir"), ("Moscow", "Algiers"), ("Kiev", "Rabat"), ("Kursk", "Tindouf"), ("Wonsan", "Malakal"), ("DPRK", "RSS"),
    # agencies and sites
    ("KCNA", "Bernama"), ("Tass", "Anadolu"), ("TASS", "Anadolu"), ("SeaPRwire", "PadiWire"), ("seaprwire", "padiwire"), ("vtcnews.vn", "beritaxyz.tv"),
    ("airtronicfirearms.com", "sabukgunung.net"), ("TRIBUNNEWS.COM", "HARIANSATU.COM"), ("Tribunnews.com", "Hariansatu.com"),
    # numbers and years
    ("10.000", "14.000"), ("8.000", "9.500"), ("502", "617"), ("6.500", "7.300"), ("86.000", "54.000"), ("3,5 juta", "2,8 juta"), ("90 negara", "70 negara"),
    ("2024", "1996"), ("2023", "1995"), ("2022", "1994"),
]
NEW = dict(CHANGES)
PATTERN = re.compile(b"|".join(re.escape(old.encode()) for old, _ in sorted(CHANGES, key=lambda c: -len(c[0]))))


def change(raw):
    """(new bytes, function from an old offset to a new one)"""
    out, pieces, at = bytearray(), [], 0
    for hit in PATTERN.finditer(raw):
        pieces.append((at, hit.start(), len(out), False))
        out += raw[at:hit.start()]
        new = NEW[hit.group().decode()].encode()
        pieces.append((hit.start(), hit.end(), len(out), True))
        out += new
        at = hit.end()
    pieces.append((at, len(raw), len(out), False))
    out += raw[at:]

    def move(offset):
        for begin, end, to, replaced in pieces:
            if begin <= offset < end or (offset == end and not replaced):
                return to if replaced else to + offset - begin
        return len(out)
    return bytes(out), move


def words(value):
    if isinstance(value, str):
        value = PATTERN.sub(lambda hit: NEW[hit.group().decode()].encode(), value.encode()).decode()
        return {"10000": "14000", "8000": "9500"}.get(value, value)
    return [words(v) for v in value] if isinstance(value, list) else value


def move_check(check, moves):
    done = dict(check)
    for key, value in check.items():
        if key in ("span", "content"):
            begin, end = value
            done[key] = [moves[check["page"]](begin), moves[check["page"]](end)]
        elif key == "tellings":
            done[key] = [{"page": t["page"], "span": [moves[t["page"]](t["span"][0]), moves[t["page"]](t["span"][1])]} for t in value]
        elif key not in ("check", "page", "pages", "change", "conflict", "count"):
            done[key] = words(value)
    return done


def main():
    root, program = sys.argv[1:3]
    folder = sys.argv[3] if len(sys.argv) > 3 else os.path.join(root, "..", "shared", "seeds")
    with open(os.path.join(root, "tests", "five_pages.json"), encoding="utf-8") as f:
        wanted = json.load(f)
    raws = {}
    for path in glob.glob(os.path.join(folder, "*")):
        with open(path, "rb") as f:
            raw = f.read()
        for key, page in wanted["pages"].items():
            if hashlib.sha256(raw).hexdigest() == page["sha256"]:
                raws[key] = raw
    if len(raws) < len(wanted["pages"]):
        print("skip: the five pages are not here")
        return 77
    bad = 0
    with tempfile.TemporaryDirectory() as out:
        files, moves = {}, {}
        for key, raw in raws.items():
            new, moves[key] = change(raw)
            files[key] = os.path.join(out, key + ".txt")
            with open(files[key], "wb") as f:
                f.write(new)
        p = subprocess.run([program, "trace", "--json", *[files[k] for k in sorted(files)]], capture_output=True, check=True)
        trace = five_pages.Trace(json.loads(p.stdout), files)
        for check in wanted["checks"]:
            moved = move_check(check, moves)
            why = getattr(five_pages, "check_" + check["check"])(trace, moved)
            if why:
                bad += 1
                print("not as wanted: %s: %s" % (json.dumps(moved, ensure_ascii=False), why))
    print("%d of %d checks hold" % (len(wanted["checks"]) - bad, len(wanted["checks"])))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
