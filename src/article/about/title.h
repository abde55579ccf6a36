/* SPDX-License-Identifier: Apache-2.0 */
/* What the two readers of the title share. Private to about/. */
#ifndef RU_ARTICLE_ABOUT_TITLE_H
#define RU_ARTICLE_ABOUT_TITLE_H

#include "article/draft.h"

enum { RU_TITLE_BYTES = 600 };

/* Whether sites put the mark between headline and name: "Judul | Kabar", "Judul - Kabar". */
bool ru_title_separates(uint32_t cp);

/* Whether the text is nothing but the number of a page: "Halaman 2". */
bool ru_title_is_page(const struct ru_draft *d, struct ru_str part);
/* What is left of the text behind the number of a page that it begins with. */
struct ru_str ru_title_behind_page(const struct ru_draft *d, struct ru_str rest);
/* The title without the number of a page at its end. */
struct ru_str ru_title_without_page(const struct ru_draft *d, struct ru_str title);

#endif
