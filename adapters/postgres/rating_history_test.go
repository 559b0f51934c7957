package postgres_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/capacity"
	"allmende/domain/member"
	"allmende/domain/metering"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/tariff"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// saga is a data center in which members reserve, change, extend and release, and counters count,
// begin anew and are put right; beside it stands what really happened, day by day.
type saga struct {
	*pricedHall
	random    *rand.Rand
	reserving *usecase.Reserving
	pool      view.CapacityPool
	from, to  period.Day
	tenants   []*tenant
	tariffs   []tariff.Tariff
}

type tenant struct {
	access.Actor
	meter view.Meter
	held  []map[period.Day]int64 // by reservation, thousandths of a kW
	used  map[period.Day]int64   // millionths of a kWh
	read  []telling
	now   *view.Reservation
	runs  []run // of the reservation that stands
}

// telling is a reading as it was told.
type telling struct {
	at    time.Time
	value int64
}

// run is a phase of a reservation.
type run struct {
	from, to period.Day
	amount   int64
}

func openSaga(t *testing.T, seed uint64) *saga {
	t.Helper()
	s := &saga{pricedHall: openPricedHall(t), random: rand.New(rand.NewPCG(59, seed)), from: period.Date(2026, 2, 10), to: period.Date(2026, 5, 3)}
	s.reserving = usecase.NewReserving(s.db, s.db)
	s.clockAt(s.from.Start().Add(12 * time.Hour))
	keeping := usecase.NewCapacityKeeping(s.db)
	site, err := keeping.AddCapacitySite(t.Context(), s.officer, access.Key{}, driving.SiteInput{Name: "Rechenzentrum", Address: "Am Markt 1, Hannover", Rooms: []capacity.Room{{Name: "Saal 1", Class: 3}}})
	s.must(err)
	s.pool, err = keeping.AddCapacityPool(t.Context(), s.officer, access.Key{}, driving.PoolInput{Site: capacity.SiteID(site.ID), Name: "Pool A", Room: "Saal 1"})
	s.must(err)
	s.pool, err = keeping.AddCapacityResource(t.Context(), s.officer, access.Key{}, capacity.PoolID(s.pool.ID), driving.ResourceInput{Kind: "it-load", Level: capacity.LevelText{From: s.from.String(), Amount: "1000"}})
	s.must(err)
	s.tenants = []*tenant{{Actor: s.celle, meter: s.meter}, {Actor: s.buyer("Goslar")}}
	s.tenants[1].meter = s.fit("goslar-1", s.tenants[1].Actor)
	s.price(s.from.MonthStart())
	return s
}

// price makes a tariff with all kinds of components.
func (s *saga) price(from period.Day) {
	s.t.Helper()
	price := func(most int64) string { return decimal.New(s.random.Int64N(most), -6).String() }
	tiers := func(n int, most int64) []driving.TariffTier {
		list := []driving.TariffTier{{From: "0", Price: price(most)}}
		for at := int64(0); n > 1; n-- {
			at += 1 + s.random.Int64N(15_000)
			list = append(list, driving.TariffTier{From: decimal.New(at, -3).String(), Price: price(most)})
		}
		return list
	}
	made, err := s.rating.MakeTariff(s.t.Context(), s.fay, access.Key{}, driving.MakeTariff{
		Name: "Preise ab " + from.String(), From: from.String(), VatCategory: "S", VatRate: []string{"19", "7"}[s.random.IntN(2)], Components: []driving.TariffComponent{
			{Name: "Grundpreis", Basis: "fixed", Tiers: tiers(1, 90_000_000)}, {Name: "Leistung", Basis: "reserved", Resource: "power", Tiers: tiers(3, 90_000_000)},
			{Name: "Einrichtung", Basis: "one-time", Resource: "power", Tiers: tiers(2, 90_000_000)},
			{Name: "Strom", Basis: "used", Resource: "power", Tiers: tiers(3, 90_000), Energy: &driving.TariffEnergy{Purchase: "0.187531", PUE: "1.2345"}},
		}})
	s.must(err)
	s.tariffs = append(s.tariffs, tariffIn(made))
}

// tariffIn reads back what was made, for InForce.
func tariffIn(made view.Tariff) tariff.Tariff {
	from, _ := period.ParseDay(made.From)
	t := tariff.Tariff{ID: tariff.ID(made.ID), From: from}
	for _, c := range made.Components {
		component := tariff.Component{Name: c.Name, Basis: tariff.Basis(c.Basis)}
		for _, tier := range c.Tiers {
			component.Tiers = append(component.Tiers, tariff.Tier{Price: money.MustPrice(tier.Price)})
			component.Tiers[len(component.Tiers)-1].From = quantity.Must(tier.From)
		}
		if c.Energy != nil {
			component.Energy = &tariff.Energy{Purchase: money.MustPrice(c.Energy.Purchase), PUE: decimal.RequireFromString(c.Energy.PUE)}
		}
		t.Components = append(t.Components, component)
	}
	return t
}

// live has days go by, on some of which somebody reserves or changes something.
func (s *saga) live() {
	s.t.Helper()
	for day := s.from; day.Before(s.to.Add(-3)); day = day.Add(1 + s.random.IntN(9)) {
		s.clockAt(day.Start().Add(12 * time.Hour))
		for _, of := range s.tenants {
			s.act(of, day)
		}
	}
	s.clockAt(s.to.Start().Add(12 * time.Hour))
	for _, of := range s.tenants {
		s.count(of)
	}
}

func (s *saga) act(of *tenant, day period.Day) {
	s.t.Helper()
	if of.now == nil || of.runs[len(of.runs)-1].to.Before(day) {
		s.reserve(of, day)
		return
	}
	last := &of.runs[len(of.runs)-1]
	var changed view.Reservation
	var err error
	switch s.random.IntN(4) {
	case 0:
		next := run{day, last.to.Add(s.random.IntN(5)), 1 + s.random.Int64N(30_000)}
		if last.from == day {
			of.runs = of.runs[:len(of.runs)-1]
		} else {
			last.to = day.Add(-1)
		}
		of.runs = append(of.runs, next)
		changed, err = s.reserving.ChangeReservation(s.t.Context(), of.Actor, seen(*of.now), s.phases(of.runs))
	case 1:
		last.to = last.to.Add(1 + s.random.IntN(20))
		changed, err = s.reserving.ExtendReservation(s.t.Context(), of.Actor, seen(*of.now), last.to.String())
	case 2:
		if !day.Before(last.to) {
			return
		}
		last.to = day
		_, err = s.reserving.ReleaseReservation(s.t.Context(), of.Actor, seen(*of.now), day.String())
		s.keep(of)
		s.must(err)
		of.now = nil
		return
	default:
		return
	}
	s.must(err)
	of.now = &changed
	s.keep(of)
}

func (s *saga) reserve(of *tenant, day period.Day) {
	s.t.Helper()
	of.runs = []run{{day, day.Add(s.random.IntN(30)), 1 + s.random.Int64N(30_000)}}
	made, err := s.reserving.Reserve(s.t.Context(), of.Actor, access.Key{}, driving.ReserveInput{
		Pool: capacity.PoolID(s.pool.ID), Member: of.Grants[0].Member, Purpose: "Fachverfahren", Phases: s.phases(of.runs)})
	s.must(err)
	of.now = &made
	of.held = append(of.held, nil)
	s.keep(of)
}

func (s *saga) phases(runs []run) []capacity.PhaseText {
	texts := make([]capacity.PhaseText, len(runs))
	for i, r := range runs {
		texts[i] = capacity.PhaseText{From: r.from.String(), To: r.to.String(),
			Claims: []capacity.ClaimText{{Resource: capacity.ResourceID(s.pool.Resources[0].ID), Amount: decimal.New(r.amount, -3).String()}}}
	}
	return texts
}

// keep writes down what the reservation that stands holds, day by day.
func (s *saga) keep(of *tenant) {
	days := map[period.Day]int64{}
	for _, r := range of.runs {
		for d := r.from; !d.After(r.to); d = d.Add(1) {
			days[d] = r.amount
		}
	}
	of.held[len(of.held)-1] = days
}

// count delivers the readings of a counter, at each midnight and some hours between.
func (s *saga) count(of *tenant) {
	s.t.Helper()
	of.used = map[period.Day]int64{}
	var b strings.Builder
	tell := func(at time.Time, value int64) {
		of.read = append(of.read, telling{at, value})
		fmt.Fprintf(&b, "%s,%s,%s\n", of.meter.Name, at.Format(time.RFC3339), decimal.New(value, -6))
	}
	stands := int64(700_000_000_000)
	for d := s.from; d.Before(s.to); d = d.Add(1) {
		tell(d.Start(), stands)
		of.used[d] = s.random.Int64N(400_000_000)
		if s.random.IntN(9) == 0 && stands > of.used[d] {
			stands = 0
		}
		for hour := 1 + s.random.IntN(12); hour < 23; hour += 1 + s.random.IntN(12) {
			tell(d.Start().Add(time.Duration(hour)*time.Hour), stands+of.used[d]/24*int64(hour))
		}
		stands += of.used[d]
	}
	s.mustDeliver("Zähler "+of.meter.Name, b.String())
}

// putRight moves what was counted at some midnights from one day to the other.
func (s *saga) putRight(of *tenant, times int) {
	s.t.Helper()
	for i := s.random.IntN(40); times > 0 && i+1 < len(of.read); i++ {
		r, next := of.read[i], of.read[i+1]
		day := period.DayOf(r.at)
		if !r.at.Equal(day.Start()) || next.value-r.value < 2 || s.random.IntN(3) > 0 || i == 0 || of.read[i-1].value > r.value {
			continue
		}
		moved := 1 + s.random.Int64N(next.value-r.value-1)
		of.read[i].value += moved
		of.used[day] -= moved
		of.used[day.Add(-1)] += moved
		_, err := s.metering.CorrectReading(s.t.Context(), s.officer, access.Key{}, driving.CorrectReading{
			Meter: metering.ID(of.meter.ID), At: r.at, Value: decimal.New(of.read[i].value, -6).String(), Reason: "nachgelesen"})
		s.must(err)
		times--
	}
}

// oracle is what a member bears in a month, by tariff and component, from what really happened.
func (s *saga) oracle(of *tenant, month period.Span) map[string]*big.Rat {
	sums := map[string]*big.Rat{}
	soFar := new(big.Rat)
	for d := month.From; !d.After(month.To); d = d.Add(1) {
		t, _ := tariff.InForce(s.tariffs, d)
		held, added := new(big.Rat), new(big.Rat)
		for _, days := range of.held {
			held.Add(held, big.NewRat(days[d], 1000))
			if more := days[d] - days[d.Add(-1)]; more > 0 {
				added.Add(added, big.NewRat(more, 1000))
			}
		}
		used, daily := big.NewRat(of.used[d], 1_000_000), big.NewRat(1, int64(month.Days()))
		for _, c := range t.Components {
			cost := new(big.Rat)
			switch c.Basis {
			case tariff.Fixed:
				cost.Mul(upToQuantity(c, big.NewRat(1, 1)), daily)
			case tariff.Reserved:
				cost.Mul(upToQuantity(c, held), daily)
			case tariff.Once:
				cost = upToQuantity(c, added)
			case tariff.Used:
				cost.Sub(upToQuantity(c, new(big.Rat).Add(soFar, used)), upToQuantity(c, soFar))
			}
			key := t.ID.String() + " " + c.Name
			if sums[key] == nil {
				sums[key] = new(big.Rat)
			}
			sums[key].Add(sums[key], cost)
		}
		soFar.Add(soFar, used)
	}
	return sums
}

// upToQuantity is the price of a quantity from 0 on, tier above tier.
func upToQuantity(c tariff.Component, q *big.Rat) *big.Rat {
	sum, before := new(big.Rat), new(big.Rat)
	for _, tier := range c.Tiers {
		price := tier.Price.Decimal().Rat()
		if c.Energy != nil {
			price.Add(price, c.Energy.Purchase.Decimal().Mul(c.Energy.PUE).Rat())
		}
		if above := new(big.Rat).Sub(q, tier.From.Decimal().Rat()); above.Sign() > 0 {
			sum.Add(sum, above.Mul(above, new(big.Rat).Sub(price, before)))
		}
		before = price
	}
	return sum
}

// mustBe compares a rating with the oracle, and tells what each member bears.
func (s *saga) mustBe(r view.Rating, month period.Span) map[member.ID]money.Amount {
	s.t.Helper()
	bears := map[member.ID]money.Amount{}
	for _, of := range s.tenants {
		m := of.Grants[0].Member
		want := s.oracle(of, month)
		shown, err := s.rating.MemberRating(s.t.Context(), of.Actor, tariff.RatingID(r.ID), m)
		s.must(err)
		bears[m] = money.Zero
		for _, c := range shown.Charges {
			key := c.Tariff.ID + " " + c.Component
			if len(c.Steps) == 0 {
				continue // borne no more
			}
			if c.Exact != want[key].RatString() || c.Amount != want[key].FloatString(2) {
				s.t.Errorf("%s %s %s: %s (%s), want %s", r.Name, shown.Member.Name, c.Component, c.Amount, c.Exact, want[key].RatString())
			}
			bears[m] = bears[m].Add(money.MustAmount(c.Amount))
			delete(want, key)
		}
		for key, sum := range want {
			if sum.Sign() != 0 {
				s.t.Errorf("%s %s %s: nothing, want %s", r.Name, shown.Member.Name, key, sum.RatString())
			}
		}
		if shown.Amount != bears[m].String() {
			s.t.Errorf("%s %s: %s, its charges are %s", r.Name, shown.Member.Name, shown.Amount, bears[m])
		}
	}
	return bears
}

// Whatever happens to reservations, counters, readings and tariffs: what is posted is the exact
// price of each day to the cent, also after corrections, and the statements of a member have the
// sum of it.
func TestWhatIsPostedIsTheOraclesAndStandsOnStatements(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			s := openSaga(t, seed)
			s.price(period.Date(2026, 3, 2+s.random.IntN(28)))
			s.price(period.Date(2026, 4, 1+s.random.IntN(30)))
			s.live()
			months := []period.Span{metering.Month(period.Date(2026, 3, 1)), metering.Month(period.Date(2026, 4, 1))}
			bears := map[member.ID]money.Amount{}
			for i, month := range months {
				text := month.From.String()[:7]
				s.must(s.metering.CloseMonth(t.Context(), s.fay, text, "nur einzelne Stunden"))
				of := s.mustBe(s.post(text, ""), month)
				if i == 0 || s.random.IntN(2) == 0 {
					for _, tenant := range s.tenants {
						s.putRight(tenant, 60)
					}
					preview, err := s.rating.PreviewRating(t.Context(), s.fay, text)
					s.must(err)
					if preview.Changed {
						of = s.mustBe(s.post(text, "nachgelesen"), month)
					}
				}
				if _, err := s.rating.PostRating(t.Context(), s.fay, access.Key{}, text, "noch einmal"); err == nil {
					t.Error("posted again without a change")
				}
				for m, amount := range of {
					bears[m] = bears[m].Add(amount)
				}
			}
			s.closeBooks("2026-05-02")
			billed := map[member.ID]money.Amount{}
			for _, statement := range s.statements() {
				m := member.ID(statement.Member.ID)
				billed[m] = billed[m].Add(money.MustAmount(statement.Net))
			}
			for m, amount := range bears {
				if billed[m].Cmp(amount) != 0 {
					t.Errorf("%s bears %s, and is billed %s", m, amount, billed[m])
				}
			}
			s.mustAddUp()
		})
	}
}
