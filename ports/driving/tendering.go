package driving

import (
	"context"
	"time"

	"allmende/domain/access"
	"allmende/domain/award"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// Tendering takes a frozen round to a published tender (G-TEN). Everything that
// concerns a tender of which the actor may not know fails with access.ErrNotFound,
// and without the right with access.ErrForbidden; where a version is given, another
// present version fails with access.ErrStale. Writes return the tender as the actor
// sees it.
type Tendering interface {
	// CreateTender drafts a tender, and the round is tendered; demand.ErrNotFrozen and
	// the faults of tender.New.
	CreateTender(ctx context.Context, actor access.Actor, key access.Key, in TenderDraft) (view.Tender, error)
	// ReviseTender replaces a draft; the faults of tender.Tender.Revise.
	ReviseTender(ctx context.Context, actor access.Actor, id tender.ID, version int, in TenderDraft) (view.Tender, error)
	// SubmitTender hands the draft to a second officer; tender.ErrNotDraft or the fault of a check.
	SubmitTender(ctx context.Context, actor access.Actor, id tender.ID, version int) (view.Tender, error)
	// ReturnTender gives it back as a draft; tender.ErrNotInReview, tender.ErrReason.
	ReturnTender(ctx context.Context, actor access.Actor, id tender.ID, version int, reason string) (view.Tender, error)
	// PublishTender opens it for bids, by another officer than the one who submitted
	// it; tender.ErrNotInReview, access.ErrSamePerson or the fault of a check.
	PublishTender(ctx context.Context, actor access.Actor, id tender.ID, version int) (view.Tender, error)
	// ExtendDeadline gives bidders more time, and tells them why; the faults of tender.Tender.Extend.
	ExtendDeadline(ctx context.Context, actor access.Actor, id tender.ID, version int, deadline time.Time, reason string) (view.Tender, error)
	// ProposeCommittee names another committee for a tender that takes bids; the faults of
	// tender.Tender.ProposeCommittee.
	ProposeCommittee(ctx context.Context, actor access.Actor, id tender.ID, version int, officers []string, reason string) (view.Tender, error)
	// ConfirmCommittee puts it in its place, by another officer: bids that are in need to be
	// sealed again; the faults of tender.Tender.ConfirmCommittee.
	ConfirmCommittee(ctx context.Context, actor access.Actor, id tender.ID, version int) (view.Tender, error)
	// CancelTender ends it without an award, and the round can be tendered again;
	// tender.ErrEnded, tender.ErrReason.
	CancelTender(ctx context.Context, actor access.Actor, id tender.ID, version int, reason string) (view.Tender, error)
	// Tender shows one tender.
	Tender(ctx context.Context, actor access.Actor, id tender.ID) (view.Tender, error)
	// Tenders lists the newest first; access.ErrCursor.
	Tenders(ctx context.Context, actor access.Actor, page view.PageRequest) (view.Page[view.TenderSummary], error)
}

// Bidding takes sealed bids (G-BID).
type Bidding interface {
	// HandIn stores a sealed bid, or a new version of the supplier's bid; late is what
	// the database's clock says is late. It fails with the faults of tender.Tender.Take,
	// with tender.ErrContainerMalformed and tender.ErrSupplierAmbiguous.
	HandIn(ctx context.Context, actor access.Actor, key access.Key, id tender.ID, bid SealedBid) (view.BidReceipt, error)
	// NotReceived puts on record why what a bidder sent was no bid: it broke off, was too
	// large or malformed. It fails with that reason, or because the actor may not bid.
	NotReceived(ctx context.Context, actor access.Actor, id tender.ID, reason error) error
	// Withdraw takes the supplier's bid back before the deadline; the faults of
	// tender.Tender.Withdraw, tender.ErrSupplierAmbiguous.
	Withdraw(ctx context.Context, actor access.Actor, key access.Key, id tender.ID) (view.List[view.BidSummary], error)
	// Bids lists the bids in order of receipt, without content; a bidder sees its own.
	Bids(ctx context.Context, actor access.Actor, id tender.ID) (view.List[view.BidSummary], error)
	// Receipt gives the receipt of a bid again, to its bidder and to those who read bids.
	Receipt(ctx context.Context, actor access.Actor, id tender.ID, bid tender.BidID) (view.BidReceipt, error)
	// AdmitLate records that the bidder is not responsible for being late; the second
	// officer's record admits the bid; the faults of tender.Tender.AdmitLate.
	AdmitLate(ctx context.Context, actor access.Actor, id tender.ID, bid tender.BidID, reason string) (view.BidSummary, error)
}

// Keys are the public keys of the opening officers, and the proof that they work.
type Keys interface {
	// Keys lists the opening officers and their public keys.
	Keys(ctx context.Context, actor access.Actor) (view.List[view.OpeningKey], error)
	// RegisterKey stores the actor's own public key, which nobody has confirmed yet;
	// tender.ErrRecipientMalformed.
	RegisterKey(ctx context.Context, actor access.Actor, recipient string) (view.OpeningKey, error)
	// ConfirmKey records that the actor compared the fingerprint with its owner;
	// tender.ErrFingerprintOther, access.ErrSamePerson.
	ConfirmKey(ctx context.Context, actor access.Actor, owner member.PersonID, fingerprint string) (view.OpeningKey, error)
	// Drill shows who has proven the own key in the present stage; tender.ErrNoDrill.
	Drill(ctx context.Context, actor access.Actor, id tender.ID) (view.Drill, error)
	// Challenge gives an officer of the tender something to decrypt; tender.ErrNoDrill,
	// tender.ErrOtherDrill.
	Challenge(ctx context.Context, actor access.Actor, id tender.ID) (view.DrillChallenge, error)
	// Prove takes what was decrypted; as Challenge, and tender.ErrDrillAnswer.
	Prove(ctx context.Context, actor access.Actor, id tender.ID, answer []byte) (view.Drill, error)
}

// Opening opens bids by any two officers of the tender's committee (VgV 55(2), G-BID).
type Opening interface {
	// Opening shows where the opening stands and, after the deadline, an officer of the
	// committee the own envelopes.
	Opening(ctx context.Context, actor access.Actor, id tender.ID) (view.Opening, error)
	// Release takes the shares of all bids from an officer. When they suffice, the bids are
	// opened and the record is written in the same step; the faults of tender.Tender.Release.
	Release(ctx context.Context, actor access.Actor, id tender.ID, kind string, releases []Release) (view.Opening, error)
	// Conclude opens bids for which no release is awaited any more, since somebody lost or got
	// back the role; the faults of tender.Tender.MayConclude.
	Conclude(ctx context.Context, actor access.Actor, id tender.ID) (view.Opening, error)
	// Record is the record of the opening of a kind in a round of bids for paper, or the one of late bids that
	// supplements it; access.ErrNotFound as long as there is none.
	Record(ctx context.Context, actor access.Actor, id tender.ID, which RecordOf) (award.Opening, error)
}

// RecordOf says which record of an opening is meant.
type RecordOf struct {
	Kind       string
	Round      int // of bids, from 1
	Supplement int // which opening of late bids; 0 is that of all others
}

// Awarding compares opened bids and awards the lots (G-EVA, G-AWA).
type Awarding interface {
	// Evaluation shows prices, points and the exact ranking.
	Evaluation(ctx context.Context, actor access.Actor, id tender.ID) (view.Evaluation, error)
	// PriceComparison compares the prices on paper; tender.ErrPricesSealed.
	PriceComparison(ctx context.Context, actor access.Actor, id tender.ID) (award.Comparison, error)
	// Exclude takes a bid out of the competition; the faults of tender.Tender.Exclude.
	Exclude(ctx context.Context, actor access.Actor, id tender.ID, version int, bid, reason string) (view.Evaluation, error)
	// AskAboutPrice records that a bidder is asked about a strikingly low price; the
	// faults of tender.Tender.Ask.
	AskAboutPrice(ctx context.Context, actor access.Actor, id tender.ID, version int, lot, bid string) (view.Evaluation, error)
	// DecideAboutPrice records the answer and what follows from it; the faults of
	// tender.Tender.Clarify.
	DecideAboutPrice(ctx context.Context, actor access.Actor, id tender.ID, version int, in PriceVerdict) (view.Evaluation, error)
	// Propose names the winner of each lot or why it has none; the faults of
	// tender.Tender.Propose.
	Propose(ctx context.Context, actor access.Actor, id tender.ID, version int, in Proposal) (view.Tender, error)
	// Approve lets the bidders be told; the faults of tender.Tender.Approve.
	Approve(ctx context.Context, actor access.Actor, id tender.ID, version int) (view.Tender, error)
	// ReturnProposal takes the tender back to its evaluation; the faults of
	// tender.Tender.ReturnProposal.
	ReturnProposal(ctx context.Context, actor access.Actor, id tender.ID, version int, reason string) (view.Tender, error)
	// Award makes each awarded lot a framework contract, by another officer than the one
	// who proposed; where no lot is awarded, the tender is cancelled and its round can be
	// tendered again. The faults of award.Conclude.
	Award(ctx context.Context, actor access.Actor, id tender.ID, version int) (view.Tender, error)
}

// Informing tells bidders of an award before it is made, and keeps what chambers say
// about it (GWB 134, 160).
type Informing interface {
	// Letters are those of the proposal with their reasons; a bidder sees its own, as sent.
	Letters(ctx context.Context, actor access.Actor, id tender.ID) (view.Letters, error)
	// Letter is the last letter to a bidder, or its draft.
	Letter(ctx context.Context, actor access.Actor, id tender.ID, to member.SupplierID) (award.Letter, error)
	// Send records that letters went out; the faults of tender.Tender.Send.
	Send(ctx context.Context, actor access.Actor, id tender.ID, version int, letters []Sending) (view.Tender, error)
	// Reviews are the applications to the procurement chamber.
	Reviews(ctx context.Context, actor access.Actor, id tender.ID) (view.List[view.Review], error)
	// RecordReview holds up the award; the faults of award.NewReview.
	RecordReview(ctx context.Context, actor access.Actor, key access.Key, id tender.ID, in Application) (view.Review, error)
	// EndReview lets it go on; the faults of award.Review.Close.
	EndReview(ctx context.Context, actor access.Actor, id tender.ID, review award.ReviewID, version int, in ReviewEnd) (view.Review, error)
}

// TenderDraft is a tender to draft, as text.
type TenderDraft struct {
	Round             string
	Title             string
	Choice            TenderChoice // of the procedure
	Rules             Rules
	TermMonths        int
	OptionMonths      []int // of each option to extend the contract
	TermJustification string
	QuotaMode         string
	FlowBackMonths    int // of soft quotas; 0 with others
	Deadline          time.Time
	OpeningOfficers   []string
	NoLotsReason      string
	Lots              []TenderDraftLot
}

// TenderChoice is how a tender shall be run; nothing said means open to all.
type TenderChoice struct {
	Way     string
	Reason  string   // of a direct award or a negotiation
	Urgency string   // why bidders have less time than usual
	Invited []string // suppliers, of a direct award

	RequestsUntil time.Time // where participants are chosen, like the following
	Least         int       // to be invited at least
	Criteria      []string  // of suitability

	Ground    string // of a negotiation: the code of what allows it
	FirstBids bool   // the award on first bids is reserved
}

// Rules are how bids shall be compared, as text: what is empty is not given. Without
// limits for low prices the usual ones hold.
type Rules struct {
	Method     string
	Points     string
	Criteria   []Criterion
	Band       string
	Decides    *Decider
	Weights    *PointsAndPrice
	References *PointsAndPrice
	Formula    string
	Ties       []Decider
	Low        *LowLimits
}

// Criterion has a scale or parts.
type Criterion struct {
	Name, Weight, Scale, Least string
	Parts                      []Criterion
}

// Decider tells bids apart: by points, price or criterion, which is then named.
type Decider struct{ By, Criterion string }

// PointsAndPrice is one figure for the points and one for the price.
type PointsAndPrice struct{ Points, Price string }

// LowLimits are from how many per cent on a price is strikingly low.
type LowLimits struct{ Next, Mean string }

// TenderDraftLot is a lot to draft.
type TenderDraftLot struct {
	Title        string
	MaximumValue string
	Items        []TenderDraftItem
	Route        []RouteRule
}

// TenderDraftItem puts an item of the round into a lot.
type TenderDraftItem struct {
	RoundItem       string
	MaximumQuantity string
}

// SealedBid is what a bidder sealed.
type SealedBid struct {
	ID         string
	Committee  string // the hash of the committee that it is sealed to
	Containers []SealedContainer
}

// SealedContainer is one sealed part of it, with the shares of its key.
type SealedContainer struct {
	Kind        string
	Container   []byte
	ContentHash string
	Envelopes   []SealedShare
}

// SealedShare is the share of one officer.
type SealedShare struct {
	Officer   string
	Envelope  []byte
	ShareHash string
}

// Release is what an officer gives for one bid: its share in hexadecimal, or that
// the envelope cannot be opened.
type Release struct {
	Bid        string
	Share      string
	Unreadable bool
}

// Proposal is who shall get the award, and why; lots that nobody shall get, too.
type Proposal struct {
	Reason       string
	LotDecisions []LotDecision
	NotAwarded   []Waiver
}

// Waiver leaves a lot without an award.
type Waiver struct{ Lot, Ground, Reason string }

// Sending is a letter that went out; SentOn is the day of posting, or empty.
type Sending struct{ Supplier, Means, SentOn string }

// Application is what a chamber tells of a review.
type Application struct{ Chamber, FileNumber, ReceivedOn string }

// ReviewEnd is how a review ended.
type ReviewEnd struct{ Outcome, EndedOn, Text string }

// PriceVerdict is what came of asking about a low price.
type PriceVerdict struct{ Lot, Bid, Answer, Verdict, Reason string }

// LotDecision records the lot that was drawn between tied bids: by whom, in whose
// presence, and when.
type LotDecision struct {
	Lot, Bid          string
	DrawnBy, Presence string
	DrawnAt           time.Time
}
