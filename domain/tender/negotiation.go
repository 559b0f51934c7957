package tender

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/legal"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/wording"
)

// The faults of talking about bids and of calling for further ones.
var (
	// ErrNotNegotiated: bids are talked about in negotiated procedures only (VgV 15(5), 16(9)).
	ErrNotNegotiated = fault.New(fault.Conflict, "negotiation.not-this-procedure", fault.Rule("G-TEN 2"))
	// ErrNotTalking: bids are talked about when all of them are opened, and before an award is proposed.
	ErrNotTalking = fault.New(fault.Conflict, "negotiation.not-now", fault.Rule("G-TEN 2"))
	// ErrFinalCalled: the bids are the last ones, and nobody talks about those (VgV 17(10)).
	ErrFinalCalled = fault.New(fault.Conflict, "negotiation.final-bids", fault.Rule("G-TEN 2"))
	// ErrNegotiationOwed: an award needs last bids, unless the one on first bids was reserved (VgV 17(11), UVgO 12(4)).
	ErrNegotiationOwed = fault.New(fault.Conflict, "negotiation.owed", fault.Rule("G-TEN 2"))
	// ErrBidRounds: the next round has to be the last one.
	ErrBidRounds = fault.New(fault.Conflict, "negotiation.rounds-too-many", fault.Rule("G-TEN 2"), fault.Field("final"))
	// ErrNobodyRemains: no bid stands that could be made anew.
	ErrNobodyRemains = fault.New(fault.Conflict, "negotiation.nobody-remains", fault.Rule("G-TEN 2"))
	// ErrCallMessage: what bidders are told has 10 to 8000 characters.
	ErrCallMessage = fault.New(fault.Invalid, "negotiation.message-invalid", fault.Rule("G-TEN 2"), fault.Field("message"))
	// ErrCallEarly: bidders have less time for further bids than for sealing bids again after a change.
	ErrCallEarly = fault.New(fault.Invalid, "negotiation.deadline-early", fault.Rule("G-TEN 7"), fault.Field("deadline"))
	// ErrTalkBidder: the supplier has no bid that is talked about.
	ErrTalkBidder = fault.New(fault.Invalid, "negotiation.bidder-unknown", fault.Rule("G-TEN 2"), fault.Field("supplierId"))
	// ErrTalkDay: a talk is from the day on which the bids were opened until today.
	ErrTalkDay = fault.New(fault.Invalid, "negotiation.day-impossible", fault.Rule("G-TEN 2"), fault.Field("heldOn"))
	// ErrTalkMinute: the minute of a talk has 10 to 8000 characters.
	ErrTalkMinute = fault.New(fault.Invalid, "negotiation.minute-invalid", fault.Rule("G-TEN 2"), fault.Field("minute"))
	// ErrTalkPresent: who was present is said in 3 to 500 characters.
	ErrTalkPresent = fault.New(fault.Invalid, "negotiation.present-invalid", fault.Rule("G-TEN 2"), fault.Field("present"))
)

// mostBidRounds bounds the rounds of bids: the last of them is for last bids.
const mostBidRounds = 10

// BidCall ended a round of bids and called for those of the next one.
type BidCall struct {
	ID       id.Of[BidCall]
	Round    int // that it began, 2 upwards
	Deadline time.Time
	Final    bool   // for last bids: no talk follows
	Message  string // what all who may bid are told alike (VgV 17(13), (14))
	Stamp
	Ended FormerRound
}

// FormerRound is how a round of bids ended.
type FormerRound struct {
	Deadline     time.Time
	Opened       Stamp
	RecordHash   string
	ScoresLocked Stamp // zero where the price decides alone
	PricesOpened Stamp
}

// Talk is the minute of a talk with one bidder about its bid; nobody but the cooperative reads it.
type Talk struct {
	ID       id.Of[Talk]
	Tender   ID
	Round    int
	Bid      BidID
	Supplier member.SupplierID
	HeldOn   period.Day
	Present  string
	Minute   string
	Recorded Stamp
}

// BidRound counts the rounds of bids, from 1.
func (s State) BidRound() int { return len(s.Calls) + 1 }

// Final reports whether the bids of the round are the last ones.
func (s State) Final() bool { return len(s.Calls) > 0 && s.Calls[len(s.Calls)-1].Final }

// MayNegotiate says whether bids can be talked about, and made anew. It fails with ErrNotNegotiated, ErrNotTalking,
// or ErrFinalCalled.
func (t *Tender) MayNegotiate() error {
	switch {
	case !t.s.Ruling.Negotiates():
		return ErrNotNegotiated
	case t.evaluable() != nil || t.s.PricesOpened.IsZero():
		return ErrNotTalking.With("status", string(t.s.Status))
	case t.s.Final():
		return ErrFinalCalled
	}
	return nil
}

// negotiated fails with ErrNegotiationOwed where an award needs further bids.
func (t *Tender) negotiated() error {
	reserved := t.s.Terms.Choice.FirstBids && t.s.BidRound() == 1
	if t.s.Ruling.Negotiates() && !t.s.Final() && !reserved {
		return ErrNegotiationOwed
	}
	return nil
}

// Remaining are those who may bid again, by id: whose bids of the round are opened and not excluded.
func Remaining(bids []*Bid) []member.SupplierID {
	var remain []member.SupplierID
	for _, b := range bids {
		if b.s.Status == BidOpened {
			remain = append(remain, b.s.Supplier)
		}
	}
	slices.Sort(remain)
	return remain
}

// EarliestBids is the earliest deadline for further bids called for now: as much time as to seal bids again
// after a change (VgV 20(1), (3)). An error is internal.
func EarliestBids(law legal.Params, now time.Time) (time.Time, error) {
	days, err := law.Number(legal.SealAgainDays, period.DayOf(now))
	return now.AddDate(0, 0, days.Value), err
}

// CallForBids ends the round of bids and calls those who remain for the next ones, or for last ones: all alike, with
// the same message and deadline. Bids are those of the round; they stay on record as FollowedUp. It returns the call and
// the bids, and fails as MayNegotiate does, and with ErrLateSealed, ErrBidRounds, ErrCallMessage, ErrNobodyRemains, ErrCallEarly or
// ErrDeadlineFar.
func (t *Tender) CallForBids(by member.PersonID, final bool, deadline time.Time, message string, bids []*Bid, law legal.Params, now time.Time) (BidCall, []*Bid, error) {
	call := BidCall{
		ID: id.New[BidCall](), Round: t.s.BidRound() + 1, Deadline: deadline.Truncate(time.Second).UTC(), Final: final, Message: strings.TrimSpace(message), Stamp: Stamp{by, now},
		Ended: FormerRound{Deadline: t.s.Terms.Deadline, Opened: t.s.Opened, RecordHash: t.s.RecordHash, ScoresLocked: t.s.ScoresLocked, PricesOpened: t.s.PricesOpened},
	}
	remain := Remaining(bids)
	err := t.MayNegotiate()
	switch {
	case err != nil:
		return BidCall{}, nil, err
	case t.supplements(bids):
		return BidCall{}, nil, ErrLateSealed
	case call.Round >= mostBidRounds && !final:
		return BidCall{}, nil, ErrBidRounds.With("most", strconv.Itoa(mostBidRounds))
	case !wording.Prose(call.Message, 10, 8000):
		return BidCall{}, nil, ErrCallMessage
	case len(remain) == 0:
		return BidCall{}, nil, ErrNobodyRemains
	}
	earliest, err := EarliestBids(law, now)
	switch {
	case err != nil:
		return BidCall{}, nil, err
	case call.Deadline.Before(earliest.Truncate(time.Minute)):
		return BidCall{}, nil, ErrCallEarly.With("earliest", earliest.Format(time.RFC3339))
	case call.Deadline.After(now.Add(longestWait)):
		return BidCall{}, nil, ErrDeadlineFar
	}
	return call, t.begin(call, remain, bids), nil
}

// begin starts the round that was called for, and returns the bids of the one that ended.
func (t *Tender) begin(call BidCall, remain []member.SupplierID, bids []*Bid) []*Bid {
	var followed []*Bid
	for _, b := range bids {
		if b.s.Status == BidOpened {
			b.s.Status = FollowedUp
			followed = append(followed, b)
		}
	}
	t.s.Invited = nil
	for _, supplier := range remain {
		t.s.Invited = append(t.s.Invited, Invitee{Supplier: supplier})
	}
	t.s.Calls = append(slices.Clone(t.s.Calls), call)
	t.s.Status, t.s.Terms.Deadline, t.s.RecordHash, t.s.Reason = Published, call.Deadline, "", ""
	t.s.Opened, t.s.ScoresLocked, t.s.PricesOpened = Stamp{}, Stamp{}, Stamp{}
	return followed
}

// Minute keeps what was talked about with a bidder (VgV 8(2), UVgO 6). Bids are those of the round. It fails as
// MayNegotiate does, and with ErrTalkBidder, ErrTalkDay, ErrTalkPresent or ErrTalkMinute.
func (t *Tender) Minute(by member.PersonID, supplier member.SupplierID, on period.Day, present, minute string, bids []*Bid, now time.Time) (Talk, error) {
	if err := t.MayNegotiate(); err != nil {
		return Talk{}, err
	}
	at := slices.IndexFunc(bids, func(b *Bid) bool { return b.s.Supplier == supplier && b.s.Status == BidOpened })
	talk := Talk{
		ID: id.New[Talk](), Tender: t.s.ID, Round: t.s.BidRound(), Supplier: supplier, HeldOn: on,
		Present: strings.TrimSpace(present), Minute: strings.TrimSpace(minute), Recorded: Stamp{by, now},
	}
	switch {
	case at < 0:
		return Talk{}, ErrTalkBidder
	case on.Before(period.DayOf(t.s.PricesOpened.At)) || on.After(period.DayOf(now)):
		return Talk{}, ErrTalkDay.With("earliest", period.DayOf(t.s.PricesOpened.At).String())
	case !wording.Prose(talk.Present, 3, 500):
		return Talk{}, ErrTalkPresent
	case !wording.Prose(talk.Minute, 10, 8000):
		return Talk{}, ErrTalkMinute
	}
	talk.Bid = bids[at].s.ID
	return talk, nil
}
