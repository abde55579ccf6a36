#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the library asks of the system and what it shows: no network, no clock, no exit, no printing, no writing but in two
files; only runut_ names outside.

usage: symbols.py STATIC_LIBRARY SHARED_LIBRARY
"""
import re
import subprocess
import sys

FORBIDDEN = re.compile(r"^(socket|connect|bind|listen|accept4?|send(to|msg)?|recv(from|msg)?|getaddrinfo|gethostbyname|"
                       r"time|clock|gettimeofday|clock_gettime|exit|_exit|_Exit|abort|printf|puts|putchar|perror|"
                       r"rand|random|getenv|setlocale|system|popen|fork|execv[pe]*)$")

WRITING = re.compile(r"^(write|pwrite|writev|rename|renameat|unlink|unlinkat|remove|mkstemp|mkdtemp|mkdir|rmdir|ftruncate|truncate|"
                     r"creat|fopen|fdopen|fwrite|fputs|chmod|fchmod|link|symlink)(64)?$")
WRITERS = ("base_replace.c.o", "base_spill.c.o")


def writers(path):
    """Object files of the static library that can write, with what they call."""
    out = subprocess.run(["nm", "-A", "-P", "-u", path], text=True, capture_output=True, check=True).stdout
    for line in out.splitlines():
        place, _, rest = line.partition("]: ")
        name = rest.split()[0].split("@")[0] if rest.strip() else ""
        if WRITING.match(name) and not place.endswith(WRITERS):
            yield "%s calls %s" % (place.rsplit("/", 1)[-1], name)


def symbols(*args):
    out = subprocess.run(["nm", "-P", *args], text=True, capture_output=True, check=True).stdout
    return {line.split()[0].split("@")[0] for line in out.splitlines() if line.strip() and not line.endswith(":")}


def main():
    used = symbols("-u", sys.argv[1])
    bad = sorted(s for s in used if FORBIDDEN.match(s))
    bad += writers(sys.argv[1])
    shown = symbols("-D", "--defined-only", sys.argv[2])
    foreign = sorted(s for s in shown if not s.startswith(("runut_", "_", "__")))
    for s in bad:
        print("the library uses %s" % s)
    for s in foreign:
        print("the library shows %s" % s)
    print("%d symbols used, %d shown" % (len(used), len(shown)))
    return 1 if bad or foreign or len(shown) < 10 else 0


sys.exit(main())
