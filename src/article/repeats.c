/* SPDX-License-Identifier: Apache-2.0 */
/* Lines of the text that other pages of the site hold too, and take for furniture, become furniture; see repeats.h.
 *
 * What repeats is not always furniture: a site repeats the words that open its datelines, a sentence of background in
 * each report on one event, and the first sentence of an article below its link on other pages. So the other pages must
 * agree, and a sentence needs more of them than a button. Linear but for a search by halves for each line. */
#include "article/repeats.h"

#include "article/choice.h"
#include "base/hash.h"

enum { HOST_MOST = 253, LABEL_SHORT = 3, COUNTRY = 2, TITLE_LETTERS = 48 };

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

uint64_t ru_repeats_site(struct ru_str url, struct ru_str canonical)
{
	struct ru_str host = ru_host_slice(url);
	char site[HOST_MOST];
	size_t begin, dots = 0, last = 0, second = 0;

	if (host.len == 0)
		host = ru_host_slice(canonical);
	if (host.len == 0 || host.len > HOST_MOST)
		return 0;
	for (begin = host.len; begin > 0; begin--) {
		if (host.ptr[begin - 1] == '.') {
			dots++;
			if (dots == 3 || (dots == 2 && (second > LABEL_SHORT || last > COUNTRY)))
				break;
		} else if (dots == 0)
			last++;
		else if (dots == 1)
			second++;
	}
	for (size_t i = begin; i < host.len; i++)
		site[i - begin] = lower(host.ptr[i]);
	return ru_hash64((struct ru_str){site, host.len - begin}) | 1;
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80; }

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

uint64_t ru_repeats_line(uint64_t site, struct ru_str line)
{
	uint64_t sum = site;
	bool letters = false;

	for (size_t i = 0; i < line.len;) {
		size_t end = i;

		while (end < line.len && !is_blank(line.ptr[end]))
			letters = is_letter(line.ptr[end++]) || letters;
		if (end > i)
			sum = ru_hash_mix(sum, ru_hash64(ru_str_cut(line, i, end)));
		i = end + (end < line.len);
	}
	return letters ? sum & ~(uint64_t)RU_REPEATS_LOW : 0;
}

uint64_t ru_repeats_page(struct ru_str title, struct ru_str text)
{
	char letters[TITLE_LETTERS];
	size_t count = 0;

	for (size_t i = 0; i < title.len && count < TITLE_LETTERS; i++)
		if (is_letter(title.ptr[i]))
			letters[count++] = lower(title.ptr[i]);
	return count > 0 ? ru_hash64((struct ru_str){letters, count}) : ru_hash64(text);
}

static enum ru_repeated find(const struct ru_repeats *repeats, uint64_t sum)
{
	size_t low = 0, high = repeats->count;

	while (low < high) {
		size_t at = low + (high - low) / 2;

		if ((repeats->sums[at] & ~(uint64_t)RU_REPEATS_LOW) == sum)
			return (enum ru_repeated)(repeats->sums[at] & RU_REPEATS_LOW);
		if (repeats->sums[at] < sum)
			low = at + 1;
		else
			high = at;
	}
	return RU_REPEATED_NOT;
}

static bool in_text(uint8_t kind) { return kind < RU_BLOCK_CAPTION && kind != RU_BLOCK_HEADLINE; }

/* Whether line i may go. first: the first sentence of the text. */
static bool may_go(const struct ru_draft *d, uint32_t i, uint32_t first, enum ru_repeated how)
{
	const struct ru_line *line = ru_draft_line(d, i);

	if (!in_text(line->kind) || line->kind == RU_BLOCK_TABLE || line->kind == RU_BLOCK_CODE || i == d->dateline)
		return false;
	if (how == RU_REPEATED_NOT || how == RU_REPEATED_ALWAYS)
		return how == RU_REPEATED_ALWAYS;
	if (line->kind == RU_BLOCK_STANDFIRST || i == first)
		return false;
	return how == RU_REPEATED_MOST || (line->flags & RU_LINE_PROSE) == 0;
}

static uint32_t first_sentence(const struct ru_draft *d)
{
	uint32_t count = ru_draft_line_count(d), i = 0;

	while (i < count && (!in_text(ru_draft_line(d, i)->kind) || (ru_draft_line(d, i)->flags & RU_LINE_PROSE) == 0))
		i++;
	return i;
}

/* Marks in gone[] the lines that go; false where no sentence would be left, or nothing goes. */
static bool mark(const struct ru_draft *d, uint64_t site, bool *gone)
{
	uint32_t count = ru_draft_line_count(d), first = first_sentence(d);
	bool any = false, left = false;

	for (uint32_t i = 0; i < count; i++) {
		const struct ru_line *line = ru_draft_line(d, i);

		if (!in_text(line->kind))
			continue;
		uint64_t sum = ru_repeats_line(site, ru_draft_line_text(d, i));
		gone[i] = sum != 0 && may_go(d, i, first, find(d->options->repeats, sum));
		any = any || gone[i];
		left = left || (!gone[i] && (line->flags & RU_LINE_PROSE) != 0);
	}
	return any && left;
}

static uint64_t site_of(const struct ru_draft *d)
{
	const struct ru_stated *canonical = ru_stated_get(d, RU_STATED_CANONICAL);

	if (canonical == NULL)
		canonical = ru_stated_get(d, RU_STATED_URL);
	return ru_repeats_site(d->page->url, canonical != NULL ? canonical->value : (struct ru_str){NULL, 0});
}

int ru_repeats_apply(struct ru_draft *d)
{
	uint32_t count = ru_draft_line_count(d);
	uint64_t site;
	bool *gone;

	if (d->options->repeats == NULL || d->options->repeats->count == 0 || !d->is_html || count == 0)
		return 0;
	site = site_of(d);
	if (site == 0)
		return 0;
	gone = ru_arena_get(d->arena, count, sizeof(*gone));
	if (gone == NULL)
		return RU_ENOMEM;
	if (!mark(d, site, gone))
		return 0;
	d->body_first = d->body_last = 0;
	for (uint32_t i = 0; i < count; i++) {
		struct ru_line *line = ru_draft_line(d, i);

		if (gone[i])
			line->kind = ru_choice_outside(d, i);
		if (!in_text(line->kind))
			continue;
		if (d->body_last == 0)
			d->body_first = i;
		d->body_last = i + 1;
	}
	return 0;
}
