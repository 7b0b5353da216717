"""What sort of thing an answer must hold to answer: a telephone number, a sum, a count of days."""

from __future__ import annotations

import re

_AMOUNT = r"(?:[0-9０-９]+|[一二三四五六七八九十百千万亿两零〇半]+)"
_SORTS: tuple[tuple[str, str, str], ...] = (
    ("phone", r"电话|热线|联系方式|手机号|号码是多少", r"\d{3,4}[-－]?\d{7,8}|\b1\d{10}\b|\b12\d{3}\b"),
    ("mail", r"邮箱|电子邮件", r"@"),
    ("web", r"网址|链接|域名", r"https?://|www\.|\.gov"),
    (
        "place",
        r"几号?楼|地址|地点|在哪(?:里|儿|个地方|条路)?(?:办|开|领|$|[？?])|[设放]在(?:哪|几)|什么地方|哪条路|哪个机房",
        r"\d+号[楼院]?|\d+楼|地点[：:]|大厦|路\d",
    ),
    (
        "clock",
        r"几点|(?:办公|上班|开放|服务)时间|末班车|营业时间|周几|星期几|中午|周末|早上|晚上几点",
        r"\d+[:：]\d\d|[上下]午|星期|周[一二三四五六日]",
    ),
    (
        "money",
        r"每[月年天次]多少(?=$|[？?])|标准是(?:多少|什么)|多少(?:钱|元|万|亿|经费|费用|奖金|工资|预算|罚款)|(?:投资|预算|经费|标准|工资|房价|罚款|费用)[^，。？]{0,8}多少(?!个?(?:工作)?[日天年月次条项人])",
        rf"{_AMOUNT}(?:万|亿)?元|标准为|每日|平均工资|百分之|%|倍以|千分之|万分之|不收取",
    ),
    (
        "person",
        r"叫什么名字|(?:组长|[主厅局处科市县区镇乡省]长|主任|书记|负责人|人)(?:是|叫)(?:什么|谁|哪位)|姓什么|哪位|[省市县区]长是谁|负责人(?:是谁|叫)|公开工作领导小组组长是谁|是(?:哪位|谁)写的|采访了(?:谁|哪位)|起草人|作者是谁|主编",
        r"$^",
    ),
    (
        "chat",
        r"天气|写一?[首篇个][^，。？]{0,8}(?:诗|作文|小说|歌|文案|检讨|心得)|推荐[^，。？]{0,6}(?:书|小说|电影|餐|酒店|景点)|讲个?(?:笑话|故事)|你是谁|你叫什么",
        r"$^",
    ),
    ("score", r"满分|分数线|及格|排名|中签率|比例|分值|得分|第一(?:的|名)", r"\d+分|百分之|%|名次"),
    (
        "who",
        r"由谁|归谁|谁(?:来)?(?:牵头|负责|主管|管|批准|审批|决定)|(?:归|由|是)哪(?:个|些|[几两三四]个|[几两三四]?家)(?:部门|单位|机关|机构|股室|科室|局|委|股|科|处)|(?:哪个|哪些|哪[几两三四]个|哪[几两三四]?家|什么)(?:部门|单位|机关|机构)[^，。？]{0,4}"
        r"(?:牵头|负责|主管|批准|审批|受理|管)|牵头(?:单位|部门)是",
        r"牵头|负责|主管|承担|责任单位|责任股室|决定|批准|受理|[由向经][^，。；]{1,20}(?:部门|机关|机构|局|委|办|政府|院|厅|会)",
    ),
    (
        "deadline",
        r"(?:什么时候|何时|几时|哪年|多久)[^，。？]{0,6}(?:完成|启动|建成|建好|实现)|完成(?:时限|时间|期限)",
        r"(?:19|20)\d\d\s?年|月底|年底|[日月年]内|持续|按年度",
    ),
    (
        "often",
        r"(?:多久|多长时间|隔多久)[^，。？]{0,6}(?:一次|开会)|每[年月季周天日][^，。？]{0,8}几[次回场趟]|几[年月天]一[次检]",
        r"每[半一两]?个?[年季月周日旬].{0,12}[次回]|定期|按[年季月]|年度|每年|每季度|每月",
    ),
    (
        "company",
        r"哪家(?!媒体|单位|部门|机关|机构|局)|哪个(?:公司|企业|厂家|大学|学校|医院|银行|网站)",
        r"公司|大学|学院|集团|银行|网|出版社|中心",
    ),
    ("allday", r"(?:是|在)哪一?天(?=$|[？?])", r"[0-9一二三四五六七八九十]+月[0-9一二三四五六七八九十]+日"),
    ("size", r"(?:有)?多[大高宽重厚](?=$|[？?的])|多少(?:平方|公斤|吨|米)", r"平方米|公斤|吨|厘米|米"),
    ("kinds", r"种类|(?:哪几|几|哪些)[种类]", r"分为|种类(?:为|是|有|包括)?[：:]|(?:包括|下列)[^。\n]{0,30}[：:]"),
    ("age", r"多大(?:年纪|岁数|年龄)|几岁|年龄(?:是|有)?多[大少]|多少岁", r"周岁|[0-9一二三四五六七八九十]岁|出生"),
    ("docnumber", r"文号|发文字号", r"〔\d{4}〕|第\d+号|\[\d{4}\]"),
    (
        "sanction",
        r"(?:怎么|如何|怎样|什么样?的?|啥|何种)(?:处理|处分|处罚|惩处|惩戒|追究|追责|罚)|什么(?:法律)?(?:后果|责任)|会(?:怎样|怎么样|咋样)|受(?:到)?什么",
        r"警告|记过|记大过|降级|撤职|开除|辞退|处分|处罚|罚款|追究|责任|责令|通报|取消|惩戒|限制",
    ),
    ("repeal", r"什么时候废止|何时废止|哪天废止", r"同时废止|予以废止|有效期"),
)
_COMPILED = tuple((name, re.compile(asked), re.compile(held)) for name, asked, held in _SORTS)

_UNIT = r"个?工作日|个?月|小时|学时|课时|公里|等级|周岁|岁|年|天|日|名|本|起|人|家|份|次|期|分|级|楼|条|项|种|平|个|场|页|吨|道|位|辆|册|层|座|套|张|台|倍|篇|亩|米|届|批|封|件"
_COUNTED = re.compile(
    rf"(?:多少|(?<!哪)几)个?(?P<unit>{_UNIT})|(?P<span>多久|多长|有效期|公示期|保存期)|(?P<english>how (?:long|many days))",
    re.I,
)
_ALIKE = {"天": "日", "工作日": "日", "月": "月", "学时": "学时", "期": "期"}
_SPANS_COMPARED = re.compile(
    r"(?:期限|时限)[^，。？]{0,8}(?:比较|对比|区别|不同|差别|差异|各|分别|一样|相同)|(?:比较|对比)[^。？]{0,40}(?:期限|时限)"
)
_NUMBER_ASKED = re.compile(r"多少(?!人?次?不)|(?<!哪)几(?:(?![十百千万])[\u4e00-\u9fff])(?<![个条项种类点步大方])")
_NUMBER = re.compile(r"\d|[二三四五六七八九十百千万两](?!是)|百分之")
_SPAN = r"(?<!\d)(?:\d{1,3}|[一二三四五六七八九十百两半]+)\s*(?:年(?!底|度|来|月)|个?月|天|日|个?工作日|小时|周)|当场|定期|长期|随时|每年|逐段"


# What only an article that has the word, or the pattern beside it, can tell anything of.
_DETAIL = re.compile(
    r"品牌|字体|型号|软件|模板|数据库|密码|用户名|账号|客服|尺寸|面积|颜色|页数|出版社|门票|票价|房价|油价|吉祥物|排名|满分|题型|考点|真题|科目|"
    r"编制|传真|机房|服务器|制服|工装|下载|预约|挂号|快递|直播|微信|支付宝|抖音|二维码|区块链|人工智能|元宇宙|社保|公积金|养老金|医保|低保|彩礼|户口|"
    r"护照|驾照|驾驶证|身份证|结婚|离婚|彩票|股票|炒股|宠物|博士|婚假|产假|年休假|年假|病假|年终奖|补贴|住房|学区|高考|中考|地铁|公交|出租车|高铁|旅游|景点|疫情|疫苗|"
    r"天气|食堂|停车|违章|物业|房产税|个人所得税|上市|破产|年检|补办|报销|报名|志愿者|竞赛|证书"
)


def details_asked(question: str) -> tuple[str, ...]:
    """The words of a question for things so particular that what does not name them says nothing of them."""
    return tuple(dict.fromkeys(_DETAIL.findall(question)))


def facets_asked(question: str) -> tuple[str, ...]:
    """The sorts of thing a question asks for, by name; a count by its unit (`#日`), a span of time as `span`."""
    found = [name for name, asked, _ in _COMPILED if asked.search(question)]
    for match in _COUNTED.finditer(question):
        unit = (match["unit"] or "").removeprefix("个") or ("" if not match["unit"] else "个")
        found.append(f"#{_ALIKE.get(unit, unit)}" if unit else "span")
    if "span" not in found and _SPANS_COMPARED.search(question):
        found.append("span")
    if not found and _NUMBER_ASKED.search(question):
        found.append("number")
    return tuple(dict.fromkeys(found))


def holds(facet: str, text: str) -> bool:
    """Whether a text has something of that sort."""
    if facet == "span":
        return re.search(_SPAN, text) is not None
    if facet == "number":
        return _NUMBER.search(text) is not None
    if facet.startswith("#"):
        return _holds_count(facet[1:], text)
    return any(name == facet and held.search(text) is not None for name, _, held in _COMPILED)


_YEARS = r"(?<!\d)(?:\d{1,2}|[一二三四五六七八九十两]+)\s*(?:个?年(?!度|底|来|月)|周年)|长期"
_MONTHS = r"(?:\d+|[一二三四五六七八九十两]+)\s*个月"


def _holds_count(unit: str, text: str) -> bool:
    if unit == "年":
        return re.search(rf"{_YEARS}|{_MONTHS}", text) is not None
    if unit == "日":
        return re.search(rf"(?<!月){_AMOUNT}\s*个?(?:工作日|日|天)|当场|{_MONTHS}|\d\s*小时|[一二三四六八十]小时", text) is not None
    if unit in ("条", "项", "种", "件", "家", "位"):
        return True
    if unit in ("个", "月"):
        return re.search(rf"(?:[0-9]+|[二三四五六七八九十百千万两]+)\s*个?{unit}", text) is not None
    return re.search(rf"{_AMOUNT}\s*个?{re.escape(unit)}", text) is not None
