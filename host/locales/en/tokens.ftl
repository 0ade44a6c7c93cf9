# Integration tokens.
tokens-title = Integration tokens
tokens-text = A program shows a token to use the API as this specialist, never with more than the specialist may do.
tokens-all-text = Programs use the API with these, each as the specialist who is responsible for it.
tokens-new = New
tokens-new-own = New token of mine
tokens-new-for = New token of { $name }
tokens-new-remark = After saving, the token is shown once.
tokens-save = Save token
tokens-none = No tokens yet
tokens-none-text = A program that works with the API needs a token. Tokens are made on a specialist's page, one for each program, so that each can be revoked alone.
tokens-none-found = No token matches
tokens-none-found-text = Try fewer letters or other days, or look at all tokens again.
tokens-show-all = Show all tokens
tokens-column-what = Token
tokens-column-who = Responsible
tokens-column-made = Created
tokens-column-used = Last used
tokens-column-ends = Expires
tokens-column-revoke = Revoke
tokens-by = by { $name }
tokens-by-operator = by the operator
tokens-by-somebody = by somebody who is gone
tokens-never-used = Never
tokens-endless = Never
tokens-endless-word = It never expires
tokens-expired = Expired
tokens-soon = { $days ->
    [0] Today
    [one] In { $days } day
   *[other] In { $days } days
}
tokens-unlimited = Whatever the specialist may do
tokens-nothing = Nothing
tokens-limited = { $count ->
    [one] { $count } permission
   *[other] { $count } permissions
}
tokens-revoke = Revoke
tokens-revoke-confirm = Revoke the token “{ $description }”? Programs that use it are refused at once. This cannot be undone.
tokens-revoked = Revoked. The token does not work any more.
tokens-person-off = This specialist is inactive, so these tokens do not work.
tokens-search = Search tokens
tokens-search-hint = Responsible or description
tokens-filter = Filter
tokens-from = from
tokens-to = to
tokens-newest = Newest
tokens-older = Older
tokens-description = Description
tokens-description-help = Which program uses it, and for what.
tokens-until = Expires on
tokens-until-help = It works to the end of this day.
tokens-scope = What the program may do
tokens-scope-all = Whatever the specialist may do
tokens-scope-all-text = It follows what { $name } may do, now and later.
tokens-scope-some = Only what is checked
tokens-scope-some-text = The least that the program needs. It never has more than the specialist.
tokens-scope-none = { $name } has no roles, so a token could do nothing.
tokens-made = Copy the token now
tokens-once = It is shown this once.
tokens-once-text = Keep it where your program reads it. Nobody can look it up again; if it is lost, revoke it and make another one.
tokens-secret = Token
tokens-copy = Copy
tokens-copied = Copied to the clipboard.
tokens-not-copied = The browser does not allow copying. The token is selected: copy it by hand.
tokens-problem-required = Say what it is for.
tokens-problem-too-long = Use at most { $limit } characters.
tokens-problem-until = Choose its last day.
tokens-problem-past = Choose today or a later day.
tokens-problem-far = Choose a day within { $days } days.
tokens-problem-unlimited = Only the specialist, or somebody who may do everything, can make a token without limits. Check what the program may do.
tokens-problem-scopes = Check at least one permission.
tokens-problem-beyond-person = The specialist does not have one of these permissions.
tokens-problem-kind = Only specialists have tokens.
tokens-problem-many = This specialist has { $most } tokens already. Revoke some first.
