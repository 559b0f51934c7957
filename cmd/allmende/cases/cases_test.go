package cases_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	jsonv2 "github.com/go-json-experiment/json"
	"pgregory.net/rapid"

	"allmende/cmd/allmende/cases"
)

// printed is what is printed for each of the cases, by its id.
func printed(t *testing.T, file string) map[string]map[string]any {
	t.Helper()
	answers, err := cases.Read(bytes.NewReader([]byte(file)))
	if err != nil {
		t.Fatal(err)
	}
	text, err := jsonv2.Marshal(answers)
	if err != nil {
		t.Fatal(err)
	}
	var read struct{ Results []map[string]any }
	if err := json.Unmarshal(text, &read); err != nil {
		t.Fatal(err)
	}
	byID := map[string]map[string]any{}
	for _, r := range read.Results {
		id, _ := r["id"].(string)
		byID[id] = r
	}
	return byID
}

// worked is a case with what it expects.
type worked struct {
	ID, Kind string
	Given    json.RawMessage
	Expect   map[string]any
}

// check compares every answer of a file with what its case expects.
func check(t *testing.T, text []byte) {
	t.Helper()
	var file struct{ Cases []worked }
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	answers := printed(t, string(text))
	if len(file.Cases) == 0 || len(answers) != len(file.Cases) {
		t.Errorf("%d answers to %d cases", len(answers), len(file.Cases))
	}
	for _, c := range file.Cases {
		want := map[string]any{"id": c.ID, "result": any(c.Expect)}
		if name, refused := c.Expect["error"]; refused {
			want = map[string]any{"id": c.ID, "error": name}
		}
		if !reflect.DeepEqual(answers[c.ID], want) {
			t.Errorf("%s (%s):\n got %v\nwant %v", c.ID, c.Kind, answers[c.ID], want)
		}
	}
}

func TestEveryCaseOfTheSharedFileIsExact(t *testing.T) {
	shared := os.Getenv("ALLMENDE_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "..", "shared")
	}
	text, err := os.ReadFile(filepath.Join(shared, "cases", "split_cases.json"))
	if err != nil {
		t.Skipf("the worked cases are not here (set ALLMENDE_SHARED): %v", err)
	}
	check(t, text)
}

func TestEveryCaseOfOursIsExact(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "cases.json"))
	if err != nil {
		t.Fatal(err)
	}
	check(t, text)
}

func TestCasesAreAnsweredOrRefusedByName(t *testing.T) {
	tenThousandDigits := strings.Repeat("9", 10_000)
	for _, c := range []struct{ name, kind, given, want string }{
		{"keys decide, not places", "lr", `{"total":"0.01","weights":["1","1"],"tie":["b","a"]}`, `0.00 0.01`},
		{"number keys are ordered as numbers", "lr", `{"total":"0.02","weights":["1","1","1"],"tie":[10,9,-3]}`, `0.00 0.01 0.01`},
		{"negative number keys too", "lr", `{"total":"0.01","weights":["1","1"],"tie":[-2,-10]}`, `0.00 0.01`},
		{"text keys are ordered as texts", "lr", `{"total":"0.01","weights":["1","1"],"tie":["9","10"]}`, `0.00 0.01`},
		{"no keys are those of the places", "lr", `{"total":"0.01","weights":["1","1"],"tie":null}`, `0.01 0.00`},
		{"without keys the places decide, the tenth after the second", "lr",
			`{"total":"0.02","weights":["1","1","1","1","1","1","1","1","1","1","1"]}`, `0.01 0.01` + strings.Repeat(" 0.00", 9)},
		{"JSON numbers are read as they are written", "lr", `{"total":0.3,"weights":[0.1,0.2]}`, `0.10 0.20`},
		{"three decimals", "lr", `{"total":"1.000","exponent":3,"weights":["1","1","1"]}`, `0.334 0.333 0.333`},
		{"beyond 64 bits", "lr", `{"total":"200000000000000000000.01","weights":["1","1"]}`, `100000000000000000000.01 100000000000000000000.00`},
		{"keys decide in another kind too", "grant_off_top", `{"total":"0.02","grant":"0.01","weights":["1","1"],"tie":[1,0]}`, `0.00 0.01`},
		{"bounds in yen", "clamp", `{"total":"100","exponent":0,"weights":["1","1"],"cap":["40",null]}`, `40 60`},
		{"bounds that are not given", "clamp", `{"total":"1.00","weights":["1","1"],"floor":null}`, `0.50 0.50`},
		{"a credit between bounds", "clamp", `{"total":"-1.00","weights":["1","1"],"cap":["0.40",null]}`, `-0.40 -0.60`},
		{"days of a leap year", "prorata_days", `{"total":"3.66","periods":[["2028-01-01","2028-12-31"]]}`, `3.66`},
		{"a member who comes back", "prorata_days", `{"total":"0.04","periods":[[["2026-01-01","2026-01-01"],["2026-01-03","2026-01-04"]],["2026-01-02","2026-01-02"]]}`, `0.03 0.01`},
		{"an error case that is none", "error", `{"total":"1.00","weights":["1","3"]}`, `0.25 0.75`},
		{"zero among nobody with a weight", "error", `{"total":"0","weights":["0","0"]}`, `0.00 0.00`},
		{"an error case of another kind that is none", "error", `{"total":"1.00","grant":"0.50","weights":["1","1"]}`, `0.25 0.25`},

		{"no members", "error", `{"total":"1.00","weights":[]}`, "no_positive_weight"},
		{"none of n members", "lr_summary", `{"total":"1.00","n":0,"weight":"1"}`, "no_positive_weight"},
		{"no weight above zero in a correction", "rerun", `{"first":"1.00","second":"1.01","weights":["0"]}`, "no_positive_weight"},
		{"no documents, no members", "cumulative", `{"amounts":[],"weights":[]}`, "no_positive_weight"},
		{"a negative weight", "error", `{"total":"0.00","weights":["1","-0.01"]}`, "negative_weight"},
		{"a negative weight over years", "cumulative", `{"amounts":["1.00"],"weights":["1","-1"]}`, "negative_weight"},
		{"NaN", "error", `{"total":"1.00","weights":["NaN","1"]}`, "negative_weight"},
		{"infinity", "error", `{"total":"1.00","weights":["1","-Infinity"]}`, "negative_weight"},
		{"half a cent", "error", `{"total":"0.005","weights":["1"]}`, "amount_finer_than_minor_unit"},
		{"a tenth of a cent taxed", "vat", `{"taxable":"0.001","rate":"19"}`, "amount_finer_than_minor_unit"},
		{"a tenth of a yen", "lr", `{"total":"0.1","exponent":0,"weights":["1"]}`, "amount_finer_than_minor_unit"},
		{"one key twice", "lr", `{"total":"1.00","weights":["1","1"],"tie":[1,1]}`, "duplicate_key"},
		{"an empty key", "lr", `{"total":"1.00","weights":["1","1"],"tie":["","a"]}`, "key_missing"},
		{"caps short of a total", "error", `{"total":"100.00","weights":["1","1"],"floor":["0","0"],"cap":["40.00","40.00"]}`, "caps_short_of_total_by 20.00"},
		{"caps short of a total in yen", "clamp", `{"total":"100","exponent":0,"weights":["1","1"],"cap":[40,"40"]}`, "caps_short_of_total_by 20"},
		{"floors beyond a total", "clamp", `{"total":"100.00","weights":["1","1"],"floor":["60.00","40.01"]}`, "floors_exceed_total_by 0.01"},
		{"bounds that cross", "clamp", `{"total":"1.00","weights":["1"],"floor":["0.50"],"cap":["0.40"]}`, "bounds_crossed"},
		{"a negative grant", "grant_off_top", `{"total":"1.00","grant":"-0.01","weights":["1"]}`, "grant_negative"},
		{"a rate in percent", "grant_rate", `{"eligible":"1.00","rate":"60","cap":"1.00"}`, "rate_out_of_range"},
		{"days that end before they begin", "prorata_days", `{"total":"1.00","periods":[["2026-02-01","2026-01-31"]]}`, "period_empty"},
		{"a day that is not there", "prorata_days", `{"total":"1.00","periods":[["2026-02-29","2026-03-01"]]}`, "day_malformed"},
		{"a member twice on a day", "prorata_days", `{"total":"1.00","periods":[[["2026-01-01","2026-01-02"],["2026-01-02","2026-01-03"]]]}`, "days_overlap"},
		{"members without days", "prorata_days", `{"total":"1.00","periods":[[],null]}`, "no_positive_weight"},
		{"a day without a member", "prorata_method", `{"total":"1.00","year_days":3,"A_days":1,"B_last_days":1}`, "day_without_member"},
		{"an empty year", "prorata_method", `{"total":"1.00","year_days":0,"A_days":0,"B_last_days":0}`, "period_empty"},
		{"a group of nobody", "stages", `{"total":"1.00","groups":[{"weight":"1","members":[]}]}`, "no_positive_weight"},
		{"a group without a weight", "stages", `{"total":"1.00","groups":[{"members":["1"]}]}`, "malformed_given groups"},
		{"services that only serve one another", "service_departments",
			`{"own":{"A":"1.00","B":"1.00"},"use":{"A":{"B":"1"},"B":{"A":"1","P":"0"}}}`, "services_singular"},
		{"a service used more than wholly", "service_departments", `{"own":{"A":"1.00"},"use":{"A":{"P":"0.8","Q":"0.3"}}}`, "use_over_one"},
		{"a service without costs", "service_departments", `{"own":{},"use":{"A":{"P":"1"}}}`, "missing_given own A"},
		{"a service without costs that another one uses", "service_departments", `{"own":{"A":"1.00"},"use":{"A":{"P":"1"},"P":{"A":"1"}}}`, "missing_given own P"},
		{"an order without a service", "service_departments", `{"own":{"A":"1.00"},"use":{"A":{"P":"1"}},"order":[]}`, "order_incomplete"},
		{"tax on what is exempt", "vat_invoice", `{"lines":[["1.00","E","19"]],"document_level":[]}`, "rate_not_zero"},
		{"a category that is none", "vat_invoice", `{"lines":[["1.00","Q","0"]]}`, "category_unknown"},
		{"a negative rate", "vat_split", `{"net":"1.00","rate":"-19","weights":["1"]}`, "rate_invalid"},
		{"tax in yen", "vat", `{"taxable":"1","rate":"19","exponent":0}`, "unsupported_given exponent"},
		{"a credit beyond what was posted", "partial_credit", `{"posted":["1.00"],"credit":"1.01"}`, "credit_beyond_posted"},
		{"tiers of one volume", "rebate_volume", `{"volumes":["1.00"],"tiers":[["0","1"],["0.00","2"]]}`, "tier_invalid"},
		{"tiers that are none", "rebate_volume", `{"volumes":["1.00"],"tiers":["0"]}`, "malformed_given tiers"},

		{"a total that is none", "lr", `{"total":"NaN","weights":["1"]}`, "malformed_given total"},
		{"a total that is null", "lr", `{"total":null,"weights":["1"]}`, "malformed_given total"},
		{"a power of ten", "lr", `{"total":"1e3","weights":["1"]}`, "malformed_given total"},
		{"a vast power of ten", "lr", `{"total":"1","weights":[1e999999999]}`, "malformed_given weights"},
		{"a German comma", "lr", `{"total":"1,00","weights":["1"]}`, "malformed_given total"},
		{"a weight that is no number", "lr", `{"total":"1","weights":[null]}`, "malformed_given weights"},
		{"weights that are no list", "lr", `{"total":"1","weights":null}`, "malformed_given weights"},
		{"an endless number", "lr", `{"total":"1","weights":["` + tenThousandDigits + `"]}`, "number_out_of_range"},
		{"too many members", "lr_summary", `{"total":"1","n":1000000000000,"weight":"1"}`, "number_out_of_range"},
		{"too many lines", "lines", `{"lines":1000000000000,"amount":"1","weights":["1"]}`, "number_out_of_range"},
		{"a number of members below none", "lr_summary", `{"total":"1","n":-1,"weight":"1"}`, "malformed_given n"},
		{"half a member", "lr_summary", `{"total":"1","n":1.5,"weight":"1"}`, "malformed_given n"},
		{"fewer keys than weights", "lr", `{"total":"1","weights":["1","1"],"tie":[1]}`, "malformed_given tie"},
		{"numbers and texts as keys", "lr", `{"total":"1","weights":["1","1"],"tie":[1,"a"]}`, "malformed_given tie"},
		{"a key that is no whole number", "lr", `{"total":"1","weights":["1"],"tie":[1.5]}`, "malformed_given tie"},
		{"a negative exponent", "lr", `{"total":"1","exponent":-1,"weights":["1"]}`, "malformed_given exponent"},
		{"a vast exponent", "lr", `{"total":"1","exponent":19,"weights":["1"]}`, "number_out_of_range"},
		{"more caps than members", "clamp", `{"total":"1","weights":["1"],"cap":["1","1"]}`, "malformed_given cap"},
		{"more eligible than members", "grant_earmarked", `{"total":"1","weights":["1"],"grant":"1","grant_weights":["1","1"]}`, "malformed_given grant_weights"},
		{"weights of one document only", "cumulative", `{"amounts":["1","1"],"weights":[["1"]]}`, "malformed_given weights"},
		{"other members from one document to the next", "cumulative", `{"amounts":["1","1"],"weights":[["1"],["1","1"]]}`, "malformed_given weights"},
		{"no total", "lr", `{"weights":["1"]}`, "missing_given total"},
		{"no weights", "error", `{"total":"1"}`, "missing_given weights"},
		{"given is a list", "lr", `[]`, "malformed_given"},
		{"given is null", "lr", `null`, "malformed_given"},
		{"a cap on an ordinary split", "lr", `{"total":"1","weights":["1"],"cap":["0.50"]}`, "unsupported_given cap"},
		{"something else given", "error", `{"total":"1","weights":["1"],"member":"2.00"}`, "unsupported_given member"},
		{"another kind", "lottery", `{}`, "unsupported_kind lottery"},
	} {
		t.Run(c.name, func(t *testing.T) {
			answer := printed(t, `{"cases":[{"id":"X","kind":"`+c.kind+`","given":`+c.given+`,"expect":{"shares":["7"]}}]}`)["X"]
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
	check(t, []byte(`{"cases":[{"id":"X","kind":"lr_summary","given":{"total":"-1.00","n":3,"weight":"0.7"},
		"expect":{"floor":"-0.33","members_with_one_more":1,"sum":"-1.00"}}]}`))
}

func TestWeightsMayChangeFromDocumentToDocument(t *testing.T) {
	// 0.01 by halves, then 0.01 to the second alone: quotas 0.5 and 1.5 cents, a tie.
	check(t, []byte(`{"cases":[{"id":"X","kind":"cumulative","given":{"amounts":["0.01","0.01"],"weights":[["1","1"],["0","1"]]},
		"expect":{"memoryless_year":["0.01","0.01"],"cumulative_months":[["0.01","0.00"],["0.00","0.01"]],"cumulative_year":["0.01","0.01"]}}]}`))
}

func TestLinesMayHaveAmountsOfTheirOwn(t *testing.T) {
	// 0.01, 0.02 and 0.03 among three: 2 each, whatever each line alone gives.
	check(t, []byte(`{"cases":[{"id":"X","kind":"lines","given":{"lines":["0.01","0.02","0.03"],"weights":["1","1","1"]},
		"expect":{"per_line_fixed_tie":["0.03","0.02","0.01"],"document_total":["0.02","0.02","0.02"]}}]}`))
}

func TestLinesThatAreAllAlikeAreFittedLikeAnyOthers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, cents := rapid.IntRange(0, 12).Draw(t, "lines"), rapid.IntRange(-300, 300).Draw(t, "cents")
		weights, err := json.Marshal(append(rapid.SliceOfN(rapid.IntRange(0, 9), 0, 6).Draw(t, "weights"), 1))
		if err != nil {
			t.Fatal(err)
		}
		amount := fmt.Sprintf("%d", cents)
		list := "[" + strings.TrimSuffix(strings.Repeat(amount+",", n), ",") + "]"
		answers, err := cases.Read(strings.NewReader(`{"cases":[
			{"id":"alike","kind":"lines","given":{"exponent":0,"lines":` + strconv.Itoa(n) + `,"amount":` + amount + `,"weights":` + string(weights) + `}},
			{"id":"listed","kind":"lines","given":{"exponent":0,"lines":` + list + `,"weights":` + string(weights) + `}}]}`))
		if err != nil {
			t.Fatal(err)
		}
		if alike, listed := answers.Results[0].Result, answers.Results[1].Result; alike == nil || !reflect.DeepEqual(alike, listed) {
			t.Fatalf("%d lines of %s among %s: %+v, but as a list %+v", n, amount, weights, answers.Results[0], answers.Results[1])
		}
	})
}

func TestTheOrderOfClosingMayBeGiven(t *testing.T) {
	// A: 1.00, half to B and half to P. B: 3.00, half to A, half to Q.
	// B first: 1.50 to Q, 1.50 to A; A: 2.50 to P. A first: 0.50 to P, 0.50 to B; B: 3.50 to Q.
	const given = `"own":{"A":"1.00","B":"3.00"},"use":{"A":{"B":"0.5","P":"0.5"},"B":{"A":"0.5","Q":"0.5"}}`
	const others = `"reciprocal":["1.67","2.33"],"reciprocal_service_totals_exact":["10/3","14/3"],"direct":["1.00","3.00"]`
	check(t, []byte(`{"cases":[
		{"id":"usual","kind":"service_departments","given":{`+given+`},"expect":{`+others+`,"step_down":["2.50","1.50"]}},
		{"id":"given","kind":"service_departments","given":{`+given+`,"order":["A","B"]},"expect":{`+others+`,"step_down":["0.50","3.50"]}}]}`))
}

func TestAFileThatHoldsNoCasesIsToldOf(t *testing.T) {
	for text, word := range map[string]string{
		"":                         "EOF",
		"{":                        "EOF",
		"[1]":                      "unmarshal JSON array",
		`{}`:                       `no list "cases"`,
		`{"cases":[{}]}`:           "number 1 has no id",
		`{"cases":[{"id":7}]}`:     "/cases/0/id",
		`{"cases":[],"cases":[]}`:  "duplicate",
		`{"cases":[]} {"cases":1}`: "after top-level value",
	} {
		if answers, err := cases.Read(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), word) {
			t.Errorf("%s: got %v and %v, want %q in the error", text, err, answers, word)
		}
	}
}
