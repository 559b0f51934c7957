package age

import (
	"fmt"
	"slices"

	"filippo.io/age"

	"allmende/domain/member"
	"allmende/domain/shamir"
	"allmende/domain/tender"
)

// Bidding is what the share envelopes of a bid are bound to (docs/decisions/0012-two-of-n.md).
type Bidding struct {
	Tender        tender.ID
	CommitteeHash string
	Officers      []Officer // by position
	Bidder        member.SupplierID
	Bid           tender.BidID
}

// Officer is somebody who gets a share.
type Officer struct {
	Person    member.PersonID
	Recipient string
}

// SealedBid is a bid as it is handed in, with the contents that stay with the bidder.
type SealedBid struct {
	Bidding    Bidding
	Containers []SealedContainer // quality before price
}

// SealedContainer is one envelope of the procedure, and the officers' ways to its key.
type SealedContainer struct {
	Kind      tender.Kind
	Container []byte
	Content   []byte
	Envelopes []SealedEnvelope // by the officers' positions
}

// SealedEnvelope holds an officer's share.
type SealedEnvelope struct {
	Officer   member.PersonID
	Envelope  []byte
	ShareHash string
}

// SealBid seals each content to a key of its own. What binds a content to the bid,
// and its nonce, is filled in.
func SealBid(b Bidding, contents ...tender.Content) (SealedBid, error) {
	sealed := SealedBid{Bidding: b}
	for _, c := range contents {
		c.Tender, c.Bidder, c.Bid, c.Nonce = b.Tender, b.Bidder, b.Bid, NewNonce()
		written, err := WriteContent(c)
		if err != nil {
			return SealedBid{}, err
		}
		container, err := SealContainer(b, c.Kind, written)
		if err != nil {
			return SealedBid{}, err
		}
		sealed.Containers = append(sealed.Containers, container)
	}
	slices.SortFunc(sealed.Containers, func(x, y SealedContainer) int { return order[x.Kind] - order[y.Kind] })
	return sealed, nil
}

var order = map[tender.Kind]int{tender.KindQuality: 1, tender.KindPrice: 2}

// SealContainer seals a content that is already written. Its key is made here, and
// gone when this returns: only two of the shares give it back.
func SealContainer(b Bidding, kind tender.Kind, content []byte) (SealedContainer, error) {
	key, err := NewOneBidIdentity()
	if err != nil {
		return SealedContainer{}, err
	}
	sealed := SealedContainer{Kind: kind, Content: content}
	if sealed.Container, err = encrypt(content, key.Recipient); err != nil {
		return SealedContainer{}, fmt.Errorf("seal a container: %w", err)
	}
	shares, err := shamir.Split([]byte(key.Secret), len(b.Officers))
	if err != nil {
		return SealedContainer{}, fmt.Errorf("deal the shares of a container: %w", err)
	}
	bound := tender.ShareEnvelope{
		Tender: b.Tender, Committee: b.CommitteeHash, Bid: b.Bid, Kind: kind, Container: tender.Hash(sealed.Container),
	}
	for i, officer := range b.Officers {
		bound.Officer, bound.Share = officer.Person, shares[i]
		envelope, err := encrypt(WriteShareEnvelope(bound), officer.Recipient)
		if err != nil {
			return SealedContainer{}, fmt.Errorf("seal the share envelope of officer %d: %w", i+1, err)
		}
		sealed.Envelopes = append(sealed.Envelopes, SealedEnvelope{officer.Person, envelope, tender.Hash(shares[i])})
	}
	return sealed, nil
}

// Manifest names all of the bid by its hashes.
func (s SealedBid) Manifest() tender.Manifest {
	m := tender.Manifest{Tender: s.Bidding.Tender, Committee: s.Bidding.CommitteeHash, Bid: s.Bidding.Bid, Supplier: s.Bidding.Bidder}
	for _, c := range s.Containers {
		container := tender.ManifestContainer{Kind: c.Kind, Hash: tender.Hash(c.Container), Content: tender.Hash(c.Content)}
		for _, e := range c.Envelopes {
			container.Envelopes = append(container.Envelopes, tender.ManifestEnvelope{Officer: e.Officer, Hash: tender.Hash(e.Envelope), Share: e.ShareHash})
		}
		m.Containers = append(m.Containers, container)
	}
	return m
}

// NewOneBidIdentity makes the key of one container (ML-KEM-768 with X25519).
func NewOneBidIdentity() (Identity, error) { return NewIdentity() }

// OpenContainer tries the shares pair by pair, so that a wrong one spoils nothing as
// long as two are right. Which key fits, age's own authentication says. It fails
// with tender.ErrContainerUnreadable.
func OpenContainer(container []byte, shares [][]byte) ([]byte, error) {
	for i, one := range shares {
		for _, other := range shares[i+1:] {
			if content, err := openWith(container, one, other); err == nil {
				return content, nil
			}
		}
	}
	return nil, tender.ErrContainerUnreadable
}

func openWith(container, one, other []byte) ([]byte, error) {
	secret, err := shamir.Combine(one, other)
	if err != nil {
		return nil, err
	}
	identity, err := age.ParseHybridIdentity(string(secret))
	if err != nil {
		return nil, err
	}
	return decrypt(container, identity)
}
