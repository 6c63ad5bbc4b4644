# SPDX-License-Identifier: Apache-2.0
"""How likely a decoded text is Chinese as notices write it: the evidence for an encoding.

A wrong encoding gives characters that exist but that nobody writes. So the share of common
characters tells the encodings apart (measured on notices and laws of both scripts: the right
decoding scores 0.6 and more, a wrong one below 0.2, already at 20 characters).
"""

from functools import cache

SAMPLE = 4096
"""Characters that a score looks at; more does not change it."""

_COMMON = frozenset(
    "的人税务行政业和关法定国第十条有理应一以用保会对民发部公情规或者当资机管事员进生办不工作可中物市院在纳实门疫要产其企二及"
    "防责合本全提三通申级等上出区为查经报收地设主制费任大期体服单方时监各家控信位府安加项局所年施依请开照委得由成金权动自四策"
    "于构支处新重款持五分证建职日息展过利按医受告运财专入表化内相省议下增缴他度个件计力同社司并决代立向能免外取总审护组性明海"
    "交准后予调限营品供接指据六共具优确文境额与案月执需担核改量点值障强口征求险高治标违票育检况前记结基特程算除登批负七现织效"
    "式活助律导推使农技百型备统场承直到股间措预书八督选平电源长之病染适起九面列知料数章别解未补是造系融给术线船采询协原常落范"
    "环销转意健响次影教网续放复将学水小无元根正输录货涉质子罚域药完置目严择状债止好创参类减被商厅清领名炎科反肺益毒扣港冠际察"
    "卫县废认已布惠格因华形如约享划东害号疗从配消康整失难感必属贷损退许军果集就城微银赠偿示易捐航问送符户台围附排先非万做序励"
    "研评联包更何验还究空考积裁辖我则困再延注革广履租留快题种手答步节急变诉购义济付态培央价引道极最犯传北促份例售坚器综打修密"
    "善罪车舶心称住至污存令低贸救见京率董托风"
    "並佈併侷係個備傢傳債價償優內別則創劃動務勵區協參員問單噹嚮嚴國圍執堅報場學實審將專對導屬廢廣廳強彆後從復徵態應戶採損擇擔"
    "據數於時書會朮東條業極構標機檢檯權汙決況減準濟為無營狀現環產當療發監睏確稅種稱積箇節範約納級組結給統經綜網線縣總織繫繳續"
    "罰義聯職脩臺與華萬藥處號術衛補製複見規計託記設許訴註証評詢認調請證議護變負財貨責貸費貿資質購贈車軍輸轄轉辦農進運過違適選"
    "還醫釦銀銷錄錶長門開間閤關際險難電響項預領題額類風颱驗體髮麵點齣"
)
"""The 500 commonest characters of notices and laws, and their traditional forms (counted over 0.8 million characters;
nine tenths of any notice)."""

_MARKS = frozenset(
    "、。，；：？！（）《》〈〉“”‘’—…·〔〕【】「」『』〇○％／－～＋０１２３４５６７８９\u3000　％①②③④⑤⑥⑦⑧⑨⑩㎡℃×°±§"
)


@cache
def _usual() -> frozenset[str]:
    """Every Han character of GB 2312 and of Big5's first level."""
    simplified = bytes(b for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF) for b in (high, low)).decode(
        "gb2312", "ignore"
    )
    tails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    traditional = bytes(b for high in range(0xA4, 0xC7) for low in tails for b in (high, low)).decode("big5", "ignore")
    return frozenset(char for char in simplified + traditional if char >= "\u4e00")


def score(text: str) -> float:
    """From 1 (every character outside ASCII is a common one) down to -2; 0 where there is none.

    Only the first SAMPLE characters count.
    """
    total = 0.0
    count = 0
    usual = _usual()
    for char in text[:SAMPLE]:
        if char < "\x80":
            total -= char < "\x20" and char not in "\t\n\r\f\v"
            continue
        count += 1
        if char in _COMMON or char in _MARKS:
            total += 1
        elif char in usual or "\u2500" <= char <= "\u257f":  # tables drawn with lines
            total += 0.3
        elif "\u4e00" <= char <= "\u9fff" or char <= "\u33ff":
            total -= 0.5
        else:  # private use, Hangul, extension planes, compatibility forms, U+FFFD
            total -= 1 if char in "\ufe30\ufe31\ufe33\ufe4f" or "\uff00" <= char <= "\uffef" else 2
    return total / count if count else min(0.0, total)
