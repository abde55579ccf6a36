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

void ru_out_int(struct ru_out *out, int64_t value)
{
	char text[24];
	size_t at = sizeof text;
	uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

	do
		text[--at] = (char)('0' + rest % 10);
	while ((rest /= 10) != 0);
	if (value < 0)
		text[--at] = '-';
	ru_out_put(out, (struct ru_str){text + at, sizeof text - at});
}
