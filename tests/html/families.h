/* SPDX-License-Identifier: Apache-2.0 */
/* Hostile pages for the HTML reader; the first is the harmless one that the others are held against. */
#ifndef TESTS_HTML_FAMILIES_H
#define TESTS_HTML_FAMILIES_H

#include "../support/growth_family.h"

static const struct growth_family html_families[] = {
    {"harmless paragraphs", "<body>", "<p class=x>some words &amp; more</p>\n", "</body>"},
    {"nested div", "", "<div>", ""},
    {"nested div, closed inside", "", "<div>x</div></div><div>", ""},
    {"nested b i a", "", "<b><i><a>", ""},
    {"formatting cut by blocks", "", "<b><p>x</b>", ""},
    {"one tag with many attributes", "<p ", "a%=1 ", ">"},
    {"tags with a few attributes", "", "<p a=1 b=2 c=3 d=4 e=5 f=6 g=7 h=8 i=9 j=1 k=2>", ""},
    {"repeated attributes", "<p ", "a=1 ", ">"},
    {"digits", "", "1234567890", ""},
    {"one number of many digits", "&#", "1234567890", ";"},
    {"ampersands", "", "&", ""},
    {"names that are no references", "", "&CounterClockwiseContourIntegra", ""},
    {"less-than signs", "", "<", ""},
    {"open end tags", "", "</", ""},
    {"stray end tags", "<p><table><td>", "</p>", ""},
    {"stray inline end tags under blocks", "<span><div><i><div><u><div>", "</span></i></u>", ""},
    {"list items", "<ul>", "<li><div>", ""},
    {"tables", "", "<table><tr><td>", ""},
    {"tables in tables", "", "<table>", ""},
    {"unknown names", "", "<x%>", ""},
    {"unknown names and their ends", "", "<x%></y%>", ""},
    {"deep unknown names closed at once", "<x-a>", "<x%></x-a><x-a>", ""},
    {"unclosed comment", "<!--", "-- >", ""},
    {"comments", "", "<!---->", ""},
    {"bogus comments", "", "<!x>", ""},
    {"script escapes", "<script>", "<!--<script>", ""},
    {"script ends that are none", "<script>", "</scrip", ""},
    {"title ends that are none", "<title>", "</titl", ""},
    {"unclosed quotation mark", "<p a=\"", "x='", ""},
    {"equals signs", "<p ", "=", ">"},
    {"slashes", "<p ", "/", ">"},
    {"zero bytes", "", "\x01", ""},
    {"line breaks", "", "\r\n", ""},
    {"carriage returns", "", "\r", ""},
    {"bytes that are no UTF-8", "", "\xC3", ""},
    {"drawings", "", "<svg>", ""},
    {"drawings with text", "<svg>", "<foreignObject><title>", ""},
    {"CDATA", "<svg>", "<![CDATA[", ""},
    {"links in links", "", "<a><div>", ""},
    {"options", "<select>", "<optgroup><option>", ""},
    {"upper-case unknown names", "", "<X-ABC>", ""},
    {"one long name", "<", "x", ">"},
    {"one long attribute name", "<p ", "X", ">"},
    {"templates", "", "<template><p>", ""},
};

#endif
