package catalogue

import (
	"slices"
	"strings"

	"allmende/domain/wording"
)

// Fields are what the columns of a table may hold.
var Fields = []string{
	"number", "contractPosition", "name", "description", "category", "cpv", "unit", "price", "taxRate", "tiers", "manufacturer", "manufacturerNumber", "gtin", "deliveryDays",
	"labels", "securityProfile", "endOfLife", "successor", "accessories", "variants", "parts", "images", "dataSheets", "attributes", "action",
}

// RequiredFields are those without which a table is no catalogue.
var RequiredFields = []string{"number", "name", "unit", "price"}

// CanName tells whether a column of this name can be assigned to a field.
func CanName(column string) bool { return wording.Line(column, 1, longestLine) }

// NewColumns checks what a supplier calls its columns, by field. A field that is not there
// keeps its usual names; one with an empty name is in no column. It fails with ErrMapping.
func NewColumns(columns map[string]string) (map[string]string, error) {
	named, seen := map[string]string{}, map[string]bool{}
	for field, name := range columns {
		name = strings.TrimSpace(name)
		if !slices.Contains(Fields, field) || name != "" && !CanName(name) || seen[strings.ToLower(name)] {
			return nil, ErrMapping.At("columns." + field)
		}
		named[field], seen[strings.ToLower(name)] = name, name != ""
	}
	return named, nil
}
