/* SPDX-License-Identifier: Apache-2.0 */
/* The invented pile: a footbridge that gives way. Fed nothing, gives records as the stages would. Page text and raw
 * bytes are the same on most pages; page c stands 100 bytes into its raw bytes, so that a mixed-up coordinate shows. */
#include "sample.h"

#include <stdlib.h>

enum { A, B, C, D, E }; /* pages */

static void check(bool ok)
{
	if (!ok)
		abort();
}

static void *get(struct sample *sample, size_t count, size_t size)
{
	void *ptr = ru_arena_get(&sample->arena, count, size);

	check(ptr != NULL);
	return ptr;
}

static int write_out(void *ctx, struct ru_str bytes)
{
	struct sample *sample = ctx;

	ru_buf_put(&sample->out, bytes);
	return ru_buf_status(&sample->out);
}

static struct ru_str message(void *ctx, struct ru_str key)
{
	struct sample *sample = ctx;

	return ru_packs_message(sample->packs, sample->language, key);
}

struct ru_place sample_place(const struct ru_article *article, const char *words, unsigned nth)
{
	size_t at = ru_str_find(article->text, ru_str_from(words), 0);

	while (nth-- > 0 && at != SIZE_MAX)
		at = ru_str_find(article->text, ru_str_from(words), at + 1);
	check(at != SIZE_MAX);
	return ru_article_place(article, (struct ru_range){(uint32_t)at, (uint32_t)(at + strlen(words))});
}

static struct ru_places one_place(struct sample *sample, const struct ru_article *article, const char *words)
{
	struct ru_places places = {get(sample, 1, sizeof(struct ru_place)), 1};

	places.items[0] = sample_place(article, words, 0);
	return places;
}

void sample_article(struct sample *sample, struct ru_article *article, struct ru_str id, struct ru_str text)
{
	memset(article, 0, sizeof *article);
	article->id = id;
	article->text = text;
	article->clean = text;
	article->map = RU_MAP_IDENTITY;
	article->charset = RU_S("utf-8");
	article->bytes = text.len;
	memset(article->sha256, '0', 64);
	article->title_place.span = article->outlet_place.span = (struct ru_span){RU_NONE, RU_NONE, 0};
	article->block_count = 1;
	article->blocks = get(sample, 1, sizeof(struct ru_block));
	article->blocks[0] = (struct ru_block){RU_BLOCK_BODY,
	                                       {0, (uint32_t)text.len},
	                                       {0, (uint32_t)text.len},
	                                       {0, (uint32_t)text.len, RU_FIELD_PAGE},
	                                       RU_NONE};
}

/* Title, a blank line, body; the last paragraph is a credit line where has_credit. */
static void make_page(struct sample *sample, uint32_t page, const char *id, const char *outlet, const char *text,
                      const char *published, bool has_credit)
{
	struct ru_article *article = &sample->articles[page];
	struct ru_str all = ru_str_from(text);
	uint32_t title_end = (uint32_t)ru_str_find(all, RU_S("\n\n"), 0), body = title_end + 2;
	uint32_t end = (uint32_t)all.len, body_end = end;

	sample_article(sample, article, ru_str_from(id), all);
	if (has_credit) {
		body_end = (uint32_t)ru_str_find(all, RU_S("\n\nSumber"), 0);
		check(body_end < end);
	}
	article->blocks = get(sample, 3, sizeof(struct ru_block));
	article->block_count = has_credit ? 3 : 2;
	article->blocks[0] = (struct ru_block){
	    RU_BLOCK_HEADLINE, {0, title_end}, {RU_NONE, RU_NONE}, {0, title_end, RU_FIELD_PAGE}, RU_NONE};
	article->blocks[1] = (struct ru_block){
	    RU_BLOCK_BODY, {body, body_end}, {0, body_end - body}, {body, body_end, RU_FIELD_PAGE}, RU_NONE};
	article->blocks[2] = (struct ru_block){RU_BLOCK_CREDIT,
	                                       {has_credit ? body_end + 2 : end, end},
	                                       {RU_NONE, RU_NONE},
	                                       {has_credit ? body_end + 2 : end, end, RU_FIELD_PAGE},
	                                       RU_NONE};
	article->clean = ru_str_cut(all, body, body_end);
	article->title = ru_str_cut(all, 0, title_end);
	article->title_place = ru_article_place(article, (struct ru_range){0, title_end});
	if (has_credit) {
		article->other_titles = get(sample, 1, sizeof(struct ru_other_title));
		article->other_title_count = 1;
		article->other_titles[0] = (struct ru_other_title){
		    RU_S("Jembatan <putus>"), RU_S("meta"), {{RU_NONE, RU_NONE}, {4, 20, RU_FIELD_PAGE}, RU_NONE}};
	}
	article->outlet = ru_str_from(outlet);
	article->published.place.span = article->modified.place.span = (struct ru_span){RU_NONE, RU_NONE, 0};
	if (published != NULL) {
		article->published = (struct ru_time){.known = true,
		                                      .precision = RU_PRECISION_MINUTE,
		                                      .zone = RU_ZONE_STATED,
		                                      .value = ru_str_from(published),
		                                      .basis = RU_S("meta"),
		                                      .not_before = INT64_C(28980000),
		                                      .not_after = INT64_MAX,
		                                      .place = {{RU_NONE, RU_NONE}, {4, 29, RU_FIELD_PAGE}, RU_NONE}};
	}
	sample->languages[page] = (struct ru_language){RU_S("id"), 97, NULL, 0};
	sample->docs[page] = (struct ru_doc){article, &sample->facts[page], NULL, 0};
}

static void make_pages(struct sample *sample)
{
	static struct ru_map_piece shifted = {0, 0, 100, 0};

	make_page(
	    sample, A, "pile/a-lembah.html", "Lembah Pos",
	    "Jembatan Gantung Ciranu Putus\n\nJembatan gantung Ciranu putus pada Kamis (6/2/2025) dan 12 warga "
	    "terluka, kata Bupati Sari Wening kepada Kantor Berita Rimba.\n\n\"Kami menutup jalan itu sejak kemarin,\" "
	    "ujar Sari.",
	    "2025-02-06T18:20+07:00", false);
	make_page(sample, B, "pile/b-kilas.html", "Kilas Ciranu",
	          "Jembatan Ciranu Putus, Belasan Terluka\n\nJembatan gantung Ciranu putus pada 7 Februari 2025 dan 21 "
	          "warga terluka, lapor Kantor Berita Rimba.\n\nSumber: Lembah Pos",
	          "2025-02-07T07:05+07:00", true);
	make_page(sample, C, "pile/c-cermin.html", "",
	          "Jembatan Gantung Ciranu Putus\n\nJembatan gantung Ciranu putus pada Kamis (6/2/2025) dan 12 warga "
	          "terluka, kata Bupati Sari Wening kepada Kantor Berita Rimba.",
	          NULL, false);
	make_page(sample, D, "pile/d-pasar.html", "Harian Pasar",
	          "Harga <Cabai> & \"Bawang\" Naik\n\nHarga cabai naik menjadi Rp90.000 per kilogram.", NULL, false);
	make_page(sample, E, "pile/e-lanjut.html", "Lembah Pos",
	          "Perbaikan Jembatan Ciranu Dimulai\n\nPerbaikan jembatan Ciranu dimulai Senin, kata Sari Wening.",
	          NULL, false);
	shifted.out_len = shifted.src_len = (uint32_t)sample->articles[C].text.len;
	sample->articles[C].map = (struct ru_map_view){&shifted, 1, false};
	for (uint32_t i = 0; i < sample->articles[C].block_count; i++) {
		sample->articles[C].blocks[i].raw.begin += 100;
		sample->articles[C].blocks[i].raw.end += 100;
	}
	struct ru_article *b = &sample->articles[B];
	b->credits = get(sample, 1, sizeof(struct ru_credit));
	b->credit_count = 1;
	b->credits[0] = (struct ru_credit){.who = RU_S("Lembah Pos"),
	                                   .cue = RU_S("Sumber"),
	                                   .kind = RU_S("outlet"),
	                                   .place = sample_place(b, "Lembah Pos", 0),
	                                   .cue_place = sample_place(b, "Sumber", 0)};
	b->authors = get(sample, 1, sizeof(struct ru_author));
	b->author_count = 1;
	b->authors[0] =
	    (struct ru_author){RU_S("Tim Kilas"), RU_AUTHOR_REPORTER, {{RU_NONE, RU_NONE}, {4, 13, 0}, RU_NONE}};
	b->links = get(sample, 1, sizeof(struct ru_link));
	b->link_count = 1;
	b->links[0] = (struct ru_link){RU_S("https://lembahpos.example/ciranu"), RU_S("lembahpos.example"),
	                               sample_place(b, "Lembah Pos", 0), false};
}

/* ---- facts ---- */

static void add_date(struct sample *sample, uint32_t page, const char *words, const char *value,
                     enum ru_conflict conflict)
{
	struct ru_facts *facts = &sample->facts[page];
	struct ru_date *date = &facts->dates[facts->date_count++];

	*date = (struct ru_date){.place = sample_place(&sample->articles[page], words, 0),
	                         .text = ru_str_from(words),
	                         .type = RU_DATE_DATE,
	                         .value = ru_str_from(value),
	                         .grain = RU_S("day"),
	                         .conflict = conflict,
	                         .anchor = RU_S("none")};
	if (conflict == RU_CONFLICT_ORDER) {
		date->alt[0] = RU_S("2025-06-02");
		date->alt_count = 1;
	}
}

static void add_figure(struct sample *sample, uint32_t page, const char *words, const char *value, uint32_t by)
{
	struct ru_facts *facts = &sample->facts[page];

	facts->figures[facts->figure_count++] =
	    (struct ru_figure){.place = sample_place(&sample->articles[page], words, 0),
	                       .text = ru_str_from(words),
	                       .value = ru_str_from(value),
	                       .change = RU_CHANGE_EQ,
	                       .unit = RU_S("{person}"),
	                       .noun = RU_S("warga"),
	                       .by = by};
}

static void add_name(struct sample *sample, uint32_t page, const char *words, enum ru_name_type type, const char *role)
{
	struct ru_facts *facts = &sample->facts[page];
	uint32_t i = facts->name_count++;

	facts->names[i] = (struct ru_name){.place = sample_place(&sample->articles[page], words, 0),
	                                   .text = ru_str_from(words),
	                                   .type = type,
	                                   .role = ru_str_from(role),
	                                   .entity = i};
	facts->entities[facts->entity_count++] = (struct ru_entity){
	    .name = ru_str_from(words), .type = type, .role = ru_str_from(role), .first = i, .mentions = 1};
}

static struct ru_statement *add_statement(struct sample *sample, uint32_t page, const char *source, const char *cue,
                                          const char *content)
{
	struct ru_facts *facts = &sample->facts[page];
	const struct ru_article *article = &sample->articles[page];
	struct ru_statement *said = &facts->statements[facts->statement_count++];

	*said = (struct ru_statement){.speaker = RU_S("Sari Wening"),
	                              .entity = 0,
	                              .source = one_place(sample, article, source),
	                              .cue = one_place(sample, article, cue),
	                              .content = one_place(sample, article, content),
	                              .type = RU_STATEMENT_INDIRECT,
	                              .polarity = RU_SAID,
	                              .parent = RU_NONE};
	return said;
}

static void add_relay(struct sample *sample, uint32_t page, struct ru_statement *said)
{
	const struct ru_article *article = &sample->articles[page];

	said->relays = get(sample, 1, sizeof(struct ru_relay));
	said->relay_count = 1;
	said->relays[0] = (struct ru_relay){.who = RU_S("Kantor Berita Rimba"),
	                                    .entity = 1,
	                                    .place = sample_place(article, "Kantor Berita Rimba", 0),
	                                    .cue = sample_place(article, "kepada", 0),
	                                    .cue_text = RU_S("kepada"),
	                                    .basis = RU_BASIS_STATED};
}

static void make_facts(struct sample *sample)
{
	for (uint32_t page = 0; page < SAMPLE_PAGES; page++) {
		struct ru_facts *facts = &sample->facts[page];
		facts->language = RU_S("id");
		facts->names = get(sample, 4, sizeof(struct ru_name));
		facts->entities = get(sample, 4, sizeof(struct ru_entity));
		facts->dates = get(sample, 2, sizeof(struct ru_date));
		facts->figures = get(sample, 2, sizeof(struct ru_figure));
		facts->statements = get(sample, 2, sizeof(struct ru_statement));
	}
	for (uint32_t page = A; page <= C; page += 2) {
		add_name(sample, page, "Sari Wening", RU_NAME_PERSON, "");
		add_name(sample, page, "Kantor Berita Rimba", RU_NAME_ORG, "agency");
		add_date(sample, page, "Kamis (6/2/2025)", "2025-02-06", RU_CONFLICT_ORDER);
		add_figure(sample, page, "12 warga", "12", 0);
		struct ru_statement *said =
		    add_statement(sample, page, "Bupati Sari Wening", "kata",
		                  "Jembatan gantung Ciranu putus pada Kamis (6/2/2025) dan 12 warga terluka");
		add_relay(sample, page, said);
	}
	struct ru_statement *direct =
	    add_statement(sample, A, "Sari", "ujar", "\"Kami menutup jalan itu sejak kemarin,\"");
	direct->type = RU_STATEMENT_DIRECT;
	direct->source = (struct ru_places){get(sample, 1, sizeof(struct ru_place)), 1};
	direct->source.items[0] = sample_place(&sample->articles[A], "Sari", 1);
	add_date(sample, B, "7 Februari 2025", "2025-02-07", RU_CONFLICT_NONE);
	add_figure(sample, B, "21 warga", "21", RU_NONE);
	add_date(sample, E, "Senin", "XXXX-WXX-1", RU_CONFLICT_NONE);
	add_name(sample, E, "Sari Wening", RU_NAME_PERSON, "");
	add_statement(sample, E, "Sari Wening", "kata", "Perbaikan jembatan Ciranu dimulai Senin");
}

/* ---- what the pile says ---- */

static struct ru_evidence *one_evidence(struct sample *sample, enum ru_evidence_kind kind, int32_t weight,
                                        uint32_t page, const char *words)
{
	struct ru_evidence *evidence = get(sample, 1, sizeof *evidence);

	*evidence = (struct ru_evidence){kind, weight, get(sample, 1, sizeof(struct ru_page_span)), 1};
	evidence->spans[0] = (struct ru_page_span){page, sample_place(&sample->articles[page], words, 0).span};
	return evidence;
}

static uint32_t *numbers(struct sample *sample, uint32_t count, const uint32_t *from)
{
	uint32_t *list = get(sample, count, sizeof *list);

	memcpy(list, from, count * sizeof *list);
	return list;
}
#define NUMBERS(sample, ...)                                                                                           \
	numbers(sample, sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t), (const uint32_t[]){__VA_ARGS__})

static void make_stories(struct sample *sample)
{
	static char event_id[3][18] = {"e00000000000000aa", "e00000000000000bb", "e00000000000000cc"};
	static char story_id[2][18] = {"s00000000000000aa", "s00000000000000bb"};
	struct ru_stories *stories = &sample->stories;

	stories->event_count = 3;
	stories->story_count = 2;
	stories->event_of = NUMBERS(sample, 0, 0, 0, 1, 2);
	stories->story_of = NUMBERS(sample, 0, 1, 0);
	stories->also = get(sample, SAMPLE_PAGES, sizeof(uint32_t *));
	stories->also_count = NUMBERS(sample, 0, 0, 0, 0, 1);
	stories->also[E] = NUMBERS(sample, 0);
	stories->event_id = event_id;
	stories->story_id = story_id;
}

static void make_copies(struct sample *sample)
{
	struct ru_copy *copy = get(sample, 1, sizeof *copy);
	const char *words = "Jembatan gantung Ciranu putus pada Kamis (6/2/2025) dan 12 warga terluka";
	struct ru_place a = sample_place(&sample->articles[A], words, 0),
	                c = sample_place(&sample->articles[C], words, 0);

	*copy = (struct ru_copy){.a = A,
	                         .b = C,
	                         .score = 9500,
	                         .dir = '>',
	                         .kind = RU_COPY_VERBATIM,
	                         .passages = get(sample, 1, sizeof(struct ru_passage)),
	                         .passage_count = 1,
	                         .words = 11};
	copy->passages[0] = (struct ru_passage){a.at, c.at, a.span, c.span, 11, false};
	copy->evidence = one_evidence(sample, RU_EVIDENCE_PASSAGE, 240, C, "kepada Kantor Berita Rimba");
	copy->evidence_count = 1;
	sample->copies = (struct ru_copies){copy, 1};
}

static struct ru_event make_event(struct sample *sample, const char *id, uint32_t story, uint32_t *pages,
                                  uint32_t count)
{
	struct ru_event event = {.story = story,
	                         .title = sample->articles[pages[0]].title,
	                         .pages = pages,
	                         .page_count = count,
	                         .origin = {pages[0], RU_NONE},
	                         .groups = get(sample, 1, sizeof(struct ru_group)),
	                         .group_count = 1,
	                         .count = 1,
	                         .max = 1};

	memcpy(event.id, id, strlen(id) + 1);
	event.groups[0] = (struct ru_group){pages, count, {pages[0], RU_NONE}, NULL, 0};
	return event;
}

static void make_events(struct sample *sample)
{
	struct ru_trace *trace = &sample->trace;

	trace->events = get(sample, 3, sizeof(struct ru_event));
	trace->event_count = 3;
	trace->events[0] = make_event(sample, "e00000000000000aa", 0, NUMBERS(sample, A, B, C), 3);
	trace->events[1] = make_event(sample, "e00000000000000bb", 1, NUMBERS(sample, D), 1);
	trace->events[2] = make_event(sample, "e00000000000000cc", 0, NUMBERS(sample, E), 1);
	struct ru_event *first = &trace->events[0];
	first->when = RU_S("2025-02-06");
	first->where = RU_S("Ciranu");
	first->who = get(sample, 1, sizeof(struct ru_str));
	first->who[0] = RU_S("Sari Wening");
	first->who_count = 1;
	first->origin = (struct ru_node){RU_NONE, 0};
	first->origin_evidence = one_evidence(sample, RU_EVIDENCE_RELAY, 310, A, "Kantor Berita Rimba");
	first->origin_evidence_count = 1;
	first->groups[0].root = first->origin;
	first->max = 2;
	first->unplaced = NUMBERS(sample, C);
	first->unplaced_count = 1;
	trace->stories = get(sample, 2, sizeof(struct ru_story));
	trace->story_count = 2;
	trace->stories[0] = (struct ru_story){"s00000000000000aa", NUMBERS(sample, 0, 2), 2};
	trace->stories[1] = (struct ru_story){"s00000000000000bb", NUMBERS(sample, 1), 1};
}

static void make_derivation(struct sample *sample)
{
	struct ru_trace *trace = &sample->trace;
	const struct ru_node agency = {RU_NONE, 0};

	trace->sources = get(sample, 1, sizeof(struct ru_source));
	trace->source_count = 1;
	trace->sources[0] =
	    (struct ru_source){.id = "u00000000000000ff",
	                       .name = RU_S("Kantor Berita Rimba"),
	                       .kind = RU_SOURCE_AGENCY,
	                       .evidence = one_evidence(sample, RU_EVIDENCE_RELAY, 310, A, "Kantor Berita Rimba"),
	                       .evidence_count = 1};
	trace->derivation = get(sample, 3, sizeof(struct ru_derivation));
	trace->derivation_count = 3;
	const struct ru_parent parents[4] = {
	    {agency, RU_COPY_HEAVY, true, 310, trace->sources[0].evidence, 1},
	    {{A, RU_NONE}, RU_COPY_HEAVY, true, 420, one_evidence(sample, RU_EVIDENCE_CREDIT, 420, B, "Lembah Pos"), 1},
	    {agency, RU_COPY_HEAVY, false, 100, NULL, 0},
	    {{A, RU_NONE}, RU_COPY_VERBATIM, true, 240, sample->copies.items[0].evidence, 1}};
	const uint32_t first[] = {0, 1, 3}, count[] = {1, 2, 1};
	for (uint32_t i = 0; i < 3; i++) {
		struct ru_parent *list = get(sample, count[i], sizeof *list);
		memcpy(list, &parents[first[i]], count[i] * sizeof *list);
		trace->derivation[i] = (struct ru_derivation){{i, RU_NONE}, list, count[i]};
	}
}

static struct ru_telling telling(const struct sample *sample, uint32_t page, const char *words, const char *value)
{
	return (struct ru_telling){page,
	                           sample_place(&sample->articles[page], words, 0).span,
	                           ru_str_from(value),
	                           ru_str_from(words),
	                           RU_S(""),
	                           sample->articles[page].published.value};
}

static void make_differences(struct sample *sample)
{
	struct ru_trace *trace = &sample->trace;
	struct ru_difference *list = get(sample, 3, sizeof *list);

	list[0] = (struct ru_difference){"d00000000000000cc",
	                                 0,
	                                 0,
	                                 RU_DIFF_NAME,
	                                 RU_REL_COMPATIBLE,
	                                 RU_S("spelling"),
	                                 RU_S("Ciranu"),
	                                 get(sample, 2, sizeof(struct ru_telling)),
	                                 2};
	list[0].tellings[0] = telling(sample, A, "Sari Wening", "Sari Wening");
	list[0].tellings[1] = telling(sample, C, "Bupati Sari Wening", "Bupati Sari Wening");
	list[1] = (struct ru_difference){"d00000000000000aa",
	                                 0,
	                                 0,
	                                 RU_DIFF_DATE,
	                                 RU_REL_DIFFER,
	                                 RU_S(""),
	                                 RU_S("putus"),
	                                 get(sample, 3, sizeof(struct ru_telling)),
	                                 3};
	list[1].tellings[0] = telling(sample, A, "Kamis (6/2/2025)", "2025-02-06");
	list[1].tellings[1] = telling(sample, B, "7 Februari 2025", "2025-02-07");
	list[1].tellings[2] = telling(sample, C, "Kamis (6/2/2025)", "2025-02-06");
	list[2] = (struct ru_difference){"d00000000000000bb",
	                                 0,
	                                 0,
	                                 RU_DIFF_FIGURE,
	                                 RU_REL_DIFFER,
	                                 RU_S(""),
	                                 RU_S("warga"),
	                                 get(sample, 2, sizeof(struct ru_telling)),
	                                 2};
	list[2].tellings[0] = telling(sample, A, "12 warga", "12");
	list[2].tellings[1] = telling(sample, B, "21 warga", "21");
	trace->differences = list;
	trace->difference_count = 3;
}

static void make_entities(struct sample *sample)
{
	struct ru_trace *trace = &sample->trace;

	trace->entities = get(sample, 2, sizeof(struct ru_trace_entity));
	trace->entity_count = 2;
	trace->entities[0] = (struct ru_trace_entity){.id = "n00000000000000aa",
	                                              .type = RU_NAME_PERSON,
	                                              .name = RU_S("Sari Wening"),
	                                              .pages = NUMBERS(sample, A, C, E),
	                                              .page_count = 3};
	trace->entities[1] = (struct ru_trace_entity){.id = "n00000000000000bb",
	                                              .type = RU_NAME_ORG,
	                                              .name = RU_S("Kantor Berita Rimba"),
	                                              .role = RU_S("agency"),
	                                              .pages = NUMBERS(sample, A, C),
	                                              .page_count = 2};
	trace->entity_of = get(sample, SAMPLE_PAGES, sizeof(uint32_t *));
	for (uint32_t i = 0; i < SAMPLE_PAGES; i++)
		trace->entity_of[i] = NUMBERS(sample, 0, 1);
	trace->pile_dates = get(sample, 1, sizeof(struct ru_pile_date));
	trace->pile_date_count = 1;
	trace->pile_dates[0] = (struct ru_pile_date){
	    E, 0, RU_S("2025-02-10"), {A, sample_place(&sample->articles[A], "6/2/2025", 0).span}};
	trace->pile_relays = get(sample, 1, sizeof(struct ru_pile_relay));
	trace->pile_relay_count = 1;
	trace->pile_relays[0].page = A;
	trace->pile_relays[0].statement = 1;
	trace->pile_relays[0].relay =
	    (struct ru_relay){.who = RU_S("Kantor Berita Rimba"),
	                      .entity = RU_NONE,
	                      .place = sample_place(&sample->articles[A], "Kantor Berita Rimba", 0),
	                      .cue = {{RU_NONE, RU_NONE}, {RU_NONE, RU_NONE, 0}, RU_NONE},
	                      .basis = RU_BASIS_PAGE};
}

void sample_init(struct sample *sample, const char *language)
{
	memset(sample, 0, sizeof *sample);
	ru_arena_init(&sample->arena, ru_alloc_default());
	ru_buf_init(&sample->out, ru_alloc_default(), 0);
	check(ru_packs_new(&sample->packs, NULL, 0, ru_alloc_default(), NULL) == RU_OK);
	sample->language = ru_str_from(language);
	make_pages(sample);
	make_facts(sample);
	make_stories(sample);
	make_copies(sample);
	make_events(sample);
	make_derivation(sample);
	make_differences(sample);
	make_entities(sample);
	sample->all = (struct ru_show_trace){sample->docs,     sample->languages, SAMPLE_PAGES,
	                                     &sample->stories, &sample->trace,    &sample->copies};
	sample->show = (struct ru_show){.write = write_out,
	                                .write_ctx = sample,
	                                .message = message,
	                                .message_ctx = sample,
	                                .message_language = sample->language,
	                                .al = ru_alloc_default(),
	                                .width = 80};
}

void sample_release(struct sample *sample)
{
	ru_packs_free(sample->packs);
	ru_buf_release(&sample->out);
	ru_arena_release(&sample->arena);
}

void sample_clear(struct sample *sample) { ru_buf_clear(&sample->out); }

struct ru_show_page sample_page(const struct sample *sample, uint32_t page)
{
	return (struct ru_show_page){&sample->articles[page], &sample->facts[page], &sample->languages[page]};
}
