/* SPDX-License-Identifier: Apache-2.0 */
/* JSON Lines to pages and pairs; see lines.h. A bad record is one complaint, a stretch of lines that are no JSON too.
 */
#include "input/lines.h"

#include "input/inner.h"

enum { KEEP = 1 << 20 }; /* memory of a record that the next one is read in */

void ru_lines_init(struct ru_lines *lines, struct ru_stream *stream, struct ru_teller *teller)
{
	*lines = (struct ru_lines){.stream = stream, .teller = teller};
}

/* What a complaint's range counts. */
static const char *counted(const struct ru_lines *lines)
{
	return lines->stream->unpack != NULL ? " (bytes counted unpacked)" : "";
}

/* Tell of the lines that were no JSON, one complaint for a stretch of them. */
static void tell_bad_stretch(struct ru_lines *lines)
{
	struct ru_input_complaint complaint =
	    ru_complaint_at(lines->teller, RU_S("bad_record"), lines->bad_begin, lines->bad_end);

	if (lines->bad_count == 0)
		return;
	complaint.count = lines->bad_count;
	complaint.record = lines->record;
	if (lines->bad_count == 1)
		ru_tell(lines->teller, &complaint, "record %llu is not a JSON object%s",
		        (unsigned long long)lines->record, counted(lines));
	else
		ru_tell(lines->teller, &complaint, "%llu records up to record %llu are not JSON objects%s",
		        (unsigned long long)lines->bad_count, (unsigned long long)lines->record, counted(lines));
	lines->bad_count = 0;
}

static void note_bad_line(struct ru_lines *lines, uint64_t begin, uint64_t end)
{
	if (lines->bad_count++ == 0)
		lines->bad_begin = begin;
	lines->bad_end = end;
}

static void tell_fault(struct ru_lines *lines, int fault, bool pair, uint64_t begin, uint64_t end)
{
	struct ru_input_complaint complaint = ru_complaint_at(lines->teller, RU_S("bad_record"), begin, end);
	unsigned long long record = lines->record;

	switch (fault) {
	case RU_RECORD_TOO_DEEP:
		ru_tell(lines->teller, &complaint, "record %llu nests too deep or holds too many values%s", record,
		        counted(lines));
		break;
	case RU_RECORD_BAD_BASE64:
		ru_tell(lines->teller, &complaint, "record %llu: html_b64 is not base64%s", record, counted(lines));
		break;
	case RU_RECORD_EMPTY:
		complaint.key = RU_S("empty");
		ru_tell(lines->teller, &complaint, "record %llu is empty%s", record, counted(lines));
		break;
	default:
		ru_tell(lines->teller, &complaint, "record %llu has %s%s", record,
		        pair ? "no a and b" : "none of html, html_b64, text and plain", counted(lines));
		break;
	}
}

/* The packed bytes are damaged: tell, and go on behind. */
static void step_over_break(struct ru_lines *lines)
{
	const struct ru_break *broken = &lines->stream->broken;
	struct ru_str key = broken->bomb ? RU_S("too_large") : broken->cut ? RU_S("truncated") : RU_S("damaged");
	struct ru_input_complaint complaint = ru_complaint_at(lines->teller, key, broken->begin, broken->end);

	tell_bad_stretch(lines);
	ru_tell(lines->teller, &complaint, "packed bytes are %s behind record %llu: %s",
	        broken->cut ? "cut" : "damaged", (unsigned long long)lines->record, broken->reason);
	lines->resumed = true;
	ru_stream_resume(lines->stream);
}

/* The next line that is not white space: 1, 0 at the end. Lines over the cap are told here. */
static int next_line(struct ru_lines *lines, struct ru_str *line, uint64_t *begin, uint64_t *end, struct ru_error *err)
{
	size_t max = (size_t)(lines->stream->limits->page_bytes / 4 * 5); /* escapes make a line longer than its page */

	for (;;) {
		int status = ru_stream_line(lines->stream, max, line, begin, end, err);

		if (status == RU_ELIMIT) {
			struct ru_input_complaint complaint =
			    ru_complaint_at(lines->teller, RU_S("too_large"), *begin, *end);

			tell_bad_stretch(lines);
			lines->teller->record = ++lines->record;
			ru_tell(lines->teller, &complaint,
			        "record %llu is longer than the %zu bytes allowed for a line%s",
			        (unsigned long long)lines->record, max, counted(lines));
			continue;
		}
		if (status == 0 && lines->stream->broken.reason != NULL) {
			step_over_break(lines);
			continue;
		}
		if (status != 1 || ru_str_trim(*line).len > 0)
			return status;
	}
}

/* Whether the line is one end of a break, where half a record is no news. */
static bool is_half(const struct ru_lines *lines, bool resumed)
{
	const struct ru_stream *stream = lines->stream;

	return resumed || (stream->broken.reason != NULL && stream->pos == stream->buf.len);
}

/* The record of the line: an enum ru_record_fault, or RU_ENOMEM. */
static int read_record(const struct ru_lines *lines, struct ru_str line, struct ru_arena *arena,
                       struct ru_raw_page *page, struct ru_input_pair *pair)
{
	char *bytes = (char *)(uintptr_t)line.ptr; /* the stream's own buffer */

	ru_arena_clear(arena, KEEP);
	if (pair != NULL) {
		*pair = (struct ru_input_pair){.id = {NULL, 0}};
		return ru_record_pair(bytes, line.len, arena, pair);
	}
	*page = (struct ru_raw_page){.source = lines->teller->source};
	return ru_record_page(bytes, line.len, arena, page);
}

int ru_lines_next(struct ru_lines *lines, struct ru_arena *arena, struct ru_raw_page *page, struct ru_input_pair *pair,
                  struct ru_error *err)
{
	struct ru_str line;
	uint64_t begin, end, max = lines->stream->limits->page_bytes;
	uint64_t told = lines->teller->told;
	int status;

	while ((status = next_line(lines, &line, &begin, &end, err)) == 1) {
		bool resumed = lines->resumed;
		int fault = read_record(lines, line, arena, page, pair);

		lines->resumed = false;
		if (fault < 0)
			return ru_fail(err, RU_ENOMEM, NULL, UINT64_MAX, "out of memory");
		if (fault == RU_RECORD_NOT_JSON && is_half(lines, resumed))
			continue;
		if (fault != RU_RECORD_NOT_JSON)
			tell_bad_stretch(lines);
		lines->teller->record = ++lines->record;
		if (fault == RU_RECORD_NOT_JSON) {
			note_bad_line(lines, begin, end);
		} else if (fault != RU_RECORD_GOOD) {
			tell_fault(lines, fault, pair != NULL, begin, end);
		} else if (pair == NULL && page->bytes.len > max) {
			struct ru_input_complaint complaint =
			    ru_complaint_at(lines->teller, RU_S("too_large"), begin, end);

			ru_tell(lines->teller, &complaint,
			        "record %llu is larger than the %llu bytes allowed for a page%s",
			        (unsigned long long)lines->record, (unsigned long long)max, counted(lines));
		} else {
			if (pair == NULL)
				page->offset = begin;
			return 1;
		}
		if (lines->teller->told != told)
			return RU_INPUT_TOLD;
	}
	tell_bad_stretch(lines);
	return status;
}
