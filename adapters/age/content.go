package age

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
)

// writeContent writes the canonical JSON of a sheet with a fresh nonce, padded.
func writeContent(sheet tender.Sheet) ([]byte, error) {
	var nonce [32]byte
	_, _ = rand.Read(nonce[:]) // never fails: it ends the program instead
	var b bytes.Buffer
	fmt.Fprintf(&b, `{"format":1,"tender":%q,"bidder":%q,"nonce":%q,"prices":{`, sheet.Tender, sheet.Bidder, hex.EncodeToString(nonce[:]))
	for i, item := range slices.Sorted(maps.Keys(sheet.Prices)) {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `%q:%q`, item, sheet.Prices[item].String())
	}
	b.WriteString("}}")
	return pad(b.Bytes())
}

// readContent demands each of the five members once, in exactly their spelling, and
// nothing else: what could be read in two ways is no bid.
func readContent(content []byte) (tender.Sheet, error) {
	if !slices.Contains(buckets, len(content)) {
		return tender.Sheet{}, tender.ErrContentMalformed
	}
	text := bytes.TrimRight(content, " ")
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	r := reader{decoder: decoder, sheet: tender.Sheet{Prices: map[tender.ItemID]money.Price{}}}
	if err := r.object(r.member); err != nil || len(r.seen) != 5 {
		return tender.Sheet{}, tender.ErrContentMalformed
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return tender.Sheet{}, tender.ErrContentMalformed
	}
	return r.sheet, nil
}

// errForm is what is wrong inside; callers learn tender.ErrContentMalformed.
var errForm = errors.New("not in the form of a bid")

// canonicalID refuses upper case: two spellings of an item would be two prices.
func canonicalID[T any](text string) (id.Of[T], error) {
	if text != strings.ToLower(text) {
		return "", errForm
	}
	return id.Parse[T](text)
}

type reader struct {
	decoder *json.Decoder
	sheet   tender.Sheet
	seen    []string
}

// object reads an object and hands out each of its names, none of them twice.
func (r *reader) object(member func(name string) error) error {
	if err := r.delimiter('{'); err != nil {
		return err
	}
	seen := map[string]bool{}
	for r.decoder.More() {
		name, err := r.text()
		if err != nil {
			return err
		}
		if seen[name] {
			return errForm
		}
		seen[name] = true
		if err := member(name); err != nil {
			return err
		}
	}
	return r.delimiter('}')
}

func (r *reader) member(name string) (err error) {
	r.seen = append(r.seen, name)
	switch name {
	case "format":
		return r.format()
	case "tender":
		r.sheet.Tender, err = readID[tender.Tender](r)
		return err
	case "bidder":
		r.sheet.Bidder, err = readID[member.Supplier](r)
		return err
	case "nonce":
		nonce, err := r.text()
		if err != nil || !hashText.MatchString(nonce) {
			return errForm
		}
		return nil
	case "prices":
		return r.object(r.price)
	}
	return errForm
}

func (r *reader) format() error {
	token, err := r.decoder.Token()
	if number, ok := token.(json.Number); err != nil || !ok || number.String() != "1" {
		return errForm
	}
	return nil
}

func (r *reader) price(name string) error {
	item, err := canonicalID[tender.Item](name)
	if err != nil {
		return err
	}
	text, err := r.text()
	if err != nil {
		return err
	}
	r.sheet.Prices[item], err = money.ParsePrice(text)
	return err
}

func (r *reader) text() (string, error) {
	token, err := r.decoder.Token()
	if err != nil {
		return "", err
	}
	text, ok := token.(string)
	if !ok {
		return "", errForm
	}
	return text, nil
}

func (r *reader) delimiter(want json.Delim) error {
	token, err := r.decoder.Token()
	if err != nil {
		return err
	}
	if token != want {
		return errForm
	}
	return nil
}

func readID[T any](r *reader) (id.Of[T], error) {
	text, err := r.text()
	if err != nil {
		return "", err
	}
	return canonicalID[T](text)
}
