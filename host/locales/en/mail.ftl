# E-mails, and the pages that their links lead to.
mail-hello = Hello { $name },
mail-hello-nobody = Hello,
mail-invitation-subject = Choose your password for { $company }
mail-invitation-text = You have an account at { $company }. Your user name is { $username }. Choose a password; then you can sign in.
mail-invitation-button = Choose my password
mail-invitation-stranger = Did you not expect this? Then ignore this message: without the link nobody can use the account.
mail-link-hours = The link works once, for { $count ->
    [one] one hour
   *[other] { $count } hours
}.
mail-link-days = The link works once, for { $count ->
    [one] one day
   *[other] { $count } days
}.
mail-reset-subject = A new password for { $company }
mail-reset-text = Somebody, probably you, asked for a new password for { $username } at { $company }.
mail-reset-button = Choose a new password
mail-reset-stranger = Was it not you? Then ignore this message. Your password stays as it is.
mail-changed-subject = Your password at { $company } was changed
mail-changed-text = An administrator of { $company } set a new password for { $username } on { $time } (UTC). You are signed out everywhere.
mail-changed-next = At your next sign-in you choose a password that only you know.
mail-changed-button = Sign in
mail-changed-stranger = Do you not know why? Then ask your administrator.
mail-import-subject = Import of { $file } completed
mail-import-subject-failed = Import of { $file } failed
mail-import-text = { $created } created, { $updated } updated, { $unchanged } unchanged, { $failed } failed.
mail-import-text-failed = The file could not be imported to its end. { $created } created, { $updated } updated, { $unchanged } unchanged, { $failed } failed.
mail-import-button = Open the details
mail-export-clients = Export of clients
mail-export-specialists = Export of specialists
mail-export-subject = { $what } completed
mail-export-subject-failed = { $what } failed
mail-export-text = { $count ->
    [one] { $count } person is
   *[other] { $count } people are
} in the file. Only you can download it.
mail-export-text-failed = No file was made. The list of exports says why.
mail-export-button = Open the exports
mail-foot = Sent by Elenco for { $company }. Nobody reads answers to this address.
mail-foot-wish = Sent by Elenco for { $company }, because you wished to be told. Change that below the notifications.
mail-no-server = E-mail is not set up on this server.
mail-no-address = E-mail is set up, but the server does not know its public address, so no links can be sent.
mail-invite-no-email = An invitation needs an e-mail address.
mail-invite-inactive = This person may not sign in. Allow it first.
mail-invite-has-password = This person has a password already.
mail-back = Back to sign-in
mail-forgot-title = Forgot your password?
mail-forgot-text = Type your user name or your e-mail address. We send you a link with which you choose a new password.
mail-forgot-name = User name or e-mail
mail-forgot-send = Send the link
mail-forgot-ask = Ask your administrator for a new password.
mail-forgot-sent = If we know this name and have an e-mail address for it, a message with a link is on its way.
mail-forgot-nothing = Nothing came after some minutes? Look into the folder for unwanted mail, then ask your administrator.
mail-link-open = Go on
mail-link-script = Switch JavaScript on and open the link again.
mail-link-over = This link does not work any more. Each link works once and for a limited time.
mail-link-again = Send me a new link
mail-link-why = Choose a password that only you know. Then sign in with it.
mail-wish = E-mail me about finished imports and exports:
mail-wish-never = never
mail-wish-long = when longer than { $time }
mail-wish-always = always
mail-wish-save = Save
mail-wish-no-address = Without an e-mail address in your account you are not told by e-mail.
