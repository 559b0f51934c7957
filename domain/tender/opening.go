package tender

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"allmende/domain/fault"
	"allmende/domain/member"
)

// The faults of opening bids and of the keys for it.
var (
	// ErrBeforeDeadline: no envelope is handed out or taken before the deadline has passed.
	ErrBeforeDeadline = fault.New(fault.Conflict, "opening.before-deadline", fault.Rule("G-BID"))
	// ErrScoresOpen: prices are opened when the points of all bids are locked.
	ErrScoresOpen = fault.New(fault.Conflict, "opening.scores-not-locked", fault.Rule("G-BID"))
	// ErrNotOpening: the tender is not published, or all of its bids is opened already.
	ErrNotOpening = fault.New(fault.Conflict, "opening.not-open", fault.Rule("G-BID"))
	// ErrOtherKind: envelopes of another kind are opened now.
	ErrOtherKind = fault.New(fault.Conflict, "opening.other-kind", fault.Rule("G-BID"), fault.Field("kind"))
	// ErrOtherOfficer: the person is not of the committee, or no opening officer any more.
	ErrOtherOfficer = fault.New(fault.Forbidden, "opening.other-officer", fault.Rule("G-BID"))
	// ErrNotRipe: a release is still awaited.
	ErrNotRipe = fault.New(fault.Conflict, "opening.release-awaited", fault.Rule("G-BID"))
	// ErrReleasedAlready: one person releases once, in however many sessions.
	ErrReleasedAlready = fault.New(fault.Conflict, "opening.same-officer", fault.Rule("G-BID"))
	// ErrBidUnknown: the opening is not of such a bid.
	ErrBidUnknown = fault.New(fault.Invalid, "opening.bid-unknown", fault.Rule("G-BID"))
	// ErrBidTwice: a bid was given twice.
	ErrBidTwice = fault.New(fault.Invalid, "opening.bid-twice", fault.Rule("G-BID"))
	// ErrBidMissing: the shares of all bids are released together.
	ErrBidMissing = fault.New(fault.Invalid, "opening.bid-missing", fault.Rule("G-BID"), fault.Field("releases"))
	// ErrNeitherNor: a release is either a share or says that the envelope is unreadable.
	ErrNeitherNor = fault.New(fault.Invalid, "opening.share-or-unreadable", fault.Rule("G-BID"))
	// ErrShareMalformed: the share is not text in hexadecimal digits.
	ErrShareMalformed = fault.New(fault.Invalid, "opening.share-malformed", fault.Rule("G-BID"))
	// ErrShareMismatch: the share is not the one that the bidder dealt to the officer for this bid.
	ErrShareMismatch = fault.New(fault.Conflict, "opening.share-mismatch", fault.Rule("G-BID"))
	// ErrRecipientMalformed: the text is no public age key that bids can be sealed to.
	ErrRecipientMalformed = fault.New(fault.Invalid, "key.recipient-malformed", fault.Rule("G-BID"), fault.Field("recipient"))
	// ErrFingerprintOther: the registered key has another fingerprint than the one compared.
	ErrFingerprintOther = fault.New(fault.Conflict, "key.fingerprint-other", fault.Rule("G-BID"), fault.Field("fingerprint"))
)

// Ceremony is an opening as it stands: which of the bids it is of, what officers have
// released so far, and who of the committee still is an opening officer.
type Ceremony struct {
	Bids     []*Bid // all of the tender's
	Released []Released
	Holding  []member.PersonID
}

// Released is what an officer has given for the envelopes of a kind.
type Released struct {
	Kind     Kind
	Officer  member.PersonID
	At       time.Time
	Releases []Release
}

// Release is what an officer gives for one bid: the own share of the container's key,
// or that the own envelope does not open.
type Release struct {
	Bid        BidID
	Share      []byte
	Unreadable bool
}

// Unreadable is how many envelopes did not open.
func (r Released) Unreadable() int {
	n := 0
	for _, one := range r.Releases {
		if one.Unreadable {
			n++
		}
	}
	return n
}

// OpensNext is the kind of envelope that is opened next, or was opened last.
func (t *Tender) OpensNext(bids []*Bid) Kind {
	kinds := t.s.Kinds()
	if t.opensFirst(bids) {
		return kinds[0]
	}
	return kinds[len(kinds)-1]
}

// opensFirst reports whether the next opening is of first envelopes.
func (t *Tender) opensFirst(bids []*Bid) bool { return t.s.Opened.IsZero() || t.supplements(bids) }

// supplements reports whether the next opening is of late bids alone, which were admitted
// after the others had been opened.
func (t *Tender) supplements(bids []*Bid) bool {
	return !t.s.Opened.IsZero() && slices.ContainsFunc(bids, (*Bid).InTime)
}

// Opens lists the bids that the next opening is of: those whose first envelope is closed,
// for the prices those that are still admitted.
func (t *Tender) Opens(bids []*Bid) []*Bid {
	var opens []*Bid
	first := t.opensFirst(bids)
	for _, b := range byReceipt(bids) {
		if first && b.InTime() || !first && b.s.Status == BidOpened && b.s.PricesOpenedAt.IsZero() {
			opens = append(opens, b)
		}
	}
	return opens
}

// MayRelease says whether it is time and the person's turn: envelopes are handed out
// to nobody else and not before. It fails with ErrNotOpening, ErrFormatOutdated,
// ErrBeforeDeadline, ErrScoresOpen, ErrOtherOfficer or ErrReleasedAlready.
func (t *Tender) MayRelease(by member.PersonID, c Ceremony, now time.Time) error {
	if err := t.mayOpen(by, c, now); err != nil {
		return err
	}
	if _, complete := t.contribution(by, c); complete {
		return ErrReleasedAlready
	}
	return nil
}

// MayConclude says whether bids can be opened without another release: somebody who could
// have released is no opening officer any more, or is one again. It fails as MayRelease does for
// those who may not open, and with ErrNotRipe.
func (t *Tender) MayConclude(by member.PersonID, c Ceremony, now time.Time) error {
	if err := t.mayOpen(by, c, now); err != nil {
		return err
	}
	if !t.Ripe(c) {
		return ErrNotRipe
	}
	return nil
}

func (t *Tender) mayOpen(by member.PersonID, c Ceremony, now time.Time) error {
	if err := t.openable(c.Bids, now); err != nil {
		return err
	}
	if t.s.Position(by) == 0 || !slices.Contains(c.Holding, by) {
		return ErrOtherOfficer
	}
	return nil
}

func (t *Tender) openable(bids []*Bid, now time.Time) error {
	opened := t.s.Status == Opened || t.s.Status == Evaluating
	late := opened && t.supplements(bids)
	prices := opened && !late && t.s.PricesOpened.IsZero()
	switch {
	case t.s.Status != Published && !late && !prices:
		return ErrNotOpening.With("status", string(t.s.Status))
	case t.s.SealingFormat != SealingFormat:
		return ErrFormatOutdated
	case !IsLate(now, t.s.Terms.Deadline):
		return ErrBeforeDeadline.With("deadline", t.s.Terms.Deadline.Format(time.RFC3339))
	case prices && t.s.ScoresLocked.IsZero():
		return ErrScoresOpen
	}
	return nil
}

// Release takes an officer's shares of all bids, or of those that came to the opening since
// the officer released, and returns what is to be kept; the ceremony has it from then on. It fails as MayRelease does, and with ErrOtherKind,
// ErrBidUnknown, ErrBidTwice, ErrBidMissing, ErrNeitherNor or ErrShareMismatch.
func (t *Tender) Release(by member.PersonID, kind Kind, c *Ceremony, given []Release, now time.Time) (Released, error) {
	if err := t.MayRelease(by, *c, now); err != nil {
		return Released{}, err
	}
	if next := t.OpensNext(c.Bids); kind != next {
		return Released{}, ErrOtherKind.With("kind", string(next))
	}
	if err := complete(by, kind, t.Owed(by, *c), given); err != nil {
		return Released{}, err
	}
	released := Released{Kind: kind, Officer: by, At: now, Releases: given}
	c.Released = append(c.Released, released)
	return released, nil
}

// complete demands exactly one release for each bid, with the share that its bidder stated.
func complete(by member.PersonID, kind Kind, bids []*Bid, given []Release) error {
	left := make(map[BidID]*Bid, len(bids))
	for _, b := range bids {
		left[b.s.ID] = b
	}
	seen := make(map[BidID]bool, len(given))
	for i, r := range given {
		bid, known := left[r.Bid]
		switch {
		case !known:
			return ErrBidUnknown.At(field("releases", i, "bidId"))
		case seen[r.Bid]:
			return ErrBidTwice.At(field("releases", i, "bidId"))
		case r.Unreadable == (len(r.Share) > 0):
			return ErrNeitherNor.At(field("releases", i, "share"))
		case !r.Unreadable && Hash(r.Share) != bid.container(kind).shareHash(by):
			return ErrShareMismatch.At(field("releases", i, "share")).With("bid", r.Bid.String())
		}
		seen[r.Bid] = true
	}
	if len(given) != len(bids) {
		return ErrBidMissing.With("given", strconv.Itoa(len(given))).With("needed", strconv.Itoa(len(bids)))
	}
	return nil
}

// contribution is what an officer has released of the bids of the opening, as one, and
// whether nothing is missing of it.
func (t *Tender) contribution(by member.PersonID, c Ceremony) (Released, bool) {
	opens := t.Opens(c.Bids)
	given := Released{Kind: t.OpensNext(c.Bids), Officer: by}
	for _, r := range c.Released {
		if r.Officer != by {
			continue
		}
		before := len(given.Releases)
		for _, one := range r.Releases {
			if find(opens, one.Bid) != nil {
				given.Releases = append(given.Releases, one)
			}
		}
		if len(given.Releases) > before || len(opens) == 0 {
			given.At = r.At
		}
	}
	return given, !given.At.IsZero() && len(given.Releases) == len(opens)
}

// ReleasedAt is when an officer has released all shares of the opening; zero as long as one is missing.
func (t *Tender) ReleasedAt(by member.PersonID, c Ceremony) time.Time {
	given, complete := t.contribution(by, c)
	if !complete {
		return time.Time{}
	}
	return given.At
}

// Owed are the bids of the opening whose shares an officer has not released.
func (t *Tender) Owed(by member.PersonID, c Ceremony) []*Bid {
	given, _ := t.contribution(by, c)
	return slices.DeleteFunc(t.Opens(c.Bids), func(b *Bid) bool {
		return slices.ContainsFunc(given.Releases, func(r Release) bool { return r.Bid == b.s.ID })
	})
}

// counting are the contributions of persons who still are opening officers, by their
// positions, and how many of them are complete and could be.
func (t *Tender) counting(c Ceremony) (given []Released, complete, possible int) {
	for _, o := range t.s.Officers {
		if !slices.Contains(c.Holding, o.Person) {
			continue
		}
		possible++
		one, whole := t.contribution(o.Person, c)
		if whole {
			complete++
		}
		if !one.At.IsZero() {
			given = append(given, one)
		}
	}
	return given, complete, possible
}

// Ripe reports whether the bids can be opened: two officers have released, and every
// bid has two shares or nobody is left who could release another.
func (t *Tender) Ripe(c Ceremony) bool {
	given, complete, possible := t.counting(c)
	if complete < EnoughOfficers {
		return false
	}
	if complete == possible {
		return true
	}
	shares := sharesOf(given)
	return !slices.ContainsFunc(t.Opens(c.Bids), func(b *Bid) bool { return len(shares[b.s.ID]) < EnoughOfficers })
}

func sharesOf(released []Released) map[BidID][][]byte {
	shares := map[BidID][][]byte{}
	for _, r := range released {
		for _, one := range r.Releases {
			if !one.Unreadable {
				shares[one.Bid] = append(shares[one.Bid], one.Share)
			}
		}
	}
	return shares
}

// Open opens or excludes each bid of a ripe ceremony and returns the opening record. What is wrong with a bid excludes it and stops nothing; only what
// the opener cannot do for other reasons is an error, and then nothing is changed.
func (t *Tender) Open(by member.PersonID, c Ceremony, opener Opener, now time.Time) (Record, error) {
	kind, bids, supplement := t.OpensNext(c.Bids), t.Opens(c.Bids), t.supplement(c.Bids)
	given, _, _ := t.counting(c)
	shares := sharesOf(given)
	outcomes := make([]outcome, len(bids))
	err := opener.Each(len(bids), func(n int) (err error) {
		outcomes[n], err = t.outcomeOf(bids[n], kind, shares[bids[n].s.ID], opener)
		return err
	})
	if err != nil {
		return Record{}, err
	}
	for i, b := range bids {
		b.open(kind, outcomes[i], now)
	}
	if t.s.Opened.IsZero() {
		t.s.Status, t.s.Opened = Opened, Stamp{by, now}
	}
	if kind == KindPrice && t.s.PricesOpened.IsZero() {
		t.s.PricesOpened = Stamp{by, now}
	}
	record := t.record(kind, supplement, bids, c.Bids, given, now)
	if t.s.RecordHash == "" {
		t.s.RecordHash = record.Hash
	}
	return record, nil
}

// supplement counts the openings of late bids alone, the next one with them; it is 0 where
// the next opening is none.
func (t *Tender) supplement(bids []*Bid) int {
	if !t.supplements(bids) {
		return 0
	}
	before := map[time.Time]bool{}
	for _, b := range bids {
		if b.s.OpenedAt.After(t.s.Opened.At) {
			before[b.s.OpenedAt] = true
		}
	}
	return len(before) + 1
}

// OpeningPhase is where an opening stands.
type OpeningPhase string

// The phases. A release that does not count awaits nothing.
const (
	PhaseBefore     OpeningPhase = "before-deadline"
	PhaseScoresOpen OpeningPhase = "scores-not-locked"
	PhaseFirst      OpeningPhase = "first"
	PhaseSecond     OpeningPhase = "second"
	PhaseMore       OpeningPhase = "more"     // a bid lacks shares
	PhaseConclude   OpeningPhase = "conclude" // no release is awaited, but none is left to come that would open
	PhaseTooFew     OpeningPhase = "too-few"  // fewer than two are opening officers: they are appointed again, or the tender is cancelled
	PhaseDone       OpeningPhase = "done"
)

// OpeningPhase tells whose release is awaited, or what else leads on.
func (t *Tender) OpeningPhase(c Ceremony, now time.Time) OpeningPhase {
	late := t.supplements(c.Bids)
	_, complete, possible := t.counting(c)
	switch {
	case !late && !t.s.PricesOpened.IsZero():
		return PhaseDone
	case t.s.Opened.IsZero() && t.Phase(now) != DeadlinePassed:
		return PhaseBefore
	case !late && !t.s.Opened.IsZero() && t.s.ScoresLocked.IsZero():
		return PhaseScoresOpen
	case t.Ripe(c):
		return PhaseConclude
	case possible < EnoughOfficers:
		return PhaseTooFew
	case complete == 0:
		return PhaseFirst
	case complete == 1:
		return PhaseSecond
	}
	return PhaseMore
}

// byReceipt orders bids as they came in; ids decide within a microsecond.
func byReceipt(bids []*Bid) []*Bid {
	return slices.SortedStableFunc(slices.Values(bids), func(a, b *Bid) int {
		return cmp.Or(a.s.ReceivedAt.Compare(b.s.ReceivedAt), cmp.Compare(a.s.ID, b.s.ID))
	})
}
