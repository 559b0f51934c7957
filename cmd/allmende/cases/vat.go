package cases

import (
	"github.com/shopspring/decimal"

	"allmende/cmd/allmende/numeral"
	"allmende/domain/split"
	"allmende/domain/vat"
)

type taxed struct {
	VAT   string `json:"vat"`
	Exact string `json:"exact"`
}

// tax answers "vat".
func tax(g *given) (any, error) {
	taxable, rate := g.cents("taxable"), g.taxRate("rate")
	if err := g.done(); err != nil {
		return nil, err
	}
	return taxed{VAT: euros(vat.Of(taxable, rate)), Exact: numeral.Trimmed(vat.Exact(taxable, rate), 2)}, nil
}

// taxRate is a percentage.
func (g *given) taxRate(name string) decimal.Decimal {
	rate := g.number(name)
	if err := vat.CheckRate(rate); err != nil {
		g.refuse(err)
	}
	return rate
}

func euros(amount decimal.Decimal) string { return amount.StringFixed(2) }

func eurosOf(amounts []decimal.Decimal) []string {
	texts := make([]string, len(amounts))
	for i, a := range amounts {
		texts[i] = euros(a)
	}
	return texts
}

type taxedLines struct {
	Taxable string   `json:"BT-116"`
	VAT     string   `json:"BT-117"`
	Rounded string   `json:"sum_of_line_rounded"`
	Shown   []string `json:"line_vat_for_display"`
}

// taxOfLines answers "vat_lines".
func taxOfLines(g *given) (any, error) {
	g.euros()
	lines, rate := g.amounts("lines"), g.taxRate("rate")
	if err := g.done(); err != nil {
		return nil, err
	}
	alone := make([]decimal.Decimal, len(lines))
	for i := range lines {
		lines[i] = lines[i].Shift(-2)
		alone[i] = vat.Of(lines[i], rate)
	}
	shown, err := vat.Shown(lines, rate)
	if err != nil {
		return nil, err
	}
	taxable := sumOf(lines)
	return taxedLines{
		Taxable: euros(taxable), VAT: euros(vat.Of(taxable, rate)),
		Rounded: euros(sumOf(alone)), Shown: eurosOf(shown),
	}, nil
}

type invoiceTotals struct {
	Lines      string              `json:"BT-106"`
	Allowances string              `json:"BT-107"`
	Charges    string              `json:"BT-108"`
	Net        string              `json:"BT-109"`
	VAT        string              `json:"BT-110"`
	Gross      string              `json:"BT-112"`
	Categories map[string]subtotal `json:"categories"`
}

type subtotal struct {
	Taxable string `json:"BT-116"`
	VAT     string `json:"BT-117"`
}

// invoice answers "vat_invoice".
func invoice(g *given) (any, error) {
	g.euros()
	lines, allowances, charges := g.taxedLines(), []vat.Item(nil), []vat.Item(nil)
	if g.has("document_level") {
		allowances, charges = g.documentLevel()
	}
	if err := g.done(); err != nil {
		return nil, err
	}
	totals, err := vat.Breakdown(lines, allowances, charges)
	if err != nil {
		return nil, err
	}
	result := invoiceTotals{
		Lines: euros(totals.Lines), Allowances: euros(totals.Allowances), Charges: euros(totals.Charges),
		Net: euros(totals.Net), VAT: euros(totals.VAT), Gross: euros(totals.Gross), Categories: map[string]subtotal{},
	}
	for _, s := range totals.Subtotals {
		result.Categories[s.Tax.String()] = subtotal{Taxable: euros(s.Taxable), VAT: euros(s.VAT)}
	}
	return result, nil
}

// taxedLines reads amount, category and rate of every line.
func (g *given) taxedLines() []vat.Item {
	var rows [][]numeral.Number
	g.into("lines", &rows)
	items := make([]vat.Item, 0, len(rows))
	for _, row := range rows {
		if len(row) != 3 {
			g.refuse(refusal("malformed_given lines"))
			return nil
		}
		items = append(items, g.item("lines", row[0], row[1], row[2]))
	}
	return items
}

// documentLevel reads amount, A or C (allowance or charge), category and rate.
func (g *given) documentLevel() (allowances, charges []vat.Item) {
	var rows [][]numeral.Number
	g.into("document_level", &rows)
	for _, row := range rows {
		switch {
		case len(row) == 4 && row[1] == "A":
			allowances = append(allowances, g.item("document_level", row[0], row[2], row[3]))
		case len(row) == 4 && row[1] == "C":
			charges = append(charges, g.item("document_level", row[0], row[2], row[3]))
		default:
			g.refuse(refusal("malformed_given document_level"))
			return nil, nil
		}
	}
	return allowances, charges
}

func (g *given) item(field string, amount, category, rate numeral.Number) vat.Item {
	return vat.Item{
		Net: g.units(g.decimal(field, amount)).Shift(-2),
		Tax: vat.Tax{Category: vat.Category(category), Rate: g.decimal(field, rate)},
	}
}

type splitTax struct {
	Net        []string `json:"net"`
	Supplier   string   `json:"supplier_vat"`
	Reinvoiced []string `json:"reinvoice_vat"`
	Difference string   `json:"reinvoice_difference_to_post"`
	CostSheet  []string `json:"cost_sheet_vat"`
}

// taxSplit answers "vat_split": both regimes for one supplier's invoice.
func taxSplit(g *given) (any, error) {
	g.euros()
	net, rate, members := g.amount("net"), g.taxRate("rate"), g.members()
	if err := g.done(); err != nil {
		return nil, err
	}
	shares, err := split.Units(net, members)
	if err != nil {
		return nil, err
	}
	nets := unitsOf(shares)
	for i := range nets {
		nets[i] = nets[i].Shift(-2)
	}
	own := vat.Reinvoice(nets, rate)
	passedOn, err := split.Units(own.Supplier.Shift(2), members)
	if err != nil {
		return nil, err
	}
	return splitTax{
		Net: eurosOf(nets), Supplier: euros(own.Supplier), Reinvoiced: eurosOf(own.VAT),
		Difference: euros(own.Difference), CostSheet: g.shares(passedOn),
	}, nil
}

type grossTotals struct {
	Net      string `json:"BT-109"`
	VAT      string `json:"BT-110"`
	Gross    string `json:"BT-112"`
	Rounding string `json:"BT-114"`
	Due      string `json:"BT-115"`
}

// grossPrice answers "vat_gross".
func grossPrice(g *given) (any, error) {
	gross, rate := g.cents("gross"), g.number("rate")
	if err := g.done(); err != nil {
		return nil, err
	}
	t, err := vat.FromGross(gross, rate)
	if err != nil {
		return nil, err
	}
	return grossTotals{Net: euros(t.Net), VAT: euros(t.VAT), Gross: euros(t.Gross), Rounding: euros(t.Rounding), Due: euros(t.Due)}, nil
}

type discounted struct {
	PerPiece  string `json:"per_piece"`
	PerLine   string `json:"per_line"`
	Exact     string `json:"exact_net"`
	Unrounded string `json:"price_net_unrounded_line"`
}

// discount answers "line_discount".
func discount(g *given) (any, error) {
	g.euros()
	quantity, price, percent := g.number("qty"), g.number("price"), g.number("discount_percent")
	if err := g.done(); err != nil {
		return nil, err
	}
	d, err := vat.Discount(quantity, price, percent)
	if err != nil {
		return nil, err
	}
	return discounted{
		PerPiece: euros(d.PerPiece), PerLine: euros(d.PerLine), Exact: numeral.Trimmed(d.Exact, 2), Unrounded: euros(d.Unrounded),
	}, nil
}

type amountDue struct {
	Due string `json:"BT-115"`
}

// due answers "vat_due".
func due(g *given) (any, error) {
	gross, prepaid, rounding := g.cents("BT-112"), decimal.Zero, decimal.Zero
	if g.has("BT-113") {
		prepaid = g.cents("BT-113")
	}
	if g.has("BT-114") {
		rounding = g.cents("BT-114")
	}
	if err := g.done(); err != nil {
		return nil, err
	}
	return amountDue{Due: euros(vat.Due(gross, prepaid, rounding))}, nil
}
