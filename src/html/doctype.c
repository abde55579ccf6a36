/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of a doctype; see doctype.h. Works on the range that the tokenizer found, up to the ">" or the end of the
 * source: no identifier can hold a ">". */
#include "html/doctype.h"

struct reader {
	struct ru_str text;
	uint32_t pos, end;
	bool closed; /* by its ">": what breaks off there is whole, what the source cuts is not */
};

static void skip_space(struct reader *r)
{
	while (r->pos < r->end && ru_html_is_space(r->text.ptr[r->pos]))
		r->pos++;
}

/* A word of letters that stands here, any case; the position goes behind it. */
static bool take_word(struct reader *r, struct ru_str word)
{
	if (!ru_str_eq_nocase(ru_str_cut(ru_str_cut(r->text, 0, r->end), r->pos, r->pos + word.len), word))
		return false;
	r->pos += (uint32_t)word.len;
	return true;
}

static bool at_quote(const struct reader *r)
{
	return r->pos < r->end && (r->text.ptr[r->pos] == '"' || r->text.ptr[r->pos] == '\'');
}

/* The identifier between the quotation marks that stand here; false where the second is missing. */
static bool take_identifier(struct reader *r, struct ru_html_part *out)
{
	char quote = r->text.ptr[r->pos];

	out->given = true;
	out->begin = ++r->pos;
	while (r->pos < r->end && r->text.ptr[r->pos] != quote)
		r->pos++;
	out->end = r->pos;
	return r->pos++ < r->end;
}

/* Behind the public identifier a system identifier may follow. True: quirks are forced. */
static bool read_public(struct reader *r, struct ru_html_doctype *out)
{
	skip_space(r);
	if (!at_quote(r) || !take_identifier(r, &out->public_id))
		return true;
	skip_space(r);
	if (r->pos >= r->end)
		return !r->closed;
	return !at_quote(r) || !take_identifier(r, &out->system_id);
}

static bool read_system(struct reader *r, struct ru_html_doctype *out)
{
	skip_space(r);
	return !at_quote(r) || !take_identifier(r, &out->system_id);
}

struct ru_html_doctype ru_html_doctype_read(const struct ru_tokens *tokens, const struct ru_token *token)
{
	struct ru_html_doctype out = {.force_quirks = true};
	struct reader r = {tokens->source.text, token->inner, token->inner_end, token->closed};

	skip_space(&r);
	if (r.pos >= r.end)
		return out;
	out.name.given = true;
	out.name.begin = r.pos;
	while (r.pos < r.end && !ru_html_is_space(r.text.ptr[r.pos]))
		r.pos++;
	out.name.end = r.pos;
	skip_space(&r);
	if (r.pos >= r.end) {
		out.force_quirks = !r.closed;
		return out;
	}
	if (take_word(&r, RU_S("PUBLIC")))
		out.force_quirks = read_public(&r, &out);
	else if (take_word(&r, RU_S("SYSTEM")))
		out.force_quirks = read_system(&r, &out);
	skip_space(&r);
	if (r.pos >= r.end && !r.closed)
		out.force_quirks = true; /* cut behind an identifier; other characters there are passed over */
	return out;
}
