# Backup and restore
cli-backup = write all state to one file; the service may go on
cli-restore = put all state back from a backup and rebuild the indexes; stop the service first
option-replace = replace what is there; it is backed up first
cli-backing-up = backing up
cli-backed-up = Backed up to { $file }: { $rows } rows, { $megabytes } MB. It holds personal data and keys, keep it safe; what .env sets is not in it.
cli-restoring = restoring
cli-restored = Restored the backup of { $made_at }: { $rows } rows, indexes rebuilt.
cli-restore-not-empty = the data folder { $folder } holds data already: restore to an empty one, or say --replace (what is there is backed up first)
cli-restore-kept = What was there is kept in { $file }.
