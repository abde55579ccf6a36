/* SPDX-License-Identifier: Apache-2.0 */
/* Feeds: which element of an item becomes which field of the page, and what damage leaves. */
#include "packing.h"
#include "reading.h"

static int start(void **state)
{
	struct reading *reading = malloc(sizeof *reading);

	reading_init(reading);
	*state = reading;
	return 0;
}

static int end(void **state)
{
	reading_release(*state);
	free(*state);
	return 0;
}

#define RSS                                                                                                            \
	"<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>Kabar "                                         \
	"Ranu</title><link>http://kabar.example/</link>"
#define RSS_END "</channel></rss>"

static void an_rss_item_becomes_a_page(void **state)
{
	reading_check(*state, "f",
	              RU_S(RSS "<item><title>Banjir &amp; longsor</title><link>http://kabar.example/1</link>"
	                       "<guid isPermaLink=\"false\">g1</guid><description>teaser</description>"
	                       "<content:encoded><![CDATA[<p>Isi &amp; berita</p>]]></content:encoded>"
	                       "<pubDate>Sat, 03 May 2025 10:00:00 +0700</pubDate><dc:creator>Sari Lestari</dc:creator>"
	                       "<media:content url=\"x\"><media:title>other</media:title></media:content></item>"
	                       "<item><description>&lt;p&gt;only this</description>"
	                       "<source url=\"http://harian.example\">Harian Ranu</source>"
	                       "<author>sari@kabar.example (Umar Said)</author></item>" RSS_END),
	              "html g1 [<p>Isi &amp; berita</p>] utf-8 url=http://kabar.example/1 title=Banjir & longsor "
	              "date=Sat, 03 May 2025 10:00:00 +0700 outlet=Kabar Ranu author=Sari Lestari\n"
	              "html f#2 [<p>only this] utf-8 outlet=Harian Ranu author=Umar Said\n");
}

static void an_rdf_item_stands_beside_the_channel(void **state)
{
	reading_check(*state, "f",
	              RU_S("<rdf:RDF xmlns:rdf=\"r\"><channel><title>t</title></channel>"
	                   "<item rdf:about=\"u\"><title>a</title><description>b</description>"
	                   "<dc:date>2025-05-03</dc:date></item></rdf:RDF>"),
	              "html f#1 [b] utf-8 title=a date=2025-05-03 outlet=t\n");
}

static void an_atom_entry_becomes_a_page(void **state)
{
	reading_check(
	    *state, "f",
	    RU_S("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>t</title><author><name>no</name></author>"
	         "<entry><id>urn:1</id><title>A</title><link rel=\"self\" href=\"http://k.example/self\"/>"
	         "<link href=\"http://k.example/1\"/><published>2025-05-03T10:00:00Z</published>"
	         "<updated>2025-05-04T10:00:00Z</updated>"
	         "<author><name>Sari</name><email>s@k.example</email></author>"
	         "<author><name>Umar</name></author>"
	         "<content type=\"html\">&lt;p&gt;one</content></entry>"
	         "<entry><id>urn:2</id><source><id>no</id><title>Kabar "
	         "Ranu</title></source><updated>2025-05-05</updated>"
	         "<content type=\"xhtml\"><div xmlns=\"x\"><p class='a\"b'>two &lt; three</p><br/></div></content>"
	         "</entry><entry><id>urn:3</id><content>plain &lt;b&gt; text</content></entry></feed>"),
	    "html urn:1 [<p>one] utf-8 url=http://k.example/1 title=A date=2025-05-03T10:00:00Z "
	    "modified=2025-05-04T10:00:00Z outlet=t author=Sari\n"
	    "html urn:2 [<div xmlns=\"x\"><p class=\"a&quot;b\">two &lt; three</p><br></div>] utf-8 "
	    "date=2025-05-05 outlet=Kabar Ranu\n"
	    "article urn:3 [plain <b> text] utf-8 outlet=t\n");
}

static void a_json_feed_item_becomes_a_page(void **state)
{
	reading_check(
	    *state, "f",
	    RU_S("{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"items \\\"R\\\"\", \"items\": ["
	         "{\"id\": \"1\", \"url\": \"http://k.example/1\", \"title\": \"A\", \"content_html\": \"<p>a ]}\\\"\","
	         "\"date_published\": \"2025-05-03T10:00:00Z\",\"date_modified\": \"2025-05-04T10:00:00Z\", "
	         "\"authors\": [{\"name\": \"Sari\"}]},\n"
	         "{\"id\": 2, \"content_text\": \"b\", \"author\": {\"name\": \"Umar\"}, \"language\": \"id\"},"
	         "{\"id\": \"3\", \"title\": \"no content\"}]}"),
	    "html 1 [<p>a ]}\"] utf-8 url=http://k.example/1 title=A date=2025-05-03T10:00:00Z "
	    "modified=2025-05-04T10:00:00Z outlet=items \"R\" author=Sari\n"
	    "article 2 [b] utf-8 outlet=items \"R\" author=Umar language=id\n"
	    "note empty 356-390\n");
}

static void charsets_and_packing_are_undone(void **state)
{
	struct ru_str feed = RU_S(
	    "<?xml version='1.0' encoding='windows-1252'?><rss><channel><item><description>caf\xE9 \x80</description>"
	    "</item></channel></rss>");
	struct ru_buf packed;

	reading_check(*state, "f", feed, "html f#1 [caf\xC3\xA9 \xE2\x82\xAC] utf-8\n");
	ru_buf_init(&packed, ru_alloc_default(), 0);
	pack_deflate(&packed, feed, 31);
	reading_check(*state, "f", ru_buf_str(&packed), "html f#1 [caf\xC3\xA9 \xE2\x82\xAC] utf-8\n");
	ru_buf_release(&packed);
}

static void names_that_no_feed_declares_stay_for_the_page(void **state)
{
	reading_check(*state, "f", RU_S(RSS "<item><description>a&nbsp;b</description></item>" RSS_END),
	              "html f#1 [a&nbsp;b] utf-8 outlet=Kabar Ranu\n");
}

static void entities_of_its_own_are_not_expanded(void **state)
{
	struct reading *reading = *state;

	reading_run(reading, "f",
	            RU_S("<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a \"xxxxxxxxxx\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
	                 "<rss><channel><item><description>&b;</description></item></channel></rss>"));
	assert_null(strstr(reading->log.ptr, "xxxxxxxxxx"));
	assert_int_equal(reading->faults, 1);
	reading_run(reading, "f",
	            RU_S("<?xml version='1.0'?><!DOCTYPE rss SYSTEM \"file:///etc/passwd\">"
	                 "<rss><channel><item><description>x</description></item></channel></rss>"));
	assert_int_equal(reading->pages, 1);
}

static void damage_in_an_item_keeps_the_others(void **state)
{
	reading_check(
	    *state, "f",
	    RU_S(RSS "<item><description>a</description></item><item><description>b</item>"
	             "<item><description>c</description></item>" RSS_END),
	    "html f#1 [a] utf-8 outlet=Kabar Ranu\n! damaged 150-177\nhtml f#3 [c] utf-8 outlet=Kabar Ranu\n");
	reading_check(*state, "f",
	              RU_S("{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{\"id\": \"a\", "
	                   "\"content_text\": \"a\"},"
	                   "{\"id\": \"b, \"content_text\": \"b\"}, {\"id\": \"c\", \"content_text\": \"c\"}]}"),
	              "article a [a] utf-8\n! damaged 89-122\narticle c [c] utf-8\n");
}

/* Any cut of a feed leaves the items before it. */
static void a_cut_loses_no_item_before_it(void **state)
{
	static const struct ru_str feeds[] = {
	    RU_S_INIT(
	        RSS
	        "<item><description>first</description></item><item><description>second</description></item>" RSS_END),
	    RU_S_INIT(
	        "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"a\",\"content_text\":\"first\"},"
	        "{\"id\":\"b\",\"content_text\":\"second\"}]}")};
	static const char *const ends[] = {"</item>", "\"first\"}"};
	struct reading *reading = *state;

	for (int f = 0; f < 2; f++) {
		size_t first = ru_str_find(feeds[f], ru_str_from(ends[f]), 0) + strlen(ends[f]);

		for (size_t cut = 50; cut <= feeds[f].len; cut++) {
			reading_run(reading, "f", ru_str_cut(feeds[f], 0, cut));
			assert_true(reading_has(reading, RU_S("first")) == (cut >= first));
		}
		assert_int_equal(reading->pages, 2);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(an_rss_item_becomes_a_page),           TEST(an_rdf_item_stands_beside_the_channel),
	    TEST(an_atom_entry_becomes_a_page),         TEST(a_json_feed_item_becomes_a_page),
	    TEST(charsets_and_packing_are_undone),      TEST(names_that_no_feed_declares_stay_for_the_page),
	    TEST(entities_of_its_own_are_not_expanded), TEST(damage_in_an_item_keeps_the_others),
	    TEST(a_cut_loses_no_item_before_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
