/* SPDX-License-Identifier: Apache-2.0 */
/* What the block model is fed: one row of small integers a line. Private to article/.
 *
 * Shares are percent; counts are capped so that no line of a long page looks like nothing seen before. The names are
 * those that tools/train_blocks.py knows; packs/all/blocks.model names the features that its trees ask for. */
#ifndef RU_ARTICLE_FEATURES_H
#define RU_ARTICLE_FEATURES_H

#include "article/draft.h"

/* clang-format off */
#define RU_FEATURES(X) \
	/* the line itself */ \
	X(WORDS, "words") X(BYTES, "bytes") X(LINKED, "linked") X(STRONG, "strong") X(SLANTED, "slanted") X(STOPS, "stops") X(SHAPE, "shape") \
	X(LEVEL, "level") X(FLAGS_END, "ends") X(PROSE, "prose") X(HIDDEN, "hidden") X(SMALL, "small") X(CARD, "card") \
	X(COMMAS, "commas") X(NUMBERS, "numbers") X(CAPITALS, "capitals") X(ALL_CAPS, "all_caps") X(LAST_MARK, "last_mark") \
	X(FIRST_MARK, "first_mark") X(SYMBOLS, "symbols") X(LABEL, "label") X(POSITION, "position") X(REPEATS, "repeats") X(SAID, "said") \
	/* what it shares with what the page states of itself */ \
	X(TITLE, "title") X(DESCRIPTION, "description") X(STATED_BODY, "stated_body") X(HAS_BODY, "has_body") \
	/* the elements around it */ \
	X(TAG, "tag") X(PARENT_TAG, "parent_tag") X(GRAND_TAG, "grand_tag") X(CONTEXT, "context") X(OWN_KIND, "own_kind") \
	X(NEAR_KIND, "near_kind") X(NEAR_KIND_UP, "near_kind_up") X(TEXT_UP, "text_up") X(ARTICLE_UP, "article_up") \
	X(UP_AD, "up_ad") X(UP_NAV, "up_nav") X(UP_SHARE, "up_share") X(UP_COMMENTS, "up_comments") \
	X(UP_AUTHOR, "up_author") X(UP_RELATED, "up_related") X(UP_FOOTER, "up_footer") X(UP_CAPTION, "up_caption") \
	X(UP_OTHER, "up_other") X(FRAME, "frame") X(DEPTH, "depth") X(CLASS_OWN, "class_own") X(CLASS_LOW, "class_low") X(CLASS_HIGH, "class_high") \
	/* where it stands */ \
	X(IN_BODY, "in_body") X(BODY_UP, "body_up") X(FROM_HEADLINE, "from_headline") X(FROM_FIRST, "from_first") \
	X(FROM_LAST, "from_last") X(PLACE, "place") X(PROSE_BEFORE, "prose_before") X(PROSE_AFTER, "prose_after") \
	X(MAIN_UP, "main_up") X(MAIN_DOWN, "main_down") X(HEAD_UP, "head_up") X(SAME_ARTICLE, "same_article") X(HEADS, "heads") \
	/* lines of its element, of those around it, and of all elements with its tags and class */ \
	X(NODE_LINES, "node_lines") X(NODE_PROSE, "node_prose") X(NODE_LINKED, "node_linked") \
	X(PARENT_LINES, "parent_lines") X(PARENT_PROSE, "parent_prose") X(PARENT_LINKED, "parent_linked") X(PARENT_WORDS, "parent_words") \
	X(GRAND_LINES, "grand_lines") X(GRAND_PROSE, "grand_prose") X(GRAND_LINKED, "grand_linked") \
	X(GROUP_LINES, "group_lines") X(GROUP_PROSE, "group_prose") X(GROUP_LINKED, "group_linked") X(GROUP_WORDS, "group_words") \
	X(GROUP_MAIN, "group_main") X(PARENT_MAIN, "parent_main") \
	/* neighbours: before one and two, behind one and two */ \
	X(BEFORE_WORDS, "before_words") X(BEFORE_LINKED, "before_linked") X(BEFORE_PROSE, "before_prose") \
	X(BEFORE_LABEL, "before_label") X(BEFORE_KIND, "before_kind") X(BEFORE_SAME, "before_same") X(BEFORE_SHAPE, "before_shape") \
	X(BEFORE2_WORDS, "before2_words") X(BEFORE2_LINKED, "before2_linked") \
	X(BEHIND_WORDS, "behind_words") X(BEHIND_LINKED, "behind_linked") X(BEHIND_PROSE, "behind_prose") \
	X(BEHIND_LABEL, "behind_label") X(BEHIND_KIND, "behind_kind") X(BEHIND_SAME, "behind_same") X(BEHIND_SHAPE, "behind_shape") \
	X(BEHIND2_WORDS, "behind2_words") X(BEHIND2_LINKED, "behind2_linked") \
	X(PROSE_FROM, "prose_from") X(PROSE_TO, "prose_to") X(HEADING_FROM, "heading_from") X(LINKS_FROM, "links_from") \
	X(HEADING_LINKED, "heading_linked") X(RULES, "rules") \
	/* what a line before it announced, and where that stands */ \
	X(SECTION, "section") X(SECTION_FROM, "section_from") X(SECTION_UP, "section_up") \
	/* the boxes that stand in a row, of which one holds the line */ \
	X(CARDS, "cards") X(CARDS_LINKED, "cards_linked") X(CARDS_PROSE, "cards_prose") X(CARDS_UP, "cards_up") \
	/* what terms.c knows of its words, and what the rules of kinds.c say of it and its neighbours */ \
	X(TERM_MEAN, "term_mean") X(TERM_LOW, "term_low") X(TERM_HIGH, "term_high") \
	X(KIND, "kind") X(KIND_BEFORE, "kind_before") X(KIND_BEHIND, "kind_behind") \
	/* second look: scores of the first for the line and those around it */ \
	X(SCORE, "score") X(SCORE_A1, "score_a1") X(SCORE_Z1, "score_z1") X(SCORE_A2, "score_a2") X(SCORE_Z2, "score_z2") \
	X(SCORE_A3, "score_a3") X(SCORE_Z3, "score_z3") X(SCORE_NEAR, "score_near") X(SCORE_PARENT, "score_parent") \
	X(SCORE_GRAND, "score_grand") X(SCORE_GROUP, "score_group") X(MASS_BEFORE, "mass_before") X(MASS_AFTER, "mass_after") \
	X(MASS_ALL, "mass_all") X(MASS_PARENT, "mass_parent") X(MASS_GRAND, "mass_grand") \
	X(MASS_UP, "mass_up") X(MASS_DOWN, "mass_down") X(MASS_HEAD, "mass_head") X(MASS_HEAD_WORDS, "mass_head_words") \
	X(MASS_LEAD, "mass_lead") X(MASS_LEAD_WORDS, "mass_lead_words") X(SURE_FROM, "sure_from") X(SURE_TO, "sure_to")
/* clang-format on */

enum ru_feature {
#define X(upper, lower) RU_F_##upper,
	RU_FEATURES(X)
#undef X
	    RU_FEATURE_COUNT
};

struct ru_features {
	int16_t f[RU_FEATURE_COUNT];
};

/* A row for each line of a page of HTML; d->body_node, first and last are what content.c found. In d->arena. Linear. */
int ru_features_make(struct ru_draft *d) RU_MUST_CHECK;
/* The rows' shares with title, description and stated article text (anchors.c). */
int ru_anchors_read(struct ru_draft *d) RU_MUST_CHECK;
/* The rows' elements, places and groups (surround.c). */
int ru_surround_read(struct ru_draft *d) RU_MUST_CHECK;
/* The rows' neighbours, once groups and near kinds are known (neighbours.c). */
void ru_neighbours_read(struct ru_draft *d);

/* The rows' sections (sections.c). */
int ru_sections_read(struct ru_draft *d) RU_MUST_CHECK;
/* The rows' boxes (cards.c). */
int ru_cards_read(struct ru_draft *d) RU_MUST_CHECK;

/* The kinds of kinds.c, looked at again by the block model (choice.c). */
int ru_choice_make(struct ru_draft *d) RU_MUST_CHECK;

/* How many levels line i stands below the lowest element that holds both it and node main, and main below that one. */
void ru_meeting(const struct ru_draft *d, uint32_t i, uint32_t main, int16_t *up, int16_t *down);

static inline int16_t ru_share(uint64_t part, uint64_t whole)
{
	return (int16_t)(whole == 0 ? 0 : part >= whole ? 100 : part * 100 / whole);
}
static inline int16_t ru_few(uint64_t n, int16_t most) { return (int16_t)(n > (uint64_t)most ? (uint64_t)most : n); }

#endif
