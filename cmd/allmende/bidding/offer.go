package bidding

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"allmende/cmd/allmende/strict"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
)

// ReadPrices reads a JSON object of item id to price, as {"…": "389.90"}.
func ReadPrices(in io.Reader) (map[tender.ItemID]money.Price, error) {
	texts := map[string]string{}
	if err := strict.Read(in, &texts); err != nil {
		return nil, fmt.Errorf("the prices: %w", err)
	}
	prices, faults := map[tender.ItemID]money.Price{}, []error{}
	for _, item := range slices.Sorted(maps.Keys(texts)) {
		price, err := money.ParsePrice(texts[item])
		if err != nil {
			faults = append(faults, fmt.Errorf("item %s: write the price as 389.90, with at most six places, not %q", item, texts[item]))
			continue
		}
		prices[tender.ItemID(item)] = price
	}
	return prices, errors.Join(faults...)
}

// ReadAnswers reads a JSON object of lot id to what is offered in the lot.
func ReadAnswers(in io.Reader) (map[tender.LotID]string, error) {
	texts := map[string]string{}
	if err := strict.Read(in, &texts); err != nil {
		return nil, fmt.Errorf("the answers: %w", err)
	}
	answers := map[tender.LotID]string{}
	for lot, text := range texts {
		answers[tender.LotID(lot)] = strings.ReplaceAll(text, "\r\n", "\n")
	}
	return answers, nil
}

// Contents are what a bidder seals, once the offer fits the tender: whole lots, with two
// envelopes an answer for each lot with prices, and in a mini-competition no price above the
// bidder's own in the contract.
func (n Notice) Contents(bidder member.SupplierID, prices map[tender.ItemID]money.Price, answers map[tender.LotID]string) ([]tender.Content, error) {
	ceilings, err := n.ceilingsOf(bidder)
	if err != nil {
		return nil, err
	}
	faults := append(n.priceFaults(prices), n.ceilingFaults(prices, ceilings)...)
	contents := []tender.Content{{Kind: tender.KindPrice, Prices: prices}}
	switch {
	case n.TwoEnvelopes():
		faults = append(faults, n.answerFaults(prices, answers)...)
		contents = append(contents, tender.Content{Kind: tender.KindQuality, Answers: answers})
	case answers != nil:
		faults = append(faults, errors.New("this tender takes prices only: leave --answers out"))
	}
	return contents, errors.Join(faults...)
}

func (n Notice) priceFaults(prices map[tender.ItemID]money.Price) []error {
	var faults []error
	known := map[tender.ItemID]bool{}
	for _, lot := range n.Lots {
		priced := n.pricesLot(lot, prices)
		for _, item := range lot.Items {
			known[tender.ItemID(item.ID)] = true
			if _, given := prices[tender.ItemID(item.ID)]; priced && !given {
				faults = append(faults, fmt.Errorf("lot %q: %q (%s) has no price: price all items of a lot, or none", lot.Title, item.Name, item.ID))
			}
		}
	}
	for _, item := range slices.Sorted(maps.Keys(prices)) {
		if !known[item] {
			faults = append(faults, fmt.Errorf("item %s is none of this tender: take it out", item))
		}
	}
	if len(prices) == 0 {
		faults = append(faults, errors.New("there is no price at all"))
	}
	return faults
}

func (n Notice) ceilingFaults(prices, ceilings map[tender.ItemID]money.Price) []error {
	var faults []error
	for _, lot := range n.Lots {
		for _, item := range lot.Items {
			price, given := prices[tender.ItemID(item.ID)]
			if ceiling, bound := ceilings[tender.ItemID(item.ID)]; given && bound && price.Cmp(ceiling) > 0 {
				faults = append(faults, fmt.Errorf("lot %q: %q (%s) for %s is above your price in the contract: ask at most %s", lot.Title, item.Name, item.ID, price, ceiling))
			}
		}
	}
	return faults
}

func (n Notice) answerFaults(prices map[tender.ItemID]money.Price, answers map[tender.LotID]string) []error {
	var faults []error
	known := map[tender.LotID]bool{}
	for _, lot := range n.Lots {
		known[tender.LotID(lot.ID)] = true
		answer, given := answers[tender.LotID(lot.ID)]
		switch priced := n.pricesLot(lot, prices); {
		case priced && !given:
			faults = append(faults, fmt.Errorf("lot %q (%s) has prices but no answer: describe what you offer", lot.Title, lot.ID))
		case given && !priced:
			faults = append(faults, fmt.Errorf("lot %q (%s) has an answer but no prices", lot.Title, lot.ID))
		case given && !tender.IsAnswer(answer):
			faults = append(faults, fmt.Errorf("lot %q (%s): an answer has 1 to %d characters and no control characters", lot.Title, lot.ID, tender.MostAnswer))
		}
	}
	for _, lot := range slices.Sorted(maps.Keys(answers)) {
		if !known[lot] {
			faults = append(faults, fmt.Errorf("lot %s is none of this tender: take its answer out", lot))
		}
	}
	return faults
}

// pricesLot reports whether the prices touch the lot.
func (n Notice) pricesLot(lot Lot, prices map[tender.ItemID]money.Price) bool {
	for _, item := range lot.Items {
		if _, given := prices[tender.ItemID(item.ID)]; given {
			return true
		}
	}
	return false
}
