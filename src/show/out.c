/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes to the caller's write function, in pieces of about 64 KiB, with the first failure kept. */
#include "show/out.h"

void ru_out_init(struct ru_out *out, const struct ru_show *show)
{
	memset(out, 0, sizeof *out);
	ru_buf_init(&out->buf, show->al, 0);
	out->write = show->write;
	out->write_ctx = show->write_ctx;
}

void ru_out_flush(struct ru_out *out)
{
	if (out->status == RU_OK)
		out->status = ru_buf_status(&out->buf);
	if (out->status == RU_OK && out->buf.len > 0)
		out->status = out->write(out->write_ctx, ru_buf_str(&out->buf));
	out->written += out->buf.len;
	ru_buf_clear(&out->buf);
}

int ru_out_finish(struct ru_out *out)
{
	ru_out_flush(out);
	ru_buf_release(&out->buf);
	return out->status;
}

char *ru_out_more_room(struct ru_out *out, size_t n)
{
	/* all of a piece at once: growing to it step by step would copy it more than once */
	if (out->buf.cap == 0)
		(void)ru_buf_room(&out->buf, RU_OUT_PIECE);
	if (out->buf.cap - out->buf.len <= n)
		ru_out_flush(out);
	char *room = ru_buf_room(&out->buf, n);
	if (room == NULL)
		ru_out_flush(out); /* notes why */
	return out->status == RU_OK ? room : NULL;
}

char *ru_out_digits(char *to, int64_t value)
{
	static const char two[] =
	    "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445"
	    "46474849505152535455565758596061626364656667686970717273747576777879808182838485868788899091"
	    "9293949596979899";
	char text[2 * RU_OUT_INT] = {0};
	size_t at = RU_OUT_INT;
	uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

	for (; rest >= 100; rest /= 100)
		memcpy(text + (at -= 2), two + rest % 100 * 2, 2);
	if (rest >= 10)
		memcpy(text + (at -= 2), two + rest * 2, 2);
	else
		text[--at] = (char)('0' + rest);
	if (value < 0)
		text[--at] = '-';
	memcpy(to, text + at, RU_OUT_INT); /* so many bytes whatever there is: that takes no loop */
	return to + (RU_OUT_INT - at);
}

void ru_out_int(struct ru_out *out, int64_t value)
{
	char *room = ru_out_room(out, RU_OUT_INT);

	if (room != NULL)
		ru_out_wrote(out, (size_t)(ru_out_digits(room, value) - room));
}
