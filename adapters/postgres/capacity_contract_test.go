package postgres_test

import (
	"errors"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/capacity"
	"allmende/domain/demand"
	"allmende/domain/framework"
	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// TestAPoolIsSoldByItsContract: the lot of a framework is the commercial side of a pool, and a line of an order is for one kind.
func TestAPoolIsSoldByItsContract(t *testing.T) {
	h := openHall(t, false)
	contract := func(unit quantity.Unit) (view.Framework, view.CallOff) {
		terms := h.agreement(h.town.Grants[0].Member)
		terms.Items = []framework.Item{{Name: "Kapazität", Category: demand.DataCenter, Unit: unit, Price: money.MustPrice("100"), Maximum: quantity.Must("40")}}
		f := h.conclude(terms)
		return f, h.mustPlace(h.town, f, line(f, 1, "20"))
	}
	ours, order := contract(quantity.Piece)
	_, foreign := contract(quantity.Piece)
	_, power := contract("KWT")
	ordered := func(of view.CallOff, resource int, phase capacity.PhaseText) driving.ReserveInput {
		in := h.ask(phase)
		in.CallOff, in.Lines = calloff.ID(of.ID), []capacity.Line{{Resource: h.resource(resource), Position: 1}}
		return in
	}
	h.reserve(ordered(foreign, 0, h.phase(0, 1, 1, 0))) // nobody said yet what sells the pool
	pool, err := h.keeping.ChangeCapacityPool(t.Context(), h.officer, capacity.PoolID(h.pool.ID), h.pool.Version, driving.PoolInput{
		Site: capacity.SiteID(h.pool.Site.ID), Name: h.pool.Name, Room: h.pool.Room, Framework: framework.ID(ours.ID),
	})
	if err != nil || pool.Framework == nil {
		t.Fatal(pool, err)
	}
	h.reserve(ordered(order, 0, h.phase(0, 1, 2, 0)))
	both := ordered(order, 1, h.phase(2, 3, 1, 4))
	both.Lines = append(both.Lines, capacity.Line{Resource: h.resource(0), Position: 1})
	for name, c := range map[string]struct {
		in   driving.ReserveInput
		want error
	}{
		"another contract":               {ordered(foreign, 0, h.phase(2, 3, 1, 0)), capacity.ErrOtherContract},
		"processors of a line for racks": {ordered(order, 1, h.phase(2, 3, 0, 4)), capacity.ErrLineKind},
		"both of one line":               {both, capacity.ErrLineKind},
	} {
		if _, err := h.reserving.Reserve(t.Context(), h.town, access.Key{}, c.in); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if err := h.reserving.CheckQuota(t.Context(), h.town, c.in); !errors.Is(err, c.want) {
			t.Errorf("%s, checked: %v", name, err)
		}
	}
	for want, sql := range map[string]string{
		"capacity_of_contract":      `insert into capacity_reservation select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'number', 'KR-X'))).* from capacity_reservation r where r.call_off_id = '` + foreign.ID + `'`,
		"capacity_line_of_one_kind": `insert into capacity_reservation select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'number', 'KR-X', 'line_resources', array['` + h.resource(1).String() + `'], 'claim_resources', array['` + h.resource(1).String() + `'], 'held_resources', array['` + h.resource(1).String() + `']))).* from capacity_reservation r where r.call_off_id = '` + order.ID + `'`,
	} {
		var refusal *pgconn.PgError
		if err := h.write(sql); !errors.As(err, &refusal) || refusal.ConstraintName != want {
			t.Errorf("%s: got %v", want, err)
		}
	}
	if _, err := h.keeping.ChangeCapacityPool(t.Context(), h.officer, capacity.PoolID(h.pool.ID), pool.Version, driving.PoolInput{
		Site: capacity.SiteID(h.pool.Site.ID), Name: h.pool.Name, Room: h.pool.Room,
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := h.reserving.Reserve(t.Context(), h.town, access.Key{}, ordered(power, 0, h.phase(2, 3, 1, 0))); !errors.Is(err, capacity.ErrLineKind) {
		t.Errorf("racks of kilowatts: %v", err)
	}
	h.mustAgree()
}
