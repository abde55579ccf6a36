/* SPDX-License-Identifier: Apache-2.0 */
/* Features of a line by the lines before and behind it, once those of the lines themselves are known. Linear. */
#include "article/features.h"

enum { FAR = 60 };

static bool same_holder(const struct ru_draft *d, uint32_t i, uint32_t k)
{
	uint32_t a = ru_draft_line(d, i)->node, b = ru_draft_line(d, k)->node;

	return a == b || d->html.nodes[a].parent == d->html.nodes[b].parent;
}

static void beside_row(const struct ru_draft *d, uint32_t i)
{
	uint32_t count = ru_draft_line_count(d);
	int16_t *f = d->features[i].f;
	const int16_t *other;

	f[RU_F_BEFORE_WORDS] = f[RU_F_BEHIND_WORDS] = f[RU_F_BEFORE2_WORDS] = f[RU_F_BEHIND2_WORDS] = -1;
	if (i > 0) {
		other = d->features[i - 1].f;
		f[RU_F_BEFORE_WORDS] = other[RU_F_WORDS];
		f[RU_F_BEFORE_LINKED] = other[RU_F_LINKED];
		f[RU_F_BEFORE_PROSE] = other[RU_F_PROSE];
		f[RU_F_BEFORE_LABEL] = other[RU_F_LABEL];
		f[RU_F_BEFORE_KIND] = other[RU_F_NEAR_KIND];
		f[RU_F_BEFORE_SHAPE] = other[RU_F_SHAPE];
		f[RU_F_BEFORE_SAME] = same_holder(d, i, i - 1);
	}
	if (i > 1) {
		f[RU_F_BEFORE2_WORDS] = d->features[i - 2].f[RU_F_WORDS];
		f[RU_F_BEFORE2_LINKED] = d->features[i - 2].f[RU_F_LINKED];
	}
	if (i + 1 < count) {
		other = d->features[i + 1].f;
		f[RU_F_BEHIND_WORDS] = other[RU_F_WORDS];
		f[RU_F_BEHIND_LINKED] = other[RU_F_LINKED];
		f[RU_F_BEHIND_PROSE] = other[RU_F_PROSE];
		f[RU_F_BEHIND_LABEL] = other[RU_F_LABEL];
		f[RU_F_BEHIND_KIND] = other[RU_F_NEAR_KIND];
		f[RU_F_BEHIND_SHAPE] = other[RU_F_SHAPE];
		f[RU_F_BEHIND_SAME] = same_holder(d, i, i + 1);
	}
	if (i + 2 < count) {
		f[RU_F_BEHIND2_WORDS] = d->features[i + 2].f[RU_F_WORDS];
		f[RU_F_BEHIND2_LINKED] = d->features[i + 2].f[RU_F_LINKED];
	}
}

/* How far the nearest prose is, before and behind, the heading before, and the last line that is a link. */
static void distances(const struct ru_draft *d)
{
	uint32_t count = ru_draft_line_count(d);
	int16_t prose = FAR, heading = FAR, links = FAR, heads = 0, linked = -1;
	uint32_t head_group = d->headline == RU_NONE ? RU_NONE : d->line_group[d->headline];

	for (uint32_t i = 0; i < count; i++) {
		int16_t *f = d->features[i].f;

		if (d->line_group[i] == head_group && i > d->headline)
			heads = ru_few((uint64_t)heads + 1, 10);
		f[RU_F_HEADS] = heads;
		f[RU_F_PROSE_FROM] = prose;
		f[RU_F_HEADING_FROM] = heading;
		f[RU_F_LINKS_FROM] = links;
		f[RU_F_HEADING_LINKED] = linked;
		prose = f[RU_F_PROSE] != 0 ? 1 : ru_few((uint64_t)prose + 1, FAR);
		heading = f[RU_F_SHAPE] == RU_SHAPE_HEADING ? 1 : ru_few((uint64_t)heading + 1, FAR);
		links = f[RU_F_LINKED] >= 90 ? 1 : ru_few((uint64_t)links + 1, FAR);
		if (i == d->headline)
			linked = 0;
		else if (f[RU_F_SHAPE] == RU_SHAPE_HEADING)
			linked = f[RU_F_LINKED];
	}
	prose = FAR;
	for (uint32_t i = count; i > 0; i--) {
		int16_t *f = d->features[i - 1].f;

		f[RU_F_PROSE_TO] = prose;
		prose = f[RU_F_PROSE] != 0 ? 1 : ru_few((uint64_t)prose + 1, FAR);
	}
}

void ru_neighbours_read(struct ru_draft *d)
{
	for (uint32_t i = 0; i < ru_draft_line_count(d); i++)
		beside_row(d, i);
	distances(d);
}
