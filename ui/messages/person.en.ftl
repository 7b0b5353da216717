# Personal data
cli-person = one person's data, taken out or erased
cli-person-export = all that is kept of a person, as JSON
cli-person-erase = erase a person; records of training and examinations, which must be kept, stay under a pseudonym
person-exported = { $rows } rows written to { $file }. It holds personal data, keep it safe.
person-erase-unconfirmed = Erasing cannot be undone: add --yes.
person-erase-confirm = The account and personal data of “{ $name }” will be erased, and records of training and examinations kept under a pseudonym. This cannot be undone. Go on?
person-erased = { $deleted } rows deleted, { $kept } rows kept under { $pseudonym }. Earlier backups still hold what was there until they are deleted; after restoring one, do this again.
