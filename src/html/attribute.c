/* SPDX-License-Identifier: Apache-2.0 */
/* The attributes of a tag (WHATWG HTML 13.2.5.32 to 13.2.5.40): names in lower case, values decoded, the first of a
 * name counts.
 *
 * Names and values that stand in the source as they are borrow it; others are copied into the arena. Beyond the cap of
 * the tag they are read over and counted. */
#include "html/token.h"

#include "base/hash.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* From this number on a tag's names, those of RU_ATTR_OTHER, are looked up in a table and not one by one. */
enum { FEW = 8 };

static int lower_copy(struct ru_tokens *tokens, uint32_t begin, uint32_t end, struct ru_str *out)
{
	struct ru_buf *buf = &tokens->scratch;
	int status;

	ru_buf_clear(buf);
	status = ru_html_decode(buf, NULL, &tokens->source, begin, end, 0);
	if (status == RU_OK)
		status = ru_buf_status(buf);
	if (status != RU_OK)
		return status;
	for (size_t i = 0; i < buf->len; i++)
		buf->ptr[i] = ru_to_lower(buf->ptr[i]);
	return ru_arena_copy(tokens->arena, ru_buf_str(buf), out);
}

/* An attribute as it stands in the source. */
struct found {
	uint32_t name, name_end;
	unsigned name_classes; /* enum ru_html_byte */
	uint32_t value, value_end;
	bool no_reference; /* no "&" stands in the value */
};

/* The name at [begin, end), lower case: a slice of the source where it is so already. */
static int take_name(struct ru_tokens *tokens, uint32_t begin, uint32_t end, unsigned classes, struct ru_str *out)
{
	if (!(classes & (RU_BYTE_UPPER | RU_BYTE_ODD)) ||
	    (!(classes & RU_BYTE_UPPER) && ru_html_is_plain(&tokens->source, begin, end, 0))) {
		*out = ru_str_cut(tokens->source.text, begin, end);
		return RU_OK;
	}
	return lower_copy(tokens, begin, end, out);
}

static int take_value(struct ru_tokens *tokens, const struct found *found, struct ru_html_attr *attr)
{
	unsigned flags = RU_DECODE_REFERENCES | RU_DECODE_ATTRIBUTE;
	int status;

	if ((found->no_reference && tokens->source.valid && !tokens->source.returns) ||
	    ru_html_is_plain(&tokens->source, attr->begin, attr->end, flags)) {
		attr->plain = true;
		attr->value = ru_str_cut(tokens->source.text, attr->begin, attr->end);
		return RU_OK;
	}
	ru_buf_clear(&tokens->scratch);
	status = ru_html_decode(&tokens->scratch, NULL, &tokens->source, attr->begin, attr->end, flags);
	if (status == RU_OK)
		status = ru_buf_status(&tokens->scratch);
	if (status != RU_OK)
		return status;
	attr->value = ru_buf_str(&tokens->scratch);
	/* A "&" that is no reference changes nothing. */
	attr->plain = attr->value.len == attr->end - attr->begin &&
	              memcmp(tokens->scratch.ptr, tokens->source.text.ptr + attr->begin, attr->value.len) == 0;
	return ru_arena_copy(tokens->arena, attr->value, &attr->value);
}

/* 1 where the tag has the name already, 0 where not (it is noted then). Bounded by the cap whatever the hashes. */
static int noted(struct ru_tokens *tokens, uint32_t first, struct ru_str name, uint32_t fresh)
{
	struct ru_token_seen *slots = tokens->seen.ptr;
	size_t mask = tokens->seen.len - 1;
	size_t i = (size_t)ru_hash64(name) & mask;

	for (; slots[i].tag == tokens->seen_tag; i = (i + 1) & mask) {
		if (ru_str_eq(RU_VEC_AT(&tokens->attrs, struct ru_html_attr, first + slots[i].attr)->name, name))
			return 1;
	}
	slots[i] = (struct ru_token_seen){tokens->seen_tag, fresh};
	return 0;
}

/* Room for twice the cap, made when the first tag with many attributes comes. */
static int make_seen(struct ru_tokens *tokens)
{
	size_t need = 16;

	while (need < 2 * (size_t)tokens->attrs_max)
		need *= 2;
	while (tokens->seen.len < need) {
		if (ru_vec_push(&tokens->seen) == NULL)
			return RU_ENOMEM;
	}
	return RU_OK;
}

static int is_repeated(struct ru_tokens *tokens, const struct ru_token *token, uint8_t number, struct ru_str name)
{
	const struct ru_html_attr *attrs;

	if ((token->attr_numbers >> number & 1) == 0)
		return 0;
	if (number != RU_ATTR_OTHER)
		return 1;
	attrs = RU_VEC_AT(&tokens->attrs, const struct ru_html_attr, token->attr);
	if (token->attrs_other <= FEW) {
		for (uint32_t i = 0; i < token->attr_count; i++) {
			if (attrs[i].number == RU_ATTR_OTHER && ru_str_eq(attrs[i].name, name))
				return 1;
		}
		if (token->attrs_other < FEW)
			return 0;
		/* The table takes over: it holds what came so far. */
		if (make_seen(tokens) != RU_OK)
			return RU_ENOMEM;
		tokens->seen_tag++;
		for (uint32_t i = 0; i < token->attr_count; i++)
			if (attrs[i].number == RU_ATTR_OTHER)
				(void)noted(tokens, token->attr, attrs[i].name, i);
	}
	return noted(tokens, token->attr, name, token->attr_count);
}

static int keep_attribute(struct ru_tokens *tokens, struct ru_token *token, const struct found *found)
{
	struct ru_html_attr attr = {.begin = found->value, .end = found->value_end}, *place;
	int status;

	if (token->attr_count >= tokens->attrs_max) {
		token->attrs_dropped++;
		return RU_OK;
	}
	status = take_name(tokens, found->name, found->name_end, found->name_classes, &attr.name);
	if (status != RU_OK)
		return status;
	attr.number = ru_attr_number(attr.name);
	status = is_repeated(tokens, token, attr.number, attr.name);
	if (status != 0)
		return status < 0 ? status : RU_OK;
	status = take_value(tokens, found, &attr);
	if (status != RU_OK)
		return status;
	place = ru_vec_push_raw(&tokens->attrs);
	if (place == NULL)
		return ru_vec_full(&tokens->attrs) ? RU_ELIMIT : RU_ENOMEM;
	*place = attr;
	token->attr_count++;
	token->attr_numbers |= UINT32_C(1) << attr.number;
	token->attrs_other += attr.number == RU_ATTR_OTHER;
	return RU_OK;
}

static uint32_t skip_space(struct ru_str text, uint32_t pos)
{
	while (pos < text.len && ru_html_is_space(text.ptr[pos]))
		pos++;
	return pos;
}

/* The first byte that is the quotation mark, from pos on, or the end; and whether no "&" stands before it. */
static size_t find_quote(struct ru_str text, size_t pos, char quote, bool *no_reference)
{
	unsigned ampersands = 0;

#ifdef __SSE2__
	const __m128i mark = _mm_set1_epi8(quote), ampersand = _mm_set1_epi8('&');

	for (; text.len - pos >= sizeof(__m128i); pos += sizeof(__m128i)) {
		__m128i bytes = _mm_loadu_si128((const void *)(text.ptr + pos));
		unsigned end = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, mark));
		unsigned here = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, ampersand));

		if (end != 0) {
			*no_reference = (ampersands | (here & (end ^ (end - 1)))) == 0;
			return pos + (size_t)__builtin_ctz(end);
		}
		ampersands |= here;
	}
#endif
	for (; pos < text.len && text.ptr[pos] != quote; pos++)
		ampersands |= text.ptr[pos] == '&';
	*no_reference = ampersands == 0;
	return pos;
}

/* The value behind "=": its range, and the position behind it. False where the source ends first. */
static bool find_value(struct ru_str text, uint32_t *pos, struct found *found)
{
	uint32_t at = skip_space(text, *pos);

	if (at >= text.len)
		return false;
	if (text.ptr[at] == '"' || text.ptr[at] == '\'') {
		found->value = at + 1;
		found->value_end = (uint32_t)find_quote(text, at + 1, text.ptr[at], &found->no_reference);
		*pos = found->value_end + 1;
		return found->value_end < text.len;
	}
	found->value = at;
	while (at < text.len && text.ptr[at] != '>' && !ru_html_is_space(text.ptr[at]))
		at++;
	found->value_end = *pos = at;
	return at < text.len;
}

/* The attribute at *pos, and the position behind it. False where the source ends in its value. A "=" in front belongs
 * to the name. */
static bool find_attribute(struct ru_str text, uint32_t *pos, struct found *found)
{
	unsigned first = ru_html_byte(text.ptr[*pos]);

	found->name = *pos;
	*pos = ru_html_name_end(text, *pos + 1, RU_BYTE_SPACE | RU_BYTE_CLOSE | RU_BYTE_EQUALS, &found->name_classes);
	found->name_classes |= first;
	found->name_end = found->value = found->value_end = *pos;
	found->no_reference = false;
	*pos = skip_space(text, *pos);
	if (*pos >= text.len || text.ptr[*pos] != '=')
		return true;
	++*pos;
	return find_value(text, pos, found);
}

int ru_tokens_attributes(struct ru_tokens *tokens, struct ru_token *token, bool keep)
{
	struct ru_str text = tokens->source.text;
	uint32_t pos = tokens->pos;

	token->attr = (uint32_t)tokens->attrs.len;
	for (;;) {
		struct found found;

		pos = skip_space(text, pos);
		if (pos >= text.len)
			return 0;
		if (text.ptr[pos] == '>') {
			tokens->pos = pos + 1;
			return 1;
		}
		if (text.ptr[pos] == '/') {
			pos++;
			token->self_closing = pos < text.len && text.ptr[pos] == '>';
			continue;
		}
		if (!find_attribute(text, &pos, &found))
			return 0;
		if (keep) {
			int status = keep_attribute(tokens, token, &found);

			if (status != RU_OK)
				return status;
		}
	}
}
