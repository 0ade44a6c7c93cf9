plugins-canary-title = Try a version beside the active one
plugins-canary-text = The version on trial is asked what the active one is asked, after the answer has gone out. Nobody waits for it and nothing that it does lasts. Here you see where its answers differ.
plugins-canary-no-candidate = Upload another version to try it beside the active one.
plugins-canary-version = Version
plugins-canary-start = Start trial
plugins-canary-beside = { $version } on trial beside { $active }
plugins-canary-nothing-yet = Nothing was compared so far. Use the plugin, or run an import.
plugins-canary-all-same = { $count ->
    [one] The one answer is the same.
   *[other] All { $count } answers are the same.
  }
plugins-canary-some-differ = { $count } of { $total } answers differ. Look at them before you promote the version.
plugins-canary-same = Same
plugins-canary-different = Different
plugins-canary-failed = Failed on trial
plugins-canary-since = First compared
plugins-canary-until = Last compared
plugins-canary-differences = First differences
plugins-canary-differences-text = The first 50 are kept, with as much of the question as the difference is about.
plugins-canary-asked = Asked
plugins-canary-not-kept = What was asked is not kept here: it held a secret, or the call failed.
plugins-canary-answer-of = Answer of { $version }
plugins-canary-promote = Promote
plugins-canary-promote-confirm = Make version { $version } answer from now on?
plugins-canary-stop = Stop trial
plugins-canary-on-imports = Try on the last imports
plugins-canary-said-started = The trial has begun.
plugins-canary-said-stopped = The trial is over.
plugins-canary-said-compared = Both versions have checked the people of the last imports.
