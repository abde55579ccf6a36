/* SPDX-License-Identifier: Apache-2.0 */
/* JSON-LD (schema.org) in a script: the few values that say where an article comes from, each with its bytes.
 *
 * A scanner over the text of the script, without a tree: it keeps the keys of the open objects and looks at each string
 * where it stands. Broken JSON gives what was read before the break. Linear; deeper than 24 levels is passed over. */
#include "article/draft.h"

#include "html/reference.h"
#include "text/utf8.h"

enum { DEPTH = 24, VALUE_BYTES = 4000, BODY_BYTES = 200000, CRUMBS = 64 };

struct level {
	struct ru_str key; /* under which the object or array stands */
	uint32_t object;
	bool array;
};

struct scanner {
	struct ru_draft *d;
	struct ru_str text; /* of the script */
	uint32_t base;      /* its offset in html.text */
	size_t pos;
	struct level level[DEPTH];
	uint32_t depth;
	uint32_t objects;
	uint32_t crumbs; /* names in lists so far */
	struct ru_str key;
	bool wants_key;
	char quote;       /* what strings stand in */
	bool uncommented; /* no comment ends behind the cursor */
	int status;
};

/* Keys over a value that are no part of the path: containers of the page's one article. */
static bool passes(struct ru_str key)
{
	return key.len == 0 || ru_str_eq(key, RU_S("@graph")) || ru_str_eq(key, RU_S("mainEntity")) ||
	       ru_str_eq(key, RU_S("mainEntityOfPage"));
}

/* The object of the page that a string belongs to: the innermost one under keys that are no part of the path. */
static uint32_t parent_of(const struct scanner *s)
{
	uint32_t object = 0;

	for (uint32_t i = 0; i < s->depth && passes(s->level[i].key); i++)
		object = s->level[i].object;
	return object;
}

/* The key that a string stands under, its own or the one above: *sub is its own where it has one inside ("name"). False
 * where it belongs to something else on the page: a comment, a list, a picture. A list and {"@value": ...} stand for
 * what is in them: "name": ["Anna Berg"]. */
static bool path_of(const struct scanner *s, struct ru_str *key, struct ru_str *sub)
{
	bool inner = s->depth > 0 && (s->level[s->depth - 1].array || ru_str_eq(s->key, RU_S("@value")));
	uint32_t depth = inner ? s->depth - 1 : s->depth;
	struct ru_str own = inner ? s->level[depth].key : s->key;

	*key = (struct ru_str){NULL, 0};
	*sub = (struct ru_str){NULL, 0};
	for (uint32_t i = 0; i < depth; i++) {
		struct ru_str name = s->level[i].key;

		if (passes(name) || (ru_str_eq(name, RU_S("item")) && ru_str_eq(*key, RU_S("itemListElement"))))
			continue;
		if (key->len > 0)
			return false;
		*key = name;
	}
	if (key->len == 0)
		*key = own;
	else
		*sub = own;
	return true;
}

static uint8_t key_of(struct ru_str key, struct ru_str sub)
{
	bool name = sub.len == 0 || ru_str_eq(sub, RU_S("name"));
	bool url = sub.len == 0 || ru_str_eq(sub, RU_S("url")) || ru_str_eq(sub, RU_S("@id"));

	if (ru_str_eq(key, RU_S("headline")) && sub.len == 0)
		return RU_STATED_TITLE;
	if (ru_str_eq(key, RU_S("datePublished")) && sub.len == 0)
		return RU_STATED_PUBLISHED;
	if (ru_str_eq(key, RU_S("dateModified")) && sub.len == 0)
		return RU_STATED_MODIFIED;
	if (ru_str_eq(key, RU_S("author")) && name)
		return RU_STATED_AUTHOR;
	if (ru_str_eq(key, RU_S("author")) && ru_str_eq(sub, RU_S("givenName")))
		return RU_STATED_GIVEN_NAME;
	if (ru_str_eq(key, RU_S("author")) && ru_str_eq(sub, RU_S("familyName")))
		return RU_STATED_FAMILY_NAME;
	if (ru_str_eq(key, RU_S("creator")) && name)
		return RU_STATED_CREATOR;
	if (ru_str_eq(key, RU_S("editor")) && name)
		return RU_STATED_EDITOR;
	if (ru_str_eq(key, RU_S("author")) && ru_str_eq(sub, RU_S("@type")))
		return RU_STATED_AUTHOR_TYPE;
	if (ru_str_eq(key, RU_S("author")) && ru_str_eq(sub, RU_S("@id")))
		return RU_STATED_AUTHOR_ID;
	if (ru_str_eq(key, RU_S("@type")) && sub.len == 0)
		return RU_STATED_TYPE;
	if (ru_str_eq(key, RU_S("@id")) && sub.len == 0)
		return RU_STATED_ID;
	if (ru_str_eq(key, RU_S("name")) && sub.len == 0)
		return RU_STATED_NAME;
	if (ru_str_eq(key, RU_S("publisher")) && name)
		return RU_STATED_PUBLISHER;
	if (ru_str_eq(key, RU_S("publisher")) && ru_str_eq(sub, RU_S("@id")))
		return RU_STATED_PUBLISHER_ID;
	if ((ru_str_eq(key, RU_S("isBasedOn")) || ru_str_eq(key, RU_S("isBasedOnUrl")) ||
	     ru_str_eq(key, RU_S("citation"))) &&
	    (url || name))
		return RU_STATED_BASED_ON;
	if (ru_str_eq(key, RU_S("sourceOrganization")) && name)
		return RU_STATED_SOURCE;
	if (ru_str_eq(key, RU_S("articleSection")) && sub.len == 0)
		return RU_STATED_SECTION;
	if (ru_str_eq(key, RU_S("itemListElement")) && ru_str_eq(sub, RU_S("name")))
		return RU_STATED_CRUMB;
	if (ru_str_eq(key, RU_S("articleBody")) && sub.len == 0)
		return RU_STATED_BODY;
	return UINT8_MAX;
}

/* Four hexadecimal digits at pos, or UINT32_MAX. */
static uint32_t hex4(struct ru_str s, size_t pos)
{
	uint32_t cp = 0;

	if (pos + 4 > s.len)
		return UINT32_MAX;
	for (size_t i = pos; i < pos + 4; i++) {
		char c = s.ptr[i];
		uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
		                 : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
		                 : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
		                                        : 16;

		if (digit == 16)
			return UINT32_MAX;
		cp = cp * 16 + digit;
	}
	return cp;
}

/* One escape at pos (on the backslash) into out; bytes written, and *pos behind it. */
static size_t unescape(struct ru_str s, size_t *pos, char out[4])
{
	char c = *pos + 1 < s.len ? s.ptr[*pos + 1] : '\\';
	uint32_t cp, low;

	*pos += 2;
	if (c != 'u') {
		out[0] = c == 'n' || c == 't' || c == 'r' || c == 'b' || c == 'f' ? ' ' : c;
		return 1;
	}
	cp = hex4(s, *pos);
	if (cp == UINT32_MAX)
		return ru_utf8_put(RU_UTF8_BAD, out);
	*pos += 4;
	if (cp >= 0xD800 && cp < 0xDC00 && *pos + 1 < s.len && s.ptr[*pos] == '\\' && s.ptr[*pos + 1] == 'u') {
		low = hex4(s, *pos + 2);
		if (low != UINT32_MAX && low >= 0xDC00 && low < 0xE000) {
			*pos += 6;
			cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
		}
	}
	return ru_utf8_put(cp, out);
}

static int decode(struct scanner *s, struct ru_str raw, struct ru_str *out)
{
	char *ptr;
	size_t len = 0, pos = 0;

	*out = raw;
	if (raw.len == 0 || (memchr(raw.ptr, '\\', raw.len) == NULL && memchr(raw.ptr, '&', raw.len) == NULL))
		return 0;
	ptr = ru_arena_get(s->d->arena, 2 * raw.len + 8, 1);
	if (ptr == NULL)
		return RU_ENOMEM;
	while (pos < raw.len) {
		uint32_t first, second;

		if (raw.ptr[pos] == '\\') {
			len += unescape(raw, &pos, ptr + len);
		} else if (raw.ptr[pos] == '&' && ru_html_reference(raw, &pos, raw.len, false, &first, &second)) {
			/* many sites put HTML's references into JSON, where they mean nothing: "Redacci&oacute;n" */
			len += ru_utf8_put(first, ptr + len);
			len += second != 0 ? ru_utf8_put(second, ptr + len) : 0;
		} else {
			ptr[len++] = raw.ptr[pos++];
		}
	}
	*out = (struct ru_str){ptr, len};
	return 0;
}

/* Whether the list that a name stands in has said by now that it is a breadcrumb: lists of other stories are long. */
static bool in_breadcrumb(struct scanner *s)
{
	const struct ru_stated *type =
	    s->crumbs++ < CRUMBS ? ru_stated_of_object(s->d, RU_STATED_TYPE, parent_of(s)) : NULL;

	return type != NULL && ru_str_eq(ru_str_trim(type->value), RU_S("BreadcrumbList"));
}

/* A string value at [begin, end) of the script. */
static void take_value(struct scanner *s, size_t begin, size_t end)
{
	struct ru_str key, sub, raw = ru_str_trim(ru_str_cut(s->text, begin, end));
	struct ru_stated *stated;
	uint32_t from, src_begin, src_end;
	uint8_t kind;

	if (!path_of(s, &key, &sub) || raw.len == 0 || raw.len > BODY_BYTES || ru_vec_full(&s->d->stated))
		return;
	kind = key_of(key, sub);
	if ((kind != RU_STATED_BODY && raw.len > VALUE_BYTES) || (kind == RU_STATED_CRUMB && !in_breadcrumb(s)))
		return;
	from = s->base + (uint32_t)(raw.ptr - s->text.ptr);
	if (kind == UINT8_MAX || !ru_map_find(&s->d->html.map, from, from + (uint32_t)raw.len, &src_begin, &src_end))
		return;
	stated = ru_vec_push(&s->d->stated);
	if (stated == NULL) {
		s->status = RU_ENOMEM;
		return;
	}
	*stated = (struct ru_stated){.key = kind, .json = true, .cue = key, .begin = src_begin, .end = src_end};
	stated->object = s->depth > 0 ? s->level[s->depth - 1].object : 0;
	stated->parent = parent_of(s);
	s->status = decode(s, raw, &stated->value);
	stated->exact = stated->value.ptr == raw.ptr && src_end - src_begin == raw.len;
}

/* The end of the string that begins at pos (behind the quotation mark), or the end of the script. */
static size_t string_end(const struct scanner *s, size_t pos)
{
	while (pos < s->text.len && s->text.ptr[pos] != s->quote)
		pos += s->text.ptr[pos] == '\\' ? 2 : 1;
	return pos < s->text.len ? pos : s->text.len;
}

static void open_level(struct scanner *s, bool array)
{
	struct level *level;

	if (s->depth == DEPTH) {
		s->pos = s->text.len;
		return;
	}
	level = &s->level[s->depth++];
	level->key = s->key;
	level->array = array;
	level->object = array && s->depth > 1 ? s->level[s->depth - 2].object : ++s->objects;
	s->key = (struct ru_str){NULL, 0};
	s->wants_key = !array;
}

static void close_level(struct scanner *s)
{
	if (s->depth > 0)
		s->depth--;
	s->key = (struct ru_str){NULL, 0};
	s->wants_key = false;
}

/* Behind a comma: in an object the next string is a key, in an array all values stand under the array's key. */
static void next_item(struct scanner *s)
{
	s->wants_key = s->depth > 0 && !s->level[s->depth - 1].array;
	s->key = (struct ru_str){NULL, 0};
}

/* "schema:author", "https://schema.org/author" */
static struct ru_str bare_key(struct ru_str key)
{
	static const struct ru_str before[] = {RU_S_INIT("schema:"), RU_S_INIT("http://schema.org/"),
	                                       RU_S_INIT("https://schema.org/")};

	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++)
		if (ru_str_starts(key, before[i]))
			return ru_str_cut(key, before[i].len, key.len);
	return key;
}

/* Whether a colon follows at pos in an object: a key, also where the comma before it was left out. */
static bool is_key(const struct scanner *s, size_t pos)
{
	while (pos < s->text.len && ru_is_space((unsigned char)s->text.ptr[pos]))
		pos++;
	return pos < s->text.len && s->text.ptr[pos] == ':' && s->depth > 0 && !s->level[s->depth - 1].array;
}

static void take_string(struct scanner *s)
{
	size_t begin = s->pos + 1, end = string_end(s, begin);

	s->pos = end + 1;
	if (s->wants_key || (s->key.len > 0 && is_key(s, s->pos))) {
		s->key = bare_key(ru_str_cut(s->text, begin, end));
		s->wants_key = false;
	} else {
		take_value(s, begin, end);
	}
}

/* The mark that strings stand in: JSON's, or the other one where a script has that alone behind its first brace. */
static char quote_of(struct ru_str text)
{
	const char *brace = text.len > 0 ? memchr(text.ptr, '{', text.len) : NULL;

	for (size_t i = brace != NULL ? (size_t)(brace - text.ptr) : text.len; i < text.len; i++)
		if (text.ptr[i] == '"' || text.ptr[i] == '\'')
			return text.ptr[i];
	return '"';
}

/* Over a comment, which JSON has none of and many a template writes. */
static bool skip_comment(struct scanner *s)
{
	size_t end;

	if (s->text.ptr[s->pos] != '/' || s->pos + 1 >= s->text.len || s->text.ptr[s->pos + 1] != '*' || s->uncommented)
		return false;
	end = ru_str_find(s->text, RU_S("*/"), s->pos + 2);
	s->uncommented = end == SIZE_MAX;
	if (end != SIZE_MAX)
		s->pos = end + 2;
	return end != SIZE_MAX;
}

int ru_stated_json(struct ru_draft *d, uint32_t text_begin, uint32_t text_len)
{
	struct scanner s = {.d = d, .base = text_begin, .objects = d->json_objects};

	s.text = ru_str_cut(d->html.text, text_begin, (size_t)text_begin + text_len);
	s.quote = quote_of(s.text);
	while (s.pos < s.text.len && s.status == 0) {
		char c = s.text.ptr[s.pos];

		if (c == s.quote) {
			take_string(&s);
			continue;
		}
		if (skip_comment(&s))
			continue;
		s.pos++;
		if (c == '{' || c == '[')
			open_level(&s, c == '[');
		else if (c == '}' || c == ']')
			close_level(&s);
		else if (c == ',')
			next_item(&s);
	}
	d->json_objects = s.objects;
	return s.status;
}
