/* SPDX-License-Identifier: Apache-2.0 */
/* The language of a page and its passages: each block of the text weighed for itself and all together; a block is in
 * another language than the page only where it says so clearly, and what the page itself states decides only between
 * close ones. */
#include "language/language.h"

#include "language/guess.h"

enum {
	LETTERS = 300,       /* looked at, evenly over the blocks, where they make the language certain */
	LETTERS_MOST = 3000, /* and where they do not */
	FIRST_LETTERS = 24,  /* of each block, at least */
	BLOCK_LETTERS = 64,  /* more, of a block that does not seem to be in the page's language */
	BLOCKS = 48,         /* weighed on one page; more are sampled */
	CERTAIN = 20,        /* nats by which the page's language must lead */
	BLOCK_LEAD = 12,     /* nats by which a block must contradict the page */
	BLOCK_LEAST = 30,    /* letters of a block that may contradict */
	STATED_BEHIND = 15   /* nats within which a stated language is believed */
};

static uint32_t confidence_of(uint32_t lead) { return lead * 100 / (lead + 3); }

struct ru_str ru_language_guess(const struct ru_packs *packs, struct ru_str text, uint32_t *confidence)
{
	struct ru_guesser guesser;
	struct ru_guess guess;
	uint32_t lead;
	memset(&guess, 0, sizeof(guess));
	ru_guesser_init(&guesser, packs);
	size_t read = ru_guess_feed(&guess, &guesser, text, LETTERS);
	struct ru_str tag = ru_guess_best(&guess, &guesser, &lead);
	for (uint32_t all = LETTERS; lead < CERTAIN && read < text.len && all < LETTERS_MOST; all *= 2) {
		read += ru_guess_feed(&guess, &guesser, ru_str_cut(text, read, text.len), all);
		tag = ru_guess_best(&guess, &guesser, &lead);
	}
	*confidence = confidence_of(lead);
	return tag;
}

/* A block of the text, and the language found for it. */
struct part {
	struct ru_range at;
	struct ru_str language; /* empty: that of the page */
};

/* What was found of one of the parts that are weighed. */
struct sample {
	struct ru_guess guess;
	size_t read; /* bytes of the part */
};

struct reading {
	const struct ru_article *article;
	struct ru_guesser guesser;
	struct ru_guess page;
	struct ru_vec parts;   /* struct part */
	struct ru_vec samples; /* struct sample, of every step-th part */
};

static bool is_text(const struct ru_block *block)
{
	return ru_block_kind_is_read(block->kind) && block->parent == RU_NONE && block->kind != RU_BLOCK_CODE;
}

static int list_parts(struct reading *r)
{
	for (uint32_t i = 0; i < r->article->block_count; i++) {
		const struct ru_block *block = &r->article->blocks[i];
		if (!is_text(block) || block->at.begin >= block->at.end)
			continue;
		struct part *part = ru_vec_push(&r->parts);
		if (part == NULL)
			return RU_ENOMEM;
		part->at = block->at;
	}
	return 0;
}

static struct ru_str part_text(const struct reading *r, const struct part *part)
{
	return ru_str_cut(r->article->text, part->at.begin, part->at.end);
}

/* Every step-th part is weighed, so that the cost of a page of ten thousand lines stays that of a long article. */
static size_t step_of(const struct reading *r) { return 1 + r->parts.len / BLOCKS; }

static void weigh_sample(const struct reading *r, struct sample *sample, const struct part *part, uint32_t letters)
{
	struct ru_str text = part_text(r, part);
	if (sample->read < text.len)
		sample->read +=
		    ru_guess_feed(&sample->guess, &r->guesser, ru_str_cut(text, sample->read, text.len), letters);
}

/* Weigh up to `letters` more of each part that is sampled. */
static int weigh_more(struct reading *r, uint32_t letters)
{
	memset(&r->page, 0, sizeof(r->page));
	for (size_t i = 0, n = 0; i < r->parts.len; i += step_of(r), n++) {
		struct sample *sample =
		    n < r->samples.len ? RU_VEC_AT(&r->samples, struct sample, n) : ru_vec_push(&r->samples);
		if (sample == NULL)
			return RU_ENOMEM;
		weigh_sample(r, sample, RU_VEC_AT(&r->parts, struct part, i), letters);
		ru_guess_add(&r->page, &sample->guess);
	}
	return 0;
}

/* A few hundred letters name most languages; near relatives need more: twice as many each time. */
static int weigh_page(struct reading *r)
{
	uint32_t lead, count = (uint32_t)(r->parts.len / step_of(r)) + 1;
	uint32_t each = LETTERS / count > FIRST_LETTERS ? LETTERS / count : FIRST_LETTERS, all = each;
	int rc = weigh_more(r, each);
	for (; rc == 0 && all * count < LETTERS_MOST; all += each, each = all) {
		(void)ru_guess_best(&r->page, &r->guesser, &lead);
		if (lead >= CERTAIN)
			break;
		rc = weigh_more(r, each);
	}
	return rc;
}

/* The page's language, with the stated one where it is close. */
static struct ru_str page_language(const struct reading *r, uint32_t *lead)
{
	struct ru_str best = ru_guess_best(&r->page, &r->guesser, lead);
	struct ru_str rest = r->article->language_stated, stated;
	if (rest.len == 0 || ru_str_eq(best, RU_S("und")) || !ru_str_split(&rest, '-', &stated))
		return best;
	if (stated.len > 3 || ru_str_eq_nocase(best, stated))
		return best;
	for (uint32_t i = 0; i < r->guesser.model.languages; i++) {
		struct ru_str tag = ru_model_tag(&r->guesser.model, i);
		if (ru_str_eq_nocase(tag, stated) && ru_guess_behind(&r->page, &r->guesser, tag) <= STATED_BEHIND)
			return tag;
	}
	return best;
}

/* Parts that are clearly in another language than the page. A part is read on where its first words leave a doubt. */
static void weigh_parts(struct reading *r, struct ru_str page)
{
	for (size_t n = 0; n < r->samples.len; n++) {
		struct sample *sample = RU_VEC_AT(&r->samples, struct sample, n);
		struct part *part = RU_VEC_AT(&r->parts, struct part, n * step_of(r));
		uint32_t lead;
		struct ru_str best = ru_guess_best(&sample->guess, &r->guesser, &lead);
		if (ru_str_eq(best, page))
			continue;
		if (sample->guess.letters < BLOCK_LETTERS) {
			weigh_sample(r, sample, part, BLOCK_LETTERS);
			best = ru_guess_best(&sample->guess, &r->guesser, &lead);
		}
		if (sample->guess.letters < BLOCK_LEAST || ru_str_eq(best, page) || ru_str_eq(best, RU_S("und")))
			continue;
		if (lead >= BLOCK_LEAD / 2 && ru_guess_behind(&sample->guess, &r->guesser, page) >= BLOCK_LEAD)
			part->language = best;
	}
}

/* Whether the page is in several languages: a fifth of its text and more stands in another than its first. */
static bool is_mixed(const struct reading *r)
{
	uint64_t all = 0, other = 0;
	for (size_t i = 0; i < r->parts.len; i++) {
		const struct part *part = RU_VEC_AT(&r->parts, struct part, i);
		all += part->at.end - part->at.begin;
		other += part->language.len > 0 ? part->at.end - part->at.begin : 0;
	}
	return other * 3 > all;
}

/* Neighbours in one language become one passage. */
static int list_passages(const struct reading *r, struct ru_str page, struct ru_arena *arena, struct ru_language *out)
{
	struct ru_language_passage *passages = ru_arena_get(arena, r->parts.len, sizeof(*passages));
	uint32_t count = 0;
	if (passages == NULL)
		return RU_ENOMEM;
	for (size_t i = 0, next; i < r->parts.len; i = next) {
		const struct part *part = RU_VEC_AT(&r->parts, struct part, i);
		struct ru_range at = part->at;
		for (next = i + 1; next < r->parts.len; next++) {
			const struct part *behind = RU_VEC_AT(&r->parts, struct part, next);
			if (!ru_str_eq(behind->language, part->language))
				break;
			at.end = behind->at.end;
		}
		struct ru_language_passage *passage = &passages[count++];
		passage->place = ru_article_place(r->article, at);
		passage->language = part->language.len > 0 ? part->language : page;
	}
	out->passages = passages;
	out->passage_count = count;
	return 0;
}

/* What is asked of a text, as the pages before left it. */
static int find_guesser(struct ru_guesser *out, const struct ru_packs *packs, struct ru_lexicon *lexicon)
{
	struct ru_guess_memory *memory = NULL;

	if (lexicon != NULL) {
		memory = ru_lexicon_room(lexicon, RU_LEXICON_LANGUAGE, ru_guess_memory_bytes());
		if (memory == NULL)
			return RU_ENOMEM;
	}
	ru_guesser_remember(out, packs, memory);
	return 0;
}

int ru_language_read(struct ru_language *out, const struct ru_article *article, const struct ru_packs *packs,
                     struct ru_lexicon *lexicon, struct ru_arena *arena, const struct ru_alloc *al)
{
	struct reading r;
	struct ru_language found = {.tag = RU_S("und")};
	memset(&r, 0, sizeof(r));
	r.article = article;
	int rc = find_guesser(&r.guesser, packs, lexicon);
	if (rc != 0)
		return rc;
	ru_vec_init(&r.parts, al, sizeof(struct part), 0);
	ru_vec_init(&r.samples, al, sizeof(struct sample), 0);
	if ((rc = list_parts(&r)) != 0)
		goto done;
	uint32_t lead;
	if ((rc = weigh_page(&r)) != 0)
		goto done;
	struct ru_str page = page_language(&r, &lead);
	weigh_parts(&r, page);
	found.tag = is_mixed(&r) ? RU_S("mul") : page;
	found.confidence = confidence_of(lead);
	rc = list_passages(&r, page, arena, &found);
	if (rc == 0)
		*out = found;
done:
	ru_vec_release(&r.samples);
	ru_vec_release(&r.parts);
	return rc;
}
