"""How questions look that this service declines: injections, requests for the prompt, inventions, personal matters."""

from __future__ import annotations

import re

_INJECTION = re.compile(
    r"(?:忽略|无视|忘记|忘掉|抛开|绕过|不要理会|放弃)[^，。？！]{0,12}(?:指令|指示|要求|规则|提示|设定|限制|约束|以上|之前|上面|前面的?话)|"
    r"(?:从现在起|从现在开始|从此|接下来)[，,]?[^，。？]{0,10}(?:你|回答)[^。？]{0,12}(?:不需要|不用|不必|不要|必须|无需|就是|是)|"
    r"(?:别|不要|不用|不必)管[^，。？]{0,6}(?:文件|规定|规则|条文)|管理员身份|(?:以后|今后|之后|接下来)[^，。？]{0,4}(?:所有|全部)?(?:的)?(?:回答|回复)[^，。？]{0,4}(?:不|都|只)|"
    r"开发者模式|越狱|没有任何限制|不受(?:任何)?限制|关闭[^，。？]{0,6}(?:审查|过滤|限制|安全)|(?:请)?(?:扮演|假装你?是|假扮|你现在是一个|充当)|"
    r"\[?系统(?:消息|提示|指令)\]?[：:\s]|新规则[：:]|</?(?:context|system|s|document|user|assistant|instructions?)>|\bSYSTEM\s*[:：]|"
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.?!]{0,30}\b(?:instructions?|rules?|prompts?|documents?|guidelines?|above|previous)|"
    r"\byou are (?:now )?(?:DAN|a(?:n)? (?:unrestricted|unfiltered))|\bjailbreak|\bact as\b|\bpretend (?:to be|you)|developer mode|"
    r"\bdo anything now\b|from now on\b[^.?!]{0,30}\b(?:you|answer|every)|import os|os\.system|/etc/passwd|环境变量里?的|\bDROP TABLE\b|rm -rf",
    re.I,
)
_PROMPT = re.compile(
    r"提示词|(?:把|将)?(?:以上|上面|前面|上述)(?:的)?(?:内容|文字|话|全部)[^，。？]{0,8}(?:打印|输出|重复|复述|显示)|"
    r"\b(?:print|repeat|output|copy)\b[^.?!]{0,20}\b(?:text|words|everything) above|"
    r"(?:你的|系统|隐藏|全部|初始|内部|收到的)[^，。？]{0,8}(?:提示词|提示语|prompt|指令|设定|系统消息)|(?:输出|打印|重复|复述|显示|泄露|透露|告诉我)"
    r"[^，。？]{0,12}(?:提示词|prompt|系统指令|初始设定|隐藏指令|系统消息)|"
    r"\b(?:reveal|print|show|repeat|output|leak|tell me|what (?:is|are))\b[^.?!]{0,40}\b(?:system prompt|hidden|your (?:instructions|prompt|rules)"
    r"|developer message|initial prompt|everything above)|repeat everything",
    re.I,
)
_INVENTION = re.compile(
    r"(?:编造|捏造|伪造|虚构|杜撰|瞎编|胡编|编一[个份条篇]|编个|编出|造一[个份条]|造假)[^，。？]{0,20}(?:文件|文号|字号|法律|规定|条文|条款|决定|通知|证据|数据|证明|公文|条例)?|"
    r"(?:假冒|冒充|仿冒)[^，。？]{0,12}(?:写|发|出|印)|"
    r"(?:内容|随便|任意)[^，。？]{0,4}(?:你)?(?:随便)?编|\b(?:make up|invent|fabricate|forge|fake)\b[^.?!]{0,40}"
    r"\b(?:number|document|article|law|regulation|decision|evidence|citation)",
    re.I,
)
_ABOUT_INVENTION = re.compile(
    r"^(?!.*(?:帮我|帮忙|请你?|给我|替我|随便|我要你)).*(?:捏造|伪造|编造|虚构|造假|杜撰)"
    r"(?=.*(?:怎么|如何|什么|处分|处罚|后果|责任|是否|构成|属于|无效|有效|举报|处理|会怎样|会被|吗))",
    re.S,
)
_SURNAME = (
    r"(?:王|李|张|刘|陈|杨|黄|赵|吴|周|徐|孙|马|朱|胡|郭|何|林|高|罗|郑|梁|谢|宋|唐|许|韩|冯|邓|曹|彭|曾|肖|田|董|潘|袁|蔡|蒋|余|于|杜|叶|程|魏|苏|吕|丁|任|卢|"
    r"姚|沈|钟|姜|崔|谭|陆|范|汪|廖|石|金|韦|贾|夏|付|方|邹|熊|白|孟|秦|邱|侯|江|尹|薛|阎|段|雷|龙|黎|史|陶|贺|毛|郝|顾|龚|邵|万|覃|武|钱|戴|严|莫|孔|向|常|欧阳|司马|诸葛)"
)
_PLAIN = "(?:" + "|".join(n for n in _SURNAME[3:-1].split("|") if n not in "任于何方高向常万余程石金白龙") + ")"
_OFFICE = r"(?:市长|县长|区长|镇长|乡长|局长|科长|处长|主任|书记|股长|部长|厅长|司长|院长|校长|所长|队长|科员|主席|秘书长|会长)"
_PERSON = re.compile(
    rf"{_PLAIN}(?:副|正)?{_OFFICE}(?!科员)|{_PLAIN}[\u4e00-\u9fff]{{1,2}}{_OFFICE}(?!科员)|{_SURNAME}[\u4e00-\u9fff]{{1,2}}(?=的(?:手机|电话|身份证|住址|家庭|工资|银行|老婆|妻子|丈夫|孩子|婚姻|隐私)|(?:是不是|是否|有没有)(?:贪|受贿|腐|收))|"
    rf"(?:我们|我的|咱们?){_OFFICE}|(?:副)?{_OFFICE}{_PLAIN}[\u4e00-\u9fff]{{1,2}}(?![\u4e00-\u9fff]*(?:规定|条例))|"
    r"\b(?:Mr|Mrs|Ms|Mayor|Director|Secretary|Governor|Chief)\.? [A-Z][a-z]+|\b[A-Z][a-z]+ [A-Z][a-z]+(?=, an? (?:official|officer|mayor|director))|"
    rf"{_SURNAME}[\u4e00-\u9fff]{{1,2}}(?=的?(?:手机|电话|身份证|住址|工资|违法记录|犯罪记录|病历)(?:号码?)?(?:是|有|多少|在|$|[？?]))|"
    r"(?:查|打听|告诉我)[^，。？]{0,4}(?:邻居|同事|朋友|亲戚|前妻|前夫)[\u4e00-\u9fff]{0,3}|(?<=of )[A-Z][a-z]+ [A-Z][a-z]+|"
    r"哪个(?:领导|官员|干部)|哪位(?:领导|官员)|[Ww]ho is corrupt"
)
_PRIVATE = re.compile(
    r"手机号?|电话号码|电话多少|违法记录|犯罪记录|家庭住址|住址|家住|住在|身份证号?|银行卡|工资|收入|婚姻|老婆|妻子|丈夫|老公|孩子|子女|病历|行踪|隐私|照片|微信|"
    r"home address|phone number|salary|\bID number|bank account|married",
    re.I,
)
_BLAME = re.compile(
    r"贪污|贪了|受贿|行贿|腐败|收(?:了)?(?:黑钱|红包|好处|钱)|包养|情妇|情人|被查|落马|双规|贪了|嫖|赌博|吃拿卡要|有问题|违纪|违法|黑社会|徇私|滥用职权|\bcorrupt|\bbribe|\bsteal|\bguilty",
    re.I,
)
_IDENTITY = re.compile(
    r"(?<!\d)\d{17}[\dXx](?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{16,19}(?!\d)|[\w.+-]+@[\w-]+\.\w+"
)
_CHANNELS = re.compile(r"举报|检举|控告|投诉|反映问题")


def injects(text: str) -> bool:
    """Whether a text tries to give the program orders, or asks for those it has."""
    return _INJECTION.search(text) is not None or _PROMPT.search(text) is not None


def invents(text: str) -> bool:
    """Whether a text wants something made up."""
    return _INVENTION.search(text) is not None and _ABOUT_INVENTION.search(text) is None


def pries(text: str) -> bool:
    """Whether a text asks for the personal matters of someone it names, or holds an identity number."""
    named = _PERSON.search(text) or re.search(rf"{_SURNAME}[\u4e00-\u9fff]{{1,2}}(?=(?:的|，|科|局))", text)
    return holds_identity(text) or bool(named and _PRIVATE.search(text))


def accuses(text: str) -> bool:
    """Whether a text asks for a judgement on someone it names."""
    return _PERSON.search(text) is not None and _BLAME.search(text) is not None


def wants_to_report(text: str) -> bool:
    """Whether a text is about reporting misconduct: channels are given, whatever else is declined."""
    return _CHANNELS.search(text) is not None


def holds_identity(text: str) -> bool:
    """Whether a text holds an identity, telephone or card number, or a mail address."""
    return _IDENTITY.search(text) is not None
