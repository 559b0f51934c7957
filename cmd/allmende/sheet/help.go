package sheet

// Help is shown under the command's usage; docs/split-sheet.md describes every field.
const Help = `Splits a cost to the last minor unit and prints how, as JSON or, with --as table, to
follow with pencil and paper. The sheet is JSON; docs/split-sheet.md has every field.

Three members, by inhabitants:

  {"total": "55555.55",
   "members": [{"key": "03101", "name": "Altstadt", "weight": "48231"},
               {"key": "03102", "name": "Neudorf", "weight": "12107"},
               {"key": "03103", "name": "Seeheim", "weight": "5530"}]}

30 % in equal parts and 70 % by inhabitants; one comes in April; no more than 40000.00 for
the first; a grant of 60 %, at most 10000.00; the supplier's VAT is passed on:

  {"title": "Shared service 2026", "total": "55555.55",
   "period": {"from": "2026-01-01", "to": "2026-12-31", "rule": "member-days"},
   "keys": [{"name": "equal", "percent": "30"}, {"name": "inhabitants", "percent": "70"}],
   "members": [{"key": "03101", "weights": {"equal": "1", "inhabitants": "48231"}, "cap": "40000.00"},
               {"key": "03102", "weights": {"equal": "1", "inhabitants": "12107"}},
               {"key": "03103", "weights": {"equal": "1", "inhabitants": "5530"}, "days": [["2026-04-01", "2026-12-31"]]}],
   "grants": [{"funder": "State", "method": "rate", "rate": "0.60", "cap": "10000.00"}],
   "vat": {"rate": "19", "regime": "cost-sheet"}}

Examples: allmende split sheet.json --as table
          echo '{"total": "100.00", "weights": ["1", "1", "1"]}' | allmende split
          allmende split --cases cases.json`
