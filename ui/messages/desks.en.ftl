# The ask page of who is signed in
nav-ask = Ask
copy = Copy with sources
copy-done = Copied
copy-source = [{ $n }] { $title }{ $number }, { $article }
copy-number = { " " }({ $number })
useful-question = Was this useful?
useful-yes = Yes
useful-no = No
useful-reason = Reason
useful-comment = Anything to add (optional)
useful-send = Send
useful-thanks = Noted, thank you.
useful-wrong = It is wrong
useful-incomplete = Something is missing
useful-unclear = I do not understand it
useful-outdated = It rests on what no longer holds
useful-slow = It took too long
useful-other = Something else

# One's own history
history-title = My questions
history-none = No questions yet.
history-turns = { $turns } questions
history-continue = Go on
history-again = Ask again, see what changed
history-forget = Delete
history-forget-all = Delete all
history-forget-sure = Delete? This cannot be undone.
history-forgotten = Deleted.
history-asked-on = Asked { $at }
