#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`runut clean` over a large WARC.gz, on one thread and on two, beside `gzip -dc` on the same file.

usage: archive.py RUNUT [MB]        MB of packed bytes (200)

The archive is made here, the same each time: 300 invented pages with the weight of news sites of today (menus, styles, scripts, cards of other
stories around an article), each a gzip member, written over and over under new record ids. Each command runs three times; the median counts. Seconds of the processor
stand beside those of the clock, since on a busy machine only they mean something.
"""
import os
import random
import struct
import sys
import tempfile
import time
import zlib

SYLLABLES = [c + v for c in "b c d g j k l m n p r s t w".split() for v in "aeiou"]
PAGES = 300


def words(pick, vocabulary, least, most):
    return " ".join(pick.choices(vocabulary, k=pick.randint(least, most)))


def paragraph(pick, vocabulary):
    return " ".join(words(pick, vocabulary, 6, 22).capitalize() + "." for _ in range(pick.randint(1, 5)))


def make_page(number):
    pick = random.Random(number)
    vocabulary = ["".join(pick.choices(SYLLABLES, k=pick.randint(1, 4))) for _ in range(1500)]
    title = words(pick, vocabulary, 5, 11).capitalize()
    out = ["<!DOCTYPE html><html lang=\"id\"><head><meta charset=\"utf-8\"><title>%s - Kabar Ranu</title>" % title,
           "<meta property=\"article:published_time\" content=\"2025-%02d-%02dT08:%02d:00+07:00\">" % (pick.randint(1, 12), pick.randint(1, 28), pick.randint(0, 59)),
           "<style>" + "".join(".%s-%d{margin:%dpx;color:#%06x}" % (pick.choice(vocabulary), i, i % 40, pick.getrandbits(24)) for i in range(pick.randint(50, 600))) + "</style>",
           "<script>var a=[" + ",".join("{\"k\":\"%s\",\"v\":%d}" % (pick.choice(vocabulary), pick.getrandbits(30)) for _ in range(pick.randint(100, 1500))) + "]</script></head><body><nav><ul>"]
    out += ["<li class=\"menu-item menu-item-%d\"><a href=\"https://kabar-ranu.example/%s/\" data-track=\"%016x\">%s</a></li>" % (
        i, pick.choice(vocabulary), pick.getrandbits(64), words(pick, vocabulary, 1, 3)) for i in range(pick.randint(20, 150))]
    out.append("</ul></nav><main><article><h1>%s</h1><div class=\"author\">%s</div>" % (title, words(pick, vocabulary, 2, 3).title()))
    out += ["<p>%s</p>" % paragraph(pick, vocabulary) for _ in range(pick.randint(5, 40))]
    out.append("</article><aside>")
    out += ["<div class=\"card\"><a href=\"/read/%d\"><img src=\"https://img.kabar-ranu.example/%032x.jpg\" alt=\"%s\"><h3>%s</h3></a><span>%d jam</span></div>" % (
        pick.getrandbits(24), pick.getrandbits(128), words(pick, vocabulary, 3, 6), words(pick, vocabulary, 5, 10), pick.randint(1, 20)) for _ in range(pick.randint(10, 120))]
    out.append("</aside></main><footer>" + paragraph(pick, vocabulary) + "</footer></body></html>")
    return "\n".join(out).encode()


def make_block(number):
    """The HTTP response of a page, and the same packed so that packed bytes may stand in front of it"""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + make_page(number) + b"\r\n\r\n"
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return block, packer.compress(block) + packer.flush()


def make_record(number, page, block, packed):
    """A gzip member: the head, which is of this record alone, is packed for itself, and the page's packed bytes follow"""
    head = ("WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-%012d>\r\nWARC-Target-URI: https://kabar-ranu.example/read/%d\r\n"
            "WARC-Date: 2025-05-03T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % (number, page, len(block) - 4)).encode()
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    front = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    size = len(head) + len(block)
    return size, b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + front + packed + struct.pack("<II", zlib.crc32(block, zlib.crc32(head)), size)


def make_archive(path, most):
    """(packed bytes, unpacked bytes, pages)"""
    blocks = [make_block(number) for number in range(PAGES)]
    packed = unpacked = pages = 0
    with open(path, "wb") as out:
        while packed < most:
            size, member = make_record(pages, pages % PAGES, *blocks[pages % PAGES])
            out.write(member)
            packed, unpacked, pages = packed + len(member), unpacked + size, pages + 1
    return packed, unpacked, pages


def run_once(command):
    """(seconds, seconds of the processor, peak KiB) of one run"""
    start = time.monotonic()
    pid = os.fork()
    if pid == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.execvp(command[0], command)
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit("%s failed" % " ".join(command))
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def main():
    program, most = os.path.abspath(sys.argv[1]), int(sys.argv[2] if len(sys.argv) > 2 else 200) * 1000000
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "pages.warc.gz")
        packed, unpacked, pages = make_archive(path, most)
        print("%.0f MB packed, %.0f MB unpacked, %d pages" % (packed / 1e6, unpacked / 1e6, pages))
        print("%-22s %8s %10s %12s %9s %8s %9s" % ("", "seconds", "processor", "MB/s packed", "MB/s", "pages/s", "peak MB"))
        for name, command in (("gzip -dc", ["gzip", "-dc", path]), ("clean -j 1", [program, "clean", "-q", "-j", "1", path]),
                              ("clean -j 2", [program, "clean", "-q", "-j", "2", path])):
            seconds, processor, peak = sorted(run_once(command) for _ in range(3))[1]
            print("%-22s %8.2f %10.2f %12.1f %9.1f %8.0f %9.0f" % (name, seconds, processor, packed / 1e6 / seconds, unpacked / 1e6 / seconds, pages / seconds, peak / 1024))


if __name__ == "__main__":
    main()
