/* SPDX-License-Identifier: Apache-2.0 */
/* Write the block of bytes that src/pack/image.h describes, as C, from the packs in this program.
 *
 *     pack_image OUT.C */
#include "base/file.h"
#include "pack/image.h"

#include <stdio.h>

enum { LINE = 64, CELL_MOST = UINT16_MAX };

/* Append bytes at the next line of the processor's cache. */
static uint32_t put(struct ru_buf *out, const void *bytes, size_t len)
{
	static const char zeros[LINE] = {0};

	ru_buf_put(out, (struct ru_str){zeros, (LINE - out->len % LINE) % LINE});
	uint32_t at = (uint32_t)out->len;
	if (len > 0)
		ru_buf_put(out, (struct ru_str){bytes, len});
	return at;
}

static struct ru_image_array put_text(struct ru_buf *out, struct ru_str text)
{
	struct ru_image_array array = {(uint32_t)out->len, (uint32_t)text.len};

	ru_buf_put(out, text);
	return array;
}

static struct ru_image_array put_vec(struct ru_buf *out, const struct ru_vec *vec)
{
	return (struct ru_image_array){put(out, vec->ptr, vec->len * vec->item), (uint32_t)vec->len};
}

/* Slots that are free are zeros: the same packs give the same bytes. */
static struct ru_image_index put_index(struct ru_buf *out, const struct ru_index *index)
{
	struct ru_image_index image = {.len = (uint32_t)index->len, .cap = (uint32_t)index->cap};

	image.slots = put(out, NULL, 0);
	for (size_t i = 0; i < index->cap; i++) {
		static const struct ru_index_slot none = {{0, 0}, 0};
		const struct ru_index_slot *slot = index->tag[i] != 0 ? &index->slot[i] : &none;
		ru_buf_put(out, (struct ru_str){(const char *)slot, sizeof(*slot)});
	}
	image.tags = put(out, index->tag, index->cap);
	return image;
}

static int put_entries(struct ru_buf *out, const struct ru_pack *pack, struct ru_image_array *entries)
{
	struct ru_vec list;
	int rc = 0;

	ru_vec_init(&list, ru_alloc_default(), sizeof(struct ru_image_entry), 0);
	for (size_t i = 0; i < pack->entry.len && rc == 0; i++) {
		const struct ru_entry *entry = RU_VEC_AT(&pack->entry, struct ru_entry, i);
		struct ru_image_entry *to = ru_vec_push(&list);
		if (to == NULL) {
			rc = RU_ENOMEM;
			break;
		}
		const bool same = ru_str_eq(entry->folded, entry->phrase);
		to->folded = put_text(out, same ? (struct ru_str){NULL, 0} : entry->folded).at;
		to->folded_len = (uint16_t)entry->folded.len;
		to->text = (uint32_t)out->len; /* of a phrase that is folded already the same place */
		to->line = entry->line;
		to->next = entry->next;
		to->table = (uint8_t)entry->table;
		to->words = (uint8_t)entry->words;
		for (int k = 0; k < RU_PACK_COLUMNS; k++) {
			rc = entry->col[k].len > CELL_MOST ? RU_ELIMIT : rc;
			to->len[k] = (uint16_t)entry->col[k].len;
			ru_buf_put(out, entry->col[k]);
		}
	}
	*entries = put_vec(out, &list);
	ru_vec_release(&list);
	return rc;
}

static int put_affixes(struct ru_buf *out, const struct ru_pack *pack, struct ru_image_array *affixes)
{
	struct ru_vec list;
	int rc = 0;

	ru_vec_init(&list, ru_alloc_default(), sizeof(struct ru_image_affix), 0);
	for (size_t i = 0; i < pack->affix_count && rc == 0; i++) {
		const struct ru_affix *affix = &pack->affix[i];
		struct ru_image_affix *to = ru_vec_push(&list);
		if (to == NULL) {
			rc = RU_ENOMEM;
			break;
		}
		to->text = put_text(out, affix->text);
		to->restore = put_text(out, affix->restore);
		to->begins = put_text(out, affix->begins);
		to->level = affix->level;
		to->suffix = affix->suffix;
		to->undouble = affix->undouble;
	}
	*affixes = put_vec(out, &list);
	ru_vec_release(&list);
	return rc;
}

static int put_blobs(struct ru_buf *out, const struct ru_pack *pack, struct ru_image_array *blobs)
{
	struct ru_vec list;
	int rc = 0;

	ru_vec_init(&list, ru_alloc_default(), sizeof(struct ru_image_blob), 0);
	for (size_t i = 0; i < pack->blob.len && rc == 0; i++) {
		const struct ru_pack_blob *blob = RU_VEC_AT(&pack->blob, struct ru_pack_blob, i);
		struct ru_image_blob *to = ru_vec_push(&list);
		if (to == NULL) {
			rc = RU_ENOMEM;
			break;
		}
		to->name = put_text(out, blob->name);
		to->bytes =
		    (struct ru_image_array){put(out, blob->bytes.ptr, blob->bytes.len), (uint32_t)blob->bytes.len};
	}
	*blobs = put_vec(out, &list);
	ru_vec_release(&list);
	return rc;
}

static size_t first_count(const struct ru_pack *pack)
{
	size_t count = 0;

	for (size_t i = 0; i < pack->openings.len; i++)
		count +=
		    ru_pack_rank(RU_VEC_AT(&pack->openings, struct ru_pack_opening, i)->tables, RU_PACK_TABLES_MOST);
	return count;
}

static int put_pack(struct ru_buf *out, const struct ru_pack *pack, struct ru_image_pack *to)
{
	size_t maybe = RU_PACK_MAYBE / 64 * sizeof(uint64_t), firsts = first_count(pack);
	int rc = put_entries(out, pack, &to->entries);

	if (rc == 0)
		rc = put_affixes(out, pack, &to->affixes);
	if (rc == 0)
		rc = put_blobs(out, pack, &to->blobs);
	to->tag = put_text(out, pack->tag);
	to->nodes = put_vec(out, &pack->node);
	to->openings = put_vec(out, &pack->openings);
	to->firsts = (struct ru_image_array){put(out, pack->firsts, firsts * sizeof(*pack->firsts)), (uint32_t)firsts};
	to->step = put_index(out, &pack->step);
	to->opening = put_index(out, &pack->opening);
	to->word = put_index(out, &pack->word);
	to->first = put(out, pack->first, ru_table_count * sizeof(*pack->first));
	to->count = put(out, pack->count, ru_table_count * sizeof(*pack->count));
	to->maybe_root = put(out, pack->maybe_root, maybe);
	to->maybe_next = put(out, pack->maybe_next, maybe);
	memcpy(to->affix_at, pack->affix_at, sizeof(to->affix_at));
	to->weight_default = pack->weight_default;
	to->affix_levels = pack->affix_levels;
	to->has_roots = pack->has_roots;
	to->reduplication = pack->reduplication;
	return rc;
}

static int put_packs(struct ru_buf *out, const struct ru_packs *packs)
{
	struct ru_image head;
	struct ru_vec list;
	int rc = 0;

	memset(&head, 0, sizeof(head));
	(void)put(out, &head, sizeof(head));
	ru_vec_init(&list, ru_alloc_default(), sizeof(struct ru_image_pack), 0);
	for (size_t i = 0; i < packs->count && rc == 0; i++) {
		struct ru_image_pack *to = ru_vec_push(&list);
		rc = to != NULL ? put_pack(out, &packs->packs[i], to) : RU_ENOMEM;
	}
	head.packs = put_vec(out, &list);
	head.sets = put_vec(out, &packs->sets);
	head.uses = put_vec(out, &packs->uses);
	head.first = put_index(out, &packs->first);
	head.used = put_index(out, &packs->used);
	head.indexed = put(out, packs->indexed, ru_table_count * sizeof(*packs->indexed));
	head.maybe = put(out, packs->maybe, sizeof(packs->maybe));
	head.unknown = packs->unknown;
	(void)put(out, NULL, 0);
	ru_vec_release(&list);
	if (rc == 0)
		rc = ru_buf_status(out);
	if (rc == 0)
		memcpy(out->ptr, &head, sizeof(head));
	return rc;
}

/* A string literal a line; what is no plain character as few octal digits as the one behind it allows. */
static void write_bytes(FILE *c, struct ru_str bytes)
{
	enum { ROW = 128 };

	for (size_t i = 0; i < bytes.len; i++) {
		unsigned byte = (unsigned char)bytes.ptr[i];
		bool last = i % ROW == ROW - 1 || i + 1 == bytes.len;
		bool digit = !last && bytes.ptr[i + 1] >= '0' && bytes.ptr[i + 1] <= '7';
		if (i % ROW == 0)
			fputc('"', c);
		if (byte >= ' ' && byte < 0x7F && byte != '"' && byte != '\\' && byte != '?')
			fputc((int)byte, c);
		else
			fprintf(c, digit ? "\\%03o" : "\\%o", byte);
		if (last)
			fputs("\"\n", c);
	}
}

static int write_c(const char *path, struct ru_str bytes)
{
	FILE *c = fopen(path, "wb");

	if (c == NULL)
		return RU_EIO;
	fputs("/* Made by tools/pack_image.c: do not edit. */\n#include \"pack/embedded.h\"\n\n#if defined(__GNUC__)\n"
	      "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n#endif\n\n"
	      "const struct ru_pack_file ru_pack_files[] = {{\"\", \"\", {\"\", 0}}};\n"
	      "const size_t ru_pack_file_count = 0;\n",
	      c);
	fprintf(c, "const size_t ru_pack_image_len = %zu;\n_Alignas(64) const char ru_pack_image[] =\n", bytes.len);
	write_bytes(c, bytes);
	fputs(";\n", c);
	bool fine = ferror(c) == 0;
	return fclose(c) == 0 && fine ? 0 : RU_EIO;
}

int main(int argc, char **argv)
{
	struct ru_packs *packs = NULL;
	struct ru_error err = {0};
	struct ru_buf out;
	int rc = argc == 2 ? 0 : ru_fail(&err, RU_EUSAGE, NULL, UINT64_MAX, "one file to write is needed");

	ru_buf_init(&out, ru_alloc_default(), (size_t)256 << 20);
	if (rc == 0)
		rc = ru_packs_new(&packs, NULL, 0, ru_alloc_default(), &err);
	if (rc == 0)
		rc = put_packs(&out, packs);
	if (rc == 0)
		rc = write_c(argv[1], ru_buf_str(&out));
	if (rc != 0)
		fprintf(stderr, "pack_image: %s: %s %s\n", ru_status_name(rc), err.input, err.message);
	ru_buf_release(&out);
	ru_packs_free(packs);
	return rc == 0 ? 0 : 1;
}
