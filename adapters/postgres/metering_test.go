package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"allmende/adapters/readings"
	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/metering"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// meteredHall is a cooperative with a meter of Celle: a counter of energy, by the hour, since 2026.
type meteredHall struct {
	*treasury
	metering *usecase.Metering
	celle    access.Actor
	meter    view.Meter
}

func openMeteredHall(t *testing.T) *meteredHall {
	t.Helper()
	h := &meteredHall{treasury: openTreasury(t)}
	h.metering = usecase.NewMetering(h.db)
	h.celle = h.buyer("Celle")
	h.meter = h.fit("celle-1", h.celle)
	return h
}

func (h *meteredHall) fit(name string, of access.Actor) view.Meter {
	h.t.Helper()
	m, err := h.metering.FitMeter(h.t.Context(), h.officer, access.Key{}, driving.FitMeter{
		Name: name, Member: of.Grants[0].Member.String(), Resource: "power", Unit: "KWH", Kind: "counter", Every: "hour", From: "2026-01-01",
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return m
}

func (h *meteredHall) deliver(name, csv string) (view.ReadingImport, error) {
	h.t.Helper()
	source, err := readings.Open(metering.CSV, strings.NewReader("meter,at,value\n"+csv))
	if err != nil {
		h.t.Fatal(err)
	}
	return h.metering.ImportReadings(h.t.Context(), h.officer, driving.ImportReadings{Name: name, Format: metering.CSV, Source: source})
}

func (h *meteredHall) mustDeliver(name, csv string) view.ReadingImport {
	h.t.Helper()
	taken, err := h.deliver(name, csv)
	if err != nil {
		h.t.Fatal(err)
	}
	return taken
}

// hourly are readings of whole days from the 1st of a month, a kilowatt-hour an hour, and the
// one that ends the last day.
func hourly(meter string, month time.Month, days int) string {
	var b strings.Builder
	from := time.Date(2026, month, 1, 0, 0, 0, 0, time.UTC).Add(-time.Hour) // Berlin, in winter
	for i := range 24*days + 1 {
		fmt.Fprintf(&b, "%s,%s,%d.5\n", meter, from.Add(time.Duration(i)*time.Hour).Format(time.RFC3339), 1000+i)
	}
	return b.String()
}

func TestReadingsAreTakenOnceAndWrongLinesTold(t *testing.T) {
	h := openMeteredHall(t)
	taken := h.mustDeliver("Januar", hourly("celle-1", 1, 2)+
		"celle-1,2026-01-01T00:00:00Z,1001.5\n"+ // again
		"celle-1,2026-01-01T01:00:00Z,9.5\n"+ // again, otherwise
		"celle-9,2026-01-01T01:00:00Z,9.5\n"+
		"celle-1,2026-01-01T01:30:00Z,9.5\n"+
		"celle-1,2025-12-01T01:00:00Z,9.5\n"+
		"celle-1,2199-12-01T01:00:00Z,9.5\n"+
		"celle-1,2026-01-05T01:00:00Z,-1\n"+
		"celle-1,gestern,1\n"+
		"celle-1,2026-01-05T01:00:00Z\n"+
		"celle-1,2026-01-05T02:00:00Z,1e3\n")
	if taken.Lines != 59 || taken.Taken != 49 || taken.Unchanged != 1 || taken.Refused != 9 || taken.EndedAt.IsZero() {
		t.Fatalf("got %+v", taken)
	}
	var codes []string
	for _, f := range taken.Faults {
		codes = append(codes, fmt.Sprintf("%d %s", f.Line, f.Code))
	}
	want := "52 reading.twice, 53 reading.meter-unknown, 54 reading.off-grid, 55 reading.outside-meter, 56 reading.ahead, 57 reading.negative, 58 reading.time-malformed, 59 reading.columns, 60 reading.value-malformed"
	if got := strings.Join(codes, ", "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	again := h.mustDeliver("noch einmal", hourly("celle-1", 1, 2)+"celle-1,2026-01-01T01:00:00Z,9.5\n")
	if again.Taken != 0 || again.Unchanged != 49 || again.Refused != 1 || again.Faults[0].Code != "reading.differs" || again.Faults[0].Params["stands"] != "1002.500000" {
		t.Errorf("a month twice: %+v", again)
	}
	same := h.mustDeliver("noch einmal", hourly("celle-1", 1, 2)+"celle-1,2026-01-01T01:00:00Z,9.5\n")
	if same.ID != again.ID || same.Lines != again.Lines {
		t.Errorf("the same delivery again: %+v", same)
	}
	if _, err := h.metering.ImportReadings(t.Context(), h.celle, driving.ImportReadings{Name: "fremd", Format: metering.CSV}); !errors.Is(err, access.ErrForbidden) && !errors.Is(err, access.ErrNotFound) {
		t.Errorf("a member imports: %v", err)
	}
	h.mustBeWhole()
}

func TestADeliveryGoesOnWhereItBrokeOffAndTakesNoOtherFile(t *testing.T) {
	h := openMeteredHall(t)
	whole := hourly("celle-1", 1, 2)
	lines := strings.SplitAfter(whole, "\n")
	broken := &brokenSource{read: 20}
	var err error
	if broken.ReadingSource, err = readings.Open(metering.CSV, strings.NewReader("meter,at,value\n"+whole)); err != nil {
		t.Fatal(err)
	}
	if _, err = h.metering.ImportReadings(t.Context(), h.officer, driving.ImportReadings{Name: "Januar", Format: metering.CSV, Source: broken}); !errors.Is(err, metering.ErrUnreadable) {
		t.Fatalf("broke off: %v", err)
	}
	if _, err = h.deliver("Januar", strings.Join(lines[:10], "")); !errors.Is(err, metering.ErrOtherFile) {
		t.Errorf("a shorter file under the name: %v", err)
	}
	taken := h.mustDeliver("Januar", whole)
	if taken.State != "complete" || taken.Lines != 49 || taken.Taken != 49 || taken.Unchanged != 0 || taken.Refused != 0 {
		t.Errorf("gone on with: %+v", taken)
	}
	if _, err = h.deliver("Januar", hourly("celle-1", 2, 2)); !errors.Is(err, metering.ErrOtherFile) {
		t.Errorf("another file under the name of a complete one: %v", err)
	}
	if again := h.mustDeliver("Januar", whole); again.Lines != 49 || again.Taken != 49 {
		t.Errorf("the same once more: %+v", again)
	}
	h.mustBeWhole()
}

// brokenSource cannot be read further after some lines.
type brokenSource struct {
	driving.ReadingSource
	read int
}

func (s *brokenSource) Next() (metering.Line, bool, error) {
	if s.read--; s.read < 0 {
		return metering.Line{}, false, metering.ErrUnreadable.With("line", "22")
	}
	return s.ReadingSource.Next()
}

// mustBeWhole asks for the rows that are not as their events left them.
func (h *meteredHall) mustBeWhole() {
	h.t.Helper()
	rows, err := h.owner.Query(h.t.Context(), `select kind || ' ' || relation || ' ' || row_key from set_config('app.cooperative_id', $1, false), audit_row_findings()`, h.id.String())
	if err != nil {
		h.t.Fatal(err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(found) > 0 {
		h.t.Errorf("not as events left them: %v, %v", found, err)
	}
}

func TestAReadingIsPutRightAndBothAreKept(t *testing.T) {
	h := openMeteredHall(t)
	h.mustDeliver("Januar", hourly("celle-1", 1, 2))
	correct := func(at, value, reason string) (view.MeterDay, error) {
		when, err := metering.ParseTime(at)
		if err != nil {
			t.Fatal(err)
		}
		return h.metering.CorrectReading(t.Context(), h.officer, access.Key{}, driving.CorrectReading{Meter: metering.ID(h.meter.ID), At: when, Value: value, Reason: reason})
	}
	day, err := h.metering.MeterDay(t.Context(), h.celle, metering.ID(h.meter.ID), "2026-01-01")
	if err != nil || day.Use != "24" || day.Missing != 0 || len(day.Readings) != 25 {
		t.Fatalf("got %+v, %v", day, err)
	}
	// The reading at the end of the day was two too low.
	if day, err = correct("2026-01-01T23:00:00Z", "1026.5", "Zahlendreher"); err != nil {
		t.Fatal(err)
	}
	if day, err = h.metering.MeterDay(t.Context(), h.celle, metering.ID(h.meter.ID), "2026-01-01"); err != nil || day.Use != "26" {
		t.Errorf("got %+v, %v", day, err)
	}
	last := day.Readings[24]
	if last.Read != "1024.500000" || last.Value != "1026.500000" || len(last.Corrections) != 1 || last.Corrections[0].Reason != "Zahlendreher" {
		t.Errorf("got %+v", last)
	}
	if _, err := correct("2026-01-01T23:00:00Z", "1026.50", "noch einmal"); !errors.Is(err, metering.ErrUnchanged) {
		t.Errorf("the same again: %v", err)
	}
	if _, err := correct("2026-01-01T23:00:00Z", "", "Zähler ausgebaut"); err != nil {
		t.Errorf("counts for nothing: %v", err)
	}
	if _, err := correct("2026-01-01T23:30:00Z", "1", "zwischen zwei Stunden"); !errors.Is(err, metering.ErrOffGrid) {
		t.Errorf("off the grid: %v", err)
	}
	if day, err = h.metering.MeterDay(t.Context(), h.celle, metering.ID(h.meter.ID), "2026-01-01"); err != nil || day.Use != "24" || !day.Estimated {
		t.Errorf("over the gap: %+v, %v", day, err)
	}
	if _, err := h.metering.MeterDay(t.Context(), h.buyer("Uelzen"), metering.ID(h.meter.ID), "2026-01-01"); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("another member sees it: %v", err)
	}
	h.mustBeWhole()
}

func TestAClosedMonthTakesCorrectionsOnly(t *testing.T) {
	h := openMeteredHall(t)
	h.mustDeliver("Januar", hourly("celle-1", 1, 30))
	if err := h.metering.CloseMonth(t.Context(), h.fay, "2026-01", ""); !errors.Is(err, metering.ErrGaps) {
		t.Errorf("with a day missing: %v", err)
	}
	h.mustDeliver("der letzte Tag", hourly("celle-1", 1, 31))
	if err := h.metering.CloseMonth(t.Context(), h.officer, "2026-01", ""); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("by procurement: %v", err)
	}
	if err := h.metering.CloseMonth(t.Context(), h.fay, "2026-01", ""); err != nil {
		t.Fatal(err)
	}
	for _, month := range []string{"2026-01", "2026-03"} {
		if err := h.metering.CloseMonth(t.Context(), h.fay, month, "Probe"); !errors.Is(err, metering.ErrClosed) {
			t.Errorf("%s after January: %v", month, err)
		}
	}
	forgotten := driving.FitMeter{
		Name: "celle-2", Member: h.celle.Grants[0].Member.String(), Resource: "power", Unit: "KWH", Kind: "counter", Every: "hour", From: "2026-01-01",
	}
	if _, err := h.metering.FitMeter(t.Context(), h.officer, access.Key{}, forgotten); !errors.Is(err, metering.ErrFittedLate) {
		t.Errorf("a meter of a closed month: %v", err)
	}
	forgotten.Reason = "beim Umzug vergessen"
	other, err := h.metering.FitMeter(t.Context(), h.officer, access.Key{}, forgotten)
	if err != nil {
		t.Fatal(err)
	}
	late := h.mustDeliver("zu spät", "celle-2,2026-01-05T00:00:00Z,1\ncelle-2,2026-02-05T00:00:00Z,1\ncelle-1,2026-01-05T00:00:00Z,1097.5\n")
	if late.Taken != 1 || late.Refused != 1 || late.Faults[0].Code != "reading.month-closed" {
		t.Errorf("got %+v", late)
	}
	at, _ := metering.ParseTime("2026-01-05T00:00:00Z")
	if _, err := h.metering.CorrectReading(t.Context(), h.fay, access.Key{}, driving.CorrectReading{Meter: metering.ID(other.ID), At: at, Value: "3", Reason: "nachgereicht"}); err != nil {
		t.Errorf("a correction of what was not read: %v", err)
	}
	h.mustBeWhole()
}

func TestTheDatabaseKeepsReadings(t *testing.T) {
	h := openMeteredHall(t)
	h.mustDeliver("Januar", hourly("celle-1", 1, 2))
	if err := h.metering.CloseMonth(t.Context(), h.fay, "2026-01", "nur zwei Tage"); err != nil {
		t.Fatal(err)
	}
	row := func(at, value string) string {
		return `insert into reading select cooperative_id, meter_id, '` + at + `', ` + value + `, chunk_id from reading limit 1`
	}
	for name, sql := range map[string]string{
		"another value":       `update reading set value = 1`,
		"another import":      `update reading_chunk set taken = 1`,
		"less than nothing":   row("2026-02-01 00:00Z", "-1"),
		"no number":           row("2026-02-01 00:00Z", "'NaN'"),
		"off the grid":        row("2026-02-01 00:10Z", "1"),
		"a closed month":      row("2026-01-31 22:00Z", "1"),
		"before it was there": row("2025-12-31 22:00Z", "1"),
		"no chunk":            `insert into reading select cooperative_id, meter_id, '2026-02-01 00:00Z', 1, gen_random_uuid() from reading limit 1`,
		"no meter":            `insert into reading select cooperative_id, gen_random_uuid(), '2026-02-01 00:00Z', 1, chunk_id from reading limit 1`,
	} {
		if err := h.tryAsApp(`select reading_months('2025-12-01', '2026-03-01')`, sql); err == nil {
			t.Errorf("%s was stored", name)
		}
	}
	h.mustBeWhole()
}

func TestMetersAreOfMembersOrSitesThatExist(t *testing.T) {
	h := openMeteredHall(t)
	fit := func(change func(*driving.FitMeter)) error {
		in := driving.FitMeter{Name: "zwei", Member: h.celle.Grants[0].Member.String(), Resource: "power", Unit: "KWH", Kind: "counter", Every: "day", From: "2026-01-01"}
		change(&in)
		_, err := h.metering.FitMeter(t.Context(), h.officer, access.Key{}, in)
		return err
	}
	nobody := id.New[metering.Meter]().String()
	for name, c := range map[string]struct {
		change func(*driving.FitMeter)
		want   error
	}{
		"of a reservation that is none": {func(in *driving.FitMeter) { in.Reservation = nobody }, metering.ErrReservation},
		"of a member that is none":      {func(in *driving.FitMeter) { in.Member = nobody }, member.ErrNoSuchMember},
		"of a site that is none":        {func(in *driving.FitMeter) { in.Member, in.Site, in.Resource = "", nobody, "site-energy" }, metering.ErrSite},
		"of nobody":                     {func(in *driving.FitMeter) { in.Member = "" }, metering.ErrOwner},
		"of what nobody reserves":       {func(in *driving.FitMeter) { in.Resource = "facility" }, metering.ErrResource},
	} {
		if err := fit(c.change); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	row := `insert into meter (cooperative_id, id, name, member_id, resource, unit, kind, every, fitted_on) select cooperative_id, gen_random_uuid(), 'b', `
	for name, sql := range map[string]string{
		"nobody's":             row + `null, 'power', 'KWH', 'counter', 'day', '2026-01-01' from meter`,
		"a member's site":      row + `member_id, 'site-energy', 'KWH', 'counter', 'day', '2026-01-01' from meter`,
		"what nobody reserves": row + `member_id, 'facility', 'KWH', 'counter', 'day', '2026-01-01' from meter`,
	} {
		if err := h.tryAsApp(sql); err == nil {
			t.Errorf("%s was stored", name)
		}
	}
}

// tryAsApp carries out statements as the application would, and keeps nothing.
func (h *meteredHall) tryAsApp(statements ...string) error {
	tx, err := h.owner.Begin(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	defer tx.Rollback(context.WithoutCancel(h.t.Context())) //nolint:errcheck // that is the point
	for _, sql := range append([]string{
		`select set_config('app.cooperative_id', '` + h.id.String() + `', true), set_config('app.event_id', gen_random_uuid()::text, true)`, `set local role allmende_app`,
	}, statements...) {
		if _, err := tx.Exec(h.t.Context(), sql); err != nil {
			return err
		}
	}
	return nil
}

// Deliveries of the same lines at once, two each under the same name: each reading is taken once.
func TestDeliveriesAtOnceTakeEachReadingOnce(t *testing.T) {
	h := openMeteredHall(t)
	var group sync.WaitGroup
	sums := make([]view.ReadingImport, 6)
	for i := range sums {
		group.Go(func() {
			source, err := readings.Open(metering.CSV, strings.NewReader("meter,at,value\n"+hourly("celle-1", 1, 20)))
			if err == nil {
				sums[i], err = h.metering.ImportReadings(t.Context(), h.officer, driving.ImportReadings{Name: fmt.Sprint("Lieferung ", i/2), Format: metering.CSV, Source: source})
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	var taken, unchanged int
	for i, s := range sums {
		if s.Refused != 0 || s.Lines != 481 || i%2 == 1 && s.ID != sums[i-1].ID {
			t.Errorf("got %+v", s)
		}
		if i%2 == 1 { // two of a name are one
			taken, unchanged = taken+s.Taken, unchanged+s.Unchanged
		}
	}
	if taken != 481 || unchanged != 2*481 {
		t.Errorf("%d taken, %d unchanged", taken, unchanged)
	}
	h.mustBeWhole()
}
