package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// answersTo runs the cases and returns what was printed for each of them.
func answersTo(t *testing.T, cases string) map[string]map[string]any {
	t.Helper()
	var out bytes.Buffer
	if err := runSplit("-", strings.NewReader(cases), &out); err != nil {
		t.Fatal(err)
	}
	var printed struct{ Results []map[string]any }
	if err := json.Unmarshal(out.Bytes(), &printed); err != nil {
		t.Fatalf("no JSON was printed: %v\n%s", err, out.String())
	}
	answers := map[string]map[string]any{}
	for _, r := range printed.Results {
		id, _ := r["id"].(string)
		answers[id] = r
	}
	return answers
}

func TestTheWorkedCasesAreExact(t *testing.T) {
	shared := os.Getenv("ALLMENDE_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	text, err := os.ReadFile(filepath.Join(shared, "cases", "split_cases.json"))
	if err != nil {
		t.Skipf("the worked cases are not here (set ALLMENDE_SHARED): %v", err)
	}
	var file struct {
		Cases []struct {
			ID, Kind      string
			Given, Expect map[string]any
		}
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	answers := answersTo(t, string(text))
	if len(file.Cases) == 0 || len(answers) != len(file.Cases) {
		t.Errorf("%d answers to %d cases", len(answers), len(file.Cases))
	}
	for _, c := range file.Cases {
		want := map[string]any{"id": c.ID}
		switch _, bounded := c.Given["cap"]; {
		case c.Kind == "lr", c.Kind == "lr_summary":
			want["result"] = c.Expect
		case c.Kind == "error" && !bounded:
			want["error"] = c.Expect["error"]
		case c.Kind == "error":
			want["error"] = "unsupported_kind clamp"
		default:
			want["error"] = "unsupported_kind " + c.Kind
		}
		if !reflect.DeepEqual(answers[c.ID], want) {
			t.Errorf("%s: got %v, want %v", c.ID, answers[c.ID], want)
		}
	}
}

func TestCasesAreAnsweredOrRefusedByName(t *testing.T) {
	tenThousandDigits := strings.Repeat("9", 10_000)
	for _, c := range []struct{ name, kind, given, want string }{
		{"keys decide, not places", "lr", `{"total":"0.01","weights":["1","1"],"tie":["b","a"]}`, `0.00 0.01`},
		{"number keys are ordered as numbers", "lr", `{"total":"0.02","weights":["1","1","1"],"tie":[10,9,-3]}`, `0.00 0.01 0.01`},
		{"negative number keys too", "lr", `{"total":"0.01","weights":["1","1"],"tie":[-2,-10]}`, `0.00 0.01`},
		{"text keys are ordered as texts", "lr", `{"total":"0.01","weights":["1","1"],"tie":["9","10"]}`, `0.00 0.01`},
		{"without keys the places decide, the tenth after the second", "lr",
			`{"total":"0.02","weights":["1","1","1","1","1","1","1","1","1","1","1"]}`, `0.01 0.01` + strings.Repeat(" 0.00", 9)},
		{"JSON numbers are read as they are written", "lr", `{"total":0.3,"weights":[0.1,0.2]}`, `0.10 0.20`},
		{"three decimals", "lr", `{"total":"1.000","exponent":3,"weights":["1","1","1"]}`, `0.334 0.333 0.333`},
		{"beyond 64 bits", "lr", `{"total":"200000000000000000000.01","weights":["1","1"]}`, `100000000000000000000.01 100000000000000000000.00`},
		{"an error case that is none", "error", `{"total":"1.00","weights":["1","3"]}`, `0.25 0.75`},
		{"zero among nobody with a weight", "error", `{"total":"0","weights":["0","0"]}`, `0.00 0.00`},

		{"no members", "error", `{"total":"1.00","weights":[]}`, "no_positive_weight"},
		{"none of n members", "lr_summary", `{"total":"1.00","n":0,"weight":"1"}`, "no_positive_weight"},
		{"a negative weight", "error", `{"total":"0.00","weights":["1","-0.01"]}`, "negative_weight"},
		{"NaN", "error", `{"total":"1.00","weights":["NaN","1"]}`, "negative_weight"},
		{"infinity", "error", `{"total":"1.00","weights":["1","-Infinity"]}`, "negative_weight"},
		{"half a cent", "error", `{"total":"0.005","weights":["1"]}`, "amount_finer_than_minor_unit"},
		{"a tenth of a yen", "lr", `{"total":"0.1","exponent":0,"weights":["1"]}`, "amount_finer_than_minor_unit"},
		{"one key twice", "lr", `{"total":"1.00","weights":["1","1"],"tie":[1,1]}`, "duplicate_key"},
		{"an empty key", "lr", `{"total":"1.00","weights":["1","1"],"tie":["","a"]}`, "key_missing"},
		{"a total that is none", "lr", `{"total":"NaN","weights":["1"]}`, "malformed_given total"},
		{"a power of ten", "lr", `{"total":"1e3","weights":["1"]}`, "malformed_given total"},
		{"a vast power of ten", "lr", `{"total":"1","weights":[1e999999999]}`, "malformed_given weights"},
		{"a German comma", "lr", `{"total":"1,00","weights":["1"]}`, "malformed_given total"},
		{"a weight that is no number", "lr", `{"total":"1","weights":[null]}`, "malformed_given weights"},
		{"an endless number", "lr", `{"total":"1","weights":["` + tenThousandDigits + `"]}`, "number_out_of_range"},
		{"too many members", "lr_summary", `{"total":"1","n":1000000000000,"weight":"1"}`, "number_out_of_range"},
		{"fewer keys than weights", "lr", `{"total":"1","weights":["1","1"],"tie":[1]}`, "malformed_given tie"},
		{"numbers and texts as keys", "lr", `{"total":"1","weights":["1","1"],"tie":[1,"a"]}`, "malformed_given tie"},
		{"a key that is no whole number", "lr", `{"total":"1","weights":["1"],"tie":[1.5]}`, "malformed_given tie"},
		{"a negative exponent", "lr", `{"total":"1","exponent":-1,"weights":["1"]}`, "malformed_given exponent"},
		{"no total", "lr", `{"weights":["1"]}`, "missing_given total"},
		{"no weights", "error", `{"total":"1"}`, "missing_given weights"},
		{"given is a list", "lr", `[]`, "malformed_given"},
		{"a cap on an ordinary split", "lr", `{"total":"1","weights":["1"],"cap":["0.50"]}`, "unsupported_kind clamp"},
		{"floors", "error", `{"total":"1","weights":["1"],"floor":["2.00"]}`, "unsupported_kind clamp"},
		{"something else given", "error", `{"total":"1","weights":["1"],"grant":"2.00"}`, "unsupported_given grant"},
		{"a summary without n", "lr_summary", `{"total":"1","weights":["1"]}`, "malformed_given n"},
		{"another kind", "clamp", `{}`, "unsupported_kind clamp"},
	} {
		t.Run(c.name, func(t *testing.T) {
			answer := answersTo(t, `{"cases":[{"id":"X","kind":"`+c.kind+`","given":`+c.given+`,"expect":{"shares":["7"]}}]}`)["X"]
			if got := short(answer); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// short is the shares or the error of an answer.
func short(answer map[string]any) string {
	if name, refused := answer["error"].(string); refused {
		return name
	}
	result, _ := answer["result"].(map[string]any)
	list, _ := result["shares"].([]any)
	texts := make([]string, len(list))
	for i, share := range list {
		texts[i], _ = share.(string)
	}
	return strings.Join(texts, " ")
}

func TestASummaryOfANegativeTotalKeepsTheSign(t *testing.T) {
	answer := answersTo(t, `{"cases":[{"id":"X","kind":"lr_summary","given":{"total":"-1.00","n":3,"weight":"0.7"}}]}`)["X"]
	want := map[string]any{"floor": "-0.33", "members_with_one_more": 1.0, "sum": "-1.00"}
	if !reflect.DeepEqual(answer["result"], want) {
		t.Errorf("got %v, want %v", answer["result"], want)
	}
}

func TestAFileThatHoldsNoCasesIsToldOf(t *testing.T) {
	for text, word := range map[string]string{
		"":                         "no file of cases",
		"{":                        "no file of cases",
		"[1]":                      "no file of cases",
		`{}`:                       `no list "cases"`,
		`{"cases":[{}]}`:           "number 1 has no id",
		`{"cases":[{"id":7}]}`:     "no file of cases",
		`{"cases":[],"cases":[]}`:  "no file of cases",
		`{"cases":[]} {"cases":1}`: "no file of cases",
	} {
		var out bytes.Buffer
		if err := runSplit("-", strings.NewReader(text), &out); err == nil || !strings.Contains(err.Error(), word) || out.Len() > 0 {
			t.Errorf("%s: got %v and %q, want %q in the error and nothing printed", text, err, out.String(), word)
		}
	}
	if err := runSplit(filepath.Join(t.TempDir(), "none.json"), nil, &bytes.Buffer{}); err == nil {
		t.Error("a file that is not there is read")
	}
}

func TestOneSplitIsPrintedWithItsDerivation(t *testing.T) {
	var out bytes.Buffer
	in := strings.NewReader(`{"total":"10.01","weights":["1.5","1","1.5"],"tie":["c","b","a"]}`)
	if err := (&splitCmd{}).Run(in, &out); err != nil {
		t.Fatal(err)
	}
	var got splitDerivation
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.InputHash) != 64 {
		t.Errorf("the input hash is %q", got.InputHash)
	}
	got.InputHash = ""
	want := splitDerivation{
		Rule: "largest-remainder", Version: 1, Total: "10.01", Units: "1001", WeightSum: "4", Left: 1, Threshold: "1.5",
		Shares: []derivation{
			{Key: "c", Weight: "1.5", Floor: "375", Remainder: "1.5", Share: "3.75"},
			{Key: "b", Weight: "1", Floor: "250", Remainder: "1", Share: "2.50"},
			{Key: "a", Weight: "1.5", Floor: "375", Remainder: "1.5", Extra: true, Share: "3.76"},
		},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestARefusedSingleSplitIsAnErrorThatSaysWhy(t *testing.T) {
	for given, word := range map[string]string{
		`{"total":"1","weights":["0"]}`:             "no-positive-weight",
		`{"total":"1","weights":["1"],"cap":["0"]}`: "clamp",
		`nonsense`: "malformed_given",
	} {
		var out bytes.Buffer
		if err := (&splitCmd{}).Run(strings.NewReader(given), &out); err == nil || !strings.Contains(err.Error(), word) || out.Len() > 0 {
			t.Errorf("%s: got %v and %q, want %q in the error and nothing printed", given, err, out.String(), word)
		}
	}
}

func TestTheCommandLineReachesTheCases(t *testing.T) {
	file := filepath.Join(t.TempDir(), "cases.json")
	if err := os.WriteFile(file, []byte(`{"cases":[{"id":"X","kind":"lr","given":{"total":"1.00","weights":["1"]}}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	command, err := parsed(t, &out, "split", "--cases", file)
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Run(); err != nil || !strings.Contains(out.String(), `"1.00"`) {
		t.Errorf("got %v and %q", err, out.String())
	}
	if _, err := parsed(t, &out, "split", "--cases", file+".none"); err == nil {
		t.Error("a file that is not there is no wrong use")
	}
}

// parsed is a command line with what splitCmd needs bound.
func parsed(t *testing.T, out io.Writer, arguments ...string) (*kong.Context, error) {
	t.Helper()
	var line struct {
		Split splitCmd `cmd:""`
	}
	parser, err := kong.New(&line, kong.BindTo(strings.NewReader(""), (*io.Reader)(nil)), kong.BindTo(out, (*io.Writer)(nil)))
	if err != nil {
		t.Fatal(err)
	}
	return parser.Parse(arguments)
}
