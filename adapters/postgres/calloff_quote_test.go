package postgres_test

import (
	"errors"
	"testing"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/money"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// quoteShop has a contract with a quota of 5,000.00 EUR for Celle, over whose limit of
// 1,000.00 EUR somebody has to approve.
func quoteShop(t *testing.T) (*shop, access.Actor, view.Framework) {
	t.Helper()
	s := openShop(t)
	celle := s.buyer("Celle")
	s.prepare(`update member set approval_limit = 1000 where id = $1`, celle.Grants[0].Member.String())
	a := s.agreement(celle.Grants[0].Member)
	a.QuotaMode, a.Entitled[0].Quota = tender.Hard, money.MustAmount("5000")
	return s, celle, s.conclude(a)
}

func TestAQuoteIsWhatTheCallOffCostsThenAndBooksNothing(t *testing.T) {
	s, celle, f := quoteShop(t)
	lines := []driving.PlaceCallOffLine{line(f, 2, "1.5"), line(f, 1, "2")}
	quote, err := s.ordering.QuoteCallOff(t.Context(), celle, order(celle, f, lines...))
	if err != nil {
		t.Fatal(err)
	}
	if quote.Total != "779.81" || quote.NeedsApproval || quote.ApprovalLimit != "1000.00" || !quote.Orderable || quote.RemainingQuota != "5000.00" || quote.RemainingValue != "10000.00" {
		t.Errorf("got %+v", quote)
	}
	want := view.CallOffQuoteLine{ItemID: f.Items[1].ID, Quantity: "1.5", Price: "0.004999", Total: "0.01", RemainingQuantity: "100000.5", Orderable: true}
	if len(quote.Lines) != 2 || quote.Lines[0] != want {
		t.Errorf("got lines %+v", quote.Lines)
	}
	if got := s.contract(framework.ID(f.ID)); got.Drawn != "0.00" || got.Version != 1 {
		t.Errorf("a quote changed the contract: %+v", got)
	}
	if c := s.mustPlace(celle, f, lines...); c.Total != quote.Total {
		t.Errorf("quoted %s, placed for %s", quote.Total, c.Total)
	}
}

func TestAQuoteKnowsWhatWouldBeRefused(t *testing.T) {
	s, celle, f := quoteShop(t)
	for name, c := range map[string]struct {
		item                             int
		quantity                         string
		orderable, lineFits, needsSecond bool
	}{
		"the last notebook of the quota": {1, "12", true, true, true},
		"a notebook over the quota":      {1, "13", false, true, true},
		"more than the item has":         {1, "21", false, false, true},
		"half a notebook":                {1, "0.5", false, false, false},
		"none":                           {1, "0", false, false, false},
	} {
		quote, err := s.ordering.QuoteCallOff(t.Context(), celle, order(celle, f, line(f, c.item, c.quantity)))
		if err != nil || quote.Orderable != c.orderable || quote.Lines[0].Orderable != c.lineFits || quote.NeedsApproval != c.needsSecond {
			t.Errorf("%s: got %+v, %v", name, quote, err)
		}
	}
}

func TestAQuoteIsRefusedForWhatIsNotThere(t *testing.T) {
	s, celle, f := quoteShop(t)
	strange := driving.PlaceCallOffLine{Item: id.New[framework.Item]().String(), Quantity: "1"}
	outsider := s.buyer("Gifhorn")
	both := s.appoint("Beide", celle.Grants[0], outsider.Grants[0])
	elsewhere := order(outsider, f, line(f, 1, "1"))
	for name, c := range map[string]struct {
		actor access.Actor
		order driving.PlaceCallOff
		want  error
		field string
	}{
		"no lines":                  {celle, order(celle, f), framework.ErrNothingWanted, "lines"},
		"an item twice":             {celle, order(celle, f, line(f, 1, "1"), line(f, 1, "2")), framework.ErrItemTwice, "lines.1.itemId"},
		"an item of somebody else":  {celle, order(celle, f, line(f, 1, "1"), strange), framework.ErrItemUnknown, "lines.1.itemId"},
		"not entitled":              {both, elsewhere, framework.ErrNotEntitled, "memberId"},
		"a member without a right":  {outsider, order(outsider, f, line(f, 1, "1")), access.ErrNotFound, ""},
		"a member of somebody else": {outsider, order(celle, f, line(f, 1, "1")), access.ErrNotFound, ""},
	} {
		_, err := s.ordering.QuoteCallOff(t.Context(), c.actor, c.order)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
			continue
		}
		if refusal, ok := fault.Of(err); ok && refusal.Field() != c.field {
			t.Errorf("%s: at %q, want %q", name, refusal.Field(), c.field)
		}
	}
}
