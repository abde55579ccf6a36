/* SPDX-License-Identifier: Apache-2.0 */
/* `runut pack check DIR`: reads a pack folder as the loader does, but tells every broken line instead of stopping at
 * the first. */
#include "pack/inner.h"

#include "base/file.h"

static int check_files(struct ru_pack_reader *reader, const char *dir, const struct ru_alloc *al, struct ru_error *err)
{
	char **names;
	bool *is_folder;
	size_t count, tables = 0;
	int rc = ru_file_list(dir, reader->arena, al, &names, &is_folder, &count, err);
	for (size_t i = 0; rc == 0 && i < count; i++) {
		struct ru_str path, bytes;
		struct ru_buf buf;
		if (is_folder[i] || names[i][0] == '.')
			continue;
		tables += ru_str_ends(ru_str_from(names[i]), RU_S(".tsv"));
		if ((rc = ru_arena_print(reader->arena, &path, "%s/%s", dir, names[i])) != 0)
			return ru_fail(err, rc, dir, UINT64_MAX, "out of memory");
		ru_buf_init(&buf, al, (size_t)64 << 20);
		rc = ru_file_read(path.ptr, &buf, err);
		if (rc == 0)
			rc = ru_arena_copy(reader->arena, ru_buf_str(&buf), &bytes);
		ru_buf_release(&buf);
		reader->file = names[i];
		if (rc == 0)
			rc = ru_pack_read(reader, ru_str_from(names[i]), bytes);
	}
	if (rc == 0 && tables == 0)
		return ru_fail(err, RU_EINPUT, dir, UINT64_MAX, "no table (*.tsv) in it");
	return rc;
}

int ru_pack_check(const char *dir, ru_pack_report_fn *report, void *ctx, uint32_t *failures, const struct ru_alloc *al,
                  struct ru_error *err)
{
	struct ru_arena arena;
	struct ru_pack pack;
	ru_arena_init(&arena, al);
	int rc = ru_pack_init(&pack, ru_pack_folder_tag(dir), &arena, al);
	struct ru_pack_reader reader = {
	    .pack = &pack, .arena = &arena, .file = "", .report = report, .report_ctx = ctx, .err = err};
	if (rc == 0)
		rc = check_files(&reader, dir, al, err);
	if (rc == 0)
		rc = ru_pack_settle(&reader);
	if (rc == 0)
		*failures = reader.failures;
	else if (rc == RU_ENOMEM)
		(void)ru_fail(err, rc, dir, UINT64_MAX, "out of memory");
	ru_pack_release(&pack);
	ru_arena_release(&arena);
	return rc;
}
