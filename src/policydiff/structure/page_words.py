# SPDX-License-Identifier: Apache-2.0
"""The closed list of what sites put around a notice: its items, with the words of each region.

Words are in canonical form, that is in simplified characters (列印 and 瀏覽 of Taiwan as 列印 and 浏览). Among those of
Taiwan are the ones that a converter makes of the mainland's (釋出日期 of 发布日期). The list was read off pages of
governments in the mainland, Taiwan and Hong Kong and off what public programs take out of such pages. A word not
on it is the notice's. Never on it: 成文日期, 发文字号, 发文机关, 有效性, 印发日期 and their kind.
"""

from typing import Literal, NamedTuple

from policydiff.model import Kind

Value = Literal["none", "count", "date", "stamp", "publisher", "persons", "path", "title", "link", "letters"]
"""What may stand behind the words: nothing, a number, a date, a date in any form, who published, people, a path through
the site, the title of another page, an address, a name."""
Weight = Literal["sure", "alone", "word", "weak", "foot"]
"""How far an item may be trusted. `sure`: of the page wherever it stands around the notice, and its line is a bar.
`alone`: of the page where it fills its line. `word`: a fixed phrase without a value, of the page in a line of items.
`weak`: of the page only in company. `foot`: only beside what registers the site, on one line."""


class Words(NamedTuple):
    """One item: the words that begin it by region, parted by blanks, and what may follow them.

    A `~` behind a word stands for an object that may be there: 本页, 此文, 窗口. A `_` stands for a blank."""

    item: str
    kind: Kind
    weight: Weight
    value: Value
    mainland: str
    taiwan: str = ""
    hong_kong: str = ""


LABELS = (
    Words(
        "date of the page",
        "page_date",
        "sure",
        "date",
        "发布时间 发布日期 发表时间 发表日期 更新时间 更新日期 最后更新 最近更新 最后更新时间 录入时间 录入日期"
        " 上传时间 上传日期 添加时间 添加日期"
        " 编辑时间 信息时间 发稿时间 文章日期 文章时间 公开日期 公开时间 发布于 更新于 发表于",
        "张贴日期 上版日期 最后更新日期 资料更新 资料更新日期 上架日期 释出时间 释出日期 释出于",
    ),
    Words("date of the site's review", "page_date", "sure", "stamp", "", "", "复检日期 最近复检日期 上次复检日期"),
    Words("date, less sure", "page_date", "weak", "date", "时间 日期", "", "修订日期 最近修订日期 最后修订日期"),
    Words(
        "source",
        "source",
        "sure",
        "publisher",
        "来源 信息来源 文章来源 稿件来源 新闻来源 内容来源 本文来源 转自 转载自 来源网站",
        "资讯来源 讯息来源",
    ),
    Words("source, less sure", "source", "weak", "publisher", "发布机构 发布单位", "资料来源 释出机构 释出单位"),
    Words(
        "signed by",
        "source",
        "sure",
        "persons",
        "责任编辑 责编 编辑 作者 供稿 供稿单位 通讯员 录入 录入人 录入员 撰稿 撰稿人 初审 复审 终审 一审 二审"
        " 三审 网络编辑 编审",
    ),
    Words(
        "signed by, less sure",
        "source",
        "weak",
        "persons",
        "审核 校对 摄影 监制 发布人 发布者 审校 记者 文字",
        "释出人 释出者",
    ),
    Words(
        "counter",
        "counter",
        "sure",
        "count",
        "浏览次数 浏览数 浏览量 浏览人数 浏览 点击次数 点击数 点击量 点击率 点击 阅读次数 阅读数 阅读量"
        " 阅读人数 阅读 访问次数 访问量 访问人数 访问"
        " 查看次数 点赞数 点赞 收看 人气",
        "浏览人次 累计浏览人次 点阅数 点阅次数 点阅人次 点阅率 点阅 观看次数 点选次数 点选数 点选量 点选率",
    ),
    Words(
        "way through the site",
        "navigation",
        "sure",
        "path",
        "位置 当前位置 所在位置 您的位置 你的位置 您现在的位置 您当前的位置 您所在的位置 你现在的位置"
        " 你当前的位置 你所在的位置 当前所在位置"
        " 您的当前位置 您现在所在的位置",
        "现在位置 目前位置",
    ),
    Words("neighbours", "navigation", "sure", "title", "上一篇 下一篇 上一条 下一条 上一页 下一页", "上一则 下一则"),
    Words(
        "related pages",
        "navigation",
        "sure",
        "title",
        "相关链接 相关解读 相关阅读 相关稿件 相关新闻 相关报道 政策解读 文件解读 延伸阅读 推荐阅读",
        "相关连结",
    ),
    Words(
        "address of the page",
        "navigation",
        "sure",
        "link",
        "原文链接 原文地址 本文链接 本文地址 本页地址",
        "原文连结 本文连结",
    ),
    Words("address, less sure", "navigation", "weak", "link", "链接 网址"),
    Words("registration", "navigation", "sure", "letters", "网站标识码 政府网站标识码"),
    Words(
        "keeper of the site",
        "navigation",
        "foot",
        "publisher",
        "主办单位 主办 承办单位 承办 运行维护单位 技术支持 中文域名",
        "技术支援",
    ),
)
"""Items that a colon and a value may follow."""

BUTTONS = (
    Words("print", "navigation", "word", "none", "打印~ 我要打印 打印预览", "列印~ 友善列印 预览列印"),
    Words("close", "navigation", "word", "none", "关闭~"),
    Words("keep", "navigation", "word", "none", "收藏~ 加入收藏 添加收藏 设为首页 保存~ 下载"),
    Words(
        "go back",
        "navigation",
        "word",
        "none",
        "返回 返回顶部 返回首页 返回列表 返回上一页 返回上级 回到顶部 TOP 置顶",
        "回上一页 回上页 回列表 回列表页 回首页 回页首 回顶端 回最上面",
        "返回页首",
    ),
    Words(
        "answer the site",
        "navigation",
        "word",
        "none",
        "我要纠错 网站纠错 纠错 我要评论 意见反馈 复制网址 发送网址给好友",
    ),
    Words(
        "share",
        "share",
        "word",
        "none",
        "分享 分享~ 分享到 分享至 分享到朋友圈 扫码分享 微信 微博 新浪微博 腾讯微博 新浪微信 微信好友 QQ空间"
        " QQ好友 QQ 朋友圈",
        "转寄 转寄友人 转寄好友 Facebook FB Twitter LINE Plurk 分享到Facebook",
    ),
    Words("read aloud", "navigation", "word", "none", "语音播报 语音朗读 朗读 听全文 播放语音 朗读全文", "语音播放"),
    Words(
        "dress of the site",
        "navigation",
        "word",
        "none",
        "繁体 简体 简体中文 繁体中文 English 无障碍 无障碍阅读 无障碍浏览 无障碍模式 长者模式 长者版 长者助手"
        " 长者浏览模式 适老化 适老模式 适老化模式 适老版"
        " 关怀版 手机版 电脑版 网站支持IPv6 本站已支持IPv6访问 视力保护色",
    ),
    Words(
        "related",
        "navigation",
        "word",
        "none",
        "相关文档 相关文件 相关附件 相关信息 相关政策 解读 解读材料 附件下载 查看附件 文件下载 正文",
        "相关档案 相关图片 相关资讯 档案下载",
    ),
    Words(
        "pages of the site",
        "navigation",
        "word",
        "none",
        "网站地图 站点地图 联系我们 关于我们 网站声明 版权声明 免责声明 友情链接 隐私声明 隐私政策",
        "网站导览 隐私权政策 资讯安全政策 隐私权及网站安全政策 政府网站资料开放宣告 联络我们",
        "重要告示 私隐政策 网页指南",
    ),
)
"""Fixed phrases without a value."""

FONT_LABELS = "字号 字体 字型 字体大小 字型大小 字级 字级大小 字级设定 文字大小 文章字号 字号大小"
FONT_SIZES = "大 中 小 特大 超大 默认 标准 正常"
"""字号：[大 中 小], 字級：A- A A+."""

SITE_FIELDS = (
    "索引号 信息索引号 索取号 主题分类 组配分类 体裁分类 信息分类 信息类别 公文种类 服务对象分类 公开方式"
    " 公开形式 公开范围 公开时限 公开类别 公开程序"
    " 发布机构 公开责任部门 信息格式 发布日期 发布时间 公开日期"
)
"""Fields of the table that a site keeps of a document (政府信息公开目录)."""
SITE_CATALOGUE = "索引号 信息索引号 索取号 组配分类 体裁分类 信息分类 信息类别 服务对象分类"
"""Fields that stand in no notice: they show that the table is the site's."""
NOTICE_FIELDS = (
    "成文日期 生成日期 发文日期 发文字号 文号 发文机关 发文机构 发文单位 制发机关 有效性 公文时效 时效性 时效 效力状态"
    " 实施日期 施行日期 生效日期 废止日期 失效日期"
    " 标题 名称 信息名称 主题词 关键词 内容概述 印发日期 公布日期"
)
"""Fields beside them that are the notice's own, or repeat what it says of itself."""
