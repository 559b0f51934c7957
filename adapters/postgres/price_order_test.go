package postgres_test

import (
	"errors"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/repricing"
	"allmende/ports/driving"
	"allmende/ports/view"
)

func TestACallOffCostsWhatHoldsOnItsDay(t *testing.T) {
	p := openPriced(t)
	p.approved(p.today.Add(1), "400.00")
	in := order(p.buyer, p.contract, line(p.contract, 1, "2"))
	quote, err := p.ordering.QuoteCallOff(t.Context(), p.buyer, in)
	if err != nil || quote.Total != "779.80" {
		t.Fatalf("quoted: %+v, %v", quote, err)
	}
	p.clockAt(p.today.Add(1).Start().Add(-time.Second))
	if before := p.mustPlace(p.buyer, p.contract, line(p.contract, 1, "2")); before.Total != "779.80" {
		t.Errorf("a second before midnight it costs %s", before.Total)
	}
	p.clockAt(p.today.Add(1).Start())
	in.SeenTotal = quote.Total
	if _, err := p.ordering.PlaceCallOff(t.Context(), p.buyer, access.Key{}, in); !errors.Is(err, framework.ErrPriceChanged) {
		t.Errorf("with the price of yesterday in the eye: %v", err)
	}
	in.SeenTotal = "800.00"
	after, err := p.ordering.PlaceCallOff(t.Context(), p.buyer, access.Key{}, in)
	if err != nil || after.Total != "800.00" || after.Lines[0].Price != "400.00" {
		t.Errorf("after midnight: %+v, %v", after, err)
	}
	p.verified()
}

func TestNothingIsCalledOffWhileItsPriceIsDecided(t *testing.T) {
	p := openPriced(t)
	c, err := p.change(p.today.Add(5), "400.00")
	if err != nil {
		t.Fatal(err)
	}
	in := order(p.buyer, p.contract, line(p.contract, 1, "1"))
	if _, err := p.ordering.PlaceCallOff(t.Context(), p.buyer, access.Key{}, in); !errors.Is(err, framework.ErrPricePending) {
		t.Errorf("while it waits: %v", err)
	}
	if quote, err := p.ordering.QuoteCallOff(t.Context(), p.buyer, in); err != nil || quote.Orderable || quote.Lines[0].PendingFrom != p.today.Add(5).String() {
		t.Errorf("quoted: %+v, %v", quote, err)
	}
	p.mustPlace(p.buyer, p.contract, line(p.contract, 2, "1")) // the other item
	if _, err := p.pricing.RejectChange(t.Context(), p.colleague, repricing.ID(c.ID), c.Version, "zu hoch"); err != nil {
		t.Fatal(err)
	}
	p.mustPlace(p.buyer, p.contract, line(p.contract, 1, "1"))
}

func TestALineWithTiersSaysHowItCameAbout(t *testing.T) {
	p := tiered(t)
	p.mustPlace(p.buyer, p.contract, line(p.contract, 1, "6"))
	quote, err := p.ordering.QuoteCallOff(t.Context(), p.buyer, order(p.buyer, p.contract, line(p.contract, 1, "4")))
	if err != nil || quote.Total != "380.00" || quote.Lines[0].Derivation != "4 × 95.00" {
		t.Fatalf("quoted: %+v, %v", quote, err)
	}
	placed := p.mustPlace(p.buyer, p.contract, line(p.contract, 1, "4"))
	read, err := p.ordering.CallOff(t.Context(), p.buyer, calloff.ID(placed.ID))
	if err != nil {
		t.Fatal(err)
	}
	line := read.Lines[0]
	line.Baseline, line.Saved, line.Category = "", "", "" // told to who reads
	if placed.Total != quote.Total || line.Derivation != "4 × 95.00" || placed.Lines[0] != line {
		t.Errorf("placed: %+v, read %+v", placed, read)
	}
	rebate, err := p.pricing.GrantRebate(t.Context(), p.finance, access.Key{}, p.item(1), "19")
	if err != nil || rebate.Credit != "30.00" || len(rebate.Lines) != 2 {
		t.Errorf("what came before gets %+v, %v", rebate, err)
	}
	if err := p.write(`update call_off set derivations = '{"4 × 94.99"}', event_id = current_event() where id = '` + placed.ID + `'`); broken(err) != "call_off_line_rounded_once" {
		t.Errorf("a derivation of another total: %v", err)
	}
	p.verified()
}

func TestMarginalTiersAreChargedByBands(t *testing.T) {
	p := openPriced(t)
	c, err := p.pricing.ProposeChange(t.Context(), p.officer, access.Key{}, p.framework(), driving.ProposeChange{
		Ground: "award", Reason: "Staffel des Angebots", Items: []driving.ItemRate{{Item: p.item(1).String(), Rate: marginal()}},
	})
	if err == nil {
		_, err = p.pricing.ApproveChange(t.Context(), p.colleague, repricing.ID(c.ID), c.Version)
	}
	if err != nil {
		t.Fatal(err)
	}
	placed := p.mustPlace(p.buyer, p.contract, line(p.contract, 1, "13"))
	if placed.Total != "1285.00" || placed.Lines[0].Derivation != "10 × 100.00 + 3 × 95.00" || placed.Lines[0].Price != "98.846154" {
		t.Errorf("placed: %+v", placed)
	}
	if err := p.cancel(t.Context(), p.buyer, placed); err != nil {
		t.Error(err)
	}
	p.verified()
}

// marginal is 100.00, above 10 of a call-off 95.00.
func marginal() view.Rate {
	return view.Rate{Price: "100.00", Tiers: &view.Tiers{Mode: "marginal", Basis: "call-off", Steps: []view.PriceStep{{From: "10", Price: "95.00"}}}}
}
