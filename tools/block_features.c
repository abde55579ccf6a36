/* SPDX-License-Identifier: Apache-2.0 */
/* Prints what the block model is fed, for tools/train_blocks.py: so that training sees exactly what the program sees.
 *
 *     block_features < PAGES    each page: its length in decimal, a newline, its bytes
 *
 * A page begins with "P", lines, headline. Then a row for every element with words in class, id, itemprop, rel or role:
 * "N", its number, their hashes; and a row for each line: "L", its kind, the numbers of its element and of those above,
 * the features in the order of features.h, hashes of its words, its group, its text. Cells are parted by tabs. The
 * first row names the features. */
#include "article/block_model.h"

#include "text/charset.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const names[] = {
#define X(upper, lower) lower,
    RU_FEATURES(X)
#undef X
};

static void put_text(struct ru_str s)
{
	for (size_t i = 0; i < s.len; i++)
		putchar(s.ptr[i] == '\n' || s.ptr[i] == '\t' || s.ptr[i] == '\r' ? ' ' : s.ptr[i]);
}

static void put_nodes(const struct ru_draft *d)
{
	for (uint32_t i = 1; i < d->html.node_count; i++) {
		const struct ru_html_node *n = &d->html.nodes[i];
		bool begun = false;

		for (uint16_t k = 0; k < n->attr_count && n->kind == RU_NODE_ELEMENT; k++) {
			const struct ru_html_attr *attr = &d->html.attrs[n->attr + k];
			uint32_t terms[RU_VALUE_TERMS], count;

			if (!ru_markup_names(attr->name) || (count = ru_value_terms(attr->value, terms)) == 0)
				continue;
			if (!begun)
				printf("N\t%u\t", (unsigned)i);
			begun = true;
			for (uint32_t t = 0; t < count; t++)
				printf("%u ", (unsigned)terms[t]);
		}
		if (begun)
			putchar('\n');
	}
}

static void put_lines(const struct ru_draft *d)
{
	for (uint32_t i = 0; i < ru_draft_line_count(d); i++) {
		const struct ru_line *line = ru_draft_line(d, i);
		uint32_t terms[RU_LINE_TERMS];

		printf("L\t%s\t", ru_block_kind_name((enum ru_block_kind)line->kind).ptr);
		for (uint32_t node = line->node; node != 0; node = d->html.nodes[node].parent)
			printf("%u ", (unsigned)node);
		for (int f = 0; f < RU_FEATURE_COUNT; f++)
			printf("\t%d", d->features[i].f[f]);
		putchar('\t');
		for (uint32_t t = 0, count = ru_line_terms(d, i, terms); t < count; t++)
			printf("%u ", (unsigned)terms[t]);
		printf("\t%u\t", (unsigned)d->line_group[i]);
		put_text(ru_draft_line_text(d, i));
		putchar('\n');
	}
}

static int read_page(struct ru_draft *d)
{
	struct ru_charset charset;
	int status = ru_charset_decode(d->page->bytes, (struct ru_str){NULL, 0}, true, d->arena, d->options->al,
	                               &d->source, &d->source_map, &charset, NULL);

	return status == 0 ? ru_article_lines(d, NULL) : status;
}

static int one_page(const struct ru_packs *packs, struct ru_str bytes)
{
	struct ru_limits limits = RU_LIMITS_DEFAULT;
	struct ru_article_options options = {packs, &limits, ru_alloc_default(), NULL};
	struct ru_raw_page page = {.kind = RU_PAGE_HTML, .bytes = bytes};
	struct ru_article article;
	struct ru_arena arena;
	struct ru_draft d;
	int status;

	memset(&article, 0, sizeof(article));
	ru_arena_init(&arena, ru_alloc_default());
	status = ru_draft_init(&d, &page, &options, &arena, &article);
	if (status == 0)
		status = read_page(&d);
	if (status == 0) {
		printf("P\t%u\t%u\n", (unsigned)ru_draft_line_count(&d), (unsigned)d.headline);
		put_nodes(&d);
		put_lines(&d);
	}
	ru_draft_release(&d);
	ru_arena_release(&arena);
	return status;
}

int main(void)
{
	struct ru_packs *packs;
	unsigned long len;
	int status = ru_packs_new(&packs, NULL, 0, ru_alloc_default(), NULL);

	for (int f = 0; f < RU_FEATURE_COUNT; f++)
		printf("%s%c", names[f], f + 1 < RU_FEATURE_COUNT ? '\t' : '\n');
	while (status == 0 && scanf("%lu", &len) == 1 && getchar() == '\n') {
		char *page = malloc(len + 1);

		if (page == NULL || fread(page, 1, len, stdin) != len)
			status = 1;
		else
			status = one_page(packs, (struct ru_str){page, len});
		free(page);
	}
	ru_packs_free(packs);
	return status == 0 ? 0 : 1;
}
