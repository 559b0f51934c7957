package supplier_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/fault"
	"allmende/domain/supplier"
)

func showing(days int) supplier.Showing {
	return supplier.Showing{Kind: " ISO/IEC 27001 ", Number: "Z-1", Issuer: "Prüfer AG", ValidUntil: today.Add(days)}
}

func TestACertificateIsWholeOrRefusedAtItsField(t *testing.T) {
	s := supplier.Restore(supplier.State{Name: "Technik GmbH"})
	for field, change := range map[string]func(*supplier.Showing){
		"kind":       func(in *supplier.Showing) { in.Kind = " x " },
		"number":     func(in *supplier.Showing) { in.Number = " " },
		"issuer":     func(in *supplier.Showing) { in.Issuer = strings.Repeat("x", 201) },
		"document":   func(in *supplier.Showing) { in.Document = "a\nb" },
		"validUntil": func(in *supplier.Showing) { in.ValidUntil = today.Add(-1) },
	} {
		in := showing(0)
		change(&in)
		_, err := s.Show(anna, in, now)
		if f, ok := fault.Of(err); !ok || f.Field() != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	late := showing(0)
	late.ValidUntil = today.AddMonths(12 * supplier.CertificateYears).Add(1)
	if _, err := s.Show(anna, late, now); !errors.Is(err, supplier.ErrExpired) {
		t.Errorf("a day more than twenty years: %v", err)
	}
	late.ValidUntil = late.ValidUntil.Add(-1)
	if _, err := s.Show(anna, late, now); err != nil {
		t.Errorf("twenty years: %v", err)
	}
	if n := len(s.State().Certificates); n != 1 {
		t.Errorf("%d certificates are kept", n)
	}
}

func TestACertificateIsThereOnceAndIsWithdrawnOnce(t *testing.T) {
	s := supplier.Restore(supplier.State{Name: "Technik GmbH"})
	c, err := s.Show(anna, showing(0), now)
	if err != nil || c.Kind != "ISO/IEC 27001" {
		t.Fatalf("%+v, %v", c, err)
	}
	if _, err := s.Show(jan, showing(0), now); !errors.Is(err, supplier.ErrCertificateKnown) {
		t.Errorf("the same again: %v", err)
	}
	if w, err := s.Withdraw(jan, c.ID, now); err != nil || w.Validity(today) != supplier.Withdrawn || w.WithdrawnBy != jan {
		t.Errorf("withdrawn: %+v, %v", w, err)
	}
	if _, err := s.Withdraw(jan, c.ID, now); !errors.Is(err, supplier.ErrWithdrawn) {
		t.Errorf("twice: %v", err)
	}
	if _, err := s.Show(jan, showing(0), now); err != nil {
		t.Errorf("anew after it was withdrawn: %v", err)
	}
	if _, err := s.Withdraw(jan, supplier.CertificateID("other"), now); !errors.Is(err, supplier.ErrNoCertificate) {
		t.Errorf("another: %v", err)
	}
}

func TestACertificateExpiresByTheCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.IntRange(-100, 200).Draw(t, "days to its last")
		want := supplier.Valid
		switch {
		case days < 0:
			want = supplier.Expired
		case days <= 60:
			want = supplier.Expiring
		}
		if got := (supplier.Certificate{Showing: showing(days)}).Validity(today); got != want {
			t.Errorf("%d days before: %s, not %s", days, got, want)
		}
	})
}

func TestADeclarationOfGroundsIsDecidedAndExplained(t *testing.T) {
	yes, no := true, false
	for name, c := range map[string]struct {
		in   supplier.Statement
		want error
	}{
		"no ground":          {supplier.Statement{Subject: supplier.Mandatory, Clear: &yes}, nil},
		"a ground, cleaned":  {supplier.Statement{Subject: supplier.Optional, Clear: &no, Text: "§ 124 Abs. 1 Nr. 1, Schaden ersetzt"}, nil},
		"a ground, silent":   {supplier.Statement{Subject: supplier.Optional, Clear: &no, Text: "  "}, supplier.ErrStatement},
		"undecided":          {supplier.Statement{Subject: supplier.Mandatory, Text: "nichts bekannt"}, supplier.ErrClear},
		"turnover":           {supplier.Statement{Subject: supplier.Turnover, Text: "2025: 4,1 Mio. Euro"}, nil},
		"turnover decided":   {supplier.Statement{Subject: supplier.Turnover, Clear: &yes, Text: "2025: 4,1 Mio. Euro"}, supplier.ErrClear},
		"references, none":   {supplier.Statement{Subject: supplier.References}, supplier.ErrStatement},
		"too long":           {supplier.Statement{Subject: supplier.References, Text: strings.Repeat("x", 4001)}, supplier.ErrStatement},
		"of something else":  {supplier.Statement{Subject: "125", Clear: &yes}, supplier.ErrSubject},
		"control characters": {supplier.Statement{Subject: supplier.References, Text: "Stadt\x00A"}, supplier.ErrStatement},
	} {
		d, err := supplier.Declare(anna, c.in, now)
		if !errors.Is(err, c.want) || c.want == nil && (d.By != anna || !d.At.Equal(now.Truncate(time.Nanosecond))) {
			t.Errorf("%s: %+v, %v", name, d, err)
		}
	}
}
