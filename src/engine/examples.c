/* SPDX-License-Identifier: Apache-2.0 */
/* A pack's own examples (examples.tsv): each line is read with the pack, and what was found is compared, as text, with
 * what the line expects. docs/packs.md says how each kind is written. */
#include "engine/examples.h"

#include "article/article.h"

struct runner {
	const runut_ctx *ctx; /* with the packs that hold the folder's */
	const struct ru_pack *pack;
	ru_pack_report_fn *report;
	void *user;
	uint32_t failures;
};

/* What one example was read into. */
struct read {
	struct ru_str text;
	const struct ru_facts *facts;
	struct ru_buf *out;
};

static void put_between(struct ru_buf *out, struct ru_str mark)
{
	if (out->len > 0)
		ru_buf_put(out, mark);
}

static void put_or_blank(struct ru_buf *out, struct ru_str s) { ru_buf_put(out, s.len > 0 ? s : RU_S("_")); }

static void write_words(const struct read *read)
{
	struct ru_word_walk walk = {0};
	struct ru_range at;

	while (ru_facts_next_word(read->facts, read->text, &walk, &at)) {
		put_between(read->out, RU_S("|"));
		ru_buf_put(read->out, ru_str_cut(read->text, at.begin, at.end));
	}
}

static void write_sentences(const struct read *read)
{
	uint32_t next = 0;
	struct ru_range at;

	while (ru_facts_next_sentence(read->facts, &next, &at)) {
		put_between(read->out, RU_S("|"));
		ru_buf_put(read->out, ru_str_cut(read->text, at.begin, at.end));
	}
}

/* "Senin, 19 Mei 2031=2031-05-19!weekday~2031-05-20" for each, " | " between. */
static void write_dates(const struct read *read)
{
	static const char *const conflicts[] = {"", "!order", "!weekday", "!year"};

	for (uint32_t i = 0; i < read->facts->date_count; i++) {
		const struct ru_date *date = &read->facts->dates[i];
		put_between(read->out, RU_S(" | "));
		ru_buf_put(read->out, date->text);
		ru_buf_putc(read->out, '=');
		ru_buf_put(read->out, date->value);
		ru_buf_print(read->out, "%s", conflicts[date->conflict]);
		for (uint32_t k = 0; k < date->alt_count; k++) {
			ru_buf_putc(read->out, '~');
			ru_buf_put(read->out, date->alt[k]);
		}
	}
}

/* "lebih dari 12.000 karung=12000 > _ karung" for each, " | " between. */
static void write_figures(const struct read *read)
{
	static const char *const changes[] = {"=",     ">",  ">=",   "<",       "<=",   "~",
	                                      "range", "up", "down", "ordinal", "vague"};

	for (uint32_t i = 0; i < read->facts->figure_count; i++) {
		const struct ru_figure *figure = &read->facts->figures[i];
		put_between(read->out, RU_S(" | "));
		ru_buf_put(read->out, figure->text);
		ru_buf_putc(read->out, '=');
		ru_buf_put(read->out, figure->value);
		if (figure->high.len > 0) {
			ru_buf_put(read->out, RU_S(".."));
			ru_buf_put(read->out, figure->high);
		}
		ru_buf_print(read->out, " %s ", changes[figure->change]);
		put_or_blank(read->out, figure->unit);
		ru_buf_putc(read->out, ' ');
		put_or_blank(read->out, figure->noun);
	}
}

/* "Ratna Wirasti:person" for each, " | " between; "=Moskow" behind it where the entity is called otherwise. */
static void write_names(const struct read *read)
{
	static const char *const types[] = {"person", "org", "place", "other"};

	for (uint32_t i = 0; i < read->facts->name_count; i++) {
		const struct ru_name *name = &read->facts->names[i];
		struct ru_str entity = read->facts->entities[name->entity].name;
		put_between(read->out, RU_S(" | "));
		ru_buf_put(read->out, name->text);
		ru_buf_print(read->out, ":%s", name->role.len > 0 ? "agency" : types[name->type]);
		if (!ru_str_eq(entity, name->text)) {
			ru_buf_putc(read->out, '=');
			ru_buf_put(read->out, entity);
		}
	}
}

static void put_places(const struct read *read, struct ru_places places)
{
	for (uint32_t i = 0; i < places.count; i++) {
		if (i > 0)
			ru_buf_put(read->out, RU_S(" & "));
		ru_buf_put(read->out, ru_str_cut(read->text, places.items[i].span.begin, places.items[i].span.end));
	}
}

/* "direct ; said ; source ; cue ; content" for each, " ; via AGENCY" behind it, " | " between. */
static void write_statements(const struct read *read)
{
	static const char *const types[] = {"direct", "indirect", "mixed"};
	static const char *const polarities[] = {"said", "not_said", "denied", "neither"};

	for (uint32_t i = 0; i < read->facts->statement_count; i++) {
		const struct ru_statement *said = &read->facts->statements[i];
		put_between(read->out, RU_S(" | "));
		ru_buf_print(read->out, "%s ; %s ; ", types[said->type], polarities[said->polarity]);
		put_places(read, said->source);
		ru_buf_put(read->out, RU_S(" ; "));
		put_places(read, said->cue);
		ru_buf_put(read->out, RU_S(" ; "));
		put_places(read, said->content);
		for (uint32_t k = 0; k < said->relay_count; k++) {
			ru_buf_put(read->out, RU_S(" ; via "));
			ru_buf_put(read->out, said->relays[k].who);
		}
	}
}

static const struct {
	const char *kind;
	void (*write)(const struct read *read);
} readers[] = {{"words", write_words},     {"sentences", write_sentences}, {"dates", write_dates},
               {"figures", write_figures}, {"names", write_names},         {"statements", write_statements}};

/* Read the example's text as an article of the pack's language and write what was found of the kind. */
static int read_facts(const struct runner *run, const struct ru_entry *entry, size_t reader, struct ru_buf *out,
                      struct ru_arena *arena, struct ru_error *err)
{
	const runut_ctx *ctx = run->ctx;
	struct ru_article_options article_options = {ctx->packs, &ctx->limits, &ctx->al, NULL};
	struct ru_facts_options facts_options = {ctx->packs, run->pack, &ctx->limits, &ctx->al};
	struct ru_article article;
	struct ru_facts facts;
	struct ru_raw_page raw = {.kind = RU_PAGE_ARTICLE,
	                          .id = RU_S("example"),
	                          .bytes = entry->col[1],
	                          .charset = RU_S("utf-8"),
	                          .date = entry->col[3],
	                          .language = ru_pack_tag(run->pack)};
	int status = ru_article_read(&article, &raw, &article_options, arena, err);

	if (status == 0)
		status = ru_facts_read(&facts, &article, &facts_options, arena, err);
	if (status == 0)
		readers[reader].write(&(struct read){entry->col[1], &facts, out});
	return status;
}

static int find(const struct runner *run, const struct ru_entry *entry, struct ru_buf *out, struct ru_arena *arena,
                struct ru_error *err)
{
	uint32_t confidence;

	if (ru_str_eq(entry->col[0], RU_S("stem"))) {
		ru_pack_stem(run->pack, entry->col[1], out);
		return 0;
	}
	if (ru_str_eq(entry->col[0], RU_S("language"))) {
		ru_buf_put(out, ru_language_guess(run->ctx->packs, entry->col[1], &confidence));
		return 0;
	}
	for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]); i++)
		if (ru_str_eq(entry->col[0], ru_str_from(readers[i].kind)))
			return read_facts(run, entry, i, out, arena, err);
	return RU_EUSAGE;
}

static int report(struct runner *run, const struct ru_entry *entry, struct ru_str message)
{
	run->failures++;
	if (run->report != NULL)
		run->report(run->user, RU_S("examples.tsv"), entry->line, message);
	return 0;
}

static int check_example(struct runner *run, const struct ru_entry *entry, struct ru_error *err)
{
	struct ru_str want = ru_str_eq(entry->col[2], RU_S("-")) ? RU_S("") : entry->col[2], message;
	struct ru_arena arena;
	struct ru_buf out;

	ru_arena_init(&arena, &run->ctx->al);
	ru_buf_init(&out, &run->ctx->al, 0);
	int status = find(run, entry, &out, &arena, err);
	if (status == 0)
		status = ru_buf_status(&out);
	struct ru_str got = ru_buf_str(&out);
	if (status == RU_EUSAGE) {
		status = report(run, entry, RU_S("no such kind of example"));
	} else if (status == 0 && !ru_str_eq(got, want)) {
		struct ru_str shown = got.len > 0 ? got : RU_S("-");
		status = ru_arena_print(&arena, &message, "%.*s: found \"%.*s\", expected \"%.*s\"",
		                        (int)entry->col[0].len, entry->col[0].ptr, (int)shown.len, shown.ptr,
		                        (int)entry->col[2].len, entry->col[2].len > 0 ? entry->col[2].ptr : "");
		if (status == 0)
			status = report(run, entry, message);
	}
	ru_buf_release(&out);
	ru_arena_release(&arena);
	return status;
}

int ru_engine_examples(const runut_ctx *ctx, const char *dir, struct ru_str tag, ru_pack_report_fn *told, void *user,
                       uint32_t *failures, struct ru_error *err)
{
	const char *dirs[] = {dir};
	runut_ctx probe = *ctx;
	size_t count;
	int status = ru_packs_new(&probe.packs, dirs, 1, &ctx->al, err);

	*failures = 0;
	if (status != 0)
		return status;
	struct runner run = {&probe, ru_packs_find(probe.packs, tag), told, user, 0};
	const struct ru_entry *entry = ru_pack_entries(run.pack, ru_table_find(RU_S("examples")), &count);
	for (size_t i = 0; status == 0 && i < count; i++)
		status = check_example(&run, &entry[i], err);
	ru_packs_free(probe.packs);
	*failures = run.failures;
	return status;
}
