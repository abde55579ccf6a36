/* SPDX-License-Identifier: Apache-2.0 */
/* `clean --stats`: how much was read, and what there was to remark, by kind. */
#include "show/json.h"
#include "show/terminal.h"

static void put_counts(struct ru_json *json, const char *key, const struct ru_show_count *counts, size_t count,
                       bool failed)
{
	ru_json_key_open(json, key, '[');
	for (size_t i = 0; i < count; i++) {
		ru_json_open(json, '{');
		ru_json_key_str(json, "kind", counts[i].kind);
		ru_json_key_int(json, "count", (int64_t)counts[i].count);
		if (failed) {
			ru_json_key(json, "failed");
			ru_json_bool(json, counts[i].failed);
		}
		ru_json_close(json, '}');
	}
	ru_json_close(json, ']');
}

int ru_show_stats_json(const struct ru_show *show, const struct ru_show_stats *stats)
{
	struct ru_json json;

	ru_json_init(&json, show);
	ru_json_open(&json, '{');
	ru_json_key_int(&json, "schema", 1);
	ru_json_key_int(&json, "pages", (int64_t)stats->pages);
	ru_json_key_int(&json, "articles", (int64_t)stats->articles);
	ru_json_key_int(&json, "bytes", (int64_t)stats->bytes);
	ru_json_key_int(&json, "text", (int64_t)stats->text);
	put_counts(&json, "notices", stats->notices, stats->notice_count, false);
	put_counts(&json, "input", stats->complaints, stats->complaint_count, true);
	ru_json_close(&json, '}');
	return ru_json_finish(&json);
}

static void say_counts(struct ru_terminal *terminal, struct ru_str head, const struct ru_show_count *counts,
                       size_t count)
{
	enum { NAME = 2, NUMBER = 24 };

	if (count == 0)
		return;
	ru_terminal_style(terminal, RU_STYLE_HEAD);
	ru_say(&terminal->voice, head, NULL, 0);
	ru_terminal_style(terminal, RU_STYLE_PLAIN);
	ru_terminal_end(terminal, 0);
	for (size_t i = 0; i < count; i++) {
		ru_terminal_tab(terminal, NAME);
		ru_terminal_page(terminal, counts[i].kind);
		ru_terminal_tab(terminal, NUMBER);
		RU_SAY(&terminal->voice, "stats_count", RU_NUMBER(counts[i].count));
		ru_terminal_end(terminal, NAME);
	}
}

int ru_show_stats_text(const struct ru_show *show, const struct ru_show_stats *stats)
{
	struct ru_terminal terminal;

	ru_terminal_init(&terminal, show);
	RU_SAY(&terminal.voice, "stats_pages", RU_NUMBER(stats->pages), RU_NUMBER(stats->bytes));
	ru_terminal_end(&terminal, 0);
	RU_SAY(&terminal.voice, "stats_articles", RU_NUMBER(stats->articles), RU_NUMBER(stats->text));
	ru_terminal_end(&terminal, 0);
	say_counts(&terminal, RU_S("stats_notices"), stats->notices, stats->notice_count);
	say_counts(&terminal, RU_S("stats_input"), stats->complaints, stats->complaint_count);
	return ru_terminal_finish(&terminal);
}
