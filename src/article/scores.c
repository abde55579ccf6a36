/* SPDX-License-Identifier: Apache-2.0 */
/* The second look at each line: the scores that the first gave to it, to its neighbours, and to the lines of the
 * elements around it. tools/train_blocks.py computes the same; every division is of numbers that are not negative.
 * Linear. */
#include "article/block_model.h"

enum {
	STEP = 32,
	MOST = 48,
	WEIGHT_MOST = 60,
	SURE_SCORE = 8,
	SURE_WORDS = 8,
	FAR = 60,
	NEAR = 5,
	UP_MOST = 30,
	NEAR_WORDS = 1000
};

/* A mean of scores weighted by words, over the lines of one element or group. */
struct pool {
	int64_t sum, weight, mass;
};

struct reader {
	struct ru_draft *d;
	uint32_t count;
	const int32_t *score;
	int16_t *small; /* the scores in steps, -MOST to MOST */
	int64_t mass;   /* words of all lines with a score above zero */
};

static int64_t line_mass(const struct reader *r, uint32_t i)
{
	return r->small[i] > 0 ? r->d->features[i].f[RU_F_WORDS] : 0;
}

static bool is_sure(const struct reader *r, uint32_t i)
{
	return r->small[i] > SURE_SCORE && r->d->features[i].f[RU_F_WORDS] >= SURE_WORDS;
}

static int16_t small_at(const struct reader *r, int64_t i)
{
	return (int16_t)(i < 0 || i >= (int64_t)r->count ? -MOST : r->small[i]);
}

static void add_line(const struct reader *r, struct pool *pool, uint32_t i)
{
	int16_t words = r->d->features[i].f[RU_F_WORDS];
	int64_t weight = 2 + (words < WEIGHT_MOST ? (int64_t)words : (int64_t)WEIGHT_MOST);

	pool->sum += (r->small[i] + MOST) * weight;
	pool->weight += weight;
	pool->mass += line_mass(r, i);
}

static int16_t pool_mean(const struct pool *pool)
{
	return (int16_t)(pool->weight == 0 ? -MOST : pool->sum / pool->weight - MOST);
}

static int16_t part(int64_t of, int64_t all) { return (int16_t)(all == 0 ? 0 : of * 100 / all); }

static void beside_row(const struct reader *r, uint32_t i)
{
	int16_t *f = r->d->features[i].f;
	int64_t sum = 0;

	f[RU_F_SCORE] = r->small[i];
	f[RU_F_SCORE_A1] = small_at(r, (int64_t)i - 1);
	f[RU_F_SCORE_Z1] = small_at(r, (int64_t)i + 1);
	f[RU_F_SCORE_A2] = small_at(r, (int64_t)i - 2);
	f[RU_F_SCORE_Z2] = small_at(r, (int64_t)i + 2);
	f[RU_F_SCORE_A3] = small_at(r, (int64_t)i - 3);
	f[RU_F_SCORE_Z3] = small_at(r, (int64_t)i + 3);
	for (int64_t k = (int64_t)i - NEAR; k <= (int64_t)i + NEAR; k++)
		sum += small_at(r, k) + MOST;
	f[RU_F_SCORE_NEAR] = (int16_t)(sum / (2 * NEAR + 1) - MOST);
}

/* Where each line meets the element with most of the mass; of equals the first. */
static void meeting_rows(const struct reader *r, const struct pool *pool)
{
	struct ru_draft *d = r->d;
	uint32_t main = 0;
	int64_t most = 0;

	for (uint32_t i = 0; i < r->count; i++) {
		uint32_t node = d->html.nodes[ru_draft_line(d, i)->node].parent;

		if (pool[node].mass > most) {
			most = pool[node].mass;
			main = node;
		}
	}
	for (uint32_t i = 0; i < r->count; i++)
		ru_meeting(d, i, main, &d->features[i].f[RU_F_MASS_UP], &d->features[i].f[RU_F_MASS_DOWN]);
}

/* Means over the lines whose element, or the one above it, has the same parent; pools are kept by node. */
static int holder_rows(const struct reader *r, int levels, enum ru_feature score, enum ru_feature mass)
{
	struct ru_draft *d = r->d;
	struct pool *pool = ru_arena_get_raw(d->arena, d->html.node_count, sizeof(*pool));

	if (pool == NULL)
		return RU_ENOMEM;
	/* pass 0 empties the pools that there are: most elements are nowhere near a line */
	for (int pass = 0; pass < 3; pass++)
		for (uint32_t i = 0; i < r->count; i++) {
			uint32_t node = ru_draft_line(d, i)->node;

			for (int up = 0; up < levels; up++)
				node = d->html.nodes[node].parent;
			if (pass == 0) {
				pool[node] = (struct pool){0, 0, 0};
			} else if (pass == 1) {
				add_line(r, &pool[node], i);
			} else {
				d->features[i].f[score] = pool_mean(&pool[node]);
				d->features[i].f[mass] = part(pool[node].mass, r->mass);
			}
		}
	if (levels == 1)
		meeting_rows(r, pool);
	return 0;
}

/* Words of the text in the element that holds the anchor and, of those, is the highest without line i: where the
 * article is over, all of it stands nearer to its headline and to its first paragraph than what follows. Per levels
 * between the anchor and where the two meet: 0 where the anchor's own element holds the line. */
static void anchor_words(const struct reader *r, uint32_t anchor, const int64_t *inside, int64_t out[UP_MOST + 1])
{
	uint32_t node = anchor;

	out[0] = 0;
	for (int down = 1; down <= UP_MOST; down++) {
		out[down] = inside[node];
		node = r->d->html.nodes[node].parent;
	}
}

static void near_rows(const struct reader *r, uint32_t line, const int64_t *inside, enum ru_feature share,
                      enum ru_feature words)
{
	struct ru_draft *d = r->d;
	int64_t known[UP_MOST + 1];

	if (line != RU_NONE)
		anchor_words(r, ru_draft_line(d, line)->node, inside, known);
	for (uint32_t i = 0; i < r->count; i++) {
		int16_t *f = d->features[i].f, up, down;

		f[share] = f[words] = -1;
		if (line == RU_NONE)
			continue;
		ru_meeting(d, i, ru_draft_line(d, line)->node, &up, &down);
		f[share] = part(known[down], r->mass);
		f[words] = ru_few((uint64_t)known[down], NEAR_WORDS);
	}
}

/* What stands nearer to the headline, and to the first sure paragraph, than the line. */
static int anchor_rows(const struct reader *r)
{
	const struct ru_draft *d = r->d;
	int64_t *inside = ru_arena_get(d->arena, d->html.node_count, sizeof(*inside));
	uint32_t lead = 0;

	if (inside == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < r->count; i++)
		inside[ru_draft_line(d, i)->node] += line_mass(r, i);
	for (uint32_t node = d->html.node_count - 1; node > 0; node--)
		inside[d->html.nodes[node].parent] += inside[node];
	while (lead < r->count && !is_sure(r, lead))
		lead++;
	near_rows(r, d->headline, inside, RU_F_MASS_HEAD, RU_F_MASS_HEAD_WORDS);
	near_rows(r, lead < r->count ? lead : RU_NONE, inside, RU_F_MASS_LEAD, RU_F_MASS_LEAD_WORDS);
	return 0;
}

static int group_rows(const struct reader *r)
{
	struct ru_draft *d = r->d;
	struct pool *pool = ru_arena_get(d->arena, r->count, sizeof(*pool));

	if (pool == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < r->count; i++)
		add_line(r, &pool[d->line_group[i]], i);
	for (uint32_t i = 0; i < r->count; i++)
		d->features[i].f[RU_F_SCORE_GROUP] = pool_mean(&pool[d->line_group[i]]);
	return 0;
}

static void masses(const struct reader *r)
{
	int64_t before = 0;

	for (uint32_t i = 0; i < r->count; i++) {
		int16_t *f = r->d->features[i].f;
		int64_t own = line_mass(r, i);

		f[RU_F_MASS_BEFORE] = part(before, r->mass);
		before += own;
		f[RU_F_MASS_AFTER] = part(r->mass - before, r->mass);
		f[RU_F_MASS_ALL] = ru_few((uint64_t)r->mass, 3000);
	}
}

static void sure_rows(const struct reader *r)
{
	int16_t far = FAR;

	for (uint32_t i = 0; i < r->count; i++) {
		r->d->features[i].f[RU_F_SURE_FROM] = far;
		far = is_sure(r, i) ? 1 : ru_few((uint64_t)far + 1, FAR);
	}
	far = FAR;
	for (uint32_t i = r->count; i > 0; i--) {
		r->d->features[i - 1].f[RU_F_SURE_TO] = far;
		far = is_sure(r, i - 1) ? 1 : ru_few((uint64_t)far + 1, FAR);
	}
}

int ru_scores_read(struct ru_draft *d, const int32_t *score)
{
	struct reader r = {.d = d, .count = ru_draft_line_count(d), .score = score};
	int status;

	r.small = ru_arena_get_raw(d->arena, r.count, sizeof(*r.small));
	if (r.small == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < r.count; i++) {
		int32_t s = score[i] < -MOST * STEP ? -MOST * STEP : score[i] > MOST * STEP ? MOST * STEP : score[i];

		r.small[i] = (int16_t)((s + MOST * STEP) / STEP - MOST);
		r.mass += line_mass(&r, i);
	}
	for (uint32_t i = 0; i < r.count; i++)
		beside_row(&r, i);
	status = holder_rows(&r, 1, RU_F_SCORE_PARENT, RU_F_MASS_PARENT);
	if (status == 0)
		status = holder_rows(&r, 2, RU_F_SCORE_GRAND, RU_F_MASS_GRAND);
	if (status == 0)
		status = group_rows(&r);
	if (status == 0)
		status = anchor_rows(&r);
	masses(&r);
	sure_rows(&r);
	return status;
}
