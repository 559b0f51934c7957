package quantity_test

import (
	"errors"
	"testing"

	"allmende/domain/quantity"
)

func TestParseReadsPlainNumbersOnly(t *testing.T) {
	for text, want := range map[string]string{"0": "0", "25": "25", "0.500": "0.5", "999999999.999": "999999999.999"} {
		if got, err := quantity.Parse(text); err != nil || got.String() != want {
			t.Errorf("Parse(%q) = %s, %v; want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "-1", "1e3", "NaN", "1.0001", "1,5", "1000000000", "Infinity", " 1", "0x10"} {
		if got, err := quantity.Parse(text); !errors.Is(err, quantity.ErrMalformed) {
			t.Errorf("Parse(%q) = %s, %v", text, got, err)
		}
	}
}

func TestAPieceHasNoParts(t *testing.T) {
	if err := quantity.Check(quantity.Piece, quantity.Must("0.001")); !errors.Is(err, quantity.ErrNotWhole) {
		t.Errorf("a part of a piece: %v", err)
	}
	if err := quantity.Check(quantity.Piece, quantity.Must("3.000")); err != nil {
		t.Errorf("three pieces: %v", err)
	}
	if err := quantity.Check("HUR", quantity.Must("0.25")); err != nil {
		t.Errorf("a quarter of an hour: %v", err)
	}
}

func TestSubNeverGoesBelowZero(t *testing.T) {
	if _, ok := quantity.Must("1").Sub(quantity.Must("1.001")); ok {
		t.Error("went below zero")
	}
	if got, ok := quantity.Must("1").Sub(quantity.Must("1")); !ok || !got.IsZero() {
		t.Errorf("got %s, %v", got, ok)
	}
}

func TestAUnitIsKnownByItsCodeAlone(t *testing.T) {
	for _, known := range []quantity.Unit{quantity.Piece, "C62", "HUR", "KWH", "SET", "XPK", "10", "E34"} {
		if !known.Known() {
			t.Errorf("%s is a unit of Recommendation 20", known)
		}
	}
	for _, unknown := range []quantity.Unit{"", "STCK", "h87", "H87 ", "PCE", "QQQ"} {
		if unknown.Known() {
			t.Errorf("%q is none", unknown)
		}
	}
}
