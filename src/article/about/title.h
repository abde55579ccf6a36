/* SPDX-License-Identifier: Apache-2.0 */
/* What the two readers of the title share. Private to about/. */
#ifndef RU_ARTICLE_ABOUT_TITLE_H
#define RU_ARTICLE_ABOUT_TITLE_H

#include "article/draft.h"

enum { RU_TITLE_BYTES = 600 };

/* Whether sites put the mark between headline and name: "Judul | Kabar", "Judul - Kabar". */
bool ru_title_separates(uint32_t cp);

#endif
