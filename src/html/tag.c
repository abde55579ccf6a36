/* SPDX-License-Identifier: Apache-2.0 */
/* Tags by name and by class; see tag.h. The hash is made from tags.h by tools/gen_tags.py. */
#include "html/tag.h"

#include "html/gen/tags_hash.h"

#define VOID RU_TAG_CLASS_VOID
#define RAWTEXT RU_TAG_CLASS_RAWTEXT
#define RCDATA RU_TAG_CLASS_RCDATA
#define SPECIAL RU_TAG_CLASS_SPECIAL
#define BLOCK RU_TAG_CLASS_BLOCK
#define CLOSES_P RU_TAG_CLASS_CLOSES_P
#define SCOPED RU_TAG_CLASS_SCOPED
#define FORMAT RU_TAG_CLASS_FORMAT
#define SCOPE RU_TAG_CLASS_SCOPE
#define HEAD RU_TAG_CLASS_HEAD
#define HEADING RU_TAG_CLASS_HEADING
#define BREAKOUT RU_TAG_CLASS_BREAKOUT
#define TABLE RU_TAG_CLASS_TABLE

/* clang-format off */
static const uint16_t tag_classes[RU_TAG_COUNT] = {
	[RU_TAG_A] = FORMAT,
	[RU_TAG_ADDRESS] = SPECIAL | BLOCK | CLOSES_P | SCOPED,
	[RU_TAG_APPLET] = SPECIAL | SCOPED | SCOPE,
	[RU_TAG_AREA] = VOID | SPECIAL,
	[RU_TAG_ARTICLE] = SPECIAL | BLOCK | CLOSES_P | SCOPED | BREAKOUT,
	[RU_TAG_ASIDE] = SPECIAL | BLOCK | CLOSES_P | SCOPED | BREAKOUT,
	[RU_TAG_B] = FORMAT | BREAKOUT,
	[RU_TAG_BASE] = VOID | SPECIAL | HEAD,
	[RU_TAG_BASEFONT] = VOID | SPECIAL | HEAD,
	[RU_TAG_BGSOUND] = VOID | SPECIAL | HEAD,
	[RU_TAG_BIG] = FORMAT | BREAKOUT,
	[RU_TAG_BLOCKQUOTE] = SPECIAL | BLOCK | CLOSES_P | SCOPED | BREAKOUT,
	[RU_TAG_BODY] = SPECIAL | BLOCK | BREAKOUT,
	[RU_TAG_BR] = VOID | SPECIAL | BREAKOUT,
	[RU_TAG_BUTTON] = SPECIAL | SCOPED,
	[RU_TAG_CAPTION] = SPECIAL | BLOCK | SCOPE | TABLE,
	[RU_TAG_CENTER] = SPECIAL | BLOCK | CLOSES_P | SCOPED | BREAKOUT,
	[RU_TAG_CODE] = FORMAT | BREAKOUT,
	[RU_TAG_COL] = VOID | SPECIAL,
	[RU_TAG_COLGROUP] = SPECIAL | TABLE,
	[RU_TAG_DD] = SPECIAL | BLOCK | CLOSES_P | SCOPED | BREAKOUT,
	[RU_TAG_DETAILS] = SPECIAL | BLOCK | CLOSES_P | SCOPED,
	[RU_TAG_DIALOG] = BLOCK | CLOSES_P | SCOPED,
	[RU_TAG_DIR] = SPECIAL | BLOCK | CLOSES_P | SCOPED,
	[RU_TAG_DIV] = SPECIAL | BLOCK | CLOSES_P | SCOPED | BREAKOUT,
	[RU_TAG_DL] = SPECIAL | BLOCK | CLOSES_P | SCOPED | BREAKOUT,
	[RU_TAG_DT] = SPECIAL | BLOCK | CLOSES_P | SCOPED | BREAKOUT,
	[RU_TAG_EM] = FORMAT | BREAKOUT,
	[RU_TAG_EMBED] = VOID | SPECIAL | BREAKOUT,
	[RU_TAG_FIELDSET] = SPECIAL | BLOCK | CLOSES_P | SCOPED,
	[RU_TAG_FIGCAPTION] = SPECIAL | BLOCK | CLOSES_P | SCOPED,
	[RU_TAG_FIGURE] = SPECIAL | BLOCK | CLOSES_P | SCOPED,
	[RU_TAG_FONT] = FORMAT,
	[RU_TAG_FOOTER] = SPECIAL | BLOCK | CLOSES_P | SCOPED | BREAKOUT,
	[RU_TAG_FORM] = SPECIAL | BLOCK | CLOSES_P | SCOPED | BREAKOUT,
	[RU_TAG_FRAME] = VOID | SPECIAL,
	[RU_TAG_FRAMESET] = SPECIAL | BLOCK,
	[RU_TAG_H1] = SPECIAL | BLOCK | CLOSES_P | HEADING | BREAKOUT,
	[RU_TAG_H2] = SPECIAL | BLOCK | CLOSES_P | HEADING | BREAKOUT,
	[RU_TAG_H3] = SPECIAL | BLOCK | CLOSES_P | HEADING | BREAKOUT,
	[RU_TAG_H4] = SPECIAL | BLOCK | CLOSES_P | HEADING | BREAKOUT,
	[RU_TAG_H5] = SPECIAL | BLOCK | CLOSES_P | HEADING | BREAKOUT,
	[RU_TAG_H6] = SPECIAL | BLOCK | CLOSES_P | HEADING | BREAKOUT,
	[RU_TAG_HEAD] = SPECIAL | BLOCK | HEAD | BREAKOUT,
	[RU_TAG_HEADER] = SPECIAL | BLOCK | CLOSES_P | SCOPED | BREAKOUT,
	[RU_TAG_HGROUP] = SPECIAL | BLOCK | CLOSES_P | SCOPED,
	[RU_TAG_HR] = VOID | SPECIAL | BLOCK | CLOSES_P | BREAKOUT,
	[RU_TAG_HTML] = SPECIAL | BLOCK | SCOPE | BREAKOUT,
	[RU_TAG_I] = FORMAT | BREAKOUT,
	[RU_TAG_IFRAME] = RAWTEXT | SPECIAL,
	[RU_TAG_IMG] = VOID | SPECIAL | BREAKOUT,
	[RU_TAG_INPUT] = VOID | SPECIAL,
	[RU_TAG_KEYGEN] = VOID | SPECIAL,
	[RU_TAG_LEGEND] = BLOCK,
	[RU_TAG_LI] = SPECIAL | BLOCK | CLOSES_P | SCOPED | BREAKOUT,
	[RU_TAG_LINK] = VOID | SPECIAL | HEAD,
	[RU_TAG_LISTING] = SPECIAL | BLOCK | CLOSES_P | SCOPED | BREAKOUT,
	[RU_TAG_MAIN] = SPECIAL | BLOCK | CLOSES_P | SCOPED | BREAKOUT,
	[RU_TAG_MARQUEE] = SPECIAL | SCOPED | SCOPE,
	[RU_TAG_MENU] = SPECIAL | BLOCK | CLOSES_P | SCOPED | BREAKOUT,
	[RU_TAG_META] = VOID | SPECIAL | HEAD | BREAKOUT,
	[RU_TAG_NAV] = SPECIAL | BLOCK | CLOSES_P | SCOPED | BREAKOUT,
	[RU_TAG_NOBR] = FORMAT | BREAKOUT,
	[RU_TAG_NOEMBED] = RAWTEXT | SPECIAL,
	[RU_TAG_NOFRAMES] = RAWTEXT | SPECIAL | BLOCK | HEAD,
	[RU_TAG_NOSCRIPT] = SPECIAL | SCOPED | HEAD,
	[RU_TAG_OBJECT] = SPECIAL | SCOPED | SCOPE,
	[RU_TAG_OL] = SPECIAL | BLOCK | CLOSES_P | SCOPED | BREAKOUT,
	[RU_TAG_OPTGROUP] = BLOCK,
	[RU_TAG_OPTION] = BLOCK,
	[RU_TAG_P] = SPECIAL | BLOCK | CLOSES_P | BREAKOUT,
	[RU_TAG_PARAM] = VOID | SPECIAL,
	[RU_TAG_PLAINTEXT] = SPECIAL | BLOCK | CLOSES_P,
	[RU_TAG_PRE] = SPECIAL | BLOCK | CLOSES_P | SCOPED | BREAKOUT,
	[RU_TAG_RUBY] = BREAKOUT,
	[RU_TAG_S] = FORMAT | BREAKOUT,
	[RU_TAG_SCRIPT] = RAWTEXT | SPECIAL | HEAD,
	[RU_TAG_SEARCH] = SPECIAL | BLOCK | CLOSES_P | SCOPED,
	[RU_TAG_SECTION] = SPECIAL | BLOCK | CLOSES_P | SCOPED | BREAKOUT,
	[RU_TAG_SELECT] = SPECIAL | BLOCK | SCOPED,
	[RU_TAG_SMALL] = FORMAT | BREAKOUT,
	[RU_TAG_SOURCE] = VOID | SPECIAL,
	[RU_TAG_SPAN] = BREAKOUT,
	[RU_TAG_STRIKE] = FORMAT | BREAKOUT,
	[RU_TAG_STRONG] = FORMAT | BREAKOUT,
	[RU_TAG_STYLE] = RAWTEXT | SPECIAL | HEAD,
	[RU_TAG_SUB] = BREAKOUT,
	[RU_TAG_SUMMARY] = SPECIAL | BLOCK | CLOSES_P | SCOPED,
	[RU_TAG_SUP] = BREAKOUT,
	[RU_TAG_TABLE] = SPECIAL | BLOCK | CLOSES_P | SCOPE | BREAKOUT,
	[RU_TAG_TBODY] = SPECIAL | BLOCK | BREAKOUT | TABLE,
	[RU_TAG_TD] = SPECIAL | BLOCK | SCOPE | BREAKOUT | TABLE,
	[RU_TAG_TEMPLATE] = SPECIAL | BLOCK | SCOPED | SCOPE | HEAD,
	[RU_TAG_TEXTAREA] = RCDATA | SPECIAL,
	[RU_TAG_TFOOT] = SPECIAL | BLOCK | TABLE,
	[RU_TAG_TH] = SPECIAL | BLOCK | SCOPE | BREAKOUT | TABLE,
	[RU_TAG_THEAD] = SPECIAL | BLOCK | TABLE,
	[RU_TAG_TITLE] = RCDATA | SPECIAL | BLOCK | HEAD,
	[RU_TAG_TR] = SPECIAL | BLOCK | BREAKOUT | TABLE,
	[RU_TAG_TRACK] = VOID | SPECIAL,
	[RU_TAG_TT] = FORMAT | BREAKOUT,
	[RU_TAG_U] = FORMAT | BREAKOUT,
	[RU_TAG_UL] = SPECIAL | BLOCK | CLOSES_P | SCOPED | BREAKOUT,
	[RU_TAG_VAR] = BREAKOUT,
	[RU_TAG_WBR] = VOID | SPECIAL,
	[RU_TAG_XMP] = RAWTEXT | SPECIAL | BLOCK | CLOSES_P,
};
/* clang-format on */

static const struct ru_str tag_names[RU_TAG_COUNT] = {RU_S_INIT(""),
#define X(upper, lower) RU_S_INIT(lower),
                                                      RU_TAGS(X)
#undef X
};

/* Eight bytes with ASCII letters in lower case. */
static uint64_t lower_eight(uint64_t bytes)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), tops = 0x80 * ones;
	uint64_t low = bytes & ~tops;
	/* the top bit of each byte says whether it is at least 'A', and whether it is above 'Z' */
	uint64_t upper = ((low + (0x80 - 'A') * ones) ^ (low + (0x7F - 'Z') * ones)) & ~bytes & tops;

	return bytes | upper >> 2;
}

/* Four bytes, the first the lowest. */
static uint64_t four_at(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* Up to eight bytes of a name, the first the lowest: out of two pieces that may overlap. */
static uint64_t first_eight(struct ru_str name)
{
	const unsigned char *p = (const unsigned char *)name.ptr;
	size_t len = name.len < 8 ? name.len : 8;

	if (len >= 4)
		return four_at(p) | four_at(p + len - 4) << 8 * (len - 4);
	return (uint64_t)p[0] | (uint64_t)p[len / 2] << 8 * (len / 2) | (uint64_t)p[len - 1] << 8 * (len - 1);
}

uint16_t ru_tag_find(struct ru_str name)
{
	uint64_t key;
	uint16_t tag;

	if (name.len == 0 || name.len > 16)
		return RU_TAG_UNKNOWN;
	key = lower_eight(first_eight(name)) ^ (uint64_t)name.len << 56;
	tag = tag_slot[(key * TAG_HASH_MULTIPLIER) >> TAG_HASH_SHIFT];
	if (key != tag_key[tag])
		return RU_TAG_UNKNOWN;
	/* up to seven bytes the key is the name */
	return name.len < 8 || ru_str_eq_nocase(name, tag_names[tag]) ? tag : RU_TAG_UNKNOWN;
}

unsigned ru_tag_classes(uint16_t tag) { return tag < RU_TAG_COUNT ? tag_classes[tag] : 0; }

struct ru_str ru_tag_name(uint16_t tag) { return tag_names[tag < RU_TAG_COUNT ? tag : RU_TAG_UNKNOWN]; }

bool ru_tag_is_block(uint16_t tag) { return ru_tag_classes(tag) & BLOCK; }

/* xmp is raw for the tokenizer, but it is shown. */
bool ru_tag_is_raw(uint16_t tag) { return tag != RU_TAG_XMP && (ru_tag_classes(tag) & RAWTEXT); }
