package driven

import (
	"context"
	"time"

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
	// OfficerFacts are what it must know of persons who shall open bids, in their order.
	OfficerFacts(ctx context.Context, persons []member.PersonID) ([]tender.OfficerFacts, error)
	// ProposeCommittee stores the committee that is proposed for the tender.
	ProposeCommittee(ctx context.Context, t *tender.Tender) error
	// ConfirmCommittee stores who confirmed it, with the keys of its officers; the tender is saved after it.
	ConfirmCommittee(ctx context.Context, t *tender.Tender, change tender.CommitteeChange) error
	// CommitteeChanges are those that were confirmed, the oldest first, without their officers.
	CommitteeChanges(ctx context.Context, id tender.ID) ([]tender.CommitteeChange, error)
	// AddExtension stores that the deadline was moved.
	AddExtension(ctx context.Context, e tender.Extension) error
	// Extensions are those of a tender, the oldest first.
	Extensions(ctx context.Context, id tender.ID) ([]tender.Extension, error)
	// SaveClarification stores that a bidder was asked about a low price, or what came of it.
	SaveClarification(ctx context.Context, id tender.ID, c tender.Clarification) error
}

// Bids keeps bids, a row for each version, and their envelopes.
type Bids interface {
	// Add stores what was handed in. It takes the time after the last byte, in the
	// statement that stores the bid, and returns what the bid has become: sealed, which
	// supersedes the supplier's version before it, or late. It fails with tender.ErrReplayed.
	Add(ctx context.Context, bid *tender.Bid, in tender.Submission) (*tender.Bid, error)
	// Of are all versions of the round of bids in which a tender stands, or of one supplier in it, by receipt. The
	// bids of one supplier are then held, so that their versions are counted one after the other.
	Of(ctx context.Context, id tender.ID, supplier member.SupplierID) ([]*tender.Bid, error)
	// Ever are those of all rounds.
	Ever(ctx context.Context, id tender.ID, supplier member.SupplierID) ([]*tender.Bid, error)
	// Answers are the texts of all opened bids of a tender: a hundred times a mebibyte, so
	// that they are read only to be shown.
	Answers(ctx context.Context, id tender.ID) (map[tender.BidID]map[tender.LotID]string, error)
	// Save stores what may change of bids themselves; withdrawn and superseded ones lose
	// containers and envelopes for good.
	Save(ctx context.Context, bids ...*tender.Bid) error
	// AddContents stores the answers or prices of bids that have just been opened and saved.
	AddContents(ctx context.Context, kind tender.Kind, bids ...*tender.Bid) error
	// Container is what was sealed, one at a time: all together they may be a gibibyte.
	Container(ctx context.Context, bid tender.BidID, kind tender.Kind) ([]byte, error)
}

// Openings keeps what officers released and what was found.
type Openings interface {
	// Ceremony is where the opening of a kind stands; bids are all of the tender's.
	Ceremony(ctx context.Context, t *tender.Tender, kind tender.Kind, bids []*tender.Bid) (tender.Ceremony, error)
	// AddRelease stores an officer's shares for ever; the database demands that each is
	// the one that the bidder dealt, and that the deadline has passed.
	AddRelease(ctx context.Context, t *tender.Tender, released tender.Released) error
	// AddRecord stores the opening record for ever.
	AddRecord(ctx context.Context, record tender.Record) error
	// Records are those of a tender, in the order of the openings.
	Records(ctx context.Context, id tender.ID) ([]tender.Record, error)
}

// Drills keeps who was asked to prove a key, and who has.
type Drills interface {
	// Ask stores the hash of what an officer has to answer with the own key.
	Ask(ctx context.Context, id tender.ID, officer tender.Officer, stage tender.Stage, answerHash string) error
	// Prove notes the answer, or fails with tender.ErrDrillAnswer when the officer was not
	// asked for it in this stage.
	Prove(ctx context.Context, id tender.ID, officer member.PersonID, stage tender.Stage, answerHash string) error
	// Proven is when each officer of the committee first proved the key that is in it now.
	Proven(ctx context.Context, id tender.ID, stage tender.Stage) (map[member.PersonID]time.Time, error)
}

// OpeningKeys keeps the present public key of each opening officer.
type OpeningKeys interface {
	// Register stores the person's key in the place of a former one; nobody has confirmed it.
	Register(ctx context.Context, person member.PersonID, recipient string) error
	// Fingerprint is that of the person's present key, held against changes by others, or
	// access.ErrNotFound.
	Fingerprint(ctx context.Context, person member.PersonID) (string, error)
	// Confirm stores who compared the fingerprint of the person's key.
	Confirm(ctx context.Context, person, by member.PersonID) error
}

// Sealing knows the format of sealed bids (docs/decisions/0012-two-of-n.md).
type Sealing interface {
	// CheckRecipient fails with tender.ErrRecipientMalformed for what is no public key.
	CheckRecipient(recipient string) error
	// CheckContainer fails with tender.ErrContainerMalformed for what is no sealed file.
	CheckContainer(container []byte) error
	// OpenContainer opens it with any two of the shares that fit, or fails with
	// tender.ErrContainerUnreadable.
	OpenContainer(container []byte, shares [][]byte) ([]byte, error)
	// ReadContent reads what was sealed, or fails with tender.ErrContentMalformed.
	ReadContent(content []byte) (tender.Content, error)
	// Challenge seals 32 random bytes to a recipient, and gives their hash.
	Challenge(recipient string) (sealed []byte, answerHash string, err error)
}

// Receipts signs what a bidder keeps as proof.
type Receipts interface {
	// SignReceipt gives the receipt as a signed note.
	SignReceipt(receipt tender.Receipt) (string, error)
	// Key is the public key with which anybody checks it.
	Key() string
}

// TenderSight bounds what is shown of tenders.
type TenderSight struct {
	Everything bool                // drafts too; otherwise from publication on
	Opens      member.PersonID     // sees the tenders it is to open, too
	Figures    bool                // estimated values, and how many bid
	Suppliers  []member.SupplierID // whose own bids are shown and counted without Figures
	Within     bool                // acts for the cooperative: sees mini-competitions of all members
	Members    []member.ID         // sees theirs, before publication too
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
	// Receipt is what was handed in, without the note, and what the note says; a bid out
	// of sight fails with access.ErrNotFound.
	Receipt(ctx context.Context, id tender.ID, bid tender.BidID, sight access.Sight) (view.BidReceipt, tender.Receipt, error)
	// Envelopes are an officer's own of a kind, of bids of a tender whose turn it is to be opened.
	Envelopes(ctx context.Context, kind tender.Kind, officer member.PersonID, bids []*tender.Bid) ([]view.Envelope, error)
	// Bidders are the names of those that bid in a tender.
	Bidders(ctx context.Context, id tender.ID) (map[member.SupplierID]string, error)
	// Clarifications are what bidders were asked about low prices, by lot.
	Clarifications(ctx context.Context, id tender.ID) (map[tender.LotID][]view.Clarification, error)
	// OpeningKeys are the opening officers of the cooperative by name.
	OpeningKeys(ctx context.Context, me member.PersonID) (view.List[view.OpeningKey], error)
}
