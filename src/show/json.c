/* SPDX-License-Identifier: Apache-2.0 */
/* The streaming JSON writer (RFC 8259). Fed values, gives bytes to the caller's write function; never keeps more than
 * a piece of about 64 KiB, never writes an invalid character. */
#include "show/json.h"

#include "show/hostile.h"
#include "text/utf8.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Bytes of a string that are looked at before room is asked for again. */
enum { STEP = 4096 };

void ru_json_init(struct ru_json *json, const struct ru_show *show)
{
	ru_out_init(&json->out, show);
	json->comma = false;
}

int ru_json_finish(struct ru_json *json)
{
	ru_out_putc(&json->out, '\n');
	return ru_out_finish(&json->out);
}

static inline void put(struct ru_json *json, struct ru_str s) { ru_out_put(&json->out, s); }

static inline void comma(struct ru_json *json)
{
	if (json->comma)
		ru_out_putc(&json->out, ',');
	json->comma = true;
}

void ru_json_open(struct ru_json *json, char bracket)
{
	comma(json);
	ru_out_putc(&json->out, bracket);
	json->comma = false;
}

void ru_json_close(struct ru_json *json, char bracket)
{
	ru_out_putc(&json->out, bracket);
	json->comma = true;
}

void ru_json_key(struct ru_json *json, const char *key)
{
	size_t len = strlen(key);
	char *room = ru_out_room(&json->out, len + 4);

	if (room == NULL)
		return;
	char *at = room;
	if (json->comma)
		*at++ = ',';
	*at++ = '"';
	memcpy(at, key, len);
	at += len;
	*at++ = '"';
	*at++ = ':';
	ru_out_wrote(&json->out, (size_t)(at - room));
	json->comma = false;
}

static inline bool is_plain(unsigned char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; }

/* Copy the bytes before the first that cannot stand as it is or is not ASCII, and maybe some behind it, at most len;
 * how many stand before it. */
static size_t copy_plain(const char *from, size_t len, char *to)
{
	size_t at = 0;

#ifdef __SSE2__
	const __m128i quote = _mm_set1_epi8('"'), escape = _mm_set1_epi8('\\'), del = _mm_set1_epi8(0x7f),
	              last_control = _mm_set1_epi8(0x1f);

	for (; len - at >= sizeof(__m128i); at += sizeof(__m128i)) {
		__m128i bytes = _mm_loadu_si128((const void *)(from + at));
		__m128i other = _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, escape));
		other = _mm_or_si128(other, _mm_cmpeq_epi8(bytes, del));
		/* as signed numbers the bytes that are not ASCII are below all others */
		__m128i plain = _mm_andnot_si128(other, _mm_cmpgt_epi8(bytes, last_control));
		unsigned hit = (unsigned)_mm_movemask_epi8(plain) ^ 0xFFFF;

		_mm_storeu_si128((void *)(to + at), bytes);
		if (hit != 0)
			return at + (size_t)__builtin_ctz(hit);
	}
#endif
	for (; at < len && is_plain((unsigned char)from[at]); at++)
		to[at] = from[at];
	return at;
}

/* The end of the characters from `from` on that can stand as they are, up to an ASCII letter behind others: those come
 * in runs. */
static size_t wide_end(struct ru_str s, size_t from)
{
	size_t at = from;

	while (at < s.len) {
		unsigned char c = (unsigned char)s.ptr[at];
		size_t next = at;

		if (c < 0x80) {
			if (!is_plain(c) || ru_is_alpha(c))
				break;
			at++;
			continue;
		}
		uint32_t cp = ru_utf8_next(s, &next);
		/* a byte that begins no sequence moves by one; U+FFFD itself by three */
		if (next == at + 1 || ru_char_is_hostile(cp))
			break;
		at = next;
	}
	return at;
}

static void put_escape(struct ru_json *json, uint32_t cp)
{
	switch (cp) {
	case '"':
		put(json, RU_S("\\\""));
		return;
	case '\\':
		put(json, RU_S("\\\\"));
		return;
	case '\n':
		put(json, RU_S("\\n"));
		return;
	case '\r':
		put(json, RU_S("\\r"));
		return;
	case '\t':
		put(json, RU_S("\\t"));
		return;
	default:
		break;
	}
	char text[16];
	int len;
	if (cp > 0xffff) /* a surrogate pair (RFC 8259, section 7) */
		len = snprintf(text, sizeof text, "\\u%04x\\u%04x", (unsigned)(0xd800 + ((cp - 0x10000) >> 10)),
		               (unsigned)(0xdc00 + ((cp - 0x10000) & 0x3ff)));
	else
		len = snprintf(text, sizeof text, "\\u%04x", (unsigned)cp);
	put(json, (struct ru_str){text, (size_t)len});
}

/* What stands at *pos, which cannot stand as it is or is not ASCII, and maybe more behind it. */
static void put_other(struct ru_json *json, struct ru_str s, size_t *pos)
{
	size_t end = wide_end(s, *pos);

	if (end > *pos) {
		put(json, ru_str_cut(s, *pos, end));
		*pos = end;
		return;
	}
	uint32_t cp = ru_utf8_next(s, pos);
	if (cp == RU_UTF8_BAD)
		put(json, RU_S("\xEF\xBF\xBD"));
	else
		put_escape(json, cp);
}

void ru_json_str(struct ru_json *json, struct ru_str value)
{
	comma(json);
	ru_out_putc(&json->out, '"');
	for (size_t pos = 0; pos < value.len;) {
		size_t len = value.len - pos < STEP ? value.len - pos : STEP;
		char *room = ru_out_room(&json->out, len);

		if (room == NULL)
			return;
		size_t plain = copy_plain(value.ptr + pos, len, room);
		ru_out_wrote(&json->out, plain);
		pos += plain;
		if (plain < len)
			put_other(json, value, &pos);
	}
	ru_out_putc(&json->out, '"');
}

void ru_json_int(struct ru_json *json, int64_t value)
{
	comma(json);
	ru_out_int(&json->out, value);
}

void ru_json_pair(struct ru_json *json, uint32_t begin, uint32_t end)
{
	char *room = ru_out_room(&json->out, 2 * RU_OUT_INT + 4);

	if (room == NULL)
		return;
	char *at = room;
	if (json->comma)
		*at++ = ',';
	*at++ = '[';
	at = ru_out_digits(at, begin);
	*at++ = ',';
	at = ru_out_digits(at, end);
	*at++ = ']';
	ru_out_wrote(&json->out, (size_t)(at - room));
	json->comma = true;
}

void ru_json_bool(struct ru_json *json, bool value)
{
	comma(json);
	put(json, value ? RU_S("true") : RU_S("false"));
}

void ru_json_null(struct ru_json *json)
{
	comma(json);
	put(json, RU_S("null"));
}
