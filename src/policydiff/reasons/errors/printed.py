# SPDX-License-Identifier: Apache-2.0
"""Errors of pages, pictures, PDF and OFD: what happened and what to do, in each language."""

from policydiff.reasons.errors.helped import with_extra

_NEW_PDF = (
    (
        "open the file in a PDF reader and print it to a new PDF; if it is to be trusted, raise the limits in"
        " policydiff.toml"
    ),
    "请用 PDF 阅读器打开，重新打印成 PDF；文件可信时，也可在 policydiff.toml 中调高限额",
    "請用 PDF 閱讀器開啟，重新列印成 PDF；檔案可信時，也可在 policydiff.toml 中調高上限",
)


Sentence = tuple[str, str, str]
PRINTED: dict[str, tuple[Sentence, Sentence]] = {
    "frames_without_text": (
        (
            "this is a set of frames without text of its own ({frames})",
            "这是框架页，本身没有文字（{frames}）",
            "這是框架頁，本身沒有文字（{frames}）",
        ),
        (
            "save the page of the frame that holds the notice, and give that",
            "请保存载有公文的那个框架页，再给出它",
            "請儲存載有公文的那個框架頁，再給出它",
        ),
    ),
    "not_html": (
        ("not readable as HTML", "不能作为 HTML 读取", "不能作為 HTML 讀取"),
        (
            "open the file in a browser and save it again as a complete page",
            "请在浏览器中打开，再保存为完整网页",
            "請在瀏覽器中開啟，再儲存為完整網頁",
        ),
    ),
    "ofd_scan": (
        (
            "no text layer: {pages:page|pages}, {images:image|images} ({named:note}), no text",
            "没有文字层：{pages} 页、{images} 幅图（{named:note}），没有文字",
            "沒有文字層：{pages} 頁、{images} 幅圖（{named:note}），沒有文字",
        ),
        (
            "recognize its text first, save that, and compare with `--ocr a` or `--ocr b`",
            "请先做文字识别并保存结果，再用 `--ocr a` 或 `--ocr b` 比对",
            "請先做文字辨識並儲存結果，再用 `--ocr a` 或 `--ocr b` 比對",
        ),
    ),
    "pdf_scan": (
        (
            "no text layer: {pages:page|pages}, {images:image|images}, no text; the file is a scan",
            "没有文字层：{pages} 页、{images} 幅图，没有文字；这是扫描件",
            "沒有文字層：{pages} 頁、{images} 幅圖，沒有文字；這是掃描檔",
        ),
        with_extra(
            (
                (
                    "recognize its text first (for example with `ocrmypdf -l chi_sim+chi_tra`) and compare with"
                    " `--ocr a` or `--ocr b`"
                ),
                "请先做文字识别（例如 `ocrmypdf -l chi_sim+chi_tra`），再用 `--ocr a` 或 `--ocr b` 比对",
                "請先做文字辨識（例如 `ocrmypdf -l chi_sim+chi_tra`），再用 `--ocr a` 或 `--ocr b` 比對",
            )
        ),
    ),
    "pdf_slow": (
        (
            "unreadable: reading the PDF took over {seconds:second|seconds}",
            "无法读取：读 PDF 超过 {seconds} 秒",
            "無法讀取：讀 PDF 超過 {seconds} 秒",
        ),
        _NEW_PDF,
    ),
    "pdf_reader_absent": (
        (
            "the process that reads PDF files cannot be started: {error:note}",
            "读取 PDF 的进程无法启动：{error:note}",
            "讀取 PDF 的行程無法啟動：{error:note}",
        ),
        (
            "install policydiff again: `pip install --force-reinstall policydiff`",
            "请重新安装 policydiff：`pip install --force-reinstall policydiff`",
            "請重新安裝 policydiff：`pip install --force-reinstall policydiff`",
        ),
    ),
    "pdf_reader_stopped": (
        (
            (
                "unreadable: the process that reads the PDF was stopped by signal {number} (a limit of {seconds} s"
                " or of memory, or a broken file)"
            ),
            "无法读取：读取 PDF 的进程被信号 {number} 终止（超过 {seconds} 秒或内存限额，或文件已坏）",
            "無法讀取：讀取 PDF 的行程被訊號 {number} 終止（超過 {seconds} 秒或記憶體上限，或檔案已壞）",
        ),
        _NEW_PDF,
    ),
    "pdf_reader_failed": (
        (
            (
                "unreadable: the process that reads the PDF ended with status {number} (a limit of {seconds} s"
                " or of memory, or a broken file)"
            ),
            "无法读取：读取 PDF 的进程以状态 {number} 退出（超过 {seconds} 秒或内存限额，或文件已坏）",
            "無法讀取：讀取 PDF 的行程以狀態 {number} 結束（超過 {seconds} 秒或記憶體上限，或檔案已壞）",
        ),
        _NEW_PDF,
    ),
    "pdf_locked": (
        ("the PDF is locked by a password", "PDF 有密码保护", "PDF 有密碼保護"),
        ("save it without a password first", "请先另存为无密码的 PDF", "請先另存為無密碼的 PDF"),
    ),
    "pdf_broken": (
        ("not a readable PDF: {what:note}", "不是可读的 PDF：{what:note}", "不是可讀的 PDF：{what:note}"),
        (
            "fetch the file again, or print it to a new PDF",
            "请重新取得文件，或重新打印成 PDF",
            "請重新取得檔案，或重新列印成 PDF",
        ),
    ),
}
