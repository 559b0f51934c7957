package demo

import (
	"context"
	"strconv"
	"time"

	"allmende/domain/access"
	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/ports/driving"
)

// dataCenterMonth is the last whole month of three meters: read by the day, closed, and charged by
// a tariff that passes energy on.
func (s *story) dataCenterMonth(ctx context.Context) error {
	officer, finance := s.as("vergabe@demo.example"), s.as("finanzen@demo.example")
	month := metering.Month(period.DayOf(s.at(-1)).MonthStart().Add(-1))
	_, err := s.Rating.MakeTariff(ctx, finance, access.Key{}, driving.MakeTariff{
		Name: "Preisblatt Rechenzentrum", From: month.From.String(), VatCategory: "S", VatRate: "19", Components: []driving.TariffComponent{
			{Name: "Grundpreis", Basis: "fixed", Tiers: []driving.TariffTier{{From: "0", Price: "120"}}},
			{Name: "Höheneinheiten", Basis: "reserved", Resource: "rack-unit", Tiers: []driving.TariffTier{{From: "0", Price: "18.50"}, {From: "84", Price: "16.00"}}},
			{Name: "IT-Leistung", Basis: "reserved", Resource: "power", Tiers: []driving.TariffTier{{From: "0", Price: "95"}, {From: "10", Price: "88"}}},
			{Name: "Einrichtung", Basis: "one-time", Resource: "rack-unit", Tiers: []driving.TariffTier{{From: "0", Price: "25"}}},
			{Name: "Strom", Basis: "used", Resource: "power", Tiers: []driving.TariffTier{{From: "0", Price: "0.012"}, {From: "5000", Price: "0.008"}},
				Energy: &driving.TariffEnergy{Purchase: "0.1875", PUE: "1.28"}},
		},
	})
	if err != nil {
		return err
	}
	var delivered dailyReadings
	for i, of := range []struct {
		meter, member string
		daily         int64 // kilowatt-hours
	}{{"GOE-R1", goettingen, 168}, {"HAN-R1", hannover, 312}, {"OLD-R1", oldenburg, 74}} {
		if _, err := s.Metering.FitMeter(ctx, officer, access.Key{}, driving.FitMeter{
			Name: of.meter, Member: s.members[of.member].String(), Resource: "power", Unit: "KWH", Kind: "counter", Every: "day", From: month.From.String(),
		}); err != nil {
			return err
		}
		stands := int64(1000 * (i + 1))
		for day := month.From; !day.After(month.To.Add(1)); day = day.Add(1) {
			delivered = append(delivered, metering.Line{Number: len(delivered) + 2, Meter: of.meter, At: day.Start().Format(time.RFC3339), Value: strconv.FormatInt(stands, 10) + ".5"})
			stands += of.daily + int64(day.UTC().YearDay()*(7+i)%23)
		}
	}
	if _, err := s.Metering.ImportReadings(ctx, officer, driving.ImportReadings{Name: "Zählerstände " + month.From.String()[:7], Format: metering.CSV, Source: &delivered}); err != nil {
		return err
	}
	text := month.From.String()[:7]
	if err := s.Metering.CloseMonth(ctx, finance, text, "Ein Zähler war eine Nacht gestört."); err != nil {
		return err
	}
	_, err = s.Rating.PostRating(ctx, finance, access.Key{}, text, "")
	return err
}

// dailyReadings are lines of a delivery that are taken one after the other.
type dailyReadings []metering.Line

// Next takes the first of the lines that are left.
func (r *dailyReadings) Next() (metering.Line, bool, error) {
	if len(*r) == 0 {
		return metering.Line{}, false, nil
	}
	line := (*r)[0]
	*r = (*r)[1:]
	return line, true, nil
}
