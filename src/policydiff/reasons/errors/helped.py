# SPDX-License-Identifier: Apache-2.0
"""Errors of files that are read with the help of other programs: LibreOffice, and a recognizer."""

from policydiff.reasons.errors.files import SAVE

Sentence = tuple[str, str, str]
_WITH_EXTRA: Sentence = (
    "or install the extra that recognizes it here: pip install 'policydiff[ocr]'",
    "或安装可在本机识别的组件：pip install 'policydiff[ocr]'",
    "或安裝可在本機辨識的元件：pip install 'policydiff[ocr]'",
)


def with_extra(cure: Sentence) -> Sentence:
    """What to do about a picture without the extra `ocr`: as before, or install it."""
    return (f"{cure[0]}, {_WITH_EXTRA[0]}", f"{cure[1]}；{_WITH_EXTRA[1]}", f"{cure[2]}；{_WITH_EXTRA[2]}")


_ANEW: Sentence = (
    "install policydiff again: `pip install --force-reinstall policydiff`",
    "请重新安装 policydiff：`pip install --force-reinstall policydiff`",
    "請重新安裝 policydiff：`pip install --force-reinstall policydiff`",
)
HELPED: dict[str, tuple[Sentence, Sentence]] = {
    "needs_libreoffice": (
        ("this is {what:note}, which is not read", "这是{what:note}，不能读取", "這是{what:note}，不能讀取"),
        (
            (
                "open it in its program and save it as DOCX (or XLSX), or install LibreOffice, which reads it here:"
                ' `soffice` on the path, or `soffice = "…"` in policydiff.toml'
            ),
            (
                "请用原来的程序打开，另存为 DOCX（或 XLSX）；或安装 LibreOffice（命令 `soffice`，"
                '或在 policydiff.toml 中写 `soffice = "…"`）'
            ),
            (
                "請用原來的程式開啟，另存為 DOCX（或 XLSX）；或安裝 LibreOffice（指令 `soffice`，"
                '或在 policydiff.toml 中寫 `soffice = "…"`）'
            ),
        ),
    ),
    "conversion_failed": (
        (
            "LibreOffice could not convert {what:note}: {how:note}; the file is damaged or locked by a password",
            "LibreOffice 未能转换{what:note}：{how:note}；文件已损坏或有密码保护",
            "LibreOffice 未能轉換{what:note}：{how:note}；檔案已損壞或有密碼保護",
        ),
        SAVE["save_as_docx"],
    ),
    "conversion_slow": (
        (
            "LibreOffice took longer than {seconds} s to convert it",
            "LibreOffice 转换超过 {seconds} 秒",
            "LibreOffice 轉換超過 {seconds} 秒",
        ),
        (
            (
                "give it more time (--timeout 200 where the command has it, else --limit wall_seconds=200), or save the"
                " document as DOCX from its program"
            ),
            "请放宽时间：--timeout 200（compare 等用 --limit wall_seconds=200），或用原来的程序另存为 DOCX",
            "請放寬時間：--timeout 200（compare 等用 --limit wall_seconds=200），或用原來的程式另存為 DOCX",
        ),
    ),
    "picture_not_read": (
        (
            "this is a picture without text, which is not read",
            "这是没有文字的图片，不能读取",
            "這是沒有文字的圖片，不能讀取",
        ),
        with_extra(
            (
                "recognize its text first, save that, and compare with `--ocr a` or `--ocr b`",
                "请先做文字识别并保存结果，再用 `--ocr a` 或 `--ocr b` 比对",
                "請先做文字辨識並儲存結果，再用 `--ocr a` 或 `--ocr b` 比對",
            )
        ),
    ),
    "nothing_recognized": (
        (
            (
                "no text was recognized on {pages} of {pages:page|pages}: a picture of something else, or too small,"
                " too dark or too blurred to be read"
            ),
            "{pages} 页上均未识别出文字：图像并非文件，或过小、过暗、过于模糊",
            "{pages} 頁上均未辨識出文字：圖像並非文件，或過小、過暗、過於模糊",
        ),
        (
            "scan it anew with 200 dots an inch or more, or give the notice's text",
            "请以 200 dpi 以上重新扫描，或改用文本",
            "請以 200 dpi 以上重新掃描，或改用文字檔",
        ),
    ),
    "recognition_slow": (
        ("recognition took longer than {seconds} s", "识别超过 {seconds} 秒", "辨識超過 {seconds} 秒"),
        (
            (
                "give it more time (--timeout 200 where the command has it, else --limit wall_seconds=200); with"
                " --ocr-cache DIR the pages that were done are kept, and a second run goes on from them"
            ),
            "请放宽时间：--timeout 200（compare 等用 --limit wall_seconds=200）；用 --ocr-cache 可接着识别",
            "請放寬時間：--timeout 200（compare 等用 --limit wall_seconds=200）；用 --ocr-cache 可接著辨識",
        ),
    ),
    "recognition_died": (
        (
            "the process that recognizes pages ended with status {status}",
            "识别进程异常退出（状态 {status}）",
            "辨識行程異常結束（狀態 {status}）",
        ),
        (
            "give it more memory with --memory or --limit worker_bytes=N, or save the pages anew as PNG",
            "请用 --memory 或 --limit worker_bytes=N 放宽内存，或把各页另存为 PNG",
            "請用 --memory 或 --limit worker_bytes=N 放寬記憶體，或把各頁另存為 PNG",
        ),
    ),
    "helper_absent": (
        (
            "a process of policydiff's own cannot be started: {error:note}",
            "policydiff 的子进程无法启动：{error:note}",
            "policydiff 的子行程無法啟動：{error:note}",
        ),
        _ANEW,
    ),
    "config_soffice": (
        ("soffice is {value}", "soffice 为 {value}", "soffice 為 {value}"),
        (
            "give the absolute path of a program that does not lie in or below the folder of the configuration",
            "请写绝对路径，且该程序不在配置文件所在文件夹之内",
            "請寫絕對路徑，且該程式不在設定檔所在資料夾之內",
        ),
    ),
    "config_ocr_cache": (
        ("ocr_cache is {value}", "ocr_cache 为 {value}", "ocr_cache 為 {value}"),
        (
            "give a folder, from that of the configuration on",
            "请写文件夹，相对于配置文件所在文件夹",
            "請寫資料夾，相對於設定檔所在資料夾",
        ),
    ),
}
