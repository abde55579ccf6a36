/* SPDX-License-Identifier: Apache-2.0 */
/* Hostile pages for what a page says about itself, each with a harmless twin that is made of the same things. */
#ifndef TESTS_ARTICLE_ABOUT_FAMILIES_H
#define TESTS_ARTICLE_ABOUT_FAMILIES_H

#include "../support/growth_family.h"

#define ABOUT_TEXT                                                                                                     \
	"<p>Air sungai naik sejak pagi, kata warga di hulu sungai itu pada hari Rabu malam.</p>"                       \
	"<p>Hujan belum berhenti sampai malam di seluruh kecamatan itu, menurut lurah di balai desa.</p>"

struct about_pair {
	struct growth_family hostile, harmless;
};

static const struct about_pair about_pairs[] = {
    /* times */
    {{"times on one line", "<h1>Air naik</h1><p class=date>", "3 Mei 2031 | ", "</p>" ABOUT_TEXT},
     {"times on lines", "<h1>Air naik</h1>", "<p class=date>3 Mei 2031</p>", ABOUT_TEXT}},
    {{"time elements in time elements", "<h1>Air naik</h1>", "<time datetime=2031-05-03><span class=date>",
      "3 Mei 2031" ABOUT_TEXT},
     {"time elements", "<h1>Air naik</h1>", "<time datetime=2031-05-03>3 Mei</time>", ABOUT_TEXT}},
    {{"stamps of another thing", "<div itemscope itemtype=VideoObject>",
      "<div><meta itemprop=datePublished content=2031-05-03>", "</div><h1>Air naik</h1>" ABOUT_TEXT},
     {"stamps", "", "<meta itemprop=datePublished content=2031-05-03>", "<h1>Air naik</h1>" ABOUT_TEXT}},
    {{"colons in a script", "<script>", "a:\"20%-", "</script><h1>Air naik</h1>" ABOUT_TEXT},
     {"words in a script", "<script>", "a=\"20%-", "</script><h1>Air naik</h1>" ABOUT_TEXT}},
    {{"dates in the address", "<link rel=canonical href=\"https://a.example/", "2031/mei/", "\">" ABOUT_TEXT},
     {"steps in the address", "<link rel=canonical href=\"https://a.example/", "a/b/c/d/", "\">" ABOUT_TEXT}},
    /* bylines, authors */
    {{"names without end", "<h1>Air naik</h1><p class=author>Oleh ", "Sari van der ", "</p>" ABOUT_TEXT},
     {"names", "<h1>Air naik</h1>", "<p class=author>Oleh Sari Lestari</p>", ABOUT_TEXT}},
    {{"labels without names", "<h1>Air naik</h1>", "<p>Penulis:</p>", ABOUT_TEXT},
     {"labels over names", "<h1>Air naik</h1>", "<p>Penulis:</p><p>Sari Lestari</p>", ABOUT_TEXT}},
    {{"bars behind a date", "<h1>Air naik</h1><p>3 Mei 2031 ", "| ", "</p>" ABOUT_TEXT},
     {"a name behind a date", "<h1>Air naik</h1>", "<p>3 Mei 2031 | Sari Lestari</p>", ABOUT_TEXT}},
    {{"authors in quotations", "<h1>Air naik</h1>", "<blockquote><cite class=author>Sari %", ABOUT_TEXT},
     {"authors", "<h1>Air naik</h1>", "<span class=author>Sari %</span>", ABOUT_TEXT}},
    {{"names that tags part", "<h1>Air naik</h1><p class=author>Oleh ", "Sari<b>Sa</b>", "</p>" ABOUT_TEXT},
     {"names with tags", "<h1>Air naik</h1>", "<p class=author>Oleh <b>Sari</b> Sa</p>", ABOUT_TEXT}},
    {{"signed in brackets", ABOUT_TEXT, "<p>(ABC/", "</p>"}, {"signed", ABOUT_TEXT, "<p>(ABC/Sari Lestari)</p>", ""}},
    /* JSON-LD */
    {{"objects in objects", "<script type=application/ld+json>", "{\"@graph\":[{\"author\":", "</script>" ABOUT_TEXT},
     {"objects", "<script type=application/ld+json>[", "{\"@type\":\"Person\",\"name\":\"Sari %\"},",
      "]</script>" ABOUT_TEXT}},
    {{"a string without end", "<script type=application/ld+json>{\"headline\":\"", "\\\"&amp;\\u00", ABOUT_TEXT},
     {"strings", "<script type=application/ld+json>[", "{\"headline\":\"Air\"},", "]</script>" ABOUT_TEXT}},
    {{"comments that do not end", "<script type=application/ld+json>", "{\"a\":/*", "</script>" ABOUT_TEXT},
     {"comments", "<script type=application/ld+json>", "{\"a\":/* */1}", "</script>" ABOUT_TEXT}},
    {{"families without given names", "<script type=application/ld+json>[", "{\"author\":{\"familyName\":\"Sari %\"}},",
      "]</script>" ABOUT_TEXT},
     {"families", "<script type=application/ld+json>[", "{\"author\":{\"givenName\":\"Sari\",\"familyName\":\"%\"}},",
      "]</script>" ABOUT_TEXT}},
    {{"persons named by number", "<script type=application/ld+json>[", "{\"@id\":\"#%\",\"author\":{\"@id\":\"#9%\"}},",
      "]</script>" ABOUT_TEXT},
     {"persons", "<script type=application/ld+json>[", "{\"author\":{\"name\":\"Sari %\"}},", "]</script>" ABOUT_TEXT}},
    /* credits, datelines */
    {{"a credit phrase over and over", "<p>Air naik, ", "dilansir dari ", "</p>"},
     {"credits", ABOUT_TEXT, "<p>Sumber: Kabar %</p>", ""}},
    {{"brackets in a dateline", "<p>HULU (", "(A/B,", ") - Air sungai naik sejak pagi, kata warga di hulu.</p>"},
     {"datelines", "", "<p>HULU (Kabar) - Air sungai naik sejak pagi, kata warga di hulu.</p>", ""}},
    /* links, section */
    {{"links to the same long place",
      "<link rel=canonical href=\"https://a.example/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/x\">",
      "<a href=/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a>", "Olahraga</a>" ABOUT_TEXT},
     {"links", "<link rel=canonical href=\"https://a.example/olahraga/x\">", "<a href=/olahraga>Olahraga</a>",
      ABOUT_TEXT}},
    /* titles */
    {{"titles of colons", "<title>", "Air : ", "</title><h1>Air naik</h1>" ABOUT_TEXT},
     {"titles", "", "<meta property=og:title content='Air naik %'>", "<h1>Air naik</h1>" ABOUT_TEXT}},
    {{"headings that begin the title", "<title>Air naik di hulu sungai itu sejak pagi - Kabar Lereng</title>",
      "<h1>Air naik di hulu</h1>", ABOUT_TEXT},
     {"headings", "<title>Air naik - Kabar Lereng</title>", "<h2>Air %</h2>", ABOUT_TEXT}},
};

#endif
