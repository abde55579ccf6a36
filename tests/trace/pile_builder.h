/* SPDX-License-Identifier: Apache-2.0 */
/* Piles made by hand for the tests of trace/: pages out of marked text, with the facts that the marks give, copies and
 * stories as told.
 *
 * Marks in the text of a page: [P:Umar Sidiq] a person, [O:Harian Telaga] an organisation, [A:KBKS] an agency, [L:Palu]
 * a place; {750|IDR|denda} a figure with unit and noun; <2026-03-04> a date (its text is what stands there). A blank
 * line ends a block. The words "tidak" and "bukan" are negations; words of up to three letters are stop words; every
 * other word weighs 700. */
#ifndef TESTS_TRACE_PILE_BUILDER_H
#define TESTS_TRACE_PILE_BUILDER_H

#include "base/hash.h"
#include "text/fold.h"
#include "text/words.h"
#include "trace/trace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { PILE_PAGES = 14, PILE_FACTS = 64, PILE_COPIES = 16 };

struct built {
	struct ru_article article;
	struct ru_facts facts;
	struct ru_block blocks[16];
	struct ru_credit credits[4];
	struct ru_name names[PILE_FACTS];
	struct ru_entity entities[PILE_FACTS];
	struct ru_date dates[PILE_FACTS];
	struct ru_figure figures[PILE_FACTS];
	struct ru_statement statements[8];
	struct ru_relay relays[8];
	struct ru_place places[32];
	uint32_t place_count, relay_count;
};

struct pile {
	struct ru_arena arena;
	struct built page[PILE_PAGES];
	struct ru_doc docs[PILE_PAGES];
	uint32_t count;
	struct ru_copy copy[PILE_COPIES];
	struct ru_passage passage[PILE_COPIES];
	struct ru_copies copies;
	struct ru_stories stories;
	uint32_t event_of[PILE_PAGES], story_of[PILE_PAGES], also_count[PILE_PAGES];
	uint32_t *also[PILE_PAGES];
	char event_id[PILE_PAGES][18], story_id[PILE_PAGES][18];
	struct ru_trace trace;
	struct ru_error err;
};

static inline struct ru_str pile_text(struct pile *pile, const char *s)
{
	struct ru_str out;

	assert_int_equal(ru_arena_copy(&pile->arena, ru_str_from(s), &out), 0);
	return out;
}

static inline void pile_init(struct pile *pile)
{
	memset(pile, 0, sizeof(*pile));
	ru_arena_init(&pile->arena, ru_alloc_default());
	pile->copies.items = pile->copy;
	pile->stories = (struct ru_stories){.event_of = pile->event_of,
	                                    .story_of = pile->story_of,
	                                    .also = pile->also,
	                                    .also_count = pile->also_count,
	                                    .event_id = pile->event_id,
	                                    .story_id = pile->story_id};
}

static inline void pile_release(struct pile *pile) { ru_arena_release(&pile->arena); }

/* Days since 1970 of "2026-03-04". */
static inline int32_t pile_day(const char *s)
{
	int y = (s[0] - '0') * 1000 + (s[1] - '0') * 100 + (s[2] - '0') * 10 + (s[3] - '0');
	int m = (s[5] - '0') * 10 + (s[6] - '0'), d = (s[8] - '0') * 10 + (s[9] - '0');
	int era_year = m <= 2 ? y - 1 : y;
	int day_of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;

	return era_year * 365 + era_year / 4 - era_year / 100 + era_year / 400 + day_of_year - 719468;
}

static inline struct ru_place pile_place(const struct built *page, struct ru_range at)
{
	return ru_article_place(&page->article, at);
}

static inline uint32_t pile_entity(struct built *page, struct ru_str text, enum ru_name_type type, bool agency)
{
	uint32_t n = page->facts.entity_count;

	for (uint32_t i = 0; i < n; i++) {
		if (ru_str_eq(page->entities[i].name, text) && page->entities[i].type == type) {
			page->entities[i].mentions++;
			return i;
		}
	}
	page->entities[n] =
	    (struct ru_entity){.name = text, .type = type, .first = page->facts.name_count, .mentions = 1};
	if (agency)
		page->entities[n].role = RU_S("agency");
	return page->facts.entity_count++;
}

static inline void pile_mark(struct pile *pile, struct built *page, const char *mark, size_t len, struct ru_range at)
{
	struct ru_str text = ru_str_cut(page->article.text, at.begin, at.end);
	struct ru_place place = {at, {at.begin, at.end, RU_FIELD_PAGE}, RU_NONE};

	if (mark[0] == '[') {
		enum ru_name_type type = mark[1] == 'P' ? RU_NAME_PERSON : mark[1] == 'L' ? RU_NAME_PLACE : RU_NAME_ORG;
		uint32_t entity = pile_entity(page, text, type, mark[1] == 'A');

		page->names[page->facts.name_count++] = (struct ru_name){
		    .place = place, .text = text, .type = type, .role = page->entities[entity].role, .entity = entity};
	} else if (mark[0] == '<') {
		int32_t day = pile_day(text.ptr);

		page->dates[page->facts.date_count++] = (struct ru_date){
		    .place = place, .text = text, .value = text, .days = {day, day, -1, INT16_MIN}, .year_given = true};
	} else {
		struct ru_figure *f = &page->figures[page->facts.figure_count++];
		const char *bar = memchr(mark, '|', len),
		           *second = memchr(bar + 1, '|', (size_t)(mark + len - bar - 1));
		uint64_t value = 0;

		assert_true(ru_str_to_u64(text, &value));
		*f = (struct ru_figure){.place = place,
		                        .text = text,
		                        .value = text,
		                        .by = RU_NONE,
		                        .milli = (int64_t)value * 1000,
		                        .milli_high = (int64_t)value * 1000};
		f->unit = (struct ru_str){bar + 1, (size_t)(second - bar - 1)};
		f->noun = (struct ru_str){second + 1, (size_t)(mark + len - second - 2)};
		f->noun_stem = f->noun.len > 0 ? ru_fold_hash(f->noun) : 0;
	}
	(void)pile;
}

/* The marked text without marks; with page given, facts are put down where the marks stood. */
static inline void pile_unmark(struct pile *pile, struct built *page, const char *marked, struct ru_buf *out, bool put)
{
	for (const char *p = marked; *p != 0;) {
		char close = *p == '[' ? ']' : *p == '{' ? '}' : *p == '<' ? '>' : 0;
		const char *end = close != 0 ? strchr(p, close) : NULL, *from = p + 1;
		uint32_t begin = (uint32_t)out->len;

		if (end == NULL) {
			ru_buf_putc(out, *p++);
			continue;
		}
		if (*p == '[')
			from = p + 3;
		ru_buf_put(out,
		           (struct ru_str){from, *p == '{' ? (size_t)(strchr(p, '|') - from) : (size_t)(end - from)});
		if (put)
			pile_mark(pile, page, p, (size_t)(end - p) + 1, (struct ru_range){begin, (uint32_t)out->len});
		p = end + 1;
	}
}

static inline void pile_blocks(struct built *page)
{
	struct ru_str text = page->article.text;
	uint32_t begin = 0;

	while (begin < text.len) {
		size_t gap = ru_str_find(text, RU_S("\n\n"), begin);
		uint32_t end = gap == SIZE_MAX ? (uint32_t)text.len : (uint32_t)gap;

		page->blocks[page->article.block_count++] = (struct ru_block){.kind = RU_BLOCK_BODY,
		                                                              .at = {begin, end},
		                                                              .clean = {begin, end},
		                                                              .raw = {begin, end, RU_FIELD_PAGE},
		                                                              .parent = RU_NONE};
		begin = end + 2;
	}
}

static inline bool pile_in(const struct ru_place *place, uint32_t at)
{
	return at >= place->at.begin && at < place->at.end;
}

static inline uint16_t pile_flags(const struct built *page, const struct ru_word *word, struct ru_str text)
{
	uint16_t flags = 0;

	if (word->kind == RU_WORD_PUNCT)
		return RU_TOKEN_PUNCT;
	if (word->kind == RU_WORD_NUMBER)
		flags |= RU_TOKEN_NUMBER;
	if (ru_str_eq_nocase(text, RU_S("tidak")) || ru_str_eq_nocase(text, RU_S("bukan")))
		flags |= RU_TOKEN_NEGATION;
	if (text.len <= 3)
		flags |= RU_TOKEN_STOP;
	for (uint32_t i = 0; i < page->facts.name_count; i++)
		flags |= (uint16_t)(pile_in(&page->names[i].place, word->begin) ? RU_TOKEN_NAME : 0);
	for (uint32_t i = 0; i < page->facts.date_count; i++)
		flags |= (uint16_t)(pile_in(&page->dates[i].place, word->begin) ? RU_TOKEN_DATE : 0);
	return flags & RU_TOKEN_NAME ? (uint16_t)(flags & ~RU_TOKEN_STOP) : flags;
}

static inline void pile_words(struct pile *pile, struct built *page)
{
	struct ru_vec words, sentences;
	struct ru_str text = page->article.text;

	ru_vec_init(&words, ru_alloc_default(), sizeof(struct ru_word), 0);
	ru_vec_init(&sentences, ru_alloc_default(), sizeof(struct ru_sentence_range), 0);
	assert_int_equal(ru_words(text, &words), 0);
	assert_int_equal(ru_sentences(text, words.ptr, words.len, NULL, &sentences), 0);
	page->facts.tokens = ru_arena_get(&pile->arena, words.len, sizeof(struct ru_token));
	page->facts.sentences = ru_arena_get(&pile->arena, sentences.len, sizeof(struct ru_sentence));
	for (size_t i = 0; i < words.len; i++) {
		const struct ru_word *word = RU_VEC_AT(&words, struct ru_word, i);
		struct ru_str s = ru_str_cut(text, word->begin, word->end);
		uint16_t flags = pile_flags(page, word, s);

		page->facts.tokens[page->facts.token_count++] =
		    (struct ru_token){word->begin, word->end, flags & RU_TOKEN_PUNCT ? 0 : ru_fold_hash(s), flags,
		                      flags & RU_TOKEN_STOP ? 0 : 700};
	}
	for (size_t i = 0; i < sentences.len; i++) {
		const struct ru_sentence_range *s = RU_VEC_AT(&sentences, struct ru_sentence_range, i);

		page->facts.sentences[page->facts.sentence_count++] = (struct ru_sentence){
		    {s->begin, s->end}, s->first, s->last, ru_article_block(&page->article, s->begin)};
	}
	ru_vec_release(&words);
	ru_vec_release(&sentences);
}

/* Add a page. published is "2026-03-04" or NULL. Events and stories are one until told otherwise. */
static inline struct built *pile_page(struct pile *pile, const char *outlet, const char *published, const char *marked)
{
	uint32_t n = pile->count++;
	struct built *page = &pile->page[n];
	struct ru_buf text;
	struct ru_sha256 sum;

	ru_buf_init(&text, ru_alloc_default(), 0);
	pile_unmark(pile, page, marked, &text, false);
	assert_int_equal(ru_arena_copy(&pile->arena, ru_buf_str(&text), &page->article.text), 0);
	ru_buf_clear(&text);
	page->article.map = RU_MAP_IDENTITY;
	page->article.blocks = page->blocks;
	page->article.credits = page->credits;
	page->facts.names = page->names;
	page->facts.entities = page->entities;
	page->facts.dates = page->dates;
	page->facts.figures = page->figures;
	page->facts.statements = page->statements;
	page->facts.language = RU_S("id");
	page->article.clean = page->article.text;
	page->article.outlet = pile_text(pile, outlet);
	page->article.title = ru_str_cut(page->article.text, 0, 20);
	pile_blocks(page);
	page->article.title_place = pile_place(page, (struct ru_range){0, 20});
	pile_unmark(pile, page, marked, &text, true);
	ru_buf_release(&text);
	pile_words(pile, page);
	ru_sha256(page->article.text, &sum);
	ru_sha256_hex(&sum, 32, page->article.sha256);
	if (published != NULL) {
		int64_t begin = (int64_t)pile_day(published) * 1440;

		page->article.published = (struct ru_time){.known = true,
		                                           .day = pile_day(published),
		                                           .not_before = begin,
		                                           .not_after = begin + 1439,
		                                           .value = pile_text(pile, published)};
		page->article.published.place.span = (struct ru_span){RU_NONE, RU_NONE, RU_FIELD_PAGE};
	}
	pile->docs[n] = (struct ru_doc){.article = &page->article, .facts = &page->facts};
	return page;
}

static inline struct ru_place pile_find(const struct built *page, const char *words)
{
	size_t at = ru_str_find(page->article.text, ru_str_from(words), 0);

	assert_true(at != SIZE_MAX);
	return pile_place(page, (struct ru_range){(uint32_t)at, (uint32_t)(at + strlen(words))});
}

static inline void pile_credit(struct pile *pile, struct built *page, const char *who, const char *url, const char *cue)
{
	struct ru_credit *credit = &page->credits[page->article.credit_count++];

	*credit = (struct ru_credit){.who = pile_text(pile, who),
	                             .url = pile_text(pile, url),
	                             .cue = pile_text(pile, cue),
	                             .kind = RU_S("unknown")};
	credit->place = (struct ru_place){{RU_NONE, RU_NONE}, {0, 5, RU_FIELD_PAGE}, RU_NONE};
}

static inline struct ru_places pile_one(struct built *page, const char *words)
{
	struct ru_place *place = &page->places[page->place_count++];

	*place = pile_find(page, words);
	return (struct ru_places){place, 1};
}

/* A direct statement; relay may be NULL. */
static inline struct ru_statement *pile_said(struct built *page, const char *speaker, const char *content,
                                             const char *relay)
{
	struct ru_statement *s = &page->statements[page->facts.statement_count++];

	*s = (struct ru_statement){
	    .speaker = ru_str_from(speaker), .entity = RU_NONE, .parent = RU_NONE, .type = RU_STATEMENT_DIRECT};
	s->source = pile_one(page, speaker);
	s->content = pile_one(page, content);
	for (uint32_t i = 0; i < page->facts.entity_count; i++) {
		if (ru_str_eq(page->entities[i].name, s->speaker))
			s->entity = i;
	}
	if (relay != NULL) {
		s->relays = &page->relays[page->relay_count++];
		s->relay_count = 1;
		s->relays[0] =
		    (struct ru_relay){.who = ru_str_from(relay), .entity = RU_NONE, .place = pile_find(page, relay)};
		for (uint32_t i = 0; i < page->facts.entity_count; i++) {
			if (ru_str_eq(page->entities[i].name, s->relays[0].who))
				s->relays[0].entity = i;
		}
	}
	return s;
}

/* Pages a < b share the words of a from first to last as they stand in both. */
static inline struct ru_copy *pile_copy(struct pile *pile, uint32_t a, uint32_t b, enum ru_copy_kind kind,
                                        int32_t score, const char *words)
{
	uint32_t n = pile->copies.count++;
	struct ru_place x = pile_find(&pile->page[a], words), y = pile_find(&pile->page[b], words);

	pile->passage[n] = (struct ru_passage){x.at, y.at, x.span, y.span, 20, false};
	pile->copy[n] = (struct ru_copy){.a = a,
	                                 .b = b,
	                                 .score = score,
	                                 .dir = '?',
	                                 .kind = kind,
	                                 .passages = &pile->passage[n],
	                                 .passage_count = 1,
	                                 .words = 20,
	                                 .words_a = 40,
	                                 .words_b = 40};
	return &pile->copy[n];
}

static inline int pile_trace_with(struct pile *pile, const struct ru_alloc *al, struct ru_arena *arena)
{
	struct ru_trace_options options = {al, 1, NULL, NULL};
	uint32_t events = 0, stories = 0;

	for (uint32_t i = 0; i < pile->count; i++) {
		if (pile->event_of[i] + 1 > events)
			events = pile->event_of[i] + 1;
	}
	for (uint32_t i = 0; i < events; i++) {
		if (pile->story_of[i] + 1 > stories)
			stories = pile->story_of[i] + 1;
		memcpy(pile->event_id[i], "e0000000000000000", 18);
		memcpy(pile->story_id[i], "s0000000000000000", 18);
	}
	pile->stories.event_count = events;
	pile->stories.story_count = stories;
	return ru_trace_read(&pile->trace, pile->docs, pile->count, &pile->copies, &pile->stories, &options, arena,
	                     &pile->err);
}

static inline const struct ru_trace *pile_trace(struct pile *pile)
{
	assert_int_equal(pile_trace_with(pile, ru_alloc_default(), &pile->arena), 0);
	return &pile->trace;
}

static inline const struct ru_derivation *pile_derivation(const struct pile *pile, uint32_t page)
{
	for (uint32_t i = 0; i < pile->trace.derivation_count; i++) {
		if (pile->trace.derivation[i].node.page == page)
			return &pile->trace.derivation[i];
	}
	fail();
	return NULL;
}

#endif
