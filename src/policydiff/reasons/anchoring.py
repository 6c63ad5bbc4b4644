# SPDX-License-Identifier: Apache-2.0
"""Sentences on the anchors of a store: what each proves, what fails, what is missing for a proof."""

Sentence = tuple[str, str, str]
ANCHORING: dict[str, Sentence] = {
    "anchor_stamp": (
        "entry {number}, time stamp by {by}: the first {n} entries were in this store by {time}",
        "第 {number} 条，{by} 的时间戳：前 {n} 条在 {time} 之前已在本库中",
        "第 {number} 條，{by} 的時戳：前 {n} 條在 {time} 之前已在本庫中",
    ),
    "anchor_note": (
        "entry {number}, signed by {by}: the first {n} entries were in this store by {time}, by their word",
        "第 {number} 条，{by} 签名：据其所言，前 {n} 条在 {time} 之前已在本库中",
        "第 {number} 條，{by} 簽章：據其所言，前 {n} 條在 {time} 之前已在本庫中",
    ),
    "anchor_signed": (
        "entry {number}, signed by {by}: they vouch for the first {n} entries as they are; it tells no time",
        "第 {number} 条，{by} 签名：为前 {n} 条的现状作保；签名未载时间",
        "第 {number} 條，{by} 簽章：為前 {n} 條的現狀作保；簽章未載時間",
    ),
    "anchor_block": (
        (
            "entry {number}, {by}: the first {n} entries were in this store by {time}, if {block} is the hash of that"
            " block, which any list of blocks shows"
        ),
        "第 {number} 条，{by}：若该区块的散列确为 {block}（可查任一区块列表），前 {n} 条在 {time} 之前已在本库中",
        "第 {number} 條，{by}：若該區塊的雜湊確為 {block}（可查任一區塊列表），前 {n} 條在 {time} 之前已在本庫中",
    ),
    "anchor_kept": (
        "entry {number}, a proof of OpenTimestamps over the first {n} entries is kept; it is not proven here",
        "第 {number} 条，存有对前 {n} 条的 OpenTimestamps 证明；此处尚未证实",
        "第 {number} 條，存有對前 {n} 條的 OpenTimestamps 證明；此處尚未證實",
    ),
    "anchor_accuracy": ("give or take {ms} ms", "误差至多 {ms} 毫秒", "誤差至多 {ms} 毫秒"),
    "anchor_with_given": ("checked with what you gave", "以你所给的证书或密钥核验", "以你所給的憑證或金鑰核驗"),
    "anchor_with_kept": (
        "checked with what was kept beside it; to trust it, give the certificate or the key yourself",
        "以随存的证书或密钥核验；若要可信，请自行给出证书或密钥",
        "以隨存的憑證或金鑰核驗；若要可信，請自行給出憑證或金鑰",
    ),
    "block_unseen": (
        "it leads to block {which} of Bitcoin, whose header was not given",
        "它通向比特币区块 {which}，而未给出该区块头",
        "它通向比特幣區塊 {which}，而未給出該區塊頭",
    ),
    "calendar_only": (
        "it leads to calendars alone, no block yet; `ots upgrade` fetches the rest",
        "它目前只通向日历服务器，尚无区块；`ots upgrade` 可取得其余部分",
        "它目前只通向日曆伺服器，尚無區塊；`ots upgrade` 可取得其餘部分",
    ),
    "ends_unknown": (
        "it ends at what this program does not know ({which})",
        "它通向本程序不识的证明（{which}）",
        "它通向本程式不識的證明（{which}）",
    ),
    "anchor_form": (
        "entry {number} is an anchor of no known form, or over entries that came after it",
        "第 {number} 条锚点形式不明，或对应其后的条目",
        "第 {number} 條錨點形式不明，或對應其後的條目",
    ),
    "anchor_other_root": (
        "entry {number}: the anchor is over another history than the entries before it",
        "第 {number} 条：锚点所对应的历史与其前的条目不同",
        "第 {number} 條：錨點所對應的歷史與其前的條目不同",
    ),
    "anchor_false": (
        "entry {number}: the anchor is over other bytes than the state that the entry names",
        "第 {number} 条：锚点所对应的字节不是该条所指的状态",
        "第 {number} 條：錨點所對應的位元組不是該條所指的狀態",
    ),
    "anchor_fails": (
        "the anchor of entry {number} does not hold",
        "第 {number} 条的锚点不成立",
        "第 {number} 條的錨點不成立",
    ),
    "anchor_unlooked": (
        "the anchor of entry {number} was not checked",
        "第 {number} 条的锚点未核验",
        "第 {number} 條的錨點未核驗",
    ),
    "anchor_incomparable": (
        "the anchor of entry {number}, since entries before it are missing or altered",
        "第 {number} 条的锚点，因其前的条目有缺失或改动",
        "第 {number} 條的錨點，因其前的條目有缺失或改動",
    ),
    "anchor_unread": (
        "the anchor of entry {number}, whose bytes cannot be read: {error:note}",
        "第 {number} 条的锚点，其字节不能读取：{error:note}",
        "第 {number} 條的錨點，其位元組不能讀取：{error:note}",
    ),
    "anchor_ended": (
        (
            "the certificate behind the anchor of entry {number} ended on {until}: the stamp holds for when it was"
            " made; have the store stamped anew while its signature is still strong"
        ),
        "第 {number} 条锚点的证书已于 {until} 到期：时间戳在其作成时有效；请趁其签名算法仍可靠时重新盖时间戳",
        "第 {number} 條錨點的憑證已於 {until} 到期：時戳在其作成時有效；請趁其簽章演算法仍可靠時重新蓋時戳",
    ),
    "anchor_covers": (
        "anchors checked with what you gave cover the entries up to {last}; a rewriting of later ones cannot be seen",
        "以你所给核验的锚点覆盖到第 {last} 条；此后若被改写则无从发现",
        "以你所給核驗的錨點覆蓋到第 {last} 條；此後若被改寫則無從發現",
    ),
    "give_trust": (
        "give the certificates or keys of whoever made it (--certificate, --key), or leave them out",
        "请给出出具者的证书或公钥（--certificate、--key），或都不给",
        "請給出出具者的憑證或公鑰（--certificate、--key），或都不給",
    ),
    "install_anchors": (
        "install what checks them: `pip install 'policydiff[anchors]'`",
        "请安装核验组件：`pip install 'policydiff[anchors]'`",
        "請安裝核驗元件：`pip install 'policydiff[anchors]'`",
    ),
}
