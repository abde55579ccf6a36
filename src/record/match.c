/* SPDX-License-Identifier: Apache-2.0 */
/* The names under which evidence and kinds of copies leave the program. */
#include "record/match.h"

struct ru_str ru_evidence_kind_name(enum ru_evidence_kind kind)
{
	switch (kind) {
	case RU_EVIDENCE_CREDIT:
		return RU_S("credit");
	case RU_EVIDENCE_RELAY:
		return RU_S("relay");
	case RU_EVIDENCE_LINK:
		return RU_S("link");
	case RU_EVIDENCE_PASSAGE:
		return RU_S("passage");
	case RU_EVIDENCE_TIME:
		return RU_S("time");
	case RU_EVIDENCE_DATELINE:
		return RU_S("dateline");
	case RU_EVIDENCE_FURNITURE:
		return RU_S("furniture");
	case RU_EVIDENCE_CORRECTION:
		return RU_S("correction");
	case RU_EVIDENCE_THIRD_PAGE:
		return RU_S("third_page");
	case RU_EVIDENCE_SAME_ERROR:
		return RU_S("same_error");
	case RU_EVIDENCE_NAMES:
		return RU_S("names");
	case RU_EVIDENCE_DATE:
		return RU_S("date");
	case RU_EVIDENCE_PLACE:
		return RU_S("place");
	case RU_EVIDENCE_TITLE:
		return RU_S("title");
	}
	return RU_S("");
}

struct ru_str ru_copy_kind_name(enum ru_copy_kind kind)
{
	switch (kind) {
	case RU_COPY_VERBATIM:
		return RU_S("verbatim");
	case RU_COPY_LIGHT:
		return RU_S("light");
	case RU_COPY_HEAVY:
		return RU_S("heavy");
	case RU_COPY_TRANSLATION:
		return RU_S("translation");
	case RU_COPY_QUOTES_ONLY:
		return RU_S("quotes_only");
	case RU_COPY_SAME_SOURCE:
		return RU_S("same_source");
	case RU_COPY_VERSION:
		return RU_S("version");
	case RU_COPY_FURNITURE:
		return RU_S("furniture");
	}
	return RU_S("");
}
