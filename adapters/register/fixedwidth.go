package register

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/driven"
)

// width of a line in characters, not bytes: names contain ü and š.
const width = 220

// record is a line of the fixed-width file.
type record struct {
	line int
	text []rune
}

// at is the text of a field, with the positions of the official description: they
// begin at 1.
func (r record) at(position, length int) string {
	return strings.TrimRight(string(r.text[position-1:position-1+length]), " ")
}

func (r record) kind() string        { return r.at(1, 2) }
func (r record) association() string { return r.at(11, 5) + r.at(19, 4) }
func (r record) status(f *fields) period.Day {
	text := r.at(3, 8)
	if len(text) != 8 {
		f.fail("territorial status %q is no date", text)
		return period.Day{}
	}
	return f.day("territorial status", text[:4]+"-"+text[4:6]+"-"+text[6:])
}

func readFixedWidth(file string, text []byte) driven.RegisterFile {
	b := newBuilder(file, "GV100AD")
	var municipalities []record
	lines(text, b.refuse, func(line int, text string) {
		if n := utf8.RuneCountInString(text); n != width {
			b.refuse(line, "has %d characters instead of %d", n, width)
			return
		}
		r := record{line, []rune(text)}
		switch r.kind() {
		case "10", "40", "50":
			b.addFixedHead(file, r)
		case "20", "30": // regions of the states: no public bodies
		case "60":
			municipalities = append(municipalities, r)
		default:
			b.refuse(line, "record type %q is none of 10, 20, 30, 40, 50, 60", r.kind())
		}
	})
	headsComplete := len(b.file.Refused) == 0
	for _, r := range municipalities {
		u, wrong := b.fixedUnit(r, headsComplete)
		if wrong != "" {
			b.refuse(r.line, "%s", wrong)
			continue
		}
		b.addUnit(u)
	}
	return b.build()
}

func (b *builder) addFixedHead(file string, r record) {
	var f fields
	h := head{file: file, line: r.line, name: f.text("name (columns 23-72)", r.at(23, 50)), population: unknown}
	code := r.at(123, 2)
	switch r.kind() {
	case "10":
		h.key, h.kind = f.key("state (columns 11-12)", r.at(11, 2), 2), stateKind
	case "40":
		h.key, h.seat = f.key("district (columns 11-15)", r.at(11, 5), 5), r.at(73, 50)
		h.kind = f.fixedKind(code, districtKinds)
	default:
		h.key, h.seat = f.key("association (columns 11-15, 19-22)", r.association(), 9), r.at(73, 50)
		h.kind = f.fixedKind(code, associationKinds)
	}
	r.status(&f)
	if f.wrong != "" {
		b.refuse(r.line, "%s", f.wrong)
		return
	}
	b.addHead(h)
}

func (f *fields) fixedKind(code string, kinds map[string]string) string {
	if kinds[code] == "" {
		f.fail("kind %q (columns 123-124) is not known", code)
	}
	return kinds[code]
}

// fixedUnit reads a record of a municipality; the names above it are those of the
// records that its key begins with.
func (b *builder) fixedUnit(r record, headsComplete bool) (unit, string) {
	var f fields
	u := unit{
		line: r.line, key: f.key("key (columns 11-15, 19-22, 16-18)", r.association()+r.at(16, 3), 12), kindCode: r.at(123, 2),
		name: f.text("name (columns 23-72)", r.at(23, 50)), status: r.status(&f),
		area: f.number("area (columns 129-139)", r.at(129, 11)), population: f.number("population (columns 140-150)", r.at(140, 11)),
		postalCode: f.match("postal code (columns 166-170)", r.at(166, 5), postalCode, "five digits"),
	}
	f.fixedKind(u.kindCode, municipalityKinds)
	if male := f.number("male population (columns 151-161)", r.at(151, 11)); male > u.population {
		f.fail("male population %d is more than the population %d", male, u.population)
	}
	if f.wrong != "" {
		return unit{}, f.wrong
	}
	u.source = sourceOf(u.status)
	state, district, association := b.heads[u.key.State()], b.heads[u.key.District()], b.heads[u.key.Association()]
	u.state, u.district, u.districtKind, u.association, u.associationKind = state.name, district.name, district.kind, association.name, association.kind
	if headsComplete {
		return u, u.missingHead()
	}
	return u, ""
}

// missingHead says which record above the municipality the file lacks. Three areas
// lie in a district that has none.
func (u unit) missingHead() string {
	missing := func(what string, key member.OfficialKey) string {
		return fmt.Sprintf("%s %s has no record in the file", what, key)
	}
	switch {
	case u.state == "":
		return missing("state", u.key.State())
	case u.district == "" && !u.isArea():
		return missing("district", u.key.District())
	case u.association == "":
		return missing("association", u.key.Association())
	}
	return ""
}
