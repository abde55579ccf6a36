/* SPDX-License-Identifier: Apache-2.0 */
/* Statements and names row by row (statements.tsv, names.tsv); spans re-read to their text; memory that runs out; pages
 * made to hurt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "row_article.h"
#include "row_file.h"
#include "support/packs.h"
#include "support/alloc_fail.h"
#include "support/growth.h"

static const struct ru_limits limits = {UINT64_C(32) << 20, 0, 250000, 512, 256, 20000, 20000, 50000, 100, 64};

static struct ru_lexicon *lexicon; /* or NULL */

static int read_text(struct ru_str language, struct ru_str text, const struct ru_alloc *al, struct ru_arena *arena,
                     struct ru_article *article, struct ru_facts *facts)
{
	struct ru_facts_options options = {packs, ru_packs_find(packs, language), &limits, al, lexicon};
	int status = row_article(article, text, RU_S("2031-02-13"), arena);

	return status == RU_OK ? ru_facts_read(facts, article, &options, arena, NULL) : status;
}

static void put_places(struct ru_buf *buf, struct ru_str text, struct ru_places places)
{
	for (uint32_t i = 0; i < places.count; i++) {
		ru_buf_put(buf, i > 0 ? RU_S(" & ") : RU_S(""));
		ru_buf_put(buf, ru_str_cut(text, places.items[i].span.begin, places.items[i].span.end));
	}
}

/* "direct ; said ; Ratna ; nya ; kata ; content & content ; to X ; via Y stated ; carried ; in 0" for each, " | "
 * between. */
static void write_statements(struct ru_buf *buf, struct ru_str text, const struct ru_facts *facts)
{
	static const char *const types[] = {"direct", "indirect", "mixed"};
	static const char *const polarities[] = {"said", "not_said", "denied", "neither"};
	static const char *const bases[] = {"stated", "carried", "page"};

	for (uint32_t k = 0; k < facts->statement_count; k++) {
		const struct ru_statement *st = &facts->statements[k];

		ru_buf_print(buf, "%s%s ; %s ; %.*s ; ", k > 0 ? " | " : "", types[st->type], polarities[st->polarity],
		             (int)st->speaker.len, st->speaker.len > 0 ? st->speaker.ptr : "");
		put_places(buf, text, st->source);
		ru_buf_put(buf, RU_S(" ; "));
		put_places(buf, text, st->cue);
		ru_buf_put(buf, RU_S(" ; "));
		put_places(buf, text, st->content);
		if (st->addressee.count > 0) {
			ru_buf_put(buf, RU_S(" ; to "));
			put_places(buf, text, st->addressee);
		}
		for (uint32_t i = 0; i < st->relay_count; i++)
			ru_buf_print(buf, " ; via %.*s %s", (int)st->relays[i].who.len, st->relays[i].who.ptr,
			             bases[st->relays[i].basis]);
		if (st->basis != RU_BASIS_STATED)
			ru_buf_print(buf, " ; %s", bases[st->basis]);
		if (st->parent != RU_NONE)
			ru_buf_print(buf, " ; in %u", st->parent);
	}
}

/* "text:type:entity{title}" for each name, " | " between; the entity only where it is called otherwise. */
static void write_names(struct ru_buf *buf, struct ru_str text, const struct ru_facts *facts)
{
	static const char *const types[] = {"person", "org", "place", "other"};

	for (uint32_t k = 0; k < facts->name_count; k++) {
		const struct ru_name *name = &facts->names[k];
		struct ru_str entity = facts->entities[name->entity].name;

		ru_buf_put(buf, k > 0 ? RU_S(" | ") : RU_S(""));
		ru_buf_put(buf, ru_str_cut(text, name->place.span.begin, name->place.span.end));
		ru_buf_print(buf, ":%s", name->role.len > 0 ? "agency" : types[name->type]);
		if (!ru_str_eq(entity, name->text))
			ru_buf_print(buf, "=%.*s", (int)entity.len, entity.ptr);
		if (name->title.len > 0)
			ru_buf_print(buf, "{%.*s}", (int)name->title.len, name->title.ptr);
	}
}

typedef void write_fn(struct ru_buf *buf, struct ru_str text, const struct ru_facts *facts);

/* "\n" in a cell is a line break. */
static void unescape(struct ru_buf *buf, struct ru_str cell)
{
	for (size_t i = 0; i < cell.len; i++) {
		bool line = cell.ptr[i] == '\\' && i + 1 < cell.len && cell.ptr[i + 1] == 'n';

		ru_buf_putc(buf, line ? '\n' : cell.ptr[i]);
		i += line;
	}
}

static bool row_holds(struct ru_str line, write_fn *write)
{
	struct ru_str cell[3] = {{NULL, 0}};
	struct ru_buf text, got;
	struct ru_arena arena;
	struct ru_article article;
	struct ru_facts facts;
	bool same;

	for (size_t k = 0; k < 3; k++)
		assert_true(ru_str_split(&line, '\t', &cell[k]));
	ru_buf_init(&text, ru_alloc_default(), 0);
	ru_buf_init(&got, ru_alloc_default(), 0);
	ru_arena_init(&arena, ru_alloc_default());
	unescape(&text, cell[1]);
	assert_int_equal(read_text(cell[0], ru_buf_str(&text), ru_alloc_default(), &arena, &article, &facts), 0);
	write(&got, ru_buf_str(&text), &facts);
	same = ru_str_eq(ru_buf_str(&got), ru_str_eq(cell[2], RU_S("-")) ? RU_S("") : cell[2]);
	if (!same)
		print_error("in   %.*s\ngot  %s\nwant %.*s\n", (int)cell[1].len, cell[1].ptr,
		            got.len > 0 ? got.ptr : "-", (int)cell[2].len, cell[2].ptr);
	ru_arena_release(&arena);
	ru_buf_release(&text);
	ru_buf_release(&got);
	return same;
}

static uint32_t check_statements(struct ru_str line) { return !row_holds(line, write_statements); }
static uint32_t check_names(struct ru_str line) { return !row_holds(line, write_names); }

static void statements_are_read_as_written(void **state)
{
	(void)state;
	row_file_check(TEST_ROWS "/statements.tsv", check_statements, 45);
}

static void names_are_read_as_written(void **state)
{
	(void)state;
	row_file_check(TEST_ROWS "/names.tsv", check_names, 15);
	row_file_check(TEST_ROWS "/names_en.tsv", check_names, 50);
	row_file_check(TEST_ROWS "/names_de.tsv", check_names, 50);
}

static void a_page_that_no_pack_reads_says_so(void **state)
{
	static const struct {
		struct ru_str language;
		uint32_t notices;
	} pages[] = {{RU_S_INIT("tr"), 1}, {RU_S_INIT("id"), 0}};

	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		struct ru_arena arena;
		struct ru_article article;
		struct ru_facts facts;
		ru_arena_init(&arena, ru_alloc_default());
		assert_int_equal(
		    read_text(pages[i].language, RU_S("Lohari 2031"), ru_alloc_default(), &arena, &article, &facts), 0);
		assert_int_equal(facts.notice_count, pages[i].notices);
		if (facts.notice_count > 0)
			assert_true(ru_str_eq(facts.notices[0].kind, RU_S("no_pack")));
		ru_arena_release(&arena);
	}
}

static void sweep(struct ru_str language, struct ru_str text)
{
	bool done = false;

	for (size_t n = 0; n < 10000 && !done; n++) {
		struct alloc_fail fail;
		struct ru_arena arena;
		struct ru_article article;
		struct ru_facts facts;
		int status;

		alloc_fail_init(&fail, n);
		ru_arena_init(&arena, &fail.al);
		status = read_text(language, text, &fail.al, &arena, &article, &facts);
		assert_int_equal(status, fail.failed ? RU_ENOMEM : RU_OK);
		done = !fail.failed;
		ru_arena_release(&arena);
		assert_int_equal(fail.live, 0);
	}
	assert_true(done);
}

static void memory_that_runs_out_is_told(void **state)
{
	static const char id[] =
	    "Menurut Reuters, Menteri Perairan Lohari Ratna Wirasti mengatakan kepada Hasan bahwa \"air naik\".\n"
	    "\"Nenek bilang, 'Jangan lupa makan',\" katanya seperti dikutip Antara dari Reuters.\n"
	    "Badan Perairan Lohari (BPL) belum menanggapi.";
	static const char en[] = "Hannah Brown, a teacher, said that the dam leaks, adding that she was told to go.\n"
	                         "\"We wait,\" said Brown. Critics praised the plan and the mayor did not respond.";
	static const char de[] = "Am Montag sagte Hannah Braun, die Lage sei ernst. Man werde warten.\n"
	                         "Nach Angaben der Polizei ist, so Braun, die \xe2\x80\x9e"
	                         "Lage\xe2\x80\x9c gut.";

	(void)state;
	sweep(RU_S("id"), ru_str_from(id));
	sweep(RU_S("en"), ru_str_from(en));
	sweep(RU_S("de"), ru_str_from(de));
}

static void read_page(struct ru_str input, const struct ru_alloc *al, void *ctx)
{
	struct ru_arena arena;
	struct ru_article article;
	struct ru_facts facts;

	ru_arena_init(&arena, al);
	assert_int_equal(read_text(*(const struct ru_str *)ctx, input, al, &arena, &article, &facts), 0);
	assert_true(facts.statement_count <= limits.facts && facts.name_count <= limits.facts);
	for (uint32_t i = 0; i < facts.statement_count; i++) {
		const struct ru_statement *st = &facts.statements[i];

		assert_true(st->parent == RU_NONE || st->parent < i);
		for (uint32_t k = 0; k < st->content.count; k++)
			assert_true(st->content.items[k].span.begin < st->content.items[k].span.end &&
			            st->content.items[k].span.end <= input.len);
	}
	ru_arena_release(&arena);
}

static void work_grows_with_the_page_only(void **state)
{
	static const struct growth_family families[] = {
	    {"quotation marks", "", "\"", ""},
	    {"opening marks", "", "\xe2\x80\x9c a", ""},
	    {"marks in marks", "", "\"'\xe2\x80\x9c\xe2\x80\x98", ""},
	    {"cues", "", "kata ", ""},
	    {"cues and commas", "", ", kata Rina mengatakan ", ""},
	    {"one long clause", "Rina mengatakan ", "dan ", ""},
	    {"relays", "Menurut Reuters", " yang mengutip Antara", ""},
	    {"names", "", "Rina Wulan% ", ""},
	    {"one name", "", "Kim Jong ", ""},
	    {"titles", "", "Menteri Kepala ", ""},
	    {"brackets", "", "(KPK ", ""},
	    {"no space", "", "\xff", ""},
	    {"one report", "", "\"Naik,\" kata Budi. ", ""},
	};
	static const struct growth_family verbs[] = {
	    {"verbs", "", "said ", ""},
	    {"verbs and commas", "", ", said Brown saying ", ""},
	    {"adverbs", "Brown ", "repeatedly ", "said that"},
	    {"appositions", "Brown", ", a teacher", ", said it leaks"},
	    {"relative clauses", "Friends ", "who saw her ", "say that"},
	    {"one clause", "Brown said that ", "and ", ""},
	    {"one report", "", "\"Up,\" said Brown. ", ""},
	    {"nouns", "", "claim that ", ""},
	    {"owners", "", "Brown's claim that ", ""},
	    {"by and by", "", "told by Brown as saying ", ""},
	    {"put in", "Brown said the fee", ", which leaks", ", is"},
	    {"attitudes", "", "Brown opposes it, Weller said, ", ""},
	    {"colons", "", "Brown: \"Up we go.\" ", ""},
	    {"quotations that go on", "\"Up\" said Brown", ", \"up\" he", ""},
	};
	static const struct growth_family second[] = {
	    {"sources", "", "nach Angaben ", ""},
	    {"second parts", "", "teilte ", "mit, dass"},
	    {"participles", "", "hat gesagt ", ""},
	    {"said so", "", "sagte Braun, sei ", ""},
	    {"marks", "", "\xe2\x80\x9e\xe2\x80\x9c ", ""},
	    {"reported speech", "Braun sagte, es sei so. ", "Es sei so. ", ""},
	    {"second parts behind commas", "", "teilte, ", "mit"},
	    {"what was told", "", "Das sagte Braun. ", ""},
	    {"titles", "Braun sagte in ",
	     "\xe2\x80\x9e"
	     "a\xe2\x80\x9c ",
	     ", es sei so"},
	    {"passives", "", "von Braun wurde gesagt ", ""},
	};
	struct ru_str tags[] = {RU_S("id"), RU_S("en"), RU_S("de")};

	(void)state;
	growth_check(families, sizeof(families) / sizeof(families[0]), 20000, read_page, &tags[0]);
	growth_check(verbs, sizeof(verbs) / sizeof(verbs[0]), 20000, read_page, &tags[1]);
	growth_check(second, sizeof(second) / sizeof(second[0]), 20000, read_page, &tags[2]);
}

static void variants_of_a_name_are_one_entity_with_the_reason(void **state)
{
	static const char text[] = "Pemimpin Lohari Park Min-jun bertemu Park Min Jun. Park mengatakan Andrei Volkar "
	                           "tiba; Andrey Volkar pulang.";
	struct ru_arena arena;
	struct ru_article article;
	struct ru_facts facts;
	uint32_t people = 0;

	(void)state;
	ru_arena_init(&arena, ru_alloc_default());
	assert_int_equal(read_text(RU_S("id"), ru_str_from(text), ru_alloc_default(), &arena, &article, &facts), 0);
	for (uint32_t e = 0; e < facts.entity_count; e++)
		people += facts.entities[e].type == RU_NAME_PERSON;
	assert_int_equal(people, 2);
	assert_true(ru_str_eq(facts.entities[facts.names[0].entity].reason, RU_S("part of the name")));
	ru_arena_release(&arena);
}

/* What is kept of words and of tables from row to row, in four languages by turns. */
static void rows_leave_nothing_that_the_next_are_read_by(void **state)
{
	assert_int_equal(ru_lexicon_new(&lexicon, 16, ru_packs_find(packs, RU_S("all")), ru_alloc_default()), RU_OK);
	for (int round = 0; round < 2; round++) {
		statements_are_read_as_written(state);
		names_are_read_as_written(state);
	}
	ru_lexicon_free(lexicon);
	lexicon = NULL;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rows_leave_nothing_that_the_next_are_read_by),
	    cmocka_unit_test(statements_are_read_as_written),
	    cmocka_unit_test(names_are_read_as_written),
	    cmocka_unit_test(a_page_that_no_pack_reads_says_so),
	    cmocka_unit_test(variants_of_a_name_are_one_entity_with_the_reason),
	    cmocka_unit_test(memory_that_runs_out_is_told),
	    cmocka_unit_test(work_grows_with_the_page_only),
	};

	return cmocka_run_group_tests(tests, packs_load, packs_unload);
}
