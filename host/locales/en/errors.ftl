# Pages that stand where something failed.
errors-missing = There is nothing here
errors-missing-text = The address is wrong, or what was here has been deleted.
errors-forbidden = This door is closed
errors-forbidden-text = Your roles have no permission { $permission }. Ask an administrator for it.
errors-csrf = This form has expired
errors-csrf-text = Nothing was changed. Go back, load the page again, and repeat what you did.
errors-conflict = Somebody else was faster
errors-large = That is too large
errors-large-text = At most { $limit } are taken. Nothing was changed.
errors-busy = Something did not work
errors-refused = That cannot be done
errors-code = Nothing was changed. Try again; if it stays so, tell your administrator the code { $code }.
errors-home = To the first page
errors-account = Your account: password, language, sign out
errors-plugin = A plugin did not answer
errors-plugin-text = The plugin { $plugin } failed ({ $code }). Nothing was changed. Try again; if it stays so, switch the plugin off under Plugins and tell its publisher.
