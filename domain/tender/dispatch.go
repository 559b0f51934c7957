package tender

import (
	"slices"
	"strconv"
	"time"

	"allmende/domain/fault"
	"allmende/domain/legal"
	"allmende/domain/member"
	"allmende/domain/period"
)

// The faults of sending information letters.
var (
	// ErrRecipient: that supplier did not bid.
	ErrRecipient = fault.New(fault.Invalid, "award.recipient-unknown", fault.Rule("G-AWA"), fault.Field("supplierId"))
	// ErrRecipientTwice: a bidder is sent two letters at once.
	ErrRecipientTwice = fault.New(fault.Invalid, "award.recipient-twice", fault.Rule("G-AWA"), fault.Field("supplierId"))
	// ErrMeans: letters go electronically or by post.
	ErrMeans = fault.New(fault.Invalid, "award.means-unknown", fault.Rule("G-AWA"), fault.Field("means"))
	// ErrSentOn: a letter goes by post on a day from the approval to today, electronically now.
	ErrSentOn = fault.New(fault.Invalid, "award.sent-on-impossible", fault.Rule("G-AWA"), fault.Field("sentOn"))
)

// Means is how a letter goes; anything but electronically makes the standstill longer.
type Means string

// The means.
const (
	Electronic Means = "electronic"
	ByPost     Means = "post"
)

// Sending is a letter that goes out. SentOn is the day of posting, none for what
// goes electronically.
type Sending struct {
	Supplier member.SupplierID
	Means    Means
	SentOn   period.Day
}

// Dispatch is a letter that was sent, under the proposal of that number. Earliest
// is the day of the contract that it tells.
type Dispatch struct {
	Sending
	Proposal int
	Earliest period.Day
	Recorded Stamp
}

// Recipients are those who must be told: whoever bid, in whichever round and whatever became of the bid, in
// the order of receipt. Who has withdrawn is no bidder any more.
func Recipients(bids []*Bid) []member.SupplierID {
	var told []member.SupplierID
	for _, b := range byReceipt(bids) {
		switch b.s.Status {
		case BidOpened, FollowedUp, Excluded, Late, NeedsReconfirmation, Won, Lost:
			if !slices.Contains(told, b.s.Supplier) {
				told = append(told, b.s.Supplier)
			}
		case Sealed, Superseded, Withdrawn:
		}
	}
	return told
}

// Send puts letters on the way, also once more to somebody; each tells the earliest
// day of the contract as these letters make it. With the last of the bidders told,
// the standstill begins. Before are all dispatches so far. It fails with
// ErrNotProposed, ErrNotApproved, ErrRecipient, ErrRecipientTwice, ErrMeans or ErrSentOn.
func (t *Tender) Send(by member.PersonID, sendings []Sending, before []Dispatch, bids []*Bid, law legal.Params, now time.Time) ([]Dispatch, error) {
	if !t.proposed() {
		return nil, ErrNotProposed.With("status", string(t.s.Status))
	}
	if t.s.Approved.IsZero() {
		return nil, ErrNotApproved
	}
	told := Recipients(bids)
	sent := make([]Dispatch, len(sendings))
	for i, s := range sendings {
		checked, err := t.sendable(s, told, sendings[:i], period.DayOf(now))
		if err != nil {
			return nil, under(err, "letters."+strconv.Itoa(i))
		}
		sent[i] = Dispatch{Sending: checked, Proposal: t.s.Proposal, Recorded: Stamp{by, now}}
	}
	all := slices.Concat(before, sent)
	earliest, err := t.EarliestAward(all, law, period.DayOf(now))
	if err != nil {
		return nil, err
	}
	for i := range sent {
		sent[i].Earliest = earliest
	}
	if t.toldAll(told, all) {
		t.s.EarliestAward = earliest
		if t.s.HasStandstill() {
			t.s.Status = Standstill
		}
	}
	return sent, nil
}

func (t *Tender) sendable(s Sending, told []member.SupplierID, earlier []Sending, today period.Day) (Sending, error) {
	if !slices.Contains(told, s.Supplier) {
		return s, ErrRecipient
	}
	if slices.ContainsFunc(earlier, func(e Sending) bool { return e.Supplier == s.Supplier }) {
		return s, ErrRecipientTwice
	}
	switch s.Means {
	case Electronic:
		if !s.SentOn.IsZero() {
			return s, ErrSentOn
		}
		s.SentOn = today
	case ByPost:
		if s.SentOn.IsZero() || s.SentOn.Before(period.DayOf(t.s.Approved.At)) || s.SentOn.After(today) {
			return s, ErrSentOn
		}
	default:
		return s, ErrMeans
	}
	return s, nil
}

func (t *Tender) toldAll(told []member.SupplierID, all []Dispatch) bool {
	for _, supplier := range told {
		if !slices.ContainsFunc(all, func(d Dispatch) bool { return d.Supplier == supplier && d.Proposal == t.s.Proposal }) {
			return false
		}
	}
	return true
}

// EarliestAward is the first day on which the contract may be signed: above the
// threshold the day after the standstill, which has 10 days if all letters went
// electronically, else 15, counted from the day after the last one; weekends do not
// move it (GWB 134(2), G-AWA). Before the first letter it is reckoned from today.
func (t *Tender) EarliestAward(sent []Dispatch, law legal.Params, today period.Day) (period.Day, error) {
	last, code := period.Day{}, legal.StandstillElectronic
	for _, d := range sent {
		if d.Proposal != t.s.Proposal {
			continue
		}
		if d.SentOn.After(last) {
			last = d.SentOn
		}
		if d.Means != Electronic {
			code = legal.StandstillOther
		}
	}
	if last.IsZero() {
		last = today
	}
	if !t.s.HasStandstill() {
		return last, nil
	}
	days, err := law.Number(code, last)
	if err != nil {
		return period.Day{}, err
	}
	return last.Add(days.Value + 1), nil
}

// HasStandstill reports whether bidders have time for a review before the contract:
// above the threshold, and where there will be a contract.
func (s State) HasStandstill() bool {
	return s.Ruling.EUWide() && slices.ContainsFunc(s.Lots, func(l Lot) bool { return !l.Winner.IsZero() })
}
