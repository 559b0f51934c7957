package catalogue

import (
	"slices"
	"strings"

	"allmende/domain/wording"
)

// Fields are what the columns of a table may hold.
var Fields = []string{
	"number", "contractPosition", "name", "description", "category", "cpv", "unit", "price", "tiers", "manufacturer", "manufacturerNumber", "gtin", "deliveryDays",
	"labels", "securityProfile", "endOfLife", "successor", "accessories", "variants", "parts", "images", "dataSheets", "attributes", "action",
}

// NewColumns checks what a supplier calls its columns, by field; a field without a name
// keeps its usual one. It fails with ErrMapping.
func NewColumns(columns map[string]string) (map[string]string, error) {
	named, seen := map[string]string{}, map[string]bool{}
	for field, name := range columns {
		name = strings.TrimSpace(name)
		if name == "" {
			continue
		}
		if !slices.Contains(Fields, field) || !wording.Line(name, 1, longestLine) || seen[strings.ToLower(name)] {
			return nil, ErrMapping.At("columns." + field)
		}
		named[field], seen[strings.ToLower(name)] = name, true
	}
	return named, nil
}
