/* SPDX-License-Identifier: Apache-2.0 */
/* What an element's own markup says it is: its tag, and the words in class, id, rel, itemprop, role and property.
 *
 * "class=related-posts" says related. The words stand in the packs' table "markup" (words, kind); site builders write
 * them in English and in their own language. A name in which a word of kind "ignore" stands says nothing ("no-ads",
 * "has-sidebar"). Equal values, and names in them, are looked up once. */
#include "article/draft.h"

#include "base/hash.h"

enum {
	VALUE_BYTES = 300,
	VALUE_EVERY = 8 /* attributes for each different value on most pages, and fewer */
};

struct reader {
	struct ru_draft *d;
	struct ru_index values, names; /* hash of an attribute's value, of a name in one -> its number */
	struct ru_vec kinds;           /* uint8_t: what each value says; there is none of number 0 */
	struct ru_vec name_kinds;      /* uint8_t: what each name says */
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

/* What an entry of the table says; *ignore where it is that the name says nothing. */
static uint8_t entry_kind(const struct ru_entry *entry, bool *ignore)
{
	if (ru_str_eq(entry->col[1], RU_S("ignore"))) {
		*ignore = true;
		return RU_MARKUP_NONE;
	}
	return special_kind(entry->col[1]);
}

static const struct ru_entry *find(const struct reader *r, const uint64_t *hash, size_t first, size_t last,
                                   uint32_t *used)
{
	struct ru_lookup name = {.hash = hash, .count = last};

	return ru_phrase_in(r->d, r->table, &name, (uint32_t)first, used, NULL);
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
	size_t pos = 0, count = 0;
	bool ignore = false, paired = false;

	while (next_token(name, &pos, &token))
		hash[count++] = ru_fold_hash(token);
	for (size_t i = 0; i < count; i++) {
		const struct ru_entry *one, *two = NULL;
		uint32_t used = 0;
		uint8_t own;

		one = opens(r, hash[i]) ? find(r, hash, i, i + 1 < count ? i + 2 : count, &used) : NULL;
		if (used == 2) {
			two = one;
			one = paired ? NULL : find(r, hash, i, i + 1, &used);
		}
		own = one != NULL && !paired ? entry_kind(one, &ignore) : RU_MARKUP_NONE;
		if (own != RU_MARKUP_NONE && kind >= RU_MARKUP_NONE)
			kind = own;
		own = two != NULL ? entry_kind(two, &ignore) : RU_MARKUP_NONE;
		if (own != RU_MARKUP_NONE) {
			kind = own;
			paired = true;
		}
	}
	return ignore ? RU_MARKUP_NONE : kind;
}

/* What a list of names says: furniture before what only describes. */
static int value_kind(struct reader *r, struct ru_str value, uint8_t *kind)
{
	struct ru_str rest = ru_str_cut(value, 0, VALUE_BYTES), part;

	*kind = RU_MARKUP_NONE;
	while (rest.ptr != NULL && ru_str_split(&rest, ' ', &part)) {
		uint32_t known = (uint32_t)r->names.len;
		uint8_t own;
		int status = ru_index_add(&r->names, ru_hash64(part), known, &known);

		if (status < 0)
			return status;
		if (status == 0) {
			uint8_t *fresh = ru_vec_push_raw(&r->name_kinds);

			if (fresh == NULL)
				return RU_ENOMEM;
			*fresh = name_kind(r, part);
		}
		own = *RU_VEC_AT(&r->name_kinds, uint8_t, known);
		if (own != RU_MARKUP_NONE && *kind >= RU_MARKUP_NONE)
			*kind = own;
	}
	return 0;
}

/* The number of an attribute's value, the same for equal ones, from 1 on; kinds holds what each says. */
static int number_value(struct reader *r, struct ru_str value, uint32_t *number)
{
	int status = ru_index_add(&r->values, ru_hash64(value), (uint32_t)r->kinds.len, number);
	uint8_t kind, *fresh;

	if (status != 0)
		return status < 0 ? status : 0;
	status = value_kind(r, value, &kind);
	if (status != 0)
		return status;
	fresh = ru_vec_push_raw(&r->kinds);
	if (fresh == NULL)
		return RU_ENOMEM;
	*fresh = kind;
	return 0;
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
	return name.len >= 7 && name.ptr[0] == 'd' && ru_str_starts(name, RU_S("data-ad")) &&
	       (name.len == 7 || name.ptr[7] == '-' || ru_str_eq(name, RU_S("data-ads")));
}

/* Attributes whose values are names. */
enum {
	NAMES = 1 << RU_ATTR_CLASS | 1 << RU_ATTR_ID | 1 << RU_ATTR_REL | 1 << RU_ATTR_ITEMPROP | 1 << RU_ATTR_ROLE,
	PROPERTY = 1 << RU_ATTR_PROPERTY,
	OTHERS = 1 << RU_ATTR_OTHER
};

bool ru_markup_names(struct ru_str attr) { return (1u << ru_attr_number(attr) & NAMES) != 0; }

/* RDFa: property="schema:author". Of what it can say, who wrote and when is asked alone. */
static int property_kind(struct reader *r, struct ru_str value, uint8_t *own)
{
	uint32_t number;
	int status = number_value(r, value, &number);

	if (status != 0)
		return status;
	*own = *RU_VEC_AT(&r->kinds, uint8_t, number);
	if (*own != RU_BLOCK_AUTHOR_BOX && *own != RU_MARKUP_TIME)
		*own = RU_MARKUP_NONE;
	return 0;
}

/* "<blockquote><p>...</p><footer>Sari Lestari</footer></blockquote>": the foot of a quotation says whose it is. */
static bool in_quotation(const struct ru_html *html, uint32_t node)
{
	enum { UP = 3 };

	for (int up = 0; up < UP && node != 0; up++, node = html->nodes[node].parent)
		if (html->nodes[node].tag == RU_TAG_BLOCKQUOTE)
			return true;
	return false;
}

static int element_kind(struct reader *r, uint32_t node)
{
	const struct ru_html *html = &r->d->html;
	const struct ru_html_node *n = &html->nodes[node];
	uint8_t *kind = &r->d->node_kind[node];
	bool frame = is_frame(n->tag);

	*kind = n->tag == RU_TAG_FOOTER && in_quotation(html, node) ? RU_MARKUP_NONE : tag_kind(n->tag);
	if ((n->numbers & (NAMES | PROPERTY | OTHERS)) == 0)
		return 0;
	for (uint32_t i = n->attr; i < n->attr + n->attr_count; i++) {
		const struct ru_html_attr *attr = &html->attrs[i];
		uint8_t own = RU_MARKUP_NONE;

		if ((1u << attr->number & NAMES) != 0) {
			uint32_t *number = &r->d->attr_value[i];
			int status = number_value(r, attr->value, number);

			if (status != 0)
				return status;
			own = *RU_VEC_AT(&r->kinds, uint8_t, *number);
			if (attr->number == RU_ATTR_CLASS)
				r->d->node_class[node] = *number;
		} else if (attr->number == RU_ATTR_PROPERTY) {
			int status = property_kind(r, attr->value, &own);

			if (status != 0)
				return status;
		} else if (holds_ad(attr->name)) {
			own = RU_BLOCK_AD;
		}
		if (!frame && own != RU_MARKUP_NONE && (*kind >= RU_MARKUP_NONE || own == RU_BLOCK_AD))
			*kind = own;
	}
	return 0;
}

static int read_elements(struct reader *r)
{
	struct ru_draft *d = r->d;
	uint8_t *none = ru_vec_push_raw(&r->kinds);
	int status = none != NULL ? ru_index_reserve(&r->values, d->html.attr_count / VALUE_EVERY) : RU_ENOMEM;

	if (none != NULL)
		*none = RU_MARKUP_NONE;
	if (status == 0)
		status = ru_index_reserve(&r->names, d->html.attr_count / VALUE_EVERY);
	for (uint32_t i = 1; i < d->html.node_count && status == 0; i++)
		if (d->html.nodes[i].kind == RU_NODE_ELEMENT)
			status = element_kind(r, i);
	d->value_count = (uint32_t)r->kinds.len;
	return status;
}

int ru_markup_read(struct ru_draft *d)
{
	struct reader r = {.d = d, .table = ru_table_find(RU_S("markup"))};
	int status;

	d->node_kind = ru_arena_get_raw(d->arena, d->html.node_count, 1);
	d->node_class = ru_arena_get(d->arena, d->html.node_count, sizeof(*d->node_class));
	d->attr_value = ru_arena_get(d->arena, d->html.attr_count, sizeof(*d->attr_value));
	if (d->node_kind == NULL || d->node_class == NULL || d->attr_value == NULL)
		return RU_ENOMEM;
	memset(d->node_kind, RU_MARKUP_NONE, d->html.node_count);
	ru_index_init(&r.values, d->options->al);
	ru_index_init(&r.names, d->options->al);
	ru_vec_init(&r.kinds, d->options->al, 1, 0);
	ru_vec_init(&r.name_kinds, d->options->al, 1, 0);
	status = read_elements(&r);
	ru_index_release(&r.values);
	ru_index_release(&r.names);
	ru_vec_release(&r.kinds);
	ru_vec_release(&r.name_kinds);
	return status;
}
