/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/reading.h"

int ru_facts_statements(struct ru_reading *r)
{
	(void)r;
	return RU_OK;
}
