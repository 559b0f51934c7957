package calloff_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
)

var supplier = id.New[member.Person]()

func answers(c *calloff.CallOff, change string) []calloff.AnsweredLine {
	var lines []calloff.AnsweredLine
	for _, l := range c.State().Lines {
		lines = append(lines, calloff.AnsweredLine{Position: l.Position, DeliveredOn: period.DayOf(during), Change: change})
	}
	return lines
}

func back(position int, q string) calloff.ReturnedLine {
	return calloff.ReturnedLine{Position: position, Quantity: quantity.Must(q)}
}

// giveBack returns some of a line, perhaps more than there is.
func giveBack(t *rapid.T, c *calloff.CallOff, f *framework.Framework) {
	q := rapid.SampledFrom([]string{"1", "2", "5", "0.001", "0.333"}).Draw(t, "returned")
	r, err := c.AskReturn(nil, []calloff.ReturnedLine{back(rapid.IntRange(1, 2).Draw(t, "line"), q)}, "kaputt", buyer, during)
	if err != nil {
		return
	}
	before := framework.Total(c.Kept())
	if err := calloff.AgreeReturn(c, f, &r, supplier, during); err != nil {
		t.Fatal(err)
	}
	if after := framework.Total(c.Kept()); before.Sub(after).Cmp(r.Amount) != 0 {
		t.Fatalf("returned %s, but %s became %s", r.Amount, before, after)
	}
}

// delivered is a confirmed order of two desks and nine kilograms of air for 1003.00 EUR.
func delivered(t *testing.T, f *framework.Framework) *calloff.CallOff {
	t.Helper()
	order := desks(f, "2")
	order.Wishes = append(order.Wishes, wish(f, 1, "9"))
	c, err := calloff.Place(f, calloff.Customer{Member: town.Member, Admitted: true, Limit: money.MustAmount("2000")}, order, during)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Confirm(answers(c, ""), supplier, during); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWhatTheSupplierTakesBackIsFreeAgain(t *testing.T) {
	f := contract(t)
	c := delivered(t, f)
	first, err := c.AskReturn(nil, []calloff.ReturnedLine{back(1, "1"), back(2, "8.5")}, " zu viel ", buyer, during)
	if err != nil || first.Number != 1 || first.Amount.String() != "502.83" || first.Reason != "zu viel" || f.State().Drawn.String() != "1003.00" {
		t.Fatalf("asked: %+v, %v", first, err)
	}
	if _, err := c.AskReturn([]calloff.Return{first}, first.Lines, "noch eine", buyer, during); !errors.Is(err, calloff.ErrReturnWaits) {
		t.Errorf("two at once: %v", err)
	}
	if err := calloff.AgreeReturn(c, f, &first, supplier, during); err != nil || first.Status != calloff.ReturnAgreed {
		t.Fatal(err)
	}
	if s := f.State(); s.Drawn.String() != "500.17" || s.Items[0].Drawn.String() != "1" || s.Items[1].Drawn.String() != "0.5" || s.Entitled[0].Drawn.String() != "500.17" {
		t.Errorf("drawn %s", s.Drawn)
	}
	if err := calloff.AgreeReturn(c, f, &first, supplier, during); !errors.Is(err, calloff.ErrReturnDecided) {
		t.Errorf("agreed twice: %v", err)
	}
	if err := first.Withdraw(buyer, during); !errors.Is(err, calloff.ErrReturnDecided) {
		t.Errorf("withdrawn: %v", err)
	}
	second, err := c.AskReturn([]calloff.Return{first}, []calloff.ReturnedLine{back(2, "0.5"), back(1, "1")}, "alles", buyer, during)
	if err != nil || second.Number != 2 {
		t.Fatal(err)
	}
	if err := calloff.AgreeReturn(c, f, &second, supplier, during); err != nil || !f.State().Drawn.IsZero() || c.State().Total.String() != "1003.00" {
		t.Errorf("the rest: %s, %v", f.State().Drawn, err)
	}
}

func TestReturnsAreRefused(t *testing.T) {
	for name, r := range map[string]struct {
		lines  []calloff.ReturnedLine
		reason string
		want   error
	}{
		"nothing":        {nil, "leer", calloff.ErrReturnLines},
		"a zero":         {[]calloff.ReturnedLine{back(1, "0")}, "null", calloff.ErrReturnLines},
		"no such line":   {[]calloff.ReturnedLine{back(3, "1")}, "fremd", calloff.ErrReturnLines},
		"a line twice":   {[]calloff.ReturnedLine{back(1, "1"), back(1, "1")}, "doppelt", calloff.ErrReturnLines},
		"too much":       {[]calloff.ReturnedLine{back(1, "3")}, "mehr", calloff.ErrReturnExceeds},
		"half a desk":    {[]calloff.ReturnedLine{back(1, "0.5")}, "halb", quantity.ErrNotWhole},
		"without reason": {[]calloff.ReturnedLine{back(1, "1")}, " ", calloff.ErrReason},
	} {
		if _, err := delivered(t, contract(t)).AskReturn(nil, r.lines, r.reason, buyer, during); !errors.Is(err, r.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	f := contract(t)
	if _, err := placed(t, f, desks(f, "1")).AskReturn(nil, []calloff.ReturnedLine{back(1, "1")}, "zu früh", buyer, during); !errors.Is(err, calloff.ErrNotReturnable) {
		t.Errorf("before the answer: %v", err)
	}
}

func TestOfACancellationAndAReturnOneHappens(t *testing.T) {
	f := contract(t)
	c := placed(t, f, desks(f, "2"))
	if _, err := c.Confirm(answers(c, "graue"), supplier, during); err != nil {
		t.Fatal(err)
	}
	r, err := c.AskReturn(nil, []calloff.ReturnedLine{back(1, "1")}, "falsche Farbe", buyer, during)
	if err != nil {
		t.Fatal(err)
	}
	kept, declined := r, r
	if err := declined.Decline(supplier, "benutzt", during); err != nil || declined.Answer != "benutzt" || f.State().Drawn.String() != "1000.00" {
		t.Errorf("declined: %+v, %v", declined, err)
	}
	if err := calloff.AgreeReturn(c, f, &r, supplier, during); err != nil {
		t.Fatal(err)
	}
	if err := calloff.Cancel(c, f, buyer, "doch nicht", during); !errors.Is(err, calloff.ErrNotCancellable) {
		t.Errorf("cancelled after a return: %v", err)
	}
	gone := placed(t, f, desks(f, "1"))
	if _, err := gone.Confirm(answers(gone, "graue"), supplier, during); err != nil {
		t.Fatal(err)
	}
	if err := calloff.Cancel(gone, f, buyer, "doch nicht", during); err != nil {
		t.Fatal(err)
	}
	if err := calloff.AgreeReturn(gone, f, &kept, supplier, during); !errors.Is(err, calloff.ErrNotReturnable) {
		t.Errorf("returned after the cancellation: %v", err)
	}
}
