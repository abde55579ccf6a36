/* SPDX-License-Identifier: Apache-2.0 */
/* Piles that grow: what copies, sentences told again and the rule of the third page take must grow with the number of
 * pages and no faster, in piles made to have as many pairs as they can as in one where no page has anything of another.
 */
#include <runut.h>

#include "base/hash.h"
#include "support/growth.h"

enum { PAGES = 64, SENTENCES = 12, WORDS = 9 };

struct family {
	const char *name;
	unsigned group;  /* pages made from one text; 0: all */
	unsigned edited; /* one word in so many is another one on each page; 0: none */
	unsigned turned; /* of so many sentences at the end the words stand in an order of the page's own */
	unsigned pairs;  /* of so many a page at least the pile is made */
	bool languages;  /* every other page is in another language, which shares names and numbers only */
};

/* A word out of a number, four syllables long. */
static void put_word(struct ru_buf *out, uint64_t number, bool capital)
{
	static const char heads[] = "kstrlmnpbdghjwyc", tails[] = "aiueo";

	for (unsigned i = 0; i < 4; i++, number >>= 12) {
		char head = heads[number & 15];
		ru_buf_putc(out, capital && i == 0 ? (char)(head - 'a' + 'A') : head);
		ru_buf_putc(out, tails[(number >> 4) % 5]);
	}
}

/* Words that a language is told by. */
static void put_plain(struct ru_buf *out, uint64_t number, bool english, bool first)
{
	static const char *const words[2][8] = {{"Yang", "dan", "dengan", "untuk", "dari", "pada", "akan", "tidak"},
	                                        {"The", "and", "with", "for", "from", "that", "which", "were"}};

	ru_buf_put(out, ru_str_from(words[english][first ? 0 : 1 + number % 7]));
}

/* A sentence has the words of its group, or others where the page edits them; "... di Kalisuro 4120 ...". */
static void put_sentence(struct ru_buf *out, const struct family *family, unsigned page, unsigned sentence)
{
	static const unsigned strides[] = {2, 4, 5, 7}; /* prime to WORDS */
	uint64_t group = family->group > 0 ? page / family->group : 0, key = ru_hash_mix(group + 1, sentence);
	uint64_t order = ru_hash_mix(key, page) >> 32;
	bool turned = sentence + family->turned >= SENTENCES;

	for (unsigned i = 0; i < WORDS; i++) {
		unsigned word = turned ? (i * strides[order % 4] + (unsigned)(order >> 8)) % WORDS : i;
		uint64_t edit = ru_hash_mix(ru_hash_mix(page + 1, key), word);
		bool edited = family->edited > 0 && edit % family->edited == 0;
		bool kept = word % 3 == 1; /* a name or a number, the same in any language */
		uint64_t number = ru_hash_mix(key, edited ? edit : word);

		if (family->languages && !kept)
			put_plain(out, number, page % 2 == 1, i == 0);
		else if (kept && word == 4)
			ru_buf_print(out, "%u", (unsigned)(3 + number % 9000));
		else
			put_word(out, number, i == 0 || kept);
		ru_buf_put(out, i + 1 < WORDS ? RU_S(" ") : RU_S(". "));
	}
}

/* Pages end with a form feed. */
static void make_pile(struct ru_buf *out, const struct family *family, unsigned pages)
{
	ru_buf_init(out, ru_alloc_default(), 0);
	for (unsigned page = 0; page < pages; page++) {
		for (unsigned i = 0; i < SENTENCES; i++)
			put_sentence(out, family, page, i);
		ru_buf_putc(out, '\f');
	}
	assert_int_equal(ru_buf_status(out), 0);
}

static void add_pages(runut_pile *pile, runut_run *run, struct ru_str input, bool languages)
{
	unsigned number = 0;

	for (size_t i = 0, from = 0; i < input.len; i++) {
		char id[16];

		if (input.ptr[i] != '\f')
			continue;
		runut_source source = {.kind = RUNUT_ARTICLE,
		                       .id = {id, (size_t)snprintf(id, sizeof id, "p%06u", number)},
		                       .bytes = {input.ptr + from, i - from},
		                       .language = {languages && number % 2 == 1 ? "en" : "id", 2}};
		runut_page *page = NULL;

		number++;
		assert_int_equal(runut_page_new(&page, run, &source, RUNUT_STAGE_FACTS, NULL), 0);
		assert_int_equal(runut_pile_add(pile, page, NULL), 0);
		from = i + 1;
	}
}

static void find_copies(struct ru_str input, const struct ru_alloc *al, void *user)
{
	const struct family *family = user;
	runut_allocator allocator = {al->alloc, al->realloc, al->free, al->user};
	runut_options options = {.allocator = &allocator};
	runut_ctx *ctx = NULL;
	runut_run *run = NULL;
	runut_pile *pile = NULL;

	assert_int_equal(runut_ctx_new(&ctx, &options, NULL), 0);
	assert_int_equal(runut_run_new(&run, ctx, NULL, NULL), 0);
	assert_int_equal(runut_pile_new(&pile, run, NULL), 0);
	add_pages(pile, run, input, family->languages);
	assert_int_equal(runut_pile_find(pile, RUNUT_COPIES, NULL), 0);
	assert_true(runut_pile_count(pile, RUNUT_COPIES) >= family->pairs * runut_pile_page_count(pile));
	runut_pile_free(pile);
	runut_run_free(run);
	runut_ctx_free(ctx);
}

static void a_pile_of_copies_takes_linear_work(void **state)
{
	static struct family families[] = {
	    {.name = "pages with nothing in common", .group = 1},
	    {.name = "edited copies of one page", .pairs = 10, .edited = 12},
	    {.name = "groups in which each page is a third to any two", .pairs = 10, .group = 24, .edited = 12},
	    {.name = "sentences turned round beside a passage", .pairs = 1, .group = 4, .turned = 4},
	    {.name = "one text in two languages", .pairs = 10, .group = 24, .languages = true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++) {
		struct ru_buf small, large;

		make_pile(&small, &families[i], PAGES);
		make_pile(&large, &families[i], 8 * PAGES);
		growth_compare(families[i].name, ru_buf_str(&small), ru_buf_str(&large), find_copies, &families[i]);
		ru_buf_release(&small);
		ru_buf_release(&large);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_pile_of_copies_takes_linear_work),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
