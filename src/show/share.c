/* SPDX-License-Identifier: Apache-2.0 */
/* Words for a shared text; see share.h. */
#include "show/share.h"

uint32_t ru_copy_taker(const struct ru_copy *copy)
{
	return copy->dir == '>' ? copy->b : copy->dir == '<' ? copy->a : RU_NONE;
}

uint32_t ru_copy_percent(const struct ru_copy *copy, uint32_t page)
{
	uint32_t words = page == copy->a ? copy->words_a : copy->words_b;
	uint64_t percent = words > 0 ? (uint64_t)copy->words * 100 / words : (uint64_t)copy->score / 100;

	return percent > 100 ? 100 : (uint32_t)percent;
}

static struct ru_str share_words(const struct ru_show *show, uint32_t percent)
{
	static const struct {
		uint32_t least;
		struct ru_str name;
	} steps[] = {{99, RU_S_INIT("all")},  {85, RU_S_INIT("nearly_all")}, {60, RU_S_INIT("most")},
	             {40, RU_S_INIT("half")}, {15, RU_S_INIT("part")},       {0, RU_S_INIT("little")}};
	size_t i = 0;

	while (percent < steps[i].least)
		i++;
	return ru_message_named(show, "share", steps[i].name);
}

void ru_say_share(const struct ru_voice *voice, const struct ru_copy *copy, uint32_t page, struct ru_str other)
{
	uint32_t percent = ru_copy_percent(copy, page);
	struct ru_str share = share_words(voice->show, percent);
	struct ru_str kind = ru_message_named(voice->show, "copy", ru_copy_kind_name(copy->kind));

	const struct ru_arg args[] = {RU_OUR_WORDS(share), RU_PAGE_WORDS(other), RU_NUMBER(percent),
	                              RU_NUMBER(copy->words), RU_OUR_WORDS(kind)};
	struct ru_str key = copy->kind == RU_COPY_TRANSLATION   ? RU_S("share_translated")
	                    : copy->kind == RU_COPY_SAME_SOURCE ? RU_S("share_third")
	                    : copy->dir == '?'                  ? RU_S("share_both")
	                    : ru_copy_taker(copy) == page       ? RU_S("share_took")
	                                                        : RU_S("share_gave");

	ru_say(voice, key, args, sizeof args / sizeof *args);
}

static uint32_t size_of(int32_t weight) { return weight < 0 ? 0u - (uint32_t)weight : (uint32_t)weight; }

/* What speaks against the direction is no proof; that there is a passage, which comes first, says nothing of it. */
static bool speaks_for(const struct ru_copy *copy, const struct ru_evidence *item)
{
	return copy->dir != '?' && item->weight != 0 && (item->weight > 0) == (copy->dir == '>') &&
	       (item->kind != RU_EVIDENCE_PASSAGE || item != copy->evidence) &&
	       (unsigned)item->kind <= RU_EVIDENCE_TITLE;
}

bool ru_copy_has_proof(const struct ru_copy *copy)
{
	for (uint32_t i = 0; i < copy->evidence_count; i++)
		if (speaks_for(copy, &copy->evidence[i]))
			return true;
	return false;
}

void ru_say_proof(const struct ru_voice *voice, const struct ru_copy *copy)
{
	enum { MOST = 3 };
	bool told[RU_EVIDENCE_TITLE + 1] = {false};

	for (int count = 0; count < MOST; count++) {
		const struct ru_evidence *best = NULL;
		for (uint32_t i = 0; i < copy->evidence_count; i++) {
			const struct ru_evidence *item = &copy->evidence[i];
			if (speaks_for(copy, item) && !told[item->kind] &&
			    (best == NULL || size_of(item->weight) > size_of(best->weight)))
				best = item;
		}
		if (best == NULL)
			return;
		told[best->kind] = true;
		if (count == 0) {
			ru_say(voice, RU_S("proof_head"), NULL, 0);
			voice->ours(voice->ctx, RU_S(" "));
		} else {
			voice->ours(voice->ctx, RU_S("; "));
		}
		ru_say_named(voice, "proof", ru_evidence_kind_name(best->kind));
	}
}
