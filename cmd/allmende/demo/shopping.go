package demo

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// shopping leaves Göttingen's buyer with addresses, a list, a marked item and a filled
// basket, and the marketplace with words that mean the same.
func (s *story) shopping(ctx context.Context) error {
	buyer, town := s.as("bestellung@goettingen.example"), s.members[goettingen]
	_, err := s.Settling.SetAddresses(ctx, buyer, town, 0, []view.Address{
		{Name: "Neues Rathaus", Street: "Hiroshimaplatz 1-4", Postcode: "37083", City: "Göttingen", Country: "DE", Contact: "Poststelle, 0551 400-0", Hours: "Mo bis Fr 8 bis 12 Uhr"},
		{Name: "Bauhof", Street: "Rudolf-Wissell-Straße 5", Postcode: "37079", City: "Göttingen", Country: "DE"},
	})
	if err != nil {
		return err
	}
	var desk []driving.PlaceCallOffLine
	for _, lot := range []string{"Notebooks und Dockingstationen", "Monitore"} {
		f, err := s.frameworkCalled(ctx, lot)
		if err != nil {
			return err
		}
		for _, item := range f.Items {
			if item.MaximumQuantity == "" {
				continue // from the supplier's catalogue
			}
			desk = append(desk, driving.PlaceCallOffLine{Item: item.ID, Quantity: "1"})
		}
	}
	if _, err := s.Listing.SaveItemList(ctx, buyer, access.Key{}, driving.SaveItemList{Member: town, Title: "Neuer Arbeitsplatz", Shared: true, Lines: desk}); err != nil {
		return err
	}
	if _, err := s.Buying.PutIntoBasket(ctx, buyer, access.Key{}, driving.PutIntoBasket{Member: town, Lines: desk}); err != nil {
		return err
	}
	first, err := id.Parse[framework.Item](desk[0].Item)
	if err != nil {
		return err
	}
	if err := s.Buying.Mark(ctx, buyer, first, true); err != nil {
		return err
	}
	_, err = s.Listing.AddSynonyms(ctx, s.as("vergabe@demo.example"), access.Key{}, []string{"Notebook", "Laptop", "Klapprechner"})
	return err
}
