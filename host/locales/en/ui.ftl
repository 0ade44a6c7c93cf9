# Parts that every page shares.
ui-time-left = { $time } left
ui-just-now = just now
ui-ago = { $time } ago
ui-close = Close
ui-cancel = Cancel
ui-back = Back to list
ui-change-photo = Change photo
ui-filters = Filters
ui-previous = Previous page
ui-next = Next page
ui-select = Select { $name }
ui-select-all = Select all on this page
# The scripts put the number in place of {n}.
ui-chosen-one = {"{n}"} selected
ui-chosen-other = {"{n}"} selected
ui-required = required
ui-choose = Choose
ui-tab-changed = changed
ui-tab-problems = to correct
ui-source-changed = Changed by you
ui-suggested = Suggested: { $value }.
ui-undo = Undo
ui-use-it = Use it
ui-read-only = You can look at this, not change it
ui-save-bar = Saving
ui-save-clean = Everything is saved
ui-unsaved-one = {"{n}"} unsaved change
ui-unsaved-other = {"{n}"} unsaved changes
ui-save-keep = Nothing is kept until you save.
ui-saving = Saving…
ui-discard = Discard
ui-leave-title = Leave without saving?
ui-leave-text = What you changed here is not saved yet, and would be lost.
ui-leave-stay = Stay here
ui-leave-go = Leave
ui-request-failed = That did not arrive. Check the connection and try again; nothing you typed is lost.
ui-password-show = Show password
ui-password-hide = Hide password
ui-rules-title = Password rules
ui-rules-met = { $met } of { $all } met
ui-rules-block = { $count ->
    [one] Cannot save yet: { $count } password rule is not met.
   *[other] Cannot save yet: { $count } password rules are not met.
}
ui-rules-by = Checked by { $plugin } in a sealed call: the rule cannot store or send what you type.
ui-rule-met = met
ui-rule-waiting = still needed
ui-rule-broken = not met
ui-mark-all-read = Mark all read
ui-inbox-all = All
ui-inbox-running = Running
ui-inbox-empty-title = All quiet
ui-inbox-empty-text = Imports, exports and what needs you will show up here.
ui-downloads = downloads a file
ui-drop = Drop a file here, or choose one
ui-drop-too-large = This file is larger than { $limit }. Split it, and send the parts.
ui-sending = Sending
