/* SPDX-License-Identifier: Apache-2.0 */
/* Functions that this project does not use, made compile errors: unbounded copies, the locale, the
 * clock, hidden state. Put in front of every file by the build (-include). */
#ifndef RU_BASE_BANNED_H
#define RU_BASE_BANNED_H

/* System headers first, so that their own declarations are not hit. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#if defined(__GNUC__)
#pragma GCC poison strcpy strcat sprintf vsprintf gets strtok strtok_r strncpy strncat
#pragma GCC poison localtime gmtime ctime asctime strftime mktime localtime_r gmtime_r strptime
#pragma GCC poison strtod strtof strtold atof atoi atol setlocale
#pragma GCC poison rand srand random srandom alloca
#undef isalpha
#undef isdigit
#undef isspace
#undef isalnum
#undef isupper
#undef islower
#undef tolower
#undef toupper
#undef ispunct
#pragma GCC poison isalpha isdigit isspace isalnum isupper islower ispunct tolower toupper
#endif

#endif
