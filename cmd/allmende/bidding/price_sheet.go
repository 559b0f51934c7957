package bidding

import (
	"errors"
	"fmt"
	"io"

	"allmende/adapters/sheet"
	"allmende/domain/money"
	"allmende/domain/tender"
)

// ReadPriceSheet reads the filled workbook of GET /tenders/{id}/price-sheet.xlsx. It
// fails with a sentence for each fault.
func (n Notice) ReadPriceSheet(in io.Reader) (map[tender.ItemID]money.Price, error) {
	content, err := io.ReadAll(io.LimitReader(in, 4<<20))
	if err != nil {
		return nil, fmt.Errorf("read the price sheet: %w", err)
	}
	names := map[string]string{}
	var lots [][]string
	for _, lot := range n.Lots {
		var items []string
		for _, item := range lot.Items {
			items, names[item.ID] = append(items, item.ID), item.Name
		}
		lots = append(lots, items)
	}
	texts, faults := sheet.ReadPriceSheet(content, n.ID, lots)
	said := make([]error, len(faults))
	for i, f := range faults {
		said[i] = errors.New(place(f, names) + remedies[f.Code])
	}
	if len(said) > 0 {
		return nil, errors.Join(said...)
	}
	prices := make(map[tender.ItemID]money.Price, len(texts))
	for item, text := range texts {
		if prices[tender.ItemID(item)], err = money.ParsePrice(text); err != nil {
			return nil, err
		}
	}
	return prices, nil
}

func place(f sheet.PriceFault, names map[string]string) string {
	text := ""
	if f.Row > 0 {
		text = fmt.Sprintf("row %d: ", f.Row)
	}
	if name := names[f.Item]; name != "" {
		text += fmt.Sprintf("%q: ", name)
	}
	if f.Value != "" {
		text += fmt.Sprintf("%q: ", f.Value)
	}
	return text
}

// remedies say of each fault what to do.
var remedies = map[string]string{
	sheet.PriceMissing:     "the price is missing; price all items of a lot, or none",
	sheet.PriceNegative:    "a price is not below zero",
	sheet.PriceTooFine:     "a price has at most six places",
	sheet.PriceTooLarge:    "a price has at most nine digits before the decimal sign",
	sheet.PriceNoNumber:    "enter a number",
	sheet.PriceAmbiguous:   "this may be a thousand or a fraction; write it without dividing thousands and with two places, as 1234.00 or 1.23",
	sheet.PriceFormula:     "this is a formula; put its result there as a value",
	sheet.PriceUnknownItem: "this row is no item of the tender; delete it, and fill in the sheet as it was downloaded",
	sheet.PriceItemTwice:   "this item stands in a row above already; delete one of them",
	sheet.SheetTooLarge:    "the workbook is larger than any price sheet: 2 MiB, 5,000 rows; copy the prices into the sheet as it was downloaded",
	sheet.SheetUnreadable:  "this is no workbook (XLSX) that can be read; save it as XLSX, without a password",
	sheet.SheetOther:       "this is not the price sheet of a tender; fill in the sheet as it was downloaded",
	sheet.SheetOtherTender: "this is the price sheet of another tender",
	sheet.SheetEmpty:       "there is no price in the sheet",
}
