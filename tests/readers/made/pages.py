# SPDX-License-Identifier: Apache-2.0
"""The lines of a notice as web pages: the shapes that content systems, word processors and exports give them."""

import html
import re
from collections.abc import Sequence

from made.common import HEADING, TASK


def page(body: str, head: str = "", charset: str = "utf-8") -> str:
    """A whole page around a body."""
    return (
        '<!DOCTYPE html><html lang="zh"><head><meta'
        f' charset="{charset}"><title>公文</title>{head}</head><body>{body}</body></html>'
    )


def _furnished(content: str) -> str:
    """A site's own parts around the content: logo, navigation, bread crumbs, links, footer."""
    return (
        '<div class="header"><a href="/"><img src="logo.png" alt="政府門戶網站"></a></div><ul class="nav"><li><a'
        ' href="/">首頁</a></li><li><a href="/a">政務公開</a></li><li><a href="/b">辦事服務</a></li></ul><div'
        f' class="dqwz">當前位置：<a href="/">首頁</a> &gt; <a href="/a">政務公開</a> &gt; 文件</div>{content}<div'
        ' class="links"><a href="http://x.example/1">省政府網站</a> <a href="http://x.example/2">市政府網站</a> <a'
        ' href="http://x.example/3">更多</a></div><div'
        ' class="bottom"><p>主辦單位：某市人民政府辦公廳</p><p>魯ICP備05000000號-1'
        " 網站標識碼3702000001</p></div><script>var 計數 = '不是正文';</script>"
    )


def html_paragraphs(lines: Sequence[str]) -> str:
    """As the TRS content system writes it: a `<p>` a line in a `TRS_Editor` block."""
    body = "".join(
        f'<p align="justify" style="text-indent: 2em">&#12288;&#12288;{html.escape(line)}</p>\n' for line in lines
    )
    return page(_furnished(f'<div class="TRS_Editor"><style>.TRS_Editor P{{font-size:16px}}</style>{body}</div>'))


def html_breaks(lines: Sequence[str]) -> str:
    """Lines parted by `<br>` in a table that lays out the page."""
    body = "<br>\n&nbsp;&nbsp;&nbsp;&nbsp;".join(html.escape(line) for line in lines)
    menu = '<a href="/1">要聞</a><br><a href="/2">公告</a><br><a href="/3">圖片</a>'
    return page(
        f'<table width="960"><tr><td width="200" valign="top">{menu}</td><td>{body}</td></tr></table>', charset="gb2312"
    )


def html_form(lines: Sequence[str]) -> str:
    """An ASP.NET page: everything in one form, with view state and controls."""
    body = "".join(f"<div>{html.escape(line)}</div>" for line in lines)
    state = '<input type="hidden" name="__VIEWSTATE" value="dDwtMTI3OTMzNDM4NDs7Pg==" />'
    controls = (
        '<select name="site"><option>選擇網站</option><option>區政府</option></select><input type="text"'
        ' value="搜索"><button>檢索</button>'
    )
    return page(
        '<form id="aspnetForm" method="post" action="show.aspx?id=1"><div'
        f' class="aspNetHidden">{state}</div>{controls}<div id="zoom">{body}</div></form>'
    )


def html_spans(lines: Sequence[str]) -> str:
    """What a word processor pastes: every few characters in a span of their own."""

    def soup(line: str) -> str:
        pieces = [line[i : i + 5] for i in range(0, len(line), 5)]
        return "".join(
            '<span lang="ZH-CN"'
            f' style="font-size:16.0pt;font-family:仿宋_GB2312;color:black">{html.escape(piece)}</span>'
            for piece in pieces
        )

    return page("".join(f'<p class="MsoNormal">{soup(line)}<o:p></o:p></p>' for line in lines))


def html_ruby(glossed: Sequence[str], brackets: bool = True) -> str:
    """Every inline gloss 字(zì) as ruby, with or without `<rp>` brackets."""
    opening, closing = ("<rp>(</rp>", "<rp>)</rp>") if brackets else ("", "")

    def ruby(line: str) -> str:
        return re.sub(
            r"([一-鿿])\(([a-zü\u0100-\u01dcàáèéìíòóùú]{1,8})\)",
            rf"<ruby>\1{opening}<rt>\2</rt>{closing}</ruby>",
            html.escape(line),
        )

    return page("".join(f"<p>{ruby(line)}</p>" for line in glossed))


def html_table(lines: Sequence[str]) -> str:
    """Tasks as rows of a table: number, text, units; other lines as rows of one cell."""
    rows = []
    for line in lines:
        task = TASK.match(line)
        units = re.search(r"[(（][^()（）]{0,10}[牵牽][头頭][^()（）]*[)）]$", line)
        if task:
            text, tail = (task[2][: len(task[2]) - len(units[0])], units[0]) if units else (task[2], "")
            cells = [f"{task[1]}.", text, tail]
            rows.append(
                "<tr>" + "".join(f"<td><p><span>{html.escape(cell)}</span></p></td>" for cell in cells) + "</tr>"
            )
        else:
            rows.append(f'<tr><td colspan="3">{html.escape(line)}</td></tr>')
    return page(f'<table border="1" cellspacing="0"><tbody>{"".join(rows)}</tbody></table>')


def html_markdown(lines: Sequence[str]) -> str:
    """HTML exported from Markdown: headings, and tasks as numbered lists that go on."""
    out, open_list = [], False
    for line in lines:
        task = TASK.match(line)
        if open_list and not task:
            out.append("</ol>")
            open_list = False
        if task:
            if not open_list:
                out.append(f'<ol start="{task[1]}">')
                open_list = True
            out.append(f"<li><p>{html.escape(task[2])}</p></li>")
        else:
            tag = "h2" if HEADING.match(line) else "p"
            out.append(f"<{tag}>{html.escape(line)}</{tag}>")
    return page("\n".join([*out, "</ol>" if open_list else ""]))
