/* SPDX-License-Identifier: Apache-2.0 */
/* Whether a name could be that of the site at an address: "Kabar Lereng" at "kabarlereng.example", "Spanische Zeitung"
 * at "zeitung.example", "Lirang Daily News" at "ldn.example".
 *
 * What stands beside a headline, in a logo's place or at the head of a page is a section, a button or a date as often
 * as it is the outlet ("Home", "Kontakt", "0800 123"). The address tells one from the other. Only ASCII letters and
 * digits are compared, as hosts have no others: "Süd-Kurier" and "sued-kurier" share "kurier". */
#include "article/about/title.h"

enum { LABEL_BYTES = 64, PIECES = 12, LABELS = 8, SHORT_LABEL = 3, SUB_LABEL = 6, INNER_FROM = 12 };

/* The letters and digits of a name, in one and in pieces. */
struct pieces {
	char letters[LABEL_BYTES];
	size_t begin[PIECES], end[PIECES]; /* bytes of letters */
	size_t len, count;
};

static char small_letter(char c)
{
	return (char)(c >= 'A' && c <= 'Z'                               ? c + ('a' - 'A')
	              : (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c
	                                                                 : 0);
}

static void cut_pieces(struct ru_str name, struct pieces *out)
{
	bool open = false;

	*out = (struct pieces){.len = 0};
	for (size_t i = 0; i < name.len && out->len < LABEL_BYTES; i++) {
		char c = small_letter(name.ptr[i]);

		if (c == 0 && name.ptr[i] != '\'')
			open = false;
		if (c == 0)
			continue;
		if (!open && out->count < PIECES)
			out->begin[out->count++] = out->len;
		open = true;
		out->letters[out->len++] = c;
		out->end[out->count - 1] = out->len;
	}
}

static struct ru_str piece(const struct pieces *p, size_t i)
{
	return (struct ru_str){p->letters + p->begin[i], p->end[i] - p->begin[i]};
}

/* Whether the first letters of the words are the label, or it begins with three of them. */
static bool are_initials(const struct pieces *name, struct ru_str label)
{
	char initials[PIECES];

	for (size_t i = 0; i < name->count; i++)
		initials[i] = name->letters[name->begin[i]];
	return name->count >= 2 && (name->count >= 3 || label.len == 2) &&
	       ru_str_starts(label, (struct ru_str){initials, name->count});
}

static bool fits_label(const struct pieces *name, struct ru_str label)
{
	struct ru_str whole = {name->letters, name->len};
	size_t common = 0;

	while (common < whole.len && common < label.len && whole.ptr[common] == label.ptr[common])
		common++;
	if (common >= 5 || (label.len >= SHORT_LABEL && ru_str_find(whole, label, 0) != SIZE_MAX) ||
	    (whole.len >= SHORT_LABEL && (2 * whole.len >= label.len || common == whole.len) &&
	     ru_str_find(label, whole, 0) != SIZE_MAX))
		return true;
	for (size_t i = 0; i < name->count && name->count > 1; i++) {
		struct ru_str part = piece(name, i);

		if ((part.len >= SHORT_LABEL && ru_str_starts(label, part)) ||
		    (part.len > SHORT_LABEL && 3 * part.len >= label.len && ru_str_find(label, part, 0) != SIZE_MAX))
			return true;
	}
	return are_initials(name, label);
}

/* "kl.example - front page" */
static bool begins_with_host(const struct pieces *name, struct ru_str host)
{
	struct pieces whole;

	cut_pieces(host, &whole);
	return ru_str_starts((struct ru_str){name->letters, name->len}, (struct ru_str){whole.letters, whole.len});
}

/* The labels of a host but the last; the site's own is the last of them, or the one before where that is short
 * ("kabar.co.id"). Those before ("news.kabar.example") count only where they are long or the name has several words.
 */
static bool fits_host(const struct pieces *name, struct ru_str host)
{
	struct ru_str rest = host, part, labels[LABELS];
	size_t count = 0, own;

	while (count < LABELS && rest.ptr != NULL && ru_str_split(&rest, '.', &part))
		labels[count++] = part;
	if (begins_with_host(name, host))
		return true;
	own = count > 2 && labels[count - 2].len <= SHORT_LABEL ? count - 3 : count > 1 ? count - 2 : 0;
	for (size_t i = 0; i + 1 < count; i++) {
		struct pieces pieces;
		struct ru_str label;

		cut_pieces(labels[i], &pieces);
		label = (struct ru_str){pieces.letters, pieces.len};
		if (i > own &&
		    (ru_str_eq(label, (struct ru_str){name->letters, name->len}) || are_initials(name, label)))
			return true;
		if ((i == own || (i < own && (label.len >= SUB_LABEL || name->count > 1))) && fits_label(name, label))
			return true;
	}
	return false;
}

/* The host of an address, or of the one that an archive's address holds. */
static struct ru_str site_of(struct ru_str url)
{
	size_t at = ru_str_find(url, RU_S("/http"), INNER_FROM);

	return ru_host_slice(at != SIZE_MAX ? ru_str_cut(url, at + 1, url.len) : url);
}

bool ru_outlet_fits_host(struct ru_str name, struct ru_str host)
{
	struct pieces pieces;

	cut_pieces(name, &pieces);
	return pieces.len > 0 && fits_host(&pieces, host);
}

bool ru_outlet_fits(const struct ru_draft *d, struct ru_str name)
{
	const struct ru_stated *stated[] = {ru_stated_get(d, RU_STATED_CANONICAL), ru_stated_get(d, RU_STATED_URL)};
	struct ru_str host = site_of(d->page->url);
	struct pieces pieces;

	if (host.len == 0 || !ru_has_letter(name)) /* a mirror keeps the canonical address of the page that it copies */
		return ru_has_letter(name);
	cut_pieces(name, &pieces);
	if (pieces.len == 0 || fits_host(&pieces, host))
		return true;
	for (size_t i = 0; i < sizeof(stated) / sizeof(stated[0]); i++) {
		host = stated[i] != NULL ? site_of(stated[i]->value) : (struct ru_str){NULL, 0};
		if (host.len > 0 && fits_host(&pieces, host))
			return true;
	}
	return false;
}
