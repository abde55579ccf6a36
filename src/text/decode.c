/* SPDX-License-Identifier: Apache-2.0 */
/* Single bytes, UTF-16, damaged UTF-8 and (through iconv) the charsets of East Asia to UTF-8 with a map. */
#include "text/decode.h"

#include "text/utf8.h"

#include <errno.h>
#include <iconv.h>

void ru_decoder_init(struct ru_decoder *decoder, struct ru_str bytes, size_t at, const struct ru_alloc *al)
{
	decoder->bytes = bytes;
	decoder->at = at;
	ru_buf_init(&decoder->text, al, UINT32_MAX - 1);
	ru_map_init(&decoder->map, al);
}

void ru_decoder_release(struct ru_decoder *decoder)
{
	ru_buf_release(&decoder->text);
	ru_map_release(&decoder->map);
}

/* Append text that stands for the next len source bytes. */
static int put(struct ru_decoder *decoder, struct ru_str text, size_t len)
{
	size_t out = decoder->text.len;
	ru_buf_put(&decoder->text, text);
	int rc = ru_buf_status(&decoder->text);
	if (rc == 0)
		rc = ru_map_add(&decoder->map, (uint32_t)out, (uint32_t)text.len, (uint32_t)decoder->at, (uint32_t)len);
	decoder->at += len;
	return rc;
}

static int put_char(struct ru_decoder *decoder, uint32_t cp, size_t len)
{
	char utf8[4];
	size_t written = ru_utf8_put(cp, utf8);
	return put(decoder, (struct ru_str){utf8, written}, len);
}

/* The run of ASCII from the next byte on, as it is. */
static int put_ascii(struct ru_decoder *decoder)
{
	size_t end = decoder->at;
	while (end < decoder->bytes.len && (unsigned char)decoder->bytes.ptr[end] < 0x80)
		end++;
	if (end == decoder->at)
		return 0;
	return put(decoder, ru_str_cut(decoder->bytes, decoder->at, end), end - decoder->at);
}

int ru_decode_single(struct ru_decoder *decoder, const uint16_t table[128])
{
	for (;;) {
		int rc = put_ascii(decoder);
		if (rc != 0 || decoder->at >= decoder->bytes.len)
			return rc;
		rc = put_char(decoder, table[(unsigned char)decoder->bytes.ptr[decoder->at] & 0x7F], 1);
		if (rc != 0)
			return rc;
	}
}

int ru_decode_utf8(struct ru_decoder *decoder)
{
	for (;;) {
		int rc = put_ascii(decoder);
		if (rc != 0 || decoder->at >= decoder->bytes.len)
			return rc;
		size_t next = decoder->at;
		uint32_t cp = ru_utf8_next(decoder->bytes, &next);
		rc = put_char(decoder, cp, next - decoder->at);
		if (rc != 0)
			return rc;
	}
}

static uint32_t unit(const struct ru_decoder *decoder, size_t at, bool big_endian)
{
	const unsigned char *p = (const unsigned char *)decoder->bytes.ptr + at;
	return big_endian ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
}

int ru_decode_utf16(struct ru_decoder *decoder, bool big_endian)
{
	while (decoder->at < decoder->bytes.len) {
		size_t left = decoder->bytes.len - decoder->at, len = 2;
		uint32_t cp;
		if (left < 2) {
			cp = RU_UTF8_BAD;
			len = left;
		} else {
			cp = unit(decoder, decoder->at, big_endian);
			if (cp >= 0xD800 && cp <= 0xDBFF && left >= 4) {
				uint32_t low = unit(decoder, decoder->at + 2, big_endian);
				if (low >= 0xDC00 && low <= 0xDFFF) {
					cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
					len = 4;
				}
			}
		}
		int rc = put_char(decoder, cp, len);
		if (rc != 0)
			return rc;
	}
	return 0;
}

static const char *iconv_name(const char *name)
{
	static const char *const names[][2] = {
	    {"GBK", "GB18030"},   {"gb18030", "GB18030"},         {"Big5", "BIG5-HKSCS"},
	    {"EUC-JP", "EUC-JP"}, {"ISO-2022-JP", "ISO-2022-JP"}, {"Shift_JIS", "CP932"},
	    {"EUC-KR", "CP949"}};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i][0], name) == 0)
			return names[i][1];
	return name;
}

/* The next character by iconv: tries one byte more at a time, at most 8, until there is a whole one. Escapes in front
 * of it (ISO 2022) are a part of it, so that what begins with it can be read again from its own bytes. */
static int put_next(struct ru_decoder *decoder, iconv_t convert)
{
	enum { ESCAPES = 32 };
	char out[16];
	size_t left = decoder->bytes.len - decoder->at, escapes = 0;
	for (size_t len = 1; len <= left && len <= escapes + 8; len++) {
		char *from = (char *)(uintptr_t)(decoder->bytes.ptr + decoder->at + escapes), *to = out;
		size_t from_left = len - escapes, to_left = sizeof(out);
		size_t rc = iconv(convert, &from, &from_left, &to, &to_left);
		if (rc == (size_t)-1 && errno == EINVAL)
			continue;
		if (rc == (size_t)-1 || from_left > 0)
			break;
		if (to_left < sizeof(out) || len >= ESCAPES)
			return put(decoder, (struct ru_str){out, sizeof(out) - to_left}, len);
		escapes = len;
	}
	if (escapes > 0)
		return put(decoder, (struct ru_str){NULL, 0}, escapes);
	return put_char(decoder, RU_UTF8_BAD, 1);
}

int ru_decode_iconv(struct ru_decoder *decoder, const char *name)
{
	iconv_t convert = iconv_open("UTF-8", iconv_name(name));
	bool stateful = strcmp(name, "ISO-2022-JP") == 0;
	int rc = 0;
	while (rc == 0 && decoder->at < decoder->bytes.len) {
		if (!stateful || convert == (iconv_t)-1)
			rc = put_ascii(decoder);
		if (rc != 0 || decoder->at >= decoder->bytes.len)
			break;
		rc = convert == (iconv_t)-1 ? put_char(decoder, RU_UTF8_BAD, 1) : put_next(decoder, convert);
	}
	if (convert != (iconv_t)-1)
		(void)iconv_close(convert);
	return rc;
}
