package member

import (
	"slices"
	"strconv"
	"strings"

	"allmende/domain/period"
)

// Body is one entry of the directory of public bodies: what the official register
// says about a state, a district, an association of municipalities, a
// municipality, or an area without one. A text or number that the source does not
// tell is empty or 0.
type Body struct {
	Key             OfficialKey
	Kind            Kind
	KindName        string // as in the register: "Landkreis", "Kreisfreie Stadt"
	Name            string // as in the register: "Celle"
	Seat            string // of the administration, of districts and associations
	StateName       string
	DistrictName    string
	AssociationName string
	NUTS3           string
	PostalCode      string
	AreaHectares    int64
	Population      int64
	PopulationYear  int // whose 31 December was counted; 0 if the source does not tell
	Status          period.Day
	Source          string
}

// Title is the name by which people tell bodies apart: Celle is the "Landkreis
// Celle" beside "Celle, Stadt", but the Heidekreis needs no more words.
func (b Body) Title() string {
	kinds := []string{}
	switch b.Kind {
	case KindDistrict:
		kinds = []string{"kreis", "region"}
	case KindJointMunicipality:
		kinds = []string{"amt ", "(vgem)", "vvg ", "gvv "}
	case KindState, KindMunicipality, KindITProvider, KindUniversity, KindAssociation, KindArea:
		return b.Name
	}
	says := func(kind string) bool { return strings.Contains(strings.ToLower(b.Name), kind) }
	if b.IsCity() || slices.ContainsFunc(kinds, says) {
		return b.Name
	}
	return b.KindName + " " + b.Name
}

// IsCity reports whether a district is one city: a Kreisfreie Stadt or a
// Stadtkreis stands in the register as a district and as a municipality.
func (b Body) IsCity() bool {
	return b.Kind == KindDistrict && (b.KindName == "Kreisfreie Stadt" || b.KindName == "Stadtkreis")
}

// AdmittedAs is the key under which the body becomes a member, or none for an
// area. A city that is its own district, or its own state as Berlin and Hamburg,
// is one body, and its municipality stands for it.
func (b Body) AdmittedAs() OfficialKey {
	switch {
	case b.Kind == KindArea:
		return ""
	case b.IsCity(), b.Key == "02", b.Key == "11":
		return b.Key.city()
	default:
		return b.Key
	}
}

// Difference is one value that a newer register gives otherwise.
type Difference struct{ Field, From, To string }

// Update is the body as a newer register b leaves the known one: what the newer
// does not tell stays, but never the year of a population that is another now. The
// differences are empty when nothing changed.
func (b Body) Update(known Body) (Body, []Difference) {
	if b.Seat == "" {
		b.Seat = known.Seat
	}
	if b.NUTS3 == "" {
		b.NUTS3 = known.NUTS3
	}
	if b.PopulationYear == 0 && b.Population == known.Population {
		b.PopulationYear = known.PopulationYear
	}
	before, after := known.values(), b.values()
	differences := []Difference{}
	for i := range after {
		if before[i].To != after[i].To {
			differences = append(differences, Difference{after[i].Field, before[i].To, after[i].To})
		}
	}
	return b, differences
}

func (b Body) values() []Difference {
	return []Difference{
		{Field: "kind", To: string(b.Kind)}, {Field: "kind name", To: b.KindName}, {Field: "name", To: b.Name}, {Field: "seat", To: b.Seat},
		{Field: "state", To: b.StateName}, {Field: "district", To: b.DistrictName}, {Field: "association", To: b.AssociationName},
		{Field: "NUTS 3", To: b.NUTS3}, {Field: "postal code", To: b.PostalCode},
		{Field: "area in ha", To: strconv.FormatInt(b.AreaHectares, 10)},
		{Field: "population", To: strconv.FormatInt(b.Population, 10)}, {Field: "population year", To: strconv.Itoa(b.PopulationYear)},
		{Field: "territorial status", To: b.Status.String()}, {Field: "source", To: b.Source},
	}
}
