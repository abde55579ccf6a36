/* SPDX-License-Identifier: Apache-2.0 */
/* Credits in brackets: datelines and sign-offs, "JAKARTA (ANTARA) - ...", "(ANT/rim)", "KABAR.EXAMPLE, JAKARTA -". A
 * name counts where it is a known agency, a host, in a dateline, or capitals that the text tells of. */
#include "article/about/credits.h"

#include "text/utf8.h"

enum { SIGNOFFS = 6, SIGN_BYTES = 24, NEAR = 3 };

/* Whether the word comes again in the text, outside [begin, end): "(ANT/rim)" where ANT is told of. */
static bool comes_again(const struct ru_draft *d, struct ru_str word, uint32_t begin, uint32_t end)
{
	for (uint32_t i = d->body_first; i < d->body_last; i++) {
		const struct ru_line *line = ru_draft_line(d, i);

		if (line->kind >= RU_BLOCK_CAPTION)
			continue;
		for (uint32_t w = line->first; w < line->last; w++) {
			const struct ru_word *at = ru_draft_word(d, w);

			if ((at->begin < begin || at->begin >= end) && ru_str_eq(ru_draft_word_text(d, w), word))
				return true;
		}
	}
	return false;
}

/* One name in brackets; known agencies, capitals that the text explains, and host names count. */
static int put_bracket(const struct ru_credit_reader *r, uint32_t begin, uint32_t end, struct ru_str cue, bool dateline)
{
	struct ru_str s = ru_draft_cut(r->d, begin, end), who = ru_str_trim(s);
	struct ru_credit with = {.cue = cue, .cue_place = ru_credit_no_place()};
	uint32_t from = begin + (uint32_t)(who.len > 0 ? who.ptr - s.ptr : 0);
	const struct ru_entry *sign = ru_phrase_get(r->d, r->credits, who, NULL);
	bool known = ru_phrase_get(r->d, r->agencies, who, NULL) != NULL, digit = false;

	if (sign != NULL && ru_str_eq(sign->col[1], RU_S("sign")) && ru_char_is_upper(ru_credit_first_char(who))) {
		known = true;
		with.canon = sign->col[2];
	}

	for (size_t i = 0; i < who.len; i++)
		digit = digit || (who.ptr[i] >= '0' && who.ptr[i] <= '9');
	if (who.len < 2 || who.len > 60 || (digit && !known))
		return 0;
	if (!known && !ru_is_host(who) && !dateline) {
		struct ru_place place = ru_credit_place(r, from, from + (uint32_t)who.len);

		if (who.len < 3 || !ru_char_is_upper(ru_credit_first_char(ru_str_cut(who, 1, who.len))) ||
		    !comes_again(r->d, who, place.at.begin, place.at.end))
			return 0;
	}
	with.who = ru_str_cut(r->d->article->text, from, from + who.len);
	with.place = ru_credit_place(r, from, from + (uint32_t)who.len);
	with.kind = ru_is_host(who) ? RU_S("outlet") : with.canon.len > 0 ? RU_S("agency") : RU_S("unknown");
	return ru_credit_put(r, &with);
}

/* What stands in brackets in [begin, end), cut at "/". In a dateline also what stands there without brackets and is a
 * host name or a known agency: "JAKARTA, KABAR.EXAMPLE -". */
static int read_brackets(const struct ru_credit_reader *r, uint32_t begin, uint32_t end, struct ru_str cue,
                         bool dateline)
{
	struct ru_str text = ru_draft_cut(r->d, begin, end);
	uint32_t from = begin;
	bool inside = false;
	int status = 0;

	for (uint32_t at = begin; at < end && status == 0; at++) {
		char c = text.ptr[at - begin];

		if (c != '(' && c != ')' && c != '/' && c != ',' && at + 1 < end)
			continue;
		if (inside && at > from)
			status = put_bracket(r, from, at, cue, dateline && c == ')');
		else if (dateline && at > from) {
			struct ru_str name = ru_str_trim(ru_draft_cut(r->d, from, at));

			while (name.len > 0 && (name.ptr[name.len - 1] == '-' || name.ptr[name.len - 1] == ' ' ||
			                        (unsigned char)name.ptr[name.len - 1] >= 0x80))
				name.len--;
			if (ru_is_host(name) || ru_phrase_get(r->d, r->agencies, name, NULL) != NULL) {
				uint32_t start = (uint32_t)(name.ptr - r->d->text.ptr);

				status = put_bracket(r, start, start + (uint32_t)name.len, cue, true);
			}
		}
		inside = c == '(' || (inside && c != ')');
		from = at + 1;
	}
	return status;
}

/* "dpa/lrg", "AFP": signed without brackets; known agencies between slashes count. */
static int read_sign(const struct ru_credit_reader *r, uint32_t begin, uint32_t end)
{
	struct ru_str rest = ru_draft_cut(r->d, begin, end), part;
	int status = 0;

	if (memchr(rest.ptr, ':', rest.len) != NULL)
		return 0;
	while (status == 0 && rest.ptr != NULL && ru_str_split(&rest, '/', &part)) {
		uint32_t from = (uint32_t)(part.ptr - r->d->text.ptr);

		if (ru_phrase_get(r->d, r->agencies, ru_str_trim(part), NULL) != NULL)
			status = put_bracket(r, from, from + (uint32_t)part.len, RU_S("signoff"), false);
	}
	return status;
}

int ru_credits_in_brackets(const struct ru_credit_reader *r)
{
	int status = 0;

	for (size_t i = 0; i < r->d->parts.len && status == 0; i++) {
		const struct ru_part *part = RU_VEC_AT(&r->d->parts, struct ru_part, i);

		status = read_brackets(r, part->begin, part->end,
		                       part->kind == RU_BLOCK_DATELINE ? RU_S("dateline") : RU_S("signoff"),
		                       part->kind == RU_BLOCK_DATELINE);
	}
	for (uint32_t i = 0, seen = 0; i < ru_draft_line_count(r->d) && status == 0 && seen < SIGNOFFS; i++) {
		const struct ru_line *line = ru_draft_line(r->d, i);

		bool bare = r->d->text.ptr[line->begin] != '(',
		     close = i >= r->d->body_last && i < r->d->body_last + NEAR;

		if ((line->kind != RU_BLOCK_CREDIT && !(bare && close && line->kind == RU_BLOCK_OTHER)) ||
		    (bare && line->end - line->begin > SIGN_BYTES))
			continue;
		seen += bare ? 0 : 1;
		status = bare ? read_sign(r, line->begin, line->end)
		              : read_brackets(r, line->begin, line->end, RU_S("signoff"), false);
	}
	return status;
}
