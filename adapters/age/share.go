package age

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"allmende/domain/member"
	"allmende/domain/tender"
)

// ErrShareEnvelopeMalformed: what an envelope contains is no share of this format.
var ErrShareEnvelopeMalformed = errors.New("not a share envelope of format 2")

// OpenShareEnvelope decrypts an envelope with the officer's secret and reads it.
// Whether it is for this bid, ShareEnvelope.BoundTo says.
func OpenShareEnvelope(envelope []byte, secret string) (tender.ShareEnvelope, error) {
	content, err := Open(envelope, secret)
	if err != nil {
		return tender.ShareEnvelope{}, err
	}
	return ReadShareEnvelope(content)
}

// shareText is a share envelope as JSON.
type shareText struct {
	Tender    string      `json:"tender"`
	Committee string      `json:"committee"`
	Bid       string      `json:"bid"`
	Officer   string      `json:"officer"`
	Kind      tender.Kind `json:"kind"`
	Container string      `json:"container"`
	Share     string      `json:"share"`
}

// WriteShareEnvelope writes the canonical JSON of a share envelope.
func WriteShareEnvelope(e tender.ShareEnvelope) []byte {
	return fmt.Appendf(nil, `{"format":%d,"tender":%s,"committee":%s,"bid":%s,"officer":%s,"kind":%s,"container":%s,"share":"%x"}`,
		format, quoted(e.Tender.String()), quoted(e.Committee), quoted(e.Bid.String()), quoted(e.Officer.String()), quoted(string(e.Kind)), quoted(e.Container), e.Share)
}

// ReadShareEnvelope reads what an envelope contained. It takes the canonical text
// only, or fails with ErrShareEnvelopeMalformed.
func ReadShareEnvelope(content []byte) (tender.ShareEnvelope, error) {
	var t shareText
	if json.Unmarshal(content, &t) != nil || !hashText.MatchString(t.Committee) || !hashText.MatchString(t.Container) {
		return tender.ShareEnvelope{}, ErrShareEnvelopeMalformed
	}
	of, err1 := exactID[tender.Tender](t.Tender)
	bid, err2 := exactID[tender.Bid](t.Bid)
	officer, err3 := exactID[member.Person](t.Officer)
	share, err4 := hex.DecodeString(t.Share)
	e := tender.ShareEnvelope{Tender: of, Committee: t.Committee, Bid: bid, Officer: officer, Kind: t.Kind, Container: t.Container, Share: share}
	if errors.Join(err1, err2, err3, err4) != nil || order[t.Kind] == 0 || !bytes.Equal(WriteShareEnvelope(e), content) {
		return tender.ShareEnvelope{}, ErrShareEnvelopeMalformed
	}
	return e, nil
}
