/* SPDX-License-Identifier: Apache-2.0 */
/* Complaints on their way out; see tell.h. */
#include "input/tell.h"

#include <stdarg.h>

struct ru_input_complaint ru_complaint(const struct ru_teller *teller, struct ru_str key)
{
	return (struct ru_input_complaint){.source = teller->source,
	                                   .key = key,
	                                   .begin = UINT64_MAX,
	                                   .end = UINT64_MAX,
	                                   .count = 1,
	                                   .failed = true,
	                                   .record = teller->record};
}

struct ru_input_complaint ru_complaint_at(const struct ru_teller *teller, struct ru_str key, uint64_t begin,
                                          uint64_t end)
{
	struct ru_input_complaint complaint = ru_complaint(teller, key);

	complaint.begin = begin;
	complaint.end = end;
	return complaint;
}

void ru_tell(struct ru_teller *teller, struct ru_input_complaint *complaint, const char *fmt, ...)
{
	char message[400];
	va_list args;

	teller->told++;
	if (teller->complain == NULL)
		return;
	va_start(args, fmt);
	(void)vsnprintf(message, sizeof message, fmt, args);
	va_end(args);
	complaint->message = ru_str_from(message);
	teller->complain(teller->ctx, complaint);
}
