package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

const someBids = `{"method":"lowest-price","bids":[{"name":"A","price":"95000.00"},{"name":"B","price":"84000.00"}]}`

// evaluating runs "allmende evaluate" with these arguments.
func evaluating(t *testing.T, in string, arguments ...string) (printed, said string, code int) {
	t.Helper()
	var out, progress bytes.Buffer
	noSetting := func(string) string { return "" }
	code = run(t.Context(), append([]string{"evaluate"}, arguments...), noSetting, strings.NewReader(in), &out, &progress)
	return out.String(), progress.String(), code
}

func TestBidsAreRankedFromAFileOrStandardInput(t *testing.T) {
	for name, arguments := range map[string][]string{"a file": {written(t, someBids)}, "standard input": nil, "a dash": {"-"}} {
		printed, said, code := evaluating(t, someBids, arguments...)
		var result struct{ Winner string }
		if code != 0 || json.Unmarshal([]byte(printed), &result) != nil || result.Winner != "B" {
			t.Errorf("%s: got %d, %s and %s", name, code, printed, said)
		}
	}
	for _, table := range [][]string{{"--table"}, {"--as", "table"}} {
		if printed, said, code := evaluating(t, someBids, table...); code != 0 || !strings.HasSuffix(printed, "Result: B wins.\n") {
			t.Errorf("%v: got %d, %s and %s", table, code, printed, said)
		}
	}
}

func TestBidsThatCannotBeRankedAreRefusedInOneSentenceWithPlaceAndCode(t *testing.T) {
	for _, c := range []struct {
		in, want  string
		arguments []string
		code      int
	}{
		{`{"method":"simple-ratio","points":"10","bids":[{"name":"A","price":"0","points":"1"}]}`,
			"allmende: refused: /bids/0/price: The price of A must lie above zero. (evaluation.price-not-positive)\n", nil, exitFailed},
		{`{"method":"lowest-price","bids":[{"name":"A"}]}`, "allmende: refused: /bids/0/price is missing (sheet.refused)\n", nil, exitFailed},
		{"", "allmende: refused: the sheet is no JSON, from byte 0 on (sheet.refused)\n", nil, exitFailed},
		{someBids, "--as", []string{"--as", "graph"}, exitUsage},
	} {
		printed, said, code := evaluating(t, c.in, c.arguments...)
		if code != c.code || printed != "" || !strings.Contains(said, c.want) {
			t.Errorf("%s: got %d, %q and %q, want %d and %q", c.in, code, printed, said, c.code, c.want)
		}
	}
}
