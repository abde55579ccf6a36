/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers and strings in records: LEB128, as in DWARF and WebAssembly. */
#include "match/external/inner.h"

void ru_bytes_put(struct ru_buf *buf, uint64_t value)
{
	char out[10];
	size_t n = 0;

	while (value >= 0x80) {
		out[n++] = (char)((value & 0x7F) | 0x80);
		value >>= 7;
	}
	out[n++] = (char)value;
	ru_buf_put(buf, (struct ru_str){out, n});
}

void ru_bytes_put_str(struct ru_buf *buf, struct ru_str s)
{
	ru_bytes_put(buf, s.len);
	ru_buf_put(buf, s);
}

bool ru_bytes_get(struct ru_str *from, uint64_t *value)
{
	uint64_t out = 0;

	for (size_t i = 0; i < from->len && i < 10; i++) {
		unsigned char c = (unsigned char)from->ptr[i];

		if (i == 9 && c > 1)
			return false;
		out |= (uint64_t)(c & 0x7F) << (7 * i);
		if ((c & 0x80) != 0)
			continue;
		*from = ru_str_cut(*from, i + 1, from->len);
		*value = out;
		return true;
	}
	return false;
}

bool ru_bytes_get_u32(struct ru_str *from, uint32_t *value)
{
	uint64_t wide;

	if (!ru_bytes_get(from, &wide) || wide > UINT32_MAX)
		return false;
	*value = (uint32_t)wide;
	return true;
}

bool ru_bytes_get_str(struct ru_str *from, struct ru_str *out)
{
	uint64_t len;

	if (!ru_bytes_get(from, &len) || len > from->len)
		return false;
	*out = ru_str_cut(*from, 0, (size_t)len);
	*from = ru_str_cut(*from, (size_t)len, from->len);
	return true;
}
