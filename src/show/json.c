/* SPDX-License-Identifier: Apache-2.0 */
/* The streaming JSON writer (RFC 8259). Fed values, gives bytes to the caller's write function; never keeps more than
 * a piece of about 64 KiB, never writes an invalid character. */
#include "show/json.h"

#include "show/hostile.h"
#include "text/utf8.h"

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
	put(json, (struct ru_str){&bracket, 1});
	json->comma = true;
}

void ru_json_key(struct ru_json *json, const char *key)
{
	comma(json);
	ru_out_putc(&json->out, '"');
	ru_out_put(&json->out, ru_str_from(key));
	put(json, RU_S("\":"));
	json->comma = false;
}

/* The bytes of s up to the first that cannot stand as it is. */
static size_t plain_run(struct ru_str s, size_t from)
{
	size_t i = from;

	while (i < s.len) {
		unsigned char c = (unsigned char)s.ptr[i];
		if (c < 0x20 || c == '"' || c == '\\' || c >= 0x7f)
			break;
		i++;
	}
	return i;
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

void ru_json_str(struct ru_json *json, struct ru_str value)
{
	size_t pos = 0;

	comma(json);
	ru_out_putc(&json->out, '"');
	while (pos < value.len && json->out.status == RU_OK) {
		size_t end = plain_run(value, pos);
		if (end > pos) {
			put(json, ru_str_cut(value, pos, end));
			pos = end;
			continue;
		}
		uint32_t cp = ru_utf8_next(value, &pos);
		if (cp == '"' || cp == '\\' || ru_char_is_hostile(cp)) {
			put_escape(json, cp);
		} else {
			char bytes[4];
			put(json, (struct ru_str){bytes, ru_utf8_put(cp, bytes)});
		}
	}
	put(json, RU_S("\""));
}

void ru_json_int(struct ru_json *json, int64_t value)
{
	comma(json);
	ru_out_int(&json->out, value);
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
