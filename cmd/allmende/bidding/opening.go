package bidding

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/go-json-experiment/json"

	"allmende/adapters/age"
	"allmende/domain/member"
	"allmende/domain/tender"
)

// Opening is what GET /tenders/{id}/opening answers an officer of the committee.
type Opening struct {
	Tender   string      `json:"tenderId"`
	Kind     tender.Kind `json:"kind"`
	Officers []struct {
		Person   Ref  `json:"person"`
		Position int  `json:"position"`
		Me       bool `json:"me"`
	} `json:"officers"`
	Envelopes []struct {
		Bid           string      `json:"bidId"`
		Bidder        string      `json:"bidder"`
		Kind          tender.Kind `json:"kind"`
		Envelope      []byte      `json:"envelope"`
		ContainerHash string      `json:"containerHash"`
		ShareHash     string      `json:"shareHash"`
	} `json:"envelopes"`
}

// ReadOpening reads what an officer was answered.
func ReadOpening(in io.Reader) (Opening, error) {
	var o Opening
	if err := json.UnmarshalRead(in, &o); err != nil || o.Tender == "" {
		return o, errors.New("the opening file is not what GET /tenders/{id}/opening answers")
	}
	if len(o.Envelopes) == 0 {
		return o, errors.New("the opening file has no envelopes: they are handed out after the deadline, to officers of the committee who have not released yet")
	}
	return o, nil
}

// Releases is the body of POST /tenders/{id}/opening/shares.
type Releases struct {
	Kind     tender.Kind `json:"kind"`
	Releases []release   `json:"releases"`
}

type release struct {
	Bid        string `json:"bidId"`
	Share      string `json:"share,omitempty"`
	Unreadable bool   `json:"unreadable,omitzero"`
}

// Unreadable is an envelope that gave no share to be believed.
type Unreadable struct{ Bidder, Bid, Reason string }

// Open opens every envelope with the officer's key. What is not bound to its very
// bid, container, officer and committee is no share.
func (o Opening) Open(n Notice, key age.Identity) (Releases, []Unreadable, error) {
	if o.Tender != n.ID {
		return Releases{}, nil, errors.New("the opening and the tender file are of two tenders")
	}
	me, err := o.me(n, key)
	if err != nil {
		return Releases{}, nil, err
	}
	out, failed := Releases{Kind: o.Kind}, []Unreadable(nil)
	for _, e := range o.Envelopes {
		expected := tender.ShareEnvelope{
			Tender: tender.ID(n.ID), Committee: n.CommitteeHash, Bid: tender.BidID(e.Bid), Officer: me, Kind: o.Kind, Container: e.ContainerHash,
		}
		share, reason := shareOf(e.Envelope, key.Secret, expected, e.ShareHash)
		if reason != "" {
			failed = append(failed, Unreadable{e.Bidder, e.Bid, reason})
			out.Releases = append(out.Releases, release{Bid: e.Bid, Unreadable: true})
			continue
		}
		out.Releases = append(out.Releases, release{Bid: e.Bid, Share: share})
	}
	return out, failed, nil
}

// me is the officer who is opening: the one whose frozen key this is.
func (o Opening) me(n Notice, key age.Identity) (member.PersonID, error) {
	mine := slices.IndexFunc(n.Officers, func(each Officer) bool { return each.Recipient == key.Recipient })
	if mine < 0 {
		return "", errors.New("this key is none of those that the bids are sealed to")
	}
	for _, officer := range o.Officers {
		if officer.Me && officer.Person.ID != n.Officers[mine].Person.ID {
			return "", fmt.Errorf("this is the key of %s, but the envelopes are those of %s", n.Officers[mine].Person.Name, officer.Person.Name)
		}
	}
	return member.PersonID(n.Officers[mine].Person.ID), nil
}

func shareOf(sealed []byte, secret string, expected tender.ShareEnvelope, hash string) (share, reason string) {
	got, err := age.OpenShareEnvelope(sealed, secret)
	switch {
	case errors.Is(err, age.ErrShareEnvelopeMalformed):
		return "", "holds no share"
	case err != nil:
		return "", "cannot be opened with this key"
	case !got.BoundTo(expected):
		return "", "belongs to another bid, officer or tender"
	case tender.Hash(got.Share) != hash:
		return "", "holds another share than the bidder announced"
	}
	return hex.EncodeToString(got.Share), ""
}
