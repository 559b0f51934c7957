package age_test

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"

	"allmende/adapters/age"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
)

func sheet() tender.Sheet {
	return tender.Sheet{
		Tender: id.New[tender.Tender](), Bidder: id.New[member.Supplier](),
		Prices: map[tender.ItemID]money.Price{id.New[tender.Item](): money.MustPrice("389.90"), id.New[tender.Item](): money.MustPrice("0.004999")},
	}
}

func identity(t *testing.T, made age.Identity, err error) age.Identity {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func officers(t *testing.T) (first, second age.Identity) {
	t.Helper()
	short, err := age.NewX25519Identity()
	first = identity(t, short, err)
	hybrid, err := age.NewIdentity()
	return first, identity(t, hybrid, err)
}

func TestTwoOfficersOneAfterTheOtherFindWhatWasSealed(t *testing.T) {
	first, second := officers(t)
	want := sheet()
	sealed, err := age.Seal(want, first.Recipient, second.Recipient)
	if err != nil {
		t.Fatal(err)
	}
	inner, err := age.Open(sealed.Container, first.Secret)
	if err != nil || tender.Hash(inner) != sealed.InnerHash {
		t.Fatalf("the inner envelope: %v, hash %s", err, tender.Hash(inner))
	}
	content, err := age.Open(inner, second.Secret)
	if err != nil || tender.Hash(content) != sealed.ContentHash || !bytes.Equal(content, sealed.Content) {
		t.Fatalf("the content: %v", err)
	}
	got, err := age.Sealing{}.ReadContent(content)
	if err != nil {
		t.Fatal(err)
	}
	if got.Tender != want.Tender || got.Bidder != want.Bidder || !maps.EqualFunc(got.Prices, want.Prices, func(a, b money.Price) bool { return a.Cmp(b) == 0 }) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestNoOfficerOpensTheOthersEnvelope(t *testing.T) {
	first, second := officers(t)
	sealed, err := age.Seal(sheet(), first.Recipient, second.Recipient)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := age.Open(sealed.Container, second.Secret); err == nil {
		t.Error("the second officer opened the outer envelope")
	}
	inner, err := age.Open(sealed.Container, first.Secret)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := age.Open(inner, first.Secret); err == nil {
		t.Error("the first officer opened the inner envelope")
	}
}

func TestAFlippedBitDoesNotOpen(t *testing.T) {
	first, second := officers(t)
	sealed, err := age.Seal(sheet(), first.Recipient, second.Recipient)
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []int{0, 40, len(sealed.Container) / 2, len(sealed.Container) - 1} {
		altered := bytes.Clone(sealed.Container)
		altered[at] ^= 1
		if _, err := age.Open(altered, first.Secret); err == nil {
			t.Errorf("opened with a bit flipped at %d", at)
		}
	}
}

func TestTheLengthDoesNotTellHowManyPricesThereAre(t *testing.T) {
	first, second := officers(t)
	lengths := map[int]bool{}
	for _, prices := range []int{1, 2, 50} {
		s := sheet()
		s.Prices = map[tender.ItemID]money.Price{}
		for range prices {
			s.Prices[id.New[tender.Item]()] = money.MustPrice("1.5")
		}
		sealed, err := age.Seal(s, first.Recipient, second.Recipient)
		if err != nil {
			t.Fatal(err)
		}
		lengths[len(sealed.Container)] = true
	}
	if len(lengths) != 1 {
		t.Errorf("got the lengths %v", lengths)
	}
}

func TestEachSealingOfTheSameSheetHasAnotherHash(t *testing.T) {
	first, second := officers(t)
	s := sheet()
	one, err := age.Seal(s, first.Recipient, second.Recipient)
	if err != nil {
		t.Fatal(err)
	}
	other, err := age.Seal(s, first.Recipient, second.Recipient)
	if err != nil {
		t.Fatal(err)
	}
	if one.ContentHash == other.ContentHash || one.InnerHash == other.InnerHash {
		t.Error("the hash could be guessed from the prices")
	}
}

// written is a content as decision 4 has it, with a part replaced.
func written(old, replacement string) []byte {
	text := fmt.Sprintf(`{"format":1,"tender":%q,"bidder":%q,"nonce":%q,"prices":{%q:"389.90"}}`,
		"01900000-0000-7000-8000-000000000001", "01900000-0000-7000-8000-000000000002", strings.Repeat("ab", 32), "01900000-0000-7000-8000-000000000003")
	text = strings.Replace(text, old, replacement, 1)
	return []byte(text + strings.Repeat(" ", 4096-len(text)))
}

func TestAContentIsReadAsTheDecisionWritesIt(t *testing.T) {
	got, err := age.Sealing{}.ReadContent(written("", ""))
	if err != nil {
		t.Fatal(err)
	}
	if got.Tender != "01900000-0000-7000-8000-000000000001" || got.Bidder != "01900000-0000-7000-8000-000000000002" ||
		got.Prices["01900000-0000-7000-8000-000000000003"].String() != "389.90" || len(got.Prices) != 1 {
		t.Errorf("got %+v", got)
	}
}

func TestAContentThatCouldBeReadInTwoWaysIsRefused(t *testing.T) {
	item := `"01900000-0000-7000-8000-000000000003":"389.90"`
	for name, content := range map[string][]byte{
		"another format":        written(`"format":1`, `"format":2`),
		"a format as text":      written(`"format":1`, `"format":"1"`),
		"a format with places":  written(`"format":1`, `"format":1.0`),
		"a member more":         written(`"format":1`, `"format":1,"note":"x"`),
		"a member twice":        written(`"format":1`, `"format":1,"format":1`),
		"a member missing":      written(`"format":1,`, ``),
		"another spelling":      written(`"tender"`, `"Tender"`),
		"an id in upper case":   written(`7000-8000-000000000003`, `7000-8000-00000000000A`),
		"no id":                 written(`01900000-0000-7000-8000-000000000001`, `1`),
		"a short nonce":         written(`abab`, `ab`),
		"an item twice":         written(item, item+","+item),
		"a price as a number":   written(`"389.90"`, `389.90`),
		"a negative price":      written(`"389.90"`, `"-389.90"`),
		"a price with exponent": written(`"389.90"`, `"1e3"`),
		"a price too fine":      written(`"389.90"`, `"389.9000001"`),
		"prices as a list":      written(`{`+item+`}`, `[`+item+`]`),
		"two texts":             written(`"389.90"}}`, `"389.90"}}{}`),
		"an open object":        written(`"389.90"}}`, `"389.90"}`),
		"no JSON":               written(`{"format"`, `<format`),
		"an unpadded length":    bytes.TrimRight(written("", ""), " "),
		"padded with zeros":     bytes.ReplaceAll(written("", ""), []byte("  "), []byte("\x00\x00")),
		"nothing":               {},
	} {
		if got, err := (age.Sealing{}).ReadContent(content); !errors.Is(err, tender.ErrContentMalformed) {
			t.Errorf("%s: got %+v, %v", name, got, err)
		}
	}
}

func TestARecipientIsAPublicAgeKeyInLowerCase(t *testing.T) {
	first, second := officers(t)
	for _, good := range []string{first.Recipient, second.Recipient} {
		if err := (age.Sealing{}).CheckRecipient(good); err != nil {
			t.Errorf("%.20s…: %v", good, err)
		}
	}
	flipped := first.Recipient[:20] + map[bool]string{true: "q", false: "p"}[first.Recipient[20] == 'p'] + first.Recipient[21:]
	for name, bad := range map[string]string{
		"nothing": "", "a secret": first.Secret, "upper case": strings.ToUpper(first.Recipient), "a wrong digit": flipped,
		"a plugin's": "age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t", "spaces": " " + first.Recipient,
	} {
		if err := (age.Sealing{}).CheckRecipient(bad); !errors.Is(err, tender.ErrRecipientMalformed) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestAContainerIsAnAgeFile(t *testing.T) {
	first, second := officers(t)
	sealed, err := age.Seal(sheet(), first.Recipient, second.Recipient)
	if err != nil {
		t.Fatal(err)
	}
	if err := (age.Sealing{}).CheckContainer(sealed.Container); err != nil {
		t.Error(err)
	}
	if err := (age.Sealing{}).CheckContainer(sealed.Content); !errors.Is(err, tender.ErrContainerMalformed) {
		t.Errorf("the content in the clear: got %v", err)
	}
}
