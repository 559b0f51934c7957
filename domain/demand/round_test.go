package demand_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/quantity"
)

var (
	morning = time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC)
	closes  = morning.AddDate(0, 0, 28)
	officer = id.New[member.Person]()
	hanover = demand.Author{Member: "00000000-0000-7000-8000-000000000001", Invited: true, Person: id.New[member.Person]()}
	celle   = demand.Author{Member: "00000000-0000-7000-8000-000000000002", Invited: true, Person: id.New[member.Person]()}
)

func notebooks() demand.Drafting {
	return demand.Drafting{
		Number: "BR-2026-0001", Title: "Notebooks und Monitore", ClosesAt: closes, CreatedBy: officer,
		Items: []demand.Item{
			{Name: "Notebook 14 Zoll", Category: demand.Hardware, CPV: "30213100-6", Unit: quantity.Piece, EstimatedPrice: money.MustPrice("980.00")},
			{Name: "Monitor 27 Zoll", Description: "höhenverstellbar\nUSB-C", Category: demand.Hardware, Unit: quantity.Piece, EstimatedPrice: money.MustPrice("210.50")},
			{Name: "Rollout", Category: demand.Service, Unit: "HUR", EstimatedPrice: money.MustPrice("89.333333")},
		},
	}
}

func draft(t *testing.T) *demand.Round {
	t.Helper()
	round, err := demand.New(notebooks(), morning)
	if err != nil {
		t.Fatal(err)
	}
	return round
}

func open(t *testing.T) *demand.Round {
	t.Helper()
	round := draft(t)
	if err := round.Open(morning); err != nil {
		t.Fatal(err)
	}
	return round
}

// states states one item and gives back the need.
func states(t *testing.T, round *demand.Round, by demand.Author, item int, firm, tolerance string) []demand.Need {
	t.Helper()
	needs, err := round.Accept(by, []demand.Statement{statement(round, item, firm, tolerance)}, nil, morning)
	if err != nil {
		t.Fatal(err)
	}
	return needs
}

func statement(round *demand.Round, item int, firm, tolerance string) demand.Statement {
	return demand.Statement{Item: round.State().Items[item].ID, Firm: quantity.Must(firm), Tolerance: quantity.Must(tolerance)}
}

// refused checks the code and the field of a fault.
func refused(t *testing.T, err error, want *fault.Fault, field string) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("got %v, want %v", err, want)
	}
	if f, _ := fault.Of(err); f.Field() != field {
		t.Errorf("at field %q, want %q", f.Field(), field)
	}
}

func TestADraftNumbersItsItemsAndTrimsItsTexts(t *testing.T) {
	d := notebooks()
	d.Title, d.Items[1].Name = "  Notebooks ", " Monitor "
	round, err := demand.New(d, morning)
	if err != nil {
		t.Fatal(err)
	}
	s := round.State()
	if s.Status != demand.Draft || s.Title != "Notebooks" || s.Items[1].Name != "Monitor" || s.Items[2].Position != 3 || s.Version != 1 {
		t.Errorf("got %+v", s)
	}
	if s.Items[0].ID == s.Items[1].ID || s.Items[0].ID.IsZero() {
		t.Error("items have no ids of their own")
	}
}

func TestADraftIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*demand.Drafting)
		want   *fault.Fault
		field  string
	}{
		"a title of two characters":      {func(d *demand.Drafting) { d.Title = " ab " }, demand.ErrTitle, "title"},
		"a title of 201 characters":      {func(d *demand.Drafting) { d.Title = strings.Repeat("ä", 201) }, demand.ErrTitle, "title"},
		"a title with a zero byte":       {func(d *demand.Drafting) { d.Title = "ab\x00c" }, demand.ErrTitle, "title"},
		"a title of two lines":           {func(d *demand.Drafting) { d.Title = "ab\ncd" }, demand.ErrTitle, "title"},
		"a title that is no UTF-8":       {func(d *demand.Drafting) { d.Title = "abc\xff" }, demand.ErrTitle, "title"},
		"closing now":                    {func(d *demand.Drafting) { d.ClosesAt = morning }, demand.ErrClosesTooEarly, "closesAt"},
		"closing in year 9999":           {func(d *demand.Drafting) { d.ClosesAt = morning.AddDate(7000, 0, 0) }, demand.ErrClosesTooLate, "closesAt"},
		"no item":                        {func(d *demand.Drafting) { d.Items = nil }, demand.ErrItemCount, "items"},
		"201 items":                      {func(d *demand.Drafting) { d.Items = make([]demand.Item, 201) }, demand.ErrItemCount, "items"},
		"an item without a name":         {func(d *demand.Drafting) { d.Items[1].Name = " " }, demand.ErrItemName, "items.1.name"},
		"a description of 2001":          {func(d *demand.Drafting) { d.Items[2].Description = strings.Repeat("x", 2001) }, demand.ErrItemDescription, "items.2.description"},
		"a description with an escape":   {func(d *demand.Drafting) { d.Items[2].Description = "\x1b[31m" }, demand.ErrItemDescription, "items.2.description"},
		"an unknown category":            {func(d *demand.Drafting) { d.Items[0].Category = "food" }, demand.ErrCategory, "items.0.category"},
		"a CPV code without check digit": {func(d *demand.Drafting) { d.Items[0].CPV = "30213100" }, demand.ErrCPV, "items.0.cpv"},
		"a unit in small letters":        {func(d *demand.Drafting) { d.Items[0].Unit = "h87" }, quantity.ErrUnitMalformed, "items.0.unit"},
	} {
		t.Run(name, func(t *testing.T) {
			d := notebooks()
			c.change(&d)
			_, err := demand.New(d, morning)
			refused(t, err, c.want, c.field)
		})
	}
}

func TestARoundGoesFromDraftToTendered(t *testing.T) {
	round := open(t)
	needs := states(t, round, hanover, 0, "25", "5")
	snapshot, err := round.Freeze(needs, closes.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	if s := round.State(); s.Status != demand.Frozen || s.SnapshotHash != snapshot.Hash || !s.FrozenAt.Equal(closes.Add(time.Hour)) {
		t.Errorf("got %+v", s)
	}
	if err := round.MarkTendered(); err != nil {
		t.Fatal(err)
	}
	if got := round.State().Status; got != demand.Tendered {
		t.Errorf("status %s", got)
	}
}

// inState brings a round into a state.
func inState(t *testing.T, status demand.Status) *demand.Round {
	t.Helper()
	s := open(t).State()
	s.Status = status
	return demand.Restore(s)
}

func TestEachTransitionStartsOnlyWhereItMay(t *testing.T) {
	acts := map[string]struct {
		do    func(*demand.Round) error
		want  *fault.Fault
		after map[demand.Status]demand.Status
	}{
		"open": {func(r *demand.Round) error { return r.Open(morning) }, demand.ErrNotDraft,
			map[demand.Status]demand.Status{demand.Draft: demand.Open}},
		"freeze": {func(r *demand.Round) error {
			_, err := r.Freeze([]demand.Need{{Member: hanover.Member, Item: r.State().Items[0].ID, Firm: quantity.Must("1")}}, morning)
			return err
		}, demand.ErrNotOpen, map[demand.Status]demand.Status{demand.Open: demand.Frozen, demand.ToppingUp: demand.Frozen}},
		"tender": {func(r *demand.Round) error { return r.MarkTendered() }, demand.ErrNotFrozen,
			map[demand.Status]demand.Status{demand.Frozen: demand.Tendered}},
		"untender": {func(r *demand.Round) error { return r.MarkUntendered() }, demand.ErrNotTendered,
			map[demand.Status]demand.Status{demand.Tendered: demand.Frozen}},
		"cancel": {func(r *demand.Round) error { return r.Cancel("no budget") }, demand.ErrNotCancellable,
			map[demand.Status]demand.Status{demand.Draft: demand.Cancelled, demand.Open: demand.Cancelled, demand.ToppingUp: demand.Cancelled, demand.Frozen: demand.Cancelled}},
	}
	for name, act := range acts {
		for _, from := range []demand.Status{demand.Draft, demand.Open, demand.ToppingUp, demand.Frozen, demand.Tendered, demand.Cancelled} {
			t.Run(name+" a round that is "+string(from), func(t *testing.T) {
				round := inState(t, from)
				err := act.do(round)
				to, may := act.after[from]
				if !may {
					to = from
					refused(t, err, act.want, "")
				} else if err != nil {
					t.Fatal(err)
				}
				if got := round.State().Status; got != to {
					t.Errorf("status %s, want %s", got, to)
				}
			})
		}
	}
}

func TestADraftOpensUntilItsClosingTime(t *testing.T) {
	refused(t, draft(t).Open(closes), demand.ErrClosingPassed, "")
	if err := draft(t).Open(closes.Add(-time.Microsecond)); err != nil {
		t.Errorf("a microsecond before: %v", err)
	}
}

func TestCancellingTakesAReason(t *testing.T) {
	for name, reason := range map[string]string{"blank": "   ", "too long": strings.Repeat("x", 2001), "a zero byte": "because\x00"} {
		round := open(t)
		refused(t, round.Cancel(reason), demand.ErrReason, "reason")
		if got := round.State().Status; got != demand.Open {
			t.Errorf("%s: status %s", name, got)
		}
	}
	round := open(t)
	if err := round.Cancel(" no\nbudget "); err != nil || round.State().CancelReason != "no\nbudget" {
		t.Errorf("%v, %+v", err, round.State())
	}
}

func TestStateIsACopy(t *testing.T) {
	round := open(t)
	round.State().Items[0].Name = "changed"
	if got := round.State().Items[0].Name; got == "changed" {
		t.Error("a caller changed the round from outside")
	}
}
