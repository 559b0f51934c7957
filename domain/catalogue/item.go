// Package catalogue holds what suppliers send as their catalogues of a contract: entries
// checked one by one, versions that an officer decides about, and what differs between them.
package catalogue

import (
	"allmende/domain/demand"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/vat"
)

type (
	// LineID names a line of a version: what it says about one article.
	LineID = id.Of[Line]
	// MediumID names a stored image or data sheet.
	MediumID = id.Of[Medium]
)

// Line is what a version says about one article that is new or changes.
type Line struct {
	ID     LineID
	Number int // where it stands in the file
	Item   framework.ItemID
	Article
}

// Article is all that a catalogue may tell of one. The supplier's number names it.
type Article struct {
	Number             string // the supplier's, unique in its catalogue of a contract
	ContractPosition   int    // of an awarded item: its position in the contract; 0 for none
	Name               string
	Description        string
	Category           demand.Category
	CPV                string // or empty
	Unit               quantity.Unit
	Price              money.Price // net, of one unit
	Tax                vat.Tax     // vat.Unknown where it says nothing
	Tiers              []Tier      // prices from larger quantities on, by quantity
	Manufacturer       string
	ManufacturerNumber string
	GTIN               string
	DeliveryDays       int // Unstated where it says nothing
	Labels             []string
	SecurityProfile    string
	EndOfLife          period.Day // or none
	Successor          string     // the number of the article that replaces it
	Accessories        []string   // numbers of articles, as are variants
	Variants           []string
	Attributes         []Attribute
	Parts              []Part // of a configuration
	Media              []Medium
}

// Unstated is the delivery time of an article whose catalogue does not tell it.
const Unstated = -1

// Tier is the price of a unit from a quantity on.
type Tier struct {
	From  quantity.Quantity
	Price money.Price
}

// Attribute is a property with its value and, where it has one, the unit of it.
type Attribute struct{ Name, Value, Unit string }

// Part is an article that a configuration is made of.
type Part struct {
	Number   string
	Quantity quantity.Quantity
}

// MediumKind says what a medium is for.
type MediumKind string

// The kinds of media.
const (
	Image     MediumKind = "image"
	DataSheet MediumKind = "data-sheet"
	Other     MediumKind = "other"
)

// Medium is an image or a document as the catalogue names it; whether the file itself
// came too is another question.
type Medium struct {
	Kind   MediumKind
	Source string // a file's name, or an address that is never fetched
	Title  string
}
