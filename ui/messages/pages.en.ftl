# Layout and navigation
layout-skip = Skip to the content
layout-nav = Main navigation
nav-desk = Desk
nav-account = My account
who-library = shipped items
who-library-reviewer = review of the shipped items
who-generator = generated
who-service = the service
who-program = command line
who-retention = clearing by age
who-citizen = the sender
desk-greeting = Welcome, { $name }

# Signing in
sign-in = Sign in
sign-out = Sign out
sign-in-name = User name
sign-in-password = Password
sign-in-refused = The user name or the password is not right.
sign-in-wait = Too many attempts. Try again in { $seconds } s.
sign-in-out = You are signed out.
sign-in-forgotten = Forgotten your password, or no account? Ask your administrator.
welcome-title = First sign-in
welcome-lead = Choose a password for the account “{ $name }”.
welcome-enter = Set the password and sign in
welcome-expired = This link was used already or has expired. Ask an administrator for a new one.

# Account
account-sign-in-name = User name
account-name = Name
account-staff-number = Staff number
account-roles = Roles
account-units = Units
role-staff = Civil servant
role-trainer = Trainer
role-admin = Administrator
password-change = Change the password
password-current = Current password
password-new = New password
password-again = New password again
password-rule = 10 to 200 characters, not the same as the user name.
password-wrong = The current password is not right, or there were too many attempts.
password-differs = The two passwords differ.
password-weak = A password needs 10 to 200 characters, not too simple and not the user name.
password-changed = The password is changed; you are signed out everywhere else.
sessions-title = Where you are signed in
sessions-since = Since
sessions-seen = Last used
sessions-address = Address
sessions-agent = Browser
sessions-this = this one
sessions-end = Sign out everywhere else
sessions-ended = You are signed out everywhere else.

# Forms
form-needed = This is needed.
form-too-long = Too long: shorten it.
form-choice = Choose one of the options.
form-number = Give a whole number within the bounds.
form-day = Give a valid date.

# Problems
problem-title = That did not work
problem-home = Back to the first page
problem-foreign-form = This request did not come from a page of this site and was not carried out. Do it again from a page here.
problem-stale-form = The page is out of date: go back, reload it and send the form again.
problem-403 = You may not do this. If you need to, ask an administrator.
problem-401 = Sign in first, or send a valid access token.

# Command line: accounts
cli-user = Accounts: add one, make a one-time sign-in link
cli-user-add = Add an account
cli-user-link = Make a one-time link by which a password is chosen, or chosen anew
cli-user-added = The account “{ $name }” was added.
cli-user-password = Password
cli-user-address = One-time link (for one day, used once): { $path }
cli-user-taken = There is an account “{ $name }” already; choose another user name.
cli-user-number-taken = The account “{ $name }” has this staff number; give another, or shut that account first.
cli-no-user = No account has the user name “{ $name }”.
cli-first-administrator = There is no administrator yet. Open this link within a day to set the password (it works once): { $url }
option-role = Role: staff, trainer or admin; may be given several times
option-full-name = Full name
option-staff-number = Staff number, as in the roster
option-unit = A unit that a trainer answers for; may be given several times
option-password-stdin = Read the password from standard input
option-link = Set no password, make a one-time link instead

# Access tokens
tokens-title = Access tokens
tokens-lead = For other systems that call the interface in your name; a token is shown once, when it is made.
tokens-docs = About the interface
tokens-once = Keep it now; it is not shown again:
tokens-name = What it is for
tokens-scopes = What it may do
tokens-days = Days it holds
tokens-issue = Make a token
tokens-until = until { $day }
tokens-used = last used { $at }
tokens-revoke = Revoke
tokens-sure = Revoke it? What uses it stops working at once.
tokens-revoked = The token is revoked.
tokens-enough = You have as many tokens as you may; revoke one that is no longer used.
scope-ask = Ask
scope-documents = Read documents
problem-scope = This token is not good for that.
