# What stands in records in place of personal data
masked-identity = [identity number]
masked-passport = [passport number]
masked-mail = [e-mail address]
masked-phone = [telephone number]
masked-card = [bank card number]
