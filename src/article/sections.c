/* SPDX-License-Identifier: Apache-2.0 */
/* Features of a line by the section it stands in: what was announced ("Veja também", "Related") by a line whose element
 * stands in an element that holds this line too. Fed the rows with their labels. Linear: sections that a line has left
 * are never looked at again. */
#include "article/features.h"

enum { FAR = 60, UP_MOST = 30, SHORT_WORDS = 6 };

struct section {
	uint32_t line, holder;
	int16_t label;
};

/* Whether the line announces what stands behind it, not only what it is itself. */
static bool announces(const int16_t *f)
{
	if (f[RU_F_LABEL] >= RU_BLOCK_KINDS)
		return false;
	return f[RU_F_POSITION] == RU_AT_SECTION ||
	       (f[RU_F_WORDS] <= SHORT_WORDS && (f[RU_F_POSITION] == RU_AT_START || f[RU_F_POSITION] == RU_AT_WHOLE));
}

int ru_sections_read(struct ru_draft *d)
{
	const struct ru_html_node *nodes = d->html.nodes;
	uint32_t count = ru_draft_line_count(d), open = 0;
	struct section *stack = ru_arena_get_raw(d->arena, count, sizeof(*stack));

	if (stack == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < count; i++) {
		int16_t *f = d->features[i].f;
		uint32_t node = ru_draft_line(d, i)->node;

		while (open > 0 && (node < stack[open - 1].holder || node >= nodes[stack[open - 1].holder].next))
			open--;
		f[RU_F_SECTION] = RU_KIND_NONE;
		f[RU_F_SECTION_FROM] = FAR;
		f[RU_F_SECTION_UP] = UP_MOST;
		if (open > 0) {
			const struct section *s = &stack[open - 1];

			f[RU_F_SECTION] = s->label;
			f[RU_F_SECTION_FROM] = ru_few(i - s->line, FAR);
			f[RU_F_SECTION_UP] = ru_few((uint64_t)(nodes[node].depth - nodes[s->holder].depth), UP_MOST);
		}
		if (!announces(f))
			continue;
		while (open > 0 && stack[open - 1].holder == nodes[node].parent)
			open--;
		stack[open++] = (struct section){i, nodes[node].parent, f[RU_F_LABEL]};
	}
	return 0;
}
