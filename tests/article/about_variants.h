/* SPDX-License-Identifier: Apache-2.0 */
/* The same page in many layouts: what stands in its head under its headline and behind its text, and what is read from
 * it. */
#ifndef TESTS_ARTICLE_ABOUT_VARIANTS_H
#define TESTS_ARTICLE_ABOUT_VARIANTS_H

/* A variant leaves out what it says nothing of. authors: their names, "; " between. */
struct variant {
	const char *head, *under, *behind;
	const char *published, *authors;
	const char *language;                     /* that the page states; English without */
	const char *page_title, *heading, *title; /* in place of those of the page; and what is read */
	const char *url, *over;                   /* the page's address; what stands over the article */
	const char *outlet, *sources;             /* "" for none; the names of credits, "; " between */
	const char *body;                         /* how the text begins */
	const char *notice;                       /* the kind of the first notice; "" for none */
};

#define PAGE_TITLE "New bridge will be built in the summer"

#define SITE "<meta property=\"og:site_name\" content=\"Kabar Lereng\">"

#define LD(json) "<script type=\"application/ld+json\">" json "</script>"

static const struct variant stated_variants[] = {
    /* JSON-LD as templates write it */
    {.head = LD("{\"@type\":\"NewsArticle\",\"datePublished\":\"2031-03-04\",\"author\":[{\"@type\":\"Person\","
                "\"familyName\":\"Berg\",\"givenName\":\"Anna\"},{\"@type\":\"Person\",\"givenName\":\"Jan\","
                "\"familyName\":\"Kos\"}]}"),
     .published = "2031-03-04",
     .authors = "Anna Berg; Jan Kos"},
    {.head = LD("{\"@type\":\"NewsArticle\",\"author\":{\"name\":\"Anna Berg\",\"givenName\":\"Anna\","
                "\"familyName\":\"Berg\"}}"),
     .authors = "Anna Berg"},
    {.head = LD("{\"@type\":\"NewsArticle\",\"author\":{\"@type\":\"Person\",\"name\":[\"Anna Berg\"]}}"),
     .authors = "Anna Berg"},
    {.head = LD("{\"@type\":\"NewsArticle\",\"datePublished\":{\"@type\":\"Date\",\"@value\":\"2031-03-04\"},"
                "\"author\":{\"@type\":\"Person\",\"name\":{\"@value\":\"Anna Berg\"}}}"),
     .published = "2031-03-04",
     .authors = "Anna Berg"},
    {.head = LD("{\"@type\":\"NewsArticle\",\"creator\":{\"@type\":\"Person\",\"name\":\"Anna Berg\"}}"),
     .authors = "Anna Berg"},
    {.head = LD("{\"@type\":\"NewsArticle\",\"creator\":[\"Uta Holm\"],\"author\":\"Anna Berg\"}"),
     .authors = "Anna Berg"},
    {.head = LD("/* \"x\": {\" */{\"@type\":\"NewsArticle\",\"datePublished\":\"2031-03-04\",\"author\":\"Anna "
                "Berg\"}"),
     .published = "2031-03-04",
     .authors = "Anna Berg"},
    {.head = LD("{\"@type\":\"NewsArticle\"\n\"datePublished\":\"2031-03-04\"\n\"author\":{\"@type\":\"Person\" "
                "\"name\":\"Anna Berg\"}}"),
     .published = "2031-03-04",
     .authors = "Anna Berg"},
    {.head = LD("{'@type':'NewsArticle','datePublished':'2031-03-04','author':{'@type':'Person','name':'Anna Berg'}}"),
     .published = "2031-03-04",
     .authors = "Anna Berg"},
    {.head = LD("{\"@type\":\"schema:NewsArticle\",\"schema:datePublished\":\"2031-03-04\",\"schema:author\":"
                "{\"@type\":\"schema:Person\",\"schema:name\":\"Anna Berg\"}}"),
     .published = "2031-03-04",
     .authors = "Anna Berg"},
    {.head = LD("{\"http://schema.org/datePublished\":\"2031-03-04\",\"http://schema.org/author\":"
                "{\"http://schema.org/name\":\"Anna Berg\"}}"),
     .published = "2031-03-04",
     .authors = "Anna Berg"},
    {.head = "<script type=\"application/ld+json; charset=utf-8\">{\"@type\":\"NewsArticle\",\"datePublished\":"
             "\"2031-03-04\",\"author\":\"Anna Berg\"}</script>",
     .published = "2031-03-04",
     .authors = "Anna Berg"},
    {.head = LD("{\"@type\":\"NewsArticle\",\"datePublished\":\"2031-03-04\",\"author\":{\"@type\":\"Person\","
                "\"name\":\"Anna Berg\",},}"),
     .published = "2031-03-04",
     .authors = "Anna Berg"},
    {.head = LD("{\"@type\":\"NewsArticle\",\"headline\":\"The \"new\" bridge\",\"datePublished\":\"2031-03-04\","
                "\"author\":\"Zo\\u00eb Sj&ouml;berg\"}"),
     .published = "2031-03-04",
     .authors = "Zo\u00eb Sj\u00f6berg"},
    /* dates as machines write them */
    {.head = LD("{\"@type\":\"NewsArticle\",\"datePublished\":\"3/4/2031 9:00:00 AM\"}"),
     .published = "2031-03-04T09:00"},
    {.head = "<meta property=\"article:published_time\" content=\"1930381200\">", .published = "2031-03-04T09:00Z"},
    {.head = "<meta property=\"article:published_time\" content=\"1930381200000\">", .published = "2031-03-04T09:00Z"},
    {.head = "<meta name=\"content_PublishedDate\" content=\"2031-03-04T09:00:00+07:00\">",
     .published = "2031-03-04T09:00+07:00"},
    {.under = "<time datetime=\"1930381200\">an hour ago</time>", .published = "2031-03-04T09:00Z"},
    {.under = "<span class=\"date\" data-timestamp=\"1930381200\">an hour ago</span>",
     .published = "2031-03-04T09:00Z"},
};

static const struct variant byline_variants[] = {
    /* parts of a byline that style alone keeps apart */
    {.under = "<span class=\"author\"><span>By</span><a href=\"/x\">Anna Berg</a></span>", .authors = "Anna Berg"},
    {.under = "<div><span>By</span><span><a href=\"/about/team/anna\">Anna Berg</a></span></div>",
     .authors = "Anna Berg"},
    {.under = "<div class=\"byline\">By<a href=\"/x\">Anna Berg</a></div>", .authors = "Anna Berg"},
    {.under = "<span itemprop=\"author\"><span itemprop=\"name\">Anna Berg</span><span>Reporter</span></span>",
     .authors = "Anna Berg"},
    {.under = "<div class=\"authors\"><span>Anna Berg</span><span>Jan Kos</span></div>",
     .authors = "Anna Berg; Jan Kos"},
    {.under = "<div class=\"author\"><a href=\"/a\">Anna Berg</a><span>3/4/2031</span></div>", .authors = "Anna Berg"},
    {.under = "<div class=\"author\"><a href=\"/a\">Anna Berg</a><time>March 4, 2031</time></div>",
     .published = "2031-03-04",
     .authors = "Anna Berg"},
    {.under = "<p class=\"author\">By <a href=\"/a\">Anna McBerg</a></p>", .authors = "Anna McBerg"},
    /* degrees and jobs */
    {.under = "<p>By Anna Berg, MD</p>", .authors = "Anna Berg"},
    {.under = "<p>By Anna Berg, PhD, and Jan Kos, M.D.</p>", .authors = "Anna Berg; Jan Kos"},
    {.under = "<p>Anna Berg, Staff Writer</p>", .authors = "Anna Berg"},
    {.under = "<p>Anna Berg - Kabar Lereng</p>", .head = SITE, .authors = "Anna Berg"},
    {.under = "<p>Anna Berg - AFP</p>", .authors = "Anna Berg"},
    {.under = "<p>Anna Berg - River Council</p>", .head = SITE, .authors = ""},
    /* "reporter" is a job in English, and leads to a name in Indonesian */
    {.language = "id", .under = "<p>Reporter Anna Berg | Editor Jan Kos</p>", .authors = "Anna Berg; Jan Kos"},
    {.under = "<p>Reporter Anna Berg</p>", .authors = ""},
    {.head = "<meta name=\"author\" content=\"anna berg\">", .authors = "anna berg"},
    {.under = "<p class=\"author\">read more about the bridge</p>", .authors = ""},
    {.under = "<p>By Zorblax</p>", .authors = ""},
    {.under = "<p>By Zorblax7</p>", .authors = "Zorblax7"},
    {.under = "<p>By Anna</p>", .authors = "Anna"},
    {.under = "<p>Von unserer Korrespondentin Anna Berg</p>", .authors = "Anna Berg"},
    {.under = "<p>By Anna Berg, Jan Kos and Uta Holm</p>", .authors = "Anna Berg; Jan Kos; Uta Holm"},
    {.head = "<meta name=\"author\" content=\"Anna Berg, Senior Director, Content &amp; Marketing\">",
     .authors = "Anna Berg"},
    {.head = "<meta name=\"author\" content=\"Jos\u00e9 Lima e Prado\">", .authors = "Jos\u00e9 Lima e Prado"},
    {.head = "<meta name=\"author\" content=\"Jos\u00e9 Lima e Ana Prado\">", .authors = "Jos\u00e9 Lima; Ana Prado"},
};

/* behind the text */
static const struct variant last_line_variants[] = {
    {.behind = "<p>Anna Berg</p>", .authors = "Anna Berg"},
    {.behind = "<h3>Further Reading</h3><ul><li><a href=\"/1\">Old bridge is closed</a></li></ul>", .authors = ""},
    {.behind = "<p>Related Topics</p>", .authors = ""},
};

static const struct variant title_variants[] = {
    {.heading = "", .head = SITE, .page_title = "Kabar Lereng | " PAGE_TITLE, .title = PAGE_TITLE},
    {.heading = "", .page_title = PAGE_TITLE " - Traffic - Kabar Lereng", .title = PAGE_TITLE},
    {.heading = "",
     .head = SITE,
     .page_title = "Kabar Lereng &raquo; Traffic &raquo; " PAGE_TITLE,
     .title = PAGE_TITLE},
    {.heading = "<h1>Traffic</h1><h2>" PAGE_TITLE "</h2>",
     .page_title = PAGE_TITLE " | Traffic | Kabar Lereng",
     .title = PAGE_TITLE},
    {.heading = "<h2 class=\"title\">Traffic News</h2>",
     .page_title = PAGE_TITLE " - Traffic News - Kabar Lereng",
     .title = PAGE_TITLE},
    {.heading = "<h1><span class=\"kicker\">Traffic</span> <span>" PAGE_TITLE "</span></h1>", .title = PAGE_TITLE},
    {.heading = "<h1>" PAGE_TITLE " <button>Share</button></h1>", .title = PAGE_TITLE},
    {.heading = "<h1>" PAGE_TITLE " <span>12 comments</span></h1>", .title = PAGE_TITLE},
    {.heading = "<h1>" PAGE_TITLE "<small>The council decided on Monday evening</small></h1>", .title = PAGE_TITLE},
    {.heading = "<h1>" PAGE_TITLE " <a href=\"#x\">#</a></h1>",
     .head = "<meta property=\"og:title\" content=\"" PAGE_TITLE "\">",
     .title = PAGE_TITLE},
    {.heading = "<h1>" PAGE_TITLE " and in the autumn</h1>", .title = PAGE_TITLE " and in the autumn"},
    /* what a card for a social network says stands over the text, and the page calls itself otherwise */
    {.head = "<meta property=\"og:title\" content=\"" PAGE_TITLE "\"><meta name=\"twitter:title\" "
             "content=\"Cracks close the old bridge for good\">",
     .heading =
         "<nav><a href=\"/\">Home</a> <h1>" PAGE_TITLE "</h1></nav><h2>Cracks close the old bridge for good</h2>",
     .title = PAGE_TITLE},
};

#endif
