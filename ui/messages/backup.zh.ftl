# 备份与恢复
cli-backup = 把全部数据写入一个备份文件（服务可以不停）
cli-restore = 从备份文件恢复全部数据，并重建索引（先停服务）
option-replace = 替换现有数据；替换前自动先备份一份
cli-backing-up = 正在备份
cli-backed-up = 已备份到 { $file }：{ $rows }条记录，{ $megabytes } MB。文件含个人信息和密钥，请妥善保管；.env 中的设置不在其中。
cli-restoring = 正在恢复
cli-restored = 已恢复 { $made_at } 的备份，共{ $rows }条记录，索引已重建。
cli-restore-not-empty = 数据文件夹 { $folder } 里已有数据：换一个空文件夹恢复，或加 --replace 替换（替换前会自动备份）
cli-restore-kept = 现有数据已先备份到 { $file }。
