package access_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/domain/member"
)

var tokenTime = time.Date(2026, 11, 23, 22, 59, 0, 0, time.UTC) // one minute before midnight in Berlin

func good() access.TokenText {
	return access.TokenText{Name: "Cloud Hannover", Acts: []string{"capacity.reserve", "capacity.read"}, LastDay: "2026-12-31"}
}

func TestATokenIsMadeOfWhatItsPersonMayDo(t *testing.T) {
	buyer := actor(access.Grant{Role: access.Buyer, Member: ours})
	buyer.Person = id.New[member.Person]()
	made, err := access.NewToken(buyer, good(), access.TokensHeld-1, tokenTime)
	if err != nil {
		t.Fatal(err)
	}
	s := made.State()
	if !slices.Equal(s.Acts, []access.Act{"capacity.read", "capacity.reserve"}) || s.Person != buyer.Person || s.LastDay.String() != "2026-12-31" || s.Version != 1 {
		t.Errorf("got %+v", s)
	}
	for name, c := range map[string]struct {
		change func(*access.TokenText)
		living int
		want   error
	}{
		"a short name":              {func(in *access.TokenText) { in.Name = "ab" }, 0, access.ErrTokenName},
		"a name of two lines":       {func(in *access.TokenText) { in.Name = "Cloud\nzwei" }, 0, access.ErrTokenName},
		"no acts":                   {func(in *access.TokenText) { in.Acts = nil }, 0, access.ErrTokenActs},
		"an act twice":              {func(in *access.TokenText) { in.Acts = []string{"capacity.read", "capacity.read"} }, 0, access.ErrTokenActs},
		"no such act":               {func(in *access.TokenText) { in.Acts = []string{"*"} }, 0, access.ErrTokenActs},
		"an act of others":          {func(in *access.TokenText) { in.Acts = []string{"capacity.keep"} }, 0, access.ErrTokenActs},
		"an act of people only":     {func(in *access.TokenText) { in.Acts = []string{"need.state"} }, 0, access.ErrTokenActs},
		"no day":                    {func(in *access.TokenText) { in.LastDay = "" }, 0, access.ErrTokenDay},
		"yesterday":                 {func(in *access.TokenText) { in.LastDay = "2026-11-22" }, 0, access.ErrTokenDay},
		"more than a year":          {func(in *access.TokenText) { in.LastDay = "2027-11-24" }, 0, access.ErrTokenDay},
		"a day that does not exist": {func(in *access.TokenText) { in.LastDay = "2027-02-29" }, 0, access.ErrTokenDay},
		"too many":                  {func(*access.TokenText) {}, access.TokensHeld, access.ErrTokenMany},
		"today":                     {func(in *access.TokenText) { in.LastDay = "2026-11-23" }, 0, nil},
		"a year":                    {func(in *access.TokenText) { in.LastDay = "2027-11-23" }, 0, nil},
	} {
		in := good()
		c.change(&in)
		if _, err := access.NewToken(buyer, in, c.living, tokenTime); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	buyer.Through = access.Through{Token: s.ID, Acts: s.Acts}
	if buyer.CoversSome("meter.read", "capacity.read") != nil || !errors.Is(buyer.CoversSome("meter.read", "event.read"), access.ErrTokenScope) {
		t.Error("a token covers what it does not, or not what it does")
	}
	if _, err := access.NewToken(buyer, good(), 0, tokenTime); !errors.Is(err, access.ErrPeopleOnly) {
		t.Errorf("by a token: %v", err)
	}
}

func TestATokenIsRevokedOnce(t *testing.T) {
	token := access.RestoreToken(access.TokenState{Version: 1})
	if err := token.Revoke(tokenTime); err != nil || token.State().RevokedAt != tokenTime || token.State().Version != 2 {
		t.Errorf("got %v, %+v", err, token.State())
	}
	if err := token.Revoke(tokenTime); !errors.Is(err, access.ErrTokenClosed) {
		t.Errorf("again: %v", err)
	}
}

// Whatever the roles, an actor with a token may do just what the person may do and the token covers.
func TestATokenGivesNothingAndTakesWhatItDoesNotCover(t *testing.T) {
	supplier := id.New[member.Supplier]()
	rapid.Check(t, func(t *rapid.T) {
		var person access.Actor
		for range rapid.IntRange(0, 4).Draw(t, "grants") {
			g := access.Grant{Role: rapid.SampledFrom(access.Roles).Draw(t, "role")}
			switch rapid.IntRange(0, 2).Draw(t, "where") {
			case 1:
				g.Member = ours
			case 2:
				g.Supplier = supplier
			}
			person.Grants = append(person.Grants, g)
		}
		all := actor(access.Grant{Role: access.Buyer, Member: ours}, access.Grant{Role: access.ProcurementOfficer}).MachineActs()
		covered := rapid.SliceOfDistinct(rapid.SampledFrom(all), rapid.ID).Draw(t, "covered")
		machine := person
		machine.Through = access.Through{Token: id.New[access.Token](), Acts: covered}
		for _, act := range append(person.Acts(), all...) {
			inside := slices.Contains(covered, act)
			for name, may := range map[string]func(access.Actor) error{
				"the cooperative": func(a access.Actor) error { return a.May(act) },
				"the member":      func(a access.Actor) error { return a.MayFor(act, ours) },
				"another":         func(a access.Actor) error { return a.MayFor(act, theirs) },
				"the supplier":    func(a access.Actor) error { return a.MayForSupplier(act, supplier) },
			} {
				want := may(person)
				if !inside {
					want = access.ErrTokenScope
				}
				if got := may(machine); !errors.Is(got, want) {
					t.Fatalf("%s for %s: %v, want %v", act, name, got, want)
				}
			}
			if !inside && !machine.Sight(act).Nothing() {
				t.Fatalf("sees under %s", act)
			}
		}
		for _, act := range machine.Acts() {
			if !slices.Contains(covered, act) || !slices.Contains(person.Acts(), act) {
				t.Fatalf("may %s", act)
			}
		}
	})
}
