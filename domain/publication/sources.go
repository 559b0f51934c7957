package publication

import (
	"time"

	"allmende/domain/award"
	"allmende/domain/framework"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/tender"
)

// Profile is what all notices of a cooperative say about it; its address and telephone are those of its statements.
type Profile struct {
	Identifier, NUTS, LegalType, Activity, Role, Website string

	ReviewName, ReviewIdentifier, ReviewPostcode, ReviewCity, ReviewNUTS, ReviewPhone, ReviewEmail string

	ReviewPeriod                    string
	ValidMonths                     int
	GPA, EUFunds, EOrders, EPayment bool
}

// Particulars are what the notices of one tender say beside what the tender itself says. What is empty follows
// from the tender, where it can.
type Particulars struct {
	Description, Nature, PlaceNUTS     string
	Documents, Submission, BuyerGroups string
	Opening                            time.Time
	Planned                            period.Day
	Lots                               []LotParticulars
	Winners                            []WinnerParticulars
	Buyers                             []BuyerParticulars
}

// LotParticulars are about a lot by its position, 1 upwards.
type LotParticulars struct {
	Position                         int
	Description                      string
	NoWinner                         string
	Small, Large, OtherEEA, Overseas int
}

// WinnerParticulars are about a supplier that won.
type WinnerParticulars struct {
	Supplier                                                                                      member.SupplierID
	Identifier, Street, Postcode, City, NUTS, Country, Phone, Email, Size, Owners, Subcontracting string
}

// BuyerParticulars are about a member of which the directory knows no address.
type BuyerParticulars struct {
	Member                           member.ID
	Identifier, Postcode, City, NUTS string
}

// Body is a member as the directory and its statements know it.
type Body struct {
	Kind                                     member.Kind
	Identifier, Street, Postcode, City, NUTS string
}

// Sources are all that the notices of a tender are made of.
type Sources struct {
	Tender      tender.State
	Bids        []*tender.Bid
	Contracts   map[tender.LotID]award.Contract
	Suppliers   map[member.SupplierID]string
	Enterprises map[member.SupplierID]WinnerParticulars // what winners say of themselves; it stands where nothing else is given
	Authority   award.Authority
	Bodies      map[member.ID]Body
	Profile     Profile
	Particulars Particulars
	Procedure   string   // of all notices
	Issued      []Issued // so far, the oldest first
	// Framework is the contract that is modified, and Modification by what.
	Framework    *framework.State
	Modification framework.ModificationID
}

// Issued is a notice as it was issued, which nothing changes any more.
type Issued struct {
	ID           ID
	Notice       string // BT-701
	Kind         Kind
	Modification framework.ModificationID // of which, or none
	Version      int
	Corrects     string // the notice before it, as "UUID-NN", or nothing
	At           time.Time
	By           member.PersonID
	Hash         string // SHA-256 of the bytes, in hexadecimal
}

// Reference is by what later notices name it.
func (i Issued) Reference() string { return i.Notice + "-" + twoDigits(i.Version) }
