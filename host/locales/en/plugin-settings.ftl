plugin-settings-too-large = These settings are larger than { $limit }. Take something away.
plugin-settings-control-character = A character in this text cannot be stored. Type the text again.
plugin-settings-none = This plugin has no settings.
plugin-settings-not-object = Settings are a JSON object: begin with { "{" } and end with { "}" }.
plugin-settings-secret-gone = This secret is no longer stored. Type it again.
plugin-settings-required = Fill in this value.
plugin-settings-unexpected = The plugin does not know: { $names }. Take it away.
plugin-settings-minimum = Enter { $limit } or more.
plugin-settings-maximum = Enter { $limit } or less.
plugin-settings-above = Enter more than { $limit }.
plugin-settings-below = Enter less than { $limit }.
plugin-settings-multiple = Enter a multiple of { $step }.
plugin-settings-short = { $count ->
    [one] Enter at least one character.
   *[other] Enter at least { $count } characters.
  }
plugin-settings-long = { $count ->
    [one] Enter one character at most.
   *[other] Enter { $count } characters at most.
  }
plugin-settings-few = { $count ->
    [one] Add at least one entry.
   *[other] Add at least { $count } entries.
  }
plugin-settings-many = { $count ->
    [one] Keep one entry at most.
   *[other] Keep { $count } entries at most.
  }
plugin-settings-twice = An entry stands here twice. Keep one of them.
plugin-settings-pattern = Enter a value of the form { $pattern }.
plugin-settings-format = Enter a value in the format { $format }.
plugin-settings-choice = Choose one of the values offered.
plugin-settings-integer = Enter a whole number.
plugin-settings-number = Enter a number.
plugin-settings-unfit = This value does not fit. Look at its description.
plugin-settings-save = Save settings
plugin-settings-save-anyway = Save anyway
plugin-settings-may-not = Changing settings takes the permission Plugins.Update.
plugin-settings-ways = Ways to see the settings
plugin-settings-as-form = Form
plugin-settings-as-json = Edit as JSON
plugin-settings-history = Versions
plugin-settings-broken = The schema that the plugin brings cannot be used, so its settings cannot be changed. Ask its author for a newer version.
plugin-settings-operator = Nothing has been saved yet. What the operator set counts until you save.
plugin-settings-narrower-none = Nothing is set here yet. The settings for everybody count; where both say something, the plugin says how they combine.
plugin-settings-too-many = There are too many values for a form. Edit them as JSON.
plugin-settings-no-form = These settings do not fit the form. Edit them as JSON.
plugin-settings-would-be-below = { $count ->
    [one] These rules put one person below standard.
   *[other] These rules put { $count } people below standard.
  }
plugin-settings-are-below = { $count ->
    [one] One person has a password that was accepted under weaker rules.
   *[other] { $count } people have passwords that were accepted under weaker rules.
  }
plugin-settings-unknown = { $count ->
    [one] Of one person it is not known under which rules the password was accepted.
   *[other] Of { $count } people it is not known under which rules the password was accepted.
  }
plugin-settings-more-members = There are more people than could be looked at.
plugin-settings-how-known = Stored passwords cannot be checked again; this compares the rules that each one met.
plugin-settings-ask-too = Ask them to choose a new password at their next page
plugin-settings-ask = Ask them for new passwords
plugin-settings-json = Settings as JSON
plugin-settings-json-help = Checked by the same rules as the form. A secret shows as a reference; type a new value in its place to replace it.
plugin-settings-json-value = This value is edited as JSON.
plugin-settings-unreadable = This is not JSON. Look for a missing quote, comma or bracket.
plugin-settings-line = Line { $line }: { $problem }
plugin-settings-unit = In { $unit }.
plugin-settings-default = Left empty: { $value }.
plugin-settings-usual = As usual ({ $value })
plugin-settings-nothing = Not set
plugin-settings-at-most = { $count ->
    [one] At most one character.
   *[other] At most { $count } characters.
  }
plugin-settings-between = { $least } to { $most }.
plugin-settings-from = { $least } or more.
plugin-settings-up-to = { $most } or less.
plugin-settings-on = On
plugin-settings-off = Off
plugin-settings-lines = One entry in each line.
plugin-settings-secret-set = A secret is stored. Leave this empty to keep it.
plugin-settings-secret-none = Nothing is stored yet. Nobody sees it again once it is saved.
plugin-settings-secret-remove = Remove the secret
plugin-settings-secret-shown = a secret
plugin-settings-secret-other = The secret was replaced.
plugin-settings-row = Entry { $number }
plugin-settings-add = Add to { $what }
plugin-settings-up = Move { $name } up
plugin-settings-down = Move { $name } down
plugin-settings-remove = Remove { $name }
plugin-settings-for = For
plugin-settings-everybody = Everybody
plugin-settings-projects = Projects
plugin-settings-groups = Groups
plugin-settings-own = own settings
plugin-settings-show = Show
plugin-settings-older = Older versions
plugin-settings-version = Version { $number }
plugin-settings-server = The server
plugin-settings-present = In use
plugin-settings-restore = Restore
plugin-settings-taken-away = These settings were taken away.
plugin-settings-same = Nothing differs from the version before.
plugin-settings-all = All settings
plugin-settings-reset = Reset
plugin-settings-reset-ask = Go back to what the operator set?
plugin-settings-reset-narrower-ask = Take these settings away? Those for everybody count alone then.
plugin-settings-saved = Settings saved. They count from now on.
plugin-settings-unchanged = Nothing had changed.
plugin-settings-removed = Settings taken away.
plugin-settings-asked = { $count ->
    [0] Nobody had to be asked.
    [one] One person is asked for a new password.
   *[other] { $count } people are asked for a new password.
  }
plugin-settings-refused = { $count ->
    [one] One value was refused. Nothing has been saved.
   *[other] { $count } values were refused. Nothing has been saved.
  }
plugin-settings-conflict = Somebody else saved these settings in the meantime. Open the page again in another tab, compare, and save there.
