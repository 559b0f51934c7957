package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/billing"
	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/domain/tariff"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// pricedHall is a metered hall whose months are rated and billed.
type pricedHall struct {
	*meteredHall
	rating  *usecase.Rating
	billing *usecase.Billing
}

func openPricedHall(t *testing.T) *pricedHall {
	t.Helper()
	h := &pricedHall{meteredHall: openMeteredHall(t)}
	h.rating, h.billing = usecase.NewRating(h.db), usecase.NewBilling(h.db)
	_, err := h.billing.SetProfile(t.Context(), h.fay, 0, view.BillingProfile{
		Street: "Marktplatz 1", Postcode: "30159", City: "Hannover", TaxNumber: "25/123/45678", Contact: "Frauke Finanzen", Phone: "+49 511 123456",
		Email: "rechnung@nord.example", IBAN: "DE02 1203 0000 0000 2020 51", PaymentDays: 30,
	})
	h.must(err)
	return h
}

func (h *pricedHall) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// sell makes a tariff: 31 a month, and energy at 0.30 a kilowatt-hour.
func (h *pricedHall) sell(from, category, rate string) {
	h.t.Helper()
	_, err := h.rating.MakeTariff(h.t.Context(), h.fay, access.Key{}, driving.MakeTariff{Name: "Preise ab " + from, From: from, VatCategory: category, VatRate: rate, Components: []driving.TariffComponent{
		{Name: "Grundpreis", Basis: "fixed", Tiers: []driving.TariffTier{{From: "0", Price: "31"}}},
		{Name: "Strom", Basis: "used", Resource: "power", Tiers: []driving.TariffTier{{From: "0", Price: "0"}}, Energy: &driving.TariffEnergy{Purchase: "0.2", PUE: "1.5"}},
	}})
	h.must(err)
}

func (h *pricedHall) post(month, reason string) view.Rating {
	h.t.Helper()
	r, err := h.rating.PostRating(h.t.Context(), h.fay, access.Key{}, month, reason)
	h.must(err)
	return r
}

func (h *pricedHall) closeBooks(through string) {
	h.t.Helper()
	_, err := h.billing.Close(h.t.Context(), h.fay, access.Key{}, through)
	h.must(err)
}

func (h *pricedHall) statements() []view.Statement {
	h.t.Helper()
	page, err := h.billing.Statements(h.t.Context(), h.fay, view.PageRequest{Limit: 100}, "", "")
	h.must(err)
	all := make([]view.Statement, len(page.Items))
	for i, s := range page.Items {
		all[i], err = h.billing.Statement(h.t.Context(), h.fay, billing.ID(s.ID))
		h.must(err)
		_, err = h.billing.Document(h.t.Context(), h.fay, billing.ID(s.ID))
		h.must(err)
	}
	return all
}

// mustAddUp looks for whatever does not agree.
func (h *pricedHall) mustAddUp() {
	h.t.Helper()
	rows, err := h.owner.Query(h.t.Context(), `select w.relation || ' ' || w.row_key || ': ' || w.detail from set_config('app.cooperative_id', $1, false),
		(select * from ledger_totals_wrong() union all select * from statement_totals_wrong() union all select * from rating_totals_wrong()) w`, h.id.String())
	h.must(err)
	defer rows.Close()
	for rows.Next() {
		var wrong string
		h.must(rows.Scan(&wrong))
		h.t.Error(wrong)
	}
	h.mustBeWhole()
}

// Rated, billed, corrected, billed, credited and billed again: the statements have what ratings
// changed, with its VAT, and the account is what all of them say.
func TestStatementsBillWhatRatingsChanged(t *testing.T) {
	h := openPricedHall(t)
	h.sell("2026-01-01", "S", "19")
	h.mustDeliver("Januar", hourly("celle-1", 1, 31))
	h.must(h.metering.CloseMonth(t.Context(), h.fay, "2026-01", ""))
	first := h.post("2026-01", "")
	if first.Amount != "254.20" { // 31 + 744 × 0.30
		t.Fatalf("got %+v", first)
	}
	h.closeBooks("2026-01-31")
	all := h.statements()
	if len(all) != 1 || all[0].Net != "254.20" || all[0].VatTotal != "48.30" || all[0].Lines[0].RatingID != first.ID || all[0].Lines[0].Section != "capacity" || all[0].ClosingBalance != "302.50" {
		t.Fatalf("got %+v", all)
	}
	h.mustAddUp()

	_, err := h.metering.CorrectReading(t.Context(), h.officer, access.Key{}, driving.CorrectReading{
		Meter: metering.ID(h.meter.ID), At: period.Date(2026, 2, 1).Start(), Value: "1743.5", Reason: "falsch abgelesen"})
	h.must(err)
	second := h.post("2026-01", "falsch abgelesen")
	if second.Difference != "-0.30" {
		t.Fatalf("got %+v", second)
	}
	h.closeBooks("2026-02-28")
	if len(h.statements()) != 1 {
		t.Error("the difference is booked today, as its month is closed")
	}
	today := period.DayOf(time.Now())
	h.clockAt(today.Add(2).Start())
	h.closeBooks(today.Add(1).String())
	all = h.statements()
	if len(all) != 2 || all[0].Net != "-0.30" || all[0].Lines[0].Section != "corrections" || all[0].Lines[0].RatingID != second.ID || all[0].ClosingBalance != "302.14" {
		t.Fatalf("got %+v", all)
	}
	h.mustAddUp()

	credited := h.statements()[1]
	_, err = h.billing.Credit(t.Context(), h.finn, billing.ID(credited.ID), credited.Version, "falsche Anschrift")
	h.must(err)
	h.clockAt(today.Add(4).Start())
	h.closeBooks(today.Add(3).String())
	all = h.statements()
	if len(all) != 4 || all[0].Net != "254.20" || all[0].Lines[0].RatingID != first.ID || all[0].ClosingBalance != "302.14" {
		t.Fatalf("got %d, %+v", len(all), all[0])
	}
	h.mustAddUp()
}

func TestTheDatabaseKeepsRatings(t *testing.T) {
	h := openPricedHall(t)
	h.sell("2026-01-01", "S", "19")
	h.mustDeliver("Januar", hourly("celle-1", 1, 31))
	h.must(h.metering.CloseMonth(t.Context(), h.fay, "2026-01", ""))
	first := h.post("2026-01", "")
	rating := `insert into rating (cooperative_id, id, month, number, replaces_id, reason, posted_by, posted_at) select cooperative_id, gen_random_uuid(), `
	from := ` from rating where id = '` + first.ID + `'`
	for constraint, sql := range map[string]string{
		"rating_once":                rating + `month, 1, null, '', posted_by, posted_at` + from,
		"rating_month_closed":        rating + `'2026-02-01', 1, null, '', posted_by, posted_at` + from,
		"rating_in_turn":             rating + `month, 3, id, 'weil', posted_by, posted_at` + from,
		"rating_as_booked":           rating + `month, 2, id, 'weil', posted_by, posted_at` + from,
		"rating_charge_rounded_once": `insert into rating_charge select cooperative_id, rating_id, 9, member_id, tariff_id, 'x', 1, 3, 0.34, steps from rating_charge where rating_id = '` + first.ID + `' limit 1`,
		"ledger_entry_of_rating": `insert into ledger_entry (cooperative_id, posting_id, id, posted_at, posted_by, booked_on, text, cause_type, cause_id, accounts, cents)
			select cooperative_id, gen_random_uuid(), gen_random_uuid(), posted_at, posted_by, booked_on, text, 'rating', gen_random_uuid(), accounts, cents from ledger_entry where cause_id = '` + first.ID + `'`,
		"tariff_from_open":             `insert into tariff select cooperative_id, gen_random_uuid(), name, '2026-01-02', small_only, metered_from, vat_category, vat_rate, made_by, made_at from tariff`,
		"tariff_complete":              `insert into tariff select cooperative_id, gen_random_uuid(), name, '2026-07-02', small_only, metered_from, vat_category, vat_rate, made_by, made_at from tariff`,
		"tariff_component_energy_paid": `insert into tariff_component select cooperative_id, tariff_id, 9, 'Strom umsonst', basis, resource, tier_from, tier_price, null, null from tariff_component where basis = 'used'`,
	} {
		if got := constraintOf(h.write(sql)); got != constraint {
			t.Errorf("%s broke %q", constraint, got)
		}
	}
	for _, sql := range []string{`update rating set reason = 'x'`, `update rating_charge set amount = 0`, `update tariff set from_day = '2026-01-02'`, `delete from tariff_component`} {
		if err := h.write(sql); err == nil {
			t.Errorf("%s was taken", sql)
		}
	}
	h.mustAddUp()
}

// Posted by ten at once, before and after a correction: one of them posts, and nothing twice.
func TestAMonthIsPostedOnceHoweverManyPostIt(t *testing.T) {
	h := openPricedHall(t)
	h.sell("2026-01-01", "S", "19")
	h.mustDeliver("Januar", hourly("celle-1", 1, 31))
	h.must(h.metering.CloseMonth(t.Context(), h.fay, "2026-01", ""))
	for i, reason := range []string{"", "falsch abgelesen"} {
		var wait sync.WaitGroup
		outcomes := make([]error, 10)
		for j := range outcomes {
			wait.Go(func() {
				_, outcomes[j] = h.rating.PostRating(t.Context(), []access.Actor{h.fay, h.finn}[j%2], access.Key{}, "2026-01", reason)
			})
		}
		wait.Wait()
		posted := 0
		for _, err := range outcomes {
			if err == nil {
				posted++
			} else if !errors.Is(err, tariff.ErrRatedMeanwhile) && !errors.Is(err, tariff.ErrUnchanged) {
				t.Error(err)
			}
		}
		list, err := h.rating.Ratings(t.Context(), h.fay)
		h.must(err)
		if posted != 1 || len(list.Items) != i+1 {
			t.Errorf("posted %d times, %d ratings", posted, len(list.Items))
		}
		_, err = h.metering.CorrectReading(t.Context(), h.officer, access.Key{}, driving.CorrectReading{
			Meter: metering.ID(h.meter.ID), At: period.Date(2026, 2, 1).Start(), Value: "1743.5", Reason: "falsch abgelesen"})
		if i == 0 {
			h.must(err)
		}
	}
	h.mustAddUp()
}

// What is added up in SQL is what is added up reading by reading, over resets, gaps, corrections
// and days of 23 hours.
func TestUseIsAddedUpAsReadingByReading(t *testing.T) {
	h := openPricedHall(t)
	random := rand.New(rand.NewPCG(58, 1))
	months := []time.Month{3, 10} // with the clock changes; of the next month only some days were read
	kinds := []struct{ kind, unit, every string }{
		{"counter", "KWH", "hour"}, {"counter", "KWH", "quarter-hour"}, {"counter", "KWH", "day"}, {"gauge", "KWT", "hour"}, {"gauge", "KWT", "quarter-hour"}, {"gauge", "KWT", "day"},
	}
	for i, k := range kinds {
		name := fmt.Sprintf("zufall-%d", i)
		m, err := h.metering.FitMeter(t.Context(), h.officer, access.Key{}, driving.FitMeter{
			Name: name, Member: h.celle.Grants[0].Member.String(), Resource: "power", Unit: k.unit, Kind: k.kind, Every: k.every, From: "2026-02-10"})
		h.must(err)
		for _, month := range months {
			var b strings.Builder
			value := random.Int64N(1_000_000)
			from, to := period.Date(2026, month, 1).Add(-3), period.Date(2026, month, 1).AddMonths(1).Add(3)
			var read []time.Time
			for at := from.Start(); at.Before(to.Start()); at = metering.Every(k.every).End(at) {
				if random.IntN(20) == 0 {
					value = random.Int64N(100)
				}
				value += random.Int64N(50_000)
				if gap := random.IntN(12); gap == 0 && k.every != "day" {
					at = at.Add(time.Duration(random.IntN(40)) * time.Hour)
				} else if gap == 1 {
					continue
				}
				if !metering.Every(k.every).Begins(at) {
					continue
				}
				read = append(read, at)
				fmt.Fprintf(&b, "%s,%s,%d.%06d\n", name, at.Format(time.RFC3339), value/1000, value%1000)
			}
			h.mustDeliver(name+month.String(), b.String())
			putRight := func(at time.Time, text string) {
				_, err := h.metering.CorrectReading(t.Context(), h.officer, access.Key{}, driving.CorrectReading{Meter: metering.ID(m.ID), At: at, Value: text, Reason: "Berichtigung"})
				if err != nil && !errors.Is(err, metering.ErrUnchanged) {
					t.Fatal(err)
				}
			}
			for range 5 {
				at, text := read[random.IntN(len(read))], ""
				if random.IntN(2) == 0 {
					text = fmt.Sprint(random.IntN(3000))
				}
				putRight(at, text)
			}
			// The last one before the month counts no more, and there is one where nothing was read.
			before, _ := slices.BinarySearchFunc(read, period.Date(2026, month, 1).Start(), time.Time.Compare)
			putRight(read[before-1], "")
			putRight(to.Add(2).Start(), "7")
		}
	}
	for _, first := range []time.Month{2, 3, 4, 9, 10, 11} {
		h.comparesUse(metering.Month(period.Date(2026, first, 1)))
	}
	h.comparesUse(period.Span{From: period.Date(2026, 3, 20), To: period.Date(2026, 10, 31)})
}

func TestAMemberSeesItsOwnChargesOnly(t *testing.T) {
	h := openPricedHall(t)
	goslar := h.buyer("Goslar")
	h.fit("goslar-1", goslar)
	h.sell("2026-01-01", "S", "19")
	h.mustDeliver("Januar", hourly("celle-1", 1, 31)+hourly("goslar-1", 1, 20))
	h.must(h.metering.CloseMonth(t.Context(), h.fay, "2026-01", "Zähler ausgefallen"))
	posted := h.post("2026-01", "")
	if len(posted.Members) != 2 {
		t.Fatalf("got %+v", posted)
	}
	mine, err := h.rating.Rating(t.Context(), goslar, tariff.RatingID(posted.ID))
	h.must(err)
	if len(mine.Members) != 1 || mine.Members[0].Member.Name != "Goslar" || mine.Amount != mine.Members[0].Amount {
		t.Errorf("got %+v", mine)
	}
	if _, err := h.rating.MemberRating(t.Context(), goslar, tariff.RatingID(posted.ID), h.celle.Grants[0].Member); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("another's charges: %v", err)
	}
	list, err := h.rating.Ratings(t.Context(), goslar)
	h.must(err)
	if len(list.Items) != 1 || list.Items[0].Amount != mine.Amount || list.Items[0].Members != 1 || len(list.Unrated) != 0 {
		t.Errorf("got %+v", list)
	}
	if all, err := h.rating.Rating(t.Context(), h.auditor, tariff.RatingID(posted.ID)); err != nil || len(all.Members) != 2 {
		t.Errorf("the auditor sees %+v, %v", all, err)
	}
}

func (h *pricedHall) comparesUse(month period.Span) {
	h.t.Helper()
	h.must(h.db.Read(h.t.Context(), h.fay, func(ctx context.Context, s driven.Stores) error {
		meters, err := s.Meters.Of(ctx, month)
		if err != nil {
			return err
		}
		used, err := s.Readings.Used(ctx, month, meters)
		if err != nil {
			return err
		}
		for _, u := range used {
			readings, err := s.Readings.Standing(ctx, u.Meter.ID, month)
			if err != nil {
				return err
			}
			got, want := u.Meter.UseOf(month, u.Sums, u.Rises), u.Meter.Use(month, readings)
			if len(got) != len(want) || len(want) == 0 {
				h.t.Fatalf("%s: %d days, want %d", u.Meter.Name, len(got), len(want))
			}
			var missing int
			ends := slices.ContainsFunc(readings, func(r metering.Reading) bool { return !r.At.Before(month.To.Add(1).Start()) })
			for i, w := range want {
				missing += w.Missing
				g := got[i]
				if g.Day != w.Day || g.Amount.Cmp(w.Amount) != 0 || g.Readings != w.Readings || g.Missing != w.Missing || g.Resets != w.Resets || g.Estimated != w.Estimated {
					h.t.Errorf("%s on %s: %+v %s, want %+v %s", u.Meter.Name, w.Day, g, g.Amount, w, w.Amount)
				}
			}
			if u.Meter.Kind == metering.Counter && !ends {
				missing++
			}
			if got := u.Meter.Missing(month, u.Sums); got != missing {
				h.t.Errorf("%s: %d readings are missing, want %d", u.Meter.Name, got, missing)
			}
		}
		return nil
	}))
}
