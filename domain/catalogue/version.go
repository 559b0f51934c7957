package catalogue

import (
	"strings"
	"time"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/wording"
)

// ID names a version of a catalogue.
type ID = id.Of[Version]

// Status is where a version stands.
type Status string

// The statuses.
const (
	Staged     Status = "staged" // waits for an officer
	Approved   Status = "approved"
	Rejected   Status = "rejected"
	Superseded Status = "superseded" // the next one came before anybody decided
)

// Extent is what a version says about articles that it does not name.
type Extent string

// The extents.
const (
	Whole  Extent = "whole"  // they are gone
	Items  Extent = "items"  // nothing
	Tariff Extent = "prices" // nothing, and of the others nothing but prices
)

// Format is what kind of file a version came as.
type Format string

// The formats.
const (
	BMEcat12   Format = "bmecat-1.2"
	BMEcat2005 Format = "bmecat-2005"
	Peppol     Format = "peppol"
	CSV        Format = "csv"
	XLSX       Format = "xlsx"
)

// File is what was sent.
type File struct {
	Name   string
	Size   int64
	Hash   string // SHA-256, in hexadecimal
	Format Format
	Extent Extent
}

// Counts are how many articles a version tells of, by what it does to them.
type Counts struct {
	Read    int // entries in the file
	New     int
	Changed int
	Same    int
	Gone    int
	Faults  int // in the report
	Dearer  int // of those that change, how many cost more
}

// Version is what a supplier sent as its catalogue of a contract. It changes nothing until
// an officer approves it who did not send it (D-1).
type Version struct{ s State }

// State is all that a version knows.
type State struct {
	ID         ID
	Version    int
	Framework  framework.ID
	Supplier   member.SupplierID
	Number     int // 1 upwards, by contract and supplier
	Status     Status
	File       File
	Counts     Counts
	Base       ID // the version in force that it was compared with, or none
	UploadedBy member.PersonID
	UploadedAt time.Time
	DecidedBy  member.PersonID
	DecidedAt  time.Time
	Reason     string // of a rejection
}

// Origin is whose catalogue of what a version is, and what came before.
type Origin struct {
	Framework framework.ID
	Supplier  member.SupplierID
	Last      int // the number of the version before, or 0
	InForce   ID  // the version in force, or none
}

// New is a version that waits for a decision.
func New(o Origin, f File, by member.PersonID, now time.Time) *Version {
	return Restore(State{
		ID: id.New[Version](), Version: 1, Framework: o.Framework, Supplier: o.Supplier, Number: o.Last + 1, Status: Staged,
		File: f, Base: o.InForce, UploadedBy: by, UploadedAt: now,
	})
}

// Restore takes back what a store kept.
func Restore(s State) *Version { return &Version{s} }

// State shows a copy.
func (v *Version) State() State { return v.s }

// Count notes what the comparison found.
func (v *Version) Count(c Counts) { v.s.Counts = c }

// Approve puts the version into force. It fails with ErrDecided, with
// access.ErrSamePerson for whoever sent it, and with ErrOutdated where another version is
// in force than the one it was compared with.
func (v *Version) Approve(by member.PersonID, inForce ID, now time.Time) error {
	switch {
	case v.s.Status != Staged:
		return ErrDecided
	case by == v.s.UploadedBy:
		return access.ErrSamePerson
	case inForce != v.s.Base:
		return ErrOutdated
	}
	v.decide(Approved, by, now)
	return nil
}

// Reject turns the version down; whoever sent it may do so too. It fails with ErrDecided or
// ErrReason.
func (v *Version) Reject(by member.PersonID, reason string, now time.Time) error {
	reason = strings.TrimSpace(reason)
	switch {
	case v.s.Status != Staged:
		return ErrDecided
	case !wording.Prose(reason, 3, 2000):
		return ErrReason
	}
	v.decide(Rejected, by, now)
	v.s.Reason = reason
	return nil
}

func (v *Version) decide(s Status, by member.PersonID, now time.Time) {
	v.s.Status, v.s.DecidedBy, v.s.DecidedAt = s, by, now
	v.s.Version++
}
