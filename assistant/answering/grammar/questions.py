"""What kind of answer a question wants."""

from __future__ import annotations

import re

COMPARES = re.compile(
    r"比较|对比|相比|区别|不同|异同|差别|差异|不一样|一样[吗么]|相同|各(?:有|怎么|是|自|多)|分别|difference|differ|compare",
    re.I,
)
_BODY_ASKED = r"哪(?:个|些|几个|几家|一?家)?(?:牵头|责任)?(?:部门|单位|机关|机构|股室|科室|局|委|办|股|科|处)"
DUTY = re.compile(
    r"(?:由|是|归|该|找)?(?:谁|哪(?:个|些|几个|一?家)?(?:部门|单位|机关|机构|局|委|办|股室|科室))[^，。？]{0,6}"
    r"(?:牵头|负责|主管|承担|管|配合|公开|责任)|(?:谁|哪个|哪些|几个).{0,8}(?:牵头|负责)|牵头(?:单位|部门)|责任(?:单位|股室|部门|科室)"
    r"|(?:股室|部门|单位|机关)(?:的责任|负责)|(?:谁|谁来)(?:牵头|负责|配合)|什么时候(?:要|能)?(?:完成|启动)|(?:何时|几时|哪年)(?:完成|启动)"
    r"|完成(?:时限|时间|期限)|时限(?:是|为)?|哪(?:个|些)(?:部门|单位|局|股室).{0,4}(?:牵头|负责|做)|由.{1,12}(?:牵头|负责)(?:的)?(?:吧|吗|对吗)"
    rf"|(?:归|由|是|该|属于?|算)(?:谁|{_BODY_ASKED})|{_BODY_ASKED}(?:的(?:事|活|职责|任务|工作)|来?(?:建|做|办|弄|抓|落实|组织|编))|^谁(?:来|去)?(?:建|编|做|办|弄|抓|落实|组织|给)"
    r"|\bwho (?:leads?|is responsible|is in charge)|responsible (?:for|unit)|\bdeadline|\bwhich (?:department|body|unit|office)",
    re.I,
)
TASKS = re.compile(
    r"(?:牵头|负责|承担|配合)(?:的)?(?:哪些|什么|哪几|几项|多少)|哪些(?:任务|工作|事项)[^？]{0,4}(?:由|归|是)"
    r"|(?:任务|工作)(?:有哪些|是什么|清单)"
)
TASKS_BY = re.compile(
    r"(?:哪些|哪几项|什么)[^？]{0,8}(?:任务|工作|事项)|(?:完成|启动)(?:哪些|什么)|(?:任务|工作)有哪些"
)
YEAR_END = re.compile(
    r"(?P<year>20\d\d)年(?:(?P<month>1[0-2]|0?[1-9])月)?(?:年)?(?P<end>底|末)?[^，。？]{0,4}?(?:前|底|末|完成)"
)
LISTS = re.compile(
    r"哪些|哪几|哪[一二两三四五六七八九十\d]+[个条项种类点步]|几[种条项类步]|几个(?!人|月|小时|工作日|星期|钱|字)|有什么(?:原则|措施|要求|步骤|内容|权利|义务)|包括什么|包括哪|"
    r"列(?:出|举|了)|[一二两三四五六七八九十\d]+[个项条][^，。？]{0,12}(?:是什么|是哪|指什么)|(?:三|四|五|六|七|两)(?:挂|上墙|有)|"
    r"步骤|分别是什么|\bwhat (?:types|kinds|are the)|\blist\b|\bwhich\b",
    re.I,
)
CARD = re.compile(
    r"(?:是|属于)?(?:什么|哪个|哪份|哪一份|哪些)(?:[^，。？的]{0,6})?文件|文号|发文字号|谁(?:发|印|制定|公布|出台)|(?:什么时候|哪天|哪年|何时|几时|哪一天)"
    r"(?:发|印发|公布|出台|开始施行|起?施行|生效|废止|修订|修改|开始实施)|(?:从|自)(?:哪天|哪一天|什么时候|何时)(?:开始|起)?(?:施行|实施|生效)|正式(?:文件|印发)|"
    r"(?:还|现在|目前|是否)(?:还)?有效|有效吗|制定(?:的)?(?:依据|根据)|(?:根据|依据|贯彻)(?:的)?(?:是|什么|哪|了)[^，。？]{0,8}(?:文件|制定)?|"
    r"上级文件|最近一次修[订改正]|哪家媒体|哪天[^，。？]{0,3}(?:发|施行)|(?:\d{4}年)[^，。？]{0,10}(?:发布|印发|出台)了?什么|(?:是|属于)贯彻|(?:是|用的是)?哪一?年(?:的)?(?:版本?|文件|发|修|$|[？?的])|哪[些份几](?:部|个)?文件|文件(?:有|是)哪些|贯彻(?:落实)?.{2,30}的文件|哪个(?:机关|部门|单位)(?:制定|发布|印发|出台)|"
    r"是.{0,6}(?:法律|行政法规|规章|规范性文件)(?:吗|还是)|效力(?:级别|位阶|等级)",
)
YEAR_ASKED = re.compile(r"(?P<year>(?:19|20)\d\d)年(?:(?P<month>1[0-2]|0?[1-9])月)?")
IN_FORCE_ASKED = re.compile(r"施行|生效|实施日期|开始实施")
_WHEN = r"(?:什么时候|何时|几时|哪天|哪一天|哪年|哪一年|从哪天|自哪天)[^，。？]{0,6}"
REPEAL_ASKED = re.compile(_WHEN + "(?:废止|失效)")
AMENDMENT_ASKED = re.compile(_WHEN + "(?:修订|修改|修正)|最近一次修[订改正]")
IN_FORCE_WHEN = re.compile(_WHEN + "(?:施行|实施|生效)|(?:施行|实施|生效)(?:日期|时间)")
ISSUE_WHEN = re.compile(_WHEN + "(?:发布|印发|公布|出台|发的)|(?:发布|印发|公布|成文|落款)(?:日期|时间)")
GROUNDS_ASKED = re.compile(r"依据|根据|贯彻|上级文件")
SAYS_GROUNDS = re.compile("根据|依据|贯彻|按照|精神")
SAYS_IN_FORCE = re.compile(r"自.{2,12}日起(?:施行|实施|生效)|自公布之日起")
ASIDE_LINE = re.compile(
    r"^(?:[（(]依据：|[（(]?(?:牵头|负责|责任|配合|主办|协办|参与|参加)(?:单位|部门|股室|科室|处室)[：:]|[（(]?完成(?:时限|时间)[：:])"
)
"""Lines that say on what an article rests, who answers for a task, by when."""
DUTY_ASIDE = r"[（(\[［【][^。\n]{0,120}(?:牵头|负责|完成|推进|实施|配合)[^。\n]{0,40}[）)\]］】](?=\s*(?:\n|$))"
"""Who answers for a task and by when, in brackets after its last full stop: it is of that task, not of the next."""
LEADING = "牵头"
ASKS_NAME = re.compile(
    r"多少|几|什么(?!样|时候)|哪|谁|多久|多长|怎么(?:计算|算|写|管理)|何时|什么时候|how (?:many|much|long)|what|which|who",
    re.I,
)
LABELS = re.compile(
    r"第?[0-9一二三四五六七八九十百零〇]+(?:条|款|项|部分|点|段)(?:之[一二三四五六七八九十])?"
    r"|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+\."
)
ORDINAL = re.compile(r"第\s*[0-9一二三四五六七八九十百]+\s*(?:项|点|款任务|条意见)")
ENUMERATES = re.compile(r"分为|(?:包括|包含|下列|如下|以下|种类[为是有])[^。\n]{0,30}[：:]")
"""A clause that lists, where `LEADS_TO_LIST` only makes it likely."""
LEADS_TO_LIST = re.compile(r"分为|种类|包括|下列|如下|以下")
YES_NO = re.compile(
    r"是不是|是否|对不对|对[吗么]|是[吗么]|(?:[吗吧]|(?<!什)(?<!怎)么)[？?。！!]?$|有没有|能不能|可不可以|要不要|会不会|行不行|^(?:is|are|does|do|can|must)\b",
    re.I,
)
SHORT_FORM = r"(?:法|条例|办法|规定|细则|方案|意见|解读|报道|通知|规则)"
TYPE_WORDS = {"方案": "方案", "实施意见": "意见", "解读": "解读", "报道": "", "条例": "条例"}
LATIN = re.compile(r"[A-Za-z]")
HAN = re.compile(r"[\u3400-\u9fff]")


def in_english(question: str) -> bool:
    """Whether a question is put in English, though it may name things in Chinese."""
    return len(LATIN.findall(question)) > 2 * len(HAN.findall(question)) and len(question.split()) > 2
