package vat

import "github.com/shopspring/decimal"

// Reinvoiced is a supplier's tax and that of the invoices which the members get for
// their parts of it.
type Reinvoiced struct {
	Supplier   decimal.Decimal   // tax on the sum of the parts
	VAT        []decimal.Decimal // of each member's own invoice
	Difference decimal.Decimal   // Supplier minus the sum of VAT: one posting of its own, never hidden in a share
}

// Reinvoice computes the tax of every member's invoice by itself, as BR-CO-17 demands
// of each document, and the difference that is then to be posted: at most half a cent
// per document and half a cent for the supplier's.
func Reinvoice(nets []decimal.Decimal, rate decimal.Decimal) Reinvoiced {
	r := Reinvoiced{VAT: make([]decimal.Decimal, len(nets))}
	sum, billed := decimal.Zero, decimal.Zero
	for i, net := range nets {
		r.VAT[i] = Of(net, rate)
		sum, billed = sum.Add(net), billed.Add(r.VAT[i])
	}
	r.Supplier = Of(sum, rate)
	r.Difference = r.Supplier.Sub(billed)
	return r
}
