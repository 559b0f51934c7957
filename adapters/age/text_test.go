package age_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"allmende/adapters/age"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
)

const item, lot = "01900000-0000-7000-8000-000000000003", "01900000-0000-7000-8000-000000000005"

func head(kind string) string {
	return fmt.Sprintf(`{"format":2,"kind":%q,"tender":%q,"bidder":%q,"bid":%q,"nonce":%q,`, kind,
		"01900000-0000-7000-8000-000000000001", "01900000-0000-7000-8000-000000000002", "01900000-0000-7000-8000-000000000004", strings.Repeat("ab", 32))
}

func padded(text string) []byte { return []byte(text + strings.Repeat(" ", max(0, 4096-len(text)))) }

// priced and answered are contents as decision 12 has them, with a part replaced.
func priced(old, replacement string) []byte {
	return padded(strings.Replace(head("price")+`"prices":{"`+item+`":"389.90"}}`, old, replacement, 1))
}

func answered(answer string) []byte {
	return padded(head("quality") + `"answers":{"` + lot + `":"` + answer + `"}}`)
}

func TestContentsAreReadAsTheDecisionWritesThem(t *testing.T) {
	got, err := age.ReadContent(priced("", ""))
	if err != nil || got.Kind != tender.KindPrice || got.Tender != "01900000-0000-7000-8000-000000000001" || got.Bidder != "01900000-0000-7000-8000-000000000002" ||
		got.Bid != "01900000-0000-7000-8000-000000000004" || len(got.Prices) != 1 || got.Prices[item].String() != "389.90" {
		t.Errorf("got %+v, %v", got, err)
	}
	got, err = age.ReadContent(answered(`Holz \"FSC\" & <b>,\n\tC:\\x ` + "\u2028\u2029ü\U0001F333"))
	if err != nil || got.Answers[lot] != "Holz \"FSC\" & <b>,\n\tC:\\x \u2028\u2029ü\U0001F333" {
		t.Errorf("got %+v, %v", got, err)
	}
	if none, err := age.ReadContent(priced(`"`+item+`":"389.90"`, ``)); err != nil || len(none.Prices) != 0 {
		t.Errorf("no prices: got %+v, %v", none, err)
	}
	if plain, err := age.ReadContent(priced(`389.90`, `389.9`)); err != nil || plain.Prices[item].String() != "389.90" {
		t.Errorf("another spelling of a price: got %+v, %v", plain, err)
	}
}

func TestAContentThatIsNotCanonicalIsRefused(t *testing.T) {
	price := `"` + item + `":"389.90"`
	for name, content := range map[string][]byte{
		"another format":           priced(`"format":2`, `"format":1`),
		"a format as text":         priced(`"format":2`, `"format":"2"`),
		"another kind":             priced(`"price"`, `"both"`),
		"answers of kind price":    priced(`"prices"`, `"answers"`),
		"answers besides prices":   priced(`"prices"`, `"answers":{},"prices"`),
		"a member more":            priced(`"format":2`, `"format":2,"note":"x"`),
		"a member twice":           priced(`"format":2`, `"format":2,"format":2`),
		"a member missing":         priced(`"format":2,`, ``),
		"another order":            priced(`"format":2,"kind":"price"`, `"kind":"price","format":2`),
		"another spelling":         priced(`"tender"`, `"Tender"`),
		"white space":              priced(`"format":2,`, `"format":2, `),
		"an id in upper case":      priced(`7000-8000-000000000003`, `7000-8000-00000000000A`),
		"no id":                    priced(`01900000-0000-7000-8000-000000000001`, `1`),
		"a short nonce":            priced(`abab`, `ab`),
		"a nonce in upper case":    priced(`abab`, `ABAB`),
		"an item twice":            priced(price, price+","+price),
		"items not ascending":      priced(price, price+`,"01900000-0000-7000-8000-000000000001":"1"`),
		"a price as a number":      priced(`"389.90"`, `389.90`),
		"a negative price":         priced(`"389.90"`, `"-389.90"`),
		"a price with exponent":    priced(`"389.90"`, `"1e3"`),
		"a price too fine":         priced(`"389.90"`, `"389.9000001"`),
		"prices as a list":         priced(`{`+price+`}`, `[`+price+`]`),
		"two texts":                priced(`"389.90"}}`, `"389.90"}}{}`),
		"an open object":           priced(`"389.90"}}`, `"389.90"}`),
		"no JSON":                  priced(`{"format"`, `<format`),
		"no padding":               bytes.TrimRight(priced("", ""), " "),
		"padded too far":           append(priced("", ""), bytes.Repeat([]byte(" "), 12288)...),
		"padded with zeros":        bytes.ReplaceAll(priced("", ""), []byte("  "), []byte("\x00\x00")),
		"nothing":                  {},
		"an empty answer":          answered(""),
		"a carriage return":        answered(`a\r\nb`),
		"a control character":      answered("a\x7fb"),
		"a needless escape":        answered(`\u00fc`),
		"an escaped separator":     answered(`\u2028`),
		"an escaped slash":         answered(`\/`),
		"half a surrogate pair":    answered(`\ud83c`),
		"text that is not UTF-8":   answered("\xff"),
		"an answer beyond 20 000":  bigAnswer(20_001),
		"a null for the answers":   padded(head("quality") + `"answers":null}`),
		"an answer that is a list": padded(head("quality") + `"answers":{"` + lot + `":["x"]}}`),
	} {
		if got, err := age.ReadContent(content); !errors.Is(err, tender.ErrContentMalformed) {
			t.Errorf("%s: got %+v, %v", name, got, err)
		}
	}
	if _, err := age.ReadContent(bigAnswer(20_000)); err != nil {
		t.Errorf("20 000 characters: %v", err)
	}
}

func bigAnswer(characters int) []byte {
	text := head("quality") + `"answers":{"` + lot + `":"` + strings.Repeat("x", characters) + `"}}`
	return []byte(text + strings.Repeat(" ", 65536-len(text)))
}

func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := tender.Content{
			Kind: rapid.SampledFrom([]tender.Kind{tender.KindPrice, tender.KindQuality}).Draw(t, "kind"), Tender: id.New[tender.Tender](),
			Bidder: id.New[member.Supplier](), Bid: id.New[tender.Bid](), Nonce: age.NewNonce(),
			Prices: map[tender.ItemID]money.Price{}, Answers: map[tender.LotID]string{},
		}
		for range rapid.IntRange(0, 30).Draw(t, "entries") {
			c.Prices[id.New[tender.Item]()] = money.MustPrice(rapid.StringMatching(`[0-9]{1,9}(\.[0-9]{1,6})?`).Draw(t, "price"))
			c.Answers[id.New[tender.Lot]()] = rapid.StringOf(rapid.Rune()).Filter(tender.IsAnswer).Draw(t, "answer")
		}
		written, err := age.WriteContent(c)
		if err != nil {
			t.Fatal(err)
		}
		got, err := age.ReadContent(written)
		if err != nil {
			t.Fatal(err)
		}
		again, err := age.WriteContent(got)
		if err != nil || !bytes.Equal(again, written) {
			t.Fatalf("got %+v, want %+v", got, c)
		}
	})
}

func TestAShareEnvelopeIsCanonicalToo(t *testing.T) {
	e := tender.ShareEnvelope{
		Tender: id.New[tender.Tender](), Committee: tender.Hash(nil), Bid: id.New[tender.Bid](), Officer: id.New[member.Person](),
		Kind: tender.KindPrice, Container: tender.Hash([]byte("x")), Share: []byte{0, 1, 0xab},
	}
	text := string(age.WriteShareEnvelope(e))
	want := fmt.Sprintf(`{"format":2,"tender":"%s","committee":"%s","bid":"%s","officer":"%s","kind":"price","container":"%s","share":"0001ab"}`,
		e.Tender, e.Committee, e.Bid, e.Officer, e.Container)
	if text != want {
		t.Fatalf("got %s, want %s", text, want)
	}
	if got, err := age.ReadShareEnvelope([]byte(text)); err != nil || !got.BoundTo(e) || !bytes.Equal(got.Share, e.Share) {
		t.Errorf("got %+v, %v", got, err)
	}
	for name, altered := range map[string]string{
		"another format":     strings.Replace(text, "2", "1", 1),
		"a share as capital": strings.Replace(text, "0001ab", "0001AB", 1),
		"an odd share":       strings.Replace(text, "0001ab", "0001a", 1),
		"another kind":       strings.Replace(text, `"price"`, `"both"`, 1),
		"no hash":            strings.Replace(text, e.Container, "x", 1),
		"a member more":      strings.Replace(text, `"share"`, `"more":"","share"`, 1),
		"something behind":   text + " ",
		"nothing":            "",
	} {
		if got, err := age.ReadShareEnvelope([]byte(altered)); !errors.Is(err, age.ErrShareEnvelopeMalformed) {
			t.Errorf("%s: got %+v, %v", name, got, err)
		}
	}
}
