# SPDX-License-Identifier: Apache-2.0
"""What may stand behind the words of a page item: a number, a date, a publisher, people, a path, a title, an address.

Each value is of a closed form, so that what only begins like an item (来源：中央财政资金, 发布时间：每月5日前) is the
notice's. Patterns are matched on canonical text.
"""

from policydiff.vocabulary.patterns import late_pattern

ISO_DATE = r"(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}"
WRITTEN_DATE = r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日"
_MINGUO_DATE = r"1\d{2}[-./]\d{1,2}[-./]\d{1,2}"
_MINGUO_WRITTEN = r"(?:民国)?1\d{2}年\d{1,2}月\d{1,2}日"
_WEEKDAY = r"(?: ?\(?(?:星期|周)[一二三四五六日天]\)?)?"
CLOCK = r" ?(?:上午|下午)?\d{1,2}(?::\d{1,2}){1,2}"
DATE = late_pattern(
    rf"(?P<iso>{ISO_DATE}|{_MINGUO_DATE})?(?P<written>{WRITTEN_DATE}|{_MINGUO_WRITTEN})?{_WEEKDAY}"
    rf"(?P<clock>{CLOCK}|(?<=日) ?\d{{1,2}}时\d{{1,2}}分)?"
)
"""A date as sites write it; a date in words may carry a clock, which a signature never does."""
COUNT = late_pattern(r"\d[\d,]{0,12}(?:\.\d+)?[万千]?\+?(?:次|人次|人(?![\u4e00-\u9fff]))?|次|人次|\(次\)")
_MEDIA = (
    r"网|网站|报|早报|晚报|日报|时报|新华社|中新社|中央社|通讯社|台|频道|客户端|公众号|微信|微博|门户|中心|发布|强国"
    r"|公报|杂志|新闻处|新闻办|编辑部"
)
_OFFICE = (
    r"政府|办公室|办公厅|办|部|厅|局|委|委员会|院|署|会|处|科|组|司|社|所|站|馆|校|大学|学院|医院|集团|公司|联|行|街道"
    r"|镇|乡|区|县|市|省"
)
_NAME = r"[\u4e00-\u9fffA-Za-z·、()]"
_MEDIUM = late_pattern(rf"(?:{_NAME}{{0,24}}(?:{_MEDIA})|互联网|网络|本网|本站|网站)(?:\(?记者.{{2,10}})?")
_PUBLISHER = late_pattern(rf"{_NAME}{{1,28}}(?:{_OFFICE})")
_NO_PUBLISHER = late_pattern(r"[由为把被将按应须其该此至于]|资金|补助|经费|预算|举报|报送|样本|提报|渠道|采购|单位自")
PERSONS = late_pattern(
    r"(?:[\u4e00-\u9fff·]{2,4}|[A-Za-z]{2,16}|[\u4e00-\u9fff]某某?)(?:[、,/](?:[\u4e00-\u9fff·]{2,4}|[A-Za-z]{2,16}))*"
)
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞"
    "章鲁葛伍申尤毕聂焦向柳邢岳齐梅莫庄辛管祝左涂谷祁耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘"
    "景薄单包司柏宁柯阮桂闵解强柴华车冉房边闫"
)
"""Most frequent surnames of the mainland (Ministry of Public Security, report of 2020) with those of Taiwan."""
_NAMED = late_pattern(rf"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}(?:[、,/][{_SURNAMES}][\u4e00-\u9fff]{{1,2}})*")
_NO_PERSON = late_pattern(r"[应由为的每级别可须或]|意见|同意|指标|单位|程序|要求|数量|制度|校核|复核|时间|日期")
LINK = late_pattern(r"(?:https?://|www\.)[!-~]{1,300}")
PATH_MARK = late_pattern(r"[>》〉|/→-] ?")
HOME = "首页|网站首页|本站首页|主页|网站主页|首頁|Home"
_TITLE = late_pattern(r"[^。]{0,120}")
_READING = late_pattern(
    r"解读|图解|一图|读懂|《|答记者问|问答|通知|公告|意见|办法|规定|方案|条例|解析|专题|没有了|^无$"
)
_EXPLAINS = late_pattern(
    r"解读$|解读[(之]|^\(?(?:政策|文件|图文|专家|部门)?解读|图解|^一图|读懂|答记者问|政策问答|解析$"
)
LETTERS = late_pattern(r"[A-Za-z0-9.\-]{2,30}|[\u4e00-\u9fff]{2,12}\.[\u4e00-\u9fff]{2,4}")


def is_medium(value: str) -> bool:
    """Whether a name is that of a site, a paper, a broadcaster: 中国政府网, 新华社, 某某发布."""
    return _MEDIUM.fullmatch(value) is not None and _NO_PUBLISHER.search(value) is None


def is_publisher(value: str) -> bool:
    """Whether a name may be that of an office that published a page: 市政府办公室."""
    return _PUBLISHER.fullmatch(value) is not None and _NO_PUBLISHER.search(value) is None


def is_people(value: str) -> bool:
    """Whether a value is one name of a person or several, or that of an office."""
    if _NO_PERSON.search(value):
        return False
    return PERSONS.fullmatch(value) is not None or is_publisher(value)


def is_named(value: str) -> bool:
    """Whether a value shows by its surnames to be the names of persons: 张某某, and not 同意."""
    return _NAMED.fullmatch(value) is not None and is_people(value)


def is_about_notice(value: str) -> bool:
    """Whether a line is the title of a page that explains a notice: 一图读懂《规划》, 《规划》政策解读."""
    return _TITLE.fullmatch(value) is not None and _EXPLAINS.search(value) is not None


def is_page_title(value: str, *, related: bool) -> bool:
    """Whether a value may be the title of another page; of a `related` one it must show in its words."""
    return _TITLE.fullmatch(value) is not None and (not related or _READING.search(value) is not None)
