/* SPDX-License-Identifier: Apache-2.0 */
/* Whatever a page holds: JSON stays JSON, a terminal gets no control character, a report no markup, and the work grows
 * with the bytes. Every allocation is made to fail in turn. */
#include "sample.h"

#include "show/json.h"
#include "support/alloc_fail.h"
#include "text/utf8.h"

#include <cjson/cJSON.h>
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#define HOSTILE                                                                                                        \
	"</script><img src=x onerror=alert(1)>\"'&amp;\x1b[31m\x07\r\n\xe2\x80\xae"                                    \
	"abc\xe2\x81\xa6\xc2\x9b"                                                                                      \
	"2J\xff\xfe\xf0\x9f\x92\xa3 ]]> <!-- \xd7\xa9\xd7\x9c"

/* Put hostile words wherever a page's words travel. */
static void poison(struct sample *sample, struct ru_str words)
{
	sample_article(sample, &sample->articles[0], words, words);
	struct ru_article *article = &sample->articles[0];
	article->title = article->outlet = article->url = article->canonical = article->host = words;
	article->published = (struct ru_time){.known = true, .value = words, .basis = words};
	sample->facts[0].name_count = sample->facts[0].date_count = sample->facts[0].figure_count = 0;
	sample->facts[0].statement_count = sample->facts[0].entity_count = 0;
	sample->trace.sources[0].name = words;
	sample->trace.events[0].title = sample->trace.events[0].where = sample->trace.events[0].when = words;
	sample->trace.events[0].who[0] = words;
	sample->trace.differences[1].about = words;
	sample->trace.differences[1].why = words;
	for (uint32_t i = 0; i < 3; i++) {
		struct ru_telling *telling = &sample->trace.differences[1].tellings[i];
		telling->text = telling->value = telling->source = telling->when = words;
	}
	sample->facts[2].statements[0].speaker = words;
	sample->trace.entities[0].name = words;
	sample->facts[2].dates[0].value = words;
}

static void json_stays_json(void **state)
{
	struct sample sample;

	(void)state;
	sample_init(&sample, "en");
	poison(&sample, RU_S(HOSTILE));
	struct ru_show_page page = sample_page(&sample, 0);
	assert_int_equal(ru_show_clean_json(&sample.show, &page), RU_OK);
	assert_int_equal(sample.out.ptr[sample.out.len - 1], '\n');
	for (size_t i = 0; i + 1 < sample.out.len; i++)
		assert_true((unsigned char)sample.out.ptr[i] >= 0x20);
	assert_true(ru_utf8_valid(ru_buf_str(&sample.out)));
	cJSON *record = cJSON_ParseWithLength(sample.out.ptr, sample.out.len);
	assert_non_null(record);
	assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(record, "title")),
	                    "</script><img src=x onerror=alert(1)>\"'&amp;\x1b[31m\x07\r\n\xe2\x80\xae"
	                    "abc\xe2\x81\xa6\xc2\x9b"
	                    "2J\xef\xbf\xbd\xef\xbf\xbd\xf0\x9f\x92\xa3 ]]> <!-- \xd7\xa9\xd7\x9c");
	cJSON_Delete(record);
	sample_clear(&sample);
	assert_int_equal(ru_show_trace_json(&sample.show, &sample.all), RU_OK);
	record = cJSON_ParseWithLength(sample.out.ptr, sample.out.len);
	assert_non_null(record);
	assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(record, "pages")), SAMPLE_PAGES);
	cJSON_Delete(record);
	sample_release(&sample);
}

/* No control, no character that turns the text around but our own isolates, which must pair. */
static void check_terminal(struct sample *sample)
{
	struct ru_str text = ru_buf_str(&sample->out);
	size_t pos = 0;
	int open = 0;

	assert_true(ru_utf8_valid(text));
	while (pos < text.len) {
		uint32_t cp = ru_utf8_next(text, &pos);
		assert_true(cp == '\n' || (cp >= 0x20 && cp != 0x7f && !(cp >= 0x80 && cp < 0xa0)));
		assert_false(cp >= 0x202a && cp <= 0x202e);
		open += cp == 0x2068 ? 1 : cp == 0x2069 ? -1 : 0;
		assert_true(open == 0 || open == 1);
	}
	assert_int_equal(open, 0);
	sample_clear(sample);
}

static void terminal_gets_no_control(void **state)
{
	struct sample sample;

	(void)state;
	sample_init(&sample, "id");
	poison(&sample, RU_S(HOSTILE));
	struct ru_show_compare compared = {sample.trace.differences, 3, sample.docs, &sample.copies};
	for (unsigned width = 1; width < 200; width += 33) {
		sample.show.width = width;
		assert_int_equal(ru_show_trace_text(&sample.show, &sample.all), RU_OK);
		check_terminal(&sample);
		for (uint32_t i = 0; i < SAMPLE_PAGES; i++) {
			struct ru_show_page page = sample_page(&sample, i);
			assert_int_equal(ru_show_facts_text(&sample.show, &page), RU_OK);
			assert_int_equal(ru_show_clean_text(&sample.show, &page), RU_OK);
			assert_int_equal(ru_show_language_text(&sample.show, &page), RU_OK);
		}
		assert_int_equal(ru_show_copies_text(&sample.show, &sample.copies, sample.docs), RU_OK);
		assert_int_equal(ru_show_stories_text(&sample.show, &sample.stories, sample.docs, SAMPLE_PAGES), RU_OK);
		assert_int_equal(ru_show_compare_text(&sample.show, &compared), RU_OK);
		check_terminal(&sample);
	}
	sample_release(&sample);
}

/* Every "<" begins one of our own tags. */
static void check_markup(struct ru_str text)
{
	static const char *const ours[] = {"!DOCTYPE html>",
	                                   "html",
	                                   "head",
	                                   "meta",
	                                   "title",
	                                   "style",
	                                   "body",
	                                   "header",
	                                   "h1",
	                                   "h2",
	                                   "h3",
	                                   "h4",
	                                   "p",
	                                   "nav",
	                                   "ol",
	                                   "ul",
	                                   "li",
	                                   "a",
	                                   "small",
	                                   "main",
	                                   "section",
	                                   "b",
	                                   "bdi",
	                                   "br",
	                                   "details",
	                                   "summary",
	                                   "div",
	                                   "span",
	                                   "mark",
	                                   "table",
	                                   "caption",
	                                   "thead",
	                                   "tbody",
	                                   "tr",
	                                   "th",
	                                   "td",
	                                   "figure",
	                                   "figcaption",
	                                   "svg",
	                                   "g",
	                                   "rect",
	                                   "text",
	                                   "path",
	                                   "article",
	                                   "footer"};

	for (size_t at = ru_str_find(text, RU_S("<"), 0); at != SIZE_MAX; at = ru_str_find(text, RU_S("<"), at + 1)) {
		size_t name = at + 1 + (text.ptr[at + 1] == '/');
		bool known = false;
		for (size_t i = 0; i < sizeof ours / sizeof *ours && !known; i++) {
			size_t len = strlen(ours[i]);
			known = ru_str_starts(ru_str_cut(text, name, text.len), ru_str_from(ours[i])) &&
			        !ru_is_alnum(text.ptr[name + len]);
		}
		if (!known)
			fail_msg("unknown markup: %.40s", text.ptr + at);
	}
}

static void compare_page_gets_no_markup(void **state)
{
	struct sample sample;

	(void)state;
	sample_init(&sample, "en");
	poison(&sample, RU_S(HOSTILE));
	struct ru_show_compare compared = {sample.trace.differences, 3, sample.docs, &sample.copies};
	sample.copies.items[0].b = 1; /* the two pages compared */
	sample.copies.items[0].passages[0].b = (struct ru_range){0, 60};
	sample.copies.items[0].passages[0].a = (struct ru_range){0, 50};
	assert_int_equal(ru_show_compare_html(&sample.show, &compared), RU_OK);
	struct ru_str text = ru_buf_str(&sample.out);
	assert_true(ru_utf8_valid(text));
	assert_int_equal(ru_str_find(text, RU_S("<img"), 0), SIZE_MAX);
	assert_int_equal(ru_str_find(text, RU_S("<script"), 0), SIZE_MAX);
	assert_int_not_equal(ru_str_find(text, RU_S("&lt;/script&gt;"), 0), SIZE_MAX);
	assert_int_equal(ru_str_find(text, RU_S("http"), 0), ru_str_find(text, RU_S("http-equiv"), 0));
	assert_int_equal(ru_str_find(text, RU_S("\xe2\x80\xae"), 0), SIZE_MAX);
	check_markup(text);
	sample_release(&sample);
}

static void report_gets_no_markup(void **state)
{
	struct sample sample;

	(void)state;
	sample_init(&sample, "en");
	poison(&sample, RU_S(HOSTILE));
	assert_int_equal(ru_show_trace_html(&sample.show, &sample.all), RU_OK);
	struct ru_str text = ru_buf_str(&sample.out);
	assert_true(ru_utf8_valid(text));
	assert_int_equal(ru_str_find(text, RU_S("<img"), 0), SIZE_MAX);
	assert_int_equal(ru_str_find(text, RU_S("<script"), 0), SIZE_MAX);
	assert_int_equal(ru_str_find(text, RU_S("http"), 0), ru_str_find(text, RU_S("http-equiv"), 0));
	assert_int_equal(ru_str_find(text, RU_S("\xe2\x80\xae"), 0), SIZE_MAX);
	check_markup(text);
	sample_release(&sample);
}

/* A page of n bytes of one character in every place that words travel through. */
static size_t written(size_t n, char fill)
{
	struct sample sample;
	char *big = malloc(n);
	size_t len;

	assert_non_null(big);
	memset(big, fill, n);
	sample_init(&sample, "en");
	poison(&sample, (struct ru_str){big, n});
	sample.articles[0].id = RU_S("big"); /* ids are names of files; they stand in every piece of evidence */
	assert_int_equal(ru_show_trace_text(&sample.show, &sample.all), RU_OK);
	assert_int_equal(ru_show_trace_html(&sample.show, &sample.all), RU_OK);
	struct ru_show_page page = sample_page(&sample, 0);
	assert_int_equal(ru_show_facts_text(&sample.show, &page), RU_OK);
	assert_int_equal(ru_show_trace_json(&sample.show, &sample.all), RU_OK);
	struct ru_show_compare compared = {sample.trace.differences, 3, sample.docs, &sample.copies};
	assert_int_equal(ru_show_compare_text(&sample.show, &compared), RU_OK);
	assert_int_equal(ru_show_compare_html(&sample.show, &compared), RU_OK);
	len = sample.out.len;
	sample_release(&sample);
	free(big);
	return len;
}

static void a_megabyte_of_one_character_grows_by_itself_only(void **state)
{
	static const char fills[] = {'a', '<', '\x1b', '/'};

	(void)state;
	for (size_t i = 0; i < sizeof fills; i++) {
		size_t small = written(1 << 16, fills[i]), big = written(1 << 20, fills[i]);
		assert_true(big < 20 * small + (1 << 20));
	}
}

static int refuse(void *ctx, struct ru_str bytes)
{
	size_t *left = ctx;

	if (*left < bytes.len)
		return RU_EIO;
	*left -= bytes.len;
	return RU_OK;
}

static int write_all(struct sample *sample)
{
	struct ru_show_page page = sample_page(sample, 0);
	int status = ru_show_trace_html(&sample->show, &sample->all);

	if (status == RU_OK)
		status = ru_show_trace_text(&sample->show, &sample->all);
	if (status == RU_OK)
		status = ru_show_trace_json(&sample->show, &sample->all);
	if (status == RU_OK)
		status = ru_show_facts_text(&sample->show, &page);
	if (status == RU_OK)
		status = ru_show_stories_text(&sample->show, &sample->stories, sample->docs, SAMPLE_PAGES);
	struct ru_show_compare compared = {sample->trace.differences, 3, sample->docs, &sample->copies};
	if (status == RU_OK)
		status = ru_show_copies_text(&sample->show, &sample->copies, sample->docs);
	if (status == RU_OK)
		status = ru_show_compare_text(&sample->show, &compared);
	if (status == RU_OK)
		status = ru_show_compare_html(&sample->show, &compared);
	return status;
}

static void a_full_disk_is_told(void **state)
{
	struct sample sample;

	(void)state;
	sample_init(&sample, "en");
	for (size_t room = 0; room < 20000; room += 997) {
		size_t left = room;
		sample.show.write = refuse;
		sample.show.write_ctx = &left;
		assert_int_equal(write_all(&sample), RU_EIO);
	}
	sample_release(&sample);
}

static int take(void *ctx, struct ru_str bytes)
{
	(void)ctx;
	(void)bytes;
	return RU_OK;
}

static void memory_that_runs_out_is_told(void **state)
{
	struct sample sample;

	(void)state;
	sample_init(&sample, "en");
	sample.show.write = take;
	for (size_t n = 0;; n++) {
		struct alloc_fail f;
		alloc_fail_init(&f, n);
		sample.show.al = &f.al;
		int status = write_all(&sample);
		assert_int_equal(f.live, 0);
		if (!f.failed) {
			assert_int_equal(status, RU_OK);
			break;
		}
		assert_int_equal(status, RU_ENOMEM);
		assert_true(n < 10000);
	}
	sample_release(&sample);
}

static void write_text(struct sample *sample, struct ru_str text)
{
	struct ru_json json;

	sample_clear(sample);
	ru_json_init(&json, &sample->show);
	ru_json_str(&json, text);
	assert_int_equal(ru_json_finish(&json), RU_OK);
}

/* Many bytes are looked at in one step: what must be escaped is found wherever it stands, and what stands around it
 * stays. */
static void characters_are_escaped_at_every_place(void **state)
{
	static const struct {
		struct ru_str is, becomes;
	} hard[] = {{RU_S_INIT("\""), RU_S_INIT("\\\"")},
	            {RU_S_INIT("\\"), RU_S_INIT("\\\\")},
	            {RU_S_INIT("\n"), RU_S_INIT("\\n")},
	            {RU_S_INIT("\x1F"), RU_S_INIT("\\u001f")},
	            {RU_S_INIT("\x7F"), RU_S_INIT("\\u007f")},
	            {RU_S_INIT("\xFF"), RU_S_INIT("\xEF\xBF\xBD")},
	            {RU_S_INIT("\xEF\xBF\xBD"), RU_S_INIT("\xEF\xBF\xBD")},
	            {RU_S_INIT("\xE2\x80\xAE"), RU_S_INIT("\\u202e")},
	            {RU_S_INIT("\xF3\xA0\x81\x81"), RU_S_INIT("\\udb40\\udc41")},
	            {RU_S_INIT("\xC3\xA9, \xD7\xA9"), RU_S_INIT("\xC3\xA9, \xD7\xA9")}};
	static char text[8300], want[8320];
	struct sample sample;

	(void)state;
	sample_init(&sample, "en");
	for (size_t i = 0; i < sizeof(hard) / sizeof(hard[0]); i++)
		for (size_t at = 0; at < 8200; at += at < 40 || (at > 4050 && at < 4130) ? 1 : 479) {
			struct ru_str is = hard[i].is, becomes = hard[i].becomes;
			size_t len = at + is.len + at % 37;

			memset(text, 'x', sizeof(text));
			memset(want, 'x', sizeof(want));
			memcpy(text + at, is.ptr, is.len);
			want[0] = '"';
			memcpy(want + 1 + at, becomes.ptr, becomes.len);
			memcpy(want + 1 + len - is.len + becomes.len, "\"\n", 2);
			write_text(&sample, (struct ru_str){text, len});
			assert_int_equal(sample.out.len, len - is.len + becomes.len + 3);
			assert_memory_equal(sample.out.ptr, want, sample.out.len);
		}
	sample_release(&sample);
}

static void numbers_of_every_length_are_written(void **state)
{
	struct sample sample;
	struct ru_json json;
	char want[32];

	(void)state;
	sample_init(&sample, "en");
	for (int64_t power = 1, i = 0; i < 19; i++, power *= i < 19 ? 10 : 1)
		for (int64_t near = -1; near <= 1; near++)
			for (int sign = -1; sign <= 1; sign += 2) {
				int64_t value = sign * (power + near);

				sample_clear(&sample);
				ru_json_init(&json, &sample.show);
				ru_json_int(&json, value);
				assert_int_equal(ru_json_finish(&json), RU_OK);
				snprintf(want, sizeof(want), "%lld\n", (long long)value);
				assert_string_equal(sample.out.ptr, want);
			}
	sample_clear(&sample);
	ru_json_init(&json, &sample.show);
	ru_json_open(&json, '[');
	ru_json_int(&json, INT64_MIN);
	ru_json_int(&json, INT64_MAX);
	ru_json_pair(&json, 0, UINT32_MAX);
	ru_json_close(&json, ']');
	assert_int_equal(ru_json_finish(&json), RU_OK);
	assert_string_equal(sample.out.ptr, "[-9223372036854775808,9223372036854775807,[0,4294967295]]\n");
	sample_release(&sample);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(json_stays_json),
	                                   cmocka_unit_test(characters_are_escaped_at_every_place),
	                                   cmocka_unit_test(numbers_of_every_length_are_written),
	                                   cmocka_unit_test(terminal_gets_no_control),
	                                   cmocka_unit_test(report_gets_no_markup),
	                                   cmocka_unit_test(compare_page_gets_no_markup),
	                                   cmocka_unit_test(a_megabyte_of_one_character_grows_by_itself_only),
	                                   cmocka_unit_test(a_full_disk_is_told),
	                                   cmocka_unit_test(memory_that_runs_out_is_told)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
