package age_test

import (
	"strings"
	"testing"

	"allmende/adapters/age"
	"allmende/domain/id"
	"allmende/domain/tender"
)

// mebibyte is answers of the largest step.
func mebibyte() tender.Content {
	c := tender.Content{Kind: tender.KindQuality, Answers: map[tender.LotID]string{}}
	for range 50 {
		c.Answers[id.New[tender.Lot]()] = strings.Repeat("x", 19_000)
	}
	return c
}

func BenchmarkSealingOneMebibyte(b *testing.B) {
	c, content := committeeOf(b, 3), mebibyte()
	for b.Loop() {
		sealed(b, c, content)
	}
}

func BenchmarkOpening100BidsOfOneMebibyte(b *testing.B) {
	c, content := committeeOf(b, 3), mebibyte()
	bids := make([]age.SealedBid, 100)
	shares := make([][][]byte, len(bids))
	for i := range bids {
		bids[i] = sealed(b, c, content)
		shares[i] = c.shares(b, bids[i], 0)[:2]
	}
	for b.Loop() {
		for i, bid := range bids {
			opened, err := age.OpenContainer(bid.Containers[0].Container, shares[i])
			if err != nil {
				b.Fatal(err)
			}
			if _, err := age.ReadContent(opened); err != nil {
				b.Fatal(err)
			}
		}
	}
}
