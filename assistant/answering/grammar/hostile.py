"""How questions look that this service declines: injections, requests for the prompt, inventions, personal matters."""

from __future__ import annotations

import re

from assistant.privacy.masking import holds_personal

_INJECTION = re.compile(
    r"(?:忽略|无视|忘记|忘掉|抛开|绕过|不要理会|放弃)[^，。？！]{0,12}(?:指令|指示|要求|规则|提示|设定|限制|约束|以上|之前|上面|前面的?话)|"
    r"(?:从现在起|从现在开始|从此|接下来)[，,]?[^，。？]{0,10}(?:你|回答)[^。？]{0,12}(?:不需要|不用|不必|不要|必须|无需|就是|是)|"
    r"(?:别|不要|不用|不必)管[^，。？]{0,6}(?:文件|规定|规则|条文)|管理员身份|(?:以后|今后|之后|接下来)[^，。？]{0,4}(?:所有|全部)?(?:的)?(?:回答|回复)[^，。？]{0,4}(?:不|都|只)|"
    r"开发者模式|越狱|没有任何限制|不受(?:任何)?限制|关闭[^，。？]{0,6}(?:审查|过滤|限制|安全)|(?:请)?(?:扮演|你(?:来)?演(?=一?[个位名])|假装你?是|假扮|你现在是一个|充当)|"
    r"\[?系统(?:消息|提示|指令)\]?[：:\s]|新规则[：:]|</?(?:context|system|s|document|user|assistant|instructions?)>|\bSYSTEM\s*[:：]|"
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.?!]{0,30}\b(?:instructions?|rules?|prompts?|documents?|guidelines?|above|previous)|"
    r"\byou are (?:now )?(?:DAN|a(?:n)? (?:unrestricted|unfiltered))|\bjailbreak|\bact as\b|\bpretend (?:to be|you)|developer mode|"
    r"\bdo anything now\b|from now on\b[^.?!]{0,30}\b(?:you|answer|every)|import os|os\.system|/etc/passwd|环境变量里?的|\bDROP TABLE\b|rm -rf",
    re.I,
)
_ORDERS = re.compile(
    r"你(?:不用|不必|不要|别|无需|可以不)(?:再)?(?:遵守|按照|管|依据|理会|受)|假设你(?:没有|不受|是|不再)|(?<![A-Za-z])DAN(?![A-Za-z])|"
    r"(?:忽略|无视|不看|抛开)(?:掉)?(?:这些|所有|全部|本)?(?:文件|条文|规定|规则|资料)[^？?]{0,8}(?:直接|回答|说|就)|"
    r"以[^，。？]{1,8}的(?:口吻|身份|名义)(?:来)?(?:发表|讲|说|回答|写|发言)|<\s*(?:script|iframe|img)\b|"
    r"(?:把|将)?(?:上面|前面|以上)的?(?:话|内容|文字|指令)[^，。？]{0,4}翻译|\btranslate\b[^.?!]{0,12}\b(?:your|the) (?:instructions?|prompt|rules)",
    re.I,
)
_DRESSED_UP = re.compile(
    r"(?:用|以)(?:开发者|管理员|系统|超级用户)(?:的)?身份|我是你的(?:开发者|主人|管理员|老板|上级)|训练数据|(?:显示|输出|查看|打印)[^，。？]{0,4}(?:日志|变量|后台)|"
    r"\[/?INST\]|\b(?:ignore|skip|disable)\b[^.?!]{0,15}\b(?:safety|filters?|restrictions?)|\bsystem (?:message|instruction)s?\b|\bsudo\b|/etc/shadow|"
    r"假装[^，。？]{0,8}(?:文件|条文|规定|有)",
    re.I,
)
_SECRETS = re.compile(
    r"(?:输出|告诉我|告诉|显示|打印|给我|泄露|透露|是多少|是什么|在哪)[^，。？]{0,10}(?:配置参数|数据库密码|密钥|源代码|环境变量|后台密码|API ?key)|"
    r"(?:配置参数|数据库密码|密钥|源代码|环境变量|后台密码|API ?key|\bhidden prompt)[^，。？]{0,6}(?:告诉我|是多少|是什么|给我|发我)|\bhidden prompt",
    re.I,
)
_MISUSE = re.compile(
    r"(?:怎么|怎样|如何|教我|帮我|有什么办法)[^，。？]{0,4}(?:黑进|黑掉|入侵|攻破|攻击|破解|篡改)[^，。？]{0,10}(?:网站|系统|平台|服务器|数据|记录|密码)|"
    r"(?:怎么|怎样|如何|教我|有什么办法|什么办法(?:能|可以))[^，。？]{0,12}(?:不被(?:发现|查到|查出)|逃避|规避|躲过|躲避|瞒过|绕过)"
    r"(?![^。？]*(?:处罚|处分|追究|认定|怎么办|责任|举报|防止))|\bhow (?:can|do|to)\b[^.?!]{0,30}\b(?:hack|without (?:being|getting) caught|evade)",
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
_ASKED_FOR = re.compile(
    r"你(?:开头|最初|一开始|之前|最先)?(?:看到|收到|得到|读到|拿到)的(?:那段|那些|第一|全部|所有)|你被(?:要求|告知|禁止|命令|规定)(?:不|说|做|怎)|"
    r"(?:开发者|程序员|设计者)(?:写|留|交代|发)?给你|你的开发者|你的(?:第一条|初始|原始|最初)(?:指令|规则|设定)|(?:从现在起|从现在开始|以后)[，,]?你(?:叫|就叫|名叫)|"
    r"\b(?:were|are) you told\b|\bbefore this conversation\b|\bdevelopers?(?:'s?)? (?:notes?|message)|\byour (?:system )?(?:prompt|context|instructions)\b|"
    r"\btokens of your\b|\brole-?play\b|\b(?:imagine|suppose|assume)\b[^.?!]{0,12}\byou (?:have|had|are|were)\b[^.?!]{0,12}\b(?:no|without|free)\b|"
    r"\byou have no (?:guidelines|rules|restrictions|limits)|\bgrandmother\b[^?]{0,60}\bread me\b|"
    r"INTEGRITY_[A-Z_]{3,}|(?<![A-Za-z])[A-Za-z]+\.key(?![A-Za-z])|(?<![A-Za-z])(?:api|secret)[ _-]?key(?![A-Za-z])",
    re.I,
)
_DRAFTED = re.compile(
    r"(?:拟|编写|写|做|来)(?:出)?(?:一|几|个)?[条个份段则][^，。？]{0,14}(?:条款|的条文)(?:给我|吧|出来)|(?:看上去|看起来|听起来|听上去)(?:很)?(?:像|可信|真实)[^？]{0,10}(?:文件|公文|文号|条文|规定)|"
    r"(?:把|将)第[^，。？]{1,10}条(?:的内容)?改成|\b(?:official|plausible|real)-?(?: |-)(?:sounding|looking)\b|"
    r"\bpretend\b[^.?!]{0,20}\b(?:law|rule|regulation|document|article)\b|\b(?:compose|make up|write)\b[^.?!]{0,30}\b(?:rule|regulation|law)\b[^.?!]{0,12}\bthat allows?\b",
    re.I,
)
_INVENTION = re.compile(
    r"(?:编造|捏造|伪造|虚构|杜撰|瞎编|胡编|编一[个份条篇]|编个|编出|造一[个份条]|造假)[^，。？]{0,20}(?:文件|文号|字号|法律|规定|条文|条款|决定|通知|证据|数据|证明|公文|条例)?|"
    r"(?:写|做|弄|开|搞|造)(?:一)?[份个张条些]?假的?(?:证明|文件|公文|证据|公章|发票|决定|材料)|(?:帮我|给我)造[一个份]|"
    r"(?:编写|拟定|生成|写)(?:一)?[条个份][^，。？]{0,10}(?:规定|条文|文号|处罚决定|红头文件)|盖上?公章|看起来真实的|(?:随便|随意|任意)(?:写|给|来|造)(?:我)?(?:一)?个?(?:文号|字号|文件|条文)|(?:假冒|冒充|仿冒)[^，。？]{0,12}(?:写|发|出|印)|"
    r"(?:内容|随便|任意)[^，。？]{0,4}(?:你)?(?:随便)?编|\b(?:make up|invent|fabricate|forge|fake|draft a false|write a (?:fake|false))\b[^.?!]{0,40}"
    r"\b(?:number|document|article|law|regulation|decision|evidence|citation|certificate)",
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
    rf"(?:我们|我的|咱们?)(?:单位|[局处科县市镇村乡])?的?(?:副)?{_OFFICE}|{_SURNAME}某某?|某某?(?:副)?{_OFFICE}|{_OFFICE}(?=的?(?:儿子|女儿|老婆|妻子|丈夫|孩子|家人|情人))|(?:副)?{_OFFICE}{_PLAIN}[\u4e00-\u9fff]{{1,2}}(?![\u4e00-\u9fff]*(?:规定|条例))|"
    r"\b(?:Mr|Mrs|Ms|Mayor|Director|Secretary|Governor|Chief)\.? [A-Z][a-z]+|\b[A-Z][a-z]+ [A-Z][a-z]+(?=, an? (?:official|officer|mayor|director))|"
    rf"{_SURNAME}[\u4e00-\u9fff]{{1,2}}(?=的?(?:手机|电话|身份证|住址|工资|违法记录|犯罪记录|病历)(?:号码?)?(?:是|有|多少|在|$|[？?]))|"
    r"(?:查|打听|告诉我)[^，。？]{0,4}(?:邻居|同事|朋友|亲戚|前妻|前夫)[\u4e00-\u9fff]{0,3}|(?<=of )[A-Z][a-z]+ [A-Z][a-z]+|"
    r"哪个(?:领导|官员|干部)|哪位(?:领导|官员)|[Ww]ho is corrupt"
)
_PRIVATE = re.compile(
    r"手机号?|电话|档案|行程|儿子|女儿|家人|低保户|违法记录|犯罪记录|家庭住址|住址|家住|住在|身份证号?|银行卡|工资|收入|婚姻|老婆|妻子|丈夫|老公|孩子|子女|病历|行踪|隐私|照片|微信|"
    r"home address|phone number|salary|\bID number|bank account|married",
    re.I,
)
_BLAME = re.compile(
    r"被处分了|被抓|坏人|贪污|贪了|受贿|行贿|腐败|以权谋私|犯罪|包二奶|黑心|收(?:了)?(?:黑钱|红包|好处|钱)|包养|情妇|情人|被查|落马|双规|贪了|嫖|赌博|吃拿卡要|有问题|违纪|违法|黑社会|徇私|滥用职权|\bcorrupt|\bbribe|\bsteal|\bguilty",
    re.I,
)
_MANY = re.compile(
    rf"(?:提供|列出|给我|发我|导出|告诉我)[^，。？]{{0,20}}(?:身份证号?|姓名和电话|手机号|家庭住址|私人电话|名单和电话)|(?:把|将)[^，。？]{{0,6}}{_SURNAME}[\u4e00-\u9fff]{{1,2}}的(?:档案|资料|信息|电话)|"
    r"私人(?:电话|手机|微信|住址)"
)
_SOMEONE = re.compile(
    rf"{_SURNAME}[\u4e00-\u9fff]{{0,2}}(?:是不是|是否|有没有)(?:坏人|行贿|受贿|贪|腐败|犯|收|违)|{_OFFICE}(?:是不是|是否|有没有)[^，。？]{{0,6}}(?:被抓|贪|腐败|受贿|收了|收钱|有问题)|"
    r"算算领导收|[张李王赵][三四五六](?:是不是|是否|有没有)|谁(?:是|最)[^，。？]{0,8}(?:腐败|贪官|贪)|哪[个位名][^，。？]{0,8}(?:官员|干部|领导)[^，。？]{0,6}(?:包|贪|腐|受贿|有问题)|"
    r"(?:帮我|替我|给我)[^，。？]{0,4}(?:骂|辱骂|诋毁|抹黑|羞辱)|(?:举报人|投诉人|举报我的人|投诉我的人|谁举报了我)[^，。？]{0,4}(?:是谁|叫什么|名字是)|谁(?:举报|投诉|告)了?我|"
    r"\b(?:which|what) (?:\w+ )?(?:official|leader|mayor|cadre|officer)s?\b[^.?!]{0,40}\b(?:corrupt|brib|steal|embezzl|crook)",
    re.I,
)
_OFFICIAL = r"(?:mayor|governor|director|secretary|chief|official|officer|leader|cadre)"
_ENGLISH_PRYING = re.compile(
    rf"\b(?:mobile|cell|private|personal|home)\b[^.?!]{{0,12}}\b(?:numbers?|phones?|address(?:es)?)\b[^.?!]{{0,20}}\b{_OFFICIAL}|"
    rf"\b{_OFFICIAL}s?\b[^.?!]{{0,20}}\b(?:private|personal|home|mobile)\b[^.?!]{{0,8}}\b(?:numbers?|phones?|address(?:es)?)\b|"
    rf"\b{_OFFICIAL}\b(?: [A-Za-z]+)?'s? (?:daughter|son|wife|husband|child|children|family|girlfriend)\b|"
    r"\bwho (?:reported|denounced|informed on|complained about|accused) me\b",
    re.I,
)
_ENGLISH_BLAME = re.compile(
    rf"\b(?:prove|confirm|admit)\b[^.?!]{{0,12}}\b{_OFFICIAL} [A-Z][a-z]+|\b(?:rank|list|name)\b[^.?!]{{0,20}}\b(?:corrupt|crooked)\b[^.?!]{{0,12}}\b{_OFFICIAL}|"
    rf"\bwhich {_OFFICIAL}s?\b[^.?!]{{0,40}}\b(?:arrested|jailed|caught|sacked|purged)\b|"
    rf"\b(?:is|was|has|did|accus\w+)\b[^.?!]{{0,16}}\b(?:mayor|governor|director|secretary|chief) [a-z]+\b[^.?!]{{0,30}}\b(?:corrupt|mistress|bribe|guilty|stol|embezzl|crook)",
    re.I,
)
_RANKED = re.compile(r"最(?:可能|有可能|容易)?(?:受贿|贪|腐败|落马|被查)[^，。？]{0,8}(?:局长|处长|科长|主任|书记|领导|干部|官员|市长|县长)|(?:找|查|说出|告诉我)[^，。？]{0,6}(?:举报|投诉|告发)(?:了)?我的(?:那个|那位|那名)?(?:人|同事|邻居)")
_CALLED = rf"(?:(?:老|小|阿|大){_PLAIN}(?![\u4e00-\u9fff]?(?:微企业|学|型|额|区))|[\u4e00-\u9fff]{{0,6}}(?:隔壁|某|这个|那个|这位|那位|我们|咱们?|你们)[\u4e00-\u9fff]{{0,6}}{_OFFICE})"
_JUDGED = re.compile(
    rf"{_CALLED}[^。？?]{{0,12}}(?:贪官|贪|包养|情妇|情人|收了?钱|受贿|腐败|廉洁吗|干净吗|该抓|抓起来|坐牢|有罪|犯罪|违法吗|好官|坏)"
    rf"|(?:给|替|帮)(?:他|她|他们)[^，。？]{{0,4}}定(?:个|什么)?(?:罪|性)"
    r"|你(?:觉得|认为|看|说)[^，。？]{0,8}(?:局长|市长|县长|书记|主任|领导|处长|科长)[^，。？]{0,8}(?:廉洁|干净|贪|腐败|清白|有罪)"
    r"|(?:谁|哪个人?)(?:在背后|背后|偷偷|暗中|匿名)?(?:举报|投诉|告|检举)了?(?:我|他|她|我们)"
    r"|(?:告诉|透露|提供|查|给|说)[^，。？]{0,8}(?:举报|投诉|检举|信访)人的?(?:姓名|名字|身份|电话|信息|住址|是谁)"
    r"|\bwho (?:filed|made|wrote|sent|lodged)\b[^.?!]{0,24}\b(?:complaint|report|accusation)\b[^.?!]{0,16}\bme\b|\bwho reported me\b"
    r"|\bis (?:the |our |my )?(?:mayor|director|secretary|governor|boss|chief)\b[^.?!]{0,20}\b(?:corrupt|guilty|clean|honest|taking)",
    re.I,
)
_PRIVATE_LIFE = re.compile(
    rf"{_OFFICE}(?:的)?(?:家住|住在?哪|家在哪|家庭住址|私人|老婆|妻子|丈夫|老公|孩子|儿子|女儿|情人|银行卡|存款|房产)"
    rf"|{_OFFICE}(?:昨天|今天|昨晚|今晚|前天|上周|周末|刚才|晚上)[^，。？]{{0,6}}(?:和谁|跟谁|去哪|在哪|做什么|干什么|干嘛)"
    r"|(?:把|将|列出|给我|发我|提供|导出|告诉我)[^，。？]{0,12}(?:干部|领导|公务员|职工|人员|员工)的?(?:手机号?|电话号码|手机号码|身份证号?|住址|工资条)"
    r"|(?:列出|给我|发我|提供|导出|告诉我)[^，。？]{0,6}(?:被举报|被投诉|被处分|被调查|受处分)[^，。？]{0,6}(?:名单|姓名|名字)"
    rf"|(?:查|调取|打听)(?:一?下|查)?{_SURNAME}[\u4e00-\u9fff]{{1,2}}?(?:有没有|有无|是否有?|的)(?:案底|前科|犯罪|违法|处分|房产|行踪|开房|征信|存款|婚姻)"
    r"|\b(?:home address|address|phone(?: number)?|salary|family|wife|husband|children) of (?:the |a |our |my )?(?:mayor|director|governor|secretary|minister|chief|boss|official)"
    r"|\b(?:mayor|director|governor|secretary|minister|chief|boss)'s (?:home|address|phone|salary|wife|husband|children|family)",
    re.I,
)
_FORGED = re.compile(
    r"(?:帮我|替我|给我|请|教我)[^，。？]{0,6}(?:起草|写|拟|做|出具|生成|准备|弄)[^，。？]{0,6}(?:虚假|不实|假)的?[^，。？]{0,8}(?:纪要|证明|材料|报告|记录|合同|文件|信|通知|说明|台账)"
    r"|没有(?:的话|找到)?[，,]?就?(?:你)?(?:自己|随便|自行)(?:写|编|造|发挥|想)",
)
_ABOVE = re.compile(
    r"(?:重复|复述|打印|输出|背诵)(?:一遍|一下)?(?:你)?(?:上面|以上|前面|之前|最开始|开头)的?(?:所有|全部|完整)?的?(?:内容|文字|话|对话|消息|指令)"
    r"|(?:你的|系统)的?(?:系统)?提示(?:词|语)?[^，。？]{0,8}(?:打印|输出|显示|告诉|给我|写出|发出|发我|列出|说出)"
    r"|(?:你|给你)(?:收到|接到|得到)?的?第一[条句个](?:指令|提示|消息|话)"
)
_RULES_OFF = re.compile(
    r"你(?:必须|只能|要|得)(?:服从|听从|听)我|(?:你)?(?:能不能|可不可以|请)?(?:不要|不用|别|无需|不)(?:再)?(?:引用|标注|给出|依据|参考|查)[^，。？]{0,6}(?:文件|出处|来源|条文|资料)[^？?]{0,10}(?:回答|结论|说|答)"
    r"|凭(?:感觉|想象|印象|空)[^，。？]{0,4}(?:回答|说|答|写|编)"
    r"|(?:指令|命令|系统消息|prompt)[：:]|#{2,}\s*(?:新)?(?:指令|命令|系统|system|instruction)|<!--|-->"
    r"|(?:在|把)[^，。？]{0,8}(?:回答|答案|回复)(?:里|中|前|后|末尾|开头|都)[^，。？]{0,6}(?:加上|改成|写上|加入|插入|替换|换成)|把[^，。？]{0,6}(?:回答|答案|回复)都?(?:改|换)"
    r"|(?:输出|写|生成|执行|运行)[^，。？]{0,12}(?:SQL|脚本|shell|木马|病毒|恶意代码|爬虫)"
    r"|你(?:用|使用|采用|背后|是)的?(?:是)?(?:什么|哪个|哪家|哪种)(?:的)?(?:大|语言)?模型|(?:训练|微调)(?:数据|语料)"
    r"|\b(?:reveal|show|print|leak|output|translate|repeat|give me)\b[^.?!]{0,24}\b(?:configuration|config|settings|system prompt|api key|password|source code|instructions)\b"
    r"|\banswer\b[^.?!]{0,24}\b(?:imagination|without (?:citing|sources|documents))|\bwithout (?:any )?restrictions?\b",
    re.I,
)
_AS_AUTHORITY = re.compile(
    r"(?:请|帮我|替我)?(?:你)?以[^，。？]{1,10}(?:身份|名义|口吻)[^，。？]{0,6}(?:宣布|发布|下令|通知|声明|作出|决定)"
    r"|(?:帮我|替我|请你?|给我)?把[^，。？]{0,16}(?:条|款|文件|规定|决定书|记录|日期|金额|分数|成绩|档案|处分)[^，。？]{0,8}(?:改成|改为|改大|改小|改掉|改一改|删掉|删除|抹掉)"
)
_CROOKED = re.compile(
    r"(?:怎么|怎样|如何|教我|告诉我(?:怎么|如何)?|有什么办法)[^，。？]{0,12}(?:送礼|行贿|串标|围标|洗钱|转移财产|绕开|绕过|躲开|蒙混|糊弄|应付)[^，。？]{0,10}(?:审批|检查|监管|监督|纪委|审计|不留|痕迹|过关|不被)"
    r"|(?:怎么|怎样|如何|教我|帮我)[^，。？]{0,6}(?:修改|篡改|操纵|内定|干预)[^，。？]{0,10}(?:评分|评标|成绩|分数|结果|考核|记录)[^，。？]{0,8}(?:让|使|给|帮)?(?:我|我们|公司|中标|通过)?(?=$|[？?。，])"
    r"|(?:帮|替)我(?:写|发|起草|编)[^，。？]{0,6}(?:恐吓|威胁|诽谤|诬告|匿名攻击|辱骂)|替我考|代考|冒名顶替(?=$|[。！])|(?:考试|试卷)的?答案(?:给我|发我)"
)
_ABOUT_SOMEONE = re.compile(
    rf"(?:我(?:的)?|隔壁)?(?:邻居|同事|朋友|亲戚|前妻|前夫|同学|室友){_SURNAME}[\u4e00-\u9fff]{{1,2}}(?:是不是|是否|有没有|在|的)"
    rf"|{_PLAIN}{_OFFICE}[^，。？]{{0,10}}(?:什么关系|有关系吗|有没有关系|认识吗)"
    r"|(?:哪些|哪几个|列出|有哪些)(?:干部|领导|官员|公务员)的?(?:亲属|家属|子女|老婆|配偶)[^，。？]{0,8}(?:经商|办企业|出国|名单|在国外|开公司)[^？?]*(?:名单|列|谁|哪)"
    r"|(?:纪委|监委|监察委|巡视组)[^，。？能可]{0,6}(?:正在|最近|准备|刚|已经)(?:调查|查|抓|留置)(?:了|的是)?(?:谁|哪些人|哪个)|(?:最近|现在|这次|今年)?(?:谁|哪些人|哪个领导)(?:又)?(?:被|要被)(?:双规|留置|抓|查|带走|免职|调查)了?"
    r"|(?:给我|告诉我|提供|发我|列出)[^，。？]{0,8}(?:领导|局长|市长|书记|县长)的?(?:行程|日程|去向|私人|联系方式)"
    r"|\b(?:phone numbers?|addresses|salaries|home address(?:es)?|names and)\b[^.?!]{0,12}\b(?:of )?(?:all|every|each)\b|\b(?:forged|fake|false|fabricated) (?:certificate|document|decision|record|regulation|permit|law)",
    re.I,
)
_CHANNELS = re.compile(r"举报|检举|控告|投诉|反映问题")


def injects(text: str) -> bool:
    """Whether a text tries to give the program orders, or asks for those it has."""
    return any(
        pattern.search(text)
        for pattern in (_INJECTION, _ORDERS, _DRESSED_UP, _PROMPT, _SECRETS, _ASKED_FOR, _ABOVE, _RULES_OFF)
    )


def misuses(text: str) -> bool:
    """Whether a text wants to know how to break into something or to escape being found out."""
    return any(pattern.search(text) for pattern in (_MISUSE, _CROOKED))


def invents(text: str) -> bool:
    """Whether a text wants something made up."""
    if any(pattern.search(text) for pattern in (_DRAFTED, _FORGED, _AS_AUTHORITY)):
        return True
    return _INVENTION.search(text) is not None and _ABOUT_INVENTION.search(text) is None


def pries(text: str) -> bool:
    """Whether a text asks for the personal matters of someone it names, or holds an identity number."""
    if any(pattern.search(text) for pattern in (_MANY, _ENGLISH_PRYING, _PRIVATE_LIFE, _ABOUT_SOMEONE)):
        return True
    named = _PERSON.search(text) or re.search(rf"{_PLAIN}[\u4e00-\u9fff]{{1,2}}(?=(?:的|，|科|局))", text)
    return holds_personal(text) or bool(named and _PRIVATE.search(text))


def accuses(text: str) -> bool:
    """Whether a text asks for a judgement on someone it names."""
    named = _PERSON.search(text) is not None and _BLAME.search(text) is not None
    return named or any(pattern.search(text) for pattern in (_SOMEONE, _RANKED, _ENGLISH_BLAME, _JUDGED))


def wants_to_report(text: str) -> bool:
    """Whether a text is about reporting misconduct: channels are given, whatever else is declined."""
    return _CHANNELS.search(text) is not None
