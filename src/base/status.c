/* SPDX-License-Identifier: Apache-2.0 */
/* Fill error details; see status.h. */
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Drop a UTF-8 character that the end of the buffer cut in two. */
static void end_at_character(char *text, size_t len)
{
	size_t i = len;

	while (i > 0 && len - i < 4 && ((unsigned char)text[i - 1] & 0xC0) == 0x80)
		i--;
	if (i == 0)
		return;
	unsigned char lead = (unsigned char)text[i - 1];
	size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
	if (need > len - (i - 1))
		text[i - 1] = '\0';
}

int ru_fail(struct ru_error *err, int status, const char *input, uint64_t offset, const char *fmt, ...)
{
	va_list args;

	if (err == NULL)
		return status;
	err->status = status;
	err->offset = offset;
	err->input[0] = '\0';
	if (input != NULL && snprintf(err->input, sizeof(err->input), "%s", input) >= (int)sizeof(err->input))
		end_at_character(err->input, sizeof(err->input) - 1);
	va_start(args, fmt);
	if (vsnprintf(err->message, sizeof(err->message), fmt, args) >= (int)sizeof(err->message))
		end_at_character(err->message, sizeof(err->message) - 1);
	va_end(args);
	return status;
}

const char *ru_status_name(int status)
{
	switch (status) {
	case RU_OK:
		return "done";
	case RU_ENOMEM:
		return "out of memory";
	case RU_EINPUT:
		return "bad input";
	case RU_ELIMIT:
		return "too large";
	case RU_EIO:
		return "cannot read or write";
	case RU_EUSAGE:
		return "wrong use";
	case RU_ECANCEL:
		return "stopped";
	case RU_ESTORE:
		return "store damaged";
	case RU_EDUP:
		return "repeated id";
	default:
		return "internal error";
	}
}
