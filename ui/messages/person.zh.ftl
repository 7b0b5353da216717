# 个人信息
cli-person = 导出或清除一个人的信息
cli-person-export = 导出系统里保存的一个人的全部信息（JSON）
cli-person-erase = 清除一个人的信息；依法须留存的培训和考试记录改用代号保存
person-exported = 已导出 { $rows } 行，保存在 { $file }。其中有个人信息，请妥善保管。
person-erase-unconfirmed = 清除不能撤销，请加 --yes 确认。
person-erase-confirm = 将清除“{ $name }”的账号和个人信息，培训和考试记录改用代号保存，不能撤销。确定吗？
person-erased = 已删除 { $deleted } 行，{ $kept } 行改用代号 { $pseudonym } 保存。以前的备份里仍有原来的信息，到期删除；恢复备份后请再执行一次。
