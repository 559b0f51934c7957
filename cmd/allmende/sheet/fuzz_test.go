package sheet_test

import (
	"bytes"
	"io"
	"testing"

	"allmende/cmd/allmende/sheet"
)

// FuzzNoSheetPanicsOrLosesACent reads whatever there is as a sheet: it is refused, or
// shares, tax and grants add up in every column and can be printed.
func FuzzNoSheetPanicsOrLosesACent(f *testing.F) {
	for _, seed := range []string{
		`{"total":"100.00","weights":["1","1","1"]}`,
		`{"total":-5,"exponent":0,"members":[{"key":"b","weight":0.5},{"key":"a","name":"A","weight":"1"}]}`,
		`{"title":"T","total":"100.00","keys":[{"name":"equal","percent":"30"},{"name":"heads","percent":"70"}],"members":[
			{"key":"a","weights":{"equal":"1","heads":"3"}},{"key":"b","weights":{"equal":"1","heads":"1"}}]}`,
		`{"total":"100.00","base":"10.00","weights":["3","1"]}`,
		`{"total":"100.00","members":[{"key":"a","weight":"8","cap":"50.00"},{"key":"b","weight":"1","floor":"20.00"},{"key":"c","weight":"1"}]}`,
		`{"total":"365.00","period":{"from":"2026-01-01","to":"2026-12-31","rule":"member-days"},"members":[
			{"key":"a","weight":"1"},{"key":"b","weight":"1","days":[["2026-07-02","2026-12-31"]]}]}`,
		`{"total":"3.65","period":{"from":"2026-01-01","to":"2026-12-31","rule":"day-slices"},"members":[
			{"key":"a","weight":"1"},{"key":"b","weight":"1","days":[["2026-07-02","2026-12-31"],["2026-01-01","2026-02-28"]]}]}`,
		`{"total":"100.00","rounding":"per-stage","groups":[{"name":"A","weight":"2"},{"name":"B","weight":"1"}],
			"members":[{"key":"1","weight":"1","group":"A"},{"key":"4","weight":"1","group":"B"}]}`,
		`{"total":"100.00","rounding":"once","groups":[{"name":"A","weight":"2"}],"members":[{"key":"1","weight":"1","group":"A"}]}`,
		`{"total":"1000.00","grants":[{"method":"off-top","amount":"333.33"},{"funder":"F","method":"rate","rate":"0.6","eligible":"500","cap":"45"},
			{"method":"earmarked","amount":"400.00","members":{"1":"1"}}],"weights":["1","2"]}`,
		`{"total":"100.00","vat":{"rate":"19","regime":"cost-sheet","amount":"19.00"},"weights":["1","2"]}`,
		`{"total":"-100.00","vat":{"rate":"7","regime":"own-invoices"},"weights":["1","2","0"]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		result, err := sheet.Read(bytes.NewReader(text))
		if err != nil {
			return
		}
		if err := addsUp(result); err != nil {
			t.Fatal(err)
		}
		if err := result.WriteTable(io.Discard); err != nil {
			t.Fatal(err)
		}
	})
}
