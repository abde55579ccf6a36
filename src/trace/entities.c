/* SPDX-License-Identifier: Apache-2.0 */
/* Entities of the pile: the entities of single pages joined where they are one and the same. Reasons, kept as evidence:
 * the same name; a spelling ("Hasan Bakti", "Hassan Bakti"), an initial ("H. Bakti Malik") or a title before it, all
 * other words being the same; the canonical name of a pack; an abbreviation, a lone surname or a lone first name within
 * one story. */
#include "trace/entities.h"

#include "text/utf8.h"

enum { ENTITY_WORDS = 8 /* words of a name that are compared; a longer one is joined by the whole name alone */ };

static int read_locals(struct joining *j)
{
	struct ru_tracing *t = j->t;

	for (uint32_t page = 0; page < t->count; page++) {
		const struct ru_facts *facts = t->docs[page].facts;
		uint32_t event = t->stories->event_of[page];

		for (uint32_t i = 0; i < facts->entity_count; i++) {
			const struct ru_entity *entity = &facts->entities[i];
			struct local *local = ru_trace_push(t->scratch, &j->local, sizeof(*local));
			struct ru_str name = entity->canon.len > 0 ? entity->canon : entity->name;
			int status;

			if (local == NULL)
				return RU_ENOMEM;
			local->page = page;
			local->entity = i;
			local->type = entity->type;
			local->story = event != RU_NONE ? t->stories->story_of[event] : RU_NONE;
			status = ru_trace_bare(t->scratch, name, &local->bare);
			if (status != 0)
				return status;
			local->words = ru_trace_word_count(local->bare);
		}
	}
	return 0;
}

static void unite(struct joining *j, uint32_t a, uint32_t b, uint8_t reason)
{
	if (ru_trace_root(j->set, a) == ru_trace_root(j->set, b))
		return;
	ru_trace_join(j->set, a, b);
	if (reason > j->reason[a])
		j->reason[a] = reason;
	if (reason > j->reason[b])
		j->reason[b] = reason;
}

/* A place and an organisation of one name may be two things; "other" is what the reader could not tell. */
static uint64_t type_key(enum ru_name_type type) { return type == RU_NAME_OTHER ? RU_NAME_ORG : type; }

static int join_names(struct joining *j)
{
	struct ru_index index;
	int status = 0;

	ru_index_init(&index, j->t->al);
	for (uint32_t i = 0; status >= 0 && i < j->local.len; i++) {
		const struct local *local = local_at(j, i);
		uint32_t first;

		uint64_t key = ru_hash_mix(ru_hash64(local->bare), type_key(local->type));

		if (local->type == RU_NAME_PERSON && local->words < 2)
			key = ru_hash_mix(key, local->story); /* a lone surname means nothing outside its story */
		status = ru_index_add(&index, key, i, &first);
		if (status == 1 && ru_str_eq(local->bare, local_at(j, first)->bare))
			unite(j, i, first, REASON_NAME);
	}
	ru_index_release(&index);
	return status < 0 ? status : 0;
}

/* Words of a bare name; at most ENTITY_WORDS. */
static uint32_t cut_words(struct ru_str bare, struct ru_str word[ENTITY_WORDS])
{
	struct ru_str rest = bare;
	uint32_t n = 0;

	while (n < ENTITY_WORDS && bare.len > 0 && ru_str_split(&rest, ' ', &word[n]))
		n++;
	return n;
}

/* "Hasan" and "Hassan", "Stefanus" and "Stephanus", "H" and "Hasan". */
static bool like_words(struct ru_str a, struct ru_str b)
{
	size_t shorter = a.len < b.len ? a.len : b.len;

	if (shorter == 1)
		return a.ptr[0] == b.ptr[0];
	if (shorter < 4 || a.ptr[0] != b.ptr[0])
		return false;
	for (size_t i = 0; i < a.len; i++) {
		if (ru_is_digit(a.ptr[i]))
			return false; /* numbers are not spelled in two ways */
	}
	return ru_trace_edits(a, b, shorter >= 7 ? 2 : 1) <= (shorter >= 7 ? 2u : 1u);
}

/* A name under a key made of some of its words. */
struct near_name {
	uint64_t key;
	uint32_t local;
	uint32_t part; /* the word that was left out, or how many words there are */
};

static int by_key(const void *a, const void *b, void *ctx)
{
	const struct near_name *x = a, *y = b;

	(void)ctx;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->local < y->local ? -1 : x->local > y->local;
}

/* Each name of two and more words goes into one bucket for each of its words left out; names that meet there differ in
 * one word only. One local of each name is enough: equal names are joined already. */
static int fill_buckets(struct joining *j, struct trace_list *list)
{
	for (uint32_t i = 0; i < j->local.len; i++) {
		const struct local *local = local_at(j, i);
		struct ru_str word[ENTITY_WORDS];
		uint32_t n = cut_words(local->bare, word);

		if (n < 2 || local->words > ENTITY_WORDS || local->type != RU_NAME_PERSON ||
		    ru_trace_root(j->set, i) != i)
			continue;
		for (uint32_t out = 0; out < n; out++) {
			struct near_name *item = ru_trace_push(j->t->scratch, list, sizeof(*item));

			if (item == NULL)
				return RU_ENOMEM;
			*item = (struct near_name){ru_hash_mix(0, n), i, out};
			for (uint32_t k = 0; k < n; k++)
				item->key = ru_hash_mix(item->key, k == out ? 0 : ru_hash64(word[k]));
		}
	}
	return 0;
}

static int join_spellings(struct joining *j)
{
	struct trace_list list = {NULL, 0, 0};
	const struct near_name *item;
	int status = fill_buckets(j, &list);

	if (status == 0)
		status = ru_sort(list.ptr, list.len, sizeof(*item), by_key, NULL, j->t->al);
	item = list.ptr;
	for (uint32_t i = 0; status == 0 && i < list.len; i++) {
		for (uint32_t k = i + 1; k < list.len && k < i + TRACE_BUCKET && item[k].key == item[i].key; k++) {
			struct ru_str a[ENTITY_WORDS], b[ENTITY_WORDS];

			(void)cut_words(local_at(j, item[i].local)->bare, a);
			(void)cut_words(local_at(j, item[k].local)->bare, b);
			if (item[i].part == item[k].part && like_words(a[item[i].part], b[item[i].part]))
				unite(j, item[i].local, item[k].local, REASON_SPELLING);
		}
	}
	return status;
}

/* One item for each run of words that ends a person's name, or begins it. */
static int fill_runs(struct joining *j, struct trace_list *list, bool ends)
{
	for (uint32_t i = 0; i < j->local.len; i++) {
		const struct local *local = local_at(j, i);
		struct ru_str word[ENTITY_WORDS];
		uint32_t n = cut_words(local->bare, word);

		if (n == 0 || local->words > ENTITY_WORDS || local->type != RU_NAME_PERSON || local->story == RU_NONE)
			continue;
		for (uint32_t length = 1; length <= n; length++) {
			struct near_name *near = ru_trace_push(j->t->scratch, list, sizeof(*near));

			if (near == NULL)
				return RU_ENOMEM;
			*near = (struct near_name){ru_hash_mix(1, local->story), i, length};
			for (uint32_t k = 0; k < length; k++)
				near->key = ru_hash_mix(near->key, ru_hash64(word[ends ? n - length + k : k]));
		}
	}
	return 0;
}

static bool is_whole(const struct joining *j, const struct near_name *item)
{
	return local_at(j, item->local)->words == item->part;
}

/* Items of one run: those whose whole name it is join the one longer name with it. */
static void join_run(struct joining *j, const struct near_name *item, uint32_t count)
{
	uint32_t longer = RU_NONE;

	for (uint32_t i = 0; i < count; i++) {
		if (is_whole(j, &item[i]))
			continue;
		if (longer == RU_NONE)
			longer = item[i].local;
		else if (ru_trace_root(j->set, longer) != ru_trace_root(j->set, item[i].local))
			return; /* it could be any of them */
	}
	for (uint32_t i = 0; longer != RU_NONE && i < count; i++) {
		if (is_whole(j, &item[i]))
			unite(j, item[i].local, longer, item[i].part > 1 ? REASON_TITLE : REASON_SURNAME);
	}
}

/* Within one story: "Haji Umar Sidiq" ends in "Umar Sidiq", "Sidiq" ends the only name with it, and "Umar" begins it.
 */
static int join_runs(struct joining *j, bool ends)
{
	struct trace_list list = {NULL, 0, 0};
	const struct near_name *item;
	int status = fill_runs(j, &list, ends);

	if (status == 0)
		status = ru_sort(list.ptr, list.len, sizeof(*item), by_key, NULL, j->t->al);
	item = list.ptr;
	for (uint32_t i = 0, end; status == 0 && i < list.len; i = end) {
		for (end = i; end < list.len && item[end].key == item[i].key; end++)
			;
		join_run(j, item + i, end - i);
	}
	return status;
}

/* "Lembaga Uji Pangan (LUP)" on one page, "LUP" alone on another of the story: the names a page joined
 * itself. */
static int join_abbreviations(struct joining *j)
{
	struct ru_tracing *t = j->t;
	struct ru_index index;
	uint32_t *at = ru_arena_get(t->scratch, t->count, sizeof(*at));
	int status = 0;

	if (at == NULL)
		return RU_ENOMEM;
	for (uint32_t i = j->local.len; i-- > 0;)
		at[local_at(j, i)->page] = i; /* first local of each page */
	ru_index_init(&index, t->al);
	for (uint32_t page = 0; status >= 0 && page < t->count; page++) {
		const struct ru_facts *facts = t->docs[page].facts;

		for (uint32_t i = 0; status >= 0 && i < facts->name_count; i++) {
			const struct ru_name *name = &facts->names[i];
			uint32_t mine, first;
			const struct local *local;
			struct ru_str bare;

			if (name->entity >= facts->entity_count || name->type == RU_NAME_PERSON)
				continue;
			mine = at[page] + name->entity;
			local = local_at(j, mine);
			if (local->story == RU_NONE || local->type == RU_NAME_PERSON)
				continue;
			status = ru_trace_bare(t->scratch, name->text, &bare);
			if (status != 0 || bare.len < 3)
				continue;
			status = ru_index_add(
			    &index, ru_hash_mix(ru_hash_mix(ru_hash64(bare), local->story), type_key(local->type)),
			    mine, &first);
			if (status == 1)
				unite(j, mine, first, REASON_ABBREVIATION);
		}
	}
	ru_index_release(&index);
	return status < 0 ? status : 0;
}

int ru_trace_entities(struct ru_tracing *t)
{
	struct joining j = {.t = t};
	int status = read_locals(&j);

	if (status != 0)
		return status;
	j.set = ru_trace_sets(t->scratch, j.local.len);
	j.reason = ru_arena_get(t->scratch, j.local.len, 1);
	if (j.set == NULL || j.reason == NULL)
		return RU_ENOMEM;
	status = join_names(&j);
	if (status == 0)
		status = join_spellings(&j);
	if (status == 0)
		status = join_runs(&j, true);
	if (status == 0)
		status = join_runs(&j, false);
	if (status == 0)
		status = join_abbreviations(&j);
	return status == 0 ? ru_trace_write_entities(&j) : status;
}
