# SPDX-License-Identifier: Apache-2.0
"""Notices whose tasks stand in another order in the second copy: moved, edited, merged, split, removed, numbered anew.

Each notice is invented and made from a seed. One to three operations are planted, then script and layout noise comes to
both copies as in `seeded`, so that the place of each operation is known in both."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from seeded import DRESS, LAYOUT, SCRIPTS, copied

OPERATIONS = ("move", "edit", "merge", "split", "remove", "renumber")
_NOISE = {
    "script": [name for name in SCRIPTS if name != "regional words"],
    "dress": ["wide digits", "narrow marks"],
    "layout": ["wrap 28", "wrap 38", "indent", "blank lines"],
}
assert {*_NOISE["dress"]} <= {*DRESS}
assert {*_NOISE["layout"]} <= {*LAYOUT}

Span = tuple[int, int]


@dataclass(frozen=True)
class Planted:
    """One thing to be told: what was done, the kinds that name it, and its place in each copy."""

    operation: str
    kinds: tuple[str, ...]
    a: Span
    b: Span
    gravity: str | None = None


@dataclass(frozen=True)
class Order:
    """Two copies of a notice with what was done between them."""

    name: str
    style: str
    noise: tuple[str, ...]
    a: str
    b: str
    planted: tuple[Planted, ...]
    moves: int
    """The fewest units whose moving explains the order of the second copy."""
    units: dict[str, tuple[Span, Span]]
    """The units that both copies have: where each one's label stands."""
    renumbered: frozenset[str]
    """Those of them whose number differs."""


# -- words of invented notices -------------------------------------------------------------------------------------

_VERBS = (
    "推进 加强 完善 优化 深化 健全 提升 实施 开展 落实 规范 拓展 培育 壮大 强化 构建 "
    "加快 夯实 创新 支持 引导 统筹 整治 改造"
).split()
_OBJECTS = (
    "海洋实验室体系 城市更新行动 农村供水工程 社区养老服务 普惠托育设施 中小学校舍 "
    "河湖长效管护 土壤污染防治 危险化学品监管 燃气管网普查 电动自行车充电设施 口袋公园 "
    "历史街区保护 非遗传承基地 全民健身场地 职业技能培训 高校毕业生就业 退役军人服务站 "
    "残疾人康复服务 困难群众救助 医疗保障基金监管 家庭医生签约 疾控机构能力 药品集中采购 "
    "知识产权质押融资 工业互联网平台 集成电路产业园 氢能示范项目 新能源汽车推广 数字乡村试点 "
    "高标准农田 种业振兴工程 冷链物流枢纽 跨境电商综试区 中欧班列集结中心 港口集疏运通道 "
    "轨道交通线网 国省干线公路 农村公路养护 低空经济场景 公共数据授权运营 电子证照归集 "
    "政务服务大厅 信用修复机制 包容审慎监管 行政执法监督 法律援助服务 矛盾纠纷化解 "
    "森林草原防火 应急避难场所 防汛排涝能力 地质灾害治理 食品安全抽检 特种设备检验 "
    "广告市场秩序 殡葬服务设施 机关事务节能 绿色建筑标准 生活垃圾分类 再生资源回收 "
    "海岸带生态修复 近岸海域水质 碳排放核算 排污权交易 节水型企业 水权改革试点 老旧电梯更新 "
    "无障碍环境 公共体育场馆 乡村旅游线路 文物安全巡查 图书馆分馆"
).split()
_SUBJECTS = (
    "龙头企业 科研院所 行业协会 各区（县） 重点园区 金融机构 社会力量 基层组织 国有企业 民营企业 专业机构 高等学校"
).split()
_OFFICES = (
    "市科技局 市发展改革委 市工业和信息化局 市商务局 市生态环境局 市民政局 市司法局 市应急局 "
    "市财政局 市教育局 市卫生健康委 市水务局 市文化和旅游局 市农业农村局 市交通运输局 "
    "市市场监管局 市住房城乡建设局 市自然资源局"
).split()
_SHORT = (
    "加强宣传引导 严格督查考核 落实工作责任 强化资金保障 健全工作机制 加强队伍建设 "
    "做好信息报送 严肃工作纪律 完善应急预案 组织专题培训 开展试点示范 建立工作台账 "
    "定期通报进度 广泛听取意见"
).split()
_TIMES = ("年底前", "上半年", "三季度末前", "2024年6月底前", "2025年底前", "五年内", "年内")
_UNITS = ("个", "家", "处", "项", "公里", "万平方米", "万人次", "亿元", "件", "名")


def _sentence(chance: random.Random) -> str:
    verb, other = chance.sample(_VERBS, 2)
    one, two, three = chance.sample(_OBJECTS, 3)
    count, more = chance.randrange(3, 400), chance.randrange(2, 90)
    unit, time, subject = chance.choice(_UNITS), chance.choice(_TIMES), chance.choice(_SUBJECTS)
    return chance.choice(
        (
            f"{verb}{one}，{other}{two}，{time}完成{count}{unit}。",
            f"{time}，{one}覆盖率达到{more}%以上，新增{two}{count}{unit}。",
            f"支持{subject}参与{one}，对符合条件的给予不超过{more}万元补助。",
            f"建立{one}与{two}衔接机制，明确任务清单，{verb}{three}。",
            f"组织{subject}开展{one}专项检查，每年不少于{chance.randrange(2, 9)}次，发现问题应当在{more}日内整改。",
            f"{verb}{one}。",
            f"将{one}纳入年度考核，{other}{two}建设，推动{three}提质增效。",
            f"鼓励{subject}先行先试，{verb}{one}、{two}和{three}。",
        )
    )


@dataclass
class _Unit:
    """A task as it is written: sentences, and who is in charge."""

    name: str
    sentences: list[str]
    statement: str


def _unit(chance: random.Random, name: str, style: "_Style") -> _Unit:
    if style.short and chance.random() < 0.7:
        return _Unit(name, [chance.choice(_SHORT) + "。" if chance.random() < 0.6 else _plain(chance)], "")
    sentences = [
        _pattern(chance, name) if style.alike else _plain(chance),
        *(_sentence(chance) for _ in range(chance.randrange(style.least, style.most))),
    ]
    if style.lists and chance.random() < 0.5:
        sentences.append(_list(chance, style.lists))
    return _Unit(name, sentences, _statement(chance) if style.charged and chance.random() < 0.85 else "")


def _pattern(chance: random.Random, name: str) -> str:
    return f"推进第{_han(int(name) + 1)}项工作，{chance.choice(_VERBS)}{chance.choice(_OBJECTS)}。"


def _list(chance: random.Random, label: str) -> str:
    items = [_plain(chance)[:-1] for _ in range(chance.randrange(2, 4))]
    return "主要任务：" + "；".join(f"\n{label.format(n=n + 1)}{item}" for n, item in enumerate(items)) + "。"


def _plain(chance: random.Random) -> str:
    return f"{chance.choice(_VERBS)}{chance.choice(_OBJECTS)}。"


def _statement(chance: random.Random) -> str:
    lead, *others = chance.sample(_OFFICES, chance.randrange(1, 4))
    if not others:
        return f"（{chance.choice(['牵头单位', '责任单位'])}：{lead}）"
    return f"（牵头单位：{lead}；配合单位：{'、'.join(others)}）"


# -- styles of numbering -------------------------------------------------------------------------------------------

_HAN = "〇一二三四五六七八九"


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else _HAN[tens] + "十") + (_HAN[ones] if ones or not tens else "")


@dataclass(frozen=True)
class _Style:
    """How the tasks of a notice are numbered, and what they look like."""

    name: str
    label: str
    """`{n}` is an Arabic number, `{h}` a Han one."""
    sections: str = ""
    through: bool = True
    """Numbers run on from section to section."""
    charged: bool = True
    short: bool = False
    alike: bool = False
    """All tasks are of one pattern, so that only a few words tell them apart."""
    lists: str = ""
    """The labels of lists inside tasks, an Arabic number for `{n}`."""
    least: int = 1
    most: int = 4

    def written(self, number: int) -> str:
        """The label of a number."""
        return self.label.format(n=number, h=_han(number))


STYLES = (
    _Style("tasks through", "{n}.", "{h}、"),
    _Style("tasks anew", "{n}.", "{h}、", through=False),
    _Style("bracketed", "（{h}）", "{h}、", through=False),
    _Style("flat", "{h}、", least=0, most=3),
    _Style("flat numbers", "{n}.", least=0, most=3),
    _Style("alike", "{n}.", alike=True, least=0, most=1),
    _Style("alike, flat", "{h}、", alike=True, charged=False, least=0, most=1),
    _Style("lists", "{h}、", lists="{n}.", most=3),
    _Style("lists in sections", "（{h}）", "{h}、", through=False, lists="{n}.", most=3),
    _Style("short", "{h}、", charged=False, short=True, least=0, most=2),
    _Style("short numbers", "{n}.", charged=False, short=True, least=0, most=2),
    _Style("articles", "第{h}条　", charged=False, most=3),
    _Style("chapters", "第{h}条　", "第{h}章　", charged=False, most=3),
)


@dataclass
class _Item:
    """A labelled unit of the second copy: parts of the first copy's tasks."""

    parts: list[_Unit]
    number: int
    name: str


@dataclass
class _Copy:
    """A copy while it is written: its text, and where things stand."""

    text: str = ""
    labels: dict[str, Span] = field(default_factory=dict)
    whole: dict[str, Span] = field(default_factory=dict)
    edits: dict[str, Span] = field(default_factory=dict)
    joints: dict[str, int] = field(default_factory=dict)
    """Where a part begins that has no label of its own."""
    statements: dict[str, Span] = field(default_factory=dict)
    heads: dict[str, Span] = field(default_factory=dict)

    def add(self, text: str) -> Span:
        """Write, and tell where."""
        start = len(self.text)
        self.text += text
        return start, len(self.text)


_OPEN, _CLOSE = "\ue000", "\ue001"
"""Around the words that were edited, while a copy is made."""


def _write(copy: _Copy, style: _Style, heads: Sequence[str], sections: Sequence[Sequence[_Item]]) -> None:
    for n, (head, items) in enumerate(zip(heads, sections, strict=True)):
        copy.heads[f"§{n}"] = copy.add(head)
        for item in items:
            start = len(copy.text)
            copy.labels[item.name] = copy.add(style.written(item.number))
            for n, part in enumerate(item.parts):
                if n:
                    copy.joints[part.name] = len(copy.text)
                _write_part(copy, part)
            copy.add("\n")
            copy.whole[item.name] = start, len(copy.text)


def _write_part(copy: _Copy, part: _Unit) -> None:
    for sentence in part.sentences:
        before, opened, rest = sentence.partition(_OPEN)
        copy.add(before)
        if opened:
            word, _, after = rest.partition(_CLOSE)
            copy.edits[part.name] = copy.add(word)
            copy.add(after)
    before, opened, rest = part.statement.partition(_OPEN)
    start = len(copy.text)
    copy.add(before)
    if opened:
        word, _, after = rest.partition(_CLOSE)
        copy.edits[part.name] = copy.add(word)
        copy.add(after)
    copy.statements[part.name] = start, len(copy.text)


# -- operations ----------------------------------------------------------------------------------------------------


@dataclass
class _Plan:
    """The second copy while operations are done to it."""

    style: _Style
    chance: random.Random
    sections: list[list[_Item]]
    first: dict[str, _Unit]
    """The tasks as the first copy has them, edits marked."""
    done: list[tuple[str, str, str]] = field(default_factory=list)
    """Operation, the unit it was done to, and what else belongs to it."""
    touched: set[str] = field(default_factory=set)
    anew: bool = False
    moves: int = 0

    def free(self) -> list[tuple[int, int]]:
        """Where units stand that nothing was done to."""
        return [
            (s, i) for s, items in enumerate(self.sections) for i, x in enumerate(items) if x.name not in self.touched
        ]


def _move(plan: _Plan) -> bool:
    free = plan.free()
    if sum(map(len, plan.sections)) < 3 or not free:
        return False
    s, i = plan.chance.choice(free)
    t = plan.chance.randrange(len(plan.sections))
    if len(plan.sections[s]) == 1 or (s != t and not plan.style.through):
        t = s
    item = plan.sections[s].pop(i)
    at = [n for n in range(len(plan.sections[t]) + 1) if not (s == t and n == i)]
    if not at:
        plan.sections[s].insert(i, item)
        return False
    plan.sections[t].insert(plan.chance.choice(at), item)
    plan.done.append(("move", item.name, ""))
    plan.touched.add(item.name)
    plan.moves += 1
    return True


def _edit(plan: _Plan) -> bool:
    moved = [
        (s, i)
        for s, items in enumerate(plan.sections)
        for i, x in enumerate(items)
        if any(done[:2] == ("move", x.name) for done in plan.done)
    ]
    places = moved if moved and plan.chance.random() < 0.7 else plan.free()
    places = [(s, i) for s, i in places if len(plan.sections[s][i].parts) == 1]
    if not places:
        return False
    s, i = plan.chance.choice(places)
    (part,) = plan.sections[s][i].parts
    if any(done[:2] == ("edit", part.name) for done in plan.done):
        return False
    made = _edited(plan.chance, part)
    if made is None:
        return False
    kind, old, new = made
    plan.first[part.name] = old
    plan.sections[s][i].parts = [new]
    plan.done.append(("edit", part.name, kind))
    plan.touched.add(part.name)
    return True


def _edited(chance: random.Random, part: _Unit) -> tuple[str, _Unit, _Unit] | None:
    """A task with one thing changed, both versions with marks around it."""
    where = chance.randrange(len(part.sentences) + bool(part.statement))
    if where == len(part.sentences):
        present = [office for office in _OFFICES if office in part.statement]
        old, new = chance.choice(present), chance.choice([office for office in _OFFICES if office not in present])
        both = [part.statement.replace(old, _OPEN + word + _CLOSE, 1) for word in (old, new)]
        return "office", _Unit(part.name, part.sentences, both[0]), _Unit(part.name, part.sentences, both[1])
    sentence = part.sentences[where]
    made = _changed(chance, sentence)
    if made is None:
        return None
    kind, *both = made
    rows = [[*part.sentences[:where], text, *part.sentences[where + 1 :]] for text in both]
    return kind, _Unit(part.name, rows[0], part.statement), _Unit(part.name, rows[1], part.statement)


def _changed(chance: random.Random, sentence: str) -> tuple[str, str, str] | None:
    digits = [n for n, char in enumerate(sentence) if char.isdigit() and not sentence[n - 1].isdigit()]
    digits = [n for n in digits if sentence[n : n + 2] != "20"]
    if digits and chance.random() < 0.5:
        at = chance.choice(digits)
        end = at
        while sentence[end].isdigit():
            end += 1
        old = sentence[at:end]
        new = str(int(old) + chance.choice([1, 3, 10, 100]))
        return "number", _marked(sentence, at, end, old), _marked(sentence, at, end, new)
    verbs = [(sentence.find(verb), verb) for verb in _VERBS if verb in sentence]
    if verbs and chance.random() < 0.7:
        at, verb = chance.choice(verbs)
        new = chance.choice([word for word in _VERBS if word not in sentence and not {*word} & {*verb}])
        return "word", _marked(sentence, at, at + 2, verb), _marked(sentence, at, at + 2, new)
    end = len(sentence) - 1
    if chance.random() < 0.5:
        return "clause", _marked(sentence, end, end, ""), _marked(sentence, end, end, "，并做好跟踪评估")
    return "word", _marked(sentence, end - 2, end, sentence[end - 2 : end]), _marked(sentence, end - 2, end, "事项")


def _marked(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + _OPEN + new + _CLOSE + text[end:]


def _merge(plan: _Plan) -> bool:
    free = set(plan.free())
    pairs = [(s, i) for s, i in free if (s, i + 1) in free]
    pairs = sorted((s, i) for s, i in pairs if _beside(plan, s, i))
    if not pairs:
        return False
    s, i = plan.chance.choice(pairs)
    one, two = plan.sections[s][i].parts[0], plan.sections[s][i + 1].parts[0]
    lost = bool(one.statement) and plan.chance.random() < 0.7
    own = _Unit(one.name, one.sentences, "") if lost else one
    plan.touched |= {one.name, two.name}
    plan.sections[s][i].parts = [own, two]
    del plan.sections[s][i + 1]
    plan.done.append(("merge", two.name, one.name if lost else ""))
    return True


def _beside(plan: _Plan, s: int, i: int) -> bool:
    """Did the two stand beside each other in the first copy as well?"""
    one, two = plan.sections[s][i], plan.sections[s][i + 1]
    return two.number == one.number + 1 and len(one.parts) == len(two.parts) == 1


def _split(plan: _Plan) -> bool:
    places = [(s, i) for s, i in plan.free() if len(plan.sections[s][i].parts[0].sentences) > 1]
    if not places:
        return False
    s, i = plan.chance.choice(places)
    (part,) = plan.sections[s][i].parts
    at = plan.chance.randrange(1, len(part.sentences))
    name = part.name + "+"
    plan.sections[s][i].parts = [_Unit(part.name, part.sentences[:at], "")]
    plan.sections[s].insert(i + 1, _Item([_Unit(name, part.sentences[at:], part.statement)], 0, name))
    plan.touched |= {part.name, name}
    plan.done.append(("split", name, str(at)))
    plan.anew = True
    return True


def _remove(plan: _Plan) -> bool:
    free = [(s, i) for s, i in plan.free() if len(plan.sections[s]) > 1 and i + 1 < len(plan.sections[s])]
    if not free or sum(map(len, plan.sections)) < 3:
        return False
    s, i = plan.chance.choice(free)
    item = plan.sections[s].pop(i)
    plan.touched.add(item.name)
    plan.done.append(("remove", item.name, ""))
    return True


def _renumber(plan: _Plan) -> bool:
    plan.anew = True
    plan.done.append(("renumber", "", ""))
    return True


_MAKERS = {"move": _move, "edit": _edit, "merge": _merge, "split": _split, "remove": _remove, "renumber": _renumber}


def _number_anew(plan: _Plan, before: int) -> None:
    """Counted anew; where that changes nothing, a run of numbers shifted by one."""
    number = 0
    for items in plan.sections:
        number = number if plan.style.through else 0
        for item in items:
            number += 1
            item.number = number
    if plan.done and [done[0] for done in plan.done if done[0] != "edit"] == ["renumber"]:
        rows = [[x for items in plan.sections for x in items]] if plan.style.through else plan.sections
        row = plan.chance.choice(rows)
        start = plan.chance.randrange(1, len(row))
        for item in row[start:]:
            item.number += 1


# -- cases ---------------------------------------------------------------------------------------------------------


def order(seed: int) -> Order:
    """The case of a seed."""
    chance = random.Random(f"orders {seed}")
    while True:
        found = _order(seed, chance)
        if found is not None:
            return found


def orders(first: int, count: int) -> list[Order]:
    """`count` cases from the seed `first` on."""
    return [order(seed) for seed in range(first, first + count)]


def _order(seed: int, chance: random.Random) -> Order | None:
    style = chance.choice(STYLES)
    sizes = (
        [chance.randrange(2, 6) for _ in range(chance.randrange(2, 4))] if style.sections else [chance.randrange(3, 10)]
    )
    names = iter(range(sum(sizes)))
    units = [[_unit(chance, str(next(names)), style) for _ in range(size)] for size in sizes]
    if len({unit.sentences[0] for section in units for unit in section}) < sum(sizes):
        return None
    number = 0
    sections: list[list[_Item]] = []
    for section in units:
        number = number if style.through else 0
        row = []
        for unit in section:
            number += 1
            row.append(_Item([unit], number, unit.name))
        sections.append(row)
    originals = [[_Item(list(x.parts), x.number, x.name) for x in row] for row in sections]
    plan = _Plan(style, chance, sections, {unit.name: unit for section in units for unit in section})
    wanted = sorted(chance.sample(OPERATIONS, chance.choice((1, 1, 2, 3))), key=OPERATIONS.index)
    if not all(_MAKERS[name](plan) for name in wanted):
        return None
    if plan.anew:
        _number_anew(plan, number)
    heads = [
        style.sections.format(h=_han(n + 1)) + _plain(chance)[:-1] + "\n" if style.sections else ""
        for n in range(len(sizes))
    ]
    a, b = _Copy(), _Copy()
    for copy in (a, b):
        copy.add(_front(random.Random(f"front {seed}"), style))
    _write(a, style, heads, [[_Item([plan.first[x.name]], x.number, x.name) for x in row] for row in originals])
    _write(b, style, heads, plan.sections)
    return _case(seed, chance, plan, a, b)


def _front(chance: random.Random, style: _Style) -> str:
    subject = chance.choice(_OBJECTS)
    if style.label.startswith("第"):
        return f"海澄市{subject}管理办法\n"
    what = f"关于{chance.choice(_VERBS)}{subject}的通知"
    if chance.random() < 0.5:
        return f"{what}\n"
    return (
        f"海澄市人民政府办公室{what}\n各区、县人民政府，市政府各部门：\n"
        f"为{chance.choice(_VERBS)}{subject}，现就有关事项通知如下：\n"
    )


def _case(seed: int, chance: random.Random, plan: _Plan, a: _Copy, b: _Copy) -> Order:
    both = [name for name in a.labels if name in b.labels]
    changed = frozenset(name for name in both if a.text[slice(*a.labels[name])] != b.text[slice(*b.labels[name])])
    planted = [found for done in plan.done for found in _planted(done, plan, a, b)]
    if changed:
        planted.append(Planted("renumber", ("renumbered",), (0, 0), (0, 0)))
    noise_a, noise_b = _noise(chance), _noise(chance)
    (text_a, spans_a), (text_b, spans_b) = copied(chance, a.text, noise_a), copied(chance, b.text, noise_b)
    return Order(
        str(seed),
        plan.style.name,
        (*noise_a, "|", *noise_b),
        text_a,
        text_b,
        tuple(Planted(p.operation, p.kinds, spans_a(*p.a), spans_b(*p.b), p.gravity) for p in planted),
        len(both) - _longest_rising(a, b),
        {name: (spans_a(*a.labels[name]), spans_b(*b.labels[name])) for name in both},
        changed,
    )


def _noise(chance: random.Random) -> tuple[str, ...]:
    names = [chance.choice(_NOISE["script"])] if chance.random() < 0.7 else ["simplified"]
    names += [name for name in _NOISE["dress"] if chance.random() < 0.12]
    return (*names, *([chance.choice(_NOISE["layout"])] if chance.random() < 0.5 else []))


def _longest_rising(a: _Copy, b: _Copy) -> int:
    """How many units can stay, where the headings do."""
    there = {**b.labels, **b.heads}
    row = sorted((span, name) for name, span in {**a.labels, **a.heads}.items() if name in there)
    best: list[int] = []
    for n, (_, name) in enumerate(row):
        own = 1000 if name in a.heads else 1
        best.append(own + max((best[m] for m in range(n) if there[row[m][1]] < there[name]), default=0))
    return max(best, default=0) % 1000


def _planted(done: tuple[str, str, str], plan: _Plan, a: _Copy, b: _Copy) -> list[Planted]:
    operation, name, more = done
    if operation == "edit":
        kinds = {"number": ("number", "date", "bound", "quantity_unit"), "office": ("responsible_unit",)}.get(more, ())
        return [Planted("edit", kinds, a.edits[name], b.edits[name])]
    if operation == "merge":
        at = b.joints[name]
        found = [Planted("merge", ("merged",), a.labels[name], (at, at))]
        if more:
            here = b.statements[more][0]
            found.append(Planted("merge: office", ("responsible_unit",), a.statements[more], (here, here), "high"))
        return found
    if operation == "split":
        original = plan.first[name[:-1]]
        at = a.labels[original.name][1] + sum(map(len, original.sentences[: int(more)]))
        return [Planted("split", ("split",), (at, at), b.labels[name])]
    if operation == "remove":
        kinds = ("unit_removed", *(("truncated",) if a.whole[name][1] == len(a.text) else ()))
        return [Planted("remove", kinds, a.whole[name], (-1, -1))]
    return []
