/* SPDX-License-Identifier: Apache-2.0 */
/* Features of a line by what is around it: the elements that hold it, its place on the page, the lines of its element
 * and of those above, all lines of elements that are marked up alike, and its neighbours.
 *
 * Sums over lines are prefix sums, what holds for an element and those above is carried down the tree once: linear. */
#include "article/features.h"

#include "base/hash.h"

enum { FAR = 60, UP_MOST = 30, NEVER = 99, KINDS = 9, OTHER_CLASS = 23 };

/* Kinds of markup, and the features that say how far up the next element of the kind is. */
static const struct {
	uint8_t kind;
	uint8_t feature;
} kinds[KINDS] = {{RU_BLOCK_AD, RU_F_UP_AD},
                  {RU_BLOCK_NAV, RU_F_UP_NAV},
                  {RU_BLOCK_SHARE, RU_F_UP_SHARE},
                  {RU_BLOCK_COMMENTS, RU_F_UP_COMMENTS},
                  {RU_BLOCK_AUTHOR_BOX, RU_F_UP_AUTHOR},
                  {RU_BLOCK_RELATED, RU_F_UP_RELATED},
                  {RU_BLOCK_FOOTER, RU_F_UP_FOOTER},
                  {RU_BLOCK_CAPTION, RU_F_UP_CAPTION},
                  {RU_BLOCK_OTHER, RU_F_UP_OTHER}};

/* Sums over the lines before line i. */
struct sums {
	uint32_t lines, bytes, linked, prose, words;
};

/* All lines whose element and the one above it have one tag and class each. */
struct group {
	uint32_t lines, bytes, linked, prose, words;
};

/* Per holder of lines, carried down: the nearest element around it (itself included) that ... */
struct above {
	uint32_t kind;    /* has a block kind of its own */
	uint32_t text;    /* is named as the text */
	uint32_t article; /* is <article> or <main> */
	uint8_t frame; /* 1 header, 2 footer, 3 aside, 4 nav, 5 form, 6 figure, 7 table, 8 list, 9 quotation; 0 none */
	uint16_t depth[KINDS]; /* depth of the nearest with that kind; 0 none */
};

struct reader {
	struct ru_draft *d;
	uint32_t count;
	struct sums *sum;
	struct above *above;
	struct ru_vec group; /* struct group */
	uint32_t *group_of;  /* d->line_group */
	uint32_t prose_first, prose_last, main_group, main_prose, main_node;
};

static uint8_t frame_of(uint16_t tag)
{
	switch (tag) {
	case RU_TAG_HEADER:
		return 1;
	case RU_TAG_FOOTER:
		return 2;
	case RU_TAG_ASIDE:
		return 3;
	case RU_TAG_NAV:
		return 4;
	case RU_TAG_FORM:
	case RU_TAG_BUTTON:
		return 5;
	case RU_TAG_FIGURE:
		return 6;
	case RU_TAG_TABLE:
		return 7;
	case RU_TAG_UL:
	case RU_TAG_OL:
		return 8;
	case RU_TAG_BLOCKQUOTE:
		return 9;
	default:
		return 0;
	}
}

/* Tags in an order in which neighbours mean alike, so that a model may cut anywhere. */
static int16_t tag_class(uint16_t tag)
{
	/* one more than the class; 0: any other */
	static const uint8_t classes[RU_TAG_COUNT] = {
	    [RU_TAG_P] = 1,           [RU_TAG_BLOCKQUOTE] = 2, [RU_TAG_ARTICLE] = 3, [RU_TAG_MAIN] = 3,
	    [RU_TAG_SECTION] = 3,     [RU_TAG_DIV] = 4,        [RU_TAG_BODY] = 5,    [RU_TAG_CENTER] = 5,
	    [RU_TAG_PRE] = 6,         [RU_TAG_OL] = 7,         [RU_TAG_LI] = 8,      [RU_TAG_UL] = 9,
	    [RU_TAG_DT] = 10,         [RU_TAG_DD] = 10,        [RU_TAG_DL] = 10,     [RU_TAG_H1] = 11,
	    [RU_TAG_H2] = 12,         [RU_TAG_H3] = 13,        [RU_TAG_H4] = 14,     [RU_TAG_H5] = 15,
	    [RU_TAG_H6] = 16,         [RU_TAG_TD] = 17,        [RU_TAG_TH] = 17,     [RU_TAG_TR] = 17,
	    [RU_TAG_TABLE] = 17,      [RU_TAG_SPAN] = 18,      [RU_TAG_B] = 18,      [RU_TAG_STRONG] = 18,
	    [RU_TAG_EM] = 18,         [RU_TAG_I] = 18,         [RU_TAG_A] = 19,      [RU_TAG_FIGURE] = 20,
	    [RU_TAG_FIGCAPTION] = 20, [RU_TAG_HEADER] = 21,    [RU_TAG_FOOTER] = 22, [RU_TAG_NAV] = 22,
	    [RU_TAG_ASIDE] = 22,      [RU_TAG_FORM] = 23,      [RU_TAG_LABEL] = 23,  [RU_TAG_BUTTON] = 23};

	return (int16_t)(tag < RU_TAG_COUNT && classes[tag] != 0 ? classes[tag] - 1 : OTHER_CLASS);
}

static void carry_down(struct reader *r)
{
	const struct ru_html *html = &r->d->html;

	r->above[0] = (struct above){RU_NONE, RU_NONE, RU_NONE, 0, {0}};
	for (uint32_t k = 1; k < r->d->holder_count; k++) {
		uint32_t i = r->d->holder[k];
		const struct ru_html_node *n = &html->nodes[i];
		struct above *a = &r->above[i];

		*a = r->above[n->parent];
		if (r->d->node_kind[i] < RU_BLOCK_KINDS) {
			a->kind = i;
			for (int of = 0; of < KINDS; of++)
				if (kinds[of].kind == r->d->node_kind[i])
					a->depth[of] = n->depth;
		}
		if (r->d->node_kind[i] == RU_MARKUP_TEXT)
			a->text = i;
		if (n->tag == RU_TAG_ARTICLE || n->tag == RU_TAG_MAIN)
			a->article = i;
		if (frame_of(n->tag) != 0)
			a->frame = frame_of(n->tag);
	}
}

static int16_t up_to(const struct ru_draft *d, uint32_t node, uint32_t above)
{
	return above == RU_NONE ? NEVER
	                        : ru_few((uint64_t)(d->html.nodes[node].depth - d->html.nodes[above].depth), UP_MOST);
}

static void add_up(struct reader *r)
{
	const struct ru_draft *d = r->d;

	r->sum[0] = (struct sums){0, 0, 0, 0, 0};
	r->prose_first = r->count;
	for (uint32_t i = 0; i < r->count; i++) {
		const struct ru_line *line = ru_draft_line(d, i);
		uint32_t bytes = line->end - line->begin;
		struct sums s = r->sum[i];

		s.lines++;
		s.bytes += bytes;
		s.linked += line->linked;
		s.words += line->last - line->first;
		if ((line->flags & RU_LINE_PROSE) != 0) {
			s.prose += bytes;
			if (i >= d->body_first && i < d->body_last) {
				r->prose_first = r->prose_first < i ? r->prose_first : i;
				r->prose_last = i;
			}
		}
		r->sum[i + 1] = s;
	}
}

/* The sums over the lines that stand in an element. */
static struct sums inside(const struct reader *r, uint32_t node)
{
	const struct ru_draft *d = r->d;
	struct sums a = r->sum[d->line_at[node]], b = r->sum[d->line_at[d->html.nodes[node].next]];

	return (struct sums){b.lines - a.lines, b.bytes - a.bytes, b.linked - a.linked, b.prose - a.prose,
	                     b.words - a.words};
}

static uint64_t node_key(const struct ru_draft *d, uint32_t node)
{
	return (uint64_t)d->html.nodes[node].tag << 32 | d->node_class[node];
}

static int make_groups(struct reader *r)
{
	const struct ru_draft *d = r->d;
	struct ru_index index;
	uint32_t known_node = RU_NONE, known_group = 0;
	int status = 0;

	ru_index_init(&index, d->options->al);
	status = ru_index_reserve(&index, r->count / 2);
	for (uint32_t i = 0; i < r->count && status >= 0; i++) {
		const struct ru_line *line = ru_draft_line(d, i);
		uint32_t g = known_group;
		struct group *group;

		if (line->node != known_node) {
			uint64_t key =
			    ru_hash_mix(node_key(d, line->node), node_key(d, d->html.nodes[line->node].parent));

			status = ru_index_add(&index, key, (uint32_t)r->group.len, &g);
			if (status == 0 && ru_vec_push(&r->group) == NULL)
				status = RU_ENOMEM;
			if (status < 0)
				break;
			known_node = line->node;
			known_group = g;
		}
		group = RU_VEC_AT(&r->group, struct group, g);
		group->lines++;
		group->bytes += line->end - line->begin;
		group->linked += line->linked;
		group->words += line->last - line->first;
		if ((line->flags & RU_LINE_PROSE) != 0)
			group->prose += line->end - line->begin;
		r->group_of[i] = g;
	}
	ru_index_release(&index);
	return status < 0 ? status : 0;
}

/* The group and the holder with most prose of the text. */
static void find_main(struct reader *r)
{
	const struct ru_draft *d = r->d;
	uint32_t most = 0;

	for (uint32_t i = d->body_first; i < d->body_last; i++) {
		const struct ru_line *line = ru_draft_line(d, i);
		uint32_t prose = inside(r, d->html.nodes[line->node].parent).prose;

		if ((line->flags & RU_LINE_PROSE) == 0)
			continue;
		if (prose > r->main_prose) {
			r->main_prose = prose;
			r->main_node = d->html.nodes[line->node].parent;
		}
		prose = RU_VEC_AT(&r->group, struct group, r->group_of[i])->prose;
		if (prose > most) {
			most = prose;
			r->main_group = r->group_of[i];
		}
	}
}

static void element_row(const struct reader *r, uint32_t i)
{
	const struct ru_draft *d = r->d;
	const struct ru_html_node *nodes = d->html.nodes;
	uint32_t node = ru_draft_line(d, i)->node, up = nodes[node].parent, top = nodes[up].parent;
	const struct above *a = &r->above[node];
	int16_t *f = d->features[i].f;
	uint32_t body = d->body_node;

	f[RU_F_TAG] = tag_class(nodes[node].tag);
	f[RU_F_PARENT_TAG] = tag_class(nodes[up].tag);
	f[RU_F_GRAND_TAG] = tag_class(nodes[top].tag);
	f[RU_F_CONTEXT] = ru_draft_line(d, i)->context;
	f[RU_F_OWN_KIND] = d->node_kind[node];
	f[RU_F_NEAR_KIND] = a->kind == RU_NONE ? RU_KIND_NONE : d->node_kind[a->kind];
	f[RU_F_NEAR_KIND_UP] = up_to(d, node, a->kind);
	f[RU_F_TEXT_UP] = up_to(d, node, a->text);
	f[RU_F_ARTICLE_UP] = up_to(d, node, a->article);
	for (int k = 0; k < KINDS; k++)
		f[kinds[k].feature] =
		    a->depth[k] == 0 ? NEVER : ru_few((uint64_t)(nodes[node].depth - a->depth[k]), UP_MOST);
	f[RU_F_FRAME] = a->frame;
	f[RU_F_DEPTH] = ru_few(nodes[node].depth, 60);
	f[RU_F_IN_BODY] = i >= d->body_first && i < d->body_last;
	f[RU_F_BODY_UP] = (int16_t)((int)ru_few(nodes[node].depth, 200) - (int)ru_few(nodes[body].depth, 200));
}

void ru_meeting(const struct ru_draft *d, uint32_t i, uint32_t main, int16_t *up, int16_t *down)
{
	const struct ru_html_node *nodes = d->html.nodes;
	uint32_t at = ru_draft_line(d, i)->node, depth = nodes[at].depth;

	for (int climbed = 0; at != 0 && climbed < UP_MOST && !(main >= at && main < nodes[at].next); climbed++)
		at = nodes[at].parent;
	*up = ru_few((uint64_t)(depth - nodes[at].depth), UP_MOST);
	*down =
	    nodes[main].depth < nodes[at].depth ? 0 : ru_few((uint64_t)(nodes[main].depth - nodes[at].depth), UP_MOST);
}

/* Where the line's element and those that hold it meet the one with most prose and the headline's. */
static void meeting_row(const struct reader *r, uint32_t i)
{
	const struct ru_draft *d = r->d;
	int16_t *f = d->features[i].f, down;

	f[RU_F_SAME_ARTICLE] = r->above[ru_draft_line(d, i)->node].article == r->above[r->main_node].article;
	ru_meeting(d, i, r->main_node, &f[RU_F_MAIN_UP], &f[RU_F_MAIN_DOWN]);
	f[RU_F_HEAD_UP] = NEVER;
	if (d->headline != RU_NONE)
		ru_meeting(d, i, ru_draft_line(d, d->headline)->node, &f[RU_F_HEAD_UP], &down);
}

static int16_t near(uint32_t at, uint32_t from)
{
	int64_t far = (int64_t)at - (int64_t)from;

	return (int16_t)(far > FAR ? FAR : far < -FAR ? -FAR : far);
}

static void place_row(const struct reader *r, uint32_t i)
{
	const struct ru_draft *d = r->d;
	int16_t *f = d->features[i].f;
	uint32_t before = r->sum[i].prose - r->sum[d->body_first].prose;
	uint32_t all = r->sum[d->body_last].prose - r->sum[d->body_first].prose;
	bool in = f[RU_F_IN_BODY] != 0;

	f[RU_F_FROM_HEADLINE] = d->headline == RU_NONE ? NEVER : near(i, d->headline);
	f[RU_F_FROM_FIRST] = near(i, r->prose_first);
	f[RU_F_FROM_LAST] = near(i, r->prose_last);
	f[RU_F_PLACE] = ru_share(i, r->count);
	f[RU_F_PROSE_BEFORE] = in ? ru_share(before, all) : i < d->body_first ? -1 : 101;
	f[RU_F_PROSE_AFTER] =
	    in ? ru_share(all - (r->sum[i + 1].prose - r->sum[d->body_first].prose), all) : f[RU_F_PROSE_BEFORE];
}

static void holder_row(const struct reader *r, uint32_t i)
{
	const struct ru_draft *d = r->d;
	const struct ru_html_node *nodes = d->html.nodes;
	uint32_t node = ru_draft_line(d, i)->node, up = nodes[node].parent, top = nodes[up].parent;
	struct sums own = inside(r, node), holder = inside(r, up), grand = inside(r, top);
	uint32_t page = r->sum[r->count].prose;
	const struct group *g = RU_VEC_AT(&r->group, struct group, r->group_of[i]);
	int16_t *f = d->features[i].f;

	f[RU_F_NODE_LINES] = ru_few(own.lines, 50);
	f[RU_F_NODE_PROSE] = ru_share(own.prose, page);
	f[RU_F_NODE_LINKED] = ru_share(own.linked, own.bytes);
	f[RU_F_PARENT_LINES] = ru_few(holder.lines, 100);
	f[RU_F_PARENT_PROSE] = ru_share(holder.prose, page);
	f[RU_F_PARENT_LINKED] = ru_share(holder.linked, holder.bytes);
	f[RU_F_PARENT_WORDS] = ru_few(holder.words / (holder.lines + 1), 200);
	f[RU_F_GRAND_LINES] = ru_few(grand.lines, 200);
	f[RU_F_GRAND_PROSE] = ru_share(grand.prose, page);
	f[RU_F_GRAND_LINKED] = ru_share(grand.linked, grand.bytes);
	f[RU_F_GROUP_LINES] = ru_few(g->lines, 100);
	f[RU_F_GROUP_PROSE] = ru_share(g->prose, page);
	f[RU_F_GROUP_LINKED] = ru_share(g->linked, g->bytes);
	f[RU_F_GROUP_WORDS] = ru_few(g->words / (g->lines + 1), 200);
	f[RU_F_GROUP_MAIN] = r->group_of[i] == r->main_group;
	f[RU_F_PARENT_MAIN] = ru_share(holder.prose, r->main_prose);
}

int ru_surround_read(struct ru_draft *d)
{
	struct reader r = {.d = d, .count = ru_draft_line_count(d), .main_group = RU_NONE};
	int status;

	r.sum = ru_arena_get_raw(d->arena, (size_t)r.count + 1, sizeof(*r.sum));
	r.above = ru_arena_get_raw(d->arena, d->html.node_count, sizeof(*r.above));
	r.group_of = d->line_group = ru_arena_get_raw(d->arena, r.count, sizeof(*r.group_of));
	if (r.sum == NULL || r.above == NULL || r.group_of == NULL)
		return RU_ENOMEM;
	ru_vec_init(&r.group, d->options->al, sizeof(struct group), 0);
	carry_down(&r);
	add_up(&r);
	status = make_groups(&r);
	if (status == 0)
		find_main(&r);
	for (uint32_t i = 0; i < r.count && status == 0; i++) {
		element_row(&r, i);
		meeting_row(&r, i);
		place_row(&r, i);
		holder_row(&r, i);
	}
	ru_vec_release(&r.group);
	return status;
}
