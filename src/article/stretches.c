/* SPDX-License-Identifier: Apache-2.0 */
/* Where the text begins, pauses and ends.
 *
 * An article is a few long stretches of lines. A line or two that look like text far from it are the summary of another
 * story or a note of the site, so the stretches are chosen together: of all ways to let the text begin, pause, go on
 * and end the one is taken whose scores, less what its pauses cost, sum up to most (Viterbi 1967). To go on after a
 * pause costs something at once and for each line of it, up to a most. Before the first stretch each line is taken by
 * its own score: the summary under a headline is parted from the text by who wrote it, when, and a picture. Lines
 * inside a stretch that their own scores speak against stay out.
 *
 * Fed the score of each line in 1/256 nat; gives which lines are text. Linear. */
#include "article/choice.h"

enum { LINE_MOST = 500, AGAIN = 80, PAUSE_LINE = 20, PAUSE_MOST = 600 };

enum state { BEFORE, INSIDE, PAUSE, LONG_PAUSE, BEHIND, STATES };

/* From which state each state of a line was reached. */
struct step {
	uint8_t from[STATES];
};

/* What it costs to come from a state to another; NEVER where there is no way. */
enum { NEVER = INT32_MAX };
static const int32_t cost[STATES][STATES] = {
    [BEFORE] = {0, 0, NEVER, NEVER, NEVER},
    [INSIDE] = {NEVER, 0, PAUSE_LINE, PAUSE_MOST, 0},
    [PAUSE] = {NEVER, AGAIN, PAUSE_LINE, NEVER, NEVER},
    [LONG_PAUSE] = {NEVER, AGAIN, NEVER, 0, NEVER},
    [BEHIND] = {NEVER, NEVER, NEVER, NEVER, 0},
};

static const int64_t none = INT64_MIN / 4;

/* The best sum of each state at the next line, whose value is added where the line is inside. Of equals the later
 * state. */
static void go_on(int64_t best[STATES], struct step *step, int32_t score)
{
	int64_t next[STATES];

	for (int to = 0; to < STATES; to++) {
		next[to] = none;
		step->from[to] = BEFORE;
		for (int from = 0; from < STATES; from++)
			if (cost[from][to] != NEVER && best[from] - cost[from][to] >= next[to]) {
				next[to] = best[from] - cost[from][to];
				step->from[to] = (uint8_t)from;
			}
	}
	if (score == RU_NEVER_TEXT)
		next[INSIDE] = none;
	else
		next[INSIDE] += score < -LINE_MOST ? -LINE_MOST : score > LINE_MOST ? LINE_MOST : score;
	for (int k = 0; k < STATES; k++)
		best[k] = next[k] < none ? none : next[k];
}

int ru_stretches_find(struct ru_draft *d, const int32_t *score, bool *in)
{
	uint32_t count = ru_draft_line_count(d);
	struct step *step = ru_arena_get_raw(d->arena, count, sizeof(*step));
	int64_t best[STATES] = {0, none, none, none, none};
	uint8_t state = BEFORE;

	if (step == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < count; i++)
		go_on(best, &step[i], score[i]);
	if (best[INSIDE] > best[state])
		state = INSIDE;
	if (best[BEHIND] > best[state])
		state = BEHIND;
	for (uint32_t i = count; i > 0; i--) {
		bool summary = state == BEFORE && (d->headline == RU_NONE || i - 1 > d->headline);

		in[i - 1] = (state == INSIDE || summary) && score[i - 1] > 0;
		state = step[i - 1].from[state];
	}
	return 0;
}

/* A block of code is one thing, and no words tell what it is about: it is in where the text goes on around it. */
void ru_stretches_take_code(const struct ru_draft *d, bool *in)
{
	uint32_t count = ru_draft_line_count(d), last = count;
	bool before = false;

	while (last > 0 && (!in[last - 1] || ru_draft_line(d, last - 1)->shape == RU_SHAPE_CODE))
		last--;
	for (uint32_t i = 0, end; i < count; i = end) {
		bool above = i > 0 && in[i - 1], below;

		end = i + 1;
		if (ru_draft_line(d, i)->shape != RU_SHAPE_CODE) {
			before = before || in[i];
			continue;
		}
		while (end < count && ru_draft_line(d, end)->shape == RU_SHAPE_CODE)
			end++;
		below = end < count && in[end];
		for (uint32_t k = i; k < end; k++)
			in[k] = ((above && end < last) || (below && before)) &&
			        (ru_draft_line(d, k)->flags & RU_LINE_HIDDEN) == 0;
	}
}
