package fault_test

import (
	"errors"
	"fmt"
	"testing"

	"allmende/domain/fault"
)

var errFull = fault.New(fault.Conflict, "framework.ceiling-exceeded", fault.Rule("G-FRA"))

func TestAFaultIsRecognisedByItsCodeThroughWrapping(t *testing.T) {
	err := fmt.Errorf("place call-off: %w", errFull.With("remaining", "12.00").At("lines.0"))
	if !errors.Is(err, errFull) {
		t.Fatal("the wrapped fault is not recognised")
	}
	got, ok := fault.Of(err)
	if !ok || got.Rule() != "G-FRA" || got.Field() != "lines.0" || got.Params()["remaining"] != "12.00" {
		t.Fatalf("details lost: %v", got)
	}
	if errors.Is(err, fault.New(fault.Conflict, "framework.expired")) {
		t.Error("another code counts as the same fault")
	}
}

func TestWithLeavesTheDeclaredFaultUntouched(t *testing.T) {
	_ = errFull.With("remaining", "1.00")
	if len(errFull.Params()) != 0 {
		t.Error("With changed the declared fault")
	}
}

func TestAnInternalErrorIsNoFault(t *testing.T) {
	if _, ok := fault.Of(errors.New("disk")); ok {
		t.Error("an internal error counts as a fault")
	}
}

func TestAFaultOfATableNamesItsLines(t *testing.T) {
	lines := []fault.Line{{Number: 3, Fault: errFull.At("amount")}}
	told := errFull.On(lines)
	lines[0].Number = 4
	if got := told.Lines(); len(got) != 1 || got[0].Number != 3 || got[0].Fault.Field() != "amount" || len(errFull.Lines()) != 0 {
		t.Errorf("lines %v", got)
	}
}

func TestAFaultIsPointedToAPlaceOrBelowIt(t *testing.T) {
	disk := errors.New("disk")
	for _, c := range []struct {
		err       error
		at, under string
	}{
		{errFull, "items.0", "items.0"},
		{errFull.At("price"), "items.0", "items.0.price"},
		{fmt.Errorf("read: %w", errFull.At("price")), "items.0", "items.0.price"},
	} {
		at, _ := fault.Of(fault.At(c.err, "items.0"))
		under, _ := fault.Of(fault.Under(c.err, "items.0"))
		if at == nil || under == nil || at.Field() != c.at || under.Field() != c.under || !errors.Is(under, errFull) {
			t.Errorf("%v: at %v, under %v", c.err, at, under)
		}
	}
	for _, err := range []error{disk, nil} {
		if at, under := fault.At(err, "items.0"), fault.Under(err, "items.0"); !errors.Is(at, err) || !errors.Is(under, err) {
			t.Errorf("%v became %v, %v", err, at, under)
		}
	}
}
