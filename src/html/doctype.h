/* SPDX-License-Identifier: Apache-2.0 */
/* What a doctype names, after WHATWG HTML 13.2.5.53 to 13.2.5.68. */
#ifndef RU_HTML_DOCTYPE_H
#define RU_HTML_DOCTYPE_H

#include "html/token.h"

/* A range of the source, still to be decoded. An identifier may be given and empty. */
struct ru_html_part {
	uint32_t begin, end;
	bool given;
};

struct ru_html_doctype {
	struct ru_html_part name, public_id, system_id;
	bool force_quirks;
};

/* Reads a token of kind RU_TOKEN_DOCTYPE; O(its length). */
struct ru_html_doctype ru_html_doctype_read(const struct ru_tokens *tokens, const struct ru_token *token);

#endif
