package bidding

import (
	"allmende/adapters/age"
	"allmende/domain/tender"
)

// HandIn is the body of POST /tenders/{id}/bids.
type HandIn struct {
	Bid           tender.BidID `json:"bidId"`
	CommitteeHash string       `json:"committeeHash"`
	Containers    []container  `json:"containers"`
}

type container struct {
	Kind        tender.Kind `json:"kind"`
	Container   []byte      `json:"container"`
	ContentHash string      `json:"contentHash"`
	Envelopes   []envelope  `json:"envelopes"`
}

type envelope struct {
	Officer   string `json:"officerId"`
	Envelope  []byte `json:"envelope"`
	ShareHash string `json:"shareHash"`
}

// HandInOf writes a sealed bid for the request; contents stay out of it.
func HandInOf(bid age.SealedBid) HandIn {
	h := HandIn{Bid: bid.Bidding.Bid, CommitteeHash: bid.Bidding.CommitteeHash}
	for _, c := range bid.Containers {
		in := container{Kind: c.Kind, Container: c.Container, ContentHash: tender.Hash(c.Content)}
		for _, e := range c.Envelopes {
			in.Envelopes = append(in.Envelopes, envelope{e.Officer.String(), e.Envelope, e.ShareHash})
		}
		h.Containers = append(h.Containers, in)
	}
	return h
}
