package tender

import (
	"regexp"
	"strconv"

	"allmende/domain/fault"
	"allmende/domain/member"
)

// The faults of handing in and withdrawing bids.
var (
	// ErrNoBids: the tender takes no bids, because it is not published or has ended.
	ErrNoBids = fault.New(fault.Conflict, "bid.not-taken", fault.Rule("G-BID"))
	// ErrFormatOutdated: the tender was published for the first sealing format, which nobody
	// seals or opens any more; it can only be cancelled and published again.
	ErrFormatOutdated = fault.New(fault.Conflict, "bid.format-outdated", fault.Rule("G-BID"))
	// ErrCommitteeOther: the bid is sealed to another committee than the tender's.
	ErrCommitteeOther = fault.New(fault.Conflict, "bid.committee-other", fault.Rule("G-BID"), fault.Field("committeeHash"))
	// ErrKinds: the containers are not exactly those that the procedure asks for.
	ErrKinds = fault.New(fault.Invalid, "bid.kinds", fault.Rule("G-BID"), fault.Field("containers"))
	// ErrEnvelopes: a container has not exactly one envelope for each officer.
	ErrEnvelopes = fault.New(fault.Invalid, "bid.envelopes", fault.Rule("G-BID"), fault.Field("envelopes"))
	// ErrContainerSize: the container is empty or larger than 2 MiB.
	ErrContainerSize = fault.New(fault.Invalid, "bid.container-size", fault.Rule("G-BID"), fault.Field("container"))
	// ErrContainerMalformed: the container is no age file.
	ErrContainerMalformed = fault.New(fault.Invalid, "bid.container-malformed", fault.Rule("G-BID"), fault.Field("container"))
	// ErrEnvelopeMalformed: the envelope is no age file, or larger than 16 KiB.
	ErrEnvelopeMalformed = fault.New(fault.Invalid, "bid.envelope-malformed", fault.Rule("G-BID"), fault.Field("envelope"))
	// ErrHashMalformed: a hash is not 64 hexadecimal digits.
	ErrHashMalformed = fault.New(fault.Invalid, "bid.hash-malformed", fault.Rule("G-BID"))
	// ErrReplayed: the bid, or something in it, was handed in before.
	ErrReplayed = fault.New(fault.Conflict, "bid.replayed", fault.Rule("G-BID"))
	// ErrOwnTender: an opening officer of the tender bids in it (D-1).
	ErrOwnTender = fault.New(fault.Forbidden, "bid.own-tender", fault.Rule("D-1"))
	// ErrNothingToWithdraw: the bidder has no bid in time.
	ErrNothingToWithdraw = fault.New(fault.Conflict, "bid.nothing-to-withdraw", fault.Rule("G-BID"))
	// ErrWithdrawLate: after the deadline a bid binds.
	ErrWithdrawLate = fault.New(fault.Conflict, "bid.withdraw-late", fault.Rule("G-BID"))
	// ErrSupplierAmbiguous: the person bids for several suppliers, and a bid belongs to one.
	ErrSupplierAmbiguous = fault.New(fault.Conflict, "bid.supplier-ambiguous", fault.Rule("G-BID"))
)

// MaxContainer is what one container may weigh, in bytes.
const MaxContainer = 2 << 20

// Submission is what a bidder hands in.
type Submission struct {
	Bid        BidID
	Supplier   member.SupplierID
	By         member.PersonID
	Committee  string // the hash of the committee that it is sealed to
	Containers []SubmittedContainer
}

// SubmittedContainer is one sealed part of a bid, with the shares of its key.
type SubmittedContainer struct {
	Kind        Kind
	Sealed      []byte
	ContentHash string
	Envelopes   []SubmittedEnvelope
}

// SubmittedEnvelope is one officer's share, sealed to the officer.
type SubmittedEnvelope struct {
	Officer   member.PersonID
	Sealed    []byte
	ShareHash string
}

var hashText = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Take makes a new version of a bid out of what was handed in; revision counts the
// supplier's versions. Whether it is late is for the store to find, by the clock in
// the statement that keeps it. It fails with ErrNoBids, ErrFormatOutdated, ErrOwnTender, ErrNotInvited,
// ErrCommitteeOther, ErrKinds, ErrEnvelopes, ErrContainerSize, ErrEnvelopeMalformed or
// ErrHashMalformed.
func (t *Tender) Take(sub Submission, revision int) (*Bid, error) {
	switch {
	case !t.takesBids():
		return nil, ErrNoBids.With("status", string(t.s.Status))
	case t.s.SealingFormat != SealingFormat:
		return nil, ErrFormatOutdated
	case t.s.Position(sub.By) > 0:
		return nil, ErrOwnTender
	case !t.s.Admits(sub.Supplier):
		return nil, ErrNotInvited
	case sub.Committee != t.s.CommitteeHash:
		return nil, ErrCommitteeOther
	}
	containers, err := t.contained(sub.Containers)
	if err != nil {
		return nil, err
	}
	return &Bid{BidState{
		ID: sub.Bid, Tender: t.s.ID, Supplier: sub.Supplier, Revision: revision, Round: t.s.BidRound(), Status: Sealed, HandedInBy: sub.By, Version: 1,
		Manifest: Manifest{Tender: t.s.ID, Committee: t.s.CommitteeHash, Bid: sub.Bid, Supplier: sub.Supplier, Containers: containers},
	}}, nil
}

// contained puts the containers into the order of the procedure.
func (t *Tender) contained(given []SubmittedContainer) ([]ManifestContainer, error) {
	kinds := t.s.Kinds()
	if len(given) != len(kinds) {
		return nil, ErrKinds
	}
	containers := make([]ManifestContainer, len(kinds))
	for n, kind := range kinds {
		at := -1
		for i, c := range given {
			if c.Kind == kind {
				at = i
			}
		}
		if at < 0 {
			return nil, ErrKinds
		}
		var err error
		if containers[n], err = t.sealed(given[at]); err != nil {
			return nil, under(err, "containers."+strconv.Itoa(at))
		}
	}
	return containers, nil
}

func (t *Tender) sealed(c SubmittedContainer) (ManifestContainer, error) {
	if len(c.Sealed) == 0 || len(c.Sealed) > MaxContainer {
		return ManifestContainer{}, ErrContainerSize.With("most", strconv.Itoa(MaxContainer))
	}
	if !hashText.MatchString(c.ContentHash) {
		return ManifestContainer{}, ErrHashMalformed.At("contentHash")
	}
	envelopes, err := t.addressed(c.Envelopes)
	return ManifestContainer{Kind: c.Kind, Hash: Hash(c.Sealed), Content: c.ContentHash, Envelopes: envelopes}, err
}

// addressed puts the envelopes into the order of the committee.
func (t *Tender) addressed(given []SubmittedEnvelope) ([]ManifestEnvelope, error) {
	if len(given) != len(t.s.Officers) {
		return nil, ErrEnvelopes
	}
	envelopes := make([]ManifestEnvelope, len(given))
	for i, e := range given {
		position := t.s.Position(e.Officer)
		switch {
		case position == 0 || !envelopes[position-1].Officer.IsZero():
			return nil, ErrEnvelopes
		case len(e.Sealed) == 0 || len(e.Sealed) > MaxEnvelope:
			return nil, ErrEnvelopeMalformed.At(field("envelopes", i, "envelope"))
		case !hashText.MatchString(e.ShareHash):
			return nil, ErrHashMalformed.At(field("envelopes", i, "shareHash"))
		}
		envelopes[position-1] = ManifestEnvelope{Officer: e.Officer, Hash: Hash(e.Sealed), Share: e.ShareHash}
	}
	return envelopes, nil
}
