package postgres_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/capacity"
	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// hall is a shop that runs a data center.
type hall struct {
	*shop
	keeping   *usecase.CapacityKeeping
	planning  *usecase.CapacityPlanning
	reserving *usecase.Reserving
	town      access.Actor
	pool      view.CapacityPool
	today     period.Day
}

// openHall has a pool of 10 racks, 2 of them kept for maintenance, and 100 vCPU, twice promised.
func openHall(t testing.TB, approval bool) *hall {
	t.Helper()
	h := &hall{shop: openShop(t), today: period.DayOf(time.Now())}
	h.keeping, h.planning, h.reserving = usecase.NewCapacityKeeping(h.db), usecase.NewCapacityPlanning(h.db), usecase.NewReserving(h.db, h.db)
	h.town = h.buyer("Celle")
	site, err := h.keeping.AddCapacitySite(t.Context(), h.officer, access.Key{}, driving.SiteInput{
		Name: "Rechenzentrum Hannover", Address: "Am Markt 1, 30159 Hannover", Rooms: []capacity.Room{{Name: `Saal "1"`, Class: 3}},
		Certificates: []driving.CertificateInput{{Name: "ISO/IEC 27001", ValidTo: h.today.Add(-1).String()}},
	})
	if err != nil || !site.Certificates[0].Expired {
		t.Fatal(site, err)
	}
	h.pool, err = h.keeping.AddCapacityPool(t.Context(), h.officer, access.Key{}, driving.PoolInput{Site: capacity.SiteID(site.ID), Name: "Pool A", Room: `Saal "1"`, Approval: approval})
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range []driving.ResourceInput{
		{Kind: "rack", Level: capacity.LevelText{From: h.today.String(), Amount: "10", Reserve: "2"}},
		{Kind: "vcpu", Level: capacity.LevelText{From: h.today.String(), Amount: "100", Overcommit: "2"}},
	} {
		if h.pool, err = h.keeping.AddCapacityResource(t.Context(), h.officer, access.Key{}, capacity.PoolID(h.pool.ID), in); err != nil {
			t.Fatal(err)
		}
	}
	return h
}

func (h *hall) resource(i int) capacity.ResourceID {
	return capacity.ResourceID(h.pool.Resources[i].ID)
}

// phase holds racks and vCPU from a day to a day, counted from today; 0 of them is none.
func (h *hall) phase(from, to, racks, cpus int) capacity.PhaseText {
	p := capacity.PhaseText{From: h.today.Add(from).String(), To: h.today.Add(to).String()}
	for i, amount := range []int{racks, cpus} {
		if amount > 0 {
			p.Claims = append(p.Claims, capacity.ClaimText{Resource: h.resource(i), Amount: fmt.Sprint(amount)})
		}
	}
	return p
}

func (h *hall) ask(phases ...capacity.PhaseText) driving.ReserveInput {
	return driving.ReserveInput{Pool: capacity.PoolID(h.pool.ID), Member: h.town.Grants[0].Member, Purpose: "Fachverfahren", Phases: phases}
}

func (h *hall) reserve(in driving.ReserveInput) view.Reservation {
	h.t.Helper()
	r, err := h.reserving.Reserve(h.t.Context(), h.town, access.Key{}, in)
	if err != nil {
		h.t.Fatal(err)
	}
	return r
}

func seen(r view.Reservation) driving.ReservationSeen {
	return driving.ReservationSeen{Reservation: capacity.ID(r.ID), Version: r.Version}
}

// mustAgree holds what is kept against what is counted, and against the log.
func (h *hall) mustAgree() {
	h.t.Helper()
	rows, err := h.owner.Query(h.t.Context(), `select relation || ' ' || row_key || ': ' || detail from set_config('app.cooperative_id', $1, false), capacity_totals_wrong()
		union all select kind || ' ' || relation || ' ' || row_key from audit_row_findings()`, h.id.String())
	if err != nil {
		h.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var wrong string
		if err := rows.Scan(&wrong); err != nil {
			h.t.Fatal(err)
		}
		h.t.Error(wrong)
	}
}

func TestCapacityIsReservedChangedDecidedAndReleased(t *testing.T) {
	h := openHall(t, true)
	r := h.reserve(h.ask(h.phase(0, 10, 4, 50), h.phase(11, 30, 6, 0)))
	if r.Status != "requested" || len(r.Phases) != 2 || r.Phases[1].Claims[0].Amount != "6" || r.Number == "" {
		t.Fatalf("got %+v", r)
	}
	if _, err := h.reserving.ApproveReservation(t.Context(), h.town, seen(r)); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("the buyer approves: %v", err)
	}
	approved, err := h.reserving.ApproveReservation(t.Context(), h.officer, seen(r))
	if err != nil || approved.Status != "active" {
		t.Fatal(approved, err)
	}
	if _, err := h.reserving.ReleaseReservation(t.Context(), h.town, seen(r), h.today.String()); !errors.Is(err, access.ErrStale) {
		t.Errorf("released unseen: %v", err)
	}
	changed, err := h.reserving.ChangeReservation(t.Context(), h.town, seen(approved), []capacity.PhaseText{h.phase(0, 40, 3, 60)})
	if err != nil || len(changed.Proposed) != 1 || changed.To != h.today.Add(30).String() {
		t.Fatal(changed, err)
	}
	h.mustAgree()
	changed, err = h.reserving.RejectReservation(t.Context(), h.officer, seen(changed), "Erst im neuen Jahr")
	if err != nil || len(changed.Proposed) != 0 {
		t.Fatal(changed, err)
	}
	changed, err = h.reserving.ExtendReservation(t.Context(), h.town, seen(changed), h.today.Add(45).String())
	if err == nil {
		changed, err = h.reserving.ApproveReservation(t.Context(), h.officer, seen(changed))
	}
	if err != nil || changed.To != h.today.Add(45).String() {
		t.Fatal(changed, err)
	}
	heir := h.admit("Uelzen", "it-provider", "admitted")
	for _, to := range []member.ID{h.admit("Soltau", "it-provider", "suspended"), h.admit("Städtetag", "association", "admitted")} {
		_, err := h.reserving.HandOverReservation(t.Context(), h.officer, seen(changed), driving.HandOverInput{Member: to, From: h.today.Add(20).String(), Reason: "Celle tritt aus"})
		if !errors.Is(err, capacity.ErrNotAdmitted) {
			t.Errorf("handed over to %s: %v", to, err)
		}
	}
	handed, err := h.reserving.HandOverReservation(t.Context(), h.officer, seen(changed), driving.HandOverInput{Member: heir, From: h.today.Add(20).String(), Reason: "Celle tritt aus"})
	if err != nil || handed.Member.Name != "Uelzen" || handed.Predecessor.ID != r.ID || handed.From != h.today.Add(20).String() {
		t.Fatal(handed, err)
	}
	h.mustAgree()
	map1, err := h.planning.CapacityHeatMap(t.Context(), h.town, capacity.PoolID(h.pool.ID), "", 10)
	if err != nil || len(map1.Weeks) != 10 || map1.Rows[0].Cells[4].Booked != "6" || map1.Rows[0].Cells[4].Percent != 75 {
		t.Errorf("heat map: %+v, %v", map1, err)
	}
	line, err := h.planning.CapacityTimeline(t.Context(), h.town, capacity.PoolID(h.pool.ID), "", "")
	if err != nil || len(line.Bars) != 2 || line.Bars[0].Reservation == nil || line.Bars[1].Reservation != nil {
		t.Errorf("time line: %+v, %v", line, err)
	}
	mine, err := h.planning.Reservations(t.Context(), h.town, driving.ReservationsQuery{Page: view.PageRequest{Limit: 10}})
	if err != nil || len(mine.Items) != 1 || mine.Items[0].Status != "active" || mine.Items[0].To != h.today.Add(19).String() || mine.Items[0].Successor == nil {
		t.Errorf("mine: %+v, %v", mine, err)
	}
	if _, err := h.planning.Reservation(t.Context(), h.town, capacity.ID(handed.ID)); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("another member's: %v", err)
	}
	outlook, err := h.planning.CapacityOutlook(t.Context(), h.town, capacity.PoolID(h.pool.ID))
	if err != nil || len(outlook.Resources) != 2 || len(outlook.Resources[0].Course) < 3 {
		t.Errorf("outlook: %+v, %v", outlook, err)
	}
}

func TestLessThanIsReservedIsRefusedWithWhomItConcerns(t *testing.T) {
	h := openHall(t, false)
	one, two := h.reserve(h.ask(h.phase(5, 10, 3, 0))), h.reserve(h.ask(h.phase(8, 20, 4, 0)))
	at := driving.ResourceSeen{Pool: capacity.PoolID(h.pool.ID), Resource: h.resource(0), Version: h.pool.Resources[0].Version}
	_, err := h.keeping.SetCapacityLevel(t.Context(), h.officer, at, capacity.LevelText{From: h.today.Add(9).String(), Amount: "7", Reserve: "1"})
	if f, _ := fault.Of(err); !errors.Is(err, capacity.ErrBelowReserved) || f.Params()["affected"] != one.Number+", "+two.Number || f.Params()["affectedIds"] != one.ID+", "+two.ID {
		t.Errorf("got %v", err)
	}
	_, err = h.keeping.SetCapacityLevel(t.Context(), h.officer, at, capacity.LevelText{From: h.today.Add(11).String(), Amount: "4"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.reserving.Reserve(t.Context(), h.town, access.Key{}, h.ask(h.phase(10, 12, 1, 0))); !errors.Is(err, capacity.ErrNotFree) {
		t.Errorf("got %v", err)
	}
	fits, err := h.planning.FitCapacity(t.Context(), h.town, driving.FitInput{Wish: capacity.WishText{NotBefore: h.today.Add(9).String(),
		Phases: []capacity.WishPhaseText{{Days: 5, Claims: []capacity.WishClaimText{{Kind: "rack", Amount: "3"}}}}}})
	if err != nil || len(fits.Fits) != 1 || fits.Fits[0].From != h.today.Add(21).String() {
		t.Errorf("fits: %+v, %v", fits, err)
	}
	h.mustAgree()
}

// The database refuses by itself what the program would never ask for.
func TestTheDatabaseIsNeverOverbooked(t *testing.T) {
	h := openHall(t, false)
	r := h.reserve(h.ask(h.phase(5, 10, 8, 0)))
	for want, sql := range map[string]string{
		"capacity_not_overbooked":                 `insert into capacity_reservation select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'number', 'KR-X'))).* from capacity_reservation r`,
		"capacity_above_reserved":                 `update capacity_resource set level_amount = array[9], version = version + 1 where kind = 'rack'`,
		"capacity_resource_overcommit_lawful":     `update capacity_resource set level_overcommit = array[1.5], version = version + 1 where kind = 'rack'`,
		"capacity_reservation_held_as_agreed":     `update capacity_reservation set held_amounts = array[7], version = version + 1`,
		"capacity_reservation_in_one_pool":        `update capacity_reservation set claim_resources = array[id], held_resources = array[id], version = version + 1`,
		"capacity_reservation_decided_by_another": `update capacity_reservation set decided_by = requested_by, decided_at = now(), version = version + 1`,
	} {
		var refusal *pgconn.PgError
		if err := h.write(sql); !errors.As(err, &refusal) || refusal.ConstraintName != want {
			t.Errorf("%s: got %v", want, err)
		}
	}
	if again, err := h.planning.Reservation(t.Context(), h.town, capacity.ID(r.ID)); err != nil || again.Version != r.Version {
		t.Errorf("changed: %+v, %v", again, err)
	}
	h.mustAgree()
}

func TestOfALineNotMoreIsReservedThanWasCalledOff(t *testing.T) {
	h := openHall(t, false)
	terms := h.agreement(h.town.Grants[0].Member)
	terms.Items = []framework.Item{
		{Name: "Rack", Category: demand.DataCenter, Unit: quantity.Piece, Price: money.MustPrice("100"), Maximum: quantity.Must("40")},
		{Name: "Notebook", Category: demand.Hardware, Unit: quantity.Piece, Price: money.MustPrice("100"), Maximum: quantity.Must("40")},
	}
	f := h.conclude(terms)
	order := h.mustPlace(h.town, f, line(f, 1, "5"), line(f, 2, "5"))
	ordered := func(position int, phases ...capacity.PhaseText) driving.ReserveInput {
		in := h.ask(phases...)
		in.CallOff, in.Lines = calloff.ID(order.ID), []capacity.Line{{Resource: h.resource(0), Position: position}}
		return in
	}
	first := h.reserve(ordered(1, h.phase(0, 10, 3, 10)))
	h.reserve(ordered(1, h.phase(11, 20, 5, 0)))
	for want, in := range map[*fault.Fault]driving.ReserveInput{
		capacity.ErrLineExceeded: ordered(1, h.phase(5, 8, 3, 0)), capacity.ErrNotCapacity: ordered(2, h.phase(5, 8, 1, 0)),
	} {
		if _, err := h.reserving.Reserve(t.Context(), h.town, access.Key{}, in); !errors.Is(err, want) {
			t.Errorf("want %v, got %v", want, err)
		}
		if err := h.reserving.CheckQuota(t.Context(), h.town, in); !errors.Is(err, want) {
			t.Errorf("checked: want %v, got %v", want, err)
		}
	}
	if err := h.reserving.CheckQuota(t.Context(), h.town, ordered(1, h.phase(5, 8, 2, 0))); err != nil {
		t.Errorf("two are left: %v", err)
	}
	if _, err := h.reserving.ChangeReservation(t.Context(), h.town, seen(first), []capacity.PhaseText{h.phase(0, 11, 3, 10)}); !errors.Is(err, capacity.ErrLineExceeded) {
		t.Errorf("changed beyond the line: %v", err)
	}
	if err := h.cancel(t.Context(), h.town, order); !errors.Is(err, calloff.ErrNotCancellable) {
		t.Errorf("cancelled under reservations: %v", err)
	}
	h.mustAgree()
}

func TestWhatBecomesFreeIsOfferedToWhoWaits(t *testing.T) {
	h := openHall(t, false)
	first := h.reserve(h.ask(h.phase(0, 30, 8, 0)))
	wait := h.ask(h.phase(5, 30, 6, 0))
	wait.Wait = true
	big := h.reserve(wait)
	wait.Phases = []capacity.PhaseText{h.phase(5, 30, 2, 0)}
	small := h.reserve(wait)
	if big.Status != "waiting" || big.Turn != 1 || small.Turn != 2 {
		t.Fatalf("got %+v, %+v", big, small)
	}
	if n, err := h.reserving.Attend(t.Context()); n != 0 || err != nil {
		t.Errorf("attended to %d, %v", n, err)
	}
	if _, err := h.reserving.ReleaseReservation(t.Context(), h.town, seen(first), h.today.Add(4).String()); err != nil {
		t.Fatal(err)
	}
	if _, err := h.reserving.Reserve(t.Context(), h.town, access.Key{}, h.ask(h.phase(5, 30, 1, 0))); !errors.Is(err, capacity.ErrNotFree) {
		t.Errorf("somebody pushed in: %v", err)
	}
	if n, err := h.reserving.Attend(t.Context()); n != 2 || err != nil {
		t.Errorf("attended to %d, %v", n, err)
	}
	big, err := h.planning.Reservation(t.Context(), h.town, capacity.ID(big.ID))
	if err != nil || big.Status != "offered" || big.OfferedTo == "" {
		t.Fatal(big, err)
	}
	if big, err = h.reserving.AcceptReservation(t.Context(), h.town, seen(big)); err != nil || big.Status != "approved" {
		t.Fatal(big, err)
	}
	if err := h.db.ShiftClock(t.Context(), 7*24*time.Hour); err != nil {
		t.Fatal(err)
	}
	if n, err := h.reserving.Attend(t.Context()); n != 1 || err != nil {
		t.Errorf("attended to %d, %v", n, err)
	}
	if small, err = h.planning.Reservation(t.Context(), h.town, capacity.ID(small.ID)); err != nil || small.Status != "withdrawn" {
		t.Errorf("not taken in time: %+v, %v", small, err)
	}
	h.mustAgree()
}

func TestWhatNobodyDecidedBeforeItsEndLapses(t *testing.T) {
	h := openHall(t, true)
	r := h.reserve(h.ask(h.phase(0, 2, 8, 0)))
	attend := func(want int) {
		t.Helper()
		if n, err := h.reserving.Attend(t.Context()); n != want || err != nil {
			t.Errorf("attended to %d, %v", n, err)
		}
	}
	attend(0)
	h.clockAt(time.Now().AddDate(0, 0, 2))
	attend(0)
	h.clockAt(time.Now().AddDate(0, 0, 3))
	attend(1)
	attend(0)
	r, err := h.planning.Reservation(t.Context(), h.town, capacity.ID(r.ID))
	if err != nil || r.Status != "withdrawn" {
		t.Errorf("got %+v, %v", r, err)
	}
	h.mustAgree()
}
