/* SPDX-License-Identifier: Apache-2.0 */
/* What a file is, by its first bytes; see content.h.
 *
 * HTML is told as browsers do (WHATWG MIME Sniffing, 7.1), and by a tag further on where text stands before the page.
 * The name of the file decides only between HTML and plain text, where the bytes leave it open. Never reads more than
 * it is given. */
#include "input/content.h"

static bool starts_nocase(struct ru_str s, struct ru_str prefix)
{
	return s.len >= prefix.len && ru_str_eq_nocase(ru_str_cut(s, 0, prefix.len), prefix);
}

static bool ends_nocase(struct ru_str s, struct ru_str suffix)
{
	return s.len >= suffix.len && ru_str_eq_nocase(ru_str_cut(s, s.len - suffix.len, s.len), suffix);
}

static bool ends_with_any(struct ru_str name, const struct ru_str *suffixes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (ends_nocase(name, suffixes[i]))
			return true;
	}
	return false;
}

static bool holds_any(struct ru_str s, const struct ru_str *needles, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (ru_str_find_nocase(s, needles[i], 0) != SIZE_MAX)
			return true;
	}
	return false;
}

/* The name without ".gz" or ".zst". */
static struct ru_str unpacked_name(struct ru_str name)
{
	if (ends_nocase(name, RU_S(".gz")))
		name.len -= 3;
	else if (ends_nocase(name, RU_S(".zst")))
		name.len -= 4;
	return name;
}

bool ru_content_name_is_read(struct ru_str name)
{
	static const struct ru_str suffixes[] = {RU_S_INIT(".html"),  RU_S_INIT(".htm"),  RU_S_INIT(".txt"),
	                                         RU_S_INIT(".jsonl"), RU_S_INIT(".json"), RU_S_INIT(".warc"),
	                                         RU_S_INIT(".xml"),   RU_S_INIT(".rss"),  RU_S_INIT(".atom")};

	return ends_with_any(unpacked_name(name), suffixes, sizeof suffixes / sizeof *suffixes);
}

bool ru_content_name_is_json(struct ru_str name) { return ends_nocase(unpacked_name(name), RU_S(".json")); }

/* "<" and a tag with which pages begin, then white space, "/" or ">". */
static bool begins_with_tag(struct ru_str s)
{
	static const struct ru_str tags[] = {
	    RU_S_INIT("html"),   RU_S_INIT("head"),    RU_S_INIT("body"),   RU_S_INIT("script"), RU_S_INIT("iframe"),
	    RU_S_INIT("h1"),     RU_S_INIT("h2"),      RU_S_INIT("div"),    RU_S_INIT("font"),   RU_S_INIT("table"),
	    RU_S_INIT("a"),      RU_S_INIT("style"),   RU_S_INIT("title"),  RU_S_INIT("b"),      RU_S_INIT("br"),
	    RU_S_INIT("p"),      RU_S_INIT("meta"),    RU_S_INIT("link"),   RU_S_INIT("base"),   RU_S_INIT("article"),
	    RU_S_INIT("main"),   RU_S_INIT("section"), RU_S_INIT("header"), RU_S_INIT("span"),   RU_S_INIT("img"),
	    RU_S_INIT("center"), RU_S_INIT("ul"),      RU_S_INIT("form"),   RU_S_INIT("nav"),    RU_S_INIT("frameset")};
	struct ru_str rest = ru_str_cut(s, 1, s.len);

	if (starts_nocase(rest, RU_S("!doctype")) || ru_str_starts(rest, RU_S("!--")))
		return true;
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
		if (!starts_nocase(rest, tags[i]))
			continue;
		if (rest.len == tags[i].len || ru_is_space((unsigned char)rest.ptr[tags[i].len]) ||
		    rest.ptr[tags[i].len] == '>' || rest.ptr[tags[i].len] == '/')
			return true;
	}
	return false;
}

/* Text that begins with something else than "<": a server's warning before the page, a bare fragment. */
static bool holds_page(struct ru_str s, struct ru_str name)
{
	static const struct ru_str sure[] = {RU_S_INIT("<!doctype html"), RU_S_INIT("<html"), RU_S_INIT("<body"),
	                                     RU_S_INIT("</head>")};
	static const struct ru_str likely[] = {RU_S_INIT("</p>"), RU_S_INIT("</div>"), RU_S_INIT("</a>"),
	                                       RU_S_INIT("<p>"),  RU_S_INIT("<br>"),   RU_S_INIT("<br />"),
	                                       RU_S_INIT("<br/>")};
	bool named_text = ends_nocase(name, RU_S(".txt"));
	bool named_page = ends_nocase(name, RU_S(".html")) || ends_nocase(name, RU_S(".htm"));

	return named_page || holds_any(s, sure, sizeof sure / sizeof *sure) ||
	       (!named_text && holds_any(s, likely, sizeof likely / sizeof *likely));
}

/* The document from its first element on, behind declaration, comments and document type. */
static struct ru_str root_of(struct ru_str s)
{
	for (;;) {
		struct ru_str end = starts_nocase(s, RU_S("<?"))     ? RU_S("?>")
		                    : starts_nocase(s, RU_S("<!--")) ? RU_S("-->")
		                    : starts_nocase(s, RU_S("<!"))   ? RU_S(">")
		                                                     : (struct ru_str){NULL, 0};
		size_t at = end.len > 0 ? ru_str_find(s, end, 2) : SIZE_MAX;

		if (at == SIZE_MAX)
			return s;
		s = ru_str_trim(ru_str_cut(s, at + end.len, s.len));
	}
}

static enum ru_content tell_xml(struct ru_str s)
{
	static const struct ru_str feeds[] = {RU_S_INIT("<rss"), RU_S_INIT("<feed"), RU_S_INIT("<rdf:rdf")};
	struct ru_str root = root_of(s);

	for (size_t i = 0; i < sizeof feeds / sizeof *feeds; i++) {
		if (starts_nocase(root, feeds[i]))
			return RU_CONTENT_FEED;
	}

	if (ru_str_find_nocase(s, RU_S("<html"), 0) != SIZE_MAX ||
	    ru_str_find_nocase(s, RU_S("<!doctype html"), 0) != SIZE_MAX)
		return RU_CONTENT_HTML;
	return holds_any(s, feeds, sizeof feeds / sizeof *feeds) ? RU_CONTENT_FEED : RU_CONTENT_XML;
}

static enum ru_content tell_json(struct ru_str s, struct ru_str name)
{
	struct ru_str inside = ru_str_trim(ru_str_cut(s, 1, s.len));

	if (s.ptr[0] == '{' && inside.len > 0 && (inside.ptr[0] == '"' || inside.ptr[0] == '}'))
		return ru_str_find(s, RU_S("jsonfeed.org/version"), 0) != SIZE_MAX ? RU_CONTENT_JSON_FEED
		                                                                   : RU_CONTENT_JSON_LINES;
	return ru_content_name_is_json(name) ? RU_CONTENT_JSON : RU_CONTENT_PLAIN;
}

/* A page as a mail with parts, RFC 2557: headers, one of which says so, before anything else. */
static bool is_mhtml(struct ru_str s)
{
	struct ru_str head = ru_str_cut(s, 0, ru_str_find(s, RU_S("\n\n"), 0));

	head = ru_str_cut(head, 0, ru_str_find(head, RU_S("\r\n\r\n"), 0));
	return ru_str_find_nocase(head, RU_S("\nmime-version:"), 0) != SIZE_MAX &&
	       ru_str_find_nocase(head, RU_S("multipart/related"), 0) != SIZE_MAX;
}

/* Of readable text without white space in front. */
static enum ru_content tell_text(struct ru_str s, struct ru_str name)
{
	enum ru_content content = RU_CONTENT_PLAIN;

	if (s.len == 0)
		return RU_CONTENT_EMPTY;
	if (ru_str_starts(s, RU_S("<?xml")) || starts_nocase(s, RU_S("<rss")) || starts_nocase(s, RU_S("<feed")) ||
	    starts_nocase(s, RU_S("<rdf:rdf")))
		return tell_xml(s);
	if (s.ptr[0] == '<' && begins_with_tag(s))
		return RU_CONTENT_HTML;
	if (s.ptr[0] == '{' || s.ptr[0] == '[')
		content = tell_json(s, name);
	if (content != RU_CONTENT_PLAIN)
		return content;
	if (is_mhtml(s))
		return RU_CONTENT_MHTML;
	return holds_page(s, name) ? RU_CONTENT_HTML : RU_CONTENT_PLAIN;
}

/* 0, or the byte order of UTF-16: by its mark, or because every other byte of the beginning is zero. */
static char utf16_order(struct ru_str head, bool *marked)
{
	size_t pairs = head.len / 2 < 128 ? head.len / 2 : 128, even = 0, odd = 0;

	*marked = ru_str_starts(head, RU_S("\xFF\xFE")) || ru_str_starts(head, RU_S("\xFE\xFF"));
	if (*marked)
		return head.ptr[0] == '\xFF' ? 'l' : 'b';
	for (size_t i = 0; i < pairs; i++) {
		even += head.ptr[2 * i] == '\0';
		odd += head.ptr[2 * i + 1] == '\0';
	}
	if (odd * 2 > pairs && even == 0)
		return 'l';
	return even * 2 > pairs && odd == 0 ? 'b' : 0;
}

static enum ru_content tell_utf16(struct ru_str head, char order, bool marked, struct ru_str name,
                                  struct ru_str *charset)
{
	char narrow[RU_CONTENT_WINDOW / 2];
	size_t len = 0;

	for (size_t i = marked ? 2 : 0; i + 1 < head.len && len < sizeof narrow; i += 2) {
		char low = head.ptr[order == 'l' ? i : i + 1], high = head.ptr[order == 'l' ? i + 1 : i];

		narrow[len++] = high == '\0' && low != '\0' ? low : '?';
	}
	if (!marked)
		*charset = order == 'l' ? RU_S("utf-16le") : RU_S("utf-16be");
	return tell_text(ru_str_trim((struct ru_str){narrow, len}), name);
}

/* Whatever a file is called, one byte in twenty that no text holds (C0 controls but white space and ESC, which ISO 2022
 * needs) makes it no text. */
static bool is_mostly_text(struct ru_str head)
{
	size_t odd = 0;

	for (size_t i = 0; i < head.len; i++) {
		unsigned char c = (unsigned char)head.ptr[i];
		odd += c < 0x20 && !ru_is_space(c) && c != 0x1B;
	}
	return odd <= head.len / 20;
}

/* Formats that begin with a number of their own. */
static bool tell_magic(struct ru_str head, enum ru_content *out)
{
	static const struct {
		struct ru_str magic;
		enum ru_content content;
	} rows[] = {{RU_S_INIT("\x1F\x8B"), RU_CONTENT_GZIP},
	            {RU_S_INIT("\x28\xB5\x2F\xFD"), RU_CONTENT_ZSTD},
	            {RU_S_INIT("WARC/"), RU_CONTENT_WARC},
	            {RU_S_INIT("PK\x03\x04"), RU_CONTENT_ZIP},
	            {RU_S_INIT("PK\x05\x06"), RU_CONTENT_ZIP},
	            {RU_S_INIT("\xFD\x37zXZ"), RU_CONTENT_XZ},
	            {RU_S_INIT("7z\xBC\xAF\x27\x1C"), RU_CONTENT_SEVEN_ZIP},
	            {RU_S_INIT("Rar!\x1A\x07"), RU_CONTENT_RAR},
	            {RU_S_INIT("%PDF-"), RU_CONTENT_PDF}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		*out = rows[i].content;
		if (ru_str_starts(head, rows[i].magic))
			return true;
	}
	*out = RU_CONTENT_BZIP2;
	if (ru_str_starts(head, RU_S("BZh")) && ru_str_eq(ru_str_cut(head, 4, 10), RU_S("1AY&SY")))
		return true;
	/* a skippable frame of zstd: a dictionary, or what pzstd puts in front */
	*out = RU_CONTENT_ZSTD;
	if (head.len >= 4 && ((unsigned char)head.ptr[0] & 0xF0) == 0x50 &&
	    ru_str_eq(ru_str_cut(head, 1, 4), RU_S("\x2A\x4D\x18")))
		return true;
	/* POSIX 1003.1 ustar */
	*out = RU_CONTENT_TAR;
	return ru_str_eq(ru_str_cut(head, 257, 262), RU_S("ustar"));
}

const char *ru_content_unsupported(enum ru_content content)
{
	switch (content) {
	case RU_CONTENT_XML:
		return "XML that is neither a page nor a feed is not read";
	case RU_CONTENT_JSON:
		return "JSON is read as JSON Lines (one object a line) and as JSON Feed only";
	case RU_CONTENT_ZIP:
		return "ZIP archives are not read; unpack it first: unzip FILE -d DIR";
	case RU_CONTENT_TAR:
		return "tar archives are not read; unpack it first: tar -xf FILE -C DIR";
	case RU_CONTENT_BZIP2:
		return "bzip2 is not read; unpack it first: bunzip2 FILE";
	case RU_CONTENT_XZ:
		return "xz is not read; unpack it first: unxz FILE";
	case RU_CONTENT_SEVEN_ZIP:
		return "7z archives are not read; unpack it first: 7z x FILE";
	case RU_CONTENT_RAR:
		return "RAR archives are not read; unpack it first: unrar x FILE";
	case RU_CONTENT_PDF:
		return "PDF is not read; turn it into text first: pdftotext FILE";
	case RU_CONTENT_MHTML:
		return "MHTML is not read; save the page as HTML";
	case RU_CONTENT_GZIP:
	case RU_CONTENT_ZSTD:
		return "it is packed more than once; unpack it first";
	default:
		return NULL;
	}
}

const char *ru_content_name(enum ru_content content)
{
	static const char *const name[] = {
	    [RU_CONTENT_XML] = "xml",      [RU_CONTENT_JSON] = "json",   [RU_CONTENT_ZIP] = "zip",
	    [RU_CONTENT_TAR] = "tar",      [RU_CONTENT_BZIP2] = "bzip2", [RU_CONTENT_XZ] = "xz",
	    [RU_CONTENT_SEVEN_ZIP] = "7z", [RU_CONTENT_RAR] = "rar",     [RU_CONTENT_PDF] = "pdf",
	    [RU_CONTENT_MHTML] = "mhtml",  [RU_CONTENT_GZIP] = "packed", [RU_CONTENT_ZSTD] = "packed"};

	return (size_t)content < sizeof(name) / sizeof(*name) && name[content] != NULL ? name[content] : "";
}

enum ru_content ru_content_tell(struct ru_str head, struct ru_str name, struct ru_str *charset)
{
	enum ru_content content;
	struct ru_str text;
	bool marked;
	char order;

	*charset = RU_S("");
	if (head.len > RU_CONTENT_WINDOW)
		head.len = RU_CONTENT_WINDOW;
	if (tell_magic(head, &content))
		return content;
	order = utf16_order(head, &marked);
	if (order != 0)
		return tell_utf16(head, order, marked, name, charset);
	text = head;
	if (ru_str_starts(text, RU_S("\xEF\xBB\xBF")))
		text = ru_str_cut(text, 3, text.len);
	content = tell_text(ru_str_trim(text), name);
	/* A page with a stray zero byte is still a page; text with one is no text. */
	if (content == RU_CONTENT_PLAIN && memchr(head.ptr, '\0', head.len) != NULL)
		return RU_CONTENT_BINARY;
	return is_mostly_text(head) ? content : RU_CONTENT_BINARY;
}
