package access_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/member"
)

var start = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

func seconds(t *testing.T, err error) string {
	t.Helper()
	f, ok := fault.Of(err)
	if !ok || !errors.Is(err, access.ErrThrottled) {
		t.Fatalf("got %v, want throttled", err)
	}
	return f.Params()["seconds"]
}

func failed(n int, d access.Door, at time.Time) access.Door {
	for range n {
		d = d.Failed(at)
	}
	return d
}

func TestFiveFailuresAreFreeThenTheWaitDoubles(t *testing.T) {
	door := failed(4, access.Door{}, start)
	if err := door.Check(start); err != nil {
		t.Errorf("after four: %v", err)
	}
	for i, want := range []string{"1", "2", "4", "8", "16", "32", "64", "128", "256", "300", "300"} {
		door = door.Failed(start)
		if got := seconds(t, door.Check(start)); got != want {
			t.Errorf("after %d: wait %s, want %s", i+5, got, want)
		}
	}
	if err := failed(5, access.Door{}, start).Check(start.Add(time.Second)); err != nil {
		t.Errorf("the wait is over: %v", err)
	}
	if got := seconds(t, failed(100, access.Door{}, start).Check(start.Add(299*time.Second+time.Millisecond))); got != "1" {
		t.Errorf("a rest of a second is said as %s", got)
	}
}

func TestFailuresAreForgottenOneByOne(t *testing.T) {
	door := failed(8, access.Door{Known: true}, start)
	if got := door.Failed(start.Add(10 * time.Minute)).Own.Count; got != 7 {
		t.Errorf("after ten minutes of quiet %d failures count, want 8 - 2 + 1", got)
	}
	if got := failed(2000, access.Door{Known: true}, start).Failed(start.Add(24 * time.Hour)).Own.Count; got != 1 {
		t.Errorf("after a day %d failures count, want the last alone", got)
	}
}

func TestStrangersTogetherNeverShutTheDoorForAKnownSource(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		strangers := access.Failures{Count: rapid.IntRange(0, 1_000_000).Draw(t, "count"), Last: start}
		known := access.Door{Known: true, Strangers: strangers}
		if err := known.Check(start.Add(time.Duration(rapid.IntRange(0, 100).Draw(t, "later")))); err != nil {
			t.Fatalf("got %v", err)
		}
	})
}

func TestManyStrangersSlowEachOther(t *testing.T) {
	door := access.Door{Strangers: access.Failures{Count: 50, Last: start}}
	if got := seconds(t, door.Check(start)); got != "1" {
		t.Errorf("wait %s", got)
	}
	door.Strangers.Count = 10_000
	if got := seconds(t, door.Check(start)); got != "30" {
		t.Errorf("wait %s, want the longest", got)
	}
	if err := door.Check(start.Add(30 * time.Second)); err != nil {
		t.Errorf("after the longest wait: %v", err)
	}
}

// However long one attacker goes on, a victim who comes from a new address finds
// the door open.
func TestOneAttackerDoesNotShutTheDoorForANewAddressOfTheVictim(t *testing.T) {
	attacker, now, guesses := access.Door{}, start, 0
	for range 20_000 { // a try every second for hours
		now = now.Add(time.Second)
		if attacker.Check(now) == nil {
			attacker = attacker.Failed(now)
			guesses++
		}
		victim := access.Door{Strangers: attacker.Strangers}
		if err := victim.Check(now); err != nil {
			t.Fatalf("after %s and %d guesses: %v", now.Sub(start), attacker.Strangers.Count, err)
		}
	}
	if guesses > 90 {
		t.Errorf("%d guesses in %s", guesses, now.Sub(start))
	}
}

func TestASuccessMakesTheSourceKnownAndForgivesIt(t *testing.T) {
	door := failed(3, access.Door{}, start).Opened()
	want := access.Door{Known: true, Strangers: access.Failures{Count: 2, Last: start}}
	if door != want {
		t.Errorf("got %+v, want %+v", door, want)
	}
}

func TestRolesAreHeldWhereTheyBelong(t *testing.T) {
	cases := []struct {
		role                      access.Role
		cooperative, of, supplier error
	}{
		{access.ProcurementOfficer, nil, access.ErrRolePlace, access.ErrRolePlace},
		{access.Buyer, access.ErrRolePlace, nil, access.ErrRolePlace},
		{access.Bidder, access.ErrRolePlace, access.ErrRolePlace, nil},
		{access.Auditor, nil, nil, access.ErrRolePlace},
		{"king", access.ErrRoleUnknown, access.ErrRoleUnknown, access.ErrRoleUnknown},
	}
	for _, c := range cases {
		t.Run(fmt.Sprint(c.role), func(t *testing.T) {
			_, cooperative := access.InCooperative(c.role)
			_, of := access.InMember(c.role, member.State{ID: ours, Kind: member.KindMunicipality})
			_, supplier := access.InSupplier(c.role, "s")
			for i, pair := range [][2]error{{cooperative, c.cooperative}, {of, c.of}, {supplier, c.supplier}} {
				if !errors.Is(pair[0], pair[1]) {
					t.Errorf("%d: got %v, want %v", i, pair[0], pair[1])
				}
			}
		})
	}
}

func TestAGuestNeitherOrdersNorVotes(t *testing.T) {
	for _, role := range []access.Role{access.Buyer, access.Approver, access.Delegate} {
		if _, err := access.InMember(role, member.State{ID: ours, Kind: member.KindAssociation}); !errors.Is(err, access.ErrGuestRole) {
			t.Errorf("%s: got %v", role, err)
		}
	}
	if g, err := access.InMember(access.Guest, member.State{ID: ours, Kind: member.KindAssociation}); err != nil || g.Member != ours {
		t.Errorf("got %v, %v", g, err)
	}
}
