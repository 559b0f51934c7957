package framework_test

import (
	"errors"
	"testing"
	"time"

	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/tender"
)

var (
	hannover  = id.New[member.Member]()
	göttingen = id.New[member.Member]()
	stranger  = id.New[member.Member]()
	during    = time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
)

// agreement is over 10,000.00 EUR: notebooks at 389.90 and licences by the hour at
// 0.004999; Hannover may draw 6,000.00 of it, Göttingen 4,000.00.
func agreement() framework.Agreement {
	return framework.Agreement{
		Number: "RV-2026-0001", Title: "Notebooks", Supplier: id.New[member.Supplier](),
		InForce: period.Span{From: period.Date(2026, 1, 1), To: period.Date(2026, 12, 31)},
		Maximum: money.MustAmount("10000.00"), QuotaMode: tender.Hard,
		Items: []framework.Item{
			{Name: "Notebook", Unit: quantity.Piece, Price: money.MustPrice("389.90"), Maximum: quantity.Must("20")},
			{Name: "Cloud", Unit: "HUR", Price: money.MustPrice("0.004999"), Maximum: quantity.Must("100000.5")},
		},
		Entitled: []framework.Entitlement{
			{Member: hannover, Quota: money.MustAmount("6000.00")}, {Member: göttingen, Quota: money.MustAmount("4000.00")},
		},
	}
}

func concluded(t *testing.T, change ...func(*framework.Agreement)) *framework.Framework {
	t.Helper()
	a := agreement()
	for _, do := range change {
		do(&a)
	}
	f, err := framework.New(a)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// wish asks for a quantity of the item in a position.
func wish(f *framework.Framework, position int, q string) framework.Wish {
	return framework.Wish{Item: f.State().Items[position-1].ID, Quantity: quantity.Must(q)}
}

func firstCome(a *framework.Agreement) { a.QuotaMode = tender.FirstCome }

func maximum(amount string) func(*framework.Agreement) {
	return func(a *framework.Agreement) { firstCome(a); a.Maximum = money.MustAmount(amount) }
}

func TestACallCountsAgainstTheMaximumTheItemAndTheQuota(t *testing.T) {
	f := concluded(t)
	number, lines, err := f.Call(hannover, []framework.Wish{wish(f, 1, "2"), wish(f, 2, "1.5")}, during)
	if err != nil {
		t.Fatal(err)
	}
	if number != "RV-2026-0001/000001" {
		t.Errorf("got number %s", number)
	}
	if got := lines[0]; got.Position != 1 || got.Name != "Notebook" || got.Unit != quantity.Piece || got.Price.String() != "389.90" || got.Total.String() != "779.80" {
		t.Errorf("got line %+v", got)
	}
	if got := lines[1].Total.String(); got != "0.01" { // 0.0074985
		t.Errorf("the small line is rounded to %s, want 0.01", got)
	}
	s := f.State()
	if s.Drawn.String() != "779.81" || s.Items[0].Drawn.String() != "2" || s.Items[1].Drawn.String() != "1.5" {
		t.Errorf("drawn %s, items %s and %s", s.Drawn, s.Items[0].Drawn, s.Items[1].Drawn)
	}
	if s.Entitled[0].Drawn.String() != "779.81" || !s.Entitled[1].Drawn.IsZero() {
		t.Errorf("members drew %s and %s", s.Entitled[0].Drawn, s.Entitled[1].Drawn)
	}
}

func TestEachMaximumIsAHardStop(t *testing.T) {
	for _, c := range []struct {
		name      string
		change    func(*framework.Agreement)
		quantity  string
		want      error
		remaining string
	}{
		{"exactly the maximum", maximum("1559.60"), "4", nil, ""},
		{"a cent over the maximum", maximum("1559.59"), "4", framework.ErrMaximumExceeded, "1559.59"},
		{"exactly the quantity", firstCome, "20", nil, ""},
		{"a piece over the quantity", firstCome, "21", framework.ErrQuantityExceeded, "20"},
		{"exactly the quota", func(a *framework.Agreement) { a.Entitled[0].Quota = money.MustAmount("1559.60") }, "4", nil, ""},
		{"a cent over the quota", func(a *framework.Agreement) { a.Entitled[0].Quota = money.MustAmount("1559.59") }, "4", framework.ErrQuotaExceeded, "1559.59"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := concluded(t, c.change)
			before := f.State()
			_, _, err := f.Call(hannover, []framework.Wish{wish(f, 1, c.quantity)}, during)
			if !errors.Is(err, c.want) {
				t.Fatalf("got %v, want %v", err, c.want)
			}
			if c.want == nil {
				return
			}
			if refusal, _ := fault.Of(err); refusal.Params()["remaining"] != c.remaining {
				t.Errorf("got %v, want %s remaining", refusal, c.remaining)
			}
			if after := f.State(); after.Drawn.Cmp(before.Drawn) != 0 || after.CallOffs != 0 || after.Items[0].Drawn.Cmp(before.Items[0].Drawn) != 0 {
				t.Error("a refused call changed something")
			}
		})
	}
}

func TestWhatItsSupplierHasTakenOutIsNotCalledOff(t *testing.T) {
	s := concluded(t).State()
	s.Items[0].Retired, s.Items[1].Unbounded = true, true
	f := framework.Restore(s)
	if _, _, err := f.Call(hannover, []framework.Wish{wish(f, 1, "1")}, during); !errors.Is(err, framework.ErrItemRetired) {
		t.Errorf("got %v", err)
	}
	if _, _, err := f.Call(hannover, []framework.Wish{wish(f, 2, "200000")}, during); err != nil {
		t.Errorf("more than any maximum of an item without one: %v", err)
	}
}

func TestTheSpanIsDaysInBerlinWithBothEnds(t *testing.T) {
	for text, want := range map[string]error{
		"2025-12-31T22:59:59Z": framework.ErrNotInForce, "2025-12-31T23:00:00Z": nil,
		"2026-12-31T22:59:59Z": nil, "2026-12-31T23:00:00Z": framework.ErrNotInForce,
	} {
		now, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		f := concluded(t)
		if _, _, err := f.Call(hannover, []framework.Wish{wish(f, 1, "1")}, now); !errors.Is(err, want) {
			t.Errorf("at %s: %v, want %v", text, err, want)
		}
	}
}

func TestWishesAreRefusedForWhatIsWrongWithThem(t *testing.T) {
	f := concluded(t)
	foreign := framework.Wish{Item: id.New[framework.Item](), Quantity: quantity.Must("1")}
	for _, c := range []struct {
		name   string
		member member.ID
		wishes []framework.Wish
		want   error
		field  string
	}{
		{"a member without entitlement", stranger, []framework.Wish{wish(f, 1, "1")}, framework.ErrNotEntitled, "memberId"},
		{"no line", hannover, nil, framework.ErrNothingWanted, "lines"},
		{"nothing of an item", hannover, []framework.Wish{wish(f, 1, "1"), wish(f, 2, "0")}, framework.ErrNothingWanted, "lines.1.quantity"},
		{"half a notebook", hannover, []framework.Wish{wish(f, 1, "0.5")}, quantity.ErrNotWhole, "lines.0.quantity"},
		{"an item of elsewhere", hannover, []framework.Wish{foreign}, framework.ErrItemUnknown, "lines.0.itemId"},
		{"an item twice", hannover, []framework.Wish{wish(f, 1, "1"), wish(f, 1, "1")}, framework.ErrItemTwice, "lines.1.itemId"},
	} {
		_, _, err := f.Call(c.member, c.wishes, during)
		if refusal, _ := fault.Of(err); !errors.Is(err, c.want) || refusal.Field() != c.field {
			t.Errorf("%s: %v, want %v at %s", c.name, err, c.want, c.field)
		}
	}
}

func TestItIsExhaustedAtZeroAndActiveAgainAfterGivingBack(t *testing.T) {
	for name, change := range map[string]func(*framework.Agreement){
		"value":    func(a *framework.Agreement) { maximum("7798.00")(a); a.Items[0].Maximum = quantity.Must("30") },
		"quantity": func(a *framework.Agreement) { firstCome(a); a.Items = a.Items[:1] },
	} {
		t.Run(name, func(t *testing.T) {
			f := concluded(t, change)
			_, lines, err := f.Call(hannover, []framework.Wish{wish(f, 1, "20")}, during)
			if err != nil || f.State().Status != framework.Exhausted {
				t.Fatalf("got %s, %v", f.State().Status, err)
			}
			if _, _, err := f.Call(hannover, []framework.Wish{wish(f, 1, "1")}, during); !errors.Is(err, framework.ErrExhausted) {
				t.Errorf("of an exhausted contract: %v", err)
			}
			if err := giveBack(f, hannover, lines); err != nil || f.State().Status != framework.Active || !f.State().Drawn.IsZero() {
				t.Errorf("given back: %s with %s drawn, %v", f.State().Status, f.State().Drawn, err)
			}
			if number, _, err := f.Call(hannover, []framework.Wish{wish(f, 1, "1")}, during); err != nil || number != "RV-2026-0001/000002" {
				t.Errorf("called again: %s, %v", number, err)
			}
		})
	}
}

func TestQuantityLeftInItemsThatAreNotLoadedKeepsItActive(t *testing.T) {
	s := concluded(t, firstCome).State()
	s.Items, s.LeftElsewhere = s.Items[:1], true
	f := framework.Restore(s)
	if _, _, err := f.Call(hannover, []framework.Wish{wish(f, 1, "20")}, during); err != nil || f.State().Status != framework.Active {
		t.Errorf("got %s, %v", f.State().Status, err)
	}
}

func TestMoreCannotBeGivenBackThanWasDrawn(t *testing.T) {
	f := concluded(t)
	_, lines, err := f.Call(hannover, []framework.Wish{wish(f, 1, "2")}, during)
	if err != nil {
		t.Fatal(err)
	}
	if err := giveBack(f, göttingen, lines); err == nil {
		t.Error("a member gave back what another one drew")
	}
	if err := giveBack(f, hannover, lines); err != nil {
		t.Fatal(err)
	}
	if err := giveBack(f, hannover, lines); err == nil {
		t.Error("the same was given back twice")
	}
	if s := f.State(); !s.Drawn.IsZero() || !s.Items[0].Drawn.IsZero() || !s.Entitled[0].Drawn.IsZero() {
		t.Errorf("a failed giving back changed something: %+v", s)
	}
}

func TestAnAgreementIsConcludedOnlyWhenItIsComplete(t *testing.T) {
	for field, spoil := range map[string]func(*framework.Agreement){
		"number":          func(a *framework.Agreement) { a.Number = " " },
		"title":           func(a *framework.Agreement) { a.Title = "" },
		"supplier":        func(a *framework.Agreement) { a.Supplier = "" },
		"maximum":         func(a *framework.Agreement) { a.Maximum = money.Zero },
		"inForce":         func(a *framework.Agreement) { a.InForce.To = period.Date(2025, 12, 31) },
		"items":           func(a *framework.Agreement) { a.Items = nil },
		"items.1.name":    func(a *framework.Agreement) { a.Items[1].Name = "" },
		"items.0.maximum": func(a *framework.Agreement) { a.Items[0].Maximum = quantity.Must("0.5") },
		"entitled":        func(a *framework.Agreement) { a.Entitled = nil },
		"entitled.1":      func(a *framework.Agreement) { a.Entitled[1].Member = hannover },
		"quotas":          func(a *framework.Agreement) { a.Entitled[1].Quota = money.MustAmount("4000.01") },
		"options":         func(a *framework.Agreement) { a.Options = []int{12, 0} },
		"flowsBack":       func(a *framework.Agreement) { a.QuotaMode = tender.Soft },
		"quotaMode":       func(a *framework.Agreement) { a.QuotaMode = "divided" },
	} {
		a := agreement()
		spoil(&a)
		_, err := framework.New(a)
		if refusal, ok := fault.Of(err); !ok || refusal.Field() != field {
			t.Errorf("got %v, want a fault at %s", err, field)
		}
	}
}

func TestWithNothingToCallOffItIsExhaustedFromTheStart(t *testing.T) {
	f := concluded(t, func(a *framework.Agreement) { a.Items = a.Items[:1]; a.Items[0].Maximum = quantity.Quantity{} })
	if got := f.State().Status; got != framework.Exhausted {
		t.Errorf("got %s", got)
	}
}

func TestANewFrameworkStartsWithNothingDrawn(t *testing.T) {
	a := agreement()
	a.Items[0].Drawn, a.Entitled[0].Drawn = quantity.Must("3"), money.MustAmount("1.00")
	f, err := framework.New(a)
	if err != nil {
		t.Fatal(err)
	}
	if s := f.State(); s.Status != framework.Active || !s.Items[0].Drawn.IsZero() || !s.Entitled[0].Drawn.IsZero() || s.Items[1].Position != 2 {
		t.Errorf("got %+v", s)
	}
}

// giveBack gives back what one member drew.
func giveBack(f *framework.Framework, m member.ID, lines []framework.Line) error {
	return f.GiveBack(f.Supplier(), []framework.Part{{Member: m, Amount: framework.Total(lines)}}, lines)
}
