# 记录中代替个人信息的文字
masked-identity = ［身份证号］
masked-passport = ［护照号］
masked-mail = ［邮箱］
masked-phone = ［电话］
masked-card = ［银行卡号］
