package tariff

import (
	"strings"

	"allmende/domain/capacity"
	"allmende/domain/metering"
)

// ResourceOf is what tariffs call a kind of capacity: IT load is power, which meters measure in
// kilowatt-hours; a tier of storage is a resource of its own, "storage-nvme".
func ResourceOf(kind capacity.Kind, tier string) metering.Resource {
	if kind == capacity.ITLoad {
		return metering.Power
	}
	name := string(kind)
	if tier != "" {
		name += "-" + plain(tier)
	}
	if len(name) > 40 {
		name = name[:40]
	}
	return metering.Resource(strings.TrimRight(name, "-"))
}

var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss")

// plain leaves small letters and digits, and a hyphen for each run of all else.
func plain(text string) string {
	words := strings.FieldsFunc(umlauts.Replace(strings.ToLower(text)), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return strings.Join(words, "-")
}
