/* SPDX-License-Identifier: Apache-2.0 */
/* The same page on many sites: which outlet it is read to be of, and which sources it names. */
#ifndef TESTS_ARTICLE_ABOUT_HOUSES_H
#define TESTS_ARTICLE_ABOUT_HOUSES_H

#include "about_variants.h"

#define AT "https://www.kabarlereng.example/kota/2031/jembatan"

static const struct variant outlet_variants[] = {
    /* menus, buttons, dates and numbers at the head of a page */
    {.url = AT, .page_title = PAGE_TITLE, .over = "<a href=/>Home</a> <p>x</p><a href=/>Home</a>", .outlet = ""},
    {.url = AT, .page_title = PAGE_TITLE, .over = "<div class=logo>Menu</div>", .outlet = ""},
    {.url = AT, .page_title = PAGE_TITLE, .over = "<div class=logo>Kabar Lereng</div>", .outlet = "Kabar Lereng"},
    {.url = AT, .page_title = PAGE_TITLE, .over = "<p>0800 123 456</p><p>0800 123 456</p>", .outlet = ""},
    {.url = AT,
     .page_title = PAGE_TITLE,
     .over = "<p>mail@kabarlereng.example</p><p>mail@kabarlereng.example</p>",
     .outlet = ""},
    {.url = AT, .page_title = PAGE_TITLE, .over = "<p>Kabar Lereng</p><p>Kabar Lereng</p>", .outlet = "Kabar Lereng"},
    {.page_title = PAGE_TITLE, .over = "<p>Warta Selat</p><p>Warta Selat</p>", .outlet = "Warta Selat"},
    /* a mirror's own name, with the address of the page that it copies */
    {.page_title = PAGE_TITLE " - Warta Selat",
     .over = "",
     .head = "<link rel=canonical href=\"" AT "\">",
     .outlet = "Warta Selat",
     .sources = "kabarlereng.example"},
    /* sections, kickers and counters in the title */
    {.url = AT, .page_title = "City | " PAGE_TITLE " - Kabar Lereng", .over = "", .outlet = "Kabar Lereng"},
    {.url = AT, .page_title = "(2) " PAGE_TITLE " - Kabar Lereng", .over = "", .outlet = "Kabar Lereng"},
    {.url = AT, .page_title = "River in spate: " PAGE_TITLE, .over = "", .outlet = ""},
    {.url = AT, .page_title = PAGE_TITLE " | Kabar Lereng | City", .over = "", .outlet = "Kabar Lereng"},
    {.url = AT, .page_title = PAGE_TITLE " | Kabar Lereng - the morning paper", .over = "", .outlet = "Kabar Lereng"},
    {.url = AT, .page_title = PAGE_TITLE " (kabarlereng.example)", .over = "", .outlet = "kabarlereng.example"},
    {.url = AT,
     .page_title = PAGE_TITLE " - \xD0\x92\xD0\xB5\xD1\x81\xD1\x82\xD0\xB8",
     .over = "",
     .outlet = "\xD0\x92\xD0\xB5\xD1\x81\xD1\x82\xD0\xB8"},
    /* names that share some letters with the host */
    {.url = "https://kln.example/a",
     .page_title = PAGE_TITLE " - Kabar Lereng Nusantara",
     .over = "",
     .outlet = "Kabar Lereng Nusantara"},
    {.url = "https://kl.example/a",
     .page_title = PAGE_TITLE " - kl.example - front page",
     .over = "",
     .outlet = "kl.example"},
    {.url = "https://news.lereng.co.id/a", .page_title = PAGE_TITLE " - Lereng", .over = "", .outlet = "Lereng"},
    {.url = "https://archive.example/web/2031/http://kabarlereng.example/a",
     .page_title = PAGE_TITLE " - Kabar Lereng",
     .over = "",
     .outlet = "Kabar Lereng"},
    {.url = AT,
     .page_title = PAGE_TITLE,
     .over = "",
     .head = "<meta property=og:site_name content='{$site.name}'>",
     .outlet = ""},
};

#define CANONICAL(url) "<link rel=canonical href=\"" url "\">"

static const struct variant source_variants[] = {
    /* a site's other hosts, and addresses that lead to it, are no sources */
    {.url = AT, .head = SITE CANONICAL("https://en.kabarlereng.example/a"), .sources = ""},
    {.url = "https://ww2.kabarlereng.example/a", .head = SITE CANONICAL(AT), .sources = ""},
    {.url = "https://feeds.example/~r/1", .head = SITE CANONICAL(AT), .sources = ""},
    {.url = AT, .head = SITE CANONICAL("https://wartaselat.example/a"), .sources = "wartaselat.example"},
    /* several names in a line, an agency among them */
    {.behind = "<p>Source: Warta Selat, AFP</p>", .sources = "Warta Selat; AFP"},
    {.behind = "<p>Source: Warta Selat/dpa</p>", .sources = "Warta Selat; dpa"},
    {.behind = "<p>Source: AFP/Reuters</p>", .sources = "AFP; Reuters"},
    {.behind = "<p>Source: University of Lirang, Department of Rivers</p>",
     .sources = "University of Lirang, Department of Rivers"},
    {.behind = "<p>With files from The Canadian Press</p>", .sources = "The Canadian Press"},
    {.behind = "<p>Mit Material von dpa und AFP</p>", .language = "de", .sources = "dpa; AFP"},
    {.behind = "<p>(Avec AFP)</p>", .language = "fr", .sources = "AFP"},
    {.behind = "<p>dpa/lrg</p>", .language = "de", .sources = "dpa"},
    {.behind = "<p>As reported by Reuters, Monday was the last day for ships in the old harbour.</p>",
     .sources = "Reuters"},
    /* what stands in a source's place and is none */
    {.behind = "<p>Source: various sources</p>", .sources = ""},
    {.behind = "<p>First published on May 3, 2031 09:01 am</p>", .sources = ""},
    {.behind = "<p>Source: Uta Berg from Pexels</p>", .sources = ""},
    {.behind = "<div class=share>Share via <a href=/s>Email Print</a></div>", .sources = ""},
    {.url = "https://lerengnews.example/a",
     .page_title = PAGE_TITLE " - lerengnews.example",
     .behind = "<p>Originally published on Lereng News.</p>",
     .sources = ""},
};

#define CARD(day) "<div class=x><a href=/g>An earthquake shakes the town of Sori</a><p><time>" day "</time></p></div>"
#define CARD_LINE(day) "<li><a href=/g>An earthquake shakes the town of Sori</a> <span>" day "</span></li>"

static const struct variant mark_variants[] = {
    /* other stories' dates, and headlines beside them, are not the page's */
    {.under = CARD("3 May 2031") CARD("2 May 2031"), .published = "", .authors = ""},
    {.behind = CARD("3 May 2031") CARD("2 May 2031") CARD("1 May 2031"), .published = "", .authors = ""},
    {.under = "<ul>" CARD_LINE("3 May 2031") CARD_LINE("2 May 2031") "</ul>", .published = "", .authors = ""},
    {.under = "<div class=related-card><h3><a href=/g>Quake shakes Sori</a></h3><time>3 May 2031</time></div>",
     .authors = ""},
    {.under = "<div class=related-card><h3><a href=/g>An earthquake shakes Sori again</a></h3><time "
              "datetime=2031-05-03T10:00>3 May 2031</time></div>",
     .published = "",
     .authors = ""},
    {.under = "<p><time>4 May 2031</time></p>",
     .behind = CARD("3 May 2031") CARD("2 May 2031"),
     .published = "2031-05-04"},
    /* a line with the date and one or two letters behind it tells no more */
    {.under = "<p>8 \xD0\xBC\xD0\xB0\xD1\x80\xD1\x82\xD0\xB0 2031 \xD0\xB3.</p>",
     .language = "ru",
     .published = "2031-03-08",
     .body = "The town is"},
    {.under = "<p>Data publikacji: 08.03.2031 10:15 Data aktualizacji: 09.03.2031</p>",
     .language = "pl",
     .published = "2031-03-08T10:15"},
    {.under = "<p>8 de setiembre de 2031</p>", .language = "es", .published = "2031-09-08"},
    /* stamps that say that no date is known */
    {.head = LD("{\"@type\":\"NewsArticle\",\"datePublished\":\"0001-01-01T00:00:00Z\"}"), .published = ""},
    {.head = LD("{\"@type\":\"NewsArticle\",\"dateModified\":\"0001-01-01T00:00:00\"}"), .published = ""},
    {.head = "<meta property=article:published_time content=1970-01-01T01:00:00+01:00>", .published = ""},
    {.head = "<meta property=article:published_time content=9999-12-31>", .published = ""},
    {.head = "<meta property=article:published_time content=1955-05-03>", .published = "1955-05-03"},
    /* RDFa */
    {.under = "<span property=\"schema:author\">Anna Berg</span>", .authors = "Anna Berg"},
    {.under = "<span property=\"article:author\">Anna Berg</span>", .authors = "Anna Berg"},
    {.under = "<div typeof=Person property=author><span property=name>Anna Berg</span></div>", .authors = "Anna Berg"},
    {.under = "<span property=\"schema:datePublished\" content=\"2031-05-04T10:00\">Sunday</span>",
     .published = "2031-05-04T10:00"},
    /* an agency behind a name */
    {.under = "<p>By ANNA BERG Associated Press</p>", .authors = "ANNA BERG; Associated Press"},
    {.under = "<p class=byline>By Anna Berg, Associated Press</p>", .authors = "Anna Berg; Associated Press"},
    {.under = "<p class=byline>Anna Berg AFP</p>", .authors = "Anna Berg; AFP"},
    /* the editor of JSON-LD */
    {.head = LD("{\"@type\":\"NewsArticle\",\"author\":\"Anna Berg\",\"editor\":{\"@type\":\"Person\",\"name\":"
                "\"Jan Novak\"}}"),
     .authors = "Anna Berg; Jan Novak"},
    {.head = LD("{\"@type\":\"NewsArticle\",\"author\":\"Anna Berg\",\"editor\":\"Kabar Lereng\"}"),
     .authors = "Anna Berg"},
    /* lists of authors */
    {.under = "<ul class=authors><li>Anna Berg</li><li>Jan Novak</li></ul>", .authors = "Anna Berg; Jan Novak"},
    {.under = "<div class=authors><div><a href=/1>Anna Berg</a></div><div><a href=/2>Jan Novak</a></div></div>",
     .authors = "Anna Berg; Jan Novak"},
    {.under = "<div class=author><p>Anna Berg</p><p>Lirang Bureau</p></div>", .authors = "Anna Berg"},
};

static const struct variant layout_variants[] = {
    /* pages of one article, told by their numbers alone */
    {.url = AT, .behind = "<div><b>1</b> <a href=\"?page=2\">2</a></div>", .notice = "more_pages"},
    {.url = AT, .behind = "<div><a href=\"/kota/2031/jembatan/2/\">2</a></div>", .notice = "more_pages"},
    {.url = AT ".html", .behind = "<div><a href=\"" AT "-3.html\">3</a></div>", .notice = "more_pages"},
    {.url = AT "/", .behind = "<div><a href=\"" AT "/?hal=2\">2</a></div>", .notice = "more_pages"},
    {.url = AT, .head = "<link rel=next href=\"" AT "?page=2\">", .notice = "more_pages"},
    {.url = AT, .head = "<link rel=next href=\"https://www.kabarlereng.example/kota/2031/pasar\">", .notice = ""},
    {.url = AT, .behind = "<div><a href=\"/kota/2031/2\">2</a></div>", .notice = ""},
    {.url = AT, .behind = "<div><a href=\"?page=3\">2</a></div>", .notice = ""},
    {.url = AT, .behind = "<div><a href=\"?cpage=2#comments\">2</a></div>", .notice = ""},
    {.url = AT, .behind = "<div><a href=\"https://wartaselat.example/kota/2031/jembatan/2\">2</a></div>", .notice = ""},
    /* readings set above words are none of the text, where no brackets make them so */
    {.under = "<p class=lead>The <ruby>bridge<rt>hashi</rt></ruby> over the river will be built in the summer of this "
              "year.</p>",
     .body = "The bridge over"},
    {.under = "<p class=lead>The <ruby>bridge<rp>(</rp><rt>hashi</rt><rp>)</rp></ruby> over the river will be built in "
              "the summer of this year.</p>",
     .body = "The bridge(hashi) over"},
    /* the foot of a quotation is a part of it */
    {.under = "<blockquote><p>We will build it without any further delay, and we will do it in this very "
              "year.</p><footer>Anna Berg, mayor of the town</footer></blockquote>",
     .body = "We will build it without any further delay, and we will do it in this very year.\n\nAnna Berg, mayor"},
};

#endif
