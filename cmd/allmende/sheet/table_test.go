package sheet_test

import (
	"strings"
	"testing"
)

func table(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	if err := read(t, text).WriteTable(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTheTableCanBeFollowedWithPencilAndPaper(t *testing.T) {
	got := table(t, `{"title":"Server room","total":"10.01","members":[
		{"key":"c","name":"Gemünden","weight":"1.5"},{"key":"b","weight":"1"},{"key":"a","name":"Ort","weight":"1.5"}]}`)
	const want = `Server room

Total: 10.01

Division of the total among all
1001 minor units by weights that sum to 4: units * weight = floor * 4 + remainder (the sign put back at the end).
1 unit is left over; it goes to the largest remainder, 1.5; among equal ones to the smaller member.
member  weight  floor  remainder  one more  minor units
------  ------  -----  ---------  --------  -----------
c          1.5    375        1.5                    375
b            1    250          1                    250
a          1.5    375        1.5       + 1          376
------  ------  -----  ---------  --------  -----------
sum          4                                     1001
Rule: largest-remainder 1; input 070610d6e46612422ae537ffb2eda0dcd6196e6c6d1da8ef6db0882ee481d141

Result: share + VAT - granted = bears
member  name      share  bears
------  --------  -----  -----
c       Gemünden   3.75   3.75
b                  2.50   2.50
a       Ort        3.76   3.76
------  --------  -----  -----
sum               10.01  10.01
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Property 23: which rule of days and of bounds was followed stands on the sheet.
func TestTheTableNamesTheRulesFollowed(t *testing.T) {
	for _, c := range []struct{ sheet, want string }{
		{`{"total":"1.00","period":{"from":"2026-01-01","to":"2026-12-31","rule":"member-days"},"weights":["1"]}`,
			"Period: 2026-01-01 to 2026-12-31, 365 days, counted by the rule member-days 1\n"},
		{`{"total":"1.00","period":{"from":"2028-01-01","to":"2028-12-31","rule":"day-slices"},"weights":["1"]}`,
			"Period: 2028-01-01 to 2028-12-31, 366 days, counted by the rule day-slices 1\n"},
		{`{"total":"1.00","members":[{"key":"a","weight":"1","cap":"0.40"},{"key":"b","weight":"2"}]}`,
			"Bounds by the rule one-level 1: each bears weight * 100/3 minor units"},
		{`{"total":"1.00","rounding":"once","groups":[{"name":"A","weight":"1"}],"members":[{"key":"a","weight":"1","group":"A"}]}`,
			"Groups, rounded: once\n"},
		{`{"total":"1.00","base":"0.10","weights":["1"]}`, "Base amount, which each member bears first: 0.10\n"},
		{`{"total":"1.00","vat":{"rate":"19","regime":"own-invoices"},"weights":["1","1","1"]}`,
			"VAT at 19 %, own-invoices: supplier's 0.19, members' 0.18, difference to post 0.01\n"},
		{`{"total":"1.00","grants":[{"funder":"State","method":"off-top","amount":"1.50"}],"weights":["2"]}`,
			"Grant, off-top: 1.50, of which 1.00 is used and 0.50 is not (State)\n  1 gets 1.00 by weight 2\n"},
		{`{"total":"1.00","keys":[{"name":"equal","percent":"100"}],"members":[{"key":"a","weights":{"equal":"3"}}]}`,
			"member  name  equal (100 %)  of a hundred  weight\n"},
	} {
		if got := table(t, c.sheet); !strings.Contains(got, c.want) {
			t.Errorf("%s: got\n%s\nwant %q in it", c.sheet, got, c.want)
		}
	}
}

func TestTextsCannotBreakTheTable(t *testing.T) {
	got := table(t, `{"title":"a\u001b[2Jb","total":"1.00","members":[{"key":"x\ny","name":"\u202egnirts","weight":"1"}]}`)
	for _, hostile := range []string{"\x1b", "x\ny", "\u202e"} {
		if strings.Contains(got, hostile) {
			t.Errorf("%q is in\n%s", hostile, got)
		}
	}
}
