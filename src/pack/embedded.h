/* SPDX-License-Identifier: Apache-2.0 */
/* The files of packs/ as the build put them into the program (tools/embed_packs.py), by tag, then by name. Private to
 * pack/. */
#ifndef RU_PACK_EMBEDDED_H
#define RU_PACK_EMBEDDED_H

#include "base/str.h"

struct ru_pack_file {
	const char *tag;
	const char *name; /* "cues.tsv" */
	struct ru_str bytes;
};

extern const struct ru_pack_file ru_pack_files[];
extern const size_t ru_pack_file_count;

/* The same packs as the build has loaded them (image.h); then there are no files. Of no bytes where the program is not
 * built for the machine that builds it. */
extern const char ru_pack_image[];
extern const size_t ru_pack_image_len;

#endif
