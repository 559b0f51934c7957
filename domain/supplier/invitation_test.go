package supplier_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/supplier"
)

var invitedAt = time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)

// waiting are n invitations that wait.
func waiting(n int) []supplier.Invitation {
	all := make([]supplier.Invitation, n)
	for i := range all {
		all[i] = supplier.Invitation{ID: id.New[supplier.Invitation](), Email: member.Email(fmt.Sprintf("w%d@technik.example", i))}
	}
	return all
}

func TestAColleagueIsInvitedForAWeek(t *testing.T) {
	by := id.New[member.Person]()
	s := supplier.Restore(supplier.State{ID: id.New[member.Supplier]()})
	i, err := s.Invite(by, supplier.Inviting{Name: "Ted Technik", Email: " Ted@Technik.example", Language: "en"}, supplier.Invited{}, invitedAt)
	if err != nil || i.Email != "ted@technik.example" || i.By != by || i.Supplier != s.State().ID || !i.LapsesAt.Equal(invitedAt.AddDate(0, 0, 7)) {
		t.Errorf("got %+v, %v", i, err)
	}
}

func TestWhatInvitesNobody(t *testing.T) {
	for name, c := range map[string]struct {
		in    supplier.Inviting
		so    supplier.Invited
		want  error
		field string
	}{
		"no name":                {supplier.Inviting{Email: "ted@technik.example"}, supplier.Invited{}, member.ErrName, "name"},
		"a page's address":       {supplier.Inviting{Name: "see www.evil.example", Email: "ted@technik.example"}, supplier.Invited{}, member.ErrName, "name"},
		"no address":             {supplier.Inviting{Name: "Ted", Email: "ted"}, supplier.Invited{}, member.ErrEmail, "email"},
		"invited already":        {supplier.Inviting{Name: "Ted", Email: "W0@technik.example"}, supplier.Invited{Waiting: waiting(1)}, supplier.ErrInvitedAlready, "email"},
		"as many as may wait":    {supplier.Inviting{Name: "Ted", Email: "ted@technik.example"}, supplier.Invited{Waiting: waiting(10)}, supplier.ErrInvitationsMany, ""},
		"as many as a day takes": {supplier.Inviting{Name: "Ted", Email: "ted@technik.example"}, supplier.Invited{ADay: 20}, supplier.ErrInvitationsMany, ""},
	} {
		_, err := supplier.Restore(supplier.State{}).Invite(id.New[member.Person](), c.in, c.so, invitedAt)
		if f, ok := fault.Of(err); !errors.Is(err, c.want) || !ok || f.Field() != c.field {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestAnInvitationIsSentAgainByWhoeverVouchesForIt(t *testing.T) {
	so := supplier.Invited{Waiting: waiting(10), ADay: 19} // sending again needs no room
	by, later := id.New[member.Person](), invitedAt.Add(time.Hour)
	i, err := so.Renew(so.Waiting[3].ID, by, later)
	if err != nil || i.Email != so.Waiting[3].Email || i.By != by || !i.At.Equal(later) || !i.LapsesAt.Equal(later.Add(supplier.InvitationLife)) {
		t.Errorf("got %+v, %v", i, err)
	}
	if _, err := so.Renew(id.New[supplier.Invitation](), by, later); !errors.Is(err, supplier.ErrInvitationGone) {
		t.Errorf("one that is gone: %v", err)
	}
	so.ADay = 20
	if _, err := so.Renew(so.Waiting[3].ID, by, later); !errors.Is(err, supplier.ErrInvitationsMany) {
		t.Errorf("too often: %v", err)
	}
}

func TestNeverMoreInvitationsWaitOrGoOutThanTheBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, by := supplier.Restore(supplier.State{}), id.New[member.Person]()
		var so supplier.Invited
		for step := range rapid.IntRange(1, 60).Draw(t, "steps") {
			var err error
			switch {
			case len(so.Waiting) > 0 && rapid.Bool().Draw(t, "again"):
				_, err = so.Renew(so.Waiting[0].ID, by, invitedAt)
			case len(so.Waiting) > 0 && rapid.Bool().Draw(t, "withdraw"):
				so.Waiting = so.Waiting[1:]
				continue
			default:
				var i supplier.Invitation
				i, err = s.Invite(by, supplier.Inviting{Name: "Ted", Email: fmt.Sprintf("t%d@technik.example", step)}, so, invitedAt)
				if err == nil {
					so.Waiting = append(so.Waiting, i)
				}
			}
			if err == nil {
				so.ADay++
			}
			if len(so.Waiting) > supplier.InvitationsOfSupplier || so.ADay > supplier.InvitationsADay {
				t.Fatalf("%d wait, %d were sent", len(so.Waiting), so.ADay)
			}
		}
	})
}
