/* SPDX-License-Identifier: Apache-2.0 */
/* runut: trace the stories in a pile of news pages. The one public header. */
#ifndef RUNUT_H
#define RUNUT_H

#define RUNUT_VERSION "0.1.0"

#endif
