/* SPDX-License-Identifier: Apache-2.0 */
/* Mentions to entities, inside one page: "Kim Jong-un", "Kim Jong Un" and "Kim" are one person.
 *
 * Fed facts->names; gives facts->entities with the reason of the joining and sets names[].entity. Names are compared by
 * their tokens: bare letters, cut at blanks, stops and hyphens, brought to one spelling by the table name_variants. The
 * fullest mentions come first, so that a shorter one finds its long form; candidates come from an index of tokens. */
#include "base/hash.h"
#include "base/sort.h"
#include "facts/names/names.h"
#include "text/fold.h"
#include "text/utf8.h"

enum { TOKENS = 8, NEAR = 32, WHOLE = 128 };

struct mention {
	uint32_t name; /* index in facts->names */
	uint32_t count;
	struct ru_str token[TOKENS];
	uint64_t whole;
	struct ru_str canon;
};

struct builder {
	struct ru_reading *r;
	struct mention *mention; /* by name */
	uint32_t *order;         /* fullest first */
	struct ru_vec entities;  /* struct ru_entity; first is a name index, name that of the fullest mention */
	struct ru_vec fullest;   /* uint32_t: mention of each entity */
	struct ru_index by_whole, by_token, by_alias;
	uint32_t variants, places, agencies, not_names;
	uint32_t word; /* of the page: the first of the name that is looked at, or one before it */
};

/* ---- what no pack need be asked ---- */

/* Whether word i reads the same wherever it is cut, and begins no phrase of the table. */
static bool is_unlisted(const struct ru_reading *r, uint32_t i, uint32_t table)
{
	return r->words[i].kind == RU_WORD_LETTERS && (r->words[i].flags & RU_WORD_PLAIN) != 0 &&
	       (r->text.opening[i] & ru_pack_table_bit(table)) == 0;
}

/* Whether all words of the name, which begins at word i, are so, with one blank between them. */
static bool are_unlisted(const struct ru_reading *r, uint32_t i, const struct ru_name *name, uint32_t table)
{
	const uint32_t first = i;

	for (; i < r->word_count && r->words[i].begin < name->place.at.end; i++) {
		if (!is_unlisted(r, i, table) || (i > first && (r->words[i].flags & RU_WORD_SPACE) == 0))
			return false;
	}
	return i > first && r->words[first].begin == name->place.at.begin;
}

/* Whether the text that begins `behind` bytes behind the name's begin begins no phrase of the table. */
static bool begins_none(const struct builder *b, const struct ru_name *name, size_t behind, uint32_t table)
{
	const struct ru_reading *r = b->r;

	for (uint32_t i = b->word; i < r->word_count && i < b->word + 2; i++) {
		if (r->words[i].begin == name->place.at.begin + behind)
			return is_unlisted(r, i, table);
	}
	return false;
}

/* ---- tokens ---- */

/* The hash of a name's letters, however they are parted: "Kwang Chol", "Kwang-chol", "Kwangchol". */
static void hash_whole(struct mention *m)
{
	char letters[WHOLE];
	size_t len = 0;

	for (uint32_t i = 0; i < m->count; i++) {
		if (m->token[i].len > sizeof(letters) - len) {
			m->whole = ru_hash_mix(m->whole, ru_hash64((struct ru_str){letters, len}));
			len = 0;
		}
		struct ru_str token = ru_str_cut(m->token[i], 0, sizeof(letters));
		memcpy(letters + len, token.ptr, token.len);
		len += token.len;
	}
	m->whole = ru_hash_mix(m->whole, ru_hash64((struct ru_str){letters, len}));
}

static int cut_tokens(struct builder *b, struct mention *m, struct ru_str bare)
{
	const bool plain =
	    b->variants == RU_TABLE_NONE || are_unlisted(b->r, b->word, &b->r->facts->names[m->name], b->variants);
	size_t pos = 0, start = 0;

	while (pos <= bare.len && m->count < TOKENS) {
		size_t here = pos;
		uint32_t cp = pos < bare.len ? ru_utf8_next(bare, &pos) : ' ';
		if (ru_char_is_letter(cp) || ru_char_is_digit(cp)) {
			if (here == bare.len)
				break;
			continue;
		}
		if (here > start) {
			struct ru_str token = ru_str_cut(bare, start, here);
			const struct ru_entry *e =
			    plain || token.len > 32 ? NULL : ru_pack_get(b->r->all, b->variants, token);
			int status = e != NULL ? RU_OK : ru_arena_copy(b->r->arena, token, &m->token[m->count]);
			if (status != RU_OK)
				return status;
			if (e != NULL)
				m->token[m->count] = e->col[1];
			m->count++;
		}
		if (here >= bare.len)
			break;
		start = pos;
	}
	hash_whole(m);
	return RU_OK;
}

static struct ru_str canon_of(const struct builder *b, const struct ru_name *name)
{
	const struct ru_pack *packs[2] = {b->r->pack, b->r->all};
	uint32_t table = name->type == RU_NAME_PLACE ? b->places : b->agencies;

	size_t space = 0;

	if (table == RU_TABLE_NONE || name->text.len > 64 || (name->type != RU_NAME_PLACE && name->role.len == 0))
		return RU_S("");
	for (size_t p = 0; p < 2 && !begins_none(b, name, 0, table); p++) {
		const struct ru_entry *e = ru_pack_get(packs[p], table, name->text);
		if (e != NULL)
			return e->col[1];
	}
	/* "Kota Pyongyang": the place behind its head */
	space = name->type == RU_NAME_PLACE ? ru_str_find(name->text, RU_S(" "), 0) : SIZE_MAX;
	for (size_t p = 0; p < 2 && space != SIZE_MAX && !begins_none(b, name, space + 1, table); p++) {
		const struct ru_entry *e =
		    ru_pack_get(packs[p], table, ru_str_cut(name->text, space + 1, name->text.len));
		if (e != NULL && !ru_is_lower((unsigned char)name->text.ptr[space + 1]))
			return e->col[1];
	}
	return RU_S("");
}

static int make_mentions(struct builder *b)
{
	struct ru_facts *f = b->r->facts;
	struct ru_buf bare;
	int status = RU_OK;

	b->mention = ru_arena_get(b->r->arena, f->name_count, sizeof(*b->mention));
	b->order = ru_arena_get(b->r->arena, f->name_count, sizeof(*b->order));
	if (b->mention == NULL || b->order == NULL)
		return RU_ENOMEM;
	ru_buf_init(&bare, b->r->options->al, 0);
	for (uint32_t i = 0; i < f->name_count && status == RU_OK; i++) {
		while (b->word < b->r->word_count && b->r->words[b->word].begin < f->names[i].place.at.begin)
			b->word++;
		ru_buf_clear(&bare);
		ru_fold_bare(&bare, f->names[i].text);
		status = ru_buf_status(&bare);
		b->mention[i].name = i;
		b->order[i] = i;
		if (status == RU_OK)
			status = cut_tokens(b, &b->mention[i], ru_buf_str(&bare));
		b->mention[i].canon = canon_of(b, &f->names[i]);
		if (b->mention[i].canon.len != 0)
			b->mention[i].whole = ru_hash64(b->mention[i].canon) ^ UINT64_C(0x5ca1ab1e);
	}
	ru_buf_release(&bare);
	return status;
}

static int fuller(const void *a, const void *b, void *ctx)
{
	const struct mention *m = ctx;
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	if (m[x].count != m[y].count)
		return m[x].count > m[y].count ? -1 : 1;
	return x < y ? -1 : x > y;
}

/* ---- comparing ---- */

/* Whether a and b differ by one letter put in, left out or changed, and are long enough for that to be a spelling. */
static bool near(struct ru_str a, struct ru_str b)
{
	size_t head = 0, tail = 0, shorter = a.len < b.len ? a.len : b.len, longer = a.len < b.len ? b.len : a.len;

	if (shorter < 4 || longer > NEAR || longer - shorter > 1)
		return false;
	while (head < shorter && a.ptr[head] == b.ptr[head])
		head++;
	while (tail < shorter - head && a.ptr[a.len - 1 - tail] == b.ptr[b.len - 1 - tail])
		tail++;
	return head > 0 && head + tail + 1 >= longer;
}

enum fit { FIT_NONE, FIT_SPELLING, FIT_INITIAL, FIT_PART, FIT_SAME };

static enum fit token_fit(struct ru_str a, struct ru_str b)
{
	if (ru_str_eq(a, b))
		return FIT_SAME;
	if (near(a, b))
		return FIT_SPELLING;
	if (a.len > 0 && b.len > 0 && (a.len == 1 || b.len == 1) && a.ptr[0] == b.ptr[0])
		return FIT_INITIAL;
	return FIT_NONE;
}

/* How the shorter name m stands in the fuller one: all its tokens in the same order. */
static enum fit name_fit(const struct mention *full, const struct mention *m)
{
	enum fit worst = FIT_SAME;
	uint32_t k = 0, same = 0;

	if (m->count == 0 || m->count > full->count)
		return FIT_NONE;
	for (uint32_t i = 0; i < m->count; i++) {
		uint32_t at = k;
		enum fit f = FIT_NONE;
		/* the word itself before an initial that it could be: "H. Brown" in "Hannah B. Brown" */
		while (at < full->count && !ru_str_eq(full->token[at], m->token[i]))
			at++;
		k = at < full->count ? at : k;
		while (k < full->count && f == FIT_NONE)
			f = token_fit(full->token[k++], m->token[i]);
		if (f == FIT_NONE)
			return FIT_NONE;
		same += f == FIT_SAME;
		if (f < worst)
			worst = f;
	}
	if (worst == FIT_INITIAL && same == 0)
		return FIT_NONE;
	if (worst == FIT_SPELLING && same == 0 && (m->count > 1 || full->token[0].len < 4))
		return FIT_NONE;
	return worst == FIT_SAME && m->count < full->count ? FIT_PART : worst;
}

static struct ru_str fit_reason(enum fit fit)
{
	switch (fit) {
	case FIT_SPELLING:
		return RU_S("spelling");
	case FIT_INITIAL:
		return RU_S("initial");
	case FIT_PART:
		return RU_S("part of the name");
	case FIT_SAME:
	case FIT_NONE:
		break;
	}
	return RU_S("");
}

static bool may_join(enum ru_name_type entity, enum ru_name_type mention)
{
	return entity == mention || mention == RU_NAME_OTHER ||
	       (entity == RU_NAME_PERSON && mention == RU_NAME_PLACE) ||
	       (entity == RU_NAME_ORG && mention == RU_NAME_PERSON);
}

/* "Syrian": the name of a people, by the pack. */
static bool is_other(const struct builder *b, const struct mention *m, enum ru_name_type type)
{
	struct ru_str text = b->r->facts->names[m->name].text;
	const struct ru_entry *e =
	    type != RU_NAME_OTHER || text.len > 32 ? NULL : ru_pack_get(b->r->pack, b->not_names, text);

	return e != NULL && ru_str_eq(e->col[1], RU_S("other"));
}

/* The entity that mention m is a shorter or other form of, by shared tokens; RU_NONE where there is none. */
static uint32_t find_form(const struct builder *b, const struct mention *m, enum ru_name_type type, enum fit *fit)
{
	for (uint32_t i = 0; i < m->count; i++) {
		uint32_t e;
		if (m->token[i].len < 2 || !ru_index_get(&b->by_token, ru_hash64(m->token[i]), &e))
			continue;
		*fit = name_fit(&b->mention[*RU_VEC_AT(&b->fullest, uint32_t, e)], m);
		if (type == RU_NAME_PERSON && RU_VEC_AT(&b->entities, struct ru_entity, e)->type == RU_NAME_ORG &&
		    (RU_VEC_AT(&b->entities, struct ru_entity, e)->role.len == 0 || *fit < FIT_PART))
			continue; /* "Lentera Timor" is the agency where the page says "Kantor Berita Lentera Timor" */
		if (*fit != FIT_SAME && is_other(b, m, type))
			continue; /* "Syrian" is no Syrian Army */
		if (*fit != FIT_NONE && may_join(RU_VEC_AT(&b->entities, struct ru_entity, e)->type, type) &&
		    (type != RU_NAME_PLACE || m->count == 1))
			return e;
	}
	return RU_NONE;
}

/* A surname alone in another spelling ("Wirasti", "Wirassti"): among the first entities only, so that the work stays
 * linear.
 */
static uint32_t find_near(const struct builder *b, const struct mention *m, enum ru_name_type type)
{
	size_t count = b->entities.len < NEAR ? b->entities.len : NEAR;

	if (m->count != 1 || type == RU_NAME_PLACE || type == RU_NAME_ORG || is_other(b, m, type))
		return RU_NONE;
	for (uint32_t e = 0; e < count; e++) {
		if (RU_VEC_AT(&b->entities, struct ru_entity, e)->type == RU_NAME_PERSON &&
		    name_fit(&b->mention[*RU_VEC_AT(&b->fullest, uint32_t, e)], m) == FIT_SPELLING)
			return e;
	}
	return RU_NONE;
}

/* ---- abbreviations ---- */

/* Hash of the capitals of an organisation's name: "Badan Penanggulangan Bencana Daerah" gives that of "bpbd". */
static uint64_t initials(const struct mention *m)
{
	char letters[TOKENS];
	size_t len = 0;

	for (uint32_t i = 0; i < m->count; i++) {
		if (m->token[i].len > 2 && len < sizeof(letters))
			letters[len++] = m->token[i].ptr[0];
	}
	return len >= 2 ? ru_hash64((struct ru_str){letters, len}) : 0;
}

/* Whether a dash follows, spaces or not: what stands before it is a dateline. */
static bool dash_follows(struct ru_str text, size_t at)
{
	static const struct ru_str dashes[] = {RU_S_INIT("-"), RU_S_INIT("\xE2\x80\x93"), RU_S_INIT("\xE2\x80\x94")};
	struct ru_str rest = ru_str_trim(ru_str_cut(text, at, at + 8));

	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
		if (ru_str_starts(rest, dashes[i]))
			return true;
	}
	return false;
}

/* Whether mention next stands in brackets right behind mention name: "Komisi ... (KPK)"; not so in a dateline, where
 * the brackets hold the agency: "JAKARTA PUSAT (Antara) -". */
static bool in_brackets(const struct builder *b, uint32_t name)
{
	const struct ru_facts *f = b->r->facts;
	struct ru_str text = b->r->article->text, gap;
	uint32_t end;

	if (name + 1 >= f->name_count)
		return false;
	end = f->names[name + 1].place.at.end;
	gap = ru_str_cut(text, f->names[name].place.at.end, f->names[name + 1].place.at.begin);
	gap = ru_str_trim(gap);
	return gap.len == 1 && gap.ptr[0] == '(' && end < text.len && text.ptr[end] == ')' &&
	       b->mention[name + 1].count == 1 && b->mention[name].count > 1 && !dash_follows(text, (size_t)end + 1);
}

static int add_aliases(struct builder *b, uint32_t name, uint32_t entity)
{
	const struct mention *m = &b->mention[name];
	uint32_t old;
	uint64_t key;
	int status;

	if (in_brackets(b, name)) {
		status = ru_index_put(&b->by_alias, ru_hash64(b->mention[name + 1].token[0]), entity);
		if (status != RU_OK)
			return status;
	}
	key = b->r->facts->names[name].type == RU_NAME_ORG ? initials(m) : 0;
	if (key != 0 && !ru_index_get(&b->by_alias, key, &old))
		return ru_index_put(&b->by_alias, key, entity);
	return RU_OK;
}

/* ---- building ---- */

static int new_entity(struct builder *b, uint32_t name, uint32_t *entity)
{
	const struct ru_name *n = &b->r->facts->names[name];
	const struct mention *m = &b->mention[name];
	struct ru_entity *e = ru_vec_push(&b->entities);
	uint32_t *full = e != NULL ? ru_vec_push(&b->fullest) : NULL;
	int status = RU_OK;

	if (full == NULL)
		return RU_ENOMEM;
	*entity = (uint32_t)b->entities.len - 1;
	*full = name;
	e->name = m->canon.len != 0 ? m->canon : n->text;
	e->canon = m->canon;
	e->type = n->type;
	e->role = n->role;
	e->first = RU_NONE;
	for (uint32_t i = 0; i < m->count && status == RU_OK; i++)
		status = ru_index_put(&b->by_token, ru_hash64(m->token[i]), *entity);
	return status;
}

static int place_mention(struct builder *b, uint32_t name)
{
	struct ru_name *n = &b->r->facts->names[name];
	const struct mention *m = &b->mention[name];
	uint64_t key = ru_hash_mix(m->whole, n->type == RU_NAME_PLACE);
	enum fit fit = FIT_NONE;
	struct ru_str reason = RU_S("");
	uint32_t e = RU_NONE;
	struct ru_entity *entity;
	int status = RU_OK;

	if (!ru_index_get(&b->by_whole, key, &e) && m->canon.len == 0) {
		if (m->count == 1 && n->type != RU_NAME_PLACE && ru_index_get(&b->by_alias, ru_hash64(m->token[0]), &e))
			reason = RU_S("abbreviation");
		else if ((e = find_form(b, m, n->type, &fit)) != RU_NONE)
			reason = fit_reason(fit);
		else if ((e = find_near(b, m, n->type)) != RU_NONE)
			reason = fit_reason(FIT_SPELLING);
	}
	if (e == RU_NONE)
		status = new_entity(b, name, &e);
	if (status == RU_OK)
		status = ru_index_put(&b->by_whole, key, e);
	if (status == RU_OK)
		status = add_aliases(b, name, e);
	if (status != RU_OK)
		return status;
	entity = RU_VEC_AT(&b->entities, struct ru_entity, e);
	if (reason.len != 0 && entity->reason.len == 0)
		entity->reason = reason;
	if (n->role.len != 0)
		entity->role = n->role;
	n->type = entity->type;
	n->entity = e;
	return RU_OK;
}

/* Entities in the order of their first mention. */
static int number(struct builder *b)
{
	struct ru_facts *f = b->r->facts;
	uint32_t next = 0, count = (uint32_t)b->entities.len;
	uint32_t *place = ru_arena_get(b->r->arena, count, sizeof(*place));

	f->entities = ru_arena_get(b->r->arena, count, sizeof(*f->entities));
	if (place == NULL || f->entities == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < count; i++)
		place[i] = RU_NONE;
	for (uint32_t i = 0; i < f->name_count; i++) {
		uint32_t e = f->names[i].entity;
		if (place[e] == RU_NONE) {
			place[e] = next;
			f->entities[next] = *RU_VEC_AT(&b->entities, struct ru_entity, e);
			f->entities[next++].first = i;
		}
		f->entities[place[e]].mentions++;
		f->names[i].entity = place[e];
		f->names[i].role = f->entities[place[e]].role;
	}
	f->entity_count = next;
	return RU_OK;
}

int ru_facts_entities(struct ru_reading *r)
{
	struct builder b = {.r = r};
	int status;

	b.variants = ru_table_find(RU_S("name_variants"));
	b.places = ru_table_find(RU_S("places"));
	b.agencies = ru_table_find(RU_S("agencies"));
	b.not_names = ru_table_find(RU_S("not_names"));
	ru_vec_init(&b.entities, r->options->al, sizeof(struct ru_entity), 0);
	ru_vec_init(&b.fullest, r->options->al, sizeof(uint32_t), 0);
	ru_index_init(&b.by_whole, r->options->al);
	ru_index_init(&b.by_token, r->options->al);
	ru_index_init(&b.by_alias, r->options->al);
	status = make_mentions(&b);
	if (status == RU_OK)
		status = ru_sort(b.order, r->facts->name_count, sizeof(*b.order), fuller, b.mention, r->options->al);
	for (uint32_t i = 0; i < r->facts->name_count && status == RU_OK; i++)
		status = place_mention(&b, b.order[i]);
	if (status == RU_OK)
		status = number(&b);
	ru_vec_release(&b.entities);
	ru_vec_release(&b.fullest);
	ru_index_release(&b.by_whole);
	ru_index_release(&b.by_token);
	ru_index_release(&b.by_alias);
	return status;
}
