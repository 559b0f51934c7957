// Package capacity holds what members have of a data center: sites, pools of resources, and
// reservations of them, never above what there is on any day (G-CAP).
package capacity

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/period"
)

// Faults of sites.
var (
	// ErrSiteName: a name of 3 to 100 characters.
	ErrSiteName = fault.New(fault.Invalid, "capacity.site-name-invalid", fault.Rule("G-CAP"), fault.Field("name"))
	// ErrAddress: an address of 3 to 300 characters.
	ErrAddress = fault.New(fault.Invalid, "capacity.address-invalid", fault.Rule("G-CAP"), fault.Field("address"))
	// ErrRooms: 1 to 50 rooms, each with a name of its own of 1 to 100 characters and an availability class from 1 to 4.
	ErrRooms = fault.New(fault.Invalid, "capacity.rooms-invalid", fault.Rule("G-CAP"), fault.Field("rooms"))
	// ErrCertificates: at most 50 certificates, each with a name of 2 to 100 characters and its last day.
	ErrCertificates = fault.New(fault.Invalid, "capacity.certificates-invalid", fault.Rule("G-CAP"), fault.Field("certificates"))
	// ErrSiteExists: a site of the cooperative has this name.
	ErrSiteExists = fault.New(fault.Conflict, "capacity.site-exists", fault.Rule("G-CAP"), fault.Field("name"))
)

const (
	highestClass = 4 // of EN 50600-1
	mostParts    = 50
	shortestName = 3
	longestName  = 100
	longestText  = 300
)

// SiteID names a site.
type SiteID = id.Of[Site]

// Site is a data center.
type Site struct{ s SiteState }

// SiteState is all that a site knows.
type SiteState struct {
	ID      SiteID
	Version int
	SiteTerms
}

// SiteTerms is what is said of a site.
type SiteTerms struct {
	Name, Address string
	Rooms         []Room
	Certificates  []Certificate
}

// Room is a part of a site with an availability class of EN 50600 of its own, 1 to 4.
type Room struct {
	Name  string
	Class int
}

// Certificate says that a site is as a standard demands, up to a day.
type Certificate struct {
	Name    string // "ISO/IEC 27001"
	ValidTo period.Day
}

// NewSite fails with ErrSiteName, ErrAddress, ErrRooms or ErrCertificates.
func NewSite(t SiteTerms) (*Site, error) {
	s := &Site{SiteState{ID: id.New[Site](), Version: 1}}
	return s, s.Change(t)
}

// RestoreSite takes back what a store kept.
func RestoreSite(s SiteState) *Site { return &Site{s} }

// State shows it.
func (s *Site) State() SiteState { return s.s }

// Change says other things of it, with the faults of NewSite. Pools name rooms, so those stay
// in their places: only more are added.
func (s *Site) Change(t SiteTerms) error {
	t.Name, t.Address = strings.TrimSpace(t.Name), strings.TrimSpace(t.Address)
	switch {
	case !lasts(t.Name, shortestName, longestName):
		return ErrSiteName
	case !lasts(t.Address, shortestName, longestText):
		return ErrAddress
	case len(t.Rooms) == 0 || len(t.Rooms) > mostParts:
		return ErrRooms
	case len(t.Certificates) > mostParts:
		return ErrCertificates
	}
	names := map[string]bool{}
	for i, r := range t.Rooms {
		if !lasts(r.Name, 1, longestName) || names[r.Name] || r.Class < 1 || r.Class > highestClass {
			return ErrRooms.At("rooms." + strconv.Itoa(i))
		}
		names[r.Name] = true
	}
	for _, r := range s.s.Rooms {
		if !names[r.Name] {
			return ErrRooms
		}
	}
	for i, c := range t.Certificates {
		if !lasts(c.Name, 2, longestName) || c.ValidTo.IsZero() {
			return ErrCertificates.At("certificates." + strconv.Itoa(i))
		}
	}
	s.s.SiteTerms = t
	return nil
}

// HasRoom reports whether a room is one of the site's.
func (s SiteState) HasRoom(name string) bool {
	for _, r := range s.Rooms {
		if r.Name == name {
			return true
		}
	}
	return false
}

// lasts reports whether a text has so many characters.
func lasts(text string, shortest, longest int) bool {
	n := utf8.RuneCountInString(text)
	return n >= shortest && n <= longest && text == strings.TrimSpace(text)
}
