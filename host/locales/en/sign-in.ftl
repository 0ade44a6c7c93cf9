sign-in-title = Sign in
sign-in-username = User name
sign-in-password = Password
sign-in-submit = Sign in
sign-in-other-company = Not your company? Ask for its own link; each company has one.
sign-in-wrong = User name or password is not right. Check both and try again.
sign-in-wait = Too many tries. Try again in { $time }.
sign-in-front = Which company?
