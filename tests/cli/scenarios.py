#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The program as its users meet it: exit codes, streams, messages, odd input. usage: scenarios.py ROOT RUNUT"""
import base64
import gzip
import json
import os
import pty
import re
import signal
import stat
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile

ROOT, RUNUT = sys.argv[1], os.path.abspath(sys.argv[2])
PAGE = "<html><head><title>Jembatan Ranu Dibuka - Kabar Ranu</title></head><body><h1>Jembatan Ranu Dibuka</h1>" + "".join(
    "<p>Bupati Sulastri Wardani mengatakan jembatan nomor %d dibuka pada 3 Mei 2025 dan dilalui %d kendaraan.</p>" % (i, 400 + i) for i in range(8)) + "</body></html>"


def runut(*args, stdin=b"", env=None, cwd=None):
    full = {**os.environ, "RUNUT_MESSAGES": "en", **(env or {})}
    return subprocess.run([RUNUT, *args], input=stdin, capture_output=True, env=full, cwd=cwd, timeout=120)


def records(p):
    return [json.loads(line) for line in p.stdout.decode().splitlines()]


def write(folder, name, content):
    path = os.path.join(folder, name)
    with open(path, "wb") as f:
        f.write(content if isinstance(content, bytes) else content.encode())
    return path


def pile_of_text(count):
    words = ["kapal%d" % (i * 7919 % 4001) for i in range(4001)]
    lines = []
    for n in range(count):
        root = n // 3
        text = " ".join(words[(root * 131 + i * i) % 4001] for i in range(120)) + " halaman nomor %d." % n
        lines.append(json.dumps({"id": "p%d" % n, "text": text}))
    return lines


def no_command_is_a_usage_error(folder):
    p = runut()
    assert p.returncode == 2 and b"runut help" in p.stderr and not p.stdout


def unknown_words_are_named(folder):
    assert b"frobnicate" in runut("frobnicate").stderr
    assert runut("frobnicate").returncode == 2
    assert b"--nonsense" in runut("clean", "--nonsense", "x").stderr
    assert runut("trace", "--pairs", "x", "y").returncode == 2
    assert runut("clean").returncode == 2
    assert runut("compare", "one").returncode == 2
    assert runut("clean", "--threads", "0", "x").returncode == 2
    assert runut("clean", "-o", "x.html", "y").returncode == 2


def help_names_every_verb_and_flag(folder):
    p = runut("help")
    text = p.stdout.decode()
    assert p.returncode == 0
    for word in "clean language facts copies stories compare trace pack --json --output --threads --packs --messages".split():
        assert word in text, word
    assert "flag_" not in text and "verb_" not in text, "a message is missing"
    own = runut("help", "--messages", "id").stdout.decode()
    assert own != text and "flag_" not in own and "verb_" not in own
    assert runut("trace", "--help").stdout == runut("help", "trace").stdout


def man_page_in_the_repository_is_the_programs_own(folder):
    with open(os.path.join(ROOT, "man", "runut.1"), "rb") as f:
        assert f.read() == runut("help", "--man").stdout, "run: build/runut help --man > man/runut.1"


def completions_are_accepted_by_their_shell(folder):
    for shell in ("bash", "zsh", "fish"):
        p = runut("completions", shell)
        assert p.returncode == 0 and b"trace" in p.stdout and b"output" in p.stdout
    assert subprocess.run(["bash", "-n"], input=runut("completions", "bash").stdout).returncode == 0
    assert runut("completions", "tcsh").returncode == 2


def copies_of_any_size_do_not_depend_on_memory_threads_or_order(folder):
    lines = pile_of_text(60)
    path = write(folder, "pile.jsonl", "\n".join(lines) + "\n")
    back = write(folder, "back.jsonl", "\n".join(reversed(lines)) + "\n")
    first = runut("copies", "-M", "512M", path)
    assert first.returncode == 0 and len(records(first)) >= 60 and b"p0" in first.stdout
    for args in (("-M", "64M", path), ("-M", "32M", "-j", "1", path), ("-M", "1G", "-j", "5", back)):
        assert runut("copies", *args).stdout == first.stdout, args
    assert runut("copies", path).stdout == first.stdout
    assert runut("copies", "-M", "1M", path).returncode == 2


def told_again(where):
    """A page, its translation of the same day, and one that tells its end in other words a day later."""
    texts = (
        ("id", "Telaga Pos", "2026-03-04", "Gubernur Rina Halim meresmikan jembatan Kali Sawo kemarin. Panjang jembatan itu 310 meter dan biayanya "
         "92 miliar rupiah. Warga Lembayung menunggu jembatan itu selama 14 tahun, kata Rina Halim. Ia datang bersama Suryo Wirya dari Bina "
         "Marga. Menurut Suryo Wirya, 8.500 kendaraan lewat setiap hari. Karya Tirta membangunnya dalam 26 bulan sejak Desember 2023."),
        ("en", "Anju Herald", "2026-03-04", "Governor Rina Halim opened the Kali Sawo bridge yesterday. The bridge is 310 metres long and cost 92 "
         "billion rupiah. People in Lembayung waited 14 years for the bridge, Rina Halim said. She came with Suryo Wirya of Bina Marga. "
         "Some 8,500 vehicles pass every day, according to Suryo Wirya. Karya Tirta built it in 26 months from December 2023."),
        ("id", "Kabar Lereng", "2026-03-05", "Gubernur Rina Halim meresmikan jembatan Kali Sawo kemarin. Panjang jembatan itu 310 meter dan "
         "biayanya 92 miliar rupiah. Warga Lembayung menunggu jembatan itu selama 14 tahun, kata Rina Halim. Pedagang di kedua tepi sungai "
         "berharap pembeli dari seberang mulai berdatangan pada akhir pekan ini. Sejak Desember 2023, selama 26 bulan, Karya Tirta yang "
         "membangunnya. Tiap hari lewat 8.500 kendaraan, ujar Suryo Wirya."))
    return write(where, "again.jsonl", "".join(
        json.dumps({"id": "p%d" % i, "language": t[0], "outlet": t[1], "date": t[2], "text": t[3]}) + "\n" for i, t in enumerate(texts)))


def sentences_told_in_other_words_are_told_of_piles_of_any_size(folder):
    path = told_again(folder)
    whole = runut("copies", path)
    assert [r["kind"] for r in records(whole)].count("translation") == 2
    assert any(r["kind"] != "translation" and "rewritten" in r for r in records(whole)), whole.stdout
    for args in ((), ("-M", "32M", "-j", "1"), ("-M", "512M", "-j", "2")):
        assert runut("copies", *args, path).stdout == whole.stdout, args
        assert runut("copies", "--no-rewritten", "--rewritten", *args, path).stdout == whole.stdout, args
        assert b"rewritten" not in runut("copies", "--no-rewritten", *args, path).stdout, args


def a_group_too_large_for_all_its_pairs_is_told(folder):
    text = PAGE.replace("<", " ").replace(">", " ")
    for count, told in ((50, False), (60, True)):
        path = write(folder, "many%d.jsonl" % count, "".join(json.dumps({"id": "m%02d" % i, "text": text}) + "\n" for i in range(count)))
        for args in ((), ("-M", "64M")):
            p = runut("copies", *args, path)
            assert p.returncode == 0 and (b"share text with m00" in p.stderr) == told, (count, args, p.stderr)
            assert (b"berbagi teks dengan m00" in runut("copies", "--messages", "id", *args, path).stderr) == told


def copies_of_any_size_leave_nothing_behind(folder):
    path = write(folder, "pile.jsonl", "\n".join(pile_of_text(60)) + "\n")
    own = os.path.join(folder, "own")
    os.mkdir(own)
    assert runut("copies", "-M", "64M", path, env={"TMPDIR": own}).returncode == 0 and os.listdir(own) == []
    p = runut("copies", "-M", "64M", path, env={"TMPDIR": os.path.join(folder, "nowhere")})
    assert p.returncode == 5 and b"nowhere" in p.stderr and b"TMPDIR" in p.stderr and not p.stdout
    p = subprocess.run(["sh", "-c", 'ulimit -f 1; trap "" XFSZ; exec "$0" copies -M 64M "$1"', RUNUT, path], capture_output=True,
                       env={**os.environ, "TMPDIR": own, "RUNUT_MESSAGES": "en"}, timeout=120)
    assert p.returncode == 5 and b"temporary file" in p.stderr and b"begins anew" in p.stderr and not p.stdout, p.stderr
    assert os.listdir(own) == []


def a_text_seen_before_is_told(folder):
    lines = pile_of_text(30)
    path, memory = write(folder, "pile.jsonl", "\n".join(lines) + "\n"), os.path.join(folder, "filter")
    first = [r["seen"] for r in records(runut("copies", "--seen", memory, path))]
    assert first[0] == "no" and set(first) <= {"no", "near"}, first
    assert {r["seen"] for r in records(runut("copies", "--seen", memory, path))} == {"whole"}
    with open(memory, "r+b") as f:
        f.seek(45)
        f.write(b"damage")
    p = runut("copies", "--seen", memory, path)
    assert p.returncode == 4 and b"damaged" in p.stderr and not p.stdout
    with open(memory, "r+b") as f:
        f.seek(8)
        f.write(b"\x07")
    p = runut("copies", "--seen", memory, path)
    assert p.returncode == 4 and b"form 7" in p.stderr and b"damaged" not in p.stderr and not p.stdout, p.stderr


def a_filter_that_cannot_be_written_is_told_before_the_work(folder):
    page, kept = write(folder, "a.html", PAGE), os.path.join(folder, "filter")
    p = runut("copies", "--seen", os.path.join(folder, "none", "filter"), page)
    assert p.returncode == 5 and b"cannot be written" in p.stderr and not p.stdout, p.stderr
    assert runut("copies", "--seen", kept, page).returncode == 0
    os.chmod(kept, 0o444)
    if not os.access(kept, os.W_OK):
        p = runut("copies", "--seen", kept, page)
        assert p.returncode == 5 and b"cannot be written" in p.stderr and not p.stdout, p.stderr
    assert sorted(os.listdir(folder)) == ["a.html", "filter"]


def what_was_written_before_stays_where_the_filter_is_damaged(folder):
    page, out = write(folder, "a.html", PAGE), write(folder, "out.jsonl", "precious\n")
    p = runut("copies", "--seen", write(folder, "filter", "no filter"), "-o", out, page)
    assert p.returncode == 4 and open(out, encoding="utf-8").read() == "precious\n"
    assert sorted(os.listdir(folder)) == ["a.html", "filter", "out.jsonl"]


def groups_and_their_pairs_are_counted_once(folder):
    one = write(folder, "one.jsonl", pile_of_text(1)[0] + "\n")
    assert runut("copies", "--text", one).stdout.decode() == "No pages share text.\n"
    assert runut("copies", "--text", "--messages", "id", one).stdout.decode() == "Tidak ada halaman yang berbagi teks.\n"
    furniture = "Baca juga: " + " ".join("kapal%d" % i for i in range(30))
    rows = [{"id": "p%d" % i, "text": "\n\n".join([json.loads(pile_of_text(7)[3 * i])["text"], furniture])} for i in range(2)]
    told = runut("copies", "--text", write(folder, "site.jsonl", "\n".join(map(json.dumps, rows)))).stdout.decode()
    assert told == "No pages share text.\n\n1 pair shares only site text\n", told
    told = runut("copies", "--text", write(folder, "two.jsonl", "\n".join(pile_of_text(2)))).stdout.decode()
    assert told.startswith("1 group of pages shares text: 1 pair of pages\n"), told


def a_size_that_is_not_possible_is_named(folder):
    page = write(folder, "a.html", PAGE)
    assert runut("copies", "-M", "64m", page).returncode == 0
    for size in ("64Q", "half", "64MB", "0x40M"):
        p = runut("copies", "-M", size, page)
        assert p.returncode == 2 and size.encode() in p.stderr and b"512M" in p.stderr, p.stderr
    p = runut("trace", "--memory", "64M", page)
    assert p.returncode == 2 and b"--memory" in p.stderr, p.stderr


def records_are_not_told_as_text(folder):
    page = write(folder, "a.html", PAGE)
    for option in (("--memory", "64M"), ("--seen", os.path.join(folder, "filter"))):
        for wish in (("--text",), ("-o", os.path.join(folder, "out.txt"))):
            p = runut("copies", *option, *wish, page)
            assert p.returncode == 2 and option[0].encode() in p.stderr and b"JSON" in p.stderr, p.stderr
    assert os.listdir(folder) == ["a.html"]


def stop_while_reading(folder, args, times):
    pipe = os.path.join(folder, "in.jsonl")
    os.mkfifo(pipe)
    p = subprocess.Popen([RUNUT, "copies", pipe, *args], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                         env={**os.environ, "RUNUT_MESSAGES": "en"},
                         preexec_fn=lambda: signal.signal(signal.SIGTERM, signal.SIG_DFL))
    with open(pipe, "wb", buffering=0) as f:  # held open: the program waits for more
        f.write(pile_of_text(1)[0].encode() + b"\n")
        for i in range(times):
            p.send_signal(signal.SIGTERM)
            time.sleep(0.2)
        if times > 1:
            told = p.stderr.read()
    if times == 1:
        told = p.stderr.read()
    os.unlink(pipe)
    return p.wait(), told


def a_run_that_is_stopped_says_how_to_go_on(folder):
    for args, word in (((), b"begins anew"), (("-M", "64M"), b"begins anew"), (("--seen", os.path.join(folder, "filter")), b"filter is as it was")):
        code, told = stop_while_reading(folder, args, 1)
        assert code == 130 and word in told, (args, code, told)
        assert os.listdir(folder) == []


def a_run_that_is_stopped_twice_leaves_no_unfinished_file(folder):
    code, told = stop_while_reading(folder, ("-o", os.path.join(folder, "out.jsonl")), 2)
    assert code == 130 and os.listdir(folder) == [], (code, told, os.listdir(folder))


def pages_come_from_files_folders_and_standard_input(folder):
    path = write(folder, "a.html", PAGE)
    assert [r["id"] for r in records(runut("clean", path))] == [path]
    by_input = records(runut("clean", "-", stdin=PAGE.encode()))
    assert len(by_input) == 1 and by_input[0]["title"] == "Jembatan Ranu Dibuka"
    write(folder, "b.txt", "Judul berita\n\nIsi berita pertama tentang sebuah desa yang tenang.\n")
    write(folder, "c.png", b"\x89PNG")
    p = runut("clean", folder)
    assert p.returncode == 0 and [os.path.basename(r["id"]) for r in records(p)] == ["a.html", "b.txt"]
    assert p.stderr.decode().count("\n") == 1, "one summary line for names passed over"


def json_lines_take_all_four_forms(folder):
    rows = [{"id": "1", "html": PAGE}, {"id": "2", "html_b64": base64.b64encode(PAGE.encode()).decode()},
            {"id": "3", "text": "Isi berita.", "title": "Judul", "date": "2025-05-03", "author": "Sari Lestari"}, {"id": "4", "plain": "Judul\n\nIsi berita."}]
    path = write(folder, "rows.jsonl", "\n".join(map(json.dumps, rows)))
    got = records(runut("clean", path))
    assert [r["id"] for r in got] == ["1", "2", "3", "4"]
    assert got[0]["text"] == got[1]["text"] and got[0]["text"]
    assert got[2]["title"] == "Judul" and got[2]["text"] == "Isi berita."
    assert got[2]["authors"] == [{"name": "Sari Lestari", "role": "writer"}] and got[2]["at"]["authors"] == [{"span": [0, 12], "in": "field:author"}]


def bad_input_is_named_and_the_rest_is_done(folder):
    good = write(folder, "good.html", PAGE)
    bad = [write(folder, "empty.html", b""), write(folder, "binary.html", bytes(range(256)) * 8), os.path.join(folder, "missing.html")]
    big = write(folder, "big.html", PAGE * 10)
    p = runut("clean", "--max-page", "4K", *bad, big, good)
    told = p.stderr.decode()
    assert p.returncode == 3, p.returncode
    assert [r["id"] for r in records(p)] == [good]
    for path in bad + [big]:
        assert sum(path in line for line in told.splitlines()) == 1, (path, told)


def a_bad_record_keeps_its_neighbours(folder):
    path = write(folder, "rows.jsonl", '{"id":"1","text":"satu"}\n{"id": broken\n{"id":"3","text":"tiga"}\n')
    p = runut("clean", path)
    assert p.returncode == 3 and [r["id"] for r in records(p)] == ["1", "3"]


def warc(*bodies):
    """An archive with a member for each record, as crawlers write it."""
    members = b""
    for i, body in enumerate(bodies):
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body.encode()
        head = "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%d>\r\nWARC-Target-URI: http://kabar.example/%d\r\n" % (i, i)
        head += "WARC-Date: 2025-05-04T01:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % len(block)
        members += gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0)
    return members


def archives_and_packed_files_are_read_as_what_they_hold(folder):
    plain = records(runut("clean", write(folder, "a.html", PAGE)))[0]
    for name, content in (("a.html.gz", gzip.compress(PAGE.encode())), ("a.warc.gz", warc(PAGE)),
                          ("a.jsonl.gz", gzip.compress(json.dumps({"id": "x", "html": PAGE}).encode())),
                          ("a.rss", "<rss><channel><item><content:encoded><![CDATA[" + PAGE + "]]></content:encoded></item></channel></rss>")):
        got = records(runut("clean", write(folder, name, content)))
        assert [(r["text"], r["sha256"]) for r in got] == [(plain["text"], plain["sha256"])], name
    got = records(runut("clean", "-", stdin=warc(PAGE, PAGE)))
    assert [(r["id"], r["url"]) for r in got] == [("urn:uuid:0", "http://kabar.example/0"), ("urn:uuid:1", "http://kabar.example/1")]
    # the copies differ in nothing but where they lie
    assert len(records(runut("clean", folder))) == 5


def dates_count_from_the_archive_where_the_page_has_none(folder):
    p = runut("facts", write(folder, "a.warc.gz", warc("<html><h1>Jembatan Ranu Dibuka</h1>" + "<p>Bupati Sulastri Wardani mengatakan jembatan itu dibuka kemarin dan ramai.</p>" * 3)))
    dates = records(p)[0]["dates"]
    assert dates and {(d["value"], d["anchor"]) for d in dates} == {("2025-05-03", "archive")}, dates


def a_damaged_archive_loses_only_the_damaged_record(folder):
    whole = warc(PAGE, PAGE, PAGE)
    at = len(warc(PAGE)) + 100
    p = runut("clean", write(folder, "a.warc.gz", whole[:at] + b"XXXX" + whole[at + 4:]))
    assert p.returncode == 3 and [r["id"] for r in records(p)] == ["urn:uuid:0", "urn:uuid:2"]
    assert b"record 2 is damaged" in p.stderr and b"[%d, " % len(warc(PAGE)) in p.stderr
    p = runut("clean", write(folder, "b.warc.gz", whole[:-200]))
    assert p.returncode == 3 and len(records(p)) >= 2 and b"record 3 is cut" in p.stderr


def what_is_not_read_is_named_with_the_way_to_unpack_it(folder):
    archive = os.path.join(folder, "a.zip")
    with zipfile.ZipFile(archive, "w") as f:
        f.writestr("a.html", PAGE)
    p = runut("clean", archive)
    assert p.returncode == 3 and b"unzip" in p.stderr and not p.stdout
    archive = os.path.join(folder, "a.tar.gz")
    with tarfile.open(archive, "w:gz") as f:
        f.add(write(folder, "a.html", PAGE))
    p = runut("clean", archive)
    assert p.returncode == 3 and b"tar -xf" in p.stderr and not p.stdout


def statistics_stand_in_place_of_records(folder):
    path = write(folder, "rows.jsonl", json.dumps({"id": "1", "html": PAGE}) + '\n{"id": broken\n{"id":"2","html":"<p>"}\n')
    p = runut("clean", "--stats", path)
    assert p.returncode == 3
    got = records(p)
    assert len(got) == 1 and got[0]["pages"] == 2 and got[0]["articles"] == 1 and got[0]["bytes"] == len(PAGE) + 3
    assert got[0]["notices"] == [{"kind": "no_article", "count": 1}]
    assert got[0]["input"] == [{"kind": "bad_record", "count": 1, "failed": True}]
    assert b"2 pages" in runut("clean", "--stats", "--text", path).stdout
    assert runut("facts", "--stats", path).returncode == 2


def repeated_lines_of_a_site_leave_the_text_with_pile(folder):
    prompt = "Kabar dari kota ini terbit setiap pagi bagi warga yang mengikuti perkembangan desa dan kecamatan di sekitarnya."

    def page(n):
        name = "Jembatan " + "abcdefgh"[n] * 3
        return ("<h1>%s dibuka</h1><div><p>%s yang menghubungkan dua desa itu dibuka untuk warga pada Senin pagi, kata kepala dinas.</p><p>%s</p>"
                "<p>Perbaikan %s memakan waktu dua bulan dan menelan biaya yang tidak sedikit, ujarnya.</p></div>") % (name, name, prompt, name)
    rows = [{"id": str(n), "url": "https://%s.example/%d" % ("kabar-lirang" if n == 7 else "kabar-ranu", n), "html": page(n)} for n in range(8)]
    path = write(folder, "rows.jsonl", "\n".join(map(json.dumps, rows)) + "\n")
    back = write(folder, "back.jsonl", "\n".join(map(json.dumps, rows[::-1])) + "\n")
    alone, pile = records(runut("clean", path)), records(runut("clean", "--pile", path))
    assert all(prompt in r["text"] for r in alone) and [r["id"] for r in pile] == [r["id"] for r in rows]
    assert [prompt in r["text"] for r in pile] == [False] * 7 + [True] and pile[7] == alone[7]
    assert all(a["title"] == b["title"] and len(a["blocks"]) == len(b["blocks"]) and "Perbaikan" in b["text"] for a, b in zip(alone, pile))
    assert records(runut("clean", "--pile", "-j", "3", back)) == pile[::-1]
    for once in ["-"], ["/dev/stdin"]:
        p = runut("clean", "--pile", *once, stdin=b"<p>x")
        assert p.returncode == 2 and b"twice" in p.stderr and not p.stdout
    p = runut("clean", "--pile", os.path.join(folder, "none.html"), path)
    assert p.returncode == 3 and p.stderr.count(b"none.html") == 1 and len(records(p)) == 8
    assert runut("facts", "--pile", path).returncode == 2


def on_terminal(args):
    """What the program writes to a terminal as its standard error, and how long it took."""
    main, other = pty.openpty()
    began, told = time.monotonic(), b""
    p = subprocess.Popen([RUNUT, *args], stdout=subprocess.DEVNULL, stderr=other, env={**os.environ, "RUNUT_MESSAGES": "en"})
    os.close(other)
    while True:
        try:
            part = os.read(main, 65536)
        except OSError:
            break
        if not part:
            break
        told += part
    os.close(main)
    assert p.wait() == 0
    return told.decode(), time.monotonic() - began


def long_work_shows_a_bar_on_a_terminal_only(folder):
    path = write(folder, "rows.jsonl", "".join(json.dumps({"id": str(i), "html": PAGE * 8}) + "\n" for i in range(700)))
    told, seconds = on_terminal(["clean", path])
    assert seconds < 1 or (re.search(r"reading \[#+ *\] \d+ %  \d+  \d+/s  \d+\.\d MB/s  \d+:\d\d left", told) and told.endswith("\x1b[K")), told
    assert "[#" not in on_terminal(["clean", "-q", path])[0]
    assert not runut("clean", path).stderr


def memory_does_not_grow_with_the_pages(folder):
    peaks = []
    for count in (50, 1000):
        path = write(folder, "%d.warc.gz" % count, warc(*[PAGE] * count))
        p = subprocess.Popen([RUNUT, "clean", "-q", "-j", "2", path], stdout=subprocess.DEVNULL,
                             env={**os.environ, "ASAN_OPTIONS": "quarantine_size_mb=1"})
        _, status, usage = os.wait4(p.pid, 0)
        p.returncode = os.waitstatus_to_exitcode(status)
        assert p.returncode == 0
        peaks.append(usage.ru_maxrss)
    assert peaks[1] < peaks[0] * 1.5, peaks


def a_repeated_id_names_both_places(folder):
    a = write(folder, "a.jsonl", '{"id":"x","text":"satu dua tiga"}\n')
    b = write(folder, "b.jsonl", '{"id":"x","text":"empat lima enam"}\n')
    p = runut("stories", a, b)
    assert p.returncode == 3 and len(records(p)) == 1
    p = runut("copies", "--seen", os.path.join(folder, "filter"), a, b)
    assert p.returncode == 3 and len(records(p)) == 2 and p.stderr.decode().count(a) == 1 and p.stderr.decode().count(b) == 1, p.stderr
    p = runut("clean", a, b)
    assert p.returncode == 3 and [r["text"] for r in records(p)] == ["satu dua tiga", "empat lima enam"]
    assert p.stderr.decode().count(a) == 1 and p.stderr.decode().count(b) == 1, p.stderr


def a_closed_pipe_ends_quietly(folder):
    path = write(folder, "rows.jsonl", "".join('{"id":"%d","text":"%s"}\n' % (i, "kata " * 200) for i in range(3000)))
    p = subprocess.Popen([RUNUT, "clean", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    p.stdout.read(100)
    p.stdout.close()
    assert p.stderr.read() == b"" and p.wait() == 0
    p.stderr.close()


def an_output_file_appears_whole_or_not_at_all(folder):
    page, out = write(folder, "a.html", PAGE), os.path.join(folder, "out.jsonl")
    assert runut("clean", page, "-o", out).returncode == 0
    with open(out, encoding="utf-8") as f:
        assert json.load(f)["id"] == page
    assert os.listdir(folder).count("out.jsonl.unfinished") == 0
    assert runut("clean", page, "-o", os.path.join(folder, "no", "where")).returncode == 5
    if os.path.exists("/dev/full"):
        with open("/dev/full", "w") as full:
            assert subprocess.run([RUNUT, "clean", page], stdout=full, stderr=subprocess.PIPE).returncode == 5


def what_cannot_be_opened_is_failed_input(folder):
    page, nowhere = write(folder, "a.html", PAGE), os.path.join(folder, "nowhere")
    assert runut("compare", page, nowhere).returncode == 3 and runut("compare", page).returncode == 2
    p = runut("pack", "check", nowhere, os.path.join(ROOT, "packs", "id"))
    assert p.returncode == 3 and b"cannot be opened" in p.stderr, p.stderr


def an_output_keeps_what_stands_at_its_name(folder):
    page, real = write(folder, "a.html", PAGE), os.path.join(folder, "real.jsonl")
    link, pipe = os.path.join(folder, "link.jsonl"), os.path.join(folder, "pipe")
    write(folder, "real.jsonl", b"old")
    os.chmod(real, 0o640)
    os.symlink("real.jsonl", link)
    assert runut("clean", page, "-o", link).returncode == 0
    assert os.path.islink(link) and os.stat(real).st_mode & 0o777 == 0o640
    with open(real, encoding="utf-8") as f:
        assert json.load(f)["id"] == page
    trap = write(folder, "trap", b"keep")
    os.symlink(trap, real + ".unfinished")  # what is left over, or planted, is not written through
    assert runut("clean", page, "-o", real).returncode == 0
    with open(trap, "rb") as f:
        assert f.read() == b"keep"
    os.mkfifo(pipe)
    p = subprocess.Popen([RUNUT, "clean", page, "-o", pipe])
    with open(pipe, encoding="utf-8") as f:
        assert json.load(f)["id"] == page
    assert p.wait() == 0 and stat.S_ISFIFO(os.stat(pipe).st_mode)
    if os.path.exists("/dev/full"):
        device = os.stat("/dev/full").st_rdev
        assert runut("clean", page, "-o", "/dev/full").returncode == 5
        assert stat.S_ISCHR(os.stat("/dev/full").st_mode) and os.stat("/dev/full").st_rdev == device


def a_run_that_is_hung_up_leaves_no_unfinished_file(folder):
    pipe = os.path.join(folder, "in.jsonl")
    os.mkfifo(pipe)
    p = subprocess.Popen([RUNUT, "clean", pipe, "-o", os.path.join(folder, "out.jsonl")], stderr=subprocess.DEVNULL,
                         preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL))  # the tests may run under nohup
    try:
        with open(pipe, "w", encoding="utf-8") as f:
            for i in range(200000):
                f.write('{"id":"%d","text":"%s"}\n' % (i, "Jembatan itu dibuka lagi. " * 20))
                if i == 2000:
                    p.send_signal(signal.SIGHUP)
    except BrokenPipeError:
        pass
    assert p.wait() == 130 and os.listdir(folder) == ["in.jsonl"], os.listdir(folder)


def a_hostile_name_cannot_steer_the_terminal(folder):
    p = runut("clean", os.path.join(folder, "a\x1b[2J\u202eb.html"))
    assert b"\x1b" not in p.stderr and "\u202e".encode() not in p.stderr and b"\\x1b" in p.stderr


def a_report_is_one_file_without_requests(folder):
    out = os.path.join(folder, "report.html")
    p = runut("trace", os.path.join(ROOT, "examples", "pile"), "-o", out)
    assert p.returncode == 0, p.stderr
    with open(out, encoding="utf-8") as f:
        text = f.read()
    assert text.startswith("<!DOCTYPE html>") and "<svg" in text and "Content-Security-Policy" in text
    for forbidden in ("<script", "src=", "@import", "url("):
        assert forbidden not in text, forbidden


def the_picture_in_the_readme_is_what_the_program_prints(folder):
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as f:
        readme = f.read()
    p = runut("trace", "--text", "examples/pile", env={"COLUMNS": "100"}, cwd=ROOT)
    for line in p.stdout.decode().splitlines():
        assert not line or "    " + line + "\n" in readme, line


def messages_follow_flag_and_environment(folder):
    assert b"was given" in runut("clean").stderr
    assert b"diberikan" in runut("clean", "--messages", "id").stderr
    assert b"diberikan" in runut("clean", env={"RUNUT_MESSAGES": "id"}).stderr
    page = write(folder, "a.html", PAGE)
    assert runut("clean", page).stdout == runut("clean", page, "--messages", "id").stdout
    own = {"RUNUT_MESSAGES": "id"}
    assert b"memori paling sedikit untuk bekerja adalah 24 MiB" in runut("copies", "-M", "1M", page, env=own).stderr
    nowhere = os.path.join(folder, "nowhere", "out")
    assert ("runut: %s: tidak ada berkas atau folder itu\n" % nowhere).encode() == runut("clean", page, "-o", nowhere, env=own).stderr
    assert ("runut: %s: tidak dapat dibuka: tidak ada berkas atau folder itu\n" % nowhere).encode() == runut("clean", nowhere, env=own).stderr


SHARED = ["Jembatan gantung Ciranu di Desa Sukaranu putus pada Kamis (6/2/2025) sore dan 12 warga terluka. Tim penyelamat dari kota membawa para korban ke rumah sakit.",
          "Bupati Sulastri Wardani mengatakan jembatan itu dibangun pada 1998 dan terakhir diperbaiki pada 2019 oleh pemerintah kabupaten.",
          "Menurut warga, tali baja di sisi timur sudah berkarat sejak lama. Mereka telah melapor kepada kepala desa, tetapi tidak ada perbaikan sampai jembatan itu akhirnya putus."]


def two_pages(folder, also=""):
    def page(name, title, outlet, day, paragraphs):
        return write(folder, name, '<html lang=id><head><title>%s - %s</title><meta property="og:site_name" content="%s"><meta property="article:published_time" content="%s"></head><body><article><h1>%s</h1>%s</article></body></html>'
                     % (title, outlet, outlet, day, title, "".join("<p>%s</p>" % p for p in paragraphs)))
    taken = [p.replace("12 warga", "15 warga").replace("akhirnya putus", "akhirnya roboh") for p in SHARED]
    return (page("a.html", "Jembatan Ciranu Putus", "Kabar Ranu", "2025-02-06T18:00:00+07:00", SHARED),
            page("b.html", "Sukaranu Tanpa Jembatan", "Warta Lembah", "2025-02-07T08:00:00+07:00", taken + ["Polisi meminta warga memakai jalan lain." + also, "Sumber: Kabar Ranu"]))


def copies_are_told_in_groups_with_the_source_first(folder):
    two_pages(folder)
    text = runut("copies", "--text", folder).stdout.decode()
    assert text.index("a.html") < text.index("likely source") < text.index("b.html"), text
    flat = " ".join(text.split())
    assert "1 group of pages shares text" in flat and re.search(r"took (most|almost all) of its text from \S*a\.html: \d+%, \d+ words", flat), text
    assert "names the other page or outlet; published later" in flat, text
    own = runut("copies", "--text", folder, env={"RUNUT_MESSAGES": "id"}).stdout.decode()
    assert "kemungkinan sumber" in own and "terbit kemudian" in " ".join(own.split()), own


def compare_shows_two_pages_side_by_side(folder):
    a, b = two_pages(folder)
    text = runut("compare", "--text", a, b, env={"COLUMNS": "100"}).stdout.decode()
    side = [line for line in text.splitlines() if "[[12 warga]]" in line and "[[15 warga]]" in line]
    assert len(side) == 1 and max(map(len, text.splitlines())) <= 100, text
    assert "[roboh]" in text and "\x1b" not in text, text
    assert "\x1b[0;1;31m[[12 warga]]" in runut("compare", "--text", "--color", "always", a, b).stdout.decode()
    narrow = runut("compare", "--text", a, b, env={"COLUMNS": "40"}).stdout.decode().splitlines()
    assert any(line.startswith("A ! ") for line in narrow) and any(line.startswith("B ! ") for line in narrow), narrow


def compare_writes_a_page_without_scripts(folder):
    a, b = two_pages(folder, also=" &lt;script&gt;alert(1)&lt;/script&gt; \u202e&#27;[31m")
    page = runut("compare", "--html", a, b).stdout.decode()
    assert "default-src 'none'" in page and "<script" not in page and "&lt;script&gt;" in page, page
    assert "\u202e" not in page and "\x1b" not in page and '<mark class="fact">15 warga</mark>' in page, page
    out = os.path.join(folder, "out.html")
    assert runut("compare", a, b, "-o", out).returncode == 0 and open(out, encoding="utf-8").read() == page
    assert "http:" not in page and "https:" not in page
    text = runut("compare", "--text", a, b).stdout.decode()
    assert "\x1b" not in text and "\u202e" not in text and "<U+001B>" in text, text
    assert runut("compare", "--html", "--pairs", a).returncode == 2 and runut("copies", "--html", a).returncode == 2
    assert runut("trace", "--html", a, b).stdout.startswith(b"<!DOCTYPE html>")


def the_built_in_packs_pass_their_check(folder):
    for tag in ("all", "id", "en", "ms", "de"):
        p = runut("pack", "check", os.path.join(ROOT, "packs", tag))
        assert p.returncode == 0, (tag, p.stderr.decode()[-2000:])
    write(folder, "pack.tsv", "#! format 1\nlanguage\n")
    assert runut("pack", "check", folder).returncode == 3

def a_pack_is_checked_by_its_own_examples(folder):
    xx = os.path.join(folder, "xx")
    os.mkdir(xx)
    head = "#! format 1\n#! language xx\n#! licence Apache-2.0\n#! origin written for this test\n"
    write(xx, "pack.tsv", head + "name\tXx\n")
    write(xx, "examples.tsv", head + "words\ta b.\ta|b|.\nsentences\tA b. C d.\tA b.|C d.\nwords\ta b\tab\nno_such\ta\tb\n")
    p = runut("pack", "check", xx)
    told = p.stderr.decode()
    assert p.returncode == 3, told
    assert "examples.tsv:7: words: found \"a|b\", expected \"ab\"" in told and "examples.tsv:8:" in told, told
    assert "examples.tsv:5:" not in told and "examples.tsv:6:" not in told, told


SCENARIOS = [f for f in list(globals().values()) if callable(f) and getattr(f, "__code__", None) and f.__code__.co_varnames[:1] == ("folder",) and f.__name__ not in ("write", "stop_while_reading")]


def main():
    failed = 0
    for scenario in SCENARIOS:
        with tempfile.TemporaryDirectory() as folder:
            try:
                scenario(folder)
                print("good  " + scenario.__name__)
            except (AssertionError, ValueError, KeyError, IndexError) as fault:
                failed += 1
                print("FAULT %s: %s: %s" % (scenario.__name__, type(fault).__name__, fault))
    print("%d scenarios, %d with a fault" % (len(SCENARIOS), failed))
    return 1 if failed or not SCENARIOS else 0


sys.exit(main())
