// Package bidding does offline what the browser does with bids: it seals them, opens
// an officer's share envelopes, and writes the bodies of the requests to hand in.
package bidding

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"

	"github.com/go-json-experiment/json"

	"allmende/adapters/age"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
)

// Notice is what GET /tenders/{id} answers, as far as sealing and opening need it.
type Notice struct {
	ID            string        `json:"id"`
	Number        string        `json:"number"`
	CommitteeHash string        `json:"committeeHash"`
	Envelopes     []tender.Kind `json:"envelopes"`
	Officers      []Officer     `json:"openingOfficers"`
	Lots          []Lot         `json:"lots"`
	Competition   *Competition  `json:"competition"` // of a mini-competition only
}

// Competition is who may bid in a mini-competition; a bidder is shown itself only.
type Competition struct {
	Invited []struct {
		Supplier Ref       `json:"supplier"`
		Ceilings []Ceiling `json:"ceilings"`
	} `json:"invited"`
}

// Ceiling is what a bidder may ask at most for an item: its price in the contract.
type Ceiling struct {
	Item  tender.ItemID `json:"itemId"`
	Price money.Price   `json:"price"`
}

// Officer is one of the committee.
type Officer struct {
	Person      Ref    `json:"person"`
	Position    int    `json:"position"`
	Recipient   string `json:"recipient"`
	Fingerprint string `json:"fingerprint"`
	ConfirmedBy Ref    `json:"confirmedBy"`
}

// Ref names a person.
type Ref struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Lot is a lot with its items.
type Lot struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Items []struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	} `json:"items"`
}

var hashText = regexp.MustCompile(`^[0-9a-f]{64}$`)

// ReadNotice reads a tender and checks that the officers, with their keys, are the
// committee whose hash the notice states.
func ReadNotice(in io.Reader) (Notice, error) {
	var n Notice
	if err := json.UnmarshalRead(in, &n); err != nil {
		return n, errors.New("the tender file is not what GET /tenders/{id} answers")
	}
	if _, err := id.Parse[tender.Tender](n.ID); err != nil {
		return n, errors.New("the tender file has no id of a tender")
	}
	if !hashText.MatchString(n.CommitteeHash) || len(n.Envelopes) == 0 || len(n.Officers) < 2 {
		return n, errors.New("the tender file names no committee to seal to: fetch it again after the publication")
	}
	slices.SortFunc(n.Officers, func(a, b Officer) int { return a.Position - b.Position })
	for i, o := range n.Officers {
		if o.Position != i+1 {
			return n, errors.New("the tender file does not name all opening officers")
		}
		if (age.Sealing{}).CheckRecipient(o.Recipient) != nil || tender.Hash([]byte(o.Recipient)) != o.Fingerprint {
			return n, fmt.Errorf("the key of %s does not have the fingerprint that the notice states: seal nothing, and ask the contracting authority", o.Person.Name)
		}
	}
	if n.committee().Hash() != n.CommitteeHash {
		return n, errors.New("the opening officers are not the committee whose hash the notice states: seal nothing, and ask the contracting authority")
	}
	return n, nil
}

// committee are the officers as their hash is computed.
func (n Notice) committee() tender.Committee {
	c := tender.Committee{Tender: tender.ID(n.ID)}
	for _, o := range n.Officers {
		c.Officers = append(c.Officers, tender.Officer{
			Person: member.PersonID(o.Person.ID), Recipient: o.Recipient, Fingerprint: o.Fingerprint, ConfirmedBy: member.PersonID(o.ConfirmedBy.ID),
		})
	}
	return c
}

// Bidding is what a new version of a supplier's bid is sealed to.
func (n Notice) Bidding(bidder member.SupplierID) age.Bidding {
	b := age.Bidding{Tender: tender.ID(n.ID), CommitteeHash: n.CommitteeHash, Bidder: bidder, Bid: id.New[tender.Bid]()}
	for _, o := range n.Officers {
		b.Officers = append(b.Officers, age.Officer{Person: member.PersonID(o.Person.ID), Recipient: o.Recipient})
	}
	return b
}

// ceilingsOf are what a supplier may ask at most; none in a tender that is open to everybody.
func (n Notice) ceilingsOf(bidder member.SupplierID) (map[tender.ItemID]money.Price, error) {
	if n.Competition == nil {
		return nil, nil
	}
	for _, invitee := range n.Competition.Invited {
		if invitee.Supplier.ID != bidder.String() {
			continue
		}
		ceilings := make(map[tender.ItemID]money.Price, len(invitee.Ceilings))
		for _, c := range invitee.Ceilings {
			ceilings[c.Item] = c.Price
		}
		return ceilings, nil
	}
	return nil, errors.New("this mini-competition is among other suppliers: --bidder is not invited")
}

// TwoEnvelopes reports whether answers are sealed besides prices.
func (n Notice) TwoEnvelopes() bool { return slices.Contains(n.Envelopes, tender.KindQuality) }
