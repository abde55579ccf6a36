/* SPDX-License-Identifier: Apache-2.0 */
/* Elements of an XML parser as HTML. Failures stay in the buffer. Private to input/. */
#ifndef RU_INPUT_XHTML_H
#define RU_INPUT_XHTML_H

#include "base/buf.h"

void ru_xhtml_text(struct ru_buf *out, struct ru_str text);
/* attributes: names and values in turn, NULL at the end. */
void ru_xhtml_begin(struct ru_buf *out, const char *name, const char **attributes);
void ru_xhtml_end(struct ru_buf *out, const char *name);

#endif
