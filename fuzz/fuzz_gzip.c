/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as gzip members and zstd frames, of whatever. Corpus: fuzz/corpus/gzip. */
#include "read_bytes.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	if (size > 0)
		fuzz_read_all(bytes, size);
	return 0;
}
