package catalogue

import (
	"strings"

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
