/* SPDX-License-Identifier: Apache-2.0 */
/* Character references and text decoding; see reference.h. The table of names is made from entities.tsv. */
#include "html/reference.h"

#include "text/utf8.h"

struct reference {
	uint16_t name; /* in reference_names */
	uint8_t len;
	uint8_t bare; /* counts without its semicolon too */
	uint32_t first;
	uint16_t second;
};

#include "html/gen/entities.h"

enum { NAME_MAX = 31, BARE_MIN = 2, BARE_MAX = 6 };

/* What the numbers 0x80 to 0x9F stand for: windows-1252, as in the standard's table; 0 where the number stands. */
static const uint16_t numeric_c1[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                        0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

struct ru_html_source ru_html_source_look(struct ru_str text)
{
	bool valid = text.len == 0 || (memchr(text.ptr, '\0', text.len) == NULL && ru_utf8_valid(text));

	return (struct ru_html_source){text, valid, text.len > 0 && memchr(text.ptr, '\r', text.len) != NULL};
}

static const struct reference *find_name(const char *name, size_t len)
{
	size_t letter = (size_t)(ru_is_upper(name[0]) ? name[0] - 'A' : name[0] - 'a' + 26);
	size_t low = reference_first[letter], high = reference_first[letter + 1];

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct reference *at = &references[middle];
		int order = memcmp(name, reference_names + at->name, len < at->len ? len : at->len);

		if (order == 0)
			order = (len > at->len) - (len < at->len);
		if (order == 0)
			return at;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static bool named(struct ru_str text, size_t *pos, size_t end, bool attribute, const struct reference **found)
{
	const char *name = text.ptr + *pos + 1;
	size_t room = end - *pos - 1, run = 0, len;

	while (run < room && run <= NAME_MAX && ru_is_alnum((unsigned char)name[run]))
		run++;
	if (run == 0 || !ru_is_alpha((unsigned char)name[0]))
		return false;
	if (run < room && name[run] == ';' && (*found = find_name(name, run)) != NULL) {
		*pos += run + 2;
		return true;
	}
	for (len = run < BARE_MAX ? run : BARE_MAX; len >= BARE_MIN; len--) {
		*found = find_name(name, len);
		if (*found == NULL || !(*found)->bare)
			continue;
		/* "?x=1&copy=2" in an address is no copyright sign. */
		if (attribute && len < room && (name[len] == '=' || ru_is_alnum((unsigned char)name[len])))
			return false;
		*pos += len + 1;
		return true;
	}
	return false;
}

static int digit_value(char c, bool hex)
{
	if (ru_is_digit((unsigned char)c))
		return c - '0';
	c = ru_to_lower(c);
	return hex && c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool numeric(struct ru_str text, size_t *pos, size_t end, uint32_t *cp)
{
	size_t i = *pos + 2, start;
	bool hex = i < end && (text.ptr[i] == 'x' || text.ptr[i] == 'X');
	uint32_t value = 0;

	i += hex;
	start = i;
	for (; i < end; i++) {
		int digit = digit_value(text.ptr[i], hex);

		if (digit < 0)
			break;
		value = value > 0x10FFFF ? value : value * (hex ? 16 : 10) + (uint32_t)digit;
	}
	if (i == start)
		return false;
	if (i < end && text.ptr[i] == ';')
		i++;
	if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
		value = RU_UTF8_BAD;
	else if (value >= 0x80 && value < 0xA0 && numeric_c1[value - 0x80] != 0)
		value = numeric_c1[value - 0x80];
	*cp = value;
	*pos = i;
	return true;
}

bool ru_html_reference(struct ru_str text, size_t *pos, size_t end, bool attribute, uint32_t *first, uint32_t *second)
{
	const struct reference *found = NULL;

	*second = 0;
	if (*pos + 1 >= end)
		return false;
	if (text.ptr[*pos + 1] == '#')
		return numeric(text, pos, end, first);
	if (!named(text, pos, end, attribute, &found))
		return false;
	*first = found->first;
	*second = found->second;
	return true;
}

/* The first a or b in p[pos, end), or end. Whole blocks without either are passed by arithmetic that compilers turn
 * into vector code. */
static size_t find_either(const char *p, size_t pos, size_t end, char a, char b)
{
	enum { BLOCK = 32 };

	while (end - pos >= BLOCK) {
		unsigned char hit = 0;

		for (size_t i = 0; i < BLOCK; i++)
			hit |= (unsigned char)((p[pos + i] == a) | (p[pos + i] == b));
		if (hit)
			break;
		pos += BLOCK;
	}
	while (pos < end && p[pos] != a && p[pos] != b)
		pos++;
	return pos;
}

/* The end of the run from pos that stands for itself. */
static size_t plain_run(const struct ru_html_source *source, size_t pos, size_t end, unsigned flags)
{
	const char *p = source->text.ptr;

	if (source->valid) {
		const char *amp;

		if (source->returns)
			return find_either(p, pos, end, '\r', flags & RU_DECODE_REFERENCES ? '&' : '\r');
		amp = flags & RU_DECODE_REFERENCES ? memchr(p + pos, '&', end - pos) : NULL;
		return amp != NULL ? (size_t)(amp - p) : end;
	}
	while (pos < end) {
		unsigned char c = (unsigned char)p[pos];

		if (c < 0x80) {
			if (c == '\r' || (c == '\0' && !(flags & RU_DECODE_KEEP_NUL)) ||
			    (c == '&' && (flags & RU_DECODE_REFERENCES)))
				break;
			pos++;
		} else {
			size_t next = pos;

			/* A real U+FFFD in the source is three bytes long. */
			if (ru_utf8_next((struct ru_str){p, end}, &next) == RU_UTF8_BAD && next == pos + 1)
				break;
			pos = next;
		}
	}
	return pos;
}

/* One thing at *pos that does not stand for itself, or a "&" that is no reference. */
static int decode_one(struct ru_buf *buf, struct ru_map *map, const struct ru_html_source *source, size_t *pos,
                      size_t end, unsigned flags)
{
	const char *p = source->text.ptr;
	size_t start = *pos, out = buf->len;
	uint32_t first = RU_UTF8_BAD, second = 0;

	if (p[start] == '&') {
		if (!ru_html_reference(source->text, pos, end, flags & RU_DECODE_ATTRIBUTE, &first, &second)) {
			first = '&';
			++*pos;
		}
	} else if (p[start] == '\r') {
		first = '\n';
		*pos += start + 1 < end && p[start + 1] == '\n' ? 2 : 1;
	} else {
		++*pos;
		if (p[start] == '\0' && (flags & RU_DECODE_DROP_NUL))
			return RU_OK;
	}
	ru_utf8_append(buf, first);
	if (second != 0)
		ru_utf8_append(buf, second);
	if (map == NULL || ru_buf_status(buf) != RU_OK)
		return RU_OK;
	return ru_map_add(map, (uint32_t)out, (uint32_t)(buf->len - out), (uint32_t)start, (uint32_t)(*pos - start));
}

int ru_html_decode(struct ru_buf *buf, struct ru_map *map, const struct ru_html_source *source, uint32_t begin,
                   uint32_t end, unsigned flags)
{
	size_t pos = begin;

	while (pos < end && ru_buf_status(buf) == RU_OK) {
		size_t run = plain_run(source, pos, end, flags);
		int status = RU_OK;

		if (run > pos) {
			size_t out = buf->len;

			ru_buf_put(buf, (struct ru_str){source->text.ptr + pos, run - pos});
			if (map != NULL && ru_buf_status(buf) == RU_OK)
				status = ru_map_add(map, (uint32_t)out, (uint32_t)(run - pos), (uint32_t)pos,
				                    (uint32_t)(run - pos));
			pos = run;
		} else {
			status = decode_one(buf, map, source, &pos, end, flags);
		}
		if (status != RU_OK)
			return status;
	}
	return RU_OK;
}

bool ru_html_is_plain(const struct ru_html_source *source, uint32_t begin, uint32_t end, unsigned flags)
{
	return plain_run(source, begin, end, flags) == end;
}
