package age_test

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"allmende/adapters/age"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
)

// committee is who gets shares of a bid, with what only the officers have.
type committee struct {
	bidding age.Bidding
	secrets []string // by position
}

type fataler interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

func committeeOf(t fataler, officers int) committee {
	t.Helper()
	c := committee{bidding: age.Bidding{
		Tender: id.New[tender.Tender](), CommitteeHash: tender.Hash([]byte("committee")),
		Bidder: id.New[member.Supplier](), Bid: id.New[tender.Bid](),
	}}
	for range officers {
		made, err := age.NewIdentity()
		if err != nil {
			t.Fatal(err)
		}
		c.bidding.Officers = append(c.bidding.Officers, age.Officer{Person: id.New[member.Person](), Recipient: made.Recipient})
		c.secrets = append(c.secrets, made.Secret)
	}
	return c
}

// open opens the envelope of an officer, who compares it with what the installation says.
func (c committee) open(bid age.SealedBid, container, officer int) (tender.ShareEnvelope, error) {
	sealed := bid.Containers[container]
	got, err := age.OpenShareEnvelope(sealed.Envelopes[officer].Envelope, c.secrets[officer])
	if err != nil {
		return got, err
	}
	if !got.BoundTo(tender.ShareEnvelope{
		Tender: bid.Bidding.Tender, Committee: bid.Bidding.CommitteeHash, Bid: bid.Bidding.Bid,
		Officer: bid.Bidding.Officers[officer].Person, Kind: sealed.Kind, Container: tender.Hash(sealed.Container),
	}) || tender.Hash(got.Share) != sealed.Envelopes[officer].ShareHash {
		return got, errOther
	}
	return got, nil
}

var errOther = errors.New("bound to something else")

func (c committee) shares(t fataler, bid age.SealedBid, container int) [][]byte {
	t.Helper()
	shares := make([][]byte, 0, len(c.secrets))
	for officer := range c.secrets {
		envelope, err := c.open(bid, container, officer)
		if err != nil {
			t.Fatalf("officer %d: %v", officer+1, err)
		}
		shares = append(shares, envelope.Share)
	}
	return shares
}

func prices() tender.Content {
	return tender.Content{Kind: tender.KindPrice, Prices: map[tender.ItemID]money.Price{
		id.New[tender.Item](): money.MustPrice("389.90"), id.New[tender.Item](): money.MustPrice("0.004999"),
	}}
}

func answers() tender.Content {
	return tender.Content{Kind: tender.KindQuality, Answers: map[tender.LotID]string{
		id.New[tender.Lot](): "Holz \"FSC\",\n\tgeölt & <gewachst>, Rücklauf C:\\x \u2028 \U0001F333",
	}}
}

func sealed(t fataler, c committee, contents ...tender.Content) age.SealedBid {
	t.Helper()
	bid, err := age.SealBid(c.bidding, contents...)
	if err != nil {
		t.Fatal(err)
	}
	return bid
}

func TestEveryPairOfOfficersOpensAndNobodyAlone(t *testing.T) {
	for n := 3; n <= 7; n++ {
		c := committeeOf(t, n)
		bid := sealed(t, c, prices(), answers())
		if len(bid.Containers) != 2 || bid.Containers[0].Kind != tender.KindQuality || bid.Containers[1].Kind != tender.KindPrice {
			t.Fatalf("got %d containers", len(bid.Containers))
		}
		for at, container := range bid.Containers {
			shares := c.shares(t, bid, at)
			for i, one := range shares {
				if _, err := age.OpenContainer(container.Container, [][]byte{one, one}); !errors.Is(err, tender.ErrContainerUnreadable) {
					t.Errorf("%d officers: officer %d alone: %v", n, i+1, err)
				}
				for _, other := range shares[i+1:] {
					got, err := age.OpenContainer(container.Container, [][]byte{one, other})
					if err != nil || !bytes.Equal(got, container.Content) {
						t.Errorf("%d officers: officer %d and another one: %v", n, i+1, err)
					}
				}
			}
		}
	}
}

func TestWithAnyOneKeyLostOrOneShareWrongTheOthersOpen(t *testing.T) {
	c := committeeOf(t, 4)
	bid := sealed(t, c, prices())
	shares := c.shares(t, bid, 0)
	for lost := range shares {
		if _, err := age.OpenContainer(bid.Containers[0].Container, slices.Delete(slices.Clone(shares), lost, lost+1)); err != nil {
			t.Errorf("without share %d: %v", lost+1, err)
		}
		wrong := slices.Clone(shares)
		wrong[lost] = bytes.Repeat([]byte{7}, len(shares[lost]))
		if _, err := age.OpenContainer(bid.Containers[0].Container, wrong); err != nil {
			t.Errorf("with a wrong share %d: %v", lost+1, err)
		}
	}
}

func TestWhatWasSealedIsRead(t *testing.T) {
	c := committeeOf(t, 3)
	want := prices()
	bid := sealed(t, c, want, answers())
	got, err := age.ReadContent(bid.Containers[1].Content)
	if err != nil {
		t.Fatal(err)
	}
	if got.Tender != c.bidding.Tender || got.Bidder != c.bidding.Bidder || got.Bid != c.bidding.Bid || got.Kind != tender.KindPrice ||
		!maps.EqualFunc(got.Prices, want.Prices, func(a, b money.Price) bool { return a.Cmp(b) == 0 }) {
		t.Errorf("got %+v", got)
	}
	if quality, err := age.ReadContent(bid.Containers[0].Content); err != nil || len(quality.Answers) != 1 || quality.Prices != nil {
		t.Errorf("got %+v, %v", quality, err)
	}
}

func flipped(t *rapid.T, whole []byte, label string) []byte {
	altered := bytes.Clone(whole)
	at := rapid.IntRange(0, len(whole)*8-1).Draw(t, label)
	altered[at/8] ^= 1 << (at % 8)
	return altered
}

// Hashes are in the manifest, so that an altered byte is another bid; that nobody
// opens it without them either is what is tested here.
func TestAnyFlippedBitOfAContainerEnvelopeOrShareIsRefused(t *testing.T) {
	c := committeeOf(t, 3)
	bid := sealed(t, c, prices())
	whole, shares := bid.Containers[0], c.shares(t, bid, 0)
	manifest := bid.Manifest().Hash()
	rapid.Check(t, func(t *rapid.T) {
		container := flipped(t, whole.Container, "bit of the container")
		if _, err := age.OpenContainer(container, shares); err == nil {
			t.Fatal("an altered container opened")
		}
		officer := rapid.IntRange(0, 2).Draw(t, "officer")
		envelope := flipped(t, whole.Envelopes[officer].Envelope, "bit of the envelope")
		if _, err := age.OpenShareEnvelope(envelope, c.secrets[officer]); err == nil {
			t.Fatal("an altered envelope opened")
		}
		share := flipped(t, shares[officer], "bit of the share")
		if content, err := age.OpenContainer(whole.Container, [][]byte{share, shares[(officer+1)%3]}); err == nil && !bytes.Equal(content, whole.Content) {
			t.Fatal("an altered share opened something else")
		}
		if tender.Hash(share) == whole.Envelopes[officer].ShareHash {
			t.Fatal("an altered share has the hash of the right one")
		}
		altered := bid
		altered.Containers = []age.SealedContainer{whole}
		altered.Containers[0].Container = container
		if altered.Manifest().Hash() == manifest {
			t.Fatal("an altered container has the same manifest")
		}
		altered.Containers[0] = whole
		altered.Containers[0].Envelopes = slices.Clone(whole.Envelopes)
		altered.Containers[0].Envelopes[officer].Envelope = envelope
		if altered.Manifest().Hash() == manifest {
			t.Fatal("an altered envelope has the same manifest")
		}
	})
}

// An envelope is believed for its own tender, committee, bid, officer, kind and container only.
func TestEnvelopesAndSharesOfAnotherBidAreRefused(t *testing.T) {
	c := committeeOf(t, 3)
	bid := sealed(t, c, prices(), answers())
	for name, elsewhere := range map[string]func(b *age.Bidding){
		"the same again":    func(*age.Bidding) {},
		"another tender":    func(b *age.Bidding) { b.Tender = id.New[tender.Tender]() },
		"another committee": func(b *age.Bidding) { b.CommitteeHash = tender.Hash([]byte("other")) },
		"another bid":       func(b *age.Bidding) { b.Bid = id.New[tender.Bid]() },
	} {
		other := c
		elsewhere(&other.bidding)
		foreign := sealed(t, other, prices(), answers())
		swapped := bid
		swapped.Containers = slices.Clone(bid.Containers)
		swapped.Containers[1].Envelopes = foreign.Containers[1].Envelopes
		if _, err := c.open(swapped, 1, 0); !errors.Is(err, errOther) {
			t.Errorf("%s: an envelope: got %v", name, err)
		}
		mixed := [][]byte{c.shares(t, bid, 1)[0], other.shares(t, foreign, 1)[1]}
		if _, err := age.OpenContainer(bid.Containers[1].Container, mixed); err == nil {
			t.Errorf("%s: a share opened with one of this bid", name)
		}
	}
	swapped := bid
	swapped.Containers = slices.Clone(bid.Containers)
	swapped.Containers[0].Envelopes = bid.Containers[1].Envelopes
	if _, err := c.open(swapped, 0, 0); !errors.Is(err, errOther) {
		t.Errorf("the envelope of the other kind: got %v", err)
	}
	if _, err := age.OpenShareEnvelope(bid.Containers[0].Envelopes[1].Envelope, c.secrets[0]); err == nil {
		t.Error("an officer opened the envelope of another one")
	}
}

func TestTheLengthTellsNeitherPricesNorShares(t *testing.T) {
	c := committeeOf(t, 3)
	containers, envelopes := map[int]bool{}, map[int]bool{}
	for _, count := range []int{1, 2, 50} {
		content := tender.Content{Kind: tender.KindPrice, Prices: map[tender.ItemID]money.Price{}}
		for range count {
			content.Prices[id.New[tender.Item]()] = money.MustPrice("1.5")
		}
		bid := sealed(t, c, content)
		containers[len(bid.Containers[0].Container)] = true
		for _, e := range bid.Containers[0].Envelopes {
			envelopes[len(e.Envelope)] = true
			if len(e.Envelope) > tender.MaxEnvelope {
				t.Errorf("an envelope of %d bytes", len(e.Envelope))
			}
		}
	}
	if len(containers) != 1 || len(envelopes) != 1 {
		t.Errorf("got the lengths %v and %v", containers, envelopes)
	}
}

func TestAChallengeIsAnsweredWithTheKeyOnly(t *testing.T) {
	c := committeeOf(t, 3)
	sealed, hash, err := age.Challenge(c.bidding.Officers[0].Recipient)
	if err != nil {
		t.Fatal(err)
	}
	if answer, err := age.Open(sealed, c.secrets[0]); err != nil || len(answer) != 32 || tender.Hash(answer) != hash {
		t.Errorf("got %x, %v, want the hash %s", answer, err, hash)
	}
	if _, err := age.Open(sealed, c.secrets[1]); err == nil {
		t.Error("another officer answered")
	}
}
