/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes in memory through input/, and what came out as lines of text:
 *
 *     html ID [BYTES] charset url=... title=... date=... author=... fetched=...
 *     ! KEY BEGIN-END: MESSAGE        (a failure; "note" for a remark) */
#ifndef TESTS_INPUT_READING_H
#define TESTS_INPUT_READING_H

#include "input/inner.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

struct reading {
	struct ru_buf log;
	struct ru_limits limits;
	bool messages; /* log them too */
	unsigned pages, faults;
	struct ru_vec kept; /* struct ru_str: the bytes of each page */
};

static inline void reading_complaint(void *ctx, const struct ru_input_complaint *complaint)
{
	struct reading *reading = ctx;

	reading->faults += complaint->failed;
	ru_buf_print(&reading->log, "%s %.*s", complaint->failed ? "!" : "note", (int)complaint->key.len,
	             complaint->key.ptr);
	if (complaint->begin != UINT64_MAX)
		ru_buf_print(&reading->log, " %llu-%llu", (unsigned long long)complaint->begin,
		             (unsigned long long)complaint->end);
	if (reading->messages)
		ru_buf_print(&reading->log, ": %.*s", (int)complaint->message.len, complaint->message.ptr);
	ru_buf_putc(&reading->log, '\n');
	assert_true(complaint->begin == UINT64_MAX || complaint->end == UINT64_MAX ||
	            complaint->begin <= complaint->end);
	assert_true(complaint->message.len > 0);
}

static inline void reading_field(struct reading *reading, const char *name, struct ru_str value)
{
	if (value.len > 0)
		ru_buf_print(&reading->log, " %s=%.*s", name, (int)value.len, value.ptr);
}

static inline void reading_page(struct reading *reading, const struct ru_raw_page *page)
{
	static const char *const kinds[] = {"html", "plain", "article"};

	ru_buf_print(&reading->log, "%s %.*s [%.*s]", kinds[page->kind], (int)page->id.len, page->id.ptr,
	             (int)page->bytes.len, page->bytes.ptr);
	if (page->charset.len > 0)
		ru_buf_print(&reading->log, " %.*s", (int)page->charset.len, page->charset.ptr);
	reading_field(reading, "url", page->url);
	reading_field(reading, "title", page->title);
	reading_field(reading, "date", page->date);
	reading_field(reading, "modified", page->modified);
	reading_field(reading, "outlet", page->outlet);
	reading_field(reading, "author", page->author);
	reading_field(reading, "language", page->language);
	reading_field(reading, "fetched", page->fetched);
	ru_buf_putc(&reading->log, '\n');
}

static inline void reading_init(struct reading *reading)
{
	*reading = (struct reading){.limits = RU_LIMITS_DEFAULT};
	ru_buf_init(&reading->log, ru_alloc_default(), 0);
	ru_vec_init(&reading->kept, ru_alloc_default(), sizeof(struct ru_str), 0);
}

static inline void reading_clear(struct reading *reading)
{
	for (size_t i = 0; i < reading->kept.len; i++)
		free((char *)(uintptr_t)RU_VEC_AT(&reading->kept, struct ru_str, i)->ptr);
	ru_vec_clear(&reading->kept);
	ru_buf_clear(&reading->log);
	ru_buf_put(&reading->log, RU_S(""));
	reading->pages = reading->faults = 0;
}

static inline void reading_release(struct reading *reading)
{
	reading_clear(reading);
	ru_vec_release(&reading->kept);
	ru_buf_release(&reading->log);
}

/* Keep the bytes of a page, for reading_has(). */
static inline void reading_keep(struct reading *reading, struct ru_str bytes)
{
	struct ru_str *copy_of = ru_vec_push(&reading->kept);
	char *copy = malloc(bytes.len + 1);

	assert_non_null(copy_of);
	assert_non_null(copy);
	memcpy(copy, bytes.ptr, bytes.len);
	*copy_of = (struct ru_str){copy, bytes.len};
}

static inline bool reading_has(const struct reading *reading, struct ru_str bytes)
{
	for (size_t i = 0; i < reading->kept.len; i++) {
		if (ru_str_eq(*RU_VEC_AT(&reading->kept, struct ru_str, i), bytes))
			return true;
	}
	return false;
}

/* Read all of the bytes with that allocator; the last status. The log is that of this call. */
static inline int reading_run_with(struct reading *reading, const char *name, struct ru_str bytes,
                                   const struct ru_alloc *al)
{
	struct ru_input_options options = {al, &reading->limits, reading_complaint, reading};
	struct ru_input *input;
	struct ru_raw_page page;
	int status;

	reading_clear(reading);
	status = ru_input_open_bytes(&input, ru_str_from(name), bytes, &options, NULL);
	if (status != 0)
		return status;
	while ((status = ru_input_next(input, &page, NULL)) == 1) {
		reading->pages++;
		reading_page(reading, &page);
		reading_keep(reading, page.bytes);
	}
	ru_input_close(input);
	return status;
}

static inline void reading_run(struct reading *reading, const char *name, struct ru_str bytes)
{
	assert_int_equal(reading_run_with(reading, name, bytes, ru_alloc_default()), 0);
}

/* ... and the log must be as expected. */
static inline void reading_check(struct reading *reading, const char *name, struct ru_str bytes, const char *expected)
{
	reading_run(reading, name, bytes);
	assert_string_equal(reading->log.ptr, expected);
}

#endif
