package tender

import (
	"slices"
	"strconv"
	"strings"

	"allmende/domain/member"
)

// SealingFormat is the one in which bids are sealed now (decision 12). Tenders of the
// first one, whose two officers opened a bid inside a bid, can still be read.
const SealingFormat = 2

// The size of a committee. Any two of its officers open the bids, so all keys but two
// may be lost.
const (
	FewestOfficers = 3
	MostOfficers   = 7
	EnoughOfficers = 2
)

// Officer is one of the committee that opens the bids. All but the person is empty
// until publication, or the confirmation of a change, freezes it.
type Officer struct {
	Person      member.PersonID
	Recipient   string
	Fingerprint string
	ConfirmedBy member.PersonID // who compared the fingerprint with the officer's
}

// Committee is who opens the bids of a tender, by position, with the keys that
// publication or the last change froze.
type Committee struct {
	Tender   ID
	Officers []Officer
}

// Hash is what the notice states as CommitteeHash. Whoever seals computes it again from
// the officers that the notice names: a key or a person put in their place changes it.
func (c Committee) Hash() string { return Hash([]byte(c.text())) }

// text has the format that stands in decision 12.
func (c Committee) text() string {
	var b strings.Builder
	line(&b, "allmende-committee", "2")
	line(&b, "tender", c.Tender.String())
	for i, o := range c.Officers {
		line(&b, "officer", strconv.Itoa(i+1), o.Person.String(), o.Fingerprint, o.Recipient, o.ConfirmedBy.String())
	}
	return b.String()
}

// committeeOf fails with ErrOfficerCount or ErrSameOfficer.
func committeeOf(persons []member.PersonID) ([]Officer, error) {
	if len(persons) < FewestOfficers || len(persons) > MostOfficers {
		return nil, ErrOfficerCount.With("fewest", strconv.Itoa(FewestOfficers)).With("most", strconv.Itoa(MostOfficers))
	}
	officers := make([]Officer, len(persons))
	for i, p := range persons {
		if slices.Contains(persons[:i], p) {
			return nil, ErrSameOfficer.At("openingOfficers." + strconv.Itoa(i))
		}
		officers[i] = Officer{Person: p}
	}
	return officers, nil
}

// frozen are the officers with their keys of now.
func frozen(officers []Officer, facts []OfficerFacts) []Officer {
	keyed := slices.Clone(officers)
	for i, f := range facts {
		keyed[i].Recipient, keyed[i].Fingerprint, keyed[i].ConfirmedBy = f.Recipient, f.Fingerprint, f.ConfirmedBy
	}
	return keyed
}

// Position is where a person stands in the committee, 1 upwards; 0 is not in it.
func (s State) Position(p member.PersonID) int {
	return 1 + slices.IndexFunc(s.Officers, func(o Officer) bool { return o.Person == p })
}

// Kinds are the envelopes of a bid in the order in which they are opened.
func (s State) Kinds() []Kind {
	if s.SealingFormat != SealingFormat {
		return []Kind{KindPrice}
	}
	return s.Terms.Kinds()
}
