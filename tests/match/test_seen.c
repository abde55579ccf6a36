/* SPDX-License-Identifier: Apache-2.0 */
/* The filter of texts: what it knows again, what it takes for known, its size, its file. */
#include "pages.h"

#include "match/seen.h"
#include "support/alloc_fail.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static struct ru_seen_keys keys_of(struct pages *pages, const char *text)
{
	struct ru_seen_keys keys;

	assert_int_equal(ru_seen_keys(&keys, page_article(pages, "", text, ""), ru_alloc_default()), 0);
	return keys;
}

static void a_text_is_known_again(void **state)
{
	struct pages pages;
	struct ru_seen *seen;
	(void)state;
	pages_init(&pages);
	assert_int_equal(ru_seen_new(&seen, ru_alloc_default()), 0);
	const char *front = page_text(&pages, 1, 150), *back = page_text(&pages, 2, 150);
	struct ru_seen_keys first = keys_of(&pages, page_join(&pages, front, "harbour", back));
	struct ru_seen_keys edited = keys_of(&pages, page_join(&pages, front, "quay", back));
	struct ru_seen_keys other = keys_of(&pages, page_text(&pages, 3, 300)), none = keys_of(&pages, "");
	assert_int_equal(ru_seen_ask(seen, &first), RU_SEEN_NO);
	assert_int_equal(ru_seen_add(seen, &first), 0);
	assert_int_equal(ru_seen_ask(seen, &first), RU_SEEN_WHOLE);
	assert_int_equal(ru_seen_ask(seen, &edited), RU_SEEN_NEAR);
	assert_int_equal(ru_seen_ask(seen, &other), RU_SEEN_NO);
	assert_int_equal(ru_seen_add(seen, &none), 0);
	assert_int_equal(ru_seen_ask(seen, &none), RU_SEEN_NO);
	ru_seen_free(seen);
	pages_release(&pages);
}

static struct ru_seen_keys made_up(uint64_t number)
{
	struct ru_seen_keys keys = {.count = RU_SEEN_KEYS};

	for (uint64_t i = 0; i < RU_SEEN_KEYS; i++)
		keys.key[i] = (ru_hash_mix(number, i) & ((UINT64_C(1) << 40) - 1)) | 1;
	return keys;
}

static void it_never_takes_more_than_33_bytes_a_page(void **state)
{
	struct ru_seen *seen;
	uint32_t wrong = 0;
	(void)state;
	assert_int_equal(ru_seen_new(&seen, ru_alloc_default()), 0);
	for (uint64_t i = 0; i < 200000; i++) {
		struct ru_seen_keys keys = made_up(i);
		assert_int_equal(ru_seen_add(seen, &keys), 0);
		assert_true(i < 4000 || ru_seen_bytes(seen) <= 33 * (i + 1));
	}
	for (uint64_t i = 0; i < 200000; i++) {
		struct ru_seen_keys keys = made_up(i), fresh = made_up(i + 1000000);
		assert_int_equal(ru_seen_ask(seen, &keys), RU_SEEN_WHOLE);
		wrong += ru_seen_ask(seen, &fresh) != RU_SEEN_NO;
	}
	assert_true(wrong <= 2);
	ru_seen_free(seen);
}

/* Pages of one site: most of each is the lines under all of them. */
static void what_many_pages_carry_makes_no_page_near(void **state)
{
	enum { PAGES = 400, LEARNT = 100 };
	struct ru_seen *seen;
	uint32_t wrong = 0, late = 0;
	(void)state;
	assert_int_equal(ru_seen_new(&seen, ru_alloc_default()), 0);
	for (uint32_t i = 0; i < PAGES; i++) {
		struct pages pages;
		pages_init(&pages);
		const char *lines = page_text(&pages, 1, 300), *own = page_text(&pages, 10 + 2 * i, 75),
		           *more = page_text(&pages, 11 + 2 * i, 75);
		struct ru_seen_keys page =
		    keys_of(&pages, page_join(&pages, page_join(&pages, own, "harbour", more), "", lines));
		struct ru_seen_keys edited =
		    keys_of(&pages, page_join(&pages, page_join(&pages, own, "quay", more), "", lines));
		bool known = ru_seen_ask(seen, &page) != RU_SEEN_NO;
		wrong += known;
		late += known && i >= LEARNT;
		assert_int_equal(ru_seen_add(seen, &page), 0);
		assert_int_equal(ru_seen_ask(seen, &page), RU_SEEN_WHOLE);
		if (i >= LEARNT)
			assert_int_equal(ru_seen_ask(seen, &edited), RU_SEEN_NEAR);
		pages_release(&pages);
	}
	assert_true(wrong <= 20);
	assert_int_equal(late, 0);
	ru_seen_free(seen);
}

/* Two of the four smallest are met again and again, which keeps hashes that say so. */
static void common_texts_take_no_more_room(void **state)
{
	struct ru_seen *seen;
	(void)state;
	assert_int_equal(ru_seen_new(&seen, ru_alloc_default()), 0);
	for (uint64_t i = 0; i < 60000; i++) {
		struct ru_seen_keys keys = made_up(i), before = made_up(i - i % 3);
		keys.key[1] = before.key[1];
		keys.key[2] = before.key[2];
		assert_int_equal(ru_seen_add(seen, &keys), 0);
		assert_true(i < 4000 || ru_seen_bytes(seen) <= 33 * (i + 1));
	}
	ru_seen_free(seen);
}

static void its_file_gives_it_back_and_damage_is_named(void **state)
{
	char path[] = "/tmp/runut-seen-XXXXXX";
	struct ru_seen *seen, *again;
	struct ru_error err;
	struct stat st;
	int fd = mkstemp(path);
	(void)state;
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(ru_seen_load(&seen, path, ru_alloc_default(), &err), 0);
	for (uint64_t i = 0; i < 30000; i++) {
		struct ru_seen_keys keys = made_up(i);
		assert_int_equal(ru_seen_add(seen, &keys), 0);
	}
	assert_int_equal(ru_seen_save(seen, path, &err), 0);
	assert_int_equal(stat(path, &st), 0);
	assert_true(st.st_size <= 25 * 30000 + 40);
	assert_int_equal(ru_seen_load(&again, path, ru_alloc_default(), &err), 0);
	assert_int_equal(ru_seen_pages(again), 30000);
	for (uint64_t i = 0; i < 30000; i++) {
		struct ru_seen_keys keys = made_up(i);
		assert_int_equal(ru_seen_ask(again, &keys), RU_SEEN_WHOLE);
	}
	ru_seen_free(again);
	fd = open(path, O_RDWR);
	for (off_t at = 0; at < st.st_size; at += at < 60 ? 1 : 9973) {
		char byte, bad;
		assert_int_equal(pread(fd, &byte, 1, at), 1);
		bad = (char)(byte ^ 8);
		assert_int_equal(pwrite(fd, &bad, 1, at), 1);
		assert_int_equal(ru_seen_load(&again, path, ru_alloc_default(), &err), RU_ESTORE);
		assert_null(again);
		assert_true((strstr(err.message, "form") != NULL) == (at >= 8 && at < 12));
		assert_true((strstr(err.message, "damaged") != NULL) == (at < 8 || at >= 12));
		assert_string_equal(err.input, path);
		assert_int_equal(pwrite(fd, &byte, 1, at), 1);
	}
	assert_int_equal(ftruncate(fd, st.st_size - 3), 0);
	assert_int_equal(ru_seen_load(&again, path, ru_alloc_default(), &err), RU_ESTORE);
	close(fd);
	unlink(path);
	ru_seen_free(seen);
}

static void a_full_disk_leaves_the_old_file(void **state)
{
	char path[] = "/tmp/runut-seen-XXXXXX", beside[64];
	struct ru_seen *seen, *again;
	struct rlimit limit;
	int fd = mkstemp(path);
	(void)state;
	(void)signal(SIGXFSZ, SIG_IGN);
	close(fd);
	unlink(path);
	snprintf(beside, sizeof(beside), "%s.unfinished", path);
	assert_int_equal(ru_seen_new(&seen, ru_alloc_default()), 0);
	struct ru_seen_keys keys = made_up(1);
	assert_int_equal(ru_seen_add(seen, &keys), 0);
	assert_int_equal(ru_seen_save(seen, path, NULL), 0);
	for (uint64_t i = 2; i < 5000; i++) {
		keys = made_up(i);
		assert_int_equal(ru_seen_add(seen, &keys), 0);
	}
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	rlim_t most = limit.rlim_max;
	for (rlim_t size = 0; size < 120000; size += 7001) {
		limit.rlim_cur = size;
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
		int status = ru_seen_save(seen, path, NULL);
		limit.rlim_cur = most;
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
		assert_int_equal(status, RU_EIO);
		assert_int_equal(access(beside, F_OK), -1);
		assert_int_equal(ru_seen_load(&again, path, ru_alloc_default(), NULL), 0);
		assert_int_equal(ru_seen_pages(again), 1);
		ru_seen_free(again);
	}
	unlink(path);
	ru_seen_free(seen);
}

static void no_memory_is_reported_and_nothing_leaks(void **state)
{
	(void)state;
	for (size_t n = 0;; n++) {
		struct alloc_fail f;
		struct ru_seen *seen = NULL;
		alloc_fail_init(&f, n);
		int status = ru_seen_new(&seen, &f.al);
		for (uint64_t i = 0; i < 9000 && status == 0; i++) {
			struct ru_seen_keys keys = made_up(i);
			status = ru_seen_add(seen, &keys);
		}
		ru_seen_free(seen);
		assert_int_equal(f.live, 0);
		if (!f.failed) {
			assert_int_equal(status, 0);
			break;
		}
		assert_int_equal(status, RU_ENOMEM);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_text_is_known_again),
	    cmocka_unit_test(it_never_takes_more_than_33_bytes_a_page),
	    cmocka_unit_test(what_many_pages_carry_makes_no_page_near),
	    cmocka_unit_test(common_texts_take_no_more_room),
	    cmocka_unit_test(its_file_gives_it_back_and_damage_is_named),
	    cmocka_unit_test(a_full_disk_leaves_the_old_file),
	    cmocka_unit_test(no_memory_is_reported_and_nothing_leaks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
