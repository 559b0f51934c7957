package comparison_test

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"allmende/cmd/allmende/comparison"
	"allmende/cmd/allmende/strict"
	"allmende/domain/evaluation"
	"allmende/domain/fault"
)

func read(t *testing.T, text string) *comparison.Comparison {
	t.Helper()
	result, err := comparison.Read(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return result
}

func table(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	if err := read(t, text).WriteTable(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// order is who stands where, those who are out at the end.
func order(c *comparison.Comparison) string {
	var names []string
	for _, p := range c.Bids {
		if p.Rank > 0 {
			names = append(names, p.Bid)
		}
	}
	return strings.Join(names, " ")
}

const vector = `"points":400,"bids":[{"name":"A","points":"380","price":"95000"},{"name":"B","points":"350","price":"84000"},
	{"name":"C","points":"400","price":"101000"},{"name":"D","points":"240","price":"70000"}]}`

func TestEveryMethodOfASheetIsCarriedOut(t *testing.T) {
	for _, c := range []struct{ rules, want string }{
		{`{"method":"lowest-price",`, "D B A C"},
		{`{"method":"simple-ratio",`, "B A C D"},
		{`{"method":"extended-ratio","band":"5","decides":{"by":"points"},`, "C A B D"},
		{`{"method":"extended-ratio","band":5.0,"decides":{"by":"price"},`, "B A C D"},
		{`{"method":"weighted-reference","weights":{"points":"50","price":"50"},`, "B A C D"},
		{`{"method":"weighted-reference","weights":{"points":"10","price":"90"},"references":{"points":"400","price":"80000"},`, "D B A C"},
		{`{"method":"price-points","formula":"proportional","weights":{"points":"50","price":"50"},`, "B C A D"},
		{`{"method":"price-points","formula":"one-sided","weights":{"points":"50","price":"50"},`, "B D A C"},
		{`{"method":"price-points","formula":"two-sided","weights":{"points":"50","price":"50"},`, "D B A C"},
	} {
		if got := read(t, c.rules+vector); order(got) != c.want || got.Winner != c.want[:1] {
			t.Errorf("%s: got %s, want %s", c.rules, order(got), c.want)
		}
	}
}

func TestASheetThatIsWrongIsRefusedAtThePlace(t *testing.T) {
	const bid = `"bids":[{"name":"A","price":"1"}]`
	for _, c := range []struct{ sheet, want string }{
		{``, "the sheet is no JSON"},
		{`[]`, "the sheet is no object"},
		{`{}`, "/method is missing"},
		{`{"method":null}`, "/method is null"},
		{`{"method":"lowest-price","method":"simple-ratio"}`, "/method is there twice"},
		{`{"method":"lowest-price","winner":"A"}`, "/winner is no field of a sheet"},
		{`{"method":"lowest-price"}`, "/bids is missing"},
		{`{"method":"lowest-price","bids":[{"name":"A"}]}`, "/bids/0/price is missing"},
		{`{"method":"lowest-price","bids":[{"name":"A","price":"1e3"}]}`, `/bids/0/price is no plain number: "1e3"`},
		{`{"method":"lowest-price","bids":[{"name":"A","price":1e3}]}`, `/bids/0/price is no plain number: "1e3"`},
		{`{"method":"lowest-price","bids":[{"name":"A","price":"1,00"}]}`, `/bids/0/price is no plain number: "1,00"`},
		{`{"method":"lowest-price","bids":[{"name":"A","price":"` + strings.Repeat("9", 21) + `"}]}`, "/bids/0/price has more than 20 digits"},
		{`{"method":"lowest-price","bids":[{"name":"A","price":true}]}`, "/bids/0/price is not of the right type"},
		{`{"method":"lowest-price","bids":[{"name":"` + strings.Repeat("A", 201) + `","price":"1"}]}`, "/bids/0/name is longer than 200 characters"},
		{`{"method":"lowest-price","band":"5",` + bid + `}`, "/band has no meaning for the method lowest-price"},
		{`{"method":"simple-ratio","weights":{"points":"1","price":"99"},` + bid + `}`, "/weights has no meaning for the method simple-ratio"},
		{`{"method":"simple-ratio",` + bid + `}`, "/points is missing"},
		{`{"method":"simple-ratio","points":"1",` + bid + `}`, "/bids/0/points is missing"},
		{`{"method":"extended-ratio","points":"1",` + bid + `}`, "/band is missing"},
		{`{"method":"extended-ratio","band":"x","decides":{"by":"price"},"points":"1","bids":[]}`, `/band is no plain number: "x"`},
		{`{"method":"price-points","weights":{"points":"50"},"formula":"one-sided","points":"1","bids":[]}`, "/weights/price is missing"},
		{`{"method":"lowest-price","criteria":[{"name":"a","weight":"100","scale":"1"}],` + bid + `}`, "/points is missing; it is"},
		{`{"method":"lowest-price","points":"1","criteria":[{"name":"a","scale":"1"}],` + bid + `}`, "/criteria/0/weight is missing"},
		{`{"method":"lowest-price","points":"1","criteria":[{"name":"a","weight":"100"}],` + bid + `}`, "/criteria/0/scale is missing"},
		{`{"method":"lowest-price","points":"1","criteria":[{"name":"a","weight":"100","parts":[{"name":"b","weight":"x","scale":"1"}]}],` + bid + `}`, `/criteria/0/parts/0/weight is no plain number: "x"`},
		{`{"method":"lowest-price","points":"1","criteria":[` + strings.Repeat(`{"name":"a","weight":"100","parts":[`, 8) + `{"name":"b","weight":"100","scale":"1"}` + strings.Repeat("]}", 8) + `],` + bid + `}`,
			strings.Repeat("/parts/0", 7)[1:] + "/parts is deeper than 8 levels"},
		{`{"method":"lowest-price","points":"1","criteria":[` + strings.Repeat(`{"name":"a","weight":"1","scale":"1"},`, 100) + `{"name":"a","weight":"1","scale":"1"}],` + bid + `}`, "/criteria has more than 100 criteria"},
		{`{"method":"lowest-price","bids":[{"name":"A","price":"1","points":"1"}]}`, "/bids/0/points needs the most"},
		{`{"method":"lowest-price","bids":[{"name":"A","price":"1","scores":{"a":"1"}}]}`, "/bids/0/scores needs criteria"},
		{`{"method":"lowest-price","points":"1","criteria":[{"name":"a","weight":"100","scale":"1"}],"bids":[{"name":"A","price":"1","points":"1"}]}`, "/bids/0/points is unclear"},
		{`{"method":"simple-ratio","points":"1","bids":[{"name":"A","price":"1","points":"0.12345678901"}]}`, "/bids/0/points has more than 12 digits"},
		{`{"method":"lowest-price","low":{"next":"x"},` + bid + `}`, `/low/next is no plain number: "x"`},
		{`{"method":"lowest-price","bids":[` + strings.Repeat(`{"name":"A","price":"1"},`, 500) + `{"name":"A","price":"1"}]}`, "/bids has more than 500 bids"},
	} {
		result, err := comparison.Read(strings.NewReader(c.sheet))
		var refused strict.Refusal
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), c.want) || !strings.HasSuffix(err.Error(), "(sheet.refused)") {
			t.Errorf("%.200s: got %+v, %v, want %q", c.sheet, result, err, c.want)
		}
	}
}

func TestWhatTheDomainRefusesKeepsItsNameAndPlace(t *testing.T) {
	const scored = `{"method":"simple-ratio","points":"10","criteria":[{"name":"a","weight":"100","scale":"5"}],`
	for _, c := range []struct {
		name, sheet string
		want        *fault.Fault
		place       string
	}{
		{"a method that there is not", `{"method":"beauty"}`, evaluation.ErrMethod, "method"},
		{"a band over ten", `{"method":"extended-ratio","band":"11","decides":{"by":"points"},` + vector, evaluation.ErrBand, "band"},
		{"no bid", `{"method":"lowest-price","bids":[]}`, evaluation.ErrNoBid, "bids"},
		{"all are excluded", `{"method":"lowest-price","bids":[{"name":"A","excluded":"late"}]}`, evaluation.ErrNoneAdmitted, "bids"},
		{"a bid twice", `{"method":"lowest-price","bids":[{"name":"A","price":"1"},{"name":"A","price":"2"}]}`, evaluation.ErrBidTwice, "bids.1.name"},
		{"a price of nothing", `{"method":"simple-ratio","points":"10","bids":[{"name":"A","price":"0.00","points":"1"}]}`, evaluation.ErrPrice, "bids.0.price"},
		{"more points than there are", `{"method":"simple-ratio","points":"10","bids":[{"name":"A","price":"1","points":"10.01"}]}`, evaluation.ErrScore, "bids.0.points"},
		{"a score over the scale", scored + `"bids":[{"name":"A","price":"1","scores":{"a":"6"}}]}`, evaluation.ErrScore, "bids.0.scores"},
		{"a score for no criterion", scored + `"bids":[{"name":"A","price":"1","scores":{"a":"5","b":"1"}}]}`, evaluation.ErrCriterion, "bids.0.scores"},
		{"an unknown decider", `{"method":"lowest-price","ties":[{"by":"beauty"}],"bids":[{"name":"A","price":"1"}]}`, evaluation.ErrDecider, "ties.0.by"},
		{"a lot without a tie", `{"method":"lowest-price","draw":["A"],"bids":[{"name":"A","price":"1"}]}`, evaluation.ErrDraw, "draw.0"},
	} {
		_, err := comparison.Read(strings.NewReader(c.sheet))
		if f, is := fault.Of(err); !is || !errors.Is(err, c.want) || f.Field() != c.place {
			t.Errorf("%s: got %v, want %v at %s", c.name, err, c.want, c.place)
		}
	}
}

// examples are those of help and handbook; the first of the handbook's with criteria has
// its table beside it.
func examples(t *testing.T) []string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "evaluation-sheet.md"))
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(?ms)^  \{".*?\}$`).FindAllString(comparison.Help, -1)
	for _, block := range regexp.MustCompile("(?ms)^```json\n(.*?)^```").FindAllStringSubmatch(string(page), -1) {
		found = append(found, block[1])
	}
	if len(found) != 6 {
		t.Fatalf("%d examples found", len(found))
	}
	return found
}

func TestTheExamplesOfHelpAndHandbookAreEvaluated(t *testing.T) {
	var winners []string
	for _, example := range examples(t) {
		winners = append(winners, read(t, example).Winner)
	}
	if want := []string{"C", "B", "B", "Ahrens", "C", "B"}; !slices.Equal(winners, want) {
		t.Errorf("got %v, want %v", winners, want)
	}
}

func TestTheTableOfTheHandbookIsWhatIsPrinted(t *testing.T) {
	want, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "evaluation-example.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if got := table(t, examples(t)[3]); got != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTheReportSpeaksOfTiesAndOfWhatCannotBeComputed(t *testing.T) {
	const half = `{"method":"weighted-reference","weights":{"points":"50","price":"50"},"points":"400","bids":[`
	for _, c := range []struct{ name, sheet, want string }{
		{"one bid", `{"method":"lowest-price","bids":[{"name":"A","price":"1"}]}`, "There is no losing bid"},
		{"a tie", `{"method":"lowest-price","bids":[{"name":"A","price":"1"},{"name":"B","price":"1"}]}`, "A and B are tied for the first place."},
		{"a lot", `{"method":"lowest-price","draw":["B","A"],"bids":[{"name":"A","price":"1"},{"name":"B","price":"1"}]}`, "Result: B wins, by the lot that was drawn."},
		{"no median", half + `{"name":"A","price":"10","points":"400"},{"name":"B","price":"11","points":"400"},{"name":"C","price":"10","points":"0"},
			{"name":"D","price":"10","points":"0"}]}`, "Without the bid of B nothing could be computed: the median of the points would be 0."},
		{"a low price", `{"method":"lowest-price","bids":[{"name":"A","price":"1"},{"name":"B","price":"2"}]}`, "A lies far below the next higher price: 100 × 1.00 = 100 ≤ 160 = 80 × 2.00"},
		{"a name that steers the terminal", `{"method":"lowest-price","bids":[{"name":"A\u001b[2J","price":"1"}]}`, "Result: A·[2J wins."},
	} {
		if got := table(t, c.sheet); !strings.Contains(got, c.want) || strings.Contains(got, "\x1b") {
			t.Errorf("%s: got\n%s\nwant %s in it", c.name, got, c.want)
		}
	}
}
