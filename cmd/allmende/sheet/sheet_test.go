package sheet_test

import (
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"allmende/cmd/allmende/sheet"
	"allmende/cmd/allmende/strict"
	"allmende/domain/split"
	"allmende/domain/vat"
)

func read(t *testing.T, text string) *sheet.Split {
	t.Helper()
	result, err := sheet.Read(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	if err := addsUp(result); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return result
}

// bears is the last column, member by member.
func bears(s *sheet.Split) string {
	list := make([]string, len(s.Members))
	for i, m := range s.Members {
		list[i] = m.Bears
	}
	return strings.Join(list, " ")
}

func TestASheetIsSplitByItsRule(t *testing.T) {
	const (
		three = `"members":[{"key":"a","weight":"1"},{"key":"b","weight":"1"},{"key":"c","weight":"1"}]`
		two   = `"members":[{"key":"a","weight":"1"},{"key":"b","weight":"1","days":[["2026-07-02","2026-12-31"]]}]`
		// A: 1, 1, 1 and weight 2; B: 1, 1 and weight 1
		grouped = `"groups":[{"name":"A","weight":"2"},{"name":"B","weight":"1"}],"members":[{"key":"1","weight":"1","group":"A"},
			{"key":"4","weight":"1","group":"B"},{"key":"2","weight":"1","group":"A"},{"key":"5","weight":"1","group":"B"},{"key":"3","weight":"1","group":"A"}]`
	)
	for _, c := range []struct{ name, sheet, want string }{
		{"weights alone", `{"total":"100.00","weights":["1","1","1"]}`, "33.34 33.33 33.33"},
		{"a total of cents as a number", `{"total":0.3,"weights":[0.1,0.2]}`, "0.10 0.20"},
		{"no cents", `{"total":"1000","exponent":0,"weights":[1,1,1]}`, "334 333 333"},
		{"thousandths", `{"total":"1","exponent":3,"weights":[1,1,1]}`, "0.334 0.333 0.333"},
		{"a credit", `{"total":"-100.00","weights":["1","1","1"]}`, "-33.34 -33.33 -33.33"},
		{"the smaller key, not the first place", `{"total":"0.01","members":[{"key":"b","weight":"1"},{"key":"a","weight":"1"}]}`, "0.00 0.01"},
		{"ten to the eighteenth", `{"total":"1000000000000000000.00","weights":["1","1","1"]}`,
			"333333333333333333.34 333333333333333333.33 333333333333333333.33"},
		{"a mix of keys", `{"total":"100.00","keys":[{"name":"equal","percent":"30"},{"name":"heads","percent":"70"}],"members":[
			{"key":"a","weights":{"equal":"1","heads":"3"}},{"key":"b","weights":{"equal":"1","heads":"1"}}]}`, "67.50 32.50"},
		{"a base amount", `{"total":"100.00","base":"10.00","members":[{"key":"a","weight":"3"},{"key":"b","weight":"1"},{"key":"c","weight":"0"}]}`, "62.50 27.50 10.00"},
		{"a base amount of a credit", `{"total":"-100.00","base":"10.00","weights":["3","1"]}`, "-70.00 -30.00"},
		{"a cap and a floor", `{"total":"100.00","members":[{"key":"a","weight":"8","cap":"50.00"},{"key":"b","weight":"1","floor":"20.00"},{"key":"c","weight":"1"}]}`, "50.00 25.00 25.00"},
		{"member-days", `{"total":"365.00","period":{"from":"2026-01-01","to":"2026-12-31","rule":"member-days"},` + two + `}`, "243.11 121.89"},
		{"day slices", `{"total":"365.00","period":{"from":"2026-01-01","to":"2026-12-31","rule":"day-slices"},` + two + `}`, "273.50 91.50"},
		{"a leap year has a day more", `{"total":"366.00","period":{"from":"2028-01-01","to":"2028-12-31","rule":"member-days"},"members":[
			{"key":"a","weight":"1","days":[["2028-01-01","2028-02-29"]]},{"key":"b","weight":"1","days":[["2028-03-01","2028-12-31"]]}]}`, "60.00 306.00"},
		{"each key keeps its part whoever takes part when", `{"total":"100.00","period":{"from":"2026-01-01","to":"2026-01-10","rule":"member-days"},
			"keys":[{"name":"equal","percent":"50"},{"name":"heads","percent":"50"}],"members":[
			{"key":"a","weights":{"equal":"1","heads":"1"},"days":[["2026-01-01","2026-01-05"]]},{"key":"b","weights":{"equal":"1","heads":"2"}}]}`, "26.67 73.33"},
		{"groups, rounded per stage", `{"total":"100.00","rounding":"per-stage",` + grouped + `}`, "22.23 16.67 22.22 16.66 22.22"},
		{"groups, rounded once", `{"total":"100.00","rounding":"once",` + grouped + `}`, "22.22 16.67 22.22 16.67 22.22"},
		{"a grant off the top", `{"total":"1000.00","grants":[{"method":"off-top","amount":"333.33"}],` + three + `}`, "222.23 222.22 222.22"},
		{"a grant by rate", `{"total":"100000.00","grants":[{"method":"rate","rate":"0.60","eligible":"83333.33","cap":"45000.00"}],"weights":["1"]}`, "55000.00"},
		{"an earmarked grant", `{"total":"1000.00","grants":[{"method":"earmarked","amount":"400.00","members":{"a":"1","c":"3"}}],"members":[
			{"key":"a","weight":"2"},{"key":"b","weight":"1"},{"key":"c","weight":"1"}]}`, "350.00 250.00 0.00"},
		{"grants one after the other", `{"total":"300.00","grants":[{"method":"earmarked","amount":"70.00","members":{"a":"1"}},{"method":"off-top","amount":"150.00"}],` + three + `}`,
			"0.00 50.00 50.00"},
		{"a grant of more than everything", `{"total":"1.00","grants":[{"method":"off-top","amount":"5.00"}],"weights":["1","1"]}`, "0.00 0.00"},
		{"a grant to groups", `{"total":"100.00","rounding":"per-stage","grants":[{"method":"off-top","amount":"100.00"}],` + grouped + `}`, "0.00 0.00 0.00 0.00 0.00"},
		{"the supplier's tax passed on", `{"total":"100.00","vat":{"rate":"19","regime":"cost-sheet"},` + three + `}`, "39.68 39.66 39.66"},
		{"the supplier's tax as it was billed", `{"total":"100.00","vat":{"rate":"19","regime":"cost-sheet","amount":"19.01"},` + three + `}`, "39.68 39.67 39.66"},
		{"tax on invoices of one's own", `{"total":"100.00","vat":{"rate":"19","regime":"own-invoices"},` + three + `}`, "39.67 39.66 39.66"},
	} {
		if got := bears(read(t, c.sheet)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestASheetThatIsWrongIsRefusedAtThePlace(t *testing.T) {
	const one = `"members":[{"key":"a","weight":"1"}]`
	for _, c := range []struct{ sheet, want string }{
		{``, "the sheet is no JSON"},
		{`{"total":"1"`, "the sheet is no JSON"},
		{`[]`, "the sheet is no object"},
		{`{} {}`, "the sheet is no JSON"},
		{`{}`, "/total is missing"},
		{`{"total":"1"}`, "/members is missing"},
		{`{"totl":"1"}`, "/totl is no field of a sheet"},
		{`{"Total":"1"}`, "/Total is no field of a sheet"},
		{`{"total":"1","total":"2"}`, "/total is there twice"},
		{`{"total":null,` + one + `}`, "/total is null"},
		{`{"total":"1","members":[{"key":"a","weight":"1","colour":"red"}]}`, "/members/0/colour is no field of a sheet"},
		{`{"total":"1","members":[{"key":"a","key":"b","weight":"1"}]}`, "/members/0/key is there twice"},
		{`{"total":"1","members":[{"key":7,"weight":"1"}]}`, "/members/0/key is not of the right type"},
		{`{"total":true,` + one + `}`, "/total is not of the right type"},
		{`{"total":"1e3",` + one + `}`, `/total is no plain number: "1e3"`},
		{`{"total":"1,00",` + one + `}`, `/total is no plain number: "1,00"`},
		{`{"total":"NaN",` + one + `}`, `/total is no plain number: "NaN"`},
		{`{"total":"0.001",` + one + `}`, `/total is finer than the minor unit: "0.001"`},
		{`{"total":"` + strings.Repeat("9", 61) + `",` + one + `}`, "/total has more than 60 digits"},
		{`{"total":"1","exponent":19,` + one + `}`, "/exponent is not from 0 to 18"},
		{`{"total":"1","exponent":-1,` + one + `}`, "/exponent is not from 0 to 18"},
		{`{"total":"1","weights":["1"],` + one + `}`, "/weights stands beside members"},
		{`{"total":"1","weights":["-1"]}`, "/members/0/weight is negative"},
		{`{"total":"1","members":[{"weight":"1"}]}`, "/members/0/key is missing"},
		{`{"total":"1","members":[{"key":"a"}]}`, "/members/0/weight is missing"},
		{`{"total":"1","members":[{"key":"a","weights":{"x":"1"},"weight":"1"}]}`, "/members/0/weights needs keys"},
		{`{"total":"1","keys":[{"name":"x","percent":"100"}],` + one + `}`, "/members/0/weight is unclear"},
		{`{"total":"1","keys":[{"name":"x","percent":"100"}],"members":[{"key":"a","weights":{"y":"1"}}]}`, `/members/0/weights has none for the key "x"`},
		{`{"total":"1","keys":[{"name":"x","percent":"100"}],"members":[{"key":"a","weights":{"x":"1","y":"1"}}]}`, "/members/0/weights has one for a key that the sheet does not have"},
		{`{"total":"1","keys":[{"name":"x","percent":"50"},{"name":"x","percent":"50"}],` + one + `}`, `/keys/1/name "x" is there twice`},
		{`{"total":"1","keys":[{"name":"x"}],` + one + `}`, "/keys/0/percent is missing"},
		{`{"total":"1","rounding":"once",` + one + `}`, "/rounding is for groups"},
		{`{"total":"1","groups":[{"name":"A","weight":"1"}],` + one + `}`, "/rounding is to be per-stage or once"},
		{`{"total":"1","rounding":"once","groups":[{"name":"A","weight":"1"}],` + one + `}`, `/members/0/group "" is none of the groups`},
		{`{"total":"1","members":[{"key":"a","weight":"1","group":"A"}]}`, `/members/0/group "A" is none of the groups`},
		{`{"total":"1","rounding":"once","base":"1","groups":[{"name":"A","weight":"1"}],"members":[{"key":"a","weight":"1","group":"A"}]}`, "/base cannot be combined with groups"},
		{`{"total":"1","rounding":"once","groups":[{"name":"A","weight":"1"}],"members":[{"key":"a","weight":"1","group":"A","cap":"1"}]}`, "/groups cannot be combined with floors and caps"},
		{`{"total":"1","base":"1","members":[{"key":"a","weight":"1","floor":"1"}]}`, "/base cannot be combined with floors and caps"},
		{`{"total":"1","members":[{"key":"a","weight":"1","days":[["2026-01-01","2026-01-02"]]}]}`, "/members/0/days need a period"},
		{`{"total":"1","period":{"from":"2026-01-01","to":"2026-01-02","rule":"days"},` + one + `}`, "/period/rule is to be member-days or day-slices"},
		{`{"total":"1","period":{"from":"2026-02-29","to":"2026-03-02","rule":"member-days"},` + one + `}`, `/period has no day "2026-02-29"`},
		{`{"total":"1","period":{"from":"2026-03-02","to":"2026-03-01","rule":"member-days"},` + one + `}`, "/period ends before it begins"},
		{`{"total":"1","period":{"from":"2026-01-01","to":"2026-12-31","rule":"member-days"},"members":[{"key":"a","weight":"1","days":[["2026-01-01"]]}]}`, "/members/0/days/0 is to be a first and a last day"},
		{`{"total":"1","grants":[{"method":"gift","amount":"1"}],` + one + `}`, "/grants/0/method is to be off-top, earmarked or rate"},
		{`{"total":"1","grants":[{"method":"off-top"}],` + one + `}`, "/grants/0/amount is missing"},
		{`{"total":"1","grants":[{"method":"off-top","amount":"1","cap":"1"}],` + one + `}`, "/grants/0/cap has no meaning for the method off-top"},
		{`{"total":"1","grants":[{"method":"earmarked","amount":"1","members":{"b":"1"}}],` + one + `}`, `/grants/0/members names "b", who is no member`},
		{`{"total":"1","grants":[{"method":"rate","rate":"0.5","eligible":"2"}],` + one + `}`, "/grants/0/eligible is more than the total"},
		{`{"total":"1","vat":{"rate":"19","regime":"both"},` + one + `}`, "/vat/regime is to be cost-sheet or own-invoices"},
		{`{"total":"1","exponent":0,"vat":{"rate":"19","regime":"cost-sheet"},` + one + `}`, "/vat is computed to the cent"},
		{`{"total":"1","vat":{"regime":"cost-sheet"},` + one + `}`, "/vat/rate is missing"},
	} {
		result, err := sheet.Read(strings.NewReader(c.sheet))
		var refused strict.Refusal
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), "refused: "+c.want) {
			t.Errorf("%s: got %+v, %v, want %q", c.sheet, result, err, c.want)
		}
	}
}

func TestWhatTheDomainRefusesKeepsItsName(t *testing.T) {
	const period = `"period":{"from":"2026-01-01","to":"2026-01-31","rule":"day-slices"}`
	for _, c := range []struct {
		name, sheet string
		want        error
	}{
		{"no member", `{"total":"1","members":[]}`, split.ErrNoPositiveWeight},
		{"nobody with a weight", `{"total":"1","weights":["0","0"]}`, split.ErrNoPositiveWeight},
		{"a member twice", `{"total":"1","members":[{"key":"a","weight":"1"},{"key":"a","weight":"1"}]}`, split.ErrDuplicateKey},
		{"a member twice in groups", `{"total":"1","rounding":"once","groups":[{"name":"A","weight":"1"},{"name":"B","weight":"1"}],
			"members":[{"key":"a","weight":"1","group":"A"},{"key":"a","weight":"1","group":"B"}]}`, split.ErrDuplicateKey},
		{"overlapping days", `{"total":"1",` + period + `,"members":[{"key":"a","weight":"1","days":[["2026-01-01","2026-01-15"],["2026-01-15","2026-01-31"]]}]}`, split.ErrDaysOverlap},
		{"a day of nobody", `{"total":"1",` + period + `,"members":[{"key":"a","weight":"1","days":[["2026-01-01","2026-01-30"]]}]}`, split.ErrDayWithoutMember},
		{"99 percent", `{"total":"1","keys":[{"name":"x","percent":"99"}],"members":[{"key":"a","weights":{"x":"1"}}]}`, split.ErrPercentNotHundred},
		{"a base beyond the total", `{"total":"1","base":"0.51","weights":["1","1"]}`, split.ErrBaseExceedsTotal},
		{"caps short of the total", `{"total":"1","members":[{"key":"a","weight":"1","cap":"0.99"}]}`, split.ErrCapsShortOfTotal},
		{"floors beyond the total", `{"total":"1","members":[{"key":"a","weight":"1","floor":"1.01"}]}`, split.ErrFloorsExceedTotal},
		{"a negative grant", `{"total":"1","weights":["1"],"grants":[{"method":"off-top","amount":"-1"}]}`, split.ErrGrantNegative},
		{"a rate in percent", `{"total":"1","weights":["1"],"grants":[{"method":"rate","rate":"60"}]}`, split.ErrRate},
		{"a negative tax", `{"total":"1","weights":["1"],"vat":{"rate":"-19","regime":"cost-sheet"}}`, vat.ErrRateInvalid},
	} {
		if _, err := sheet.Read(strings.NewReader(c.sheet)); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
}

func TestElevenThousandMembersAreSplitToTheCent(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"total":"1234567.89","period":{"from":"2026-01-01","to":"2026-12-31","rule":"member-days"},
		"keys":[{"name":"equal","percent":"30"},{"name":"inhabitants","percent":"70"}],"vat":{"rate":"19","regime":"cost-sheet"},"members":[`)
	for i := range 11_000 {
		if i > 0 {
			b.WriteString(",")
		}
		fmt.Fprintf(&b, `{"key":"%08d","weights":{"equal":"1","inhabitants":"%d"}}`, i, 100+i*37%250_000)
	}
	b.WriteString("]}")
	if result := read(t, b.String()); len(result.Members) != 11_000 || result.Sum.Bears != "1469135.79" {
		t.Errorf("%d members bear %s", len(result.Members), result.Sum.Bears)
	}
}

func TestTheExamplesOfHelpAndHandbookAreSplit(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "split-sheet.md"))
	if err != nil {
		t.Fatal(err)
	}
	examples := regexp.MustCompile(`(?ms)^  \{"t.*?\}$`).FindAllString(sheet.Help, -1)
	for _, block := range regexp.MustCompile("(?ms)^```json\n(.*?)^```").FindAllStringSubmatch(string(page), -1) {
		examples = append(examples, block[1])
	}
	if len(examples) < 6 {
		t.Fatalf("only %d examples found", len(examples))
	}
	for _, example := range examples {
		read(t, example)
	}
}

// addsUp holds what is printed against what must hold for every sheet.
func addsUp(s *sheet.Split) error {
	share, tax, granted, borne := new(big.Rat), new(big.Rat), new(big.Rat), new(big.Rat)
	for _, m := range s.Members {
		own := new(big.Rat).Sub(new(big.Rat).Add(rat(m.Share), rat(m.VAT)), rat(m.Granted))
		if own.Cmp(rat(m.Bears)) != 0 {
			return fmt.Errorf("%s bears %s of %s, %s and %s", m.Key, m.Bears, m.Share, m.VAT, m.Granted)
		}
		share.Add(share, rat(m.Share))
		tax.Add(tax, rat(m.VAT))
		granted.Add(granted, rat(m.Granted))
		borne.Add(borne, rat(m.Bears))
	}
	used := new(big.Rat)
	for _, g := range s.Grants {
		used.Add(used, rat(g.Used))
		if new(big.Rat).Add(rat(g.Used), rat(g.Unused)).Cmp(rat(g.Amount)) != 0 {
			return fmt.Errorf("a grant of %s: %s used, %s not", g.Amount, g.Used, g.Unused)
		}
	}
	for _, sum := range []struct {
		what, text string
		want       *big.Rat
	}{
		{"shares", s.Total, share}, {"shares", s.Sum.Share, share}, {"tax", s.Sum.VAT, tax},
		{"granted", s.Sum.Granted, granted}, {"used", s.Sum.Granted, used}, {"borne", s.Sum.Bears, borne},
	} {
		if rat(sum.text).Cmp(sum.want) != 0 {
			return fmt.Errorf("%s sum to %s, not %s", sum.what, sum.want.RatString(), sum.text)
		}
	}
	if v := s.VAT; v != nil && new(big.Rat).Add(tax, rat(v.Difference)).Cmp(rat(v.Supplier)) != 0 {
		return fmt.Errorf("tax of %s and %s to post are not %s", tax.RatString(), v.Difference, v.Supplier)
	}
	return nil
}

// rat is an amount that is printed; nothing is zero.
func rat(text string) *big.Rat {
	if r, ok := new(big.Rat).SetString(text); ok {
		return r
	}
	return new(big.Rat)
}
