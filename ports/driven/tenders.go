package driven

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// Tenders keeps tenders with their lots.
type Tenders interface {
	// Add stores a new draft.
	Add(ctx context.Context, t *tender.Tender) error
	// Get locks the tender for a change, or fails with access.ErrNotFound. Whoever
	// opens or decides holds it alone.
	Get(ctx context.Context, id tender.ID) (*tender.Tender, error)
	// GetShared locks the tender against changes by others, or fails with
	// access.ErrNotFound: bidders do not wait for each other, but an opening waits for them.
	GetShared(ctx context.Context, id tender.ID) (*tender.Tender, error)
	// Look reads the tender without a lock, or fails with access.ErrNotFound.
	Look(ctx context.Context, id tender.ID) (*tender.Tender, error)
	// Save stores the tender's change and counts its version up: the lots of a new
	// revision, the entitled members of a publication, the winners of a proposal.
	Save(ctx context.Context, t *tender.Tender) error
	// Facts are what the tender must know of others before it may be published.
	Facts(ctx context.Context, t *tender.Tender) (tender.Facts, error)
	// AddExtension stores that the deadline was moved.
	AddExtension(ctx context.Context, e tender.Extension) error
	// AddRecord stores the opening record for ever.
	AddRecord(ctx context.Context, record tender.Record) error
}

// Bids keeps bids, a row for each version, and their envelopes.
type Bids interface {
	// Add takes the time after the last byte, in the statement that stores the bid,
	// and returns what the bid has become: sealed, which supersedes the supplier's
	// version before it, or late.
	Add(ctx context.Context, bid *tender.Bid, container []byte) (*tender.Bid, error)
	// Of are all versions of a tender, or of one supplier in it, by receipt. The bids of
	// one supplier are then held, so that their versions are counted one after the other.
	Of(ctx context.Context, id tender.ID, supplier member.SupplierID) ([]*tender.Bid, error)
	// Save stores what may change of bids themselves; withdrawn ones lose their envelopes.
	Save(ctx context.Context, bids ...*tender.Bid) error
	// AddPrices stores the prices of bids that have just been opened and saved.
	AddPrices(ctx context.Context, bids ...*tender.Bid) error
	// SaveScores stores the points of bids, in the place of former ones.
	SaveScores(ctx context.Context, bids ...*tender.Bid) error
	// SaveInner stores what came out of the outer envelopes.
	SaveInner(ctx context.Context, releases []tender.Release) error
}

// OpeningKeys keeps the present public key of each opening officer.
type OpeningKeys interface {
	// Register stores the person's key in the place of a former one.
	Register(ctx context.Context, person member.PersonID, recipient string) error
}

// Sealing knows the format of sealed bids (docs/decisions/0004-sealing.md).
type Sealing interface {
	// CheckRecipient fails with tender.ErrRecipientMalformed for what is no public key.
	CheckRecipient(recipient string) error
	// CheckContainer fails with tender.ErrContainerMalformed for what is no sealed file.
	CheckContainer(container []byte) error
	// ReadContent reads what was sealed, or fails with tender.ErrContentMalformed.
	ReadContent(content []byte) (tender.Sheet, error)
}

// TenderSight bounds what is shown of tenders.
type TenderSight struct {
	Everything bool                // drafts too; otherwise from publication on
	Opens      member.PersonID     // sees the tenders it is to open, too
	Figures    bool                // estimated values, and how many bid
	Suppliers  []member.SupplierID // whose own bids are shown and counted without Figures
}

// TenderReports reads tenders for people. Where a sight is given, what is out of it
// fails with access.ErrNotFound; elsewhere the caller has asked InSight before.
type TenderReports interface {
	// InSight says only whether the tender is.
	InSight(ctx context.Context, id tender.ID, sight TenderSight) error
	// Tender is one tender, without checks.
	Tender(ctx context.Context, id tender.ID, sight TenderSight) (view.Tender, error)
	// Tenders lists the newest first; access.ErrCursor.
	Tenders(ctx context.Context, sight TenderSight, page view.PageRequest) (view.Page[view.TenderSummary], error)
	// Bids are the bids in sight, in order of receipt.
	Bids(ctx context.Context, id tender.ID, sight access.Sight) (view.List[view.BidSummary], error)
	// Receipt is what was handed in.
	Receipt(ctx context.Context, bid tender.BidID) (view.BidReceipt, error)
	// Opening is where the opening stands, without envelopes.
	Opening(ctx context.Context, id tender.ID, me member.PersonID) (view.Opening, error)
	// Envelopes are those of the bids in time: the inner ones, or the outer ones.
	Envelopes(ctx context.Context, id tender.ID, inner bool) ([]view.Envelope, error)
	// Bidders are the names of those that bid in a tender.
	Bidders(ctx context.Context, id tender.ID) (map[member.SupplierID]string, error)
	// OpeningKeys are the opening officers of the cooperative by name.
	OpeningKeys(ctx context.Context, me member.PersonID) (view.List[view.OpeningKey], error)
}
