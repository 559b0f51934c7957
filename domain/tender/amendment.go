package tender

import (
	"slices"
	"strings"
	"time"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/legal"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/wording"
)

// The faults of amendments.
var (
	// ErrAmendmentOver: a tender is amended only while bids are in time, so that they can be confirmed.
	ErrAmendmentOver = fault.New(fault.Conflict, "amendment.over", fault.Rule("G-TEN 8"))
	// ErrAmendmentText: what is changed is said in 10 to 4000 characters.
	ErrAmendmentText = fault.New(fault.Invalid, "amendment.text-invalid", fault.Rule("G-TEN 8"), fault.Field("text"))
	// ErrAmendmentEarly: the deadline leaves bidders less time than they must have after the change.
	ErrAmendmentEarly = fault.New(fault.Invalid, "amendment.deadline-early", fault.Rule("G-TEN 8"), fault.Field("deadline"))
	// ErrNothingToConfirm: no bid of the supplier waits to be confirmed.
	ErrNothingToConfirm = fault.New(fault.Conflict, "bid.nothing-to-confirm", fault.Rule("G-TEN 8"))
	// ErrConfirmLate: after the deadline a bid that was not confirmed does not count.
	ErrConfirmLate = fault.New(fault.Conflict, "bid.confirm-late", fault.Rule("G-TEN 8"))
	// ErrConfirmOther: there is a later amendment than the one that the bidder has read.
	ErrConfirmOther = fault.New(fault.Conflict, "bid.confirm-other-amendment", fault.Rule("G-TEN 8"))
)

// AmendmentID names an amendment.
type AmendmentID = id.Of[Amendment]

// Amendment is what changed in a published tender (G-TEN 8).
type Amendment struct {
	ID          AmendmentID
	Tender      ID
	Number      int // 1 upwards
	Text        string
	Significant bool         // bidders need time to work it into their bids (VgV 20(3))
	FormerTitle string       // where the title was changed
	Title       string       // the new one
	Documents   []DocumentID // the versions that came with it
	Moved       *Extension   // of the deadline, where too little time was left
	Stamp
}

// Amending is what an officer wants to change.
type Amending struct {
	Text        string
	Significant bool
	Title       string    // empty: it stays
	Deadline    time.Time // zero: as far as it takes
}

// Amend changes a published tender: versions of documents that lie ready come out, the deadline moves where
// too little time is left, and every bid needs to be confirmed. There are the amendments before it. It returns the amendment and the bids that changed,
// and fails with ErrAmendmentOver, ErrAmendmentText, ErrTitle, ErrAmendmentEarly, ErrDeadlineNotLater or ErrDeadlineFar.
func (t *Tender) Amend(by member.PersonID, in Amending, documents []Document, there []Amendment, bids []*Bid, law legal.Params, now time.Time) (Amendment, []*Bid, error) {
	if t.Phase(now) != Published {
		return Amendment{}, nil, ErrAmendmentOver.With("status", string(t.Phase(now)))
	}
	if t.s.SealingFormat != SealingFormat {
		return Amendment{}, nil, ErrFormatOutdated
	}
	a := Amendment{ID: id.New[Amendment](), Tender: t.s.ID, Number: len(there) + 1, Text: strings.TrimSpace(in.Text), Significant: in.Significant, Stamp: Stamp{by, now}}
	if !wording.Prose(a.Text, 10, 4000) {
		return Amendment{}, nil, ErrAmendmentText
	}
	title := strings.TrimSpace(in.Title)
	if title != "" && title != t.s.Terms.Title {
		if !wording.Line(title, 3, 200) {
			return Amendment{}, nil, ErrTitle
		}
		a.FormerTitle, a.Title = t.s.Terms.Title, title
	}
	for _, d := range documents {
		if d.Staged(t.s) {
			a.Documents = append(a.Documents, d.ID)
		}
	}
	var err error
	if a.Moved, err = t.leaveTime(by, a, in.Deadline, law, now); err != nil {
		return Amendment{}, nil, err
	}
	if a.Title != "" {
		t.s.Terms.Title = a.Title
	}
	var changed []*Bid
	for _, b := range bids {
		if b.InTime() || b.s.Unconfirmed() {
			b.s.Status, b.s.Amendment, b.s.Confirmed = NeedsReconfirmation, a.ID, Stamp{}
			changed = append(changed, b)
		}
	}
	return a, changed, nil
}

// leaveTime moves the deadline, as wanted or as far as it takes.
func (t *Tender) leaveTime(by member.PersonID, a Amendment, wanted time.Time, law legal.Params, now time.Time) (*Extension, error) {
	code := legal.AmendmentConfirmDays
	if a.Significant {
		code = legal.SealAgainDays
	}
	days, err := law.Number(code, period.DayOf(now))
	if err != nil {
		return nil, err
	}
	earliest := t.deadlineAfter(now, days.Value)
	if wanted.IsZero() {
		wanted = earliest
	}
	wanted = wanted.Truncate(time.Second).UTC()
	if wanted.Before(now.AddDate(0, 0, days.Value)) && wanted.Before(earliest) {
		return nil, ErrAmendmentEarly.With("earliest", period.DayOf(earliest).String())
	}
	if wanted.Equal(t.s.Terms.Deadline) {
		return nil, nil
	}
	moved, err := t.Extend(by, wanted, reasonFrom(a.Text), now)
	return &moved, err
}

// deadlineAfter is the deadline, or the first at its time of day in Berlin that leaves so many days from now.
func (t *Tender) deadlineAfter(now time.Time, days int) time.Time {
	from := t.s.Terms.Deadline.In(period.Berlin)
	least, to := now.AddDate(0, 0, days), from
	for n := 1; to.Before(least); n++ {
		to = from.AddDate(0, 0, n)
	}
	return to
}

// reasonFrom is what of an amendment fits into the reason of an extension.
func reasonFrom(text string) string {
	if letters := []rune(text); len(letters) > 2000 {
		return string(letters[:1999]) + "…"
	}
	return text
}

// Staged reports whether a document lies ready for the next amendment of a published tender.
func (d Document) Staged(s State) bool {
	return d.Dropped.IsZero() && d.Amendment.IsZero() && !s.Published.IsZero() && d.Added.At.After(s.Published.At)
}

// Unconfirmed reports whether a bid waits to be confirmed after an amendment: what was sealed is there still.
func (s BidState) Unconfirmed() bool { return s.Status == NeedsReconfirmation && !s.Amendment.IsZero() }

// Unsealed is the reason why a bid that needs reconfirmation does not count.
func (s BidState) Unsealed() string {
	if s.Unconfirmed() {
		return ReasonNotConfirmed
	}
	return ReasonNotSealedAgain
}

// Confirm lets a supplier's bid stand as it was sealed, after the last amendment, of which the bidder has
// read the one of a number. Bids are the supplier's, there are all amendments. It fails with ErrConfirmLate, ErrNothingToConfirm or ErrConfirmOther.
func (t *Tender) Confirm(by member.PersonID, seen int, there []Amendment, bids []*Bid, now time.Time) (*Bid, error) {
	if t.Phase(now) != Published {
		return nil, ErrConfirmLate.With("deadline", t.s.Terms.Deadline.Format(time.RFC3339))
	}
	at := slices.IndexFunc(bids, func(b *Bid) bool { return b.s.Unconfirmed() })
	if at < 0 || len(there) == 0 {
		return nil, ErrNothingToConfirm
	}
	if last := there[len(there)-1]; seen != last.Number || bids[at].s.Amendment != last.ID {
		return nil, ErrConfirmOther
	}
	bids[at].s.Status, bids[at].s.Confirmed = Sealed, Stamp{by, now}
	return bids[at], nil
}
