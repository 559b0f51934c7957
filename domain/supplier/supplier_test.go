package supplier_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/supplier"
)

const anna, jan = member.PersonID("anna"), member.PersonID("jan")

var (
	today = period.Date(2026, time.March, 10)
	now   = today.Start().Add(10 * time.Hour)
	whole = supplier.Profile{Street: "Weg 1", Postcode: "30159", City: "Hannover", Country: "DE", NUTS: "DE929", Email: "post@technik.example", VATID: "DE 136695976", Size: supplier.Small}
)

func TestAProfileIsWholeOrRefusedAtItsField(t *testing.T) {
	for field, change := range map[string]func(*supplier.Profile){
		"":         func(*supplier.Profile) {},
		"vatId":    func(p *supplier.Profile) { p.VATID = "DE136695977" },
		"street":   func(p *supplier.Profile) { p.Street = "" },
		"postcode": func(p *supplier.Profile) { p.Postcode = "\x001" },
		"city":     func(p *supplier.Profile) { p.City = "" },
		"country":  func(p *supplier.Profile) { p.Country = "de" },
		"nuts":     func(p *supplier.Profile) { p.NUTS = "Hannover" },
		"email":    func(p *supplier.Profile) { p.Email = "post" },
		"size":     func(p *supplier.Profile) { p.Size = "huge" },
	} {
		p := whole
		change(&p)
		s := supplier.Restore(supplier.State{Name: "Technik GmbH"})
		err := s.SetProfile(anna, p)
		if field == "" {
			if err != nil || s.State().Profile.VATID != "DE136695976" || s.State().Revision != 1 {
				t.Errorf("a whole one: %v, %+v", err, s.State())
			}
			continue
		}
		if f, ok := fault.Of(err); !ok || !errors.Is(err, supplier.ErrProfile) || f.Field() != field || s.State().Revision != 0 {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func TestAnotherThanWhoWroteItChecksEachRevisionOnce(t *testing.T) {
	s := supplier.Restore(supplier.State{Name: "Technik GmbH"})
	if err := s.Decide(jan, supplier.Verified, "geprüft", now); !errors.Is(err, supplier.ErrNoProfile) {
		t.Errorf("nothing to check: %v", err)
	}
	if err := s.SetProfile(anna, whole); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		by      member.PersonID
		outcome supplier.Outcome
		reason  string
		want    error
	}{
		{anna, supplier.Verified, "geprüft", access.ErrSamePerson}, {jan, "perhaps", "geprüft", supplier.ErrOutcome},
		{jan, supplier.Verified, "  ", supplier.ErrReason}, {jan, supplier.Verified, "Registerauszug", nil}, {jan, supplier.Refused, "doch nicht", supplier.ErrChecked},
	} {
		if err := s.Decide(c.by, c.outcome, c.reason, now); !errors.Is(err, c.want) {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if s.Standing(today) != supplier.StandsVerified {
		t.Error(s.Standing(today))
	}
	if err := s.SetProfile(jan, whole); err != nil || s.Standing(today) != supplier.StandsUnverified {
		t.Errorf("after a new profile: %v, %s", err, s.Standing(today))
	}
	if err := s.Decide(anna, supplier.Refused, "Register gelöscht", now); err != nil || s.Standing(today) != supplier.StandsRefused {
		t.Errorf("refused: %v, %s", err, s.Standing(today))
	}
}

func banning() supplier.Banning {
	return supplier.Banning{
		Ground: supplier.Deficiencies, Source: "Kündigung RV-2025-0001", Reason: "Dreimal nicht geliefert",
		HappenedOn: period.Date(2026, time.January, 15), From: today, Until: period.Date(2026, time.December, 31),
	}
}

func TestABanHasAGroundASourceAndAnEndWithinTheLaw(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*supplier.Banning)
		want   error
	}{
		"sound":               {func(*supplier.Banning) {}, nil},
		"no ground":           {func(b *supplier.Banning) { b.Ground = "125-1" }, supplier.ErrGround},
		"no source":           {func(b *supplier.Banning) { b.Source = " " }, supplier.ErrSource},
		"no reason":           {func(b *supplier.Banning) { b.Reason = "ja" }, supplier.ErrReason},
		"happened today":      {func(b *supplier.Banning) { b.HappenedOn = today }, nil},
		"happens tomorrow":    {func(b *supplier.Banning) { b.HappenedOn = today.Add(1) }, supplier.ErrHappened},
		"begins yesterday":    {func(b *supplier.Banning) { b.From = today.Add(-1) }, supplier.ErrBegins},
		"one day":             {func(b *supplier.Banning) { b.Until = b.From }, nil},
		"ends before":         {func(b *supplier.Banning) { b.Until = b.From.Add(-1) }, supplier.ErrEnds},
		"three years":         {func(b *supplier.Banning) { b.Until = period.Date(2029, time.January, 15) }, nil},
		"a day over three":    {func(b *supplier.Banning) { b.Until = period.Date(2029, time.January, 16) }, supplier.ErrTooLong},
		"five years":          {func(b *supplier.Banning) { b.Ground, b.Until = supplier.Crime, period.Date(2031, time.January, 15) }, nil},
		"a day over five":     {func(b *supplier.Banning) { b.Ground, b.Until = supplier.Dues, period.Date(2031, time.January, 16) }, supplier.ErrTooLong},
		"no end":              {func(b *supplier.Banning) { b.Until = period.Day{} }, supplier.ErrEnds},
		"nothing of the past": {func(b *supplier.Banning) { b.HappenedOn = period.Day{} }, supplier.ErrHappened},
	} {
		in := banning()
		c.change(&in)
		s := supplier.Restore(supplier.State{Name: "Technik GmbH"})
		if _, err := s.Ban(anna, in, now); !errors.Is(err, c.want) || (err == nil) != (len(s.State().Bans) == 1) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestABanHoldsFromItsFirstToItsLastDayAndEndsByItself(t *testing.T) {
	s := supplier.Restore(supplier.State{Name: "Technik GmbH"})
	in := banning()
	in.From = today.Add(5)
	b, err := s.Ban(anna, in, now)
	if err != nil {
		t.Fatal(err)
	}
	for day, banned := range map[period.Day]bool{today: false, in.From.Add(-1): false, in.From: true, in.Until: true, in.Until.Add(1): false} {
		if got := s.MayBid(day); errors.Is(got, supplier.ErrBanned) != banned {
			t.Errorf("%s: %v", day, got)
		}
	}
	if _, err := s.Lift(jan, b.ID, "", now); !errors.Is(err, supplier.ErrReason) {
		t.Errorf("without a reason: %v", err)
	}
	if _, err := s.Lift(jan, "other", "Selbstreinigung", now); !errors.Is(err, supplier.ErrNoSuchBan) {
		t.Errorf("another: %v", err)
	}
	lifted := in.From.Add(3)
	if _, err := s.Lift(jan, b.ID, "Selbstreinigung", lifted.Start().Add(9*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if s.MayBid(lifted.Add(-1)) == nil || s.MayBid(lifted) != nil {
		t.Error("a lifted ban holds until the day before")
	}
	if _, err := s.Lift(jan, b.ID, "Selbstreinigung", lifted.Start()); !errors.Is(err, supplier.ErrOver) {
		t.Errorf("twice: %v", err)
	}
}

func TestOfSeveralBansAnyKeepsOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := supplier.Restore(supplier.State{Name: "Technik GmbH"})
		spans := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) [2]int {
			from := rapid.IntRange(0, 20).Draw(t, "from")
			return [2]int{from, rapid.IntRange(from, 25).Draw(t, "until")}
		}), 0, 4).Draw(t, "spans")
		for _, span := range spans {
			in := banning()
			in.From, in.Until = today.Add(span[0]), today.Add(span[1])
			if _, err := s.Ban(anna, in, now); err != nil {
				t.Fatal(err)
			}
		}
		at := rapid.IntRange(0, 30).Draw(t, "at")
		banned, last := false, -1
		for _, span := range spans {
			if span[0] <= at && at <= span[1] {
				banned, last = true, max(last, span[1])
			}
		}
		holds := s.Banned(today.Add(at))
		if (holds != nil) != banned || banned && holds.Until != today.Add(last) {
			t.Fatalf("on day %d of %v: %+v", at, spans, holds)
		}
	})
}
