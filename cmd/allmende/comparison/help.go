package comparison

// Help is shown under the command's usage; docs/evaluation-sheet.md describes every field.
const Help = `Ranks opened bids exactly by the published rules and prints how, as JSON or, with
--table, to follow with pencil and paper; then it takes every losing bid out once and says
what the winner depends on. The sheet is JSON; docs/evaluation-sheet.md has every field.

Points for a euro; bids within 5 % of the best count as alike, and the one with more points wins:

  {"method": "extended-ratio", "band": "5", "decides": {"by": "points"}, "points": "400",
   "bids": [{"name": "A", "points": "380", "price": "95000.00"},
            {"name": "B", "points": "350", "price": "84000.00"},
            {"name": "C", "points": "400", "price": "101000.00"},
            {"name": "D", "points": "240", "price": "70000.00"}]}

Quality at 60 % and price at 40 %, with criteria, a minimum and an order of ties:

  {"title": "Notebooks 2027", "method": "price-points", "formula": "proportional",
   "weights": {"points": "60", "price": "40"}, "points": "100",
   "criteria": [{"name": "service", "weight": "70", "scale": "10", "least": "4"},
                {"name": "ecology", "weight": "30", "scale": "10"}],
   "ties": [{"by": "points"}, {"by": "criterion", "criterion": "service"}],
   "bids": [{"name": "A", "price": "95000.00", "scores": {"service": "8", "ecology": "7"}},
            {"name": "B", "price": "84000.00", "scores": {"service": "6", "ecology": "9.5"}},
            {"name": "C", "price": "79000.00", "scores": {"service": "3", "ecology": "10"}}]}

Examples: allmende evaluate sheet.json --table
          allmende evaluate - < sheet.json`
