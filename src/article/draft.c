/* SPDX-License-Identifier: Apache-2.0 */
/* The draft: page text, its map and its lines, grown from the first byte of the page to the last.
 *
 * Linear in the bytes put in. Reaching the cap on blocks is a notice; what lies behind is not read. */
#include "article/draft.h"

#include "text/charset.h"
#include "text/utf8.h"

static int pack_list(struct ru_draft *d)
{
	const struct ru_packs *packs = d->options->packs;
	size_t count = packs != NULL ? ru_packs_count(packs) : 0;

	d->packs = ru_arena_get(d->arena, count, sizeof(*d->packs));
	if (d->packs == NULL)
		return RU_ENOMEM;
	for (size_t i = 0; i < count; i++)
		d->packs[i] = ru_packs_at(packs, i);
	d->pack_count = count;
	return 0;
}

int ru_draft_init(struct ru_draft *d, const struct ru_raw_page *page, const struct ru_article_options *options,
                  struct ru_arena *arena, struct ru_article *article)
{
	const struct ru_alloc *al = options->al;

	memset(d, 0, sizeof(*d));
	d->page = page;
	d->options = options;
	d->arena = arena;
	d->article = article;
	d->is_html = page->kind == RU_PAGE_HTML;
	d->headline = d->trail_head = d->next_page = RU_NONE;
	ru_buf_init(&d->text, al, UINT32_MAX - 1);
	ru_map_init(&d->map, al);
	ru_vec_init(&d->lines, al, sizeof(struct ru_line), options->limits->blocks);
	ru_vec_init(&d->marks, al, sizeof(struct ru_mark), options->limits->links);
	ru_vec_init(&d->words, al, sizeof(struct ru_word), 0);
	ru_vec_init(&d->stated, al, sizeof(struct ru_stated), 400);
	ru_vec_init(&d->notices, al, sizeof(struct ru_notice), options->limits->notices);
	ru_vec_init(&d->parts, al, sizeof(struct ru_part), options->limits->blocks);
	ru_vec_init(&d->authors, al, sizeof(struct ru_author), 40);
	ru_vec_init(&d->credits, al, sizeof(struct ru_credit), 100);
	ru_vec_init(&d->links, al, sizeof(struct ru_link), options->limits->links);
	d->furniture = ru_table_find(RU_S("furniture"));
	d->title = ru_str_trim(page->title);
	return pack_list(d);
}

void ru_draft_release(struct ru_draft *d)
{
	ru_buf_release(&d->text);
	ru_map_release(&d->map);
	ru_vec_release(&d->lines);
	ru_vec_release(&d->marks);
	ru_vec_release(&d->words);
	ru_vec_release(&d->stated);
	ru_vec_release(&d->notices);
	ru_vec_release(&d->parts);
	ru_vec_release(&d->authors);
	ru_vec_release(&d->credits);
	ru_vec_release(&d->links);
}

struct ru_line *ru_draft_open(struct ru_draft *d, int *status)
{
	struct ru_line *line;

	*status = 0;
	if (ru_vec_full(&d->lines))
		return NULL;
	if (d->lines.len > 0)
		ru_buf_put(&d->text, RU_S("\n\n"));
	line = ru_vec_push(&d->lines);
	if (line == NULL || ru_buf_status(&d->text) != 0) {
		*status = line == NULL ? RU_ENOMEM : ru_buf_status(&d->text);
		return NULL;
	}
	line->begin = line->end = (uint32_t)d->text.len;
	line->context = line->kind = RU_KIND_NONE;
	return line;
}

int ru_draft_put(struct ru_draft *d, struct ru_str s, uint32_t src, uint32_t src_len)
{
	uint32_t out = (uint32_t)d->text.len;

	if (s.len == 0)
		return 0;
	ru_buf_put(&d->text, s);
	if (ru_buf_status(&d->text) != 0)
		return ru_buf_status(&d->text);
	return src_len > 0 ? ru_map_add(&d->map, out, (uint32_t)s.len, src, src_len) : 0;
}

bool ru_draft_blank(struct ru_str line)
{
	size_t pos = 0;

	while (pos < line.len) {
		uint32_t cp = ru_utf8_next(line, &pos);

		if (!ru_char_is_space(cp) && !ru_char_is_zero_width(cp))
			return false;
	}
	return true;
}

/* Bytes of white space at the end of the text from begin on. */
static size_t white_tail(struct ru_str text, size_t begin)
{
	size_t end = text.len;

	while (end > begin) {
		size_t pos = end;
		uint32_t cp = ru_utf8_prev(text, &pos);

		if (!ru_char_is_space(cp) && !ru_char_is_zero_width(cp))
			break;
		end = pos;
	}
	return text.len - end;
}

/* Take the last n bytes of the text back, with the pieces of the map that stand for them. */
static void take_back(struct ru_draft *d, size_t n)
{
	d->text.len -= n;
	while (d->map.piece.len > 0) {
		struct ru_map_piece *piece = RU_VEC_AT(&d->map.piece, struct ru_map_piece, d->map.piece.len - 1);

		if (piece->out >= d->text.len) {
			d->map.piece.len--;
			continue;
		}
		if (piece->out + piece->out_len > d->text.len && piece->out_len == piece->src_len)
			piece->out_len = piece->src_len = (uint32_t)(d->text.len - piece->out);
		break;
	}
}

void ru_draft_close(struct ru_draft *d)
{
	struct ru_line *line;

	if (d->lines.len == 0)
		return;
	line = ru_draft_line(d, ru_draft_line_count(d) - 1);
	take_back(d, white_tail(ru_buf_str(&d->text), line->begin));
	line->end = (uint32_t)d->text.len;
	if (line->begin == line->end) {
		d->lines.len--;
		if (d->lines.len > 0)
			take_back(d, 2);
	}
}

uint32_t ru_draft_line_at(const struct ru_draft *d, uint32_t at)
{
	uint32_t low = 0, high = ru_draft_line_count(d);

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (ru_draft_line(d, mid)->end <= at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Marks that close a sentence, with the quotation marks and brackets that may follow; no letter of any language. */
static bool ends_sentence(struct ru_str line)
{
	size_t end = line.len;

	for (int i = 0; end > 0 && i < 4; i++) {
		size_t pos = end;
		uint32_t cp = ru_utf8_prev(line, &pos);

		if (cp == '.' || cp == '!' || cp == '?' || cp == 0x2026 || cp == 0x3002 || cp == 0xFF01 ||
		    cp == 0xFF1F || cp == 0x0964 || cp == 0x061F || cp == 0x06D4)
			return true;
		if (cp == '"' || cp == 0x201D || cp == 0x201C || cp == 0x2019 || cp == 0xBB || cp == 0x300D)
			return i > 0 || line.len > 40;
		if (cp != ')' && cp != ']' && cp != '\'')
			return false;
		end = pos;
	}
	return false;
}

static int find_uses(struct ru_draft *d)
{
	if (d->pack_count == 0)
		return 0;
	d->uses = ru_arena_get_raw(d->arena, d->lookup.count, sizeof(*d->uses));
	if (d->uses == NULL)
		return RU_ENOMEM;
	for (size_t i = 0; i < d->lookup.count; i++)
		d->uses[i] = ru_packs_uses(d->options->packs, d->lookup.hash[i]);
	return 0;
}

int ru_draft_words(struct ru_draft *d)
{
	struct ru_str text = ru_buf_str(&d->text);
	uint32_t word = 0, count;
	struct ru_vec hashes;
	void *hash = NULL;
	int status;

	ru_vec_init(&hashes, d->options->al, sizeof(uint64_t), 0);
	status = ru_words_folded(text, &d->words, &hashes);
	if (status == 0)
		status = ru_vec_hand_over(&hashes, d->arena, &hash);
	ru_vec_release(&hashes);
	d->lookup = (struct ru_lookup){.text = text, .words = d->words.ptr, .hash = hash, .count = d->words.len};
	if (status == 0)
		status = find_uses(d);
	if (status != 0)
		return status;
	count = (uint32_t)d->words.len;
	for (uint32_t i = 0; i < ru_draft_line_count(d); i++) {
		struct ru_line *line = ru_draft_line(d, i);

		while (word < count && ru_draft_word(d, word)->begin < line->begin)
			word++;
		line->first = word;
		while (word < count && ru_draft_word(d, word)->begin < line->end)
			word++;
		line->last = word;
		if (ends_sentence(ru_draft_line_text(d, i)))
			line->flags |= RU_LINE_END;
		if (ru_is_host(ru_draft_line_text(d, i)))
			line->flags |= RU_LINE_HOST;
	}
	return 0;
}

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '#';
}

/* Whether byte at lies in what reads like a character reference ("&amp;"). In a script it is none, but whoever reads
 * the span again need not know that. */
static bool cuts_reference(struct ru_str s, size_t at)
{
	size_t begin = at, end = at;

	while (begin > 0 && at - begin < 32 && is_name_char(s.ptr[begin - 1]))
		begin--;
	while (end < s.len && end - at < 32 && is_name_char(s.ptr[end]))
		end++;
	return begin > 0 && s.ptr[begin - 1] == '&' && end < s.len && s.ptr[end] == ';' && end > begin;
}

struct ru_place ru_draft_source_place(const struct ru_draft *d, uint32_t begin, uint32_t end)
{
	struct ru_place place = {{RU_NONE, RU_NONE}, {RU_NONE, RU_NONE, RU_FIELD_PAGE}, RU_NONE};
	uint32_t raw_begin, raw_end;

	if (begin < end && begin != RU_NONE && !cuts_reference(d->source, begin) && !cuts_reference(d->source, end) &&
	    ru_map_find(&d->source_map, begin, end, &raw_begin, &raw_end))
		place.span = (struct ru_span){raw_begin, raw_end, RU_FIELD_PAGE};
	return place;
}

int ru_draft_notice(struct ru_draft *d, struct ru_str kind, struct ru_str detail, struct ru_span span)
{
	struct ru_notice *notice;

	if (ru_vec_full(&d->notices))
		return 0;
	notice = ru_vec_push(&d->notices);
	if (notice == NULL)
		return RU_ENOMEM;
	*notice = (struct ru_notice){kind, detail, span};
	return 0;
}
