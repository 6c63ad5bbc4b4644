# SPDX-License-Identifier: Apache-2.0
"""Errors of anchors (time stamps, signed notes, proofs of OpenTimestamps) and of sealing."""

Sentence = tuple[str, str, str]
_ROOT: Sentence = (
    "give the certificates of the authority, from the root down, with `--certificate FILE` (repeatable)",
    "请用 `--certificate 文件` 给出时间戳机构的证书，从根证书起（可重复）",
    "請用 `--certificate 檔案` 給出時戳機構的憑證，從根憑證起（可重複）",
)
_OTHER_AUTHORITY: Sentence = (
    "do not use this stamp: ask the authority for another, or another authority",
    "请勿使用此时间戳：请向该机构另取一份，或另找机构",
    "請勿使用此時戳：請向該機構另取一份，或另找機構",
)
_STAMP_AGAIN: Sentence = (
    "have the checkpoint of today stamped: `policydiff store checkpoint STORE --request today.tsq`",
    "请为今天的校验点取时间戳：`policydiff store checkpoint 库文件 --request today.tsq`",
    "請為今天的檢查點取時戳：`policydiff store checkpoint 庫檔案 --request today.tsq`",
)
_KEY: Sentence = (
    "give the key of whoever signed, NAME+HASH+BASE64, with `--key` (repeatable), as they publish it",
    "请用 `--key` 给出签名者公布的公钥，形如 名称+散列+BASE64（可重复）",
    "請用 `--key` 給出簽章者公布的公鑰，形如 名稱+雜湊+BASE64（可重複）",
)
ANCHORS: dict[str, tuple[Sentence, Sentence]] = {
    "anchors_extra": (
        (
            "checking time stamps and signatures needs the extra `anchors`",
            "核验时间戳和签名须装附加组件 `anchors`",
            "核驗時戳和簽章須裝附加元件 `anchors`",
        ),
        (
            "install it with `pip install 'policydiff[anchors]'`",
            "请安装：`pip install 'policydiff[anchors]'`",
            "請安裝：`pip install 'policydiff[anchors]'`",
        ),
    ),
    "no_anchor": (
        (
            "{name} is no time stamp (RFC 3161), no signed note (C2SP) and no proof of OpenTimestamps",
            "{name} 既不是时间戳（RFC 3161），也不是签名文本（C2SP signed note），也不是 OpenTimestamps 证明",
            "{name} 既不是時戳（RFC 3161），也不是簽章文字（C2SP signed note），也不是 OpenTimestamps 證明",
        ),
        (
            "name the file as the authority sent it: FILE.tsr, a signed checkpoint, or FILE.ots",
            "请给出机构发来的原文件：文件.tsr、已签名的校验点，或 文件.ots",
            "請給出機構發來的原檔案：檔案.tsr、已簽章的檢查點，或 檔案.ots",
        ),
    ),
    "no_stamp": (
        (
            "{name} is no time stamp response that can be read, or the authority refused",
            "{name} 不是可读取的时间戳回应，或机构已拒绝",
            "{name} 不是可讀取的時戳回應，或機構已拒絕",
        ),
        (
            "`openssl ts -reply -in {name} -text` shows what it says; name the response as the authority sent it",
            "`openssl ts -reply -in {name} -text` 可看其内容；请给出机构发来的原回应",
            "`openssl ts -reply -in {name} -text` 可看其內容；請給出機構發來的原回應",
        ),
    ),
    "stamp_hash": (
        (
            "{name}: the stamp uses the hash {hash}, not SHA-256, SHA-384 or SHA-512",
            "{name}：时间戳用的散列为 {hash}，不是 SHA-256、SHA-384 或 SHA-512",
            "{name}：時戳用的雜湊為 {hash}，不是 SHA-256、SHA-384 或 SHA-512",
        ),
        _STAMP_AGAIN,
    ),
    "stamp_not_granted": (
        ("the authority did not grant it as asked", "机构未照请求给出", "機構未照請求給出"),
        _STAMP_AGAIN,
    ),
    "no_note": (
        (
            "{name} is no signed note over a checkpoint of a store",
            "{name} 不是对库的校验点的签名文本",
            "{name} 不是對庫的檢查點的簽章文字",
        ),
        (
            "the text must begin with the three lines that `policydiff store checkpoint STORE -o FILE` writes",
            "其正文须以 `policydiff store checkpoint 库文件 -o 文件` 所写的三行开头",
            "其正文須以 `policydiff store checkpoint 庫檔案 -o 檔案` 所寫的三行開頭",
        ),
    ),
    "no_proof": (
        (
            "{name} is no proof of OpenTimestamps over a SHA-256",
            "{name} 不是对 SHA-256 的 OpenTimestamps 证明",
            "{name} 不是對 SHA-256 的 OpenTimestamps 證明",
        ),
        (
            "name the .ots file as `ots stamp` or `ots upgrade` wrote it",
            "请给出 `ots stamp` 或 `ots upgrade` 写成的 .ots 文件",
            "請給出 `ots stamp` 或 `ots upgrade` 寫成的 .ots 檔案",
        ),
    ),
    "anchor_other_log": (
        (
            "{name} is over other bytes than any checkpoint that this store has ever had",
            "{name} 所对应的字节，不是本库任何时候的校验点",
            "{name} 所對應的位元組，不是本庫任何時候的檢查點",
        ),
        (
            (
                "if another file that holds the checkpoint was stamped, name it with `--of FILE`; else find out whether"
                " the store was rewritten since, or which store the stamp is for"
            ),
            "若所盖的是载有校验点的别的文件，请用 `--of 文件` 给出；否则请查明库是否此后被改写，或时间戳属于哪个库",
            "若所蓋的是載有檢查點的別的檔案，請用 `--of 檔案` 給出；否則請查明庫是否此後被改寫，或時戳屬於哪個庫",
        ),
    ),
    "anchor_other_document": (
        (
            "{name} is over other bytes than the file that --of names",
            "{name} 所对应的字节不是 --of 所给的文件",
            "{name} 所對應的位元組不是 --of 所給的檔案",
        ),
        ("name the file that was stamped", "请给出所盖的原文件", "請給出所蓋的原檔案"),
    ),
    "anchor_other_history": (
        (
            "{name} is over another history of this store: its root differs at that number of entries",
            "{name} 所对应的是本库的另一段历史：同样条数处的根不同",
            "{name} 所對應的是本庫的另一段歷史：同樣條數處的根不同",
        ),
        (
            "the store was rewritten since: keep this file, compare it with another copy, ask who had access",
            "库此后被改写过：请保留此文件，与另一副本对照，并查明谁能接触它",
            "庫此後被改寫過：請保留此檔案，與另一副本對照，並查明誰能接觸它",
        ),
    ),
    "anchor_other_store": (
        (
            "{name} is over another store, or over more entries than this one has",
            "{name} 属于另一个库，或其条数多于本库",
            "{name} 屬於另一個庫，或其條數多於本庫",
        ),
        (
            "name the store that it is for; if it is this one, find the newer file of it",
            "请给出它所属的库；若确属本库，请找出较新的库文件",
            "請給出它所屬的庫；若確屬本庫，請找出較新的庫檔案",
        ),
    ),
    "stamp_fails": (
        ("{name}: the time stamp does not hold", "{name}：时间戳不成立", "{name}：時戳不成立"),
        _OTHER_AUTHORITY,
    ),
    "note_fails": (
        ("{name}: the signature of {who} does not hold", "{name}：{who} 的签名不成立", "{name}：{who} 的簽章不成立"),
        (
            "do not use this note: ask whoever signed it for it once more",
            "请勿使用此文本：请向签名者另取一份",
            "請勿使用此文字：請向簽章者另取一份",
        ),
    ),
    "proof_fails": (
        ("{name}: the proof does not hold", "{name}：证明不成立", "{name}：證明不成立"),
        ("have the proof made again", "请重新取得证明", "請重新取得證明"),
    ),
    "certificate_expired": (
        (
            "a certificate of its chain had expired when the stamp was made",
            "盖时间戳时，证书链中有证书已过期",
            "蓋時戳時，憑證鏈中有憑證已過期",
        ),
        _OTHER_AUTHORITY,
    ),
    "certificate_early": (
        (
            "a certificate of its chain was not valid yet when the stamp was made",
            "盖时间戳时，证书链中有证书尚未生效",
            "蓋時戳時，憑證鏈中有憑證尚未生效",
        ),
        _OTHER_AUTHORITY,
    ),
    "chain_open": (
        (
            "its chain does not lead to a certificate that was given",
            "其证书链不通向所给的证书",
            "其憑證鏈不通向所給的憑證",
        ),
        _ROOT,
    ),
    "signer_absent": (
        (
            "the certificate that it was signed with is neither in it nor among those given",
            "签名所用的证书既不在其中，也不在所给之中",
            "簽章所用的憑證既不在其中，也不在所給之中",
        ),
        _ROOT,
    ),
    "certificate_purpose": (
        (
            "the certificate that it was signed with is not one for time stamping",
            "签名所用的证书不是时间戳专用证书",
            "簽章所用的憑證不是時戳專用憑證",
        ),
        _OTHER_AUTHORITY,
    ),
    "signature_wrong": (
        (
            "the signature is not that of these bytes by this key",
            "签名与这些字节和此密钥不符",
            "簽章與這些位元組和此金鑰不符",
        ),
        (
            "fetch it again from whoever made it; if it stays so, it was forged or damaged",
            "请向出具者重新取得；若仍如此，即为伪造或已损坏",
            "請向出具者重新取得；若仍如此，即為偽造或已損壞",
        ),
    ),
    "header_other": (
        (
            "no block header that was given holds what the proof leads to, with its work done",
            "所给的区块头中，没有一个载有该证明所通向的内容并满足工作量",
            "所給的區塊頭中，沒有一個載有該證明所通向的內容並滿足工作量",
        ),
        (
            "give the header (80 bytes in hex) of the block that the proof names",
            "请给出证明所指区块的区块头（80 字节，十六进制）",
            "請給出證明所指區塊的區塊頭（80 位元組，十六進位）",
        ),
    ),
    "no_root": (
        (
            "{name}: no root certificate to check the time stamp with was given",
            "{name}：没有给出核验时间戳的根证书",
            "{name}：沒有給出核驗時戳的根憑證",
        ),
        _ROOT,
    ),
    "no_key": (
        (
            "{name}: no signature is by a key that was given; it is signed by {who}",
            "{name}：没有签名出自所给的密钥；签名者为 {who}",
            "{name}：沒有簽章出自所給的金鑰；簽章者為 {who}",
        ),
        _KEY,
    ),
    "certificate_unreadable": (
        ("{name} holds no certificate", "{name} 中没有证书", "{name} 中沒有憑證"),
        (
            "give a file of certificates in PEM, or of one in DER",
            "请给出 PEM 证书文件，或单个 DER 证书",
            "請給出 PEM 憑證檔案，或單個 DER 憑證",
        ),
    ),
    "trust_unreadable": (
        ("{file} cannot be read: {reason:note}", "{file} 不能读取：{reason:note}", "{file} 不能讀取：{reason:note}"),
        ("check the name and the permissions", "请检查文件名和权限", "請檢查檔名和權限"),
    ),
    "key_unreadable": (
        (
            "{spelt} is no key of a signed note with Ed25519",
            "{spelt} 不是 Ed25519 签名文本的公钥",
            "{spelt} 不是 Ed25519 簽章文字的公鑰",
        ),
        _KEY,
    ),
    "key_hash": (
        (
            "{spelt}: the key does not have the hash that it names",
            "{spelt}：公钥与其所写散列不符",
            "{spelt}：公鑰與其所寫雜湊不符",
        ),
        _KEY,
    ),
    "header_unreadable": (
        ("this is no header of a block", "这不是区块头", "這不是區塊頭"),
        ("give 80 bytes, or their hex", "请给出 80 字节，或其十六进制", "請給出 80 位元組，或其十六進位"),
    ),
    "seal_unsound": (
        (
            "{file} is not sealed, since it is not sound: {what}",
            "{file} 不完好，故不封存：{what}",
            "{file} 不完好，故不封存：{what}",
        ),
        (
            "run `policydiff store verify {file}`, which names everything, and mend it first",
            "请先执行 `policydiff store verify {file}`，它会逐项指出；修复后再封存",
            "請先執行 `policydiff store verify {file}`，它會逐項指出；修復後再封存",
        ),
    ),
    "wheel_unmade": (
        (
            "no wheel can be made of {name} as it is installed here: {what:note}",
            "不能由此处安装的 {name} 做成 wheel：{what:note}",
            "不能由此處安裝的 {name} 做成 wheel：{what:note}",
        ),
        (
            "install it again from its wheel (`pip install --force-reinstall {name}`), or seal with `--program own`",
            "请从其 wheel 重新安装（`pip install --force-reinstall {name}`），或用 `--program own` 封存",
            "請從其 wheel 重新安裝（`pip install --force-reinstall {name}`），或用 `--program own` 封存",
        ),
    ),
}
"""What happened, and what to do about it."""
