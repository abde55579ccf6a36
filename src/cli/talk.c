/* SPDX-License-Identifier: Apache-2.0 */
/* Talk on standard error: complaints, progress, errors. File names and messages may be hostile, so control and
 * direction characters are made visible before they reach a terminal. */
#include "cli/cli.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LINE_MOST = 1024, BAR_WIDTH = 24 };

/* C0 and C1 controls but "\n", and bidi controls (U+200E, U+200F, U+202A..U+202E, U+2066..U+2069): how many bytes, or
 * 0. */
static size_t hostile(const unsigned char *p)
{
	if ((p[0] < 0x20 && p[0] != '\n') || p[0] == 0x7F)
		return 1;
	if (p[0] == 0xC2 && p[1] >= 0x80 && p[1] <= 0x9F)
		return 2;
	if (p[0] == 0xE2 && p[1] == 0x80 && (p[2] == 0x8E || p[2] == 0x8F || (p[2] >= 0xAA && p[2] <= 0xAE)))
		return 3;
	return p[0] == 0xE2 && p[1] == 0x81 && p[2] >= 0xA6 && p[2] <= 0xA9 ? 3 : 0;
}

void talk(const char *fmt, ...)
{
	char line[LINE_MOST];
	va_list args;

	va_start(args, fmt);
	vsnprintf(line, sizeof(line), fmt, args);
	va_end(args);
	for (const unsigned char *p = (const unsigned char *)line; *p != '\0';) {
		size_t n = hostile(p);

		if (n == 0)
			fputc(*p++, stderr);
		for (; n > 0; n--)
			fprintf(stderr, "\\x%02x", *p++);
	}
}

void talk_language(const struct args *args, char language[LANGUAGE_MOST])
{
	static const char *const variables[] = {"RUNUT_MESSAGES", "LC_ALL", "LC_MESSAGES", "LANG"};
	const char *value = args->given[FLAG_MESSAGES] ? args->value[FLAG_MESSAGES] : NULL;
	size_t len = 0;

	for (size_t i = 0; value == NULL && i < sizeof(variables) / sizeof(*variables); i++) {
		const char *set = getenv(variables[i]);

		if (set != NULL && set[0] != '\0')
			value = set;
	}
	/* "id_ID.UTF-8": the primary subtag is what counts */
	while (value != NULL && len < LANGUAGE_MOST - 1 && value[len] >= 'A' && value[len] <= 'z' &&
	       value[len] != '_') {
		language[len] = value[len];
		len++;
	}
	language[len] = '\0';
}

/* The message for a complaint, or for one with its detail ("unsupported_zip"); false where the packs have none. */
static bool find_message(const struct session *session, const runut_complaint *complaint, bool detail, runut_str *text)
{
	char key[80];

	snprintf(key, sizeof(key), "complaint_%.*s%s%.*s", (int)complaint->key.len, complaint->key.ptr,
	         detail ? "_" : "", detail ? (int)complaint->detail.len : 0, complaint->detail.ptr);
	*text = runut_ctx_message(session->ctx, key);
	return text->len != strlen(key) || memcmp(text->ptr, key, text->len) != 0;
}

void talk_filled(runut_str text, runut_str value)
{
	static const char slot[] = "{0}";
	const size_t width = sizeof(slot) - 1;
	size_t at = 0;

	while (at + width <= text.len && memcmp(text.ptr + at, slot, width) != 0)
		at++;
	if (at + width > text.len) {
		talk("%.*s", (int)text.len, text.ptr);
		return;
	}
	talk("%.*s%.*s%.*s", (int)at, text.ptr, (int)value.len, value.ptr, (int)(text.len - at - width),
	     text.ptr + at + width);
}

/* English words of the library in the language of the messages; false where the packs do not have them. */
static bool find_words(const struct session *session, const char *english, size_t len, char words[LINE_MOST])
{
	char text[LINE_MOST];

	snprintf(text, sizeof(text), "%.*s", (int)len, english);
	if (session->ctx != NULL)
		return runut_ctx_worded(session->ctx, text, words, LINE_MOST) != 0;
	memcpy(words, text, sizeof(text));
	return false;
}

void talk_english(const struct session *session, const char *english, size_t len)
{
	char words[LINE_MOST];

	(void)find_words(session, english, len, words);
	talk("%s", words);
}

/* In the language of the messages where the packs word this complaint, else in the English that came along. */
static void talk_worded(const struct session *session, const runut_complaint *complaint)
{
	runut_str text;
	char words[LINE_MOST], number[24];
	bool found = find_message(session, complaint, true, &text);

	if (!found && (find_words(session, complaint->message.ptr, complaint->message.len, words) ||
	               !find_message(session, complaint, false, &text))) {
		talk("%s", words);
		return;
	}
	if (complaint->record != 0) {
		int len = snprintf(number, sizeof(number), "%llu", (unsigned long long)complaint->record);

		talk_filled(runut_ctx_message(session->ctx, "complaint_at_record"),
		            (runut_str){number, (size_t)(len > 0 ? len : 0)});
	}
	talk_filled(text, complaint->detail);
}

void talk_complaint(void *user, const runut_complaint *complaint)
{
	struct session *session = user;

	if (session->args->given[FLAG_QUIET] && !complaint->failed)
		return;
	talk_end_bar(session);
	talk("runut: ");
	if (complaint->source.len > 0)
		talk("%.*s: ", (int)complaint->source.len, complaint->source.ptr);
	talk_worded(session, complaint);
	if (complaint->count > 1)
		talk(" (%llu)", (unsigned long long)complaint->count);
	if (complaint->begin != UINT64_MAX && complaint->end != UINT64_MAX)
		talk(" [%llu, %llu)", (unsigned long long)complaint->begin, (unsigned long long)complaint->end);
	else if (complaint->begin != UINT64_MAX && complaint->begin != 0)
		talk(" [%llu]", (unsigned long long)complaint->begin);
	talk("\n");
}

void talk_end_bar(struct session *session)
{
	if (session->bar_open)
		fputs("\r\033[K", stderr);
	session->bar_open = false;
}

int64_t talk_clock(void *user)
{
	struct timespec now = {0};

	(void)user;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* "0:42", "1:02:03" */
static void put_time(uint64_t seconds)
{
	if (seconds >= 3600)
		fprintf(stderr, "%llu:%02u", (unsigned long long)(seconds / 3600), (unsigned)(seconds / 60 % 60));
	else
		fprintf(stderr, "%llu", (unsigned long long)(seconds / 60));
	fprintf(stderr, ":%02u", (unsigned)(seconds % 60));
}

/* How far, and how long still: only where the size of the input is known. */
static void put_share(uint64_t done, uint64_t total)
{
	int filled = (int)(done / (total / BAR_WIDTH + 1));

	fprintf(stderr, " [%.*s%*s] %u %%", filled, "########################", BAR_WIDTH - filled, "",
	        (unsigned)(done / (total / 100 + 1)));
}

/* "reading [######      ] 25 %  1042 pages  523/s  41.3 MB/s  0:42 left", in the place of the line before. */
void talk_progress(void *user, const runut_progress *progress)
{
	struct session *session = user;
	char key[40];
	uint64_t passed = (uint64_t)(talk_clock(NULL) - session->started), done = progress->bytes, rate;

	/* quick work needs no bar */
	if (!session->bar || passed < 500)
		return;
	snprintf(key, sizeof(key), "stage_%s", progress->stage);
	runut_str stage = runut_ctx_message(session->ctx, key), left = runut_ctx_message(session->ctx, "bar_left");
	fprintf(stderr, "\r\033[K%.*s", (int)stage.len, stage.ptr);
	if (progress->bytes_total > 0)
		put_share(done < progress->bytes_total ? done : progress->bytes_total, progress->bytes_total);
	fprintf(stderr, "  %llu  %llu/s", (unsigned long long)progress->pages,
	        (unsigned long long)(progress->pages * 1000 / passed));
	rate = done / passed; /* bytes a millisecond are kB a second */
	if (done > 0)
		fprintf(stderr, "  %llu.%llu MB/s", (unsigned long long)(rate / 1000),
		        (unsigned long long)(rate / 100 % 10));
	if (rate > 0 && progress->bytes_total > done) {
		fprintf(stderr, "  ");
		put_time((progress->bytes_total - done) / rate / 1000);
		fprintf(stderr, " %.*s", (int)left.len, left.ptr);
	}
	fflush(stderr);
	session->bar_open = true;
}
