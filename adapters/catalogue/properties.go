package catalogue

import (
	"strings"

	"github.com/shopspring/decimal"

	"allmende/domain/catalogue"
)

// property takes a property. Some of them are what neither BMEcat nor Peppol has a place
// of its own for (docs/handbook/catalogues.md).
func property(e *catalogue.Entry, a catalogue.Attribute) {
	switch strings.ToLower(a.Name) {
	case "":
	case "nachhaltigkeitssiegel", "umweltzeichen", "sustainability label":
		e.Labels = append(e.Labels, strings.Split(a.Value, " / ")...)
	case "mindestsicherheitsprofil", "minimum-security profile":
		e.SecurityProfile = a.Value
	case "abkündigung", "end of life":
		e.EndOfLife = dayOf(a.Value)
	case "position im vertrag", "contract position":
		e.ContractPosition = a.Value
	case "cpv":
		e.CPV = a.Value
	default:
		e.Attributes = append(e.Attributes, a)
	}
}

// categories are the categories of VAT as BMEcat and people call them, by their codes in
// UNTDID 5305. Which rate is the standard one, and which a reduced one, only the rate tells.
var categories = map[string]string{
	"exemption": "E", "steuerfrei": "E", "exempt": "E", "zero_rate": "Z", "nicht steuerbar": "O", "not taxable": "O", "reverse charge": "AE", "reverse-charge": "AE",
}

// taxNamed reads "19 %", "7,0" and "steuerfrei".
func taxNamed(text string) catalogue.Tax {
	if category, ok := categories[strings.ToLower(text)]; ok {
		return catalogue.Tax{Category: category}
	}
	if percent, ok := strings.CutSuffix(text, "%"); ok {
		return catalogue.Tax{Rate: numberOf(strings.TrimSpace(percent))}
	}
	return catalogue.Tax{Rate: percentOf(numberOf(text))}
}

// percentOf is a rate in percent, also of the factor that BMEcat and workbooks have: 0.19. Many
// write 19 all the same, and nobody asks for less than one percent.
func percentOf(text string) string {
	factor, err := decimal.NewFromString(text)
	if err != nil || len(text) > 12 || strings.ContainsAny(text, "eE") || factor.Abs().Cmp(decimal.NewFromInt(1)) >= 0 {
		return text
	}
	return factor.Shift(2).String()
}

// oldUnits are codes that catalogues still bear and the list of units has given up, and what
// people write; what the list calls a stick of cigarettes is a piece to everybody else.
var oldUnits = map[string]string{
	"PCE": "H87", "BX": "XBX", "BOX": "XBX", "PK": "XPK", "PA": "XPA", "CT": "XCT", "CS": "XCS", "RO": "XRO", "BG": "XBG", "BO": "XBO", "ST": "XST", "NPR": "PR",
	"STK": "H87", "STÜCK": "H87", "STD": "HUR", "STUNDE": "HUR", "TAG": "DAY", "MONAT": "MON", "JAHR": "ANN", "KG": "KGM", "M": "MTR", "L": "LTR",
}

func unitOf(text string) string {
	if renewed, ok := oldUnits[strings.ToUpper(text)]; ok {
		return renewed
	}
	return text
}

// lineOf is a text on one line.
func lineOf(text string) string {
	if !strings.ContainsAny(text, "\n\r\t") {
		return text
	}
	return strings.Join(strings.Fields(text), " ")
}
