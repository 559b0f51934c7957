package demand_test

import (
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/quantity"
)

func TestNeedsAreStatedByInvitedMembersWhileTheRoundIsOpen(t *testing.T) {
	guest := hanover
	guest.Invited = false
	for name, c := range map[string]struct {
		by   demand.Author
		at   time.Time
		want *fault.Fault
	}{
		"at the closing time":          {hanover, closes, demand.ErrClosed},
		"long after":                   {hanover, closes.AddDate(1, 0, 0), demand.ErrClosed},
		"by a guest":                   {guest, morning, demand.ErrNotInvited},
		"a microsecond before closing": {hanover, closes.Add(-time.Microsecond), nil},
	} {
		t.Run(name, func(t *testing.T) {
			round := open(t)
			needs, err := round.Accept(c.by, []demand.Statement{statement(round, 0, "3", "1")}, nil, c.at)
			if c.want != nil {
				refused(t, err, c.want, "")
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if n := needs[0]; n.Member != c.by.Member || n.StatedBy != c.by.Person || !n.StatedAt.Equal(c.at) || n.Firm.String() != "3" || n.Tolerance.String() != "1" {
				t.Errorf("got %+v", n)
			}
		})
	}
}

func TestNeedsAreStatedInNoOtherState(t *testing.T) {
	for _, status := range []demand.Status{demand.Frozen, demand.Tendered, demand.Cancelled} {
		round := inState(t, status)
		_, err := round.Accept(hanover, []demand.Statement{statement(round, 0, "3", "1")}, nil, morning)
		refused(t, err, demand.ErrNotOpen, "")
	}
}

func TestMembersDoNotKnowOfARoundThatWasNeverOpened(t *testing.T) {
	round := draft(t)
	for _, cancel := range []bool{false, true} {
		if cancel {
			if err := round.Cancel("drafted by mistake"); err != nil {
				t.Fatal(err)
			}
		}
		_, err := round.Accept(hanover, []demand.Statement{statement(round, 0, "3", "1")}, nil, morning)
		refused(t, err, access.ErrNotFound, "")
	}
}

func TestAStatementIsRefused(t *testing.T) {
	round := open(t)
	foreign := demand.Statement{Item: id.New[demand.Item]()}
	for name, c := range map[string]struct {
		statements []demand.Statement
		want       *fault.Fault
		field      string
	}{
		"of nothing":                    {nil, demand.ErrNothingStated, "needs"},
		"of 201 items":                  {make([]demand.Statement, 201), demand.ErrNothingStated, "needs"},
		"of another round's item":       {[]demand.Statement{foreign}, demand.ErrItemUnknown, "needs.0.itemId"},
		"of an item twice":              {[]demand.Statement{statement(round, 0, "1", "0"), statement(round, 0, "2", "0")}, demand.ErrItemTwice, "needs.1.itemId"},
		"of half a notebook":            {[]demand.Statement{statement(round, 1, "1", "0"), statement(round, 0, "0.5", "0")}, quantity.ErrNotWhole, "needs.1.firm"},
		"of half a notebook's leeway":   {[]demand.Statement{statement(round, 0, "1", "0.5")}, quantity.ErrNotWhole, "needs.0.tolerance"},
		"of more than a billion euros":  {[]demand.Statement{statement(round, 0, "1020408", "1")}, demand.ErrTooValuable, "needs.0.firm"},
		"of a tolerance that is absurd": {[]demand.Statement{statement(round, 0, "0", "999999999")}, demand.ErrTooValuable, "needs.0.firm"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := round.Accept(hanover, c.statements, nil, morning)
			refused(t, err, c.want, c.field)
		})
	}
}

func TestHoursMayBeDividedAndAnAnswerMayBeNothing(t *testing.T) {
	round := open(t)
	needs, err := round.Accept(hanover, []demand.Statement{statement(round, 2, "12.25", "0"), statement(round, 0, "0", "0"), statement(round, 1, "1020408", "1")}, nil, morning)
	if err != nil {
		t.Fatal(err)
	}
	items := round.State().Items
	for i, n := range needs {
		if n.Item != items[i].ID {
			t.Errorf("need %d is of item %s: not in the order of the items", i, n.Item)
		}
	}
}
