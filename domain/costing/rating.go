package costing

import (
	"allmende/domain/id"
	"allmende/domain/period"
	"allmende/domain/tariff"
)

// CauseRating is what a month of a data center costs.
const CauseRating CauseType = "rating"

// RatingPosting books what a rating changed for members, whom the cooperative charges; none where
// it changed no member's sum. It counts for the month's last day, or for today where that day is
// closed.
func RatingPosting(r tariff.Rating, closed period.Day) (posting Posting, needed bool) {
	var lines []Line
	for _, d := range r.Differences {
		if amount := d.Amount(); !amount.IsZero() {
			lines = append(lines, Line{MemberAccount(d.Member), amount})
		}
	}
	if len(lines) == 0 {
		return Posting{}, false
	}
	return Posting{
		Entry: Entry{
			ID: id.New[Entry](), PostedAt: r.At, PostedBy: r.By, BookedOn: bookedOn(r.Month, closed, period.DayOf(r.At)),
			Text: r.Name(), Cause: Cause{CauseRating, r.ID.String()},
		},
		Lines: append(lines, booking(Line{OwnAccount(OfCooperative), Balance(lines).Neg()})...),
	}, true
}
