/* SPDX-License-Identifier: Apache-2.0 */
/* The style sheet of the report: light and dark by the reader's own setting, wide and narrow screens, print. Colours
 * are chosen for a contrast of at least 4.5 to 1 (WCAG 2.1 AA) on every background they stand on. */
#include "show/html.h"

static const char *const style[] = {
    ":root{color-scheme:light dark;--bg:#faf8f4;--fg:#1d1b18;--soft:#5a554c;--line:#d8d2c5;--card:#fff;",
    "--link:#0a4b87;--differ:#9b1218;--differbg:#fdecec;--update:#6e4300;--updatebg:#fcf1da;--calm:#1b5636;",
    "--calmbg:#e6f3ea;--mark:#ffe48a;--date:#d3eed9;--figure:#eadcf6;--name:#d9e9f8;--node:#eef3f9}",
    "@media (prefers-color-scheme:dark){:root{--bg:#151412;--fg:#ece8df;--soft:#b8b1a3;--line:#3d3933;--card:#1f1d1a;",
    "--link:#8fc1f0;--differ:#ffa49e;--differbg:#3b1c1b;--update:#f3c674;--updatebg:#372a12;--calm:#95d6ae;",
    "--calmbg:#16301f;--mark:#6b5410;--date:#1f4a2c;--figure:#452c5e;--name:#1d3f5f;--node:#1c2732}}",
    "*{box-sizing:border-box}",
    "body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.55 system-ui,'Noto Sans','DejaVu Sans',sans-serif;",
    "overflow-wrap:anywhere}",
    "header,main,footer,nav{max-width:72rem;margin:0 auto;padding:0 1rem}",
    "header{padding-top:1.5rem}h1{font-size:1.7rem;line-height:1.2;margin:.2rem 0}",
    "h2{font-size:1.4rem;line-height:1.25;margin:2.5rem 0 .5rem;padding-top:1rem;border-top:2px solid var(--line)}",
    "h3{font-size:1.12rem;margin:1.8rem 0 .6rem}h4{font-size:1rem;margin:.9rem 0 .3rem}",
    "p{margin:.4rem 0}a{color:var(--link)}ul,ol{padding-left:1.3rem;margin:.4rem 0}li{margin:.25rem 0}",
    ".lead,.soft,small{color:var(--soft)}.weight{color:var(--soft);font-size:.85rem}",
    ".page{font-family:ui-monospace,'DejaVu Sans Mono',monospace;font-size:.88rem;border:1px solid var(--line);",
    "border-radius:.3rem;padding:0 .3rem;background:var(--card);white-space:normal}",
    ".card{background:var(--card);border:1px solid var(--line);",
    "border-left:.35rem solid var(--line);border-radius:.4rem;",
    "padding:.5rem .9rem;margin:.7rem 0}",
    ".card.differ{border-left-color:var(--differ)}.card.update{border-left-color:var(--update)}",
    ".card h4{margin:.2rem 0}.badge{font-size:.85rem;font-weight:600;border-radius:.3rem;padding:.05rem .4rem;",
    "background:var(--calmbg);color:var(--calm)}",
    ".differ .badge{background:var(--differbg);color:var(--differ)}",
    ".update .badge{background:var(--updatebg);color:var(--update)}",
    ".values{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(19rem,100%),",
    "1fr));gap:.6rem}",
    ".values>li{border-top:1px solid var(--line);padding-top:.4rem;margin:0}.value{font-weight:600}",
    ".quote{display:block;font-size:.95rem;margin:.15rem ",
    "0}mark{background:var(--mark);color:inherit;border-radius:.15rem;",
    "padding:0 ",
    ".1rem}mark.date{background:var(--date)}mark.figure{background:var(--figure)}mark.name{background:var(--name)}",
    "mark.differ{outline:2px solid var(--differ)}",
    ".timeline{list-style:none;padding:0;border-left:3px solid var(--line);margin-left:.4rem}",
    ".timeline li{position:relative;padding:.1rem 0 .5rem 1.1rem;margin:0}",
    ".timeline .dot{position:absolute;left:-.55rem;top:.6rem;width:.8rem;height:.8rem;border-radius:50%;",
    "background:var(--card);border:2px solid var(--soft)}.timeline li.event .dot{background:var(--link);",
    "border-color:var(--link)}.timeline .when{display:block;font-weight:600}",
    ".scroll{overflow-x:auto;border:1px solid var(--line);border-radius:.4rem;background:var(--card);margin:.5rem 0}",
    "table{border-collapse:collapse;width:100%;font-size:.95rem}caption{text-align:left;padding:.5rem .7rem;",
    "color:var(--soft)}th,td{text-align:left;vertical-align:top;padding:.45rem .7rem;border-top:1px solid var(--line);",
    "min-width:5rem}td.wide{min-width:15rem}",
    ".hash{font-family:ui-monospace,'DejaVu Sans Mono',monospace;font-size:.8rem}",
    "figure{margin:.5rem 0}figcaption{color:var(--soft);font-size:.92rem;margin:.3rem 0}svg{display:block}",
    "svg text{font:13px ui-monospace,'DejaVu Sans Mono',monospace;fill:var(--fg);unicode-bidi:isolate}",
    "svg .sub{fill:var(--soft)}svg rect{fill:var(--node);stroke:var(--soft);stroke-width:1.2}",
    "svg .unseen rect{fill:var(--card);stroke-dasharray:5 4}svg path{fill:none;stroke:var(--soft);stroke-width:1.6}",
    "svg path.verbatim{stroke-width:3}svg path.heavy{stroke-dasharray:9 4}svg path.translation{stroke-dasharray:2 4}",
    "svg path.quotes_only{stroke-dasharray:1 7}svg path.tip{fill:var(--soft);stroke:none}",
    ".side{display:flex;gap:.8rem;padding:.7rem;align-items:flex-start}.side>article{flex:0 0 min(21rem,82vw);",
    "border-right:1px solid var(--line);padding-right:.8rem}.side>article:last-child{border:0}.side h4{margin-top:0}",
    ".text p{margin:.5rem 0}.text .head{font-weight:600}.text .out{color:var(--soft);font-size:.92rem}",
    ".said{list-style:none;padding:0}.said>li{border-top:1px solid var(--line);padding:.4rem 0}",
    "details{margin:.3rem 0}summary{cursor:pointer;color:var(--link)}",
    ":focus-visible{outline:3px solid var(--link);outline-offset:2px}",
    "footer{margin:3rem auto 2rem;color:var(--soft);font-size:.92rem}",
    "@media (max-width:40rem){body{font-size:15px}h1{font-size:1.4rem}h2{font-size:1.2rem}.card{padding:.4rem .6rem}}",
    "@media print{.scroll{overflow:visible}.side{flex-wrap:wrap}}",
};

int ru_html_style(struct ru_buf *buf)
{
	for (size_t i = 0; i < sizeof style / sizeof *style; i++)
		ru_buf_put(buf, ru_str_from(style[i]));
	return ru_buf_status(buf);
}
