package demo

import (
	"context"
	"fmt"
	"time"

	"allmende/domain/access"
	"allmende/domain/metering"
	"allmende/ports/driving"
)

// lines are a delivery of readings.
type lines struct {
	all  []metering.Line
	next int
}

// Next is the next line.
func (l *lines) Next() (metering.Line, bool, error) {
	if l.next == len(l.all) {
		return metering.Line{}, false, nil
	}
	l.next++
	return l.all[l.next-1], true, nil
}

func (l *lines) add(meter string, at time.Time, thousandths int) {
	value := fmt.Sprintf("%d.%03d", thousandths/1000, thousandths%1000)
	l.all = append(l.all, metering.Line{Number: len(l.all) + 2, Meter: meter, At: at.Format(time.RFC3339), Value: value})
}

// readings are what two meters of Göttingen read by the hour since its reservations began: one of
// power, which failed for a night, and one of processors. A line is wrong, and a reading is put right.
func (s *story) readings(ctx context.Context) error {
	officer, since := s.as("vergabe@demo.example"), s.told.Add(-39)
	meters := []driving.FitMeter{
		{Name: "saal1/goettingen/strom", Reservation: s.reserved["Fachverfahren der Stadt"].ID, Resource: "power", Unit: "KWH", Kind: "counter"},
		{Name: "saal2/goettingen/vcpu", Reservation: s.reserved["E-Akte"].ID, Resource: "vcpu", Unit: "C62", Kind: "gauge"},
	}
	for i := range meters {
		meters[i].Member, meters[i].Every, meters[i].From = s.members[goettingen].String(), "hour", since.String()
		fitted, err := s.Metering.FitMeter(ctx, officer, access.Key{}, meters[i])
		if err != nil {
			return err
		}
		s.meters = append(s.meters, metering.ID(fitted.ID))
	}
	delivery := &lines{}
	counted := 48_210_000
	for hour, at := 0, since.Start(); !at.After(s.told.Start()); hour, at = hour+1, at.Add(time.Hour) {
		busy := at.Hour() >= 6 && at.Hour() < 17 && at.Weekday() != time.Saturday && at.Weekday() != time.Sunday
		if failed := hour >= 20*24 && hour < 20*24+6; !failed {
			delivery.add(meters[0].Name, at, counted)
		}
		level := 96_000 + hour*13%17*1000
		counted += 11_200 + hour*7%13*100
		if busy {
			level, counted = level+72_000, counted+3_900
		}
		if at.Before(s.told.Start()) {
			delivery.add(meters[1].Name, at, level)
		}
	}
	delivery.add("saal1/göttingen/strom", since.Start(), 48_210_000)
	if _, err := s.Metering.ImportReadings(ctx, officer, driving.ImportReadings{Name: "Zählerstände seit Einzug", Format: metering.CSV, Source: delivery}); err != nil {
		return err
	}
	_, err := s.Metering.CorrectReading(ctx, officer, access.Key{}, driving.CorrectReading{
		Meter: s.meters[1], At: s.told.Add(-2).Start().Add(9 * time.Hour), Value: "150", Reason: "Der Fühler stand nach dem Neustart zu hoch.",
	})
	return err
}
