package age

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
)

// format is the one of docs/decisions/0012-two-of-n.md.
const format = 2

var hashText = regexp.MustCompile(`^[0-9a-f]{64}$`)

// buckets are the lengths of padded contents: the step tells nothing of a bid but
// its order of size.
var buckets = []int{4 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20}

// NewNonce makes the digits that keep a content's hash from being guessed.
func NewNonce() string {
	var nonce [32]byte
	_, _ = rand.Read(nonce[:]) // never fails: it ends the program instead
	return hex.EncodeToString(nonce[:])
}

// contentText is a content as JSON.
type contentText struct {
	Kind    tender.Kind       `json:"kind"`
	Tender  string            `json:"tender"`
	Bidder  string            `json:"bidder"`
	Bid     string            `json:"bid"`
	Nonce   string            `json:"nonce"`
	Prices  map[string]string `json:"prices"`
	Answers map[string]string `json:"answers"`
}

// WriteContent writes the canonical JSON of a content, padded. It fails for a text
// that is no answer, and for more than the largest step holds.
func WriteContent(c tender.Content) ([]byte, error) {
	t := contentText{
		Kind: c.Kind, Tender: c.Tender.String(), Bidder: c.Bidder.String(), Bid: c.Bid.String(), Nonce: c.Nonce,
		Prices: map[string]string{}, Answers: map[string]string{},
	}
	for item, price := range c.Prices {
		t.Prices[item.String()] = price.String()
	}
	for lot, answer := range c.Answers {
		if !tender.IsAnswer(answer) {
			return nil, fmt.Errorf("the answer for lot %s is empty, longer than %d characters, or has control characters", lot, tender.MostAnswer)
		}
		t.Answers[lot.String()] = answer
	}
	return pad(t.bytes())
}

// bytes has the members in their order, without white space, as JSON.stringify writes them.
func (t contentText) bytes() []byte {
	name, values := "prices", t.Prices
	if t.Kind == tender.KindQuality {
		name, values = "answers", t.Answers
	}
	b := fmt.Appendf(nil, `{"format":%d,"kind":%s,"tender":%s,"bidder":%s,"bid":%s,"nonce":%s,"%s":{`,
		format, quoted(string(t.Kind)), quoted(t.Tender), quoted(t.Bidder), quoted(t.Bid), quoted(t.Nonce), name)
	for i, key := range slices.Sorted(maps.Keys(values)) {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, quoted(key)+":"+quoted(values[key])...)
	}
	return append(b, "}}"...)
}

var jsonEscape = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`)

// quoted is a JSON string to the byte of JSON.stringify; texts with other control
// characters, which it would escape too, are never sealed.
func quoted(text string) string { return `"` + jsonEscape.Replace(text) + `"` }

// ReadContent reads a padded content. It takes the canonical text only, so that
// nothing can be read in two ways, or fails with tender.ErrContentMalformed.
func ReadContent(content []byte) (tender.Content, error) {
	var t contentText
	if json.Unmarshal(content, &t) != nil || !hashText.MatchString(t.Nonce) {
		return tender.Content{}, tender.ErrContentMalformed
	}
	if again, err := pad(t.bytes()); err != nil || !bytes.Equal(again, content) {
		return tender.Content{}, tender.ErrContentMalformed
	}
	c, err := t.content()
	if err != nil {
		return tender.Content{}, tender.ErrContentMalformed
	}
	return c, nil
}

func (t contentText) content() (tender.Content, error) {
	of, err1 := exactID[tender.Tender](t.Tender)
	bidder, err2 := exactID[member.Supplier](t.Bidder)
	bid, err3 := exactID[tender.Bid](t.Bid)
	c := tender.Content{Kind: t.Kind, Tender: of, Bidder: bidder, Bid: bid, Nonce: t.Nonce}
	var err4 error
	switch t.Kind {
	case tender.KindPrice:
		c.Prices, err4 = t.prices()
	case tender.KindQuality:
		c.Answers, err4 = t.answers()
	default:
		err4 = errKind
	}
	return c, errors.Join(err1, err2, err3, err4)
}

var (
	errKind   = errors.New("neither quality nor price")
	errAnswer = errors.New("no answer")
)

func (t contentText) prices() (map[tender.ItemID]money.Price, error) {
	prices := make(map[tender.ItemID]money.Price, len(t.Prices))
	for key, text := range t.Prices {
		item, err := exactID[tender.Item](key)
		if err != nil {
			return nil, err
		}
		if prices[item], err = money.ParsePrice(text); err != nil {
			return nil, err
		}
	}
	return prices, nil
}

func (t contentText) answers() (map[tender.LotID]string, error) {
	answers := make(map[tender.LotID]string, len(t.Answers))
	for key, text := range t.Answers {
		lot, err := exactID[tender.Lot](key)
		if err != nil {
			return nil, err
		}
		if !tender.IsAnswer(text) {
			return nil, errAnswer
		}
		answers[lot] = text
	}
	return answers, nil
}

func pad(content []byte) ([]byte, error) {
	for _, size := range buckets {
		if len(content) <= size {
			return append(content, bytes.Repeat([]byte{' '}, size-len(content))...), nil
		}
	}
	return nil, fmt.Errorf("a content of %d bytes is too large to seal", len(content))
}

// exactID refuses upper case: two spellings of an item would be two prices.
func exactID[T any](text string) (id.Of[T], error) {
	parsed, err := id.Parse[T](text)
	if err == nil && parsed.String() != text {
		err = id.ErrMalformed
	}
	return parsed, err
}
