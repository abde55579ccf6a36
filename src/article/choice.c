/* SPDX-License-Identifier: Apache-2.0 */
/* Which lines are the article: what the rules of kinds.c have said goes to the block model with everything else, and
 * its scores decide, for all lines together (stretches.c). The rules stay where the model has no say: what was said
 * before on the page is never said twice, what is in a comment is a comment, and each line keeps the kind that its
 * furniture words and its markup give it.
 *
 * Linear. Without a model the rules stand alone. */
#include "article/choice.h"

#include "article/block_model.h"

enum {
	SAID_WORDS = 20,
	SAID_IN_TEXT = 40,
	LISTED_WORDS = 70,
	SURE = 175,
	ITEM_SCORE = 500,
	CERTAIN = 500,
	LONG_LINE = 8,
	ENOUGH_WORDS = 40,
	SOME_COMMENTS = 3,
	TABLE_UP = 8,
	BYLINE_WORDS = 12,
	HEAD_LINES = 3,
	KICKER_LINES = 2,
	HEAD_WORDS = 5,
	LINK_WORDS = 8
};

static bool in_text(uint8_t kind) { return kind < RU_BLOCK_CAPTION && kind != RU_BLOCK_HEADLINE; }

static void kind_rows(struct ru_draft *d)
{
	uint32_t count = ru_draft_line_count(d);

	for (uint32_t i = 0; i < count; i++) {
		int16_t *f = d->features[i].f;

		f[RU_F_KIND] = ru_draft_line(d, i)->kind;
		f[RU_F_KIND_BEFORE] = i > 0 ? ru_draft_line(d, i - 1)->kind : -1;
		f[RU_F_KIND_BEHIND] = i + 1 < count ? ru_draft_line(d, i + 1)->kind : -1;
	}
}

/* What a line that the rules kept out is, now that it is in. */
static uint8_t kind_inside(const struct ru_draft *d, uint32_t i, uint32_t first)
{
	const struct ru_line *line = ru_draft_line(d, i);
	const int16_t *f = d->features[i].f;

	if (line->shape != RU_SHAPE_TEXT && line->shape != RU_SHAPE_CAPTION)
		return ru_kind_of_shape(line->shape, f[RU_F_FRAME] == 7);
	if (d->headline != RU_NONE && i > d->headline && i < first && f[RU_F_SCORE_GROUP] < f[RU_F_SCORE])
		return RU_BLOCK_STANDFIRST;
	if (f[RU_F_STRONG] >= 90 && f[RU_F_FLAGS_END] == 0 && f[RU_F_WORDS] <= 16)
		return RU_BLOCK_SUBHEAD;
	return RU_BLOCK_BODY;
}

/* What a line that the rules took for the text is, now that it is out. */
uint8_t ru_choice_outside(const struct ru_draft *d, uint32_t i)
{
	const struct ru_line *line = ru_draft_line(d, i);

	if (d->features[i].f[RU_F_LABEL] < RU_BLOCK_KINDS)
		return (uint8_t)d->features[i].f[RU_F_LABEL];
	if (line->context < RU_BLOCK_KINDS && line->context >= RU_BLOCK_CAPTION)
		return line->context;
	return line->linked * 2 > line->end - line->begin ? RU_BLOCK_RELATED : RU_BLOCK_OTHER;
}

/* Lines that are never part of the text, however sure the model is. */
static bool never(const struct ru_draft *d, uint32_t i, int32_t score)
{
	const struct ru_line *line = ru_draft_line(d, i);
	const int16_t *f = d->features[i].f;

	switch (line->kind) {
	case RU_BLOCK_AD:
		if (f[RU_F_PROSE] == 0)
			return true;
		/* fall through */
	case RU_BLOCK_COMMENTS:
		/* Class names deceive: a blog calls its own posts "comment-body". Words do not. */
		if (score <= SURE || f[RU_F_LABEL] == line->kind)
			return true;
		break;
	case RU_BLOCK_SEE_ALSO:
		/* a paragraph that is one link as long as a headline: "SHOP BURNS DOWN IN THE OLD HARBOUR OF LINDE" */
		if (f[RU_F_LINKED] >= 90 && f[RU_F_SHAPE] == RU_SHAPE_TEXT && f[RU_F_WORDS] >= LINK_WORDS)
			return true;
		break;
	case RU_BLOCK_HEADLINE:
	case RU_BLOCK_AUTHOR_BOX:
	case RU_BLOCK_BLURB:
	case RU_BLOCK_DISCLAIMER:
	case RU_BLOCK_CREDIT:
	case RU_BLOCK_FOOTER:
		return true;
	default:
		break;
	}
	if (f[RU_F_LABEL] == RU_BLOCK_AUTHOR_BOX)
		return f[RU_F_PROSE] == 0;
	/* Words that lead the line, or that no sentence of an article holds; a whole line may be one by chance. */
	if (f[RU_F_LABEL] < RU_BLOCK_KINDS && f[RU_F_POSITION] != RU_AT_WHOLE && f[RU_F_POSITION] != RU_AT_HEAD)
		return true;
	if ((line->flags & (RU_LINE_HIDDEN | RU_LINE_PROSE)) == RU_LINE_HIDDEN)
		return true;
	/* a menu beside or over the headline, in pages laid out with tables */
	if (d->headline != RU_NONE && i < d->headline && line->shape == RU_SHAPE_CELL &&
	    line->linked * 10 >= (line->end - line->begin) * 9)
		return true;
	/* A question may be asked twice in an interview, and a dish be on the list of two days; a paragraph is not. */
	if (f[RU_F_GROUP_MAIN] == 0)
		return f[RU_F_SAID] >= 80 && f[RU_F_WORDS] >= SAID_WORDS;
	return f[RU_F_SAID] >= 80 && f[RU_F_WORDS] >= (score > CERTAIN ? LISTED_WORDS : SAID_IN_TEXT);
}

static uint32_t table_of(const struct ru_draft *d, uint32_t i)
{
	uint32_t node = ru_draft_line(d, i)->node;

	for (int up = 0; up < TABLE_UP && node != 0 && d->html.nodes[node].tag != RU_TAG_TABLE; up++)
		node = d->html.nodes[node].parent;
	return d->html.nodes[node].tag == RU_TAG_TABLE ? node : 0;
}

/* Whether line i is the next cell of a table of which the cell before is in. */
static bool goes_on(const struct ru_draft *d, uint32_t i)
{
	return ru_draft_line(d, i)->shape == RU_SHAPE_CELL && i > 0 &&
	       ru_draft_line(d, i - 1)->kind == RU_BLOCK_TABLE && table_of(d, i) != 0 &&
	       table_of(d, i) == table_of(d, i - 1);
}

static bool begins_with(const struct ru_draft *d, const struct ru_line *line, struct ru_str table)
{
	uint32_t used;

	return line->first < line->last && ru_phrase_at(d, ru_table_find(table), line->first, &used, NULL) != NULL;
}

/* "Diposting 5 hari yang lalu oleh admin": a short line before the text that begins as a byline or a time stamp does.
 */
static bool is_byline(const struct ru_draft *d, uint32_t i)
{
	const struct ru_line *line = ru_draft_line(d, i);

	return d->features[i].f[RU_F_FROM_FIRST] < 0 && (line->flags & RU_LINE_END) == 0 &&
	       line->last - line->first <= BYLINE_WORDS &&
	       (begins_with(d, line, RU_S("bylines")) || begins_with(d, line, RU_S("stamp_words")));
}

/* A few words right under the headline and before the text, or right over it: who wrote it, a kicker, where the page
 * stands on the site. */
static bool is_at_headline(const struct ru_draft *d, uint32_t i)
{
	const int16_t *f = d->features[i].f;
	int16_t from = f[RU_F_FROM_HEADLINE];

	if (f[RU_F_SHAPE] != RU_SHAPE_TEXT || f[RU_F_FLAGS_END] != 0 || f[RU_F_FROM_FIRST] >= 0)
		return false;
	return from <= HEAD_LINES && from >= -KICKER_LINES && f[RU_F_WORDS] <= HEAD_WORDS;
}

/* A line over the headline that is no sentence: the site's name and what it says of itself. */
static bool is_over_headline(const struct ru_draft *d, uint32_t i)
{
	return d->headline != RU_NONE && i < d->headline && ru_draft_line(d, i)->shape == RU_SHAPE_TEXT;
}

/* Short lines that the rules are right to keep out: a date and what stands with it, small print, a link that "Baca
 * juga:" announced. */
static bool announced(const struct ru_draft *d, uint32_t i)
{
	const struct ru_line *line = ru_draft_line(d, i);

	if ((line->flags & RU_LINE_PROSE) != 0)
		return false;
	if (line->kind == RU_BLOCK_SEE_ALSO && i > 0 && d->features[i - 1].f[RU_F_LABEL] == RU_BLOCK_SEE_ALSO)
		return true;
	if ((line->flags & RU_LINE_SMALL) != 0 || d->node_kind[line->node] == RU_MARKUP_TIME || is_byline(d, i) ||
	    is_at_headline(d, i) || is_over_headline(d, i))
		return true;
	return ru_is_date_line(d, i);
}

/* A line of a feed's item that neither words nor links speak against: the item is the article, and the model knows
 * whole pages only. */
static bool is_of_item(const struct ru_draft *d, uint32_t i)
{
	const struct ru_line *line = ru_draft_line(d, i);

	return d->page->is_content && d->features[i].f[RU_F_LABEL] >= RU_BLOCK_KINDS &&
	       line->linked * 5 < line->end - line->begin && (in_text(line->kind) || line->kind == RU_BLOCK_OTHER);
}

/* The score of a line, or RU_NEVER_TEXT where a rule keeps it out. Most lines are not likely, and reading each for a
 * date would take long. */
static int32_t ruled_score(const struct ru_draft *d, uint32_t i, int32_t score)
{
	if (never(d, i, score) || (score > 0 && !in_text(ru_draft_line(d, i)->kind) && announced(d, i)))
		return RU_NEVER_TEXT;
	return is_of_item(d, i) && score < ITEM_SCORE ? ITEM_SCORE : score;
}

static uint32_t line_words(const struct ru_draft *d, uint32_t i)
{
	return ru_draft_line(d, i)->last - ru_draft_line(d, i)->first;
}

/* Whether the markup around a line calls it comments; a heading or a word over it may be part of the text. */
static bool in_comments(const struct ru_draft *d, uint32_t i)
{
	const struct ru_line *line = ru_draft_line(d, i);

	return line->kind == RU_BLOCK_COMMENTS && line->context == RU_BLOCK_COMMENTS;
}

/* What several readers write behind a text is no part of it: their comments are sentences like those of the text, and
 * a short one is outweighed by them. Behind less than a short article class names may deceive. */
static void keep_comments_out(const struct ru_draft *d, int32_t *ruled)
{
	uint32_t count = ru_draft_line_count(d), comments = 0, before = 0;

	for (uint32_t i = 0; i < count; i++)
		comments += in_comments(d, i) && line_words(d, i) >= LONG_LINE;
	if (comments < SOME_COMMENTS)
		return;
	for (uint32_t i = 0; i < count; i++) {
		if (in_comments(d, i) && before >= ENOUGH_WORDS)
			ruled[i] = RU_NEVER_TEXT;
		else if (ruled[i] > 0 && line_words(d, i) >= LONG_LINE &&
		         ru_draft_line(d, i)->kind != RU_BLOCK_COMMENTS)
			before += line_words(d, i);
	}
}

static int choose(struct ru_draft *d, const int32_t *score)
{
	uint32_t count = ru_draft_line_count(d), first = d->body_first;
	int32_t *ruled = ru_arena_get_raw(d->arena, count, sizeof(*ruled));
	bool *in = ru_arena_get(d->arena, count, sizeof(*in));
	int status;

	if (ruled == NULL || in == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < count; i++)
		ruled[i] = ruled_score(d, i, score[i]);
	keep_comments_out(d, ruled);
	status = ru_stretches_find(d, ruled, in);
	if (status != 0)
		return status;
	ru_stretches_take_code(d, in);
	d->body_first = d->body_last = 0;
	for (uint32_t i = 0; i < count; i++) {
		struct ru_line *line = ru_draft_line(d, i);

		if (!in[i] && line->linked == 0 && !never(d, i, score[i]) && goes_on(d, i))
			in[i] = true;
		if (in[i] && !in_text(line->kind))
			line->kind = kind_inside(d, i, first);
		else if (!in[i] && in_text(line->kind))
			line->kind = ru_choice_outside(d, i);
		if (!in[i])
			continue;
		if (d->body_last == 0)
			d->body_first = i;
		d->body_last = i + 1;
	}
	return 0;
}

int ru_choice_make(struct ru_draft *d)
{
	struct ru_block_model model;
	uint32_t count = ru_draft_line_count(d);
	int32_t *score;
	bool found;
	int status = ru_block_model_open(&model, &found, d);

	kind_rows(d);
	if (status != 0 || !found)
		return status;
	score = ru_arena_get(d->arena, count, sizeof(*score));
	if (score == NULL)
		return RU_ENOMEM;
	status = ru_terms_read(d, &model);
	if (status != 0)
		return status;
	ru_block_scores(&model, 0, d->features, count, score);
	status = ru_scores_read(d, score);
	if (status != 0)
		return status;
	memset(score, 0, count * sizeof(*score));
	ru_block_scores(&model, 1, d->features, count, score);
	return choose(d, score);
}
