/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences told again without their words, over a pile in memory: which pairs of pages are looked at, and what was
 * found beside the copies that were known. How two pages are compared: retell.c. */
#include "match/sheet.h"

struct rewriting {
	const struct ru_doc *docs;
	uint32_t count;
	const struct ru_match_options *options;
	struct ru_arena *arena; /* of what is found */
	struct ru_reteller *reteller;
	struct ru_sheet **sheets; /* by page; made when it is first compared */
	struct ru_arena read;     /* where they live */
};

static int get_sheet(struct rewriting *r, uint32_t page, const struct ru_sheet **out)
{
	if (r->sheets[page] == NULL) {
		struct ru_sheet *sheet = ru_arena_get(&r->read, 1, sizeof(*sheet));
		int status = sheet == NULL ? RU_ENOMEM : ru_sheet_read(sheet, &r->docs[page], &r->read);
		if (status != 0)
			return status;
		r->sheets[page] = sheet;
	}
	*out = r->sheets[page];
	return 0;
}

typedef int retell_fn(struct ru_reteller *reteller, struct ru_copy *copy, const struct ru_sheet *a,
                      const struct ru_sheet *b, struct ru_arena *arena);

static int compare(struct rewriting *r, struct ru_copy *copy, retell_fn *retell)
{
	const struct ru_sheet *a, *b;
	int status = ru_cancelled(r->options->cancel) ? RU_ECANCEL : get_sheet(r, copy->a, &a);

	if (status == 0)
		status = get_sheet(r, copy->b, &b);
	return status == 0 ? retell(r->reteller, copy, a, b, r->arena) : status;
}

/* Both lists are in the order of pairs; a pair that both have shares words too: it keeps its passages. */
static int merge(struct rewriting *r, struct ru_copies *copies, const struct ru_vec *fresh)
{
	struct ru_copy *items = ru_arena_get(r->arena, copies->count + fresh->len, sizeof(*items));
	const struct ru_copy *add = fresh->ptr;
	uint32_t n = 0, i = 0;
	size_t k = 0;

	if (items == NULL)
		return RU_ENOMEM;
	while (i < copies->count || k < fresh->len) {
		const struct ru_copy *x = i < copies->count ? &copies->items[i] : NULL,
		                     *y = k < fresh->len ? &add[k] : NULL;
		uint64_t px = x != NULL ? (uint64_t)x->a << 32 | x->b : UINT64_MAX;
		uint64_t py = y != NULL ? (uint64_t)y->a << 32 | y->b : UINT64_MAX;
		items[n] = px <= py ? *x : *y;
		if (px == py)
			ru_retell_join(&items[n], y);
		n++;
		i += px <= py;
		k += py <= px;
	}
	copies->items = items;
	copies->count = n;
	return 0;
}

static int find_translations(struct rewriting *r, struct ru_copies *copies)
{
	struct ru_vec pairs, fresh;

	ru_vec_init(&pairs, r->options->al, sizeof(uint64_t), SIZE_MAX / 64);
	ru_vec_init(&fresh, r->options->al, sizeof(struct ru_copy), SIZE_MAX / 64);
	int status = ru_marks_pairs(r->docs, r->count, r->options, &pairs);
	for (size_t i = 0; i < pairs.len && status == 0; i++) {
		uint64_t pair = *RU_VEC_AT(&pairs, uint64_t, i);
		struct ru_copy copy = {.a = (uint32_t)(pair >> 32), .b = (uint32_t)pair}, *item;
		status = compare(r, &copy, ru_retell_translation);
		if (status != 0 || copy.retold_count == 0)
			continue;
		item = ru_vec_push(&fresh);
		status = item == NULL ? RU_ENOMEM : 0;
		if (item != NULL)
			*item = copy;
	}
	if (status == 0 && fresh.len > 0)
		status = merge(r, copies, &fresh);
	ru_vec_release(&pairs);
	ru_vec_release(&fresh);
	return status;
}

static int rewrite_all(struct rewriting *r, struct ru_copies *copies)
{
	int status = find_translations(r, copies);

	for (uint32_t i = 0; i < copies->count && status == 0; i++) {
		if (ru_retell_asks(copies->items[i].kind))
			status = compare(r, &copies->items[i], ru_retell_rewritten);
	}
	return status;
}

int ru_match_rewritten(struct ru_copies *copies, const struct ru_doc *docs, uint32_t count,
                       const struct ru_match_options *options, struct ru_arena *arena, struct ru_error *err)
{
	const struct ru_alloc *al = options->al;
	struct rewriting r = {.docs = docs, .count = count, .options = options, .arena = arena};
	int status = ru_reteller_new(&r.reteller, al);

	ru_arena_init(&r.read, al);
	r.sheets = status == 0 ? ru_alloc_zero(al, (size_t)count + 1, sizeof(*r.sheets)) : NULL;
	if (r.sheets == NULL)
		status = RU_ENOMEM;
	if (status == 0)
		status = rewrite_all(&r, copies);
	ru_alloc_free(al, r.sheets);
	ru_arena_release(&r.read);
	ru_reteller_free(r.reteller);
	return status == 0 ? 0
	                   : ru_fail(err, status, NULL, UINT64_MAX, "sentences told again: %s", ru_status_name(status));
}
