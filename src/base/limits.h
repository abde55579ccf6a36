/* SPDX-License-Identifier: Apache-2.0 */
/* Every cap of the program in one place. A run may lower or raise them; reaching one is a notice. */
#ifndef RU_BASE_LIMITS_H
#define RU_BASE_LIMITS_H

#include <stdint.h>

struct ru_limits {
	uint64_t page_bytes;   /* largest raw page; < 4 GiB, since spans are 32 bits wide */
	uint64_t pile_bytes;   /* all raw pages of a whole-pile verb together; 0 none */
	uint32_t html_nodes;   /* nodes in one tree */
	uint32_t html_depth;   /* open elements at once */
	uint32_t html_attrs;   /* attributes of one tag */
	uint32_t blocks;       /* blocks of one page */
	uint32_t links;        /* links kept of one page */
	uint32_t facts;        /* findings of one kind on one page */
	uint32_t notices;      /* notices kept of one page */
	uint32_t walk_depth;   /* folders inside folders */
	uint32_t unpack_ratio; /* bytes that one packed byte may become, beyond unpack_free */
	uint32_t unpack_free;  /* bytes that packed input may become whatever its size */
	uint32_t unpack_depth; /* content encodings of one archived page */
	uint32_t retold_pages; /* of a pile in which sentences told in other words are looked for; UINT32_MAX: any */
};

/* 32 MiB pages, 250,000 nodes, depth 512, 256 attributes, 20,000 blocks, 20,000 links, 50,000 facts, 100 notices;
 * packed bytes grow to 8 MiB and 200 fold, through 3 encodings; sentences told again in piles of 20,000 pages. */
#define RU_LIMITS_DEFAULT                                                                                              \
	((struct ru_limits){UINT64_C(32) << 20, 0, 250000, 512, 256, 20000, 20000, 50000, 100, 64, 200, 8 << 20, 3,    \
	                    20000})

#endif
