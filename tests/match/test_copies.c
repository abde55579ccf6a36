/* SPDX-License-Identifier: Apache-2.0 */
/* What counts as a copy, where its passages end, and what it costs. */
#include "pages.h"

#include "match/pile.h"
#include "support/alloc_fail.h"

static struct ru_match_options options(unsigned threads)
{
	return (struct ru_match_options){ru_alloc_default(), threads, NULL};
}

static struct ru_copies find(struct pages *pages)
{
	struct ru_match_options o = options(1);
	struct ru_copies out;
	assert_int_equal(ru_match_copies(&out, pages->docs, pages->count, &o, &pages->arena, NULL), 0);
	return out;
}

static struct ru_str text_of(const struct pages *pages, uint32_t page, struct ru_span span)
{
	return ru_str_cut(pages->docs[page].article->text, span.begin, span.end);
}

static void equal_pages_are_a_verbatim_copy(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	const char *text = page_text(&pages, 1, 120);
	page_add(&pages, "", text, "", INT32_MIN);
	page_add(&pages, "", text, "", INT32_MIN);
	page_add(&pages, "", page_text(&pages, 2, 120), "", INT32_MIN);
	struct ru_copies copies = find(&pages);
	assert_int_equal(copies.count, 1);
	assert_int_equal(copies.items[0].a, 0);
	assert_int_equal(copies.items[0].b, 1);
	assert_int_equal(copies.items[0].kind, RU_COPY_VERBATIM);
	assert_int_equal(copies.items[0].score, 10000);
	assert_int_equal(copies.items[0].dir, '?');
	assert_int_equal(copies.items[0].passage_count, 1);
	assert_int_equal(copies.items[0].evidence[0].kind, RU_EVIDENCE_PASSAGE);
	assert_true(ru_str_eq(text_of(&pages, 0, copies.items[0].passages[0].raw_a), ru_str_from(text)));
	pages_release(&pages);
}

/* The guarantee of winnowing, at every offset of the run within its pages. */
static void a_shared_run_of_twenty_words_is_always_found(void **state)
{
	(void)state;
	for (uint32_t at = 0; at < 60; at++) {
		struct pages pages;
		pages_init(&pages);
		const char *run = page_text(&pages, 1000 + at, 20);
		page_add(&pages, "",
		         page_join(&pages, page_text(&pages, 1, 100 + at), run, page_text(&pages, 2, 170 - at)), "",
		         INT32_MIN);
		page_add(&pages, "", page_join(&pages, page_text(&pages, 3, 31), run, page_text(&pages, 4, 200)), "",
		         INT32_MIN);
		struct ru_copies copies = find(&pages);
		assert_int_equal(copies.count, 1);
		assert_int_equal(copies.items[0].kind, RU_COPY_HEAVY);
		assert_true(ru_str_eq(text_of(&pages, 0, copies.items[0].passages[0].raw_a), ru_str_from(run)));
		assert_true(ru_str_eq(text_of(&pages, 1, copies.items[0].passages[0].raw_b), ru_str_from(run)));
		pages_release(&pages);
	}
}

static void marks_case_and_spaces_do_not_hide_a_copy(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	page_add(&pages, "",
	         "The ferry \"Sinar Laut\" left Port Anju at dawn - with 412 people - and never reached the far shore, "
	         "her owner's office said on Friday evening.",
	         "", INT32_MIN);
	page_add(&pages, "",
	         "THE FERRY \xE2\x80\x9CSinar\xC2\xA0Laut\xE2\x80\x9D left  Port An\xE2\x80\x8Bju a\xEF\xB8\x8Ft dawn "
	         "\xE2\x80\x93 "
	         "with 412 people\xF3\xA0\x81\xA7\xF3\xA0\x81\xBF \xE2\x98\xBA\xEF\xB8\x8F and never reached the far "
	         "shore, her owner\xE2\x80\x99s office said on "
	         "Friday evening.",
	         "", INT32_MIN);
	struct ru_copies copies = find(&pages);
	assert_int_equal(copies.count, 1);
	assert_int_equal(copies.items[0].kind, RU_COPY_VERBATIM);
	assert_int_equal(copies.items[0].passage_count, 1);
	struct ru_str b = text_of(&pages, 1, copies.items[0].passages[0].raw_b);
	assert_true(ru_str_starts(b, RU_S("THE FERRY")));
	assert_true(ru_str_ends(b, RU_S("evening.")));
	pages_release(&pages);
}

static void a_small_edit_does_not_cut_a_passage(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	const char *front = page_text(&pages, 7, 40), *back = page_text(&pages, 8, 40);
	page_add(&pages, "", page_join(&pages, front, "quayside", back), "", INT32_MIN);
	page_add(&pages, "", page_join(&pages, front, "harbour wall", back), "", INT32_MIN);
	struct ru_copies copies = find(&pages);
	assert_int_equal(copies.count, 1);
	assert_int_equal(copies.items[0].passage_count, 1);
	assert_int_equal(copies.items[0].passages[0].words, 80);
	pages_release(&pages);
}

static void moved_paragraphs_are_passages_of_their_own(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	const char *x = page_text(&pages, 11, 40), *y = page_text(&pages, 12, 40), *z = page_text(&pages, 13, 40);
	page_add(&pages, "", page_join(&pages, x, y, z), "", INT32_MIN);
	page_add(&pages, "", page_join(&pages, z, y, x), "", INT32_MIN);
	struct ru_copies copies = find(&pages);
	assert_int_equal(copies.count, 1);
	assert_int_equal(copies.items[0].passage_count, 3);
	assert_true(ru_str_eq(text_of(&pages, 0, copies.items[0].passages[1].raw_a), ru_str_from(y)));
	pages_release(&pages);
}

static void a_shared_footer_is_furniture(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	const char *foot = page_text(&pages, 90, 30);
	page_add(&pages, "", page_text(&pages, 1, 100), foot, INT32_MIN);
	page_add(&pages, "", page_text(&pages, 2, 100), foot, INT32_MIN);
	struct ru_copies copies = find(&pages);
	assert_int_equal(copies.count, 1);
	assert_int_equal(copies.items[0].kind, RU_COPY_FURNITURE);
	assert_int_equal(copies.items[0].words, 0);
	assert_true(copies.items[0].passages[0].furniture);
	pages_release(&pages);
}

static void what_many_unrelated_pages_end_with_is_furniture(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	const char *foot = page_text(&pages, 90, 30);
	for (uint32_t i = 0; i < 12; i++)
		page_add(&pages, "", page_join(&pages, page_text(&pages, 200 + i, 100), foot, ""), "", INT32_MIN);
	const char *copied = page_join(&pages, page_text(&pages, 200, 100), "", "");
	page_add(&pages, "", copied, "", INT32_MIN);
	struct ru_copies copies = find(&pages);
	uint32_t real = 0;
	for (uint32_t i = 0; i < copies.count; i++)
		real += copies.items[i].kind != RU_COPY_FURNITURE;
	assert_int_equal(real, 1); /* page 0 and its copy */
	pages_release(&pages);
}

static void a_shared_quotation_alone_is_quotes_only(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	const char *quote = "\xE2\x80\x9CNobody on this pier was asked, nobody was warned, and nobody will be paid "
	                    "before the winter storms arrive again,\xE2\x80\x9D";
	page_add(&pages, "", page_join(&pages, page_text(&pages, 1, 90), quote, page_text(&pages, 2, 90)), "",
	         INT32_MIN);
	page_add(&pages, "", page_join(&pages, page_text(&pages, 3, 90), quote, page_text(&pages, 4, 90)), "",
	         INT32_MIN);
	struct ru_copies copies = find(&pages);
	assert_int_equal(copies.count, 1);
	assert_int_equal(copies.items[0].kind, RU_COPY_QUOTES_ONLY);
	pages_release(&pages);
}

/* All of both pages is one quotation, or behind a mark that nothing closes: there is nothing in own words beside it. */
static void equal_pages_in_quotation_marks_are_a_verbatim_copy(void **state)
{
	static const char *const opens[] = {"\xE2\x80\x9C", "\"", "2,\" "};
	static const char *const closes[] = {"\xE2\x80\x9D", "\"", ""};
	(void)state;
	for (int i = 0; i < 3; i++) {
		struct pages pages;
		pages_init(&pages);
		const char *text = page_join(&pages, opens[i], page_text(&pages, 1, 40), closes[i]);
		page_add(&pages, "", text, "", INT32_MIN);
		page_add(&pages, "", text, "", INT32_MIN);
		struct ru_copies copies = find(&pages);
		assert_int_equal(copies.count, 1);
		assert_int_equal(copies.items[0].kind, RU_COPY_VERBATIM);
		pages_release(&pages);
	}
}

static void two_fetches_of_one_address_are_versions(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	const char *text = page_text(&pages, 5, 80);
	for (int i = 0; i < 2; i++) {
		uint32_t page = page_add(
		    &pages, "", page_join(&pages, text, page_text(&pages, 50 + (uint64_t)i, 30), ""), "", INT32_MIN);
		struct ru_article *article = page_article(&pages, "", "", "");
		*article = *pages.docs[page].article;
		article->url = RU_S("https://pelita.example/a");
		pages.docs[page].article = article;
	}
	struct ru_copies copies = find(&pages);
	assert_int_equal(copies.count, 1);
	assert_int_equal(copies.items[0].kind, RU_COPY_VERSION);
	pages_release(&pages);
}

static void mirror_without_credit_is_verbatim(void **state)
{
	struct pages pages;
	struct ru_credit credit = {.who = RU_S("pelita.example"), .cue = RU_S("canonical")};
	(void)state;
	pages_init(&pages);
	const char *text = page_text(&pages, 5, 80);
	for (uint32_t i = 0; i < 2; i++) {
		uint32_t page = page_add(&pages, "", text, "", INT32_MIN);
		struct ru_article *article = page_article(&pages, "", "", "");
		*article = *pages.docs[page].article;
		article->canonical = RU_S("https://pelita.example/a");
		/* the second page stands on another site, which it shows by the credit that its canonical link is */
		article->credits = &credit;
		article->credit_count = i;
		pages.docs[page].article = article;
	}
	struct ru_copies copies = find(&pages);
	assert_int_equal(copies.count, 1);
	assert_int_equal(copies.items[0].kind, RU_COPY_VERBATIM);
	pages_release(&pages);
}

/* 200 equal pages: a star of 199 pairs and not 19,900. */
static void many_equal_pages_make_a_star(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	const char *text = page_text(&pages, 1, 60);
	for (uint32_t i = 0; i < 200; i++)
		page_add(&pages, "", text, "", INT32_MIN);
	struct ru_copies copies = find(&pages);
	assert_int_equal(copies.count, 199);
	for (uint32_t i = 0; i < copies.count; i++)
		assert_int_equal(copies.items[i].a, 0);
	pages_release(&pages);
}

static void the_number_of_threads_changes_nothing(void **state)
{
	struct pages pages;
	struct ru_copies one, seven;
	(void)state;
	pages_init(&pages);
	for (uint32_t i = 0; i < 60; i++)
		page_add(&pages, "",
		         page_join(&pages, page_text(&pages, i / 3, 60), page_text(&pages, 100 + i, 40),
		                   page_text(&pages, i % 7, 25)),
		         "", INT32_MIN);
	struct ru_match_options o = options(1), p = options(7);
	assert_int_equal(ru_match_copies(&one, pages.docs, pages.count, &o, &pages.arena, NULL), 0);
	assert_int_equal(ru_match_copies(&seven, pages.docs, pages.count, &p, &pages.arena, NULL), 0);
	assert_int_equal(one.count, seven.count);
	assert_true(one.count > 60);
	for (uint32_t i = 0; i < one.count; i++) {
		assert_int_equal(one.items[i].a, seven.items[i].a);
		assert_int_equal(one.items[i].b, seven.items[i].b);
		assert_int_equal(one.items[i].score, seven.items[i].score);
		assert_int_equal(one.items[i].passage_count, seven.items[i].passage_count);
		assert_memory_equal(one.items[i].passages, seven.items[i].passages,
		                    one.items[i].passage_count * sizeof(struct ru_passage));
	}
	pages_release(&pages);
}

/* Spans never cut a character, whatever the bytes around the equal words are. */
static void passages_never_cut_a_character(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	const char *run = page_text(&pages, 77, 30);
	const char *edge[4] = {"\xE2\x80\x9C", "\xE2\x80\x9D", "\xC2\xAB", "\xE3\x80\x8C"};
	for (int i = 0; i < 4; i++)
		page_add(&pages, "",
		         page_join(&pages, page_text(&pages, (uint64_t)i, 40),
		                   page_join(&pages, edge[i], run, edge[3 - i]), "\xE2\x80\xA6"),
		         "", INT32_MIN);
	struct ru_copies copies = find(&pages);
	assert_int_equal(copies.count, 6);
	for (uint32_t i = 0; i < copies.count; i++) {
		const struct ru_passage *p = &copies.items[i].passages[0];
		struct ru_str a = pages.docs[copies.items[i].a].article->text,
		              b = pages.docs[copies.items[i].b].article->text;
		assert_true(((unsigned char)a.ptr[p->a.begin] & 0xC0) != 0x80 &&
		            ((unsigned char)b.ptr[p->b.begin] & 0xC0) != 0x80);
		assert_true(p->a.end >= a.len || ((unsigned char)a.ptr[p->a.end] & 0xC0) != 0x80);
		assert_true(p->b.end >= b.len || ((unsigned char)b.ptr[p->b.end] & 0xC0) != 0x80);
		assert_int_equal(p->raw_a.begin, p->a.begin);
	}
	pages_release(&pages);
}

/* One word over and over: seeds everywhere. Passages stay few and the call ends. */
static void hostile_repetition_is_bounded(void **state)
{
	struct pages pages;
	struct ru_buf buf;
	(void)state;
	pages_init(&pages);
	ru_buf_init(&buf, ru_alloc_default(), 0);
	for (int i = 0; i < 100000; i++)
		ru_buf_put(&buf, RU_S("spam "));
	assert_int_equal(ru_buf_status(&buf), 0);
	for (int i = 0; i < 3; i++)
		page_add(&pages, "", buf.ptr, "", INT32_MIN);
	struct ru_copies copies = find(&pages);
	assert_int_equal(copies.count, 3);
	assert_true(copies.items[0].passage_count < 100);
	ru_buf_release(&buf);
	pages_release(&pages);
}

static void no_memory_is_reported_and_nothing_leaks(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	const char *text = page_text(&pages, 1, 40);
	for (uint32_t i = 0; i < 4; i++)
		page_add(&pages, "", page_join(&pages, text, page_text(&pages, i, 20), ""), "", INT32_MIN);
	for (size_t n = 0;; n++) {
		struct alloc_fail f;
		struct ru_copies out;
		struct ru_arena arena;
		alloc_fail_init(&f, n);
		ru_arena_init(&arena, &f.al);
		struct ru_match_options o = {&f.al, 1, NULL};
		int status = ru_match_copies(&out, pages.docs, pages.count, &o, &arena, NULL);
		ru_arena_release(&arena);
		assert_int_equal(f.live, 0);
		if (!f.failed) {
			assert_int_equal(status, 0);
			break;
		}
		assert_int_equal(status, RU_ENOMEM);
		assert_null(out.items);
	}
	pages_release(&pages);
}

static void an_empty_pile_has_no_copies(void **state)
{
	struct pages pages;
	(void)state;
	pages_init(&pages);
	assert_int_equal(find(&pages).count, 0);
	page_add(&pages, "", "", "", INT32_MIN);
	page_add(&pages, "", "One.", "", INT32_MIN);
	assert_int_equal(find(&pages).count, 0);
	pages_release(&pages);
}

/* At the end of a text words are cut byte by byte, elsewhere many bytes at a time. */
static void words_are_the_same_before_other_text(void **unused)
{
	static const char *const parts[] = {"a", "Z",  "quay",         "9",        " ",           "\n",
	                                    "-", "\"", "\xE2\x80\x9C", "\xC3\x89", "\xE4\xB8\xAD"};
	uint64_t state = 1;

	(void)unused;
	for (int turn = 0; turn < 50000; turn++) {
		char text[48];
		size_t len = 0, most = (size_t)turn % 16;
		while (len < most) {
			state = state * 6364136223846793005u + 1442695040888963407u;
			const char *part = parts[(state >> 40) % (sizeof(parts) / sizeof(*parts))];
			memcpy(text + len, part, strlen(part));
			len += strlen(part);
		}
		memset(text + len, ' ', sizeof(text) - len);
		struct ru_block block = {.kind = RU_BLOCK_BODY, .at = {0, (uint32_t)len}, .parent = RU_NONE};
		struct ru_article article = {.text = {text, len}, .blocks = &block, .block_count = 1};
		struct ru_vec words, same;
		ru_vec_init(&words, ru_alloc_default(), sizeof(struct ru_shared_word), 0);
		ru_vec_init(&same, ru_alloc_default(), sizeof(struct ru_shared_word), 0);
		assert_int_equal(ru_shared_words(&article, &words), 0);
		article.text.len = sizeof(text);
		assert_int_equal(ru_shared_words(&article, &same), 0);
		assert_int_equal(words.len, same.len);
		if (words.len > 0)
			assert_memory_equal(words.ptr, same.ptr, words.len * words.item);
		ru_vec_release(&words);
		ru_vec_release(&same);
	}
}

/* Text of many parts behind so many blanks. */
static void cut_behind(struct ru_vec *words, char *text, size_t len, size_t blanks)
{
	memmove(text + blanks, text, len);
	memset(text, ' ', blanks);
	uint32_t end = (uint32_t)(blanks + len);
	struct ru_block block = {.kind = RU_BLOCK_BODY, .at = {0, end}, .parent = RU_NONE};
	struct ru_article article = {.text = {text, end}, .blocks = &block, .block_count = 1};

	ru_vec_init(words, ru_alloc_default(), sizeof(struct ru_shared_word), 0);
	assert_int_equal(ru_shared_words(&article, words), 0);
	memmove(text, text + blanks, len);
}

/* Words are looked for in some bytes at a time: it does not matter where these end. */
static void words_are_the_same_wherever_they_stand(void **unused)
{
	static const char *const parts[] = {"a",
	                                    "Z9",
	                                    "quay",
	                                    "lembah",
	                                    "penyelenggaraan",
	                                    "enambelashurufku",
	                                    "pertanggungjawaban",
	                                    " ",
	                                    " ",
	                                    "\n",
	                                    ", ",
	                                    "-",
	                                    "\"",
	                                    "\xE2\x80\x9C",
	                                    "\xC3\x89",
	                                    "\xE4\xB8\xAD",
	                                    "\xE2\x80\x8B",
	                                    "\xFF"};
	uint64_t state = 1;

	(void)unused;
	for (size_t turn = 0; turn < 4000; turn++) {
		char text[512];
		size_t len = 0, blanks = 1 + turn % 70;
		struct ru_vec words, moved;
		while (len < turn % 200) {
			state = state * 6364136223846793005u + 1442695040888963407u;
			const char *part = parts[(state >> 40) % (sizeof(parts) / sizeof(*parts))];
			memcpy(text + len, part, strlen(part));
			len += strlen(part);
		}
		cut_behind(&words, text, len, 0);
		cut_behind(&moved, text, len, blanks);
		assert_int_equal(words.len, moved.len);
		for (size_t i = 0; i < words.len; i++) {
			struct ru_shared_word word = *RU_VEC_AT(&words, struct ru_shared_word, i);
			word.begin += (uint32_t)blanks;
			assert_memory_equal(&word, RU_VEC_AT(&moved, struct ru_shared_word, i), sizeof(word));
		}
		ru_vec_release(&words);
		ru_vec_release(&moved);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(equal_pages_are_a_verbatim_copy),
	    cmocka_unit_test(words_are_the_same_before_other_text),
	    cmocka_unit_test(words_are_the_same_wherever_they_stand),
	    cmocka_unit_test(a_shared_run_of_twenty_words_is_always_found),
	    cmocka_unit_test(marks_case_and_spaces_do_not_hide_a_copy),
	    cmocka_unit_test(a_small_edit_does_not_cut_a_passage),
	    cmocka_unit_test(moved_paragraphs_are_passages_of_their_own),
	    cmocka_unit_test(a_shared_footer_is_furniture),
	    cmocka_unit_test(what_many_unrelated_pages_end_with_is_furniture),
	    cmocka_unit_test(a_shared_quotation_alone_is_quotes_only),
	    cmocka_unit_test(equal_pages_in_quotation_marks_are_a_verbatim_copy),
	    cmocka_unit_test(two_fetches_of_one_address_are_versions),
	    cmocka_unit_test(mirror_without_credit_is_verbatim),
	    cmocka_unit_test(many_equal_pages_make_a_star),
	    cmocka_unit_test(the_number_of_threads_changes_nothing),
	    cmocka_unit_test(passages_never_cut_a_character),
	    cmocka_unit_test(hostile_repetition_is_bounded),
	    cmocka_unit_test(no_memory_is_reported_and_nothing_leaks),
	    cmocka_unit_test(an_empty_pile_has_no_copies),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
