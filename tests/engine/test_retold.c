/* SPDX-License-Identifier: Apache-2.0 */
/* Translations and sentences told in other words are looked for in piles of up to so many pages: in memory and on disk
 * alike, and a remark tells where they were not. */
#include <runut.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

/* A page, its translation of the same day, and once more a page with the id of the first. */
static const char *const pile[] = {
    "{\"id\":\"a\",\"language\":\"id\",\"date\":\"2026-03-04\",\"text\":\"Gubernur Rina Halim meresmikan jembatan Kali "
    "Sawo kemarin. Panjang jembatan itu 310 meter dan biayanya 92 miliar rupiah. Warga Lembayung menunggu jembatan itu "
    "selama 14 tahun, kata Rina Halim. Ia datang bersama Suryo Wirya dari Bina Marga. Menurut Suryo Wirya, 8.500 "
    "kendaraan lewat setiap hari. Karya Tirta membangunnya dalam 26 bulan sejak Desember 2023.\"}\n",
    "{\"id\":\"b\",\"language\":\"en\",\"date\":\"2026-03-04\",\"text\":\"Governor Rina Halim opened the Kali Sawo "
    "bridge "
    "yesterday. The bridge is 310 metres long and cost 92 billion rupiah. People in Lembayung waited 14 years for the "
    "bridge, Rina Halim said. She came with Suryo Wirya of Bina Marga. Some 8,500 vehicles pass every day, according "
    "to "
    "Suryo Wirya. Karya Tirta built it in 26 months from December 2023.\"}\n",
    "{\"id\":\"a\",\"language\":\"id\",\"text\":\"Halaman ini memakai nama yang sudah dipakai.\"}\n"};

struct told {
	char *text;
	size_t len;
	unsigned remarks; /* that nothing was looked for */
};

static int append(void *user, const char *bytes, size_t len)
{
	struct told *told = user;
	char *grown = realloc(told->text, told->len + len + 1);

	if (grown == NULL)
		return RUNUT_ENOMEM;
	memcpy(grown + told->len, bytes, len);
	told->text = grown;
	told->len += len;
	grown[told->len] = '\0';
	return 0;
}

static void complain(void *user, const runut_complaint *complaint)
{
	static const char key[] = "not_retold";
	struct told *told = user;

	if (complaint->key.len == sizeof(key) - 1 && memcmp(complaint->key.ptr, key, complaint->key.len) == 0) {
		assert_false(complaint->failed);
		told->remarks++;
	}
}

static int find_in_memory(runut_run *run, const char *path, struct told *told)
{
	runut_pile *in = NULL;
	int status = runut_pile_new(&in, run, NULL);

	if (status == 0)
		status = runut_pile_read(in, &path, 1, NULL);
	if (status == 0)
		status = runut_pile_find(in, RUNUT_COPIES, NULL);
	if (status == 0)
		status = runut_pile_write(in, RUNUT_COPIES, NULL, append, told, NULL);
	runut_pile_free(in);
	return status;
}

static struct told tell(const char *path, uint32_t retold_pages, bool on_disk, unsigned threads)
{
	struct told told = {.text = NULL};
	runut_limits limits = runut_limits_default();
	runut_options options = {.limits = &limits};
	runut_run_options with = {.threads = threads, .complain = complain, .user = &told};
	runut_copies_options copies = {.memory = 32 << 20};
	runut_ctx *ctx = NULL;
	runut_run *run = NULL;

	limits.retold_pages = retold_pages;
	assert_int_equal(runut_ctx_new(&ctx, &options, NULL), 0);
	assert_int_equal(runut_run_new(&run, ctx, &with, NULL), 0);
	if (on_disk)
		assert_int_equal(runut_copies_write(run, &path, 1, &copies, append, &told, NULL), 0);
	else
		assert_int_equal(find_in_memory(run, path, &told), 0);
	runut_run_free(run);
	runut_ctx_free(ctx);
	return told;
}

static void the_pile_must_be_small_enough(void **state)
{
	static const struct {
		uint32_t most;
		bool looked;
		unsigned remarks;
	} rows[] = {{UINT32_MAX, true, 0}, {3, true, 0}, {2, false, 1}, {1, false, 1}, {0, false, 0}};
	const char *path = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		for (unsigned way = 0; way < 3; way++) {
			struct told told = tell(path, rows[i].most, way > 0, way);
			bool found = told.text != NULL && strstr(told.text, "\"translation\"") != NULL;

			if (found != rows[i].looked || told.remarks != rows[i].remarks)
				fail_msg("most %u, way %u: found %d, %u remarks", rows[i].most, way, found,
				         told.remarks);
			free(told.text);
		}
	}
}

static int write_pile(void **state)
{
	static char path[] = "/tmp/retold-XXXXXX";
	int fd = mkstemp(path);
	FILE *file = fd >= 0 ? fdopen(fd, "wb") : NULL;

	if (file == NULL)
		return -1;
	for (size_t i = 0; i < sizeof(pile) / sizeof(pile[0]); i++)
		fputs(pile[i], file);
	*state = path;
	return fclose(file);
}

static int remove_pile(void **state) { return remove(*state); }

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(the_pile_must_be_small_enough)};

	return cmocka_run_group_tests(tests, write_pile, remove_pile);
}
