package codelist

import "slices"

// Kept is an entry as it is stored. A retired one is offered no longer, but stays for what
// refers to it.
type Kept struct {
	Code
	Retired bool
}

// Difference is what makes what is kept of a list what its source says now.
type Difference struct {
	Put     []Code   // new ones, ones with other labels, and ones that came back
	Retired []string // by code, in order
	// Added, Changed, Returned and Unchanged count what the source says.
	Added, Changed, Returned, Unchanged int
}

// Compare says what a source changes; each code stands in it once.
func Compare(kept map[string]Kept, source []Code) Difference {
	var d Difference
	said := make(map[string]bool, len(source))
	for _, c := range source {
		said[c.Code] = true
		before, known := kept[c.Code]
		switch {
		case !known:
			d.Added++
		case before.Retired:
			d.Returned++
		case before.Code != c:
			d.Changed++
		default:
			d.Unchanged++
			continue
		}
		d.Put = append(d.Put, c)
	}
	for code, before := range kept {
		if !said[code] && !before.Retired {
			d.Retired = append(d.Retired, code)
		}
	}
	slices.Sort(d.Retired)
	return d
}
