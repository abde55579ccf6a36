/* SPDX-License-Identifier: Apache-2.0 */
/* What an element's own markup says it is: its tag, and the words in class, id, rel, itemprop and role.
 *
 * "class=related-posts" says related. The words stand in the packs' table "markup" (words, kind); site builders write
 * them in English and in their own language. A name in which a word of kind "ignore" stands says nothing ("no-ads",
 * "has-sidebar"). Equal values, and names in them, are looked up once. */
#include "article/draft.h"

#include "base/hash.h"

enum { VALUE_BYTES = 300 };

struct reader {
	struct ru_draft *d;
	struct ru_index seen; /* hash of an attribute's value or of a name in it -> kind */
	uint32_t table;
};

static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_letter(char c) { return is_upper(c) || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80; }

/* The next token of a class name: letters, cut where camelCase starts a new one. */
static bool next_token(struct ru_str name, size_t *pos, struct ru_str *token)
{
	size_t begin, at = *pos;

	while (at < name.len && !is_letter(name.ptr[at]))
		at++;
	begin = at;
	while (at < name.len && is_letter(name.ptr[at]) &&
	       !(at > begin && is_upper(name.ptr[at]) && !is_upper(name.ptr[at - 1])))
		at++;
	*pos = at;
	*token = ru_str_cut(name, begin, at);
	return at > begin;
}

static uint8_t special_kind(struct ru_str name)
{
	if (ru_str_eq(name, RU_S("title")))
		return RU_MARKUP_TITLE;
	if (ru_str_eq(name, RU_S("site")))
		return RU_MARKUP_SITE;
	if (ru_str_eq(name, RU_S("time")))
		return RU_MARKUP_TIME;
	if (ru_str_eq(name, RU_S("text")))
		return RU_MARKUP_TEXT;
	return ru_label_kind(name);
}

/* The kind of the tokens [first, last) of a name; *ignore where they say that the name says nothing. */
static uint8_t tokens_kind(const struct reader *r, const uint64_t *hash, size_t first, size_t last, bool *ignore)
{
	struct ru_lookup name = {.hash = hash, .count = last};
	uint32_t used;
	const struct ru_entry *entry = ru_phrase_in(r->d, r->table, &name, (uint32_t)first, &used, NULL);

	if (entry == NULL || used < last - first)
		return RU_MARKUP_NONE;
	if (ru_str_eq(entry->col[1], RU_S("ignore"))) {
		*ignore = true;
		return RU_MARKUP_NONE;
	}
	return special_kind(entry->col[1]);
}

static bool opens(const struct reader *r, uint64_t hash)
{
	const struct ru_packs *packs = r->d->options->packs;

	return packs != NULL && (ru_packs_uses(packs, hash).opens & ru_pack_table_bit(r->table)) != 0;
}

/* One class name: a pair of words before a single one, furniture before text. */
static uint8_t name_kind(const struct reader *r, struct ru_str name)
{
	uint64_t hash[VALUE_BYTES];
	struct ru_str token;
	uint8_t kind = RU_MARKUP_NONE;
	size_t pos = 0;
	bool ignore = false, paired = false, opened = false;

	for (size_t i = 0; next_token(name, &pos, &token); i++) {
		uint8_t own = RU_MARKUP_NONE;

		hash[i] = ru_fold_hash(token);
		if (opened)
			own = tokens_kind(r, hash, i - 1, i + 1, &ignore);
		opened = opens(r, hash[i]);
		if (own != RU_MARKUP_NONE) {
			kind = own;
			paired = true;
		}
		if (!paired && opened) {
			own = tokens_kind(r, hash, i, i + 1, &ignore);
			if (own != RU_MARKUP_NONE && kind >= RU_MARKUP_NONE)
				kind = own;
		}
	}
	return ignore ? RU_MARKUP_NONE : kind;
}

/* A list of names: furniture before what only describes. */
static int value_kind(struct reader *r, struct ru_str value, uint8_t *kind)
{
	struct ru_str rest = ru_str_cut(value, 0, VALUE_BYTES), part;
	uint64_t key = ru_hash64(rest);
	uint32_t known;

	if (ru_index_get(&r->seen, key, &known)) {
		*kind = (uint8_t)known;
		return 0;
	}
	*kind = RU_MARKUP_NONE;
	while (rest.ptr != NULL && ru_str_split(&rest, ' ', &part)) {
		uint64_t name = ru_hash64(part);
		uint8_t own;
		int status = 0;

		if (ru_index_get(&r->seen, name, &known)) {
			own = (uint8_t)known;
		} else {
			own = name_kind(r, part);
			status = ru_index_put(&r->seen, name, own);
		}
		if (status != 0)
			return status;
		if (own != RU_MARKUP_NONE && *kind >= RU_MARKUP_NONE)
			*kind = own;
	}
	return ru_index_put(&r->seen, key, *kind);
}

static uint8_t tag_kind(uint16_t tag)
{
	switch (tag) {
	case RU_TAG_NAV:
	case RU_TAG_MENU:
		return RU_BLOCK_NAV;
	case RU_TAG_FOOTER:
		return RU_BLOCK_FOOTER;
	case RU_TAG_ASIDE:
		return RU_BLOCK_RELATED;
	case RU_TAG_FORM:
	case RU_TAG_BUTTON:
	case RU_TAG_IFRAME:
		return RU_BLOCK_OTHER;
	case RU_TAG_FIGURE:
	case RU_TAG_FIGCAPTION:
		return RU_BLOCK_CAPTION;
	case RU_TAG_TIME:
		return RU_MARKUP_TIME;
	default:
		return RU_MARKUP_NONE;
	}
}

/* Elements whose class speaks of the whole page: "has-ads", "single-post". */
static bool is_frame(uint16_t tag) { return tag == RU_TAG_HTML || tag == RU_TAG_BODY || tag == RU_TAG_MAIN; }

/* "data-ad", "data-ad-slot": an advertising script fills the element. */
static bool holds_ad(struct ru_str name)
{
	return ru_str_starts(name, RU_S("data-ad")) &&
	       (name.len == 7 || name.ptr[7] == '-' || ru_str_eq(name, RU_S("data-ads")));
}

bool ru_markup_names(struct ru_str attr)
{
	return ru_str_eq(attr, RU_S("class")) || ru_str_eq(attr, RU_S("id")) || ru_str_eq(attr, RU_S("rel")) ||
	       ru_str_eq(attr, RU_S("itemprop")) || ru_str_eq(attr, RU_S("role"));
}

static int element_kind(struct reader *r, uint32_t node)
{
	const struct ru_html *html = &r->d->html;
	const struct ru_html_node *n = &html->nodes[node];
	uint8_t *kind = &r->d->node_kind[node];

	*kind = tag_kind(n->tag);
	if (is_frame(n->tag))
		return 0;
	for (uint16_t i = 0; i < n->attr_count; i++) {
		const struct ru_html_attr *attr = &html->attrs[n->attr + i];
		uint8_t own = RU_MARKUP_NONE;
		int status = 0;

		if (ru_markup_names(attr->name))
			status = value_kind(r, attr->value, &own);
		else if (holds_ad(attr->name))
			own = RU_BLOCK_AD;
		if (status != 0)
			return status;
		if (own != RU_MARKUP_NONE && (*kind >= RU_MARKUP_NONE || own == RU_BLOCK_AD))
			*kind = own;
	}
	return 0;
}

int ru_markup_read(struct ru_draft *d)
{
	struct reader r = {.d = d, .table = ru_table_find(RU_S("markup"))};
	int status = 0;

	d->node_kind = ru_arena_get_raw(d->arena, d->html.node_count, 1);
	if (d->node_kind == NULL)
		return RU_ENOMEM;
	memset(d->node_kind, RU_MARKUP_NONE, d->html.node_count);
	ru_index_init(&r.seen, d->options->al);
	for (uint32_t i = 1; i < d->html.node_count && status == 0; i++)
		if (d->html.nodes[i].kind == RU_NODE_ELEMENT)
			status = element_kind(&r, i);
	ru_index_release(&r.seen);
	return status;
}
