#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Write src/html/gen/tags_hash.h: a perfect hash over the names in src/html/tags.h.

    python3 tools/gen_tags.py src/html/tags.h > src/html/gen/tags_hash.h

The key is the first eight bytes of the name, little-endian, plus its length in the top byte; a multiplier is searched under
which the top ten bits of the product differ for all names.
"""
import re
import sys

BITS = 10
MASK = (1 << 64) - 1


def key(name):
    value = int.from_bytes(name[:8].encode("ascii"), "little")
    return value ^ (len(name) << 56)


def main():
    pairs = re.findall(r'X\((\w+), "(\w+)"\)', open(sys.argv[1], encoding="ascii").read())
    keys = [key(name) for _, name in pairs]
    multiplier = 0x9E3779B97F4A7C15
    while True:
        slots = [(k * multiplier & MASK) >> (64 - BITS) for k in keys]
        if len(set(slots)) == len(slots):
            break
        multiplier = (multiplier * 6364136223846793005 + 1442695040888963407) & MASK | 1
    print("/* SPDX-License-Identifier: Apache-2.0 */")
    print("/* Made by tools/gen_tags.py from src/html/tags.h: do not edit. */")
    print("/* clang-format off */")
    print("#define TAG_HASH_MULTIPLIER UINT64_C(0x%X)" % multiplier)
    print("#define TAG_HASH_SHIFT %d" % (64 - BITS))
    print("static const uint8_t tag_slot[%d] = {" % (1 << BITS))
    for slot, (upper, _) in sorted(zip(slots, pairs)):
        print("\t[%d] = RU_TAG_%s," % (slot, upper))
    print("};")
    print("static const uint64_t tag_key[RU_TAG_COUNT] = {")
    for value, (upper, _) in zip(keys, pairs):
        print("\t[RU_TAG_%s] = UINT64_C(0x%X)," % (upper, value))
    print("};")
    print("/* clang-format on */")


main()
