# Short lists from sheets and to sheets.
sheets-import-go = Import
sheets-import-help = Excel, CSV and other sheets, up to { $limit }
sheets-import-refused = Problems: { $count }. Nothing was imported.
sheets-import-refused-text = Put these cells right and import the file again.
sheets-import-problems = Problems by row
sheets-import-row = Row
sheets-import-column = Column
sheets-import-what = What is wrong
sheets-import-others = Further problems: { $count }.
sheets-import-unknown = Columns that are not known here were left out: { $columns }.
sheets-problem-format = No format plugin knows this file. Use Excel or CSV.
sheets-problem-file = The file cannot be read ({ $code }).
sheets-problem-empty = The file has no rows.
sheets-problem-no-file = Choose a file first.
sheets-problem-twice = Two columns mean the same: { $column }. Keep one.
sheets-problem-rows = The file has more than { $limit } rows. Split it.
sheets-empty-format = Download the empty format
