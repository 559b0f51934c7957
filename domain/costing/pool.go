// Package costing shares costs among members to the cent: pools that collect costs and
// grants, runs that split them under a scheme with every share explained, and the
// entries of the ledger that they become.
//
// A run never changes what was posted: it computes what every member should bear of the
// costs of some days, and books the difference to what stands. So a run over the same
// days again is the correction for whatever has changed since: a cost, a rebate, the
// inhabitants, a member more or less. See run.go for the order in which things are
// computed, and scheme.go for what can be combined.
package costing

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/domain/wording"
)

// Faults of cost pools.
var (
	// ErrTitle: the title has less than 3 or more than 200 characters, or control characters.
	ErrTitle = fault.New(fault.Invalid, "costing.title-invalid", fault.Field("title"))
	// ErrKind: the kind is none of those known.
	ErrKind = fault.New(fault.Invalid, "costing.kind-unknown", fault.Field("kind"))
	// ErrRegime: the regime is none of those known.
	ErrRegime = fault.New(fault.Invalid, "costing.regime-unknown", fault.Field("regime"))
	// ErrMode: the mode is none of those known.
	ErrMode = fault.New(fault.Invalid, "costing.mode-unknown", fault.Field("mode"))
	// ErrNoMembers: nobody would share the cost; a tender has entitled members from its publication on.
	ErrNoMembers = fault.New(fault.Invalid, "costing.no-members", fault.Field("memberIds"))
	// ErrMemberTwice: a member would share twice.
	ErrMemberTwice = fault.New(fault.Invalid, "costing.member-twice")
	// ErrMemberJoined: the member is in the pool already.
	ErrMemberJoined = fault.New(fault.Conflict, "costing.member-joined")
	// ErrMemberOutside: the member is not in the pool.
	ErrMemberOutside = fault.New(fault.Invalid, "costing.member-outside")
)

// PoolID names a cost pool.
type PoolID = id.Of[Pool]

// Kind says what a pool collects.
type Kind string

// The kinds of pools.
const (
	TenderCost      Kind = "tender-cost"
	JointLicence    Kind = "joint-licence"
	SharedService   Kind = "shared-service"
	DataCenterMonth Kind = "data-center-month"
	MembershipFee   Kind = "membership-fee"
	Other           Kind = "other"
)

var kinds = []Kind{TenderCost, JointLicence, SharedService, DataCenterMonth, MembershipFee, Other}

// Regime says what becomes of the suppliers' VAT.
type Regime string

// The regimes.
const (
	CostSheet   Regime = "cost-sheet"   // it is a cost like others, split exactly
	OwnInvoices Regime = "own-invoices" // only net is shared; every document computes its own VAT
)

// Mode says what is split from run to run.
type Mode string

// The modes.
const (
	EachRun    Mode = "each-run"   // every run by itself
	Cumulative Mode = "cumulative" // the running total, of which the difference is booked
)

// Pool collects costs and grants that members share. Only members are ever added to it.
type Pool struct{ s PoolState }

// PoolState is all that a pool knows.
type PoolState struct {
	ID        PoolID
	Number    string // "KP-2026-0001"
	Title     string
	Kind      Kind
	Regime    Regime
	Mode      Mode
	Tender    tender.ID    // or none; its frozen round gives ordered quantities
	Framework framework.ID // or none; its call-offs give values
	Members   []member.ID  // by id; nil where only the rest was loaded
	CreatedBy member.PersonID
	CreatedAt time.Time
	Version   int
}

// Collecting is what is decided about a new pool; without a regime it is CostSheet,
// without a mode EachRun.
type Collecting struct {
	Number    string
	Title     string
	Kind      Kind
	Regime    Regime
	Mode      Mode
	Tender    tender.ID
	Framework framework.ID
	Members   []member.ID
	By        member.PersonID
}

// NewPool opens a pool. It fails with ErrTitle, ErrKind, ErrRegime, ErrMode,
// ErrNoMembers or ErrMemberTwice.
func NewPool(c Collecting, now time.Time) (*Pool, error) {
	c.Title = strings.TrimSpace(c.Title)
	if !wording.Line(c.Title, 3, 200) {
		return nil, ErrTitle
	}
	if !slices.Contains(kinds, c.Kind) {
		return nil, ErrKind
	}
	switch c.Regime {
	case "":
		c.Regime = CostSheet
	case CostSheet, OwnInvoices:
	default:
		return nil, ErrRegime
	}
	switch c.Mode {
	case "":
		c.Mode = EachRun
	case EachRun, Cumulative:
	default:
		return nil, ErrMode
	}
	members, err := inOrder(c.Members)
	if err != nil {
		return nil, err
	}
	return &Pool{PoolState{
		ID: id.New[Pool](), Number: c.Number, Title: c.Title, Kind: c.Kind, Regime: c.Regime, Mode: c.Mode, Tender: c.Tender,
		Framework: c.Framework, Members: members, CreatedBy: c.By, CreatedAt: now, Version: 1,
	}}, nil
}

// inOrder puts the members into the order of their ids.
func inOrder(given []member.ID) ([]member.ID, error) {
	if len(given) == 0 {
		return nil, ErrNoMembers
	}
	seen := make(map[member.ID]bool, len(given))
	for i, m := range given {
		if seen[m] {
			return nil, ErrMemberTwice.At("memberIds." + strconv.Itoa(i))
		}
		seen[m] = true
	}
	members := slices.Clone(given)
	slices.Sort(members)
	return members, nil
}

// Join adds members, who share from the next run on: of days that were posted already
// by a correction. It fails with ErrNoMembers, ErrMemberTwice or ErrMemberJoined.
func (p *Pool) Join(joining []member.ID) error {
	added, err := inOrder(joining)
	if err != nil {
		return err
	}
	for i, m := range joining {
		if p.has(m) {
			return ErrMemberJoined.At("memberIds." + strconv.Itoa(i))
		}
	}
	p.s.Members = append(slices.Clone(p.s.Members), added...)
	slices.Sort(p.s.Members)
	return nil
}

func (p *Pool) has(m member.ID) bool {
	_, found := slices.BinarySearch(p.s.Members, m)
	return found
}

// RestorePool trusts a state that a store kept.
func RestorePool(s PoolState) *Pool { return &Pool{s} }

// State returns a copy of the data.
func (p *Pool) State() PoolState {
	s := p.s
	s.Members = slices.Clone(s.Members)
	return s
}
