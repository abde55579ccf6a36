/* SPDX-License-Identifier: Apache-2.0 */
/* What stands in a row or behind a rule. Boxes in a row: elements of one tag and class under one parent, as sites tell
 * of other stories. What tells a row of boxes from the sections of an article is that most of them hold a line that is
 * a link.
 *
 * The rows are found with one look at each element, and carried down the tree: linear. */
#include "article/features.h"

#include "base/hash.h"

enum { ROW_LEAST = 3, TITLE_WORDS = 3, CARDS_MOST = 40, UP_MOST = 30, RULES_MOST = 5, NEVER = 99 };

/* Elements of one tag and class under one parent that hold lines. */
struct row {
	uint32_t boxes;
	uint32_t linked; /* of these hold a line that is a link */
	uint32_t prose;  /* hold prose */
};

struct reader {
	struct ru_draft *d;
	uint32_t *links, *prose; /* of the lines before line i */
	uint32_t *row_of;        /* per holder of lines: its row */
	uint32_t *box;           /* per holder, carried down: the nearest box around it, itself included; 0: none */
	struct ru_vec rows;      /* struct row */
};

static void count_lines(const struct reader *r)
{
	const struct ru_draft *d = r->d;

	r->links[0] = r->prose[0] = 0;
	for (uint32_t i = 0; i < ru_draft_line_count(d); i++) {
		const struct ru_line *line = ru_draft_line(d, i);
		bool link = line->linked * 10 >= (line->end - line->begin) * 9;

		r->links[i + 1] = r->links[i] + (link && line->last - line->first >= TITLE_WORDS);
		r->prose[i + 1] = r->prose[i] + ((line->flags & RU_LINE_PROSE) != 0);
	}
}

static uint64_t row_key(const struct ru_draft *d, uint32_t node)
{
	const struct ru_html_node *n = &d->html.nodes[node];

	return ru_hash_mix((uint64_t)n->parent << 32 | n->tag, d->node_class[node]);
}

static int find_rows(struct reader *r)
{
	const struct ru_draft *d = r->d;
	struct ru_index index;
	int status = 0;

	ru_index_init(&index, d->options->al);
	status = ru_index_reserve(&index, ru_draft_line_count(d));
	for (uint32_t k = 1; k < d->holder_count && status >= 0; k++) {
		uint32_t i = d->holder[k], first = d->line_at[i], last = d->line_at[d->html.nodes[i].next];
		struct row *row;

		status = ru_index_add(&index, row_key(d, i), (uint32_t)r->rows.len, &r->row_of[i]);
		if (status == 0 && ru_vec_push(&r->rows) == NULL)
			status = RU_ENOMEM;
		if (status < 0)
			break;
		row = RU_VEC_AT(&r->rows, struct row, r->row_of[i]);
		row->boxes++;
		row->linked += r->links[last] > r->links[first];
		row->prose += r->prose[last] > r->prose[first];
	}
	ru_index_release(&index);
	return status < 0 ? status : 0;
}

static void carry_down(const struct reader *r)
{
	const struct ru_draft *d = r->d;

	r->box[0] = 0;
	for (uint32_t k = 1; k < d->holder_count; k++) {
		uint32_t i = d->holder[k];
		bool is_box = RU_VEC_AT(&r->rows, const struct row, r->row_of[i])->boxes >= ROW_LEAST;

		r->box[i] = is_box ? i : r->box[d->html.nodes[i].parent];
	}
}

/* The box is looked for from the element around the line's own: a paragraph stands in a row with others anyway. */
static void card_row(const struct reader *r, uint32_t i)
{
	const struct ru_draft *d = r->d;
	uint32_t node = ru_draft_line(d, i)->node, box = r->box[d->html.nodes[node].parent];
	int16_t *f = d->features[i].f;
	const struct row *row;

	f[RU_F_CARDS_UP] = NEVER;
	if (box == 0)
		return;
	row = RU_VEC_AT(&r->rows, const struct row, r->row_of[box]);
	f[RU_F_CARDS] = ru_few(row->boxes, CARDS_MOST);
	f[RU_F_CARDS_LINKED] = ru_share(row->linked, row->boxes);
	f[RU_F_CARDS_PROSE] = ru_share(row->prose, row->boxes);
	f[RU_F_CARDS_UP] = ru_few((uint64_t)(d->html.nodes[node].depth - d->html.nodes[box].depth), UP_MOST);
}

/* How many <hr> stand between the headline, or the first line of the text, and the line: notes stand behind one. */
static void rule_rows(const struct ru_draft *d)
{
	uint32_t first = d->headline != RU_NONE ? d->headline : d->body_first, node = 0;
	int16_t rules = 0;

	for (uint32_t i = first; i < ru_draft_line_count(d) && d->has_rules; i++) {
		uint32_t end = ru_draft_line(d, i)->text_node;

		for (node = i == first ? end : node; node < end; node++)
			if (d->html.nodes[node].kind == RU_NODE_ELEMENT && d->html.nodes[node].tag == RU_TAG_HR)
				rules = ru_few((uint64_t)rules + 1, RULES_MOST);
		d->features[i].f[RU_F_RULES] = rules;
	}
}

int ru_cards_read(struct ru_draft *d)
{
	struct reader r = {.d = d};
	uint32_t count = ru_draft_line_count(d);
	int status;

	r.links = ru_arena_get_raw(d->arena, (size_t)count + 1, sizeof(*r.links));
	r.prose = ru_arena_get_raw(d->arena, (size_t)count + 1, sizeof(*r.prose));
	r.row_of = ru_arena_get_raw(d->arena, d->html.node_count, sizeof(*r.row_of));
	r.box = ru_arena_get_raw(d->arena, d->html.node_count, sizeof(*r.box));
	if (r.links == NULL || r.prose == NULL || r.row_of == NULL || r.box == NULL)
		return RU_ENOMEM;
	ru_vec_init(&r.rows, d->options->al, sizeof(struct row), 0);
	count_lines(&r);
	status = find_rows(&r);
	if (status == 0)
		carry_down(&r);
	for (uint32_t i = 0; i < count && status == 0; i++)
		card_row(&r, i);
	rule_rows(d);
	ru_vec_release(&r.rows);
	return status;
}
