package usecase

import (
	"fmt"

	"allmende/domain/demand"
	"allmende/domain/quantity"
	"allmende/ports/view"
)

// outlook says what the totals of a round lead to: what would be ordered, what is missing,
// which price step is ahead, and what that saves the members whose needs are shown.
func outlook(round *view.Round) error {
	ahead, err := stepsAhead(round)
	if err != nil {
		return err
	}
	return savings(round.Needs, ahead)
}

// stepsAhead fills in what the totals lead to, and gives the steps ahead by item.
func stepsAhead(round *view.Round) (map[string]demand.Change, error) {
	ahead := map[string]demand.Change{}
	for i := range round.Items {
		item := &round.Items[i]
		terms, volume, err := volumeOf(*item)
		if err != nil {
			return nil, fmt.Errorf("round %s, item %d: %w", round.Number, item.Position, err)
		}
		item.Ordered, item.Missing = terms.Ordered(volume).String(), terms.Missing(volume).String()
		step, ok := terms.Ahead(volume.Firm)
		if !ok {
			continue
		}
		ahead[item.ID] = step.Change
		item.Next = &view.NextRoundStep{NextStep: nextView(step.Next), Lowers: step.Lowers.String()}
	}
	return ahead, nil
}

// savings says of each need what the change of its item would save.
func savings(needs []view.RoundNeed, changes map[string]demand.Change) error {
	for i := range needs {
		change, ok := changes[needs[i].ItemID]
		if !ok {
			continue
		}
		firm, err := quantity.Parse(needs[i].Firm)
		if err != nil {
			return fmt.Errorf("need of item %s: %w", needs[i].ItemID, err)
		}
		needs[i].Saves = change.Saves(firm).String()
	}
	return nil
}

// volumeOf reads a shown item back: how it is sold, and what all need of it. Totals may be
// larger than what one may enter.
func volumeOf(shown view.RoundItem) (demand.Item, demand.Volume, error) {
	rate, err := rateOf(view.Rate{Price: shown.EstimatedPrice, Tiers: shown.Tiers})
	if err != nil {
		return demand.Item{}, demand.Volume{}, err
	}
	item := demand.Item{Name: shown.Name, Unit: quantity.Unit(shown.Unit), EstimatedPrice: rate.Price, Terms: demand.Terms{Tiers: rate.Tiers}}
	var volume demand.Volume
	for _, read := range []struct {
		into *quantity.Quantity
		text string
	}{{&item.Pack, shown.Pack}, {&item.Minimum, shown.Minimum}, {&volume.Firm, shown.Firm}, {&volume.Tolerance, shown.Tolerance}} {
		if read.text == "" {
			continue
		}
		if *read.into, err = quantity.ParseTotal(read.text); err != nil {
			return demand.Item{}, demand.Volume{}, err
		}
	}
	return item, volume, nil
}
