package billing

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"allmende/domain/fault"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/vat"
)

// Faults of lines and of any text on a document.
var (
	// ErrText: a text is missing, longer than 300 characters or not on one line of valid characters.
	ErrText = fault.New(fault.Invalid, "billing.text-invalid")
	// ErrSection: the section is none of those known.
	ErrSection = fault.New(fault.Invalid, "billing.section-unknown", fault.Field("section"))
	// ErrSupplierVATTaxed: a supplier's VAT is passed on as a cost, so the line cannot bear VAT of its own.
	ErrSupplierVATTaxed = fault.New(fault.Invalid, "billing.supplier-vat-taxed", fault.Field("vat"))
	// ErrDerivation: the derivation does not lead to the line's figures.
	ErrDerivation = fault.New(fault.Invalid, "billing.derivation-wrong", fault.Field("derivation"))
)

// Section is a part of the table of lines.
type Section string

// The sections, in the order in which documents show them.
const (
	Fees        Section = "fees"
	Shares      Section = "shares"
	Capacity    Section = "capacity"
	Grants      Section = "grants"
	Corrections Section = "corrections"
)

// Sections lists every section, in the order of the documents.
var Sections = []Section{Fees, Shares, Capacity, Grants, Corrections}

// Line is one amount billed. With cost sheets it is exempt and contains the supplier's
// VAT as a cost; with own invoices it is a net amount on which the document charges VAT.
type Line struct {
	Place      int // from 1
	Section    Section
	Text       string
	Pool       string      // the number of the cost pool, empty for a fee
	Period     period.Span // the service days
	Tax        vat.Tax
	Share      money.Amount // what the member bears before grants, net
	VAT        money.Amount // the supplier's, passed on; zero with own invoices
	Granted    money.Amount // what a grant takes off
	Amount     money.Amount // billed: Share + VAT - Granted
	Derivation Derivation   // zero where nothing was split
}

// check fails with ErrSection, ErrText, period.ErrReversed, ErrSupplierVATTaxed or
// ErrDerivation; rates are checked with the totals.
func (l Line) check() error {
	if !slices.Contains(Sections, l.Section) {
		return ErrSection
	}
	if !isText(l.Text) {
		return ErrText.At("text")
	}
	if l.Pool != "" && !isText(l.Pool) {
		return ErrText.At("pool")
	}
	if l.Period.From.IsZero() || l.Period.To.Before(l.Period.From) {
		return period.ErrReversed.At("period")
	}
	if !l.VAT.IsZero() && l.Tax.Category == vat.Standard {
		return ErrSupplierVATTaxed
	}
	return l.Derivation.check(l)
}

// neg is the line of a credit note.
func (l Line) neg() Line {
	l.Share, l.VAT, l.Granted, l.Amount = l.Share.Neg(), l.VAT.Neg(), l.Granted.Neg(), l.Amount.Neg()
	l.Derivation = l.Derivation.neg()
	return l
}

// longestText bounds texts; what names the source of a weight may be longer, as it lists
// frameworks.
const (
	longestText   = 300
	longestSource = 2000
)

func isText(text string) bool { return isLine(text, longestText) }

// isLine accepts one line of visible characters. What has no place in XML or turns the
// direction of writing around is refused.
func isLine(text string, longest int) bool {
	n := utf8.RuneCountInString(text)
	return n >= 1 && n <= longest && utf8.ValidString(text) && strings.TrimSpace(text) == text && !strings.ContainsFunc(text, hidden)
}

// hidden finds control and format characters (soft hyphens, marks of direction), line
// separators, and code points that are no characters, U+FFFD among them.
func hidden(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co, unicode.Cs) ||
		r == utf8.RuneError || r&0xFFFE == 0xFFFE
}

// Plain makes a text of elsewhere one that a document takes: what is not seen is left
// out, what breaks lines is a space, and what is longer than a text may be is cut off.
func Plain(text string) string {
	var plain strings.Builder
	for _, r := range strings.ToValidUTF8(text, "") {
		switch {
		case unicode.IsSpace(r) || unicode.In(r, unicode.Zl, unicode.Zp):
			plain.WriteRune(' ')
		case !hidden(r):
			plain.WriteRune(r)
		}
	}
	kept := []rune(strings.TrimSpace(plain.String()))
	return strings.TrimSpace(string(kept[:min(len(kept), longestText)]))
}

// clip keeps a wrong input short enough for a sentence.
func clip(text string) string {
	if r := []rune(text); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return text
}
