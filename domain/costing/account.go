package costing

import (
	"cmp"

	"allmende/domain/id"
	"allmende/domain/member"
)

// FunderID names who grants money.
type FunderID = id.Of[Funder]

// Funder grants money towards costs: a ministry, a foundation.
type Funder struct {
	ID   FunderID
	Name string
}

// AccountKind says whose an account is.
type AccountKind string

// The kinds of accounts. Those without an owner exist once in a cooperative.
const (
	OfMember      AccountKind = "member" // above zero the member owes it
	OfSupplier    AccountKind = "supplier"
	OfFunder      AccountKind = "funder"
	OfPool        AccountKind = "cost-pool"
	OfGrant       AccountKind = "grant"
	OfVAT         AccountKind = "vat"
	OfRounding    AccountKind = "rounding"
	OfBank        AccountKind = "bank"
	OfCooperative AccountKind = "cooperative"
)

// Account is a place in the ledger: a kind, and whose it is where several can have one.
// Accounts compare by value, and as such are the same wherever they are made.
type Account struct {
	kind  AccountKind
	owner string
}

// MemberAccount is what a member owes.
func MemberAccount(m member.ID) Account { return Account{OfMember, m.String()} }

// SupplierAccount is what a supplier is owed.
func SupplierAccount(s member.SupplierID) Account { return Account{OfSupplier, s.String()} }

// FunderAccount is what a funder has still to give.
func FunderAccount(f FunderID) Account { return Account{OfFunder, f.String()} }

// PoolAccount is what a cost pool has not given out yet.
func PoolAccount(p PoolID) Account { return Account{OfPool, p.String()} }

// OwnAccount is one of those that the cooperative has once: of OfVAT, OfRounding, OfBank
// or OfCooperative.
func OwnAccount(kind AccountKind) Account { return Account{kind: kind} }

// RestoreAccount trusts a kind and an owner that a store kept.
func RestoreAccount(kind AccountKind, owner string) Account { return Account{kind, owner} }

// Kind says whose the account is.
func (a Account) Kind() AccountKind { return a.kind }

// Owner is the id of whose it is, empty for the cooperative's own.
func (a Account) Owner() string { return a.owner }

// Member is whose account it is, if it is a member's.
func (a Account) Member() (m member.ID, ok bool) {
	if a.kind != OfMember {
		return "", false
	}
	return member.ID(a.owner), true
}

// String writes "member 0190…", for messages and logs.
func (a Account) String() string {
	if a.owner == "" {
		return string(a.kind)
	}
	return string(a.kind) + " " + a.owner
}

// Compare orders accounts by kind and owner: the order in which they are opened.
func (a Account) Compare(b Account) int {
	return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.owner, b.owner))
}
