package licence

import (
	"slices"
	"strconv"
	"strings"

	"allmende/domain/catalogue"
	"allmende/domain/period"
	"allmende/domain/quantity"
)

// Offer is what a catalogue says about the licences that one unit of an article is.
type Offer struct {
	Seats         int // of one unit
	Months        int
	RenewalMonths int
	NoticeDays    int
	Metric        string // what is counted, as "Benutzer" or "Kern", or empty
}

// The attributes that tell an offer, by the names that catalogues use for them.
var (
	namesOfTerm    = []string{"laufzeit", "lizenzlaufzeit", "term", "licence term", "license term"}
	namesOfRenewal = []string{"verlängerung", "automatische verlängerung", "renewal", "automatic renewal"}
	namesOfNotice  = []string{"kündigungsfrist", "notice", "notice period"}
	namesOfSeats   = []string{"plätze je einheit", "lizenzen je einheit", "seats per unit", "licences per unit"}
	namesOfMetric  = []string{"metrik", "lizenzmetrik", "metric", "licence metric", "license metric"}
)

// A length of time in months and in days, by the words and the codes (UN/ECE Rec 20) for its unit. Where a
// period of notice is told in months each counts as its longest, so that nobody cancels too late.
var lengths = map[string]struct{ months, days int }{
	"mon": {1, 31}, "monat": {1, 31}, "monate": {1, 31}, "month": {1, 31}, "months": {1, 31},
	"ann": {12, 366}, "jahr": {12, 366}, "jahre": {12, 366}, "year": {12, 366}, "years": {12, 366},
	"wee": {0, 7}, "woche": {0, 7}, "wochen": {0, 7}, "week": {0, 7}, "weeks": {0, 7},
	"day": {0, 1}, "tag": {0, 1}, "tage": {0, 1}, "days": {0, 1},
}

// OfferOf reads an offer from the attributes of an article; false without a term, or where what
// they say cannot be. Then somebody has to record the licence.
func OfferOf(attributes []catalogue.Attribute) (Offer, bool) {
	o := Offer{Seats: 1}
	sound := true
	for _, a := range attributes {
		name := strings.ToLower(strings.TrimSpace(a.Name))
		switch {
		case slices.Contains(namesOfTerm, name):
			o.Months = months(a, &sound)
		case slices.Contains(namesOfRenewal, name):
			o.RenewalMonths = months(a, &sound)
		case slices.Contains(namesOfNotice, name):
			n, unit := counted(a, "days", &sound)
			o.NoticeDays = n * lengths[unit].days
		case slices.Contains(namesOfSeats, name):
			o.Seats, _ = counted(a, "", &sound)
		case slices.Contains(namesOfMetric, name):
			o.Metric = strings.TrimSpace(a.Value)
		}
	}
	if o.RenewalMonths == 0 {
		o.NoticeDays = 0 // what ends by itself needs none
	}
	t := Term{Seats: o.Seats, Months: o.Months, RenewalMonths: o.RenewalMonths, NoticeDays: o.NoticeDays}
	return o, sound && t.check() == nil && len([]rune(o.Metric)) <= longestMetric
}

// months is a length in whole months.
func months(a catalogue.Attribute, sound *bool) int {
	n, unit := counted(a, "months", sound)
	if n > 0 && lengths[unit].months == 0 {
		*sound = false
	}
	return n * lengths[unit].months
}

// counted is a number with its unit, which stands with it, or else beside it; none is 0.
func counted(a catalogue.Attribute, usual string, sound *bool) (int, string) {
	value, unit, _ := strings.Cut(strings.ToLower(strings.TrimSpace(a.Value)), " ")
	if unit == "" {
		unit = strings.ToLower(a.Unit)
	}
	if unit == "" || usual == "" {
		unit = usual
	}
	if slices.Contains([]string{"keine", "nein", "none", "no"}, value) {
		return 0, unit
	}
	n, err := strconv.Atoi(value)
	if _, known := lengths[unit]; err != nil || n < 0 || n > mostSeats || usual != "" && !known {
		*sound = false
		return 0, usual
	}
	return n, unit
}

// Term is that of so many units from a day on; a part of a unit has no seats.
func (o Offer) Term(units quantity.Quantity, startsOn period.Day) Term {
	return Term{
		Seats: int(units.Decimal().IntPart()) * o.Seats, StartsOn: startsOn, Months: o.Months, RenewalMonths: o.RenewalMonths, NoticeDays: o.NoticeDays,
		Metric: o.Metric, SeatsPerUnit: o.Seats,
	}
}
