/* SPDX-License-Identifier: Apache-2.0 */
/* One line of JSON Lines, or one item of a JSON Feed, to a page or a pair of texts. The parsing is cJSON's.
 *
 * Before it, one pass over the line keeps what cJSON would not: nesting and the number of values are capped (a value
 * takes 64 bytes however short it is written), a zero character (its strings end there) goes through as a noncharacter,
 * and half of a surrogate pair becomes U+FFFD where cJSON would refuse the whole record. The long strings, which are
 * the pages, are lifted out of the line and read here: cJSON sees "" in their place. */
#include "input/block.h"
#include "input/inner.h"

#include "text/utf8.h"

#include <cjson/cJSON.h>

enum { DEPTH_MAX = 64, VALUES_MAX = 100000, LONG_STRING = 512, LIFTED_MAX = 4 };

/* U+FDD0, a noncharacter, stands in for the zero character: as an escape, and in UTF-8. */
static const char zero_escape[] = "fdd0";
#define ZERO_UTF8 RU_S("\xEF\xB7\x90")

/* A long string among the members of the record. */
struct lifted {
	size_t begin, end; /* its bytes in the line, without the quotation marks */
	size_t number;     /* of the member, from 0 */
	const cJSON *member;
	struct ru_str text; /* what they say */
};

struct line {
	char *ptr;
	size_t len;
	bool zero;    /* stand-ins were put in */
	bool refused; /* an escape that JSON does not know; cJSON would read a broken \uXXXX as a zero character */
	struct lifted lifted[LIFTED_MAX];
	size_t lifted_count;
};

/* The number of the escape \uXXXX at pos, or -1. */
static int32_t escape_value(const struct line *line, size_t pos)
{
	int32_t value = 0;

	if (line->len - pos < 6 || line->ptr[pos] != '\\' || line->ptr[pos + 1] != 'u')
		return -1;
	for (size_t i = pos + 2; i < pos + 6; i++) {
		char c = ru_to_lower(line->ptr[i]);

		if (!ru_is_digit((unsigned char)c) && (c < 'a' || c > 'f'))
			return -1;
		value = value * 16 + (ru_is_digit((unsigned char)c) ? c - '0' : c - 'a' + 10);
	}
	return value;
}

/* What a backslash and a letter stand for; 0 for none. */
static const char short_escape[256] = {
    ['"'] = '"', ['\\'] = '\\', ['/'] = '/', ['b'] = '\b', ['f'] = '\f', ['n'] = '\n', ['r'] = '\r', ['t'] = '\t'};

static char escape_at(const struct line *line, size_t pos) { return short_escape[(unsigned char)line->ptr[pos + 1]]; }

/* Mend the escape at pos where needed; the position behind it. */
static size_t pass_escape(struct line *line, size_t pos)
{
	int32_t value, low;

	if (pos + 1 < line->len && escape_at(line, pos) != '\0')
		return pos + 2;
	value = escape_value(line, pos);
	if (value < 0) {
		line->refused = true;
		return pos + 2;
	}
	if (value == 0) {
		memcpy(line->ptr + pos + 2, zero_escape, 4);
		line->zero = true;
	} else if (value >= 0xD800 && value <= 0xDFFF) {
		low = value < 0xDC00 && pos + 6 < line->len ? escape_value(line, pos + 6) : -1;
		if (low >= 0xDC00 && low <= 0xDFFF)
			return pos + 12;
		memcpy(line->ptr + pos + 2, "fffd", 4);
	}
	return pos + 6;
}

/* The character of the sound escape \\uXXXX at *pos, which goes behind it. */
static uint32_t read_escape(const struct line *line, size_t *pos)
{
	int32_t value = escape_value(line, *pos);

	*pos += 6;
	if (value < 0xD800 || value > 0xDBFF)
		return (uint32_t)value;
	*pos += 6; /* pass_escape() has seen the other half */
	return 0x10000 + (((uint32_t)value & 0x3FF) << 10 | ((uint32_t)escape_value(line, *pos - 6) & 0x3FF));
}

/* What the escape at *pos says goes to `to`; the place behind it there. *pos goes behind the escape. */
static char *take_escape(struct line *line, size_t *pos, char *to)
{
	size_t at = *pos;

	if (at + 1 < line->len && escape_at(line, at) != '\0') {
		*to = escape_at(line, at);
		*pos = at + 2;
		return to + 1;
	}
	*pos = pass_escape(line, at);
	return *pos > line->len || line->refused ? to : to + ru_utf8_put(read_escape(line, &at), to);
}

#ifdef __SSE2__
/* The block at *pos, which goes behind it or to the quotation mark that ends the string; what it says goes to `to`. The
 * place behind it there. */
static char *pass_block(struct line *line, size_t *pos, char *to)
{
	const char *block = line->ptr + *pos;
	uint64_t marks = ru_block_marks(block);
	size_t from = 0;

	while (marks != 0) {
		size_t at = (size_t)__builtin_ctzll(marks);
		char plain = short_escape[(unsigned char)block[at + 1]];

		ru_block_copy(block + from, at - from, to);
		to += at - from;
		if (block[at] == '"') {
			*pos += at;
			return to;
		}
		from = at + 2;
		*to = plain;
		if (plain != '\0') {
			to++;
		} else {
			from = *pos + at;
			to = take_escape(line, &from, to);
			from -= *pos;
		}
		if (from >= RU_BLOCK) {
			*pos += from;
			return to;
		}
		marks &= UINT64_MAX << from;
	}
	ru_block_copy(block + from, RU_BLOCK - from, to);
	*pos += RU_BLOCK;
	return to + (RU_BLOCK - from);
}
#endif

/* The position behind the string that begins at pos. What it says goes to out, which has room for as many bytes as
 * stand from pos on. */
static size_t pass_string(struct line *line, size_t pos, char *out, size_t *len)
{
	char *to = out;

	pos++;
#ifdef __SSE2__
	while (pos < line->len && line->len - pos >= RU_BLOCK_ROOM && line->ptr[pos] != '"')
		to = pass_block(line, &pos, to);
#endif
	while (pos < line->len && line->ptr[pos] != '"') {
		if (line->ptr[pos] == '\\')
			to = take_escape(line, &pos, to);
		else
			*to++ = line->ptr[pos++];
	}
	*len = (size_t)(to - out);
	return pos + 1;
}

/* Keep the string at [begin, end), quotation marks included, which says text, where it is worth it and sound. */
static bool lift(struct line *line, size_t begin, size_t end, size_t number, struct ru_str text)
{
	if (line->lifted_count == LIFTED_MAX || end > line->len || end - begin < LONG_STRING)
		return false;
	line->lifted[line->lifted_count++] = (struct lifted){begin + 1, end - 1, number, NULL, text};
	return true;
}

/* room: as many bytes as the line has, for what its strings say. */
static enum ru_record_fault pass_line(struct line *line, char *room)
{
	size_t depth = 0, values = 0, members = 0, pos = 0;
	bool value = false; /* a colon stands before */

	if (memchr(line->ptr, '\0', line->len) != NULL)
		return RU_RECORD_NOT_JSON;
	while (pos < line->len) {
		char c = line->ptr[pos];

		if (c == '"') {
			size_t begin = pos, len;

			pos = pass_string(line, pos, room, &len);
			if (depth == 1 && value && lift(line, begin, pos, members, (struct ru_str){room, len}))
				room += len;
			value = false;
			continue;
		}
		value = c == ':' || (value && ru_is_space((unsigned char)c));
		members += c == ',' && depth == 1;
		depth += c == '{' || c == '[';
		depth -= (c == '}' || c == ']') && depth > 0;
		values += c == '{' || c == '[' || c == ',';
		if (depth > DEPTH_MAX || values > VALUES_MAX)
			return RU_RECORD_TOO_DEEP;
		pos++;
	}
	return line->refused ? RU_RECORD_NOT_JSON : RU_RECORD_GOOD;
}

/* The line as cJSON sees it. */
static int without_lifted(const struct line *line, struct ru_arena *arena, struct ru_str *out)
{
	size_t len = 0, from = 0;
	char *copy;

	*out = (struct ru_str){line->ptr, line->len};
	if (line->lifted_count == 0)
		return RU_OK;
	for (size_t i = 0; i < line->lifted_count; i++)
		len += line->lifted[i].end - line->lifted[i].begin;
	copy = ru_arena_get_raw(arena, line->len - len + 1, 1);
	if (copy == NULL)
		return RU_ENOMEM;
	*out = (struct ru_str){copy, line->len - len};
	for (size_t i = 0; i <= line->lifted_count; i++) {
		size_t to = i < line->lifted_count ? line->lifted[i].begin : line->len;

		memcpy(copy, line->ptr + from, to - from);
		copy += to - from;
		from = i < line->lifted_count ? line->lifted[i].end : to;
	}
	return RU_OK;
}

static int parse_line(struct line *line, struct ru_arena *arena, cJSON **object)
{
	enum ru_record_fault fault;
	struct ru_str seen;
	char *room;
	int status;

	if (line->len >= 3 && memcmp(line->ptr, "\xEF\xBB\xBF", 3) == 0) {
		line->ptr += 3;
		line->len -= 3;
	}
	room = ru_arena_get_raw(arena, line->len, 1);
	if (room == NULL)
		return RU_ENOMEM;
	fault = pass_line(line, room);
	if (fault != RU_RECORD_GOOD)
		return (int)fault;
	status = without_lifted(line, arena, &seen);
	if (status != RU_OK)
		return status;
	*object = cJSON_ParseWithLength(seen.ptr, seen.len);
	if (!cJSON_IsObject(*object)) {
		cJSON_Delete(*object);
		return RU_RECORD_NOT_JSON;
	}
	for (size_t i = 0; i < line->lifted_count; i++)
		line->lifted[i].member = cJSON_GetArrayItem(*object, (int)line->lifted[i].number);
	return RU_RECORD_GOOD;
}

/* The string of a member into the arena. */
static int take_string(const struct line *line, const cJSON *member, struct ru_arena *arena, struct ru_str *out)
{
	for (size_t i = 0; i < line->lifted_count; i++)
		if (line->lifted[i].member == member) {
			*out = line->lifted[i].text;
			return RU_OK;
		}
	return ru_arena_copy(arena, ru_str_from(member->valuestring), out);
}

/* Zero characters back in place of their stand-ins. */
static void restore_zeros(struct ru_str *value, char *bytes)
{
	size_t out = 0;

	for (size_t i = 0; i < value->len; out++) {
		bool zero = ru_str_starts(ru_str_cut(*value, i, value->len), ZERO_UTF8);

		bytes[out] = zero ? '\0' : bytes[i];
		i += zero ? 3 : 1;
	}
	value->len = out;
}

/* The string member of that name into the arena: 1, 0 where there is none. A whole number will do for an id. */
static int take(const struct line *line, const cJSON *object, const char *name, struct ru_arena *arena,
                struct ru_str *out)
{
	const cJSON *member = cJSON_GetObjectItemCaseSensitive(object, name);
	int status;

	if (cJSON_IsNumber(member) && strcmp(name, "id") == 0 && member->valuedouble > -9e15 &&
	    member->valuedouble < 9e15) {
		status = ru_arena_print(arena, out, "%lld", (long long)member->valuedouble);
		return status == RU_OK ? 1 : status;
	}
	if (!cJSON_IsString(member))
		return 0;
	status = take_string(line, member, arena, out);
	if (status != RU_OK)
		return status;
	if (line->zero && out->len > 0)
		restore_zeros(out, (char *)(uintptr_t)out->ptr);
	return 1;
}

static int base64_value(char c)
{
	if (ru_is_upper((unsigned char)c))
		return c - 'A';
	if (ru_is_lower((unsigned char)c))
		return c - 'a' + 26;
	if (ru_is_digit((unsigned char)c))
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* RFC 4648, white space between allowed. In place: what comes out is shorter. */
static enum ru_record_fault decode_base64(struct ru_str *text)
{
	char *out = (char *)(uintptr_t)text->ptr; /* our own copy in the arena */
	size_t len = 0, padding = 0, digits = 0;
	uint32_t bits = 0;

	for (size_t i = 0; i < text->len; i++) {
		int value = base64_value(text->ptr[i]);

		if (ru_is_space((unsigned char)text->ptr[i]))
			continue;
		padding += text->ptr[i] == '=';
		if (text->ptr[i] == '=' && padding <= 2)
			continue;
		if (value < 0 || padding > 0)
			return RU_RECORD_BAD_BASE64;
		bits = bits << 6 | (uint32_t)value;
		if (++digits % 4 != 1)
			out[len++] = (char)(bits >> (6 - 2 * ((digits - 1) % 4)) & 0xFF);
	}
	text->len = len;
	return digits % 4 == 1 ? RU_RECORD_BAD_BASE64 : RU_RECORD_GOOD;
}

/* The member that holds the page. */
static int take_content(const struct line *line, const cJSON *object, struct ru_arena *arena, struct ru_raw_page *page)
{
	static const struct {
		const char *name;
		enum ru_page_kind kind;
	} members[] = {
	    {"html", RU_PAGE_HTML}, {"html_b64", RU_PAGE_HTML}, {"text", RU_PAGE_ARTICLE}, {"plain", RU_PAGE_PLAIN}};

	for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
		bool encoded = i == 1;
		int status = take(line, object, members[i].name, arena, &page->bytes);

		if (status < 0)
			return status;
		if (status == 0)
			continue;
		page->kind = members[i].kind;
		page->charset = encoded ? RU_S("") : RU_S("utf-8");
		if (encoded && decode_base64(&page->bytes) != RU_RECORD_GOOD)
			return RU_RECORD_BAD_BASE64;
		return ru_str_trim(page->bytes).len > 0 ? RU_RECORD_GOOD : RU_RECORD_EMPTY;
	}
	return RU_RECORD_NO_CONTENT;
}

int ru_record_page(char *ptr, size_t len, struct ru_arena *arena, struct ru_raw_page *page)
{
	struct line line = {.ptr = ptr, .len = len};
	cJSON *object = NULL;
	const struct {
		const char *name;
		struct ru_str *to;
	} members[] = {{"id", &page->id},         {"url", &page->url},   {"title", &page->title},
	               {"outlet", &page->outlet}, {"date", &page->date}, {"language", &page->language},
	               {"author", &page->author}};
	int status = parse_line(&line, arena, &object);

	if (status != RU_RECORD_GOOD)
		return status;
	for (size_t i = 0; status >= 0 && i < sizeof members / sizeof *members; i++)
		status = take(&line, object, members[i].name, arena, members[i].to);
	if (status >= 0)
		status = take_content(&line, object, arena, page);
	cJSON_Delete(object);
	return status;
}

/* The name of the first author: JSON Feed 1.1 has authors[], 1.0 author. */
static int take_author(const struct line *line, const cJSON *object, struct ru_arena *arena, struct ru_str *out)
{
	const cJSON *author = cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(object, "authors"), 0);

	if (author == NULL)
		author = cJSON_GetObjectItemCaseSensitive(object, "author");
	return author != NULL ? take(line, author, "name", arena, out) : 0;
}

int ru_record_feed_item(char *ptr, size_t len, struct ru_arena *arena, struct ru_raw_page *page)
{
	struct line line = {.ptr = ptr, .len = len};
	cJSON *object = NULL;
	const struct {
		const char *name;
		struct ru_str *to;
	} members[] = {{"id", &page->id},
	               {"external_url", &page->url},
	               {"url", &page->url},
	               {"title", &page->title},
	               {"date_modified", &page->modified},
	               {"date_published", &page->date},
	               {"language", &page->language}};
	int status = parse_line(&line, arena, &object), html = 0;

	if (status != RU_RECORD_GOOD)
		return status;
	/* the later of two names for one thing wins */
	for (size_t i = 0; status >= 0 && i < sizeof members / sizeof *members; i++)
		status = take(&line, object, members[i].name, arena, members[i].to);
	if (page->date.len == 0) {
		page->date = page->modified;
		page->modified = (struct ru_str){NULL, 0};
	}
	if (status >= 0)
		status = take_author(&line, object, arena, &page->author);
	if (status >= 0)
		status = html = take(&line, object, "content_html", arena, &page->bytes);
	if (status == 0)
		status = take(&line, object, "content_text", arena, &page->bytes);
	cJSON_Delete(object);
	if (status < 0)
		return status;
	page->kind = html == 1 ? RU_PAGE_HTML : RU_PAGE_ARTICLE;
	page->is_content = true;
	page->charset = RU_S("utf-8");
	return ru_str_trim(page->bytes).len > 0 ? RU_RECORD_GOOD : RU_RECORD_EMPTY;
}

int ru_record_string(char *ptr, size_t len, struct ru_arena *arena, struct ru_str *out)
{
	struct line line = {.ptr = ptr, .len = len};
	char *room = ru_arena_get_raw(arena, len, 1);
	size_t said;

	*out = (struct ru_str){NULL, 0};
	if (room == NULL)
		return RU_ENOMEM;
	if (len >= 2 && ptr[0] == '"' && pass_string(&line, 0, room, &said) == len && !line.refused && !line.zero)
		*out = (struct ru_str){room, said};
	return RU_OK;
}

int ru_record_pair(char *ptr, size_t len, struct ru_arena *arena, struct ru_input_pair *pair)
{
	struct line line = {.ptr = ptr, .len = len};
	cJSON *object = NULL;
	int status = parse_line(&line, arena, &object), a = 0, b = 0;

	if (status != RU_RECORD_GOOD)
		return status;
	status = take(&line, object, "id", arena, &pair->id);
	if (status >= 0)
		status = take(&line, object, "lang", arena, &pair->language);
	if (status >= 0)
		status = a = take(&line, object, "a", arena, &pair->a);
	if (status >= 0)
		status = b = take(&line, object, "b", arena, &pair->b);
	cJSON_Delete(object);
	if (status < 0)
		return status;
	return a == 1 && b == 1 ? RU_RECORD_GOOD : RU_RECORD_NO_CONTENT;
}
