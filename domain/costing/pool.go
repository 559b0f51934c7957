// Package costing shares costs among members to the cent: pools that collect a
// cost, allocations that split it by a key with every share explained, and the
// entries of the ledger that they become.
package costing

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
)

// Faults of cost pools.
var (
	// ErrTitle: the title has less than 3 or more than 200 characters, or control characters.
	ErrTitle = fault.New(fault.Invalid, "costing.title-invalid", fault.Field("title"))
	// ErrKind: the kind is none of those known.
	ErrKind = fault.New(fault.Invalid, "costing.kind-unknown", fault.Field("kind"))
	// ErrNothingToShare: the amount is 0.00.
	ErrNothingToShare = fault.New(fault.Invalid, "costing.amount-zero", fault.Field("amount"))
	// ErrNoMembers: nobody would share the cost; a tender has entitled members from its publication on.
	ErrNoMembers = fault.New(fault.Invalid, "costing.no-members", fault.Field("memberIds"))
	// ErrMemberTwice: a member would share twice.
	ErrMemberTwice = fault.New(fault.Invalid, "costing.member-twice")
	// ErrAllocated: what the pool holds is posted already; one allocation of a pool is posted, once.
	ErrAllocated = fault.New(fault.Conflict, "costing.pool-allocated")
)

// PoolID names a cost pool.
type PoolID = id.Of[Pool]

// Kind says what a pool collects.
type Kind string

// The kinds of pools.
const (
	TenderCost   Kind = "tender-cost"
	JointLicence Kind = "joint-licence"
	Other        Kind = "other"
)

var kinds = []Kind{TenderCost, JointLicence, Other}

// Pool collects a cost, or with a negative amount a credit, that members share. It
// never changes; what is posted of it stands in its allocations.
type Pool struct{ s PoolState }

// PoolState is all that a pool knows.
type PoolState struct {
	ID        PoolID
	Number    string // "KP-2026-0001"
	Title     string
	Kind      Kind
	Amount    money.Amount
	Tender    tender.ID    // or none; its frozen round gives ordered quantities
	Framework framework.ID // or none; its call-offs give values
	Members   []member.ID  // by id; nil where only the rest was loaded
	Allocated money.Amount // by the posted allocation
	CreatedBy member.PersonID
	CreatedAt time.Time
	Version   int
}

// Collecting is what is decided about a new pool.
type Collecting struct {
	Number    string
	Title     string
	Kind      Kind
	Amount    money.Amount
	Tender    tender.ID
	Framework framework.ID
	Members   []member.ID
	By        member.PersonID
}

// NewPool collects a cost. It fails with ErrTitle, ErrKind, ErrNothingToShare,
// ErrNoMembers or ErrMemberTwice.
func NewPool(c Collecting, now time.Time) (*Pool, error) {
	c.Title = strings.TrimSpace(c.Title)
	if n := utf8.RuneCountInString(c.Title); n < 3 || n > 200 || strings.ContainsFunc(c.Title, unicode.IsControl) {
		return nil, ErrTitle
	}
	if !slices.Contains(kinds, c.Kind) {
		return nil, ErrKind
	}
	if c.Amount.IsZero() {
		return nil, ErrNothingToShare
	}
	members, err := sharing(c.Members)
	if err != nil {
		return nil, err
	}
	return &Pool{PoolState{
		ID: id.New[Pool](), Number: c.Number, Title: c.Title, Kind: c.Kind, Amount: c.Amount, Tender: c.Tender,
		Framework: c.Framework, Members: members, CreatedBy: c.By, CreatedAt: now, Version: 1,
	}}, nil
}

// sharing puts the members into the order of their ids.
func sharing(given []member.ID) ([]member.ID, error) {
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

// RestorePool trusts a state that a store kept.
func RestorePool(s PoolState) *Pool { return &Pool{s} }

// State returns a copy of the data.
func (p *Pool) State() PoolState {
	s := p.s
	s.Members = slices.Clone(s.Members)
	return s
}

// open fails with ErrAllocated once an allocation of the pool is posted.
func (p *Pool) open() error {
	if !p.s.Allocated.IsZero() {
		return ErrAllocated.With("pool", p.s.Number)
	}
	return nil
}
