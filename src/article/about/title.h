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

/* A stated title up to the last separator with white space around it, where what is behind it is the outlet or the rest
 * is long enough to be a headline. */
struct ru_str ru_title_without_site(const struct ru_draft *d, struct ru_str title);
/* Where in line its end begins that has the letters of part, as a byte; SIZE_MAX where it does not end so. What stands
 * before must end with white space, a sign, or run straight into a capital ("PolitikZwei Siege"). */
size_t ru_title_at_end(struct ru_str line, struct ru_str part);

/* seams.c: whether a tag stands inside a stretch of page text. */
bool ru_has_tag(const struct ru_draft *d, uint32_t begin, uint32_t end);

/* title_other.c: what other places of the page call it; once the title is read. */
int ru_title_read_others(struct ru_draft *d) RU_MUST_CHECK;

/* outlet_host.c: whether the name could be that of the site at a host, or at the page's address; there it is true for a
 * name in other letters than hosts have, and where no address is known. A name has letters. */
bool ru_outlet_fits_host(struct ru_str name, struct ru_str host);
bool ru_outlet_fits(const struct ru_draft *d, struct ru_str name);

/* section.c: whether the element or one of those right above it, up of them in all, is called a breadcrumb. */
bool ru_in_breadcrumb(const struct ru_draft *d, uint32_t node, int up);

#endif
