/* SPDX-License-Identifier: Apache-2.0 */
/* What the pairs found amount to: which of their stretches many unrelated pages carry, and what is left to tell. */
#include "match/external/inner.h"

typedef int pair_fn(void *ctx, const struct ru_pair *pair, struct ru_str id_a, struct ru_str id_b,
                    struct ru_arena *arena, struct ru_error *err);

enum { ORDERED_AHEAD = 1 << 12 };

struct pairs {
	struct ru_external *x;
	struct ru_spill_window window;
	struct ru_arena arena;
	pair_fn *take;
	void *ctx;
};

/* The pair at this place of the file; *next as in ru_spill_see(). */
static int take_pair(struct pairs *p, uint64_t at, size_t ahead, uint64_t *next, struct ru_error *err)
{
	struct ru_pair pair;
	struct ru_str id_a, id_b, record;
	int status = ru_external_cancelled(p->x) ? RU_ECANCEL
	                                         : ru_spill_see(p->x->found, &p->window, at, ahead, &record, next, err);

	if (status != 0)
		return status;
	status = ru_found_read(&pair, &id_a, &id_b, record, &p->arena);
	if (status == RU_EIO)
		status = ru_fail(err, RU_EIO, NULL, at, "the temporary file of pairs is damaged");
	if (status == 0)
		status = p->take(p->ctx, &pair, id_a, id_b, &p->arena, err);
	ru_arena_release(&p->arena);
	return status;
}

/* All pairs, as they stand in the file or by a, then b. */
static int each_pair(struct ru_external *x, bool ordered, pair_fn *take, void *ctx, struct ru_error *err)
{
	struct pairs p = {.x = x, .take = take, .ctx = ctx};
	uint64_t at = ru_spill_begin(x->found), end = ru_spill_end(x->found);
	int status = ordered ? ru_sorter_start(x->order, NULL, NULL, err) : 0;

	ru_spill_window_init(&p.window, x->options.al);
	ru_arena_init(&p.arena, x->options.al);
	while (status == 0) {
		int more = ordered ? ru_found_next(x, &at, err) : at < end;
		if (more <= 0) {
			status = more;
			break;
		}
		status = take_pair(&p, at, ordered ? ORDERED_AHEAD : RU_EXTERNAL_AHEAD, &at, err);
	}
	ru_spill_window_release(&p.window);
	ru_arena_release(&p.arena);
	return status;
}

struct crowder {
	struct ru_external *x;
	struct ru_sorter *members;
	struct ru_error *err;
};

static int put_member(void *ctx, uint64_t key, uint32_t value)
{
	struct crowder *c = ctx;

	return ru_sorter_put(c->members, key, value, c->err);
}

static int pair_members(void *ctx, const struct ru_pair *pair, struct ru_str id_a, struct ru_str id_b,
                        struct ru_arena *arena, struct ru_error *err)
{
	struct crowder *c = ctx;
	uint32_t *parent = c->x->parent;

	(void)id_a;
	(void)id_b;
	(void)arena;
	(void)err;
	return ru_crowd_members(pair, ru_family_root(parent, pair->a), ru_family_root(parent, pair->b), put_member, c);
}

static int find_crowd(struct ru_external *x, struct ru_crowd *crowd, struct ru_error *err)
{
	struct crowder c = {x, NULL, err};
	struct ru_sort_item item;
	int status = ru_external_sorter(&c.members, x, "furniture", err);

	if (status == 0)
		status = each_pair(x, false, pair_members, &c, err);
	if (status == 0)
		status = ru_sorter_start(c.members, NULL, NULL, err);
	while (status == 0) {
		status = ru_sorter_next(c.members, &item, err);
		if (status <= 0)
			break;
		status = ru_crowd_take(crowd, item.key, item.value);
	}
	if (status == 0)
		status = ru_crowd_finish(crowd);
	ru_sorter_free(c.members);
	return status;
}

struct judge {
	struct ru_external *x;
	struct ru_crowd crowd;
	struct ru_buf record;
	struct ru_vec seen;
	struct ru_stars stars;
	struct ru_buf centre; /* id of the first */
};

static int judge_pair(void *ctx, const struct ru_pair *pair, struct ru_str id_a, struct ru_str id_b,
                      struct ru_arena *arena, struct ru_error *err)
{
	struct judge *judge = ctx;
	struct ru_article articles[2] = {{.id = id_a}, {.id = id_b}};
	struct ru_doc docs[2] = {{.article = &articles[0]}, {.article = &articles[1]}};
	const uint32_t rank[2] = {pair->a, pair->b};
	struct ru_pair local = *pair;
	struct ru_copy copy;

	local.a = 0;
	local.b = 1;
	int status = ru_pair_judge(&copy, &local, &judge->crowd, arena);
	if (status != 0 || copy.passage_count == 0)
		return status;
	if (ru_stars_take(&judge->stars, pair->a, judge->x->stars[pair->a], copy.kind) && judge->stars.groups == 1)
		ru_buf_put(&judge->centre, id_a);
	ru_buf_clear(&judge->record);
	status = ru_told_write(&judge->record, &copy, docs, rank, &judge->seen);
	return status == 0 ? ru_spill_put(judge->x->told, ru_buf_str(&judge->record), NULL, err) : status;
}

int ru_external_judge(struct ru_external *x, struct ru_error *err)
{
	struct judge judge = {.x = x};

	ru_crowd_init(&judge.crowd, x->options.al);
	ru_buf_init(&judge.record, x->options.al, 0);
	ru_buf_init(&judge.centre, x->options.al, 0);
	ru_vec_init(&judge.seen, x->options.al, sizeof(uint32_t), 0);
	int status = ru_spill_flush(x->found, err);
	if (status == 0)
		status = find_crowd(x, &judge.crowd, err);
	if (status == 0)
		status = ru_spill_open(&x->told, x->options.folder, "copies", x->options.al, err);
	if (status == 0)
		status = each_pair(x, true, judge_pair, &judge, err);
	if (status == 0)
		status = ru_spill_flush(x->told, err);
	if (status == 0)
		status = ru_buf_status(&judge.centre);
	if (status == 0 && judge.stars.groups > 0 && x->options.large != NULL)
		x->options.large(x->options.ctx, ru_buf_str(&judge.centre), judge.stars.groups);
	ru_crowd_release(&judge.crowd);
	ru_buf_release(&judge.record);
	ru_buf_release(&judge.centre);
	ru_vec_release(&judge.seen);
	ru_spill_close(x->found);
	x->found = NULL;
	ru_sorter_free(x->order);
	x->order = NULL;
	return status;
}
