/* SPDX-License-Identifier: Apache-2.0 */
/* What bytes are: HTML, plain text, JSON Lines, feeds, archives, packed bytes, or nothing readable. */
#ifndef RU_INPUT_CONTENT_H
#define RU_INPUT_CONTENT_H

#include "base/str.h"

enum ru_content {
	RU_CONTENT_EMPTY,
	RU_CONTENT_HTML,
	RU_CONTENT_PLAIN,
	RU_CONTENT_JSON_LINES,
	RU_CONTENT_JSON_FEED,
	RU_CONTENT_FEED, /* RSS, Atom */
	RU_CONTENT_WARC,
	RU_CONTENT_GZIP,
	RU_CONTENT_ZSTD,
	RU_CONTENT_BINARY,
	/* recognised, not read */
	RU_CONTENT_JSON,
	RU_CONTENT_XML,
	RU_CONTENT_ZIP,
	RU_CONTENT_TAR,
	RU_CONTENT_BZIP2,
	RU_CONTENT_XZ,
	RU_CONTENT_SEVEN_ZIP,
	RU_CONTENT_RAR,
	RU_CONTENT_PDF,
	RU_CONTENT_MHTML
};

enum { RU_CONTENT_WINDOW = 4096 };

/* Tell by the first RU_CONTENT_WINDOW bytes; the name only helps where they leave it open. *charset is "utf-16le" or
 * "utf-16be" for UTF-16 without a byte order mark, else empty. O(window). */
enum ru_content ru_content_tell(struct ru_str head, struct ru_str name, struct ru_str *charset);
/* Why a file of this content is not read, in plain English; NULL for those that are. */
const char *ru_content_unsupported(enum ru_content content);
/* A word for such a format ("zip", "pdf"), or "". */
const char *ru_content_name(enum ru_content content);
/* Whether a file of this name is read in a folder walk. */
bool ru_content_name_is_read(struct ru_str name);
/* "x.json", "x.json.gz". */
bool ru_content_name_is_json(struct ru_str name);

#endif
