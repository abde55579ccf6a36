#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""compare tells the same of two texts in either order. usage: check_compare_order.py RUNUT"""
import json
import subprocess
import sys
import tempfile

TEXTS = [
    "Gempa menewaskan 12 orang di Lohari pada Senin (2/3/2026), kata Rina Halim. Sebanyak 40 rumah rusak.",
    "Gempa menewaskan sedikitnya 15 orang di Lohari pada Selasa (3/3/2026), kata Bram Tanoto. Tidak ada rumah rusak.",
    "Rina Halim mengatakan jembatan Kali Sawo dibuka pada 4 Maret 2026. Panjangnya 310 meter dan biayanya Rp 92 miliar.",
    "Jembatan Kali Sawo belum dibuka, kata Suryo Wirya pada 5 Maret 2026. Panjangnya sekitar 300 meter, biayanya Rp 90 miliar.",
    "Rapat ditunda dari Jumat ke Kamis, kata Anju Sitompul. Anggota yang hadir 24 dari 50 orang.",
    "Rapat ditunda dari Kamis ke Jumat, kata Dewi Marsudi. Anggota yang hadir hampir separuh.",
]


def compare(runut, pairs):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        f.writelines(json.dumps(pair) + "\n" for pair in pairs)
        f.flush()
        answer = subprocess.run([runut, "compare", "--pairs", f.name], capture_output=True, check=True)
    return [json.loads(line) for line in answer.stdout.decode().splitlines()]


def plain(record, names):
    """What is told, without ids and order, with the pages by other names."""
    told = []
    for d in record["differences"]:
        tellings = sorted((names[t["page"]], str(t["span"]), str(t["value"]), t["source"], t["when"]) for t in d["tellings"])
        told.append((d["kind"], d["relation"], d["why"], tellings))
    return record["conflict"], record["kind"], sorted(told)


def main():
    couples = [(a, b) for a in TEXTS for b in TEXTS if a < b]
    there = compare(sys.argv[1], [{"id": str(n), "a": a, "b": b, "lang": "id"} for n, (a, b) in enumerate(couples)])
    back = compare(sys.argv[1], [{"id": str(n), "a": b, "b": a, "lang": "id"} for n, (a, b) in enumerate(couples)])
    faults = 0
    for x, y in zip(there, back):
        x, y = plain(x, {"a": "a", "b": "b"}), plain(y, {"a": "b", "b": "a"})
        if x != y:
            faults += 1
            print(x, "and the other way round", y)
    told = sum(len(record["differences"]) for record in there)
    print("%d pairs, %d differences" % (len(there), told))
    return 1 if faults or len(there) != len(couples) or told == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
