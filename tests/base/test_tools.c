/* SPDX-License-Identifier: Apache-2.0 */
/* Strings, hashes, the table, sorting, files. */
#include "base/file.h"
#include "base/hash.h"
#include "base/sort.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static void strings_are_found_cut_and_split(void **state)
{
	struct ru_str s = RU_S("satu,dua,,tiga"), part;
	const char *const parts[] = {"satu", "dua", "", "tiga"};
	size_t n = 0;

	(void)state;
	assert_int_equal(ru_str_find(s, RU_S("dua"), 0), 5);
	assert_true(ru_str_find(s, RU_S("empat"), 0) == SIZE_MAX);
	assert_int_equal(ru_str_find_nocase(s, RU_S("TIGA"), 0), 10);
	/* wherever it stands, near both ends too, and the first of two */
	for (size_t len = 4; len < 60; len++) {
		char bytes[60];
		memset(bytes, 't', sizeof(bytes));
		assert_true(ru_str_find_nocase((struct ru_str){bytes, len}, RU_S("TI[a"), 0) == SIZE_MAX);
		for (size_t at = 0; at + 4 <= len; at++) {
			memset(bytes, 't', sizeof(bytes));
			memcpy(bytes + len - 4, "ti[a", 4);
			memcpy(bytes + at, "tI[A", 4);
			assert_int_equal(ru_str_find_nocase((struct ru_str){bytes, len}, RU_S("Ti[a"), 0), at);
			assert_int_equal(ru_str_find_nocase((struct ru_str){bytes, len}, RU_S("Ti[a"), at), at);
			assert_true(ru_str_find_nocase((struct ru_str){bytes, at + 3}, RU_S("Ti[a"), 0) == SIZE_MAX);
			assert_true(ru_str_find_nocase((struct ru_str){bytes, len}, RU_S("Ti{a"), 0) == SIZE_MAX);
			assert_true(ru_str_find_nocase((struct ru_str){bytes, len}, RU_S("Ti[a"), len) == SIZE_MAX);
			assert_int_equal(ru_str_find((struct ru_str){bytes, len}, RU_S("tI[A"), 0), at);
			assert_int_equal(ru_str_find((struct ru_str){bytes, len}, RU_S("tI[A"), at), at);
			assert_true(ru_str_find((struct ru_str){bytes, at + 3}, RU_S("tI[A"), 0) == SIZE_MAX);
			assert_true(ru_str_find((struct ru_str){bytes, len}, RU_S("tI[A"), at + 1) == SIZE_MAX);
			assert_true(ru_str_find((struct ru_str){bytes, len}, RU_S("tI{A"), 0) == SIZE_MAX);
		}
	}
	for (struct ru_str rest = s; ru_str_split(&rest, ',', &part); n++)
		assert_true(ru_str_eq(part, ru_str_from(parts[n])));
	assert_int_equal(n, 4);
	assert_true(ru_str_eq(ru_str_trim(RU_S(" \t a b \n")), RU_S("a b")));
	assert_int_equal(ru_str_cut(s, 3, 100).len, s.len - 3);
	assert_true(ru_str_cmp(RU_S("ab"), RU_S("abc")) < 0);
}

static void a_long_needle_is_found_too(void **state)
{
	char hay[4096], needle[300];

	(void)state;
	memset(hay, 'a', sizeof(hay));
	memset(needle, 'a', sizeof(needle));
	needle[299] = 'b';
	assert_true(ru_str_find((struct ru_str){hay, sizeof(hay)}, (struct ru_str){needle, 300}, 0) == SIZE_MAX);
	hay[4000] = 'b';
	assert_int_equal(ru_str_find((struct ru_str){hay, sizeof(hay)}, (struct ru_str){needle, 300}, 0), 4000 - 299);
}

static void numbers_outside_the_range_are_refused(void **state)
{
	uint64_t u;
	int64_t i;

	(void)state;
	assert_true(ru_str_to_u64(RU_S("18446744073709551615"), &u));
	assert_true(u == UINT64_MAX);
	assert_false(ru_str_to_u64(RU_S("18446744073709551616"), &u));
	assert_false(ru_str_to_u64(RU_S(""), &u));
	assert_true(ru_str_to_i64(RU_S("-12"), &i));
	assert_int_equal(i, -12);
	assert_false(ru_str_to_i64(RU_S("1.5"), &i));
}

/* The three examples of FIPS 180-4 and one of a million bytes. */
static void sha256_gives_the_published_digests(void **state)
{
	static char million[1000000];
	static const struct {
		struct ru_str text;
		const char *digest;
	} rows[] = {
	    {RU_S_INIT(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
	    {RU_S_INIT("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
	    {RU_S_INIT("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
	     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
	    {{million, sizeof(million)}, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
	};

	(void)state;
	memset(million, 'a', sizeof(million));
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct ru_sha256 sum;
		char hex[65];

		ru_sha256(rows[i].text, &sum);
		ru_sha256_hex(&sum, 32, hex);
		assert_string_equal(hex, rows[i].digest);
	}
}

/* Each message is the digest before it and bytes of every length; the last digest was computed with Python's hashlib.
 */
static void sha256_is_the_same_with_and_without_instructions(void **state)
{
	static void (*const ways[])(struct ru_str, struct ru_sha256 *) = {ru_sha256, ru_sha256_plain};

	(void)state;
	for (size_t way = 0; way < 2; way++) {
		struct ru_sha256 sum = {{0}};
		char message[32 + 400], hex[65];

		for (size_t n = 0; n < 400; n++) {
			size_t before = n > 0 ? 32 : 0;

			memcpy(message, sum.byte, before);
			for (size_t i = 0; i < n; i++)
				message[before + i] = (char)(i * 31 + n);
			ways[way]((struct ru_str){message, before + n}, &sum);
		}
		ru_sha256_hex(&sum, 32, hex);
		assert_string_equal(hex, "86e973faa6998588db55984e625e910fc18e59299f47895a99e0165c65959296");
	}
}

static void a_table_with_room_made_ahead_holds_the_same(void **state)
{
	struct ru_index index;
	uint32_t value;

	(void)state;
	ru_index_init(&index, ru_alloc_default());
	assert_int_equal(ru_index_reserve(&index, 0), 0);
	for (uint32_t i = 0; i < 500; i++) {
		if (i % 100 == 50)
			assert_int_equal(ru_index_reserve(&index, 10 * (size_t)i), 0);
		assert_int_equal(ru_index_put(&index, i * UINT64_C(7), i), 0);
	}
	for (uint32_t i = 0; i < 500; i++)
		assert_true(ru_index_get(&index, i * UINT64_C(7), &value) && value == i);
	assert_false(ru_index_get(&index, 1, &value));
	ru_index_release(&index);
}

static void the_table_keeps_every_key(void **state)
{
	struct ru_index index;
	uint32_t value;

	(void)state;
	ru_index_init(&index, ru_alloc_default());
	assert_false(ru_index_get(&index, 0, &value));
	for (uint32_t i = 0; i < 5000; i++)
		assert_int_equal(ru_index_put(&index, (uint64_t)i * 4096, i), 0);
	for (uint32_t i = 0; i < 5000; i++) {
		assert_true(ru_index_get(&index, (uint64_t)i * 4096, &value));
		assert_int_equal(value, i);
	}
	assert_int_equal(ru_index_add(&index, 4096, 77, &value), 1);
	assert_int_equal(value, 1);
	assert_int_equal(ru_index_add(&index, 4097, 77, &value), 0);
	ru_index_release(&index);
}

struct item {
	int key, order;
};

static int by_key(const void *a, const void *b, void *ctx)
{
	(void)ctx;
	return ((const struct item *)a)->key - ((const struct item *)b)->key;
}

static void sorting_is_stable_for_every_length(void **state)
{
	static struct item items[1000];

	(void)state;
	for (size_t n = 0; n < 1000; n += n < 40 ? 1 : 97) {
		uint32_t x = 1;

		for (size_t i = 0; i < n; i++) {
			x = x * 1103515245 + 12345;
			items[i] = (struct item){(int)(x >> 16 & 15), (int)i};
		}
		assert_int_equal(ru_sort(items, n, sizeof(*items), by_key, NULL, ru_alloc_default()), 0);
		for (size_t i = 1; i < n; i++) {
			assert_true(items[i - 1].key <= items[i].key);
			if (items[i - 1].key == items[i].key)
				assert_true(items[i - 1].order < items[i].order);
		}
	}
}

static void radix_sort_orders_numbers(void **state)
{
	uint64_t items[] = {5, UINT64_MAX, 0, 1ull << 40, 3, 5, 1ull << 63};

	(void)state;
	assert_int_equal(ru_sort_u64(items, 7, ru_alloc_default()), 0);
	for (size_t i = 1; i < 7; i++)
		assert_true(items[i - 1] <= items[i]);
}

/* Keys of all shapes: hashes, few different ones, only low bytes, in order and the other way round. */
static struct ru_sort_item shaped_item(unsigned shape, size_t i, size_t count)
{
	uint64_t hash = ru_hash_mix(shape, i);

	switch (shape) {
	case 0:
		return (struct ru_sort_item){hash, (uint32_t)i};
	case 1:
		return (struct ru_sort_item){hash % 3 << 40, (uint32_t)(hash >> 32)};
	case 2:
		return (struct ru_sort_item){i % 5 == 0 ? 7 : hash >> 52, (uint32_t)i};
	case 3:
		return (struct ru_sort_item){i, 0};
	case 4:
		return (struct ru_sort_item){count - i, (uint32_t)i};
	default:
		return (struct ru_sort_item){UINT64_C(1) << hash % 64, (uint32_t)1 << (hash >> 8) % 32};
	}
}

static void items_are_sorted_whatever_their_keys(void **state)
{
	static const size_t counts[] = {0, 1, 2, 24, 25, 33, 400, 1023, 5000, 70000};
	static struct ru_sort_item items[70000], spare[70000];

	(void)state;
	for (size_t n = 0; n < sizeof(counts) / sizeof(*counts); n++) {
		for (unsigned shape = 0; shape < 6; shape++) {
			uint64_t before = 0, after = 0;

			for (size_t i = 0; i < counts[n]; i++) {
				items[i] = shaped_item(shape, i, counts[n]);
				before += ru_hash_mix(items[i].key, items[i].value);
			}
			ru_sort_items(items, spare, counts[n], 0);
			for (size_t i = 0; i < counts[n]; i++) {
				after += ru_hash_mix(items[i].key, items[i].value);
				assert_true(i == 0 || items[i - 1].key < items[i].key ||
				            (items[i - 1].key == items[i].key && items[i - 1].value <= items[i].value));
			}
			assert_true(before == after);
		}
	}
}

static void a_missing_file_says_why(void **state)
{
	struct ru_buf buf;
	struct ru_error err;

	(void)state;
	ru_buf_init(&buf, ru_alloc_default(), 100);
	assert_int_equal(ru_file_read("no/such/file", &buf, &err), RU_EIO);
	assert_string_equal(err.input, "no/such/file");
	assert_non_null(strstr(err.message, "No such file"));
	ru_buf_release(&buf);
}

static void an_error_text_is_cut_at_a_character(void **state)
{
	char text[600];
	struct ru_error err;

	(void)state;
	for (size_t i = 0; i + 3 <= 599; i += 3)
		memcpy(text + i, "\xE2\x82\xAC", 3);
	text[597] = '\0';
	assert_int_equal(ru_fail(&err, RU_EINPUT, text, 3, "%s", text + 0), RU_EINPUT);
	assert_int_equal(strlen(err.message) % 3, 0);
	assert_int_equal(strlen(err.input) % 3, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(strings_are_found_cut_and_split),
	    cmocka_unit_test(a_long_needle_is_found_too),
	    cmocka_unit_test(numbers_outside_the_range_are_refused),
	    cmocka_unit_test(sha256_gives_the_published_digests),
	    cmocka_unit_test(sha256_is_the_same_with_and_without_instructions),
	    cmocka_unit_test(the_table_keeps_every_key),
	    cmocka_unit_test(a_table_with_room_made_ahead_holds_the_same),
	    cmocka_unit_test(sorting_is_stable_for_every_length),
	    cmocka_unit_test(radix_sort_orders_numbers),
	    cmocka_unit_test(items_are_sorted_whatever_their_keys),
	    cmocka_unit_test(a_missing_file_says_why),
	    cmocka_unit_test(an_error_text_is_cut_at_a_character),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
