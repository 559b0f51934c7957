package calloff_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/access"
	"allmende/domain/approval"
	"allmende/domain/calloff"
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
	buyer    = id.New[member.Person]()
	approver = id.New[member.Person]()
	town     = calloff.Customer{Member: id.New[member.Member](), Admitted: true, Limit: money.MustAmount("1000.00")}
	other    = calloff.Customer{Member: id.New[member.Member](), Admitted: true, Limit: money.MustAmount("1000.00")}
	during   = time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
)

// contract sells ten desks at 500.00 EUR and air by the kilogram, to both towns.
func contract(t interface {
	Helper()
	Fatal(...any)
}) *framework.Framework {
	t.Helper()
	f, err := framework.New(framework.Agreement{
		Number: "RV-2026-0001", Title: "Desks", Supplier: id.New[member.Supplier](),
		InForce: period.Span{From: period.Date(2026, 1, 1), To: period.Date(2026, 12, 31)},
		Maximum: money.MustAmount("4000.00"), QuotaMode: tender.Hard,
		Items: []framework.Item{
			{Name: "Desk", Unit: quantity.Piece, Price: money.MustPrice("500"), Maximum: quantity.Must("10")},
			{Name: "Air", Unit: "KGM", Price: money.MustPrice("0.333333"), Maximum: quantity.Must("50.5")},
		},
		Entitled: []framework.Entitlement{{Member: town.Member, Quota: money.MustAmount("2500")}, {Member: other.Member, Quota: money.MustAmount("1500")}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func desks(f *framework.Framework, q string) calloff.Order {
	return calloff.Order{By: buyer, BudgetCode: "1.2.3", Wishes: []framework.Wish{{Item: f.State().Items[0].ID, Quantity: quantity.Must(q)}}}
}

func placed(t *testing.T, f *framework.Framework, o calloff.Order) *calloff.CallOff {
	t.Helper()
	c, err := calloff.Place(f, town, o, during)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestOverTheLimitItWaitsAndIsReserved(t *testing.T) {
	f := contract(t)
	if got := placed(t, f, desks(f, "2")).State(); got.Status != calloff.Placed || got.Number != "RV-2026-0001/000001" || got.Total.String() != "1000.00" {
		t.Errorf("at the limit: %+v", got)
	}
	if got := placed(t, f, desks(f, "3")).State(); got.Status != calloff.Submitted || got.Limit.String() != "1000.00" {
		t.Errorf("over the limit: %+v", got)
	}
	if drawn := f.State().Drawn.String(); drawn != "2500.00" {
		t.Errorf("drawn %s, want what waits too: 2500.00", drawn)
	}
	if _, err := calloff.Place(f, town, desks(f, "1"), during); !errors.Is(err, framework.ErrQuotaExceeded) {
		t.Errorf("what waits counts against the quota: %v", err)
	}
}

func TestAnOrderIsRefusedAndBooksNothing(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*calloff.Order, *calloff.Customer)
		want  error
	}{
		"no budget code":        {func(o *calloff.Order, _ *calloff.Customer) { o.BudgetCode = " " }, calloff.ErrBudgetCode},
		"a long budget code":    {func(o *calloff.Order, _ *calloff.Customer) { o.BudgetCode = strings.Repeat("ü", 41) }, calloff.ErrBudgetCode},
		"a long note":           {func(o *calloff.Order, _ *calloff.Customer) { o.Note = strings.Repeat("ü", 1001) }, calloff.ErrNote},
		"101 lines":             {func(o *calloff.Order, _ *calloff.Customer) { o.Wishes = make([]framework.Wish, 101) }, calloff.ErrTooManyLines},
		"a member not admitted": {func(_ *calloff.Order, m *calloff.Customer) { m.Admitted = false }, calloff.ErrMemberNotAdmitted},
		"a member not entitled": {func(_ *calloff.Order, m *calloff.Customer) { m.Member = id.New[member.Member]() }, framework.ErrNotEntitled},
		"more than there is":    {func(o *calloff.Order, _ *calloff.Customer) { o.Wishes[0].Quantity = quantity.Must("11") }, framework.ErrQuantityExceeded},
	} {
		f := contract(t)
		order, customer := desks(f, "1"), town
		c.spoil(&order, &customer)
		if _, err := calloff.Place(f, customer, order, during); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if s := f.State(); !s.Drawn.IsZero() || s.CallOffs != 0 {
			t.Errorf("%s: something was booked", name)
		}
	}
}

func TestAnotherPersonApproves(t *testing.T) {
	f := contract(t)
	c := placed(t, f, desks(f, "3"))
	if err := approve(c, f, buyer); !errors.Is(err, access.ErrSamePerson) {
		t.Errorf("one's own: %v", err)
	}
	if err := approve(c, f, approver); err != nil || c.State().Status != calloff.Placed || c.State().DecidedBy != approver {
		t.Errorf("another's: %+v, %v", c.State(), err)
	}
	if err := approve(c, f, approver); !errors.Is(err, calloff.ErrNotSubmitted) {
		t.Errorf("again: %v", err)
	}
}

func approve(c *calloff.CallOff, f *framework.Framework, by member.PersonID) error {
	_, err := calloff.Approve(c, f, approval.Hand{Person: by, Approver: true}, during)
	return err
}

// Nothing is approved out of a contract that was stopped meanwhile, and each says why.
func TestNothingIsApprovedOutOfAStoppedContract(t *testing.T) {
	stamp := tender.Stamp{By: approver, At: during}
	for name, c := range map[string]struct {
		stop func(*framework.Framework, tender.Stamp, string) error
		want error
	}{
		"suspended":  {(*framework.Framework).Suspend, framework.ErrSuspended},
		"terminated": {(*framework.Framework).Terminate, framework.ErrTerminated},
	} {
		f := contract(t)
		order := placed(t, f, desks(f, "3"))
		if err := c.stop(f, stamp, "Insolvenz"); err != nil {
			t.Fatal(err)
		}
		if err := approve(order, f, approver); !errors.Is(err, c.want) || order.State().Status != calloff.Submitted {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRejectingAndCancellingGiveBackOnce(t *testing.T) {
	type ending func(*calloff.CallOff, *framework.Framework, member.PersonID, string, time.Time) error
	for name, c := range map[string]struct {
		quantity string
		end      ending
		status   calloff.Status
		again    error
	}{
		"reject what waits":     {"3", calloff.Reject, calloff.Rejected, calloff.ErrNotSubmitted},
		"cancel what waits":     {"3", calloff.Cancel, calloff.Cancelled, calloff.ErrNotCancellable},
		"cancel what is placed": {"1", calloff.Cancel, calloff.Cancelled, calloff.ErrNotCancellable},
	} {
		f := contract(t)
		order := placed(t, f, desks(f, c.quantity))
		if err := c.end(order, f, approver, "ab ", during); !errors.Is(err, calloff.ErrReason) || f.State().Drawn.IsZero() {
			t.Errorf("%s without a reason: %v", name, err)
		}
		if err := c.end(order, f, approver, "not needed", during); err != nil || order.State().Status != c.status || order.State().Reason != "not needed" {
			t.Errorf("%s: %+v, %v", name, order.State(), err)
		}
		if s := f.State(); !s.Drawn.IsZero() || !s.Items[0].Drawn.IsZero() || !s.Entitled[0].Drawn.IsZero() {
			t.Errorf("%s: %s is still drawn", name, s.Drawn)
		}
		if err := c.end(order, f, approver, "once more", during); !errors.Is(err, c.again) {
			t.Errorf("%s twice: %v", name, err)
		}
	}
}

func TestWhatIsPlacedCannotBeRejected(t *testing.T) {
	f := contract(t)
	if err := calloff.Reject(placed(t, f, desks(f, "1")), f, approver, "too late", during); !errors.Is(err, calloff.ErrNotSubmitted) {
		t.Errorf("got %v", err)
	}
}

// Whatever is ordered, approved, rejected and cancelled: what is drawn is the sum of
// what stands, at most the maximum, and no order is refused that would have fitted.
func TestDrawnIsAlwaysTheSumOfWhatStands(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := contract(t)
		var orders []*calloff.CallOff
		t.Repeat(map[string]func(*rapid.T){
			"place": func(t *rapid.T) {
				customer := rapid.SampledFrom([]calloff.Customer{town, other}).Draw(t, "customer")
				order := draw(t, f)
				fits := fits(f.State(), customer.Member, order.Wishes)
				c, err := calloff.Place(f, customer, order, during)
				if fits != (err == nil) {
					t.Fatalf("fits %t, but %v", fits, err)
				}
				if err == nil {
					orders = append(orders, c)
				} else if refusal, ok := fault.Of(err); !ok || refusal.Kind() != fault.Conflict {
					t.Fatal(err)
				}
			},
			"end": func(t *rapid.T) {
				if len(orders) == 0 {
					t.Skip("nothing ordered")
				}
				c := rapid.SampledFrom(orders).Draw(t, "order")
				if rapid.Bool().Draw(t, "reject") {
					_ = calloff.Reject(c, f, approver, "rejected", during)
				} else {
					_ = calloff.Cancel(c, f, approver, "cancelled", during)
				}
			},
			"approve": func(t *rapid.T) {
				if len(orders) > 0 {
					_ = approve(rapid.SampledFrom(orders).Draw(t, "order"), f, approver)
				}
			},
			"confirm": func(t *rapid.T) {
				if len(orders) > 0 {
					c := rapid.SampledFrom(orders).Draw(t, "order")
					_, _ = c.Confirm(answers(c, rapid.SampledFrom([]string{"", "other desks"}).Draw(t, "change")), supplier, during)
				}
			},
			"return": func(t *rapid.T) {
				if len(orders) > 0 {
					giveBack(t, rapid.SampledFrom(orders).Draw(t, "order"), f)
				}
			},
			"": func(t *rapid.T) { compare(t, f.State(), orders) },
		})
	})
}

func draw(t *rapid.T, f *framework.Framework) calloff.Order {
	o := calloff.Order{By: buyer, BudgetCode: "1"}
	items := f.State().Items
	if n := rapid.IntRange(0, 5).Draw(t, "desks"); n > 0 {
		o.Wishes = append(o.Wishes, framework.Wish{Item: items[0].ID, Quantity: quantity.Must(string(rune('0' + n)))})
	}
	if q := rapid.StringMatching(`[0-9]{1,2}\.[0-9]{3}`).Draw(t, "air"); !quantity.Must(q).IsZero() || len(o.Wishes) == 0 {
		if quantity.Must(q).IsZero() {
			q = "0.001"
		}
		o.Wishes = append(o.Wishes, framework.Wish{Item: items[1].ID, Quantity: quantity.Must(q)})
	}
	return o
}

// fits says by plain sums whether an order is within every maximum.
func fits(s framework.State, m member.ID, wishes []framework.Wish) bool {
	if s.Status == framework.Exhausted {
		return false
	}
	total := money.Zero
	for _, w := range wishes {
		item := s.Items[slices.IndexFunc(s.Items, func(i framework.Item) bool { return i.ID == w.Item })]
		if item.Drawn.Add(w.Quantity).Cmp(item.Maximum) > 0 {
			return false
		}
		total = total.Add(item.Price.Times(w.Quantity.Decimal()))
	}
	entitled := s.Entitled[slices.IndexFunc(s.Entitled, func(e framework.Entitlement) bool { return e.Member == m })]
	return s.Drawn.Add(total).Cmp(s.Maximum) <= 0 && entitled.Drawn.Add(total).Cmp(entitled.Quota) <= 0
}

func compare(t *rapid.T, s framework.State, orders []*calloff.CallOff) {
	drawn := money.Zero
	byMember := map[member.ID]money.Amount{}
	byItem := map[framework.ItemID]quantity.Quantity{}
	for _, c := range orders {
		o := c.State()
		if o.Status != calloff.Submitted && o.Status != calloff.Placed {
			continue
		}
		kept := c.Kept()
		drawn = drawn.Add(framework.Total(kept))
		byMember[o.Member] = byMember[o.Member].Add(framework.Total(kept))
		for _, l := range kept {
			byItem[l.Item] = byItem[l.Item].Add(l.Quantity)
		}
	}
	if s.Drawn.Cmp(drawn) != 0 || s.Drawn.Cmp(s.Maximum) > 0 || s.Drawn.Sign() < 0 {
		t.Fatalf("drawn %s of %s, stands %s", s.Drawn, s.Maximum, drawn)
	}
	for _, e := range s.Entitled {
		if e.Drawn.Cmp(byMember[e.Member]) != 0 || e.Drawn.Cmp(e.Quota) > 0 {
			t.Fatalf("member drew %s of %s, stands %s", e.Drawn, e.Quota, byMember[e.Member])
		}
	}
	full := true
	for _, i := range s.Items {
		if i.Drawn.Cmp(byItem[i.ID]) != 0 || i.Drawn.Cmp(i.Maximum) > 0 {
			t.Fatalf("item drawn %s of %s, stands %s", i.Drawn, i.Maximum, byItem[i.ID])
		}
		full = full && i.Drawn.Cmp(i.Maximum) == 0
	}
	if exhausted := full || s.Drawn.Cmp(s.Maximum) == 0; exhausted != (s.Status == framework.Exhausted) {
		t.Fatalf("%s with %s of %s drawn", s.Status, s.Drawn, s.Maximum)
	}
}
