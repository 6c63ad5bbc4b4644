# SPDX-License-Identifier: Apache-2.0
"""Notices through LibreOffice: text → DOCX, ODT, HTML, HTML in GB 2312, PDF, XLSX, ODS; each copy is compared with its
text.

Each is made twice: of the bare text, and laid out as offices do, with a running head, page numbers and indented
paragraphs."""

import html
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.pairs import CORPUS
from policydiff import compare, read
from policydiff.errors import InputError

PROGRAM = "soffice"
WANTED = 8
SECONDS = 600
"""Time that LibreOffice may take for one kind of file."""
KINDS = ("docx", "odt", "html", "gb2312.html", "pdf")
SHEETS = ("xlsx", "ods")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_CHARSET = re.compile(r"charset=utf-8", re.IGNORECASE)

_SIGNED = "某市人民政府办公室\n2023年5月6日\n"
_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in (
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
        ("table", "table"),
    )
)
_STYLES = (
    '<office:automatic-styles><style:page-layout style:name="A4">'
    '<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" '
    'fo:margin-top="3.7cm" fo:margin-bottom="3.5cm" fo:margin-left="2.8cm" fo:margin-right="2.6cm"/>'
    "<style:header-style/><style:footer-style/>"
    '</style:page-layout><style:style style:name="T" style:family="paragraph">'
    '<style:paragraph-properties fo:text-align="center"/>'
    '<style:text-properties style:font-size-asian="22pt" fo:font-size="22pt"/></style:style>'
    '<style:style style:name="B" style:family="paragraph">'
    '<style:paragraph-properties fo:text-indent="32pt" fo:line-height="28pt"/>'
    '<style:text-properties style:font-size-asian="16pt" fo:font-size="16pt"/>'
    "</style:style></office:automatic-styles>"
)
_PAGES = (
    '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"><style:header>'
    "<text:p>某市公报</text:p></style:header>"
    "<style:footer><text:p>— <text:page-number/> —</text:p></style:footer></style:master-page></office:master-styles>"
)
_HEADING = re.compile(r"[^，。；：,;:]{1,40}")
INVENTED = {
    "flood": "某市人民政府办公室\n关于做好2023年防汛抗旱工作的通知\n某政办发〔2023〕17号\n"
    "各区、县人民政府，市政府各部门：\n"
    "一、总体要求\n坚持人民至上、生命至上，全面落实防汛责任制，确保GPS定位终端在线率达到95%以上。\n"
    "（一）完善预案。险情须在30分钟内上报，LPR下调部分专项用于修复水毁设施。（牵头单位：市应急局；责任单位：各区、县人民政府）\n"
    "（二）加强值守。严格执行24小时值班和领导带班制度。\n二、保障措施\n1.开展汛前检查，2023年6月1日前整改到位。\n"
    "2.推广使用“掌上防汛”APP，注册用户不少于3.5万人。\n" + _SIGNED,
    "credit": "关于进一步优化信贷服务的若干措施\n各银行业金融机构：\n一、发挥LPR改革效能，推动综合融资成本稳中有降。\n"
    "二、普惠型小微企业贷款增速不低于各项贷款平均增速，力争全年新增200亿元。\n三、鼓励通过手机APP、网上银行等渠道办理，"
    "首贷户占比提高2.5个百分点。\n四、本措施自印发之日起施行，有效期3年。\n" + _SIGNED,
    "tables": "附件\n2023年重点工作任务分解表\n序号 任务 完成时限 牵头单位\n1 建成5G基站1200个 12月底前 市通信管理局\n"
    "2 改造老旧小区35个、惠及居民1.2万户 11月底前 市住房城乡建设局\n"
    "3 新增公园绿地80公顷（含口袋公园20处） 10月底前 市园林和林业局\n",
    "traditional": "某市政府關於推動數位轉型的通告\n各有關單位：\n一、加強資訊基礎設施建設，完成AI算力平台一期工程。\n"
    "二、對符合條件的企業給予不超過500萬元的一次性補助。\n三、成立工作專班，由市發展和改革局牽頭，每季度通報進度。\n"
    "某市政府\n2023年3月15日\n",
    "articles": "某市物业管理办法\n第一章　总则\n"
    "第一条　为了规范物业管理活动，根据《中华人民共和国民法典》等法律、法规，制定本办法。\n"
    "第二条　本市行政区域内物业的使用、维护、服务和监督管理适用本办法。\n第二章　服务与收费\n"
    "第三条　物业服务收费实行政府指导价的，浮动幅度不得超过基准价的20%。\n"
    "第四条　业主大会可以通过APP表决，参与表决人数须过半。\n"
    "第三章　附则\n第五条　本办法自2023年7月1日起施行。\n",
    "letters": "关于开展ISO 9001质量管理体系认证补助申报的通知\n各有关企业：\n"
    "(a) 申报主体须在本市注册，R&D经费占比不低于3%。\n"
    "(b) 提交材料：营业执照、CNAS认可的证书、承诺书各1份。\n(c) 补助标准：每家5万元，最高不超过实际支出的50%。\n"
    "联系人：张三，电话：0000-1234567\n" + _SIGNED,
}
"""Invented notices, for where no folder is named; with those of the corpus there are eight."""


def texts(folder: Path | None) -> dict[str, str]:
    """The notices by name: the first eight text files of a folder, or those that come with the project."""
    if folder is not None:
        return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))[:WANTED]}
    return {**{path.stem: path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))}, **INVENTED}


def figures(_scale: float, folder: Path | None = None) -> None:
    """Print, for each kind of file that LibreOffice makes of eight notices, how many compare as the same wording."""
    if shutil.which(PROGRAM) is None:
        print("\nnotices through LibreOffice: skipped, there is no soffice on this machine", flush=True)
        return
    notices = texts(folder)
    for laid_out in (False, True):
        print(
            f"\nnotices through LibreOffice, {'laid out' if laid_out else 'bare'}, each copy compared with its text",
            flush=True,
        )
        with TemporaryDirectory() as name:
            work = Path(name)
            for stem, text in notices.items():
                (work / f"{stem}{'.fodt' if laid_out else '.txt'}").write_text(
                    _laid_out(text) if laid_out else text, encoding="utf-8"
                )
            _convert(work, laid_out)
            for kind in KINDS:
                _told(work, kind, notices)
    print("\nnotices as tables through LibreOffice, a line a row", flush=True)
    with TemporaryDirectory() as name:
        work = Path(name)
        for stem, text in notices.items():
            (work / f"{stem}.fods").write_text(_as_sheet(text), encoding="utf-8")
        for kind in SHEETS:
            converted(work, kind, "fods")
            _told(work, kind, notices)


def _as_sheet(text: str) -> str:
    """A text as a sheet in one XML part: a line is a row, a tab parts cells."""
    rows = []
    for line in (line for line in text.split("\n") if line.strip()):
        cells = (html.escape(cell.strip()) for cell in line.split("\t"))
        row = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells
        )
        rows.append(f"<table:table-row>{row}</table:table-row>")
    body = (
        f'<office:body><office:spreadsheet><table:table table:name="表">{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body>"
    )
    kind = 'office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"'
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<office:document {_NAMES} {kind}>{body}</office:document>"


def _laid_out(text: str) -> str:
    """A text as a document in one XML part: title in the middle, paragraphs indented, tabs as rows of a table, head and
    foot on each page."""
    out: list[str] = []
    for number, line in enumerate(line for line in text.split("\n") if line.strip()):
        style = "T" if number < 3 and _HEADING.fullmatch(line.strip()) else "B"
        cells = [html.escape(cell.strip()) for cell in line.split("\t") if cell.strip()]
        if len(cells) > 1:
            row = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
            out.append(
                f'<table:table><table:table-column table:number-columns-repeated="{len(cells)}"/>'
                f"<table:table-row>{row}</table:table-row></table:table>"
            )
        else:
            out.append(f'<text:p text:style-name="{style}">{cells[0]}</text:p>')
    body = f"<office:body><office:text>{''.join(out)}</office:text></office:body>"
    kind = 'office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"'
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        f"<office:document {_NAMES} {kind}>{_STYLES}{_PAGES}{body}</office:document>"
    )


def _convert(work: Path, laid_out: bool) -> None:
    """Make all kinds of files in a folder, a program's run a kind."""
    if laid_out:
        converted(work, "odt", "fodt")
    else:
        converted(work, "odt", "txt", "--infilter=Text (encoded):UTF8,LF")
    for kind in ("docx", "html", "pdf"):
        converted(work, kind, "odt")
    for page in sorted(work.glob("*.html")):
        text = _CHARSET.sub("charset=gb2312", page.read_text(encoding="utf-8"))
        page.with_suffix(".gb2312.html").write_bytes(text.encode("gb2312", "xmlcharrefreplace"))


def converted(work: Path, kind: str, source: str, *options: str) -> None:
    """Have LibreOffice save the files of one kind in a folder as another kind beside them."""
    files = [str(path) for path in sorted(work.glob(f"*.{source}"))]
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    command = [PROGRAM, profile, "--headless", *options, "--convert-to", kind, "--outdir", str(work), *files]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=SECONDS, check=True)


def _told(work: Path, kind: str, notices: dict[str, str]) -> None:
    """Print what became of the notices as files of one kind, and what differs."""
    verdicts: Counter[str] = Counter()
    faults: list[str] = []
    for stem, text in notices.items():
        path = work / f"{stem}.{kind}"
        try:
            copy = read(path)
        except InputError as error:
            verdicts["refused"] += 1
            faults.append(f"{stem}: {error}")
            continue
        found = compare(text, copy)
        verdicts[found.verdict] += 1
        lost = Counter(_LATIN.findall(text)) - Counter(_LATIN.findall(copy.text))
        if lost:
            faults.append(f"{stem}: lost {', '.join(lost)}")
        if found.verdict not in ("identical", "equivalent"):
            telling = [d for d in found.differences if d.class_ in ("substantive", "structure", "review", "integrity")]
            faults += [f"{stem}: {d.class_} {d.kind}: {d.a.text[:30]!r} / {d.b.text[:30]!r}" for d in telling[:3]]
    same = verdicts["identical"] + verdicts["equivalent"]
    told = ", ".join(f"{count} {name}" for name, count in sorted(verdicts.items()))
    print(f"  {kind:12} {same} of {len(notices)} the same wording ({told})", flush=True)
    for fault in faults:
        print(f"    {fault}")
