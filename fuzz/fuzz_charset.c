/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a page of any charset: the first byte picks the label, the rest is decoded. What comes out is UTF-8 (or
 * the bytes themselves), and the map stays inside both. */
#include "text/charset.h"
#include "text/utf8.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void require(bool holds)
{
	if (!holds)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char *const labels[] = {"",         "utf-8",     "latin1",         "koi8-u",      "gb18030",
	                                     "big5",     "shift_jis", "euc-jp",         "iso-2022-jp", "euc-kr",
	                                     "utf-16le", "utf-16be",  "no-such-charset"};
	struct ru_arena arena;
	struct ru_charset found;
	struct ru_str out, raw;
	struct ru_map_view map;
	if (size == 0)
		return 0;
	raw = (struct ru_str){(const char *)bytes + 1, size - 1};
	ru_arena_init(&arena, ru_alloc_default());
	const char *label = labels[bytes[0] % (sizeof(labels) / sizeof(labels[0]))];
	require(ru_charset_decode(raw, ru_str_from(label), true, &arena, ru_alloc_default(), &out, &map, &found,
	                          NULL) == 0);
	require(ru_utf8_valid(out) && ru_charset_name(found.name).len > 0);
	for (uint32_t at = 0; at < out.len && at < 4096; at++) {
		uint32_t begin, end;
		if (ru_map_find(&map, at, at + 1, &begin, &end))
			require(begin < end && end <= raw.len);
	}
	ru_arena_release(&arena);
	return 0;
}
