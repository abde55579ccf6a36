/* SPDX-License-Identifier: Apache-2.0 */
/* An article as a record on disk: what comparing it and telling its spans needs. */
#include "match/external/inner.h"

void ru_kept_init(struct ru_kept *kept, const struct ru_alloc *al)
{
	memset(kept, 0, sizeof(*kept));
	ru_spill_window_init(&kept->window, al);
	ru_vec_init(&kept->blocks, al, sizeof(struct ru_block), 0);
	ru_vec_init(&kept->pieces, al, sizeof(struct ru_map_piece), 0);
	ru_vec_init(&kept->words, al, sizeof(struct ru_shared_word), 0);
	ru_vec_init(&kept->credits, al, sizeof(struct ru_credit), 0);
}

void ru_kept_release(struct ru_kept *kept)
{
	ru_spill_window_release(&kept->window);
	ru_vec_release(&kept->blocks);
	ru_vec_release(&kept->pieces);
	ru_vec_release(&kept->words);
	ru_vec_release(&kept->credits);
}

enum { TIME_KNOWN = 1, TIME_ZONE = 1, TIME_MINUTE = 8 };

static void put_signed(struct ru_buf *out, int64_t value)
{
	ru_bytes_put(out, (uint64_t)value << 1 ^ (value < 0 ? UINT64_MAX : 0));
}

static bool get_signed(struct ru_str *from, int64_t *value)
{
	uint64_t bits;

	if (!ru_bytes_get(from, &bits))
		return false;
	*value = (int64_t)(bits >> 1) ^ ((bits & 1) != 0 ? -1 : 0);
	return true;
}

/* What directions are told by: when the page stood at the latest and the earliest, and where it says so. */
static void put_time(struct ru_buf *out, const struct ru_time *time)
{
	ru_bytes_put(out, time->known ? TIME_KNOWN | (uint64_t)time->zone << TIME_ZONE |
	                                    (time->precision == RU_PRECISION_MINUTE ? TIME_MINUTE : 0)
	                              : 0);
	if (!time->known)
		return;
	put_signed(out, time->not_before);
	put_signed(out, time->not_after);
	ru_bytes_put(out, time->place.span.begin);
	ru_bytes_put(out, time->place.span.end);
	ru_bytes_put(out, time->place.span.field);
}

static bool get_time(struct ru_str *from, struct ru_time *time)
{
	uint64_t flags;

	time->not_before = INT64_MIN;
	time->not_after = INT64_MAX;
	if (!ru_bytes_get(from, &flags) || (flags >> TIME_ZONE & 3) > RU_ZONE_PACK)
		return false;
	time->known = (flags & TIME_KNOWN) != 0;
	time->zone = (enum ru_zone)(flags >> TIME_ZONE & 3);
	time->precision = (flags & TIME_MINUTE) != 0 ? RU_PRECISION_MINUTE : RU_PRECISION_DAY;
	return !time->known ||
	       (get_signed(from, &time->not_before) && get_signed(from, &time->not_after) &&
	        ru_bytes_get_u32(from, &time->place.span.begin) && ru_bytes_get_u32(from, &time->place.span.end) &&
	        ru_bytes_get_u32(from, &time->place.span.field));
}

/* What facts are read with, beside the text and the outlet. */
static void put_facts(struct ru_buf *out, const struct ru_article *article, struct ru_str reader)
{
	ru_bytes_put_str(out, reader);
	put_signed(out, article->published.day);
	put_signed(out, article->modified.day);
	ru_bytes_put(out, article->fetched_known);
	put_signed(out, article->fetched_day);
}

/* Whom the page says that it has its words from; of the cue only whether it is an address, of the place what shows it.
 */
static void put_credits(struct ru_buf *out, const struct ru_article *article)
{
	ru_bytes_put(out, article->credit_count);
	for (uint32_t i = 0; i < article->credit_count; i++) {
		const struct ru_credit *credit = &article->credits[i];

		ru_bytes_put_str(out, credit->who);
		ru_bytes_put(out, ru_str_eq(credit->cue, RU_S("canonical")));
		ru_bytes_put(out, credit->place.block);
		ru_bytes_put(out, credit->place.span.begin);
		ru_bytes_put(out, credit->place.span.end);
		ru_bytes_put(out, credit->place.span.field);
	}
}

static bool get_day(struct ru_str *from, int32_t *day)
{
	int64_t value;

	if (!get_signed(from, &value) || value < INT32_MIN || value > INT32_MAX)
		return false;
	*day = (int32_t)value;
	return true;
}

static int get_facts(struct ru_kept *kept, struct ru_str *from)
{
	struct ru_article *article = &kept->article;
	uint64_t fetched;

	if (!ru_bytes_get_str(from, &kept->reader) || !get_day(from, &article->published.day) ||
	    !get_day(from, &article->modified.day) || !ru_bytes_get(from, &fetched) ||
	    !get_day(from, &article->fetched_day))
		return RU_EIO;
	article->fetched_known = fetched != 0;
	return 0;
}

static bool get_credit(struct ru_str *from, struct ru_credit *credit)
{
	uint64_t canonical;

	if (!ru_bytes_get_str(from, &credit->who) || !ru_bytes_get(from, &canonical))
		return false;
	if (canonical != 0)
		credit->cue = RU_S("canonical");
	return ru_bytes_get_u32(from, &credit->place.block) && ru_bytes_get_u32(from, &credit->place.span.begin) &&
	       ru_bytes_get_u32(from, &credit->place.span.end) && ru_bytes_get_u32(from, &credit->place.span.field);
}

static int get_credits(struct ru_kept *kept, struct ru_str *from)
{
	uint64_t count;

	ru_vec_clear(&kept->credits);
	if (!ru_bytes_get(from, &count) || count > from->len)
		return RU_EIO;
	for (uint64_t i = 0; i < count; i++) {
		struct ru_credit *credit = ru_vec_push(&kept->credits);
		if (credit == NULL)
			return RU_ENOMEM;
		if (!get_credit(from, credit))
			return RU_EIO;
	}
	kept->article.credits = kept->credits.ptr;
	kept->article.credit_count = (uint32_t)count;
	return 0;
}

void ru_kept_write(struct ru_buf *out, const struct ru_article *article, uint64_t outlet, uint64_t url,
                   struct ru_str source, uint64_t offset, const struct ru_str *reader)
{
	ru_bytes_put_str(out, article->id);
	ru_bytes_put_str(out, source);
	ru_bytes_put(out, offset);
	ru_bytes_put(out, outlet);
	ru_bytes_put(out, url);
	ru_bytes_put_str(out, article->outlet);
	ru_bytes_put_str(out, article->host);
	put_credits(out, article);
	put_time(out, &article->published);
	put_time(out, &article->modified);
	ru_bytes_put(out, reader != NULL);
	if (reader != NULL)
		put_facts(out, article, *reader);
	ru_bytes_put(out, article->block_count);
	for (uint32_t i = 0; i < article->block_count; i++) {
		const struct ru_block *block = &article->blocks[i];
		ru_bytes_put(out, (uint64_t)block->kind);
		ru_bytes_put(out, block->at.begin);
		ru_bytes_put(out, block->at.end);
		ru_bytes_put(out, block->raw.begin);
		ru_bytes_put(out, block->raw.end);
		ru_bytes_put(out, block->raw.field);
		ru_bytes_put(out, block->parent);
	}
	ru_bytes_put(out, article->map.identity ? 0 : (uint64_t)article->map.count + 1);
	for (size_t i = 0; !article->map.identity && i < article->map.count; i++) {
		const struct ru_map_piece *piece = &article->map.piece[i];
		ru_bytes_put(out, piece->out);
		ru_bytes_put(out, piece->out_len);
		ru_bytes_put(out, piece->src);
		ru_bytes_put(out, piece->src_len);
	}
	ru_bytes_put_str(out, article->text);
}

static bool get_block(struct ru_str *from, struct ru_block *block)
{
	uint64_t kind;

	if (!ru_bytes_get(from, &kind) || kind >= RU_BLOCK_KINDS)
		return false;
	block->kind = (enum ru_block_kind)kind;
	return ru_bytes_get_u32(from, &block->at.begin) && ru_bytes_get_u32(from, &block->at.end) &&
	       ru_bytes_get_u32(from, &block->raw.begin) && ru_bytes_get_u32(from, &block->raw.end) &&
	       ru_bytes_get_u32(from, &block->raw.field) && ru_bytes_get_u32(from, &block->parent);
}

static int get_blocks(struct ru_kept *kept, struct ru_str *from)
{
	uint64_t count;

	ru_vec_clear(&kept->blocks);
	if (!ru_bytes_get(from, &count) || count > from->len)
		return RU_EIO;
	for (uint64_t i = 0; i < count; i++) {
		struct ru_block *block = ru_vec_push(&kept->blocks);
		if (block == NULL)
			return RU_ENOMEM;
		if (!get_block(from, block) || (block->parent != RU_NONE && block->parent >= i))
			return RU_EIO;
	}
	kept->article.blocks = kept->blocks.ptr;
	kept->article.block_count = (uint32_t)count;
	return 0;
}

static int get_pieces(struct ru_kept *kept, struct ru_str *from)
{
	uint64_t count;

	ru_vec_clear(&kept->pieces);
	if (!ru_bytes_get(from, &count) || count > (uint64_t)from->len + 1)
		return RU_EIO;
	kept->article.map = RU_MAP_IDENTITY;
	for (uint64_t i = 1; i < count; i++) {
		struct ru_map_piece *piece = ru_vec_push(&kept->pieces);
		if (piece == NULL)
			return RU_ENOMEM;
		if (!ru_bytes_get_u32(from, &piece->out) || !ru_bytes_get_u32(from, &piece->out_len) ||
		    !ru_bytes_get_u32(from, &piece->src) || !ru_bytes_get_u32(from, &piece->src_len))
			return RU_EIO;
	}
	if (count > 0)
		kept->article.map = (struct ru_map_view){kept->pieces.ptr, kept->pieces.len, false};
	return 0;
}

int ru_kept_read(struct ru_kept *kept, struct ru_str from)
{
	struct ru_article *article = &kept->article;
	uint64_t with_facts;

	memset(article, 0, sizeof(*article));
	memset(&kept->page, 0, sizeof(kept->page));
	kept->reader = (struct ru_str){NULL, 0};
	if (!ru_bytes_get_str(&from, &article->id) || !ru_bytes_get_str(&from, &kept->source) ||
	    !ru_bytes_get(&from, &kept->offset) || !ru_bytes_get(&from, &kept->outlet) ||
	    !ru_bytes_get(&from, &kept->page.url) || !ru_bytes_get_str(&from, &article->outlet) ||
	    !ru_bytes_get_str(&from, &article->host))
		return RU_EIO;
	int status = get_credits(kept, &from);
	if (status != 0)
		return status;
	if (!get_time(&from, &article->published) || !get_time(&from, &article->modified) ||
	    !ru_bytes_get(&from, &with_facts))
		return RU_EIO;
	if (with_facts != 0)
		status = get_facts(kept, &from);
	if (status == 0)
		status = get_blocks(kept, &from);
	if (status == 0)
		status = get_pieces(kept, &from);
	if (status != 0)
		return status;
	if (!ru_bytes_get_str(&from, &article->text) || from.len > 0)
		return RU_EIO;
	for (uint32_t i = 0; i < article->credit_count; i++) {
		uint32_t block = article->credits[i].place.block;
		if (block != RU_NONE && block >= article->block_count)
			return RU_EIO;
	}
	for (uint32_t i = 0; i < article->block_count; i++) {
		const struct ru_block *block = &article->blocks[i];
		if (block->at.begin > block->at.end || block->at.end > article->text.len ||
		    (i > 0 && block->at.begin < block[-1].at.begin))
			return RU_EIO;
	}
	return 0;
}

int ru_kept_words(struct ru_kept *kept)
{
	ru_vec_clear(&kept->words);
	int status = ru_shared_words(&kept->article, &kept->words);
	kept->page.text = kept->article.text;
	kept->page.words = kept->words.ptr;
	kept->page.count = (uint32_t)kept->words.len;
	for (uint32_t i = 0; i < kept->page.count; i++)
		kept->page.clean += (kept->page.words[i].flags & RU_SHARED_CLEAN) != 0;
	return status;
}
