/* SPDX-License-Identifier: Apache-2.0 */
/* Which charset a page is in, and its bytes as UTF-8 with the map back.
 *
 * Labels and single-byte tables are the WHATWG Encoding Standard's (gen/charset_tables.h); the multi-byte charsets of
 * East Asia go through iconv one character at a time, so that each has its own piece in the map. Bytes that are no
 * character become U+FFFD, one for each byte. */
#include "text/charset.h"

#include "text/charset_guess.h"
#include "text/decode.h"
#include "text/utf8.h"

#include "text/gen/charset_tables.h"

static const struct charset *charset_find(struct ru_str label)
{
	char lower[32];
	label = ru_str_trim(label);
	if (label.len == 0 || label.len >= sizeof(lower))
		return NULL;
	for (size_t i = 0; i < label.len; i++)
		lower[i] = (char)ru_char_lower((unsigned char)label.ptr[i] & 0x7F);
	struct ru_str key = {lower, label.len};
	size_t low = 0, high = sizeof(charset_labels) / sizeof(charset_labels[0]);
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = ru_str_cmp(ru_str_from(charset_labels[mid].label), key);
		if (order == 0)
			return &charsets[charset_labels[mid].charset];
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

struct ru_str ru_charset_name(struct ru_str label)
{
	const struct charset *charset = charset_find(label);
	return ru_str_from(charset != NULL ? charset->name : NULL);
}

const uint16_t *ru_charset_table(const char *name)
{
	const struct charset *charset = charset_find(ru_str_from(name));
	return charset != NULL && charset->table >= 0 ? single_byte[charset->table] : NULL;
}

static bool is_named(const struct charset *charset, const char *name)
{
	return charset != NULL && strcmp(charset->name, name) == 0;
}

static bool is_utf16(const struct charset *charset)
{
	return is_named(charset, "UTF-16LE") || is_named(charset, "UTF-16BE");
}

/* The value behind "charset" "=" from at on, within the tag that ends at end; empty where there is none. */
static struct ru_str charset_value(struct ru_str html, size_t at, size_t end)
{
	struct ru_str tag = ru_str_cut(html, at, end);
	for (size_t i = ru_str_find_nocase(tag, RU_S("charset"), 0); i != SIZE_MAX;
	     i = ru_str_find_nocase(tag, RU_S("charset"), i + 7)) {
		size_t j = i + 7;
		while (j < tag.len && ru_char_is_space((unsigned char)tag.ptr[j]))
			j++;
		if (j >= tag.len || tag.ptr[j] != '=')
			continue;
		j++;
		while (j < tag.len &&
		       (ru_char_is_space((unsigned char)tag.ptr[j]) || tag.ptr[j] == '"' || tag.ptr[j] == '\''))
			j++;
		size_t begin = j;
		while (j < tag.len && !ru_char_is_space((unsigned char)tag.ptr[j]) &&
		       strchr("\"';/>", tag.ptr[j]) == NULL)
			j++;
		if (j > begin)
			return ru_str_cut(tag, begin, j);
	}
	return (struct ru_str){NULL, 0};
}

/* What <meta charset> or <meta http-equiv content> says in the first 1024 bytes. */
static const struct charset *charset_of_meta(struct ru_str bytes)
{
	struct ru_str head = ru_str_cut(bytes, 0, 1024);
	size_t at = 0;
	while (at < head.len) {
		if (head.ptr[at] != '<') {
			at++;
			continue;
		}
		struct ru_str rest = ru_str_cut(head, at, head.len);
		if (ru_str_starts(rest, RU_S("<!--"))) {
			size_t close = ru_str_find(head, RU_S("-->"), at + 2);
			at = close == SIZE_MAX ? head.len : close + 3;
			continue;
		}
		size_t close = ru_str_find(head, RU_S(">"), at);
		if (close == SIZE_MAX)
			close = head.len;
		if (rest.len > 5 && ru_str_eq_nocase(ru_str_cut(rest, 0, 5), RU_S("<meta")) &&
		    (ru_char_is_space((unsigned char)rest.ptr[5]) || rest.ptr[5] == '/')) {
			const struct charset *found = charset_find(charset_value(head, at + 5, close));
			if (is_utf16(found))
				return charset_find(
				    RU_S("utf-8")); /* as the Standard says: these bytes were readable */
			if (found != NULL)
				return found;
		}
		at = close + 1;
	}
	return NULL;
}

enum {
	/* Bytes behind the first of its character in valid UTF-8 that outweigh a declaration. In a charset of single
	 * bytes even these few would spell "Ã¼", "â€™" or "Р°", which nobody writes; the pairs of bytes of the East
	 * Asian ones are valid UTF-8 by chance in one of some hundreds. */
	SURE_TAILS = 2,
	SURE_TAILS_PAIRS = 16
};

struct shape {
	size_t tails;     /* bytes behind the first one of whole characters */
	size_t good, bad; /* whole characters; bytes that are none */
};

/* How much of the bytes is UTF-8; a character cut at the end is no damage. */
static struct shape shape_of(struct ru_str bytes)
{
	struct shape shape = {0, 0, 0};
	size_t at = 0;

	while (at < bytes.len) {
		size_t begin = at;

		if ((unsigned char)bytes.ptr[at] < 0x80) {
			at++;
			continue;
		}
		uint32_t cp = ru_utf8_next(bytes, &at);
		if (cp != RU_UTF8_BAD || at - begin > 1) {
			shape.good++;
			shape.tails += at - begin - 1;
		} else if (bytes.len - begin < 4) {
			break;
		} else {
			shape.bad++;
		}
	}
	return shape;
}

/* Whether bytes are UTF-8 but for a few damaged places: "a page cut within a character" is no windows-1252. */
static bool is_damaged_utf8(const struct shape *shape) { return shape->good > 8 * shape->bad; }

/* Whether the bytes are UTF-8, whatever else the page declares. An archive's header loses as well as a <meta>: both
 * were written once for a whole site (AddDefaultCharset, a template of the years before UTF-8) and never looked at the
 * bytes; that bytes of another charset make so much valid UTF-8 is no matter of settings. */
static bool outweighs(struct ru_str bytes, const struct charset *charset)
{
	struct shape shape;

	if (is_utf16(charset))
		return false;
	shape = shape_of(bytes);
	return charset->table >= 0 ? shape.tails >= SURE_TAILS && is_damaged_utf8(&shape)
	                           : shape.tails >= SURE_TAILS_PAIRS && shape.bad == 0;
}

static size_t bom_of(struct ru_str bytes, const struct charset **charset)
{
	const unsigned char *p = (const unsigned char *)bytes.ptr;

	*charset = NULL;
	if (bytes.len >= 3 && p[0] == 0xEF && p[1] == 0xBB && p[2] == 0xBF) {
		*charset = charset_find(RU_S("utf-8"));
		return 3;
	}
	if (bytes.len >= 2 && ((p[0] == 0xFE && p[1] == 0xFF) || (p[0] == 0xFF && p[1] == 0xFE))) {
		*charset = charset_find(p[0] == 0xFE ? RU_S("utf-16be") : RU_S("utf-16le"));
		return 2;
	}
	return 0;
}

/* Whether the bytes are markup with no zero byte among it: "<p" is no character of UTF-16. */
static bool is_narrow(struct ru_str bytes)
{
	struct ru_str head = ru_str_cut(bytes, 0, 1024);
	size_t tag = ru_str_find(head, RU_S("<"), 0);

	return memchr(head.ptr, '\0', head.len) == NULL &&
	       (ru_utf8_valid(bytes) ||
	        (tag != SIZE_MAX && tag + 1 < head.len && (unsigned char)head.ptr[tag + 1] < 0x80));
}

/* Japanese in seven bits, which is valid UTF-8: an escape to pairs and none of another kind of byte. */
static bool is_iso2022(struct ru_str bytes)
{
	if (memchr(bytes.ptr, 0x1B, bytes.len) == NULL ||
	    (ru_str_find(bytes, RU_S("\x1B$B"), 0) == SIZE_MAX && ru_str_find(bytes, RU_S("\x1B$@"), 0) == SIZE_MAX))
		return false;
	for (size_t i = 0; i < bytes.len; i++)
		if ((unsigned char)bytes.ptr[i] >= 0x80)
			return false;
	return true;
}

/* UTF-16 without a byte order mark, or NULL. A declared one is let go where the bytes are none. */
static const struct charset *decide_utf16(struct ru_str bytes, const struct charset **declared,
                                          struct ru_charset *found)
{
	bool stated = is_utf16(*declared);
	const char *order = ru_charset_zeros(bytes, stated);
	const struct charset *charset = order != NULL ? charset_find(ru_str_from(order)) : NULL;

	if (stated && charset == NULL && !is_narrow(bytes))
		return *declared;
	if (*declared != NULL && *declared != charset && (stated || charset != NULL))
		found->passed_over = ru_str_from((*declared)->name);
	if (stated)
		*declared = NULL;
	return charset;
}

/* The charset by what the bytes spell, where that is clearly better than as the named one. */
static int decide_by_letters(struct ru_str bytes, const struct charset *named, bool is_stated,
                             const struct ru_alloc *al, const struct charset **charset, struct ru_charset *found)
{
	struct ru_str name;
	int status = ru_charset_guess(bytes, ru_str_from(named->name), is_stated, al, &name);

	if (status != 0)
		return status;
	*charset = named;
	found->guessed = !is_stated && name.len == 0;
	if (name.len == 0)
		return 0;
	if (is_stated)
		found->passed_over = ru_str_from(named->name);
	found->by_letters = true;
	*charset = charset_find(name);
	return 0;
}

/* The charset of bytes that are not UTF-8. */
static int decide_legacy(struct ru_str bytes, const struct charset *declared, const struct ru_alloc *al,
                         const struct charset **charset, struct ru_charset *found)
{
	struct shape shape = shape_of(bytes);
	const struct charset *named = declared != NULL ? declared : charset_find(RU_S("windows-1252"));

	*charset = named;
	/* what is as much UTF-8 as anything else spells other letters by that alone */
	if (shape.good < shape.bad)
		return decide_by_letters(bytes, named, declared != NULL, al, charset, found);
	found->guessed = declared == NULL;
	return 0;
}

/* The charset of bytes without a byte order mark. */
static int charset_decide(struct ru_str bytes, struct ru_str stated, bool is_html, const struct ru_alloc *al,
                          const struct charset **charset, struct ru_charset *found)
{
	const struct charset *utf8 = charset_find(RU_S("utf-8")), *header = charset_find(stated);
	const struct charset *meta =
	    is_html && (header == NULL || header == utf8 || is_utf16(header)) ? charset_of_meta(bytes) : NULL;
	const struct charset *declared = header != NULL ? header : meta;
	struct shape shape;
	int status;

	if ((*charset = decide_utf16(bytes, &declared, found)) != NULL)
		return 0;
	if (declared == NULL)
		declared = meta;
	*charset = utf8;
	if (declared != NULL && declared != utf8) {
		if (!outweighs(bytes, declared))
			return decide_legacy(bytes, declared, al, charset, found);
		found->passed_over = ru_str_from(declared->name);
		return 0;
	}
	if (ru_utf8_valid(bytes)) {
		if (is_iso2022(bytes))
			*charset = charset_find(RU_S("iso-2022-jp"));
	} else {
		shape = shape_of(bytes);
		if (is_damaged_utf8(&shape))
			return 0;
		/* a header of UTF-8 that the bytes deny: what the page itself says, if that is anything else */
		if ((status = decide_legacy(bytes, meta != utf8 ? meta : NULL, al, charset, found)) != 0)
			return status;
	}
	if (declared == utf8 && *charset != utf8)
		found->passed_over = ru_str_from(utf8->name);
	return 0;
}

static int decode_with(const struct charset *charset, struct ru_decoder *decoder)
{
	if (charset->table >= 0)
		return ru_decode_single(decoder, single_byte[charset->table]);
	if (is_named(charset, "UTF-16LE"))
		return ru_decode_utf16(decoder, false);
	if (is_named(charset, "UTF-16BE"))
		return ru_decode_utf16(decoder, true);
	if (is_named(charset, "UTF-8"))
		return ru_decode_utf8(decoder);
	return ru_decode_iconv(decoder, charset->name);
}

int ru_charset_decode(struct ru_str bytes, struct ru_str stated, bool is_html, struct ru_arena *arena,
                      const struct ru_alloc *al, struct ru_str *out, struct ru_map_view *map, struct ru_charset *found,
                      struct ru_error *err)
{
	if (bytes.len >= UINT32_MAX)
		return ru_fail(err, RU_ELIMIT, NULL, UINT64_MAX, "page of 4 GiB or more");
	const struct charset *charset;
	size_t bom = bom_of(bytes, &charset);
	*found = (struct ru_charset){.guessed = false};
	int rc = charset == NULL ? charset_decide(bytes, stated, is_html, al, &charset, found) : 0;
	if (rc != 0)
		return ru_fail(err, rc, NULL, UINT64_MAX, "out of memory for the charset of a page");
	found->name = ru_str_from(charset->name);
	if (bom == 0 && is_named(charset, "UTF-8") && ru_utf8_valid(bytes)) {
		*out = bytes;
		*map = RU_MAP_IDENTITY;
		return 0;
	}
	struct ru_decoder decoder;
	struct ru_str text;
	ru_decoder_init(&decoder, bytes, bom, al);
	rc = decode_with(charset, &decoder);
	if (rc == 0)
		rc = ru_buf_status(&decoder.text);
	if (rc != 0)
		goto err1;
	if ((rc = ru_arena_copy(arena, ru_buf_str(&decoder.text), &text)) != 0)
		goto err1;
	if ((rc = ru_map_freeze(&decoder.map, arena, map)) != 0)
		goto err1;
	*out = text;
	ru_decoder_release(&decoder);
	return 0;
err1:
	ru_decoder_release(&decoder);
	return ru_fail(err, rc, NULL, UINT64_MAX, "cannot decode %s", charset->name);
}
