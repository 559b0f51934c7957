package register

import (
	"fmt"

	"allmende/domain/member"
	"allmende/ports/driven"
)

// head is what a record says about a body above the municipalities: a state, a
// district, an association.
type head struct {
	file             string
	line             int
	key              member.OfficialKey
	kind, name, seat string
	population       int64 // unknown if the record does not tell
}

const (
	unknown   = -1
	stateKind = "Land"
)

// group is a body above the municipalities, summed up out of them.
type group struct {
	body    member.Body
	line    int // of the first municipality in it
	oneNUTS bool
	oneYear bool
}

// builder puts the bodies together and gathers what is refused.
type builder struct {
	file   driven.RegisterFile
	units  []unit
	seen   map[member.OfficialKey]int // line of each municipality
	heads  map[member.OfficialKey]head
	order  []member.OfficialKey // of heads
	groups map[member.OfficialKey]*group
	ranks  []member.OfficialKey // of groups
}

func newBuilder(file, format string) *builder {
	return &builder{
		file: driven.RegisterFile{Files: []string{file}, Format: format},
		seen: map[member.OfficialKey]int{}, heads: map[member.OfficialKey]head{}, groups: map[member.OfficialKey]*group{},
	}
}

func (b *builder) refuse(line int, reason string, args ...any) {
	b.refuseIn(b.file.Files[0], line, fmt.Sprintf(reason, args...))
}

func (b *builder) refuseIn(file string, line int, reason string) {
	b.file.Refused = append(b.file.Refused, driven.Refusal{File: file, Line: line, Reason: reason})
}

func (b *builder) addHead(h head) {
	if first, twice := b.heads[h.key]; twice {
		b.refuseIn(h.file, h.line, fmt.Sprintf("key %s stands in line %d already", h.key, first.line))
		return
	}
	b.heads[h.key] = h
	b.order = append(b.order, h.key)
}

// addUnit takes a municipality and adds it to the bodies it lies in.
func (b *builder) addUnit(u unit) {
	if first, twice := b.seen[u.key]; twice {
		b.refuse(u.line, "key %s stands in line %d already", u.key, first)
		return
	}
	b.seen[u.key] = u.line
	above := []member.Body{{Key: u.key.State(), Kind: member.KindState, KindName: stateKind, Name: u.state}}
	if u.districtKind != "" {
		above = append(above, member.Body{Key: u.key.District(), Kind: member.KindDistrict, KindName: u.districtKind, Name: u.district})
	}
	if u.associationKind != alone {
		above = append(above, member.Body{Key: u.key.Association(), Kind: member.KindJointMunicipality, KindName: u.associationKind, Name: u.association, DistrictName: u.district})
	}
	for _, body := range above {
		if wrong := b.group(body, u); wrong != "" {
			b.refuse(u.line, "%s", wrong)
			return
		}
	}
	b.units = append(b.units, u)
}

// group adds a unit to a body above it, or says that it calls the body otherwise
// than the units before.
func (b *builder) group(body member.Body, u unit) string {
	g := b.groups[body.Key]
	if g == nil {
		body.StateName, body.NUTS3, body.PopulationYear, body.Status, body.Source = u.state, u.nuts3, u.year, u.status, u.source
		g = &group{body: body, line: u.line, oneNUTS: body.Kind != member.KindState, oneYear: true}
		b.groups[body.Key] = g
		b.ranks = append(b.ranks, body.Key)
	}
	if g.body.Name != body.Name || g.body.KindName != body.KindName {
		return fmt.Sprintf("calls %s %s %q, but line %d calls it %s %q", body.Key, body.KindName, body.Name, g.line, g.body.KindName, g.body.Name)
	}
	g.body.Population += u.population
	g.body.AreaHectares += u.area
	g.oneNUTS = g.oneNUTS && g.body.NUTS3 == u.nuts3
	g.oneYear = g.oneYear && g.body.PopulationYear == u.year
	return ""
}

// build holds the heads against the sums, unless a line is missing from these, and
// hands out every body.
func (b *builder) build() driven.RegisterFile {
	if len(b.file.Refused) == 0 && len(b.units) == 0 {
		b.refuse(1, "tells of no municipality")
	}
	if len(b.file.Refused) == 0 {
		b.compareHeads()
	}
	if len(b.file.Refused) > 0 {
		return b.file
	}
	for _, key := range b.ranks {
		b.file.Entries = append(b.file.Entries, b.entry(key))
	}
	for _, u := range b.units {
		b.file.Entries = append(b.file.Entries, driven.Entry{Body: u.body(), File: b.file.Files[0], Line: u.line})
	}
	return b.file
}

func (b *builder) entry(key member.OfficialKey) driven.Entry {
	g := b.groups[key]
	body := g.body
	if !g.oneNUTS {
		body.NUTS3 = ""
	}
	if !g.oneYear {
		body.PopulationYear = 0
	}
	h := b.heads[key]
	body.Seat = h.seat
	if h.line == 0 {
		return driven.Entry{Body: body, File: b.file.Files[0]}
	}
	return driven.Entry{Body: body, File: h.file, Line: h.line}
}

func (b *builder) compareHeads() {
	for _, key := range b.order {
		h, g := b.heads[key], b.groups[key]
		switch {
		case h.kind == alone: // no body
		case g == nil:
			b.refuseIn(h.file, h.line, fmt.Sprintf("no municipality of the register lies in %s", h.key))
		case g.body.Name != h.name || g.body.KindName != h.kind:
			b.refuseIn(h.file, h.line, fmt.Sprintf("calls %s %s %q, but its municipalities call it %s %q", h.key, h.kind, h.name, g.body.KindName, g.body.Name))
		case h.population != unknown && g.body.Population != h.population:
			b.refuseIn(h.file, h.line, fmt.Sprintf("population %d of %s is not the sum of its municipalities, %d", h.population, h.key, g.body.Population))
		}
	}
}
