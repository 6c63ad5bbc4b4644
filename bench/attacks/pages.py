# SPDX-License-Identifier: Apache-2.0
"""Web pages that cost a parser more than their length."""

from bench.attacks.attack import LINES, Attack, of

_TEXT = "<p>" + "<p>".join(LINES)
_M = 1_000_000


def _page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{_TEXT}{body}</body></html>"


ATTACKS: list[Attack] = of(
    "web page",
    "html",
    {
        "10,001 elements in each other": lambda: _page("<div>" * 10_001 + "文"),
        "9,900 elements in each other": lambda: _page("<div>" * 9_900 + "文"),
        "300,000 unclosed bold elements": lambda: _page("<b>" * 300_000 + "文"),
        "600,000 elements": lambda: _page("<i></i>" * 600_000),
        "490,000 elements": lambda: _page("<i>文</i>" * 490_000),
        "300,000 paragraphs": lambda: _page("<p>第一项" * 300_000),
        "250,000 line breaks": lambda: _page("第一项<br>" * 250_000),
        "misnested formatting, 20,000 times": lambda: _page("<a><b><i></a><p></b>文</i>" * 20_000),
        "unclosed font elements of many colours": lambda: _page(
            "".join(f"<font color=c{n}>" for n in range(9_000)) + "<p>文" * 9_000
        ),
        "2,001 attributes": lambda: _page("<p " + " ".join(f"a{n}=1" for n in range(2_001)) + ">文"),
        "1,900 attributes on 300 elements": lambda: _page(
            ("<p " + " ".join(f"a{n}=1" for n in range(1_900)) + ">文") * 300
        ),
        "an attribute of 20 MB": lambda: _page(f"<p title='{'文' * 7 * _M}'>文"),
        "4 MB of tags that never end": lambda: _page("<p <p " * 700_000),
        "5 MB of open angles": lambda: _page("<" * 5 * _M),
        "5 MB of ampersands": lambda: _page("&" * 5 * _M),
        "1,000,000 numeric references": lambda: _page("&#25991;" * _M),
        "1,000,000 references to nothing": lambda: _page("&nosuch;" * _M),
        "references beyond Unicode": lambda: _page("&#x110000;&#99999999999;&#0;&#xd800;" * 50_000),
        "a comment that never ends": lambda: _page("<!--" + "文" * 3 * _M),
        "1,000,000 comments": lambda: _page("<!---->" * _M),
        "a script that never ends": lambda: _page("<script>" + "if(a<b)" * 500_000),
        "a text area that never ends": lambda: _page("<textarea>" + "<p>文" * 500_000),
        "plaintext": lambda: _page("<plaintext>" + "<p>文" * 300_000),
        "tables in each other, 3,000 deep": lambda: _page("<table><tr><td>" * 3_000 + "文"),
        "a table of 100,000 columns": lambda: _page("<table><tr>" + "<td>文" * 100_000 + "</table>"),
        "a table of 100,000 rows": lambda: _page("<table>" + "<tr><td>甲<td>乙" * 100_000 + "</table>"),
        "a table of 400 by 400 cells": lambda: _page("<table>" + ("<tr>" + "<td>文" * 400) * 400 + "</table>"),
        "cells that span 1,000 columns and 65,534 rows": lambda: _page(
            "<table>" + "<tr><td colspan=1000 rowspan=65534>文" * 5_000 + "</table>"
        ),
        "text between rows, 100,000 times": lambda: _page("<table>" + "文<tr>" * 100_000),
        "200,000 options": lambda: _page("<select>" + "<option>文" * 200_000),
        "100,000 readings": lambda: _page("<ruby>舊<rt>jiù</rt></ruby>" * 100_000),
        "lists in each other, 4,900 deep": lambda: _page("<ol><li>" * 4_900 + "文"),
        "lists of 200,000 items": lambda: _page("<ol>" + "<li>文" * 200_000),
        "drawings in each other": lambda: _page("<svg><foreignObject><math><mtext>" * 2_000 + "文"),
        "templates in each other": lambda: _page("<template>" * 5_000 + "文"),
        "100,000 rules of style": lambda: _page(
            "<p class=a>文" * 1_000, "<style>" + "".join(f".a{n}{{color:red}}" for n in range(100_000)) + "</style>"
        ),
        "50,000 rules for one class, 20,000 elements": lambda: _page(
            "<p class='a b c'>文" * 20_000, "<style>" + ".a .b,.c>.a{color:red}" * 50_000 + "</style>"
        ),
        "styles that never end": lambda: _page("文", "<style>" + "@media{/*" * 500_000 + "</style>"),
        "hidden in 200,000 places": lambda: _page("<p style='display:none'>密</p>" * 200_000),
        "200,000 pictures": lambda: _page("<img src=data:image/png;base64,AAAA alt=图>" * 200_000),
        "100,000 declared encodings": lambda: _page("<meta charset=gb2312>" * 100_000),
        "100,000 bodies with attributes": lambda: _page("".join(f"<body a{n}=1>" for n in range(100_000))),
        "forms in each other": lambda: _page("<form><input value=文>" * 100_000),
        "5 MB of zero bytes in a page": lambda: _page("\0" * 5 * _M),
        "one line of 9,000,000 characters": lambda: _page("文" * 9 * _M),
        "11,000,000 characters": lambda: _page("文" * 11 * _M),
    },
)
