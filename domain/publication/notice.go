// Package publication holds what a public notice of a tender or of a contract says: the facts of the
// eForms business terms (Implementing Regulation (EU) 2019/1780), whole and checked before they are written.
package publication

import (
	"time"

	"allmende/domain/id"
	"allmende/domain/money"
	"allmende/domain/period"
)

// ID names an issued notice; it is the notice identifier (BT-701).
type ID = id.Of[Notice]

// Kind is what a notice is about.
type Kind string

// The kinds, with the subtype of the regulation that the product writes (OPP-070).
const (
	Planning     Kind = "planning"     // 4: prior information
	ShorterTime  Kind = "shorter-time" // 7: prior information that shortens the time for bids
	Competition  Kind = "competition"  // 16
	Result       Kind = "result"       // 29
	Modification Kind = "modification" // 38
)

// Kinds lists them in the order of a procedure.
var Kinds = []Kind{Planning, ShorterTime, Competition, Result, Modification}

// Subtype is the number of the notice in the regulation.
func (k Kind) Subtype() string {
	return map[Kind]string{Planning: "4", ShorterTime: "7", Competition: "16", Result: "29", Modification: "38"}[k]
}

// ends reports whether the notice tells who got what.
func (k Kind) ends() bool { return k == Result || k == Modification }

// Role is what a cooperative does as a central purchasing body (OPP-051, OPP-052).
type Role string

// The roles.
const (
	NoRole    Role = "none"
	Awarding  Role = "awarding"  // concludes framework agreements that are meant for others
	Acquiring Role = "acquiring" // buys what is meant for others
)

// Organisation is a buyer, a review body or a winner.
type Organisation struct {
	Name       string // BT-500
	Identifier string // BT-501: number in a register, VAT number, or the electronic address
	Street     string // BT-510
	Postcode   string // BT-512
	City       string // BT-513
	NUTS       string // BT-507
	Country    string // BT-514, three letters
	Phone      string // BT-503
	Email      string // BT-506
	Website    string // BT-505
	LegalType  string // BT-11, of buyers
	Activity   string // BT-10, of buyers
	Size       string // BT-165, of winners
	Owners     string // BT-706, of winners: the country of those who own it
}

// Notice is what is published.
type Notice struct {
	ID        string // BT-701, a UUID
	Procedure string // BT-04, a UUID that all notices of a procedure share
	Version   int    // BT-757, 1 upwards
	Issued    time.Time
	Kind      Kind
	Language  string // BT-702, three letters
	// Corrects is the notice that this one corrects, as "UUID-NN" (BT-758), and CorrectionReason the code
	// (BT-140) with Correction in words (BT-762); all empty for a new one.
	Corrects, CorrectionReason, Correction string

	Lead    Organisation   // BT-709's buyer in front: the group's leader (OPP-050)
	Role    Role           // of the lead
	Members []Organisation // the buyers that it leads
	Review  Organisation   // BT-500 of the review body

	Number      string // BT-22
	Title       string // BT-21
	Description string // BT-24
	Nature      string // BT-23
	CPV         string // BT-262
	Place       Place
	Planned     period.Day // BT-127: when the competition will be published, of planning
	Accelerated string     // BT-1351: why bidders have less time than usual; empty where they have not (BT-106)
	Requests    *Requests  // where participants are chosen (BT-105); nil of an open one
	Terms       Terms
	Lots        []Lot
	Award       *Award  // of results and modifications
	Change      *Change // of modifications
}

// Buyers are the lead and those that it leads.
func (n Notice) Buyers() []Organisation { return append([]Organisation{n.Lead}, n.Members...) }

// Maximum is the sum of what may be called off (BT-271).
func (n Notice) Maximum() money.Amount {
	sum := money.Zero
	for _, l := range n.Lots {
		sum = sum.Add(l.Maximum)
	}
	return sum
}

// Estimated is the sum of what is estimated (BT-27).
func (n Notice) Estimated() money.Amount {
	sum := money.Zero
	for _, l := range n.Lots {
		sum = sum.Add(l.Estimated)
	}
	return sum
}

// Requests are the first stage of a procedure in which participants are chosen.
type Requests struct {
	Until time.Time // BT-1311: until when suppliers ask to take part
	Least int       // BT-50: how many are invited at least

	Negotiated bool // BT-105: bids are talked about
	FirstBids  bool // BT-120: or awarded as they are first made
}

// Place is where the contract is performed.
type Place struct {
	NUTS    string // BT-5071
	Country string // BT-5141
}

// Terms are the same for all lots.
type Terms struct {
	Documents     string    // BT-15: where the documents are
	Submission    string    // BT-18: where bids are handed in
	Deadline      time.Time // BT-131
	Opening       time.Time // BT-132
	ValidMonths   int       // BT-98: how long a bidder is bound
	Languages     []string  // BT-97
	ReviewPeriod  string    // BT-99: until when a review can be asked for
	EUFunds       bool      // BT-60
	GPA           bool      // BT-115
	EOrders       bool      // BT-92
	EPayment      bool      // BT-93
	Framework     string    // BT-765: fa-wo-rc, fa-w-rc or fa-mix
	Participants  int       // BT-113: the most contractors of a lot
	BuyerGroups   string    // BT-111: who may call off beside those named
	Justification string    // BT-109: why it lasts longer than four years
}

// The framework agreements (BT-765).
const (
	WithoutReopening = "fa-wo-rc"
	WithReopening    = "fa-w-rc"
	PartlyReopening  = "fa-mix"
)

// LongestMonths is how long a framework may last without a reason (Directive 2014/24/EU, article 33).
const LongestMonths = 48

// Lot is a part that is awarded by itself.
type Lot struct {
	Number      string // BT-22
	Title       string
	Description string
	Nature      string
	CPV         string
	Estimated   money.Amount // BT-27
	Maximum     money.Amount // BT-271
	Months      int          // BT-36
	Renewals    []int        // BT-58: the months of each right to extend
	Method      string       // BT-543 in words, where weights do not say it
	Criteria    []Criterion
}

// Criterion is what a bid is judged by (BT-539, BT-540, BT-541).
type Criterion struct {
	Type        string // price, cost or quality
	Name        string
	Description string
	Weight      string // per cent, or nothing
}

// Award is what came of a procedure.
type Award struct {
	Day     period.Day // BT-1451: of the decision
	Winners []Organisation
	Lots    []LotAward // in the order of Notice.Lots
}

// Value is what was awarded in all (BT-161).
func (a Award) Value() money.Amount {
	sum := money.Zero
	for _, l := range a.Lots {
		for _, t := range l.Tenders {
			sum = sum.Add(t.Value)
		}
	}
	return sum
}

// LotAward is how a lot ended.
type LotAward struct {
	Tenders    []Tender     // the winning ones by rank; none if there is no winner
	NoWinner   string       // BT-144, why there is none
	Maximum    money.Amount // BT-709
	Reestimate money.Amount // BT-660
	Highest    money.Amount // BT-711
	Lowest     money.Amount // BT-710
	Received   Received
	Contract   string     // BT-150
	Signed     period.Day // BT-145
}

// Tender is a bid that won.
type Tender struct {
	Reference      string       // BT-3201
	Value          money.Amount // BT-720
	Winner         int          // which of Award.Winners, from 0
	Subcontracting string       // BT-773: yes, no or not-known
}

// Received counts the bids of a lot (BT-759).
type Received struct{ All, Electronic, Small, Large, OtherEEA, Beyond int }

// Change is what a modification makes different.
type Change struct {
	Previous    string // BT-1501: the notice that told of the contract, or of the modification before
	Contract    int    // which lot's contract, from 0
	Reason      string // BT-200
	Why         string // BT-201
	Description string // BT-202
}
