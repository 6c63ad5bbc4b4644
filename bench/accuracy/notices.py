# SPDX-License-Identifier: Apache-2.0
"""Invented official notices in simplified script, each from a seed: plans of tasks, rules in articles, announcements.

An official text of the corpus stands beside them: the city's notice that ships with the project, brought back to the
simplified script in which it was issued."""

import random
from collections.abc import Iterator
from functools import cache

from bench.accuracy import phrases
from bench.pairs import B

HAN = "〇一二三四五六七八九十"


def han(number: int) -> str:
    """A number below one hundred in Han numerals: 三, 十二, 四十."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else HAN[tens]) + ("十" if tens else "") + (HAN[ones] if ones else "")


def notices(seed: str, count: int) -> Iterator[tuple[str, str]]:
    """So many notices, each with its name; every tenth is the official one of the corpus."""
    for number in range(count):
        chance = random.Random(f"{seed} notice {number}")
        if number % 10 == 9:
            yield "corpus", official()
        else:
            form = (plan, rules, announcement)[number % 3]
            yield form.__name__, form(chance)


@cache
def official() -> str:
    """The notice of the corpus in simplified script."""
    from opencc import OpenCC

    return str(OpenCC("t2s").convert(B)) + "\n"


class _Facts:
    """What stays the same all through one notice, and values that change from place to place."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.city = chance.choice(phrases.CITIES)
        self.subject = chance.choice(phrases.SUBJECTS)
        self.year = chance.randrange(2016, 2026)
        self.short = self.city[0]

    def day(self, more: int = 0) -> str:
        """A date in the year of the notice, or some years later."""
        return f"{self.year + more}年{self.chance.randrange(1, 13)}月{self.chance.randrange(1, 29)}日"

    def filled(self, sentence: str) -> str:
        """The sentence with its places filled."""
        chance = self.chance
        values = {
            "month": f"{self.year}年{chance.randrange(3, 13)}月",
            "year": self.year + 1,
            "date": f"{chance.randrange(3, 8)}月{chance.randrange(11, 29)}日",
            "date2": f"{chance.randrange(8, 13)}月{chance.randrange(11, 29)}日",
            "pct": chance.randrange(61, 99),
            "pct2": chance.randrange(3, 31),
            "n": chance.randrange(11, 99),
            "big": chance.randrange(200, 9900),
            "few": chance.randrange(3, 10),
            "few2": chance.randrange(3, 10),
            "money": chance.randrange(12, 99) * 100,
            "decimal": f"{chance.randrange(1, 19)}.{chance.randrange(1, 10)}",
            "han": chance.choice("二三五六八"),
            "quoted": chance.choice(phrases.QUOTED),
            "project": chance.choice(phrases.PROJECTS),
            "law": chance.choice(phrases.LAWS),
            "street": chance.choice(phrases.STREETS),
            "office": chance.choice(phrases.OFFICES),
            "subject": self.subject,
            "city": chance.choice([city for city in phrases.CITIES if city != self.city]),
        }
        values["district"], values["district2"] = chance.sample(phrases.DISTRICTS, 2)
        return sentence.format(**values)

    def in_charge(self) -> str:
        """The units in charge of a task, as notices write them."""
        lead, *others = self.chance.sample(phrases.OFFICES, self.chance.randrange(2, 5))
        form = self.chance.randrange(3)
        if form == 0:
            return f"（牵头单位：{lead}；配合单位：{'、'.join(others)}）"
        if form == 1:
            return f"（责任单位：{'、'.join((lead, *others))}）"
        return f"（{lead}牵头，{'、'.join(others)}按职责分工负责）"


def _head(facts: _Facts, title: str) -> list[str]:
    number = f"{facts.short}政办发〔{facts.year}〕{facts.chance.randrange(3, 99)}号"
    return [
        f"{facts.city}人民政府办公室关于印发{title}的通知",
        number,
        "各区、县人民政府，市政府各部门，各有关单位：",
        f"《{title}》已经市政府第{facts.chance.randrange(11, 60)}次常务会议审议通过，现印发给你们，请认真组织实施。",
    ]


def _signed(facts: _Facts) -> list[str]:
    listed = facts.chance.sample(phrases.ATTACHMENTS, 3)
    attached = [f"附件：1.{listed[0]}", f"2.{listed[1]}", f"3.{listed[2]}"] if facts.chance.random() < 0.6 else []
    who = facts.chance.choice(phrases.PEOPLE)
    contact = f"（联系人：{who}，联系电话：8{facts.chance.randrange(100, 999)}{facts.chance.randrange(1000, 9999)}）"
    return [
        *attached,
        f"{facts.city}人民政府办公室",
        facts.day(),
        *([contact] if facts.chance.random() < 0.5 else []),
        "（此件公开发布）",
    ]


def _foot(facts: _Facts) -> list[str]:
    copies = "市委各部门，市人大常委会办公室，市政协办公室，市中级人民法院，市人民检察院，"
    return [f"抄送：{copies}{facts.city}军分区。"] if facts.chance.random() < 0.6 else []


def plan(chance: random.Random) -> str:
    """A plan of numbered tasks under sections, each with the units in charge."""
    facts = _Facts(chance)
    title = f"{facts.city}{facts.year}年{facts.subject}{chance.choice(phrases.FORMS)}"
    lines = [*_head(facts, title), *_signed(facts), title]
    lines.append(f"为贯彻落实国家和省关于{facts.subject}的决策部署，结合我市实际，制定本方案。")
    sentences = chance.sample(phrases.SENTENCES, len(phrases.SENTENCES))
    tasks, number = chance.sample(phrases.TASKS, 14), 0
    for section, name in enumerate(chance.sample(phrases.SECTIONS, chance.randrange(3, 5)), 1):
        lines.append(f"{han(section)}、{name}")
        for _ in range(chance.randrange(2, 4)):
            body = "".join(facts.filled(sentences.pop()) for _ in range(chance.randrange(2, 4)))
            number += 1
            lines.append(f"{number}.{tasks[number]}。{body}{facts.in_charge()}")
    return "\n".join([*lines, *_foot(facts)]) + "\n"


def rules(chance: random.Random) -> str:
    """Rules in articles under chapters."""
    facts = _Facts(chance)
    lines = [
        f"{facts.city}{facts.subject}管理办法",
        f"（{facts.day()}{facts.city}人民政府令第{chance.randrange(100, 300)}号公布）",
    ]
    first, second, *rest = phrases.RULES
    chosen = [first, second, *chance.sample(rest, chance.randrange(12, 17))]
    chapters = {0: "总则", 4: "管理与服务", 9: "监督检查", len(chosen) - 2: "附则"}
    for number, rule in enumerate(chosen):
        if number in chapters:
            lines.append(f"第{han(list(chapters).index(number) + 1)}章 {chapters[number]}")
        lines.append(f"第{han(number + 1)}条 {facts.filled(rule)}")
    since = f"{facts.year}年{chance.randrange(1, 13)}月1日"
    lines.append(f"第{han(len(chosen) + 1)}条 本办法自{since}起施行，有效期{chance.choice('三五')}年。")
    return "\n".join(lines) + "\n"


def announcement(chance: random.Random) -> str:
    """An announcement or opinion: sections with （一） items, an attachment list, a signature at the end."""
    facts = _Facts(chance)
    lines = [
        f"{facts.city}人民政府关于做好{facts.subject}工作的意见",
        f"{facts.short}政发〔{facts.year}〕{chance.randrange(3, 99)}号",
        "各区、县人民政府，市政府各部门、各直属机构：",
        f"为进一步做好{facts.subject}工作，根据《{chance.choice(phrases.LAWS)}》，经市政府同意，现提出如下意见。",
    ]
    sentences = chance.sample(phrases.SENTENCES, len(phrases.SENTENCES))
    tasks = chance.sample(phrases.TASKS, 14)
    for section, name in enumerate(chance.sample(phrases.SECTIONS, chance.randrange(3, 5)), 1):
        lines.append(f"{han(section)}、{name}")
        for item in range(1, chance.randrange(3, 5)):
            body = "".join(facts.filled(sentences.pop()) for _ in range(chance.randrange(2, 4)))
            charge = facts.in_charge() if chance.random() < 0.7 else ""
            lines.append(f"（{han(item)}）{tasks.pop()}。{body}{charge}")
    return "\n".join([*lines, *_signed(facts)]) + "\n"
