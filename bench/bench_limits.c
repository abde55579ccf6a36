/* SPDX-License-Identifier: Apache-2.0 */
/* What the machine can do at most, beside what finding copies does with the same bytes on one thread: reading memory,
 * XXH3, a bare loop that hashes each five words, the words of a page, and its fingerprints.
 *
 *     bench_limits [MIB]     bytes of made-up words; 64 without MIB */
#include "match/copy_pair.h"

#include "base/hash.h"

static uint64_t now_us(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000u + (uint64_t)now.tv_nsec / 1000u;
}

static void tell(const char *what, size_t bytes, uint64_t since, uint64_t result)
{
	uint64_t us = now_us() - since + 1;
	printf("%-40s %8.0f MB/s   (%016llx)\n", what, (double)bytes / (double)us, (unsigned long long)result);
}

/* All bytes of the text as numbers of eight bytes. */
static uint64_t read_all(struct ru_str text)
{
	uint64_t sum[4] = {0, 0, 0, 0}, part[4];
	for (size_t i = 0; i + sizeof(part) <= text.len; i += sizeof(part)) {
		memcpy(part, text.ptr + i, sizeof(part));
		for (int k = 0; k < 4; k++)
			sum[k] += part[k];
	}
	return sum[0] ^ sum[1] ^ sum[2] ^ sum[3];
}

/* A word at each blank, five words a shingle, nothing folded: the least that fingerprints can cost. */
static uint64_t bare_grams(struct ru_str text)
{
	uint64_t ring[8] = {0}, word = 0, least = UINT64_MAX;
	unsigned n = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] != ' ') {
			word = (word ^ (unsigned char)text.ptr[i]) * UINT64_C(0x100000001B3);
			continue;
		}
		ring[n++ % 8] = word;
		word = 0;
		uint64_t gram = ring[n % 8] * 3 + ring[(n + 7) % 8] * 5 + ring[(n + 6) % 8] * 7 +
		                ring[(n + 5) % 8] * 11 + ring[(n + 4) % 8] * 13;
		least = gram < least ? gram : least;
	}
	return least;
}

static void write_words(struct ru_buf *buf, size_t bytes)
{
	static const char syllable[16][4] = {"ba", "ke", "lo", "mu", "ni", "ra", "so", "tu",
	                                     "wi", "ya", "da", "fe", "go", "hi", "pu", "ze"};
	uint64_t seed = 1;
	while (buf->len < bytes && ru_buf_status(buf) == 0) {
		seed = ru_hash_mix(seed, buf->len);
		for (unsigned k = 0; k < 2 + (seed & 1); k++)
			ru_buf_put(buf, ru_str_from(syllable[seed >> (8 + 4 * k) & 15]));
		ru_buf_putc(buf, ' ');
	}
}

/* Pages of 2,400 bytes: their words, and where asked for their fingerprints. */
static int read_pages(struct ru_str text, bool winnow, uint64_t *result)
{
	enum { PAGE = 2400 };
	struct ru_vec words, prints;
	int status = 0;
	ru_vec_init(&words, ru_alloc_default(), sizeof(struct ru_shared_word), 0);
	ru_vec_init(&prints, ru_alloc_default(), sizeof(uint64_t), 0);
	*result = 0;
	for (size_t at = 0; at < text.len && status == 0; at += PAGE) {
		struct ru_str page = ru_str_cut(text, at, at + PAGE);
		struct ru_block block = {RU_BLOCK_BODY, {0, (uint32_t)page.len}, {0, 0}, {0, 0, 0}, RU_NONE};
		struct ru_article article = {.text = page, .blocks = &block, .block_count = 1};
		ru_vec_clear(&words);
		ru_vec_clear(&prints);
		status = ru_shared_words(&article, &words);
		if (status == 0 && winnow)
			status = ru_winnow(words.ptr, (uint32_t)words.len, &prints, ru_alloc_default());
		*result += words.len + prints.len;
	}
	ru_vec_release(&words);
	ru_vec_release(&prints);
	return status;
}

int main(int argc, char **argv)
{
	uint64_t mib = 64, result, since;
	struct ru_buf buf;
	if (argc > 1 && (!ru_str_to_u64(ru_str_from(argv[1]), &mib) || mib < 1 || mib > 4096))
		return 2;
	ru_buf_init(&buf, ru_alloc_default(), 0);
	write_words(&buf, (size_t)mib << 20);
	struct ru_str text = ru_buf_str(&buf);
	since = now_us();
	result = read_all(text);
	tell("reading memory", text.len, since, result);
	since = now_us();
	result = ru_hash64(text);
	tell("XXH3", text.len, since, result);
	since = now_us();
	result = bare_grams(text);
	tell("bare loop over word 5-grams", text.len, since, result);
	for (int winnow = 0; winnow < 2 && ru_buf_status(&buf) == 0; winnow++) {
		since = now_us();
		if (read_pages(text, winnow != 0, &result) != 0)
			return 1;
		tell(winnow != 0 ? "words and fingerprints of pages" : "words of pages", text.len, since, result);
	}
	ru_buf_release(&buf);
	return 0;
}
