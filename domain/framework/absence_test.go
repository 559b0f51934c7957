package framework_test

import (
	"testing"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/pricing"
	"allmende/domain/routing"
)

// ranked is a contract whose orders go to the first of three suppliers that takes them.
func ranked(t *testing.T) (*framework.Framework, [3]member.SupplierID) {
	t.Helper()
	s := concluded(t, firstCome).State()
	s.Route = routing.Table{{Way: routing.Cascade, AnswerHours: 24}}
	ids := [3]member.SupplierID{s.Supplier, id.New[member.Supplier](), id.New[member.Supplier]()}
	s.Suppliers = nil
	for i, who := range ids {
		prices := map[framework.ItemID]pricing.Rate{}
		for _, item := range s.Items {
			prices[item.ID] = pricing.Rate{Price: item.Price}
		}
		s.Suppliers = append(s.Suppliers, framework.Supplier{ID: who, Rank: i + 1, Prices: prices})
	}
	return framework.Restore(s), ids
}

func TestWhoStepsOutIsPassedOverUntilItComesBack(t *testing.T) {
	f, ids := ranked(t)
	gets := func(want int) {
		t.Helper()
		if got, _, err := f.RouteFor([]framework.Wish{wish(f, 1, "1")}, 0, during); err != nil || got != ids[want-1] {
			t.Errorf("goes to %s, %v, want rank %d", got, err, want)
		}
	}
	before := f.State()
	gets(1)
	refused(t, f.StepOut(ids[0], routing.Suspended, by(fay), "Lieferverzug"), nil)
	gets(2)
	refused(t, f.StepOut(ids[1], routing.Withdrawn, by(fay), "Kein Lager mehr"), nil)
	gets(3)
	refused(t, f.StepIn(ids[1], during), nil)
	gets(2)
	refused(t, f.StepOut(ids[0], routing.Excluded, by(ben), "Insolvenz"), nil)
	refused(t, f.StepIn(ids[0], during), framework.ErrSupplierExcluded)
	if s := f.State().Suppliers[0]; s.Out != routing.Excluded || s.OutReason != "Insolvenz" || s.OutSince.By != ben {
		t.Errorf("kept as %+v", s)
	}
	if before.Suppliers[0].Out != "" {
		t.Error("a state that was read changes afterwards")
	}
}

func TestSteppingOutIsRefused(t *testing.T) {
	out := func(f *framework.Framework, who member.SupplierID, why routing.Absence, reason string) error {
		return f.StepOut(who, why, by(fay), reason)
	}
	f, ids := ranked(t)
	refused(t, out(f, ids[0], routing.Suspended, " x "), framework.ErrReason)
	refused(t, out(f, ids[0], routing.Silent, "keine Antwort"), framework.ErrAbsence)
	refused(t, out(f, id.New[member.Supplier](), routing.Suspended, "unbekannt"), access.ErrNotFound)
	refused(t, f.StepIn(ids[0], during), framework.ErrSupplierNotOut)
	refused(t, out(f, ids[0], routing.Excluded, "Insolvenz"), nil)
	refused(t, out(f, ids[0], routing.Suspended, "danach"), framework.ErrSupplierOut)
	refused(t, f.Terminate(by(fay), "Insolvenz"), nil)
	refused(t, out(f, ids[1], routing.Suspended, "danach"), framework.ErrTerminated)

	direct := concluded(t)
	refused(t, out(direct, direct.State().Supplier, routing.Suspended, "ohne Regeln"), framework.ErrNoRoute)
}
