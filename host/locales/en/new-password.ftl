new-password-title = Choose a new password
new-password-why = Somebody else set your password, or the rules have become stricter. Choose one that only you know; then you can go on.
new-password-label = New password
new-password-save = Save password
new-password-sign-out = Sign out instead
new-password-same = This is the password that you have now. Choose another one.
new-password-refused = The password was not saved:
