/* SPDX-License-Identifier: Apache-2.0 */
/* The language model as it lies in its file. */
#include "language/model.h"

static inline uint32_t get32(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* The next size bytes of the model; false where there are fewer. */
static bool take_part(struct ru_str *rest, uint64_t size, const unsigned char **out)
{
	if (rest->len < size)
		return false;
	*out = (const unsigned char *)rest->ptr;
	*rest = ru_str_cut(*rest, (size_t)size, rest->len);
	return true;
}

static bool is_power(uint32_t n) { return n > 0 && (n & (n - 1)) == 0 && n <= 1u << 24; }

bool ru_model_open(struct ru_model *out, struct ru_str bytes)
{
	size_t at = ru_str_find(bytes, RU_S("\n\n"), 0);
	const unsigned char *head;
	struct ru_model model = {0};
	if (at == SIZE_MAX)
		return false;
	struct ru_str rest = ru_str_cut(bytes, at + 2, bytes.len);
	if (!take_part(&rest, 20, &head))
		return false;
	model.languages = get32(head);
	model.buckets = get32(head + 4);
	model.record_bytes = get32(head + 8);
	model.pairs = get32(head + 12);
	model.slots = get32(head + 16);
	if (model.languages == 0 || model.languages > RU_MODEL_LANGUAGES || model.pairs > RU_MODEL_PAIRS ||
	    !is_power(model.buckets) || !is_power(model.slots) || model.slots < RU_MODEL_WAYS)
		return false;
	if (!take_part(&rest, (uint64_t)model.languages * RU_MODEL_TAG, &model.tags) ||
	    !take_part(&rest, (uint64_t)model.buckets * RU_MODEL_WAYS * 4, &model.table) ||
	    !take_part(&rest, model.record_bytes, &model.records) ||
	    !take_part(&rest, (uint64_t)model.pairs * 4, &model.pair) ||
	    !take_part(&rest, (uint64_t)model.slots * 4, &model.slot) || rest.len != 0)
		return false;
	for (uint32_t i = 0; i < model.pairs; i++) {
		struct ru_model_pair pair = ru_model_pair(&model, i);
		if (pair.first >= model.languages || pair.second >= model.languages || pair.first == pair.second)
			return false;
	}
	*out = model;
	return true;
}

struct ru_str ru_model_tag(const struct ru_model *model, uint32_t i)
{
	struct ru_str tag = {(const char *)model->tags + (size_t)i * RU_MODEL_TAG, RU_MODEL_TAG - 1};
	while (tag.len > 0 && tag.ptr[tag.len - 1] == '\0')
		tag.len--;
	return tag;
}

uint32_t ru_model_behind(const struct ru_model *model, uint32_t i)
{
	return model->tags[(size_t)i * RU_MODEL_TAG + RU_MODEL_TAG - 1];
}

struct ru_model_pair ru_model_pair(const struct ru_model *model, uint32_t i)
{
	uint32_t both = get32(model->pair + (size_t)i * 4);
	return (struct ru_model_pair){both & 0xFFFF, both >> 16};
}
