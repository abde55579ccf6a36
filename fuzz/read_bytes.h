/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a file, whatever they are: each page holds something, complaints have sound ranges, and the second
 * reading gives the same. Under the usual and under tight limits. */
#ifndef FUZZ_READ_BYTES_H
#define FUZZ_READ_BYTES_H

#include "base/hash.h"
#include "input/input.h"

#include <stdlib.h>

struct fuzz_sum {
	uint64_t hash;
};

static inline void fuzz_complaint(void *ctx, const struct ru_input_complaint *complaint)
{
	struct fuzz_sum *sum = ctx;

	if (complaint->message.len == 0 || (complaint->end != UINT64_MAX && complaint->begin > complaint->end))
		abort();
	sum->hash = ru_hash_mix(sum->hash, ru_hash64(complaint->message) + complaint->begin);
}

static inline uint64_t fuzz_read(struct ru_str bytes, const struct ru_limits *limits)
{
	struct fuzz_sum sum = {0};
	struct ru_input_options options = {
	    .al = ru_alloc_default(), .limits = limits, .complain = fuzz_complaint, .ctx = &sum};
	struct ru_input *input;
	struct ru_raw_page page;

	if (ru_input_open_bytes(&input, RU_S("fuzz"), bytes, &options, NULL) != RU_OK)
		return 0;
	while (ru_input_next(input, &page, NULL) == 1) {
		if (page.id.len == 0 || ru_str_trim(page.bytes).len == 0 || page.bytes.len > limits->page_bytes)
			abort();
		sum.hash = ru_hash_mix(sum.hash, ru_hash64(page.bytes) + ru_hash64(page.id));
	}
	ru_input_close(input);
	return sum.hash;
}

static inline void fuzz_read_all(const uint8_t *bytes, size_t size)
{
	struct ru_str s = {(const char *)bytes, size};
	struct ru_limits tight = RU_LIMITS_DEFAULT;

	tight.page_bytes = 200;
	tight.unpack_free = 2000;
	tight.unpack_ratio = 2;
	tight.unpack_depth = 1;
	if (fuzz_read(s, &RU_LIMITS_DEFAULT) != fuzz_read(s, &RU_LIMITS_DEFAULT))
		abort();
	(void)fuzz_read(s, &tight);
}

#endif
