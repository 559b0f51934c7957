package view

import "time"

// CatalogueVersion is a catalogue as a supplier sent it, and what came of it.
type CatalogueVersion struct {
	ID         string     `json:"id"`
	Framework  Ref        `json:"framework"`
	Supplier   Ref        `json:"supplier"`
	Number     int        `json:"number"`
	Status     string     `json:"status"`
	Format     string     `json:"format"`
	Extent     string     `json:"extent"`
	FileName   string     `json:"fileName"`
	FileSize   int64      `json:"fileSize"`
	FileHash   string     `json:"fileHash"`
	ReadCount  int        `json:"readCount"`
	NewCount   int        `json:"newCount"`
	Changed    int        `json:"changedCount"`
	SameCount  int        `json:"sameCount"`
	GoneCount  int        `json:"goneCount"`
	FaultCount int        `json:"faultCount"`
	Dearer     int        `json:"dearerCount"`
	UploadedBy Ref        `json:"uploadedBy"`
	UploadedAt time.Time  `json:"uploadedAt"`
	DecidedBy  *Ref       `json:"decidedBy,omitempty"`
	DecidedAt  *time.Time `json:"decidedAt,omitempty"`
	Reason     string     `json:"reason,omitempty"`
	Version    int        `json:"version"`
}

// Seen is the version of it that was read.
func (c CatalogueVersion) Seen() int { return c.Version }

// CatalogueFault is a line of the report: what of the file was not taken, and why.
type CatalogueFault struct {
	Line   int               `json:"line"`
	Number string            `json:"number"`
	Field  string            `json:"field,omitempty"`
	Code   string            `json:"code"`
	Params map[string]string `json:"params"`
	Taken  bool              `json:"taken"` // the article was taken all the same, without what is wrong
}

// CatalogueChange is what a version does to an article.
type CatalogueChange struct {
	Kind        string                `json:"kind"` // new, changed or gone
	ItemID      string                `json:"itemId"`
	Line        int                   `json:"line,omitempty"`
	Number      string                `json:"number"`
	Name        string                `json:"name"`
	Unit        string                `json:"unit,omitempty"`
	Price       string                `json:"price"`
	WasPrice    string                `json:"wasPrice,omitempty"`
	PriceChange string                `json:"priceChange,omitempty"` // in per cent
	Retired     string                `json:"retired,omitempty"`     // of one that is gone: replaced or blocked
	Successor   string                `json:"successor,omitempty"`
	Differences []CatalogueDifference `json:"differences"`
}

// CatalogueDifference is a field that changes.
type CatalogueDifference struct {
	Field string `json:"field"`
	From  string `json:"from"`
	To    string `json:"to"`
}

// CatalogueColumns are what a supplier calls the columns of its tables, by field.
type CatalogueColumns struct {
	Columns map[string]string `json:"columns"`
	Version int               `json:"version"`
}

// Seen is the version of it that was read.
func (c CatalogueColumns) Seen() int { return c.Version }

// CatalogueProposal is what the columns of a supplier's table seem to hold. There are none
// where the file is no table.
type CatalogueProposal struct {
	Columns  []ProposedColumn `json:"columns"`
	Required []string         `json:"required"` // fields
	Kept     CatalogueColumns `json:"kept"`
}

// ProposedColumn is one with what stands in its first rows, and the field that it is taken
// for: surely, where it is known by its name, or else as a guess.
type ProposedColumn struct {
	Name      string   `json:"name"`
	Samples   []string `json:"samples"`
	Field     string   `json:"field,omitempty"`
	Known     bool     `json:"known"`
	Attribute bool     `json:"attribute"` // taken as one as long as no field is chosen
}

// ContractItem is an item of a contract in a list.
type ContractItem struct {
	ID       string `json:"id"`
	Position int    `json:"position"`
	Number   string `json:"number,omitempty"`
	Name     string `json:"name"`
	Unit     string `json:"unit"`
	Price    string `json:"price"`
	Retired  string `json:"retired,omitempty"`
	Awarded  bool   `json:"awarded"`
}

// ContractItemDetail is all that is known of an item.
type ContractItemDetail struct {
	ContractItem
	Framework          Ref             `json:"framework"`
	Supplier           Ref             `json:"supplier"`
	Description        string          `json:"description,omitempty"`
	Category           string          `json:"category"`
	CPV                string          `json:"cpv,omitempty"`
	MaximumQuantity    string          `json:"maximumQuantity,omitempty"`
	Tax                *Tax            `json:"tax,omitempty"`       // missing where its catalogue does not tell
	Gross              string          `json:"gross,omitempty"`     // what one unit costs with VAT, to the cent
	PriceFrom          string          `json:"priceFrom,omitempty"` // the day since which the price holds, where it changed
	Tiers              []Tier          `json:"tiers"`
	Manufacturer       string          `json:"manufacturer,omitempty"`
	ManufacturerNumber string          `json:"manufacturerNumber,omitempty"`
	GTIN               string          `json:"gtin,omitempty"`
	DeliveryDays       *int            `json:"deliveryDays,omitempty"`
	Labels             []string        `json:"labels"`
	SecurityProfile    string          `json:"securityProfile,omitempty"`
	EndOfLife          string          `json:"endOfLife,omitempty"`
	Successor          *ItemRef        `json:"successor,omitempty"`
	Accessories        []ItemRef       `json:"accessories"`
	Variants           []ItemRef       `json:"variants"`
	Parts              []ItemPart      `json:"parts"`
	Attributes         []ItemAttribute `json:"attributes"`
	Images             []ItemMedium    `json:"images"`
	Documents          []ItemMedium    `json:"documents"`
}

// Tier is the price of a unit from a quantity on.
type Tier struct {
	From  string `json:"from"`
	Price string `json:"price"`
}

// ItemRef names another article; without an id where the contract has none of that number.
type ItemRef struct {
	Number string `json:"number"`
	ID     string `json:"id,omitempty"`
	Name   string `json:"name,omitempty"`
}

// ItemPart is what a configuration is made of.
type ItemPart struct {
	ItemRef
	Quantity string `json:"quantity"`
}

// ItemAttribute is a property.
type ItemAttribute struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	Unit  string `json:"unit,omitempty"`
}

// ItemMedium is an image or a document; without an id where the file itself never came.
type ItemMedium struct {
	Source string `json:"source"`
	Title  string `json:"title,omitempty"`
	ID     string `json:"id,omitempty"`
	Type   string `json:"type,omitempty"`
	Size   int    `json:"size,omitempty"`
}

// Medium is a stored file.
type Medium struct {
	Name        string
	ContentType string
	Hash        string
	Content     []byte
}
