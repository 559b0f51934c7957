// Package billingtest makes random documents for tests: statements with every kind of
// line, and credit notes of them.
package billingtest

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/billing"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/split"
	"allmende/domain/vat"
)

// Documents are statements and their credit notes, each with all that an XRechnung needs.
func Documents() *rapid.Generator[billing.Document] {
	return rapid.Custom(func(t *rapid.T) billing.Document {
		d := Statements().Draw(t, "statement")
		if !rapid.Bool().Draw(t, "credited") {
			return d
		}
		day := d.IssuedOn.Add(rapid.IntRange(0, 400).Draw(t, "days later"))
		note, err := billing.CreditNote(d, billing.CreditNoteNumber(2026, rapid.IntRange(1, 999_999).Draw(t, "number")), day)
		if err != nil {
			panic(err)
		}
		return note
	})
}

// Statements are issued statements.
func Statements() *rapid.Generator[billing.Document] {
	return rapid.Custom(func(t *rapid.T) billing.Document {
		over := spans().Draw(t, "period")
		issued := over.To.Add(rapid.IntRange(0, 60).Draw(t, "issued after"))
		d, err := billing.NewStatement(billing.Document{
			Number:   billing.StatementNumber(2026, rapid.IntRange(1, 999_999).Draw(t, "number")),
			IssuedOn: issued, DueOn: issued.Add(rapid.IntRange(0, 90).Draw(t, "days to pay")), Period: over,
			Seller: sellers().Draw(t, "seller"), Buyer: buyers().Draw(t, "buyer"),
			Lines: rapid.SliceOfN(lines(), 1, 12).Draw(t, "lines"),
			Account: billing.Account{
				Opening: amounts().Draw(t, "opening"), Charges: amounts().Draw(t, "charges"), Payments: amounts().Draw(t, "payments"),
			},
		})
		if err != nil {
			panic(fmt.Sprintf("a generated statement was refused: %v", err))
		}
		return d
	})
}

// lines are of a pool of either regime, with a grant or without, charged or corrected.
func lines() *rapid.Generator[billing.Line] {
	return rapid.Custom(func(t *rapid.T) billing.Line {
		l := billing.Line{
			Section: rapid.SampledFrom(billing.Sections).Draw(t, "section"), Text: texts().Draw(t, "text"),
			Pool: fmt.Sprintf("KP-2026-%04d", rapid.IntRange(1, 9999).Draw(t, "pool")), Period: spans().Draw(t, "days"),
			Tax: rapid.SampledFrom([]vat.Tax{
				vat.MustTax(vat.Exempt, "0"), vat.MustTax(vat.Standard, "19"), vat.MustTax(vat.Standard, "7"), vat.MustTax(vat.ZeroRated, "0"),
			}).Draw(t, "tax"),
		}
		if rapid.IntRange(0, 9).Draw(t, "typed in") == 0 {
			l.Section, l.Pool, l.Share = billing.Fees, "", amounts().Draw(t, "fee")
			return l
		}
		l.Derivation = billing.Derivation{
			Allocation: "0198c7a4-5b7e-7c1d-9a2b-3c4d5e6f7a8b", Rule: "largest-remainder 1", InputHash: strings.Repeat("0f", 32),
		}
		derive := func(figure billing.Figure) money.Amount {
			s := steps(figure).Draw(t, string(figure))
			l.Derivation.Steps = append(l.Derivation.Steps, s)
			return s.Result()
		}
		l.Share = derive(billing.FigureShare)
		if l.Tax.Category == vat.Exempt && rapid.Bool().Draw(t, "supplier's VAT") {
			l.VAT = derive(billing.FigureVAT)
		}
		if rapid.Bool().Draw(t, "with grant") {
			l.Granted = derive(billing.FigureGranted)
		}
		return l
	})
}

// steps are one share of a real split, sometimes held by a bound, sometimes with
// something posted before.
func steps(figure billing.Figure) *rapid.Generator[billing.Step] {
	return rapid.Custom(func(t *rapid.T) billing.Step {
		total := amounts().Draw(t, "total")
		weights := rapid.SliceOfN(rapid.Int64Range(0, 5_000_000), 1, 40).Draw(t, "weights")
		members := make([]split.Member, len(weights))
		for i, w := range weights {
			members[i] = split.Member{Key: fmt.Sprintf("%012d", i), Weight: decimal.New(w, -int32(i%3))}
		}
		members[0].Weight = members[0].Weight.Add(decimal.NewFromInt(1))
		result, err := split.Amount(total, members)
		if err != nil {
			panic(err)
		}
		s := billing.Step{
			Figure: figure, Total: total, WeightSum: result.WeightSum,
			Source: rapid.SampledFrom([]string{"equal", "population 2024", "demand-round BR-2026-0003", "call-offs RV-2026-0001 RV-2026-0002"}).Draw(t, "source"),
			AsOf:   period.Date(2026, 1, rapid.IntRange(1, 300).Draw(t, "as of")),
			Share:  result.Shares[rapid.IntRange(0, len(weights)-1).Draw(t, "whose")],
		}
		if rapid.IntRange(0, 9).Draw(t, "held") == 0 {
			s.Held = rapid.SampledFrom([]billing.Held{billing.HeldFloor, billing.HeldCap, billing.HeldAmount}).Draw(t, "by")
		}
		if rapid.IntRange(0, 3).Draw(t, "posted before") == 0 {
			s.Posted = amounts().Draw(t, "posted")
		}
		return s
	})
}

// amounts are of either sign, small ones and zero among them.
func amounts() *rapid.Generator[money.Amount] {
	return rapid.Custom(func(t *rapid.T) money.Amount {
		most := rapid.SampledFrom([]int64{3, 1_000, 1_000_000, 10_000_000_000}).Draw(t, "size")
		return money.FromCents(rapid.Int64Range(-most/3, most).Draw(t, "cents"))
	})
}

func spans() *rapid.Generator[period.Span] {
	return rapid.Custom(func(t *rapid.T) period.Span {
		from := period.Date(2025, 1, 1).Add(rapid.IntRange(0, 600).Draw(t, "from"))
		return period.Span{From: from, To: from.Add(rapid.IntRange(0, 365).Draw(t, "days"))}
	})
}

var alphabet = []rune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789äöüßÄÖÜẞéèçñåøłšžőğ&<>\"'€§–…„“”’()/.,;:+-=@#% ")

// texts are one line each, with all that XML, spreadsheets and fonts may stumble over.
func texts() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		text := strings.TrimSpace(rapid.StringOfN(rapid.SampledFrom(alphabet), 1, 80, -1).Draw(t, "text"))
		if text == "" {
			return "Ä"
		}
		return text
	})
}

func addresses() *rapid.Generator[billing.Address] {
	return rapid.Custom(func(t *rapid.T) billing.Address {
		return billing.Address{
			Street: texts().Draw(t, "street"), Postcode: fmt.Sprintf("%05d", rapid.IntRange(1067, 99998).Draw(t, "postcode")),
			City: texts().Draw(t, "city"), Country: rapid.SampledFrom([]string{"DE", "AT"}).Draw(t, "country"),
		}
	})
}

func sellers() *rapid.Generator[billing.Seller] {
	return rapid.Custom(func(t *rapid.T) billing.Seller {
		s := billing.Seller{
			Name: texts().Draw(t, "name"), Address: addresses().Draw(t, "address"), Contact: texts().Draw(t, "contact"),
			Phone: "+49 511 1234-" + strconv.Itoa(rapid.IntRange(0, 9999).Draw(t, "phone")), Email: "rechnung@genossenschaft.example",
			IBAN: iban(rapid.Uint64Range(0, 999_999_999_999_999_999).Draw(t, "account")),
			BIC:  rapid.SampledFrom([]string{"", "NOLADE2H", "NOLADE21CEL"}).Draw(t, "bic"),
		}
		switch rapid.IntRange(0, 2).Draw(t, "known to the tax office by") {
		case 0:
			s.VATID = fmt.Sprintf("DE%09d", rapid.IntRange(100_000_000, 999_999_999).Draw(t, "vat id"))
		case 1:
			s.TaxNumber = "25/123/45678"
		default:
			s.VATID, s.TaxNumber, s.Register = "DE123456789", "25/123/45678", "Amtsgericht Hannover, GnR 1234"
		}
		return s
	})
}

func buyers() *rapid.Generator[billing.Buyer] {
	return rapid.Custom(func(t *rapid.T) billing.Buyer {
		return billing.Buyer{
			Name:    texts().Draw(t, "name"),
			Key:     member.OfficialKey(rapid.SampledFrom([]string{"", "03", "03351", "033510006006"}).Draw(t, "key")),
			Leitweg: leitwegID(rapid.StringMatching(`0[1-9][0-9]{3,10}(-[0-9A-Z]{1,30})?`).Draw(t, "leitweg")),
			Address: addresses().Draw(t, "address"),
			Email:   rapid.SampledFrom([]string{"", "kasse@stadt.example"}).Draw(t, "email"),
		}
	})
}

// leitwegID finds the check digits that fit.
func leitwegID(body string) member.LeitwegID {
	for n := 2; n <= 98; n++ {
		if l, err := member.ParseLeitweg(fmt.Sprintf("%s-%02d", body, n)); err == nil {
			return l
		}
	}
	panic("no check digits fit " + body)
}

// iban is a German account number with the check digits that fit.
func iban(account uint64) string {
	for n := 2; n <= 98; n++ {
		if text, err := billing.ParseIBAN(fmt.Sprintf("DE%02d%018d", n, account)); err == nil {
			return text
		}
	}
	panic("no check digits fit " + strconv.FormatUint(account, 10))
}
