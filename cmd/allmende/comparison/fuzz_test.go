package comparison_test

import (
	"bytes"
	"io"
	"testing"

	"allmende/cmd/allmende/comparison"
)

// FuzzNoSheetPanicsOrLosesABid reads whatever there is as a sheet: it is refused, or every
// bid has a place, somebody is first, and it can be printed.
func FuzzNoSheetPanicsOrLosesABid(f *testing.F) {
	for _, seed := range []string{
		`{"method":"lowest-price","ties":[{"by":"price"}],"bids":[{"name":"A","price":"1"},{"name":"B","price":1}],"draw":["B","A"]}`,
		`{"method":"simple-ratio","low":{"next":"10","mean":"0"},` + vector,
		`{"title":"T","method":"extended-ratio","band":"5","decides":{"by":"criterion","criterion":"points"},` + vector,
		`{"method":"weighted-reference","weights":{"points":"50","price":"50"},"references":{"points":"1","price":"2"},` + vector,
		`{"method":"weighted-reference","weights":{"points":"0.1","price":"99.9"},` + vector,
		`{"method":"price-points","formula":"two-sided","weights":{"points":"50","price":"50"},` + vector,
		`{"method":"price-points","formula":"one-sided","weights":{"points":"50","price":"50"},"points":"7","criteria":[
			{"name":"a","weight":"60","least":"30","parts":[{"name":"b","weight":"100","scale":"3","least":"1"}]},{"name":"c","weight":"40","scale":"9"}],
			"bids":[{"name":"A","price":"3","scores":{"b":"1","c":"2"}},{"name":"B","price":"6","scores":{"b":"0","c":"9"}},{"name":"C","excluded":"late"}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		result, err := comparison.Read(bytes.NewReader(text))
		if err != nil {
			return
		}
		if len(result.Bids) == 0 || result.Bids[0].Rank != 1 || (result.Winner == "") != (len(result.LotBetween) > 1) {
			t.Fatalf("got %+v", result)
		}
		if err := result.WriteTable(io.Discard); err != nil {
			t.Fatal(err)
		}
	})
}
