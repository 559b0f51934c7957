package demand

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/money"
	"allmende/domain/quantity"
	"allmende/domain/wording"
)

// The faults of an item.
var (
	// ErrItemCount: a round has 1 to 200 items.
	ErrItemCount = fault.New(fault.Invalid, "demand.item-count", fault.Rule("G-DEM"), fault.Field("items"))
	// ErrItemName: the name is shorter than 2 or longer than 200 characters, or has control characters.
	ErrItemName = fault.New(fault.Invalid, "demand.item-name-invalid", fault.Rule("G-DEM"))
	// ErrItemDescription: the description is longer than 2000 characters, or has control characters.
	ErrItemDescription = fault.New(fault.Invalid, "demand.item-description-invalid", fault.Rule("G-DEM"))
	// ErrCategory: the category is none of the four.
	ErrCategory = fault.New(fault.Invalid, "demand.category-unknown", fault.Rule("G-DEM"))
	// ErrCPV: the code is not eight digits, a dash and the check digit.
	ErrCPV = fault.New(fault.Invalid, "demand.cpv-malformed", fault.Rule("G-DEM"))
)

// mostItems is how many items a round may have.
const mostItems = 200

// ItemID names an item of a round.
type ItemID = id.Of[Item]

// Category sorts what is bought.
type Category string

// The categories.
const (
	Hardware   Category = "hardware"
	Software   Category = "software"
	Service    Category = "service"
	DataCenter Category = "data-center"
)

// Item is one thing that members may need. It never changes once it is drafted.
type Item struct {
	ID             ItemID
	Position       int // 1 upwards
	Name           string
	Description    string // may be empty
	Category       Category
	CPV            string // code of the Common Procurement Vocabulary, or empty
	Unit           quantity.Unit
	EstimatedPrice money.Price // net, per unit
	Terms
}

var cpvText = regexp.MustCompile(`^[0-9]{8}-[0-9]$`)

// numbered checks the items and gives them ids and positions.
func numbered(items []Item) ([]Item, error) {
	if len(items) == 0 || len(items) > mostItems {
		return nil, ErrItemCount.With("count", strconv.Itoa(len(items)))
	}
	numbered := slices.Clone(items)
	for i := range numbered {
		item := &numbered[i]
		item.Name, item.Description = strings.TrimSpace(item.Name), strings.TrimSpace(item.Description)
		if f := item.fault(); f != nil {
			return nil, fault.Under(f, "items."+strconv.Itoa(i))
		}
		item.ID, item.Position = id.New[Item](), i+1
	}
	return numbered, nil
}

// fault is what is wrong with the item, at which of its fields, or nil.
func (i Item) fault() *fault.Fault {
	if !wording.Line(i.Name, 2, 200) {
		return ErrItemName.At("name")
	}
	if !wording.Prose(i.Description, 0, 2000) {
		return ErrItemDescription.At("description")
	}
	if !slices.Contains([]Category{Hardware, Software, Service, DataCenter}, i.Category) {
		return ErrCategory.At("category")
	}
	if i.CPV != "" && !cpvText.MatchString(i.CPV) {
		return ErrCPV.At("cpv")
	}
	if _, err := quantity.ParseUnit(string(i.Unit)); err != nil {
		return quantity.ErrUnitMalformed.At("unit")
	}
	return i.Terms.fault(i.Unit, i.EstimatedPrice)
}
