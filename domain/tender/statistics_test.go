package tender_test

import (
	"strings"
	"testing"

	"allmende/domain/legal"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/tender"
)

// counting is the law with the figures of the statistics.
func counting(above string) legal.Params {
	return append(legal.Params{
		{Code: legal.StatisticsDays, Value: "60", Source: "VergStatVO § 1 Abs. 2", From: day("2020-10-01")},
		{Code: legal.StatisticsAbove, Value: above, Source: "VergStatVO § 2 Abs. 2", From: day("2020-10-01")},
	}, law...)
}

// settled is a national tender with an estimated value of 112,010.00, awarded in the night of 2 April.
func settled(t *testing.T) *tender.Tender {
	t.Helper()
	made := published(t, national)
	bids := opened(t, made, []string{"950", "200"})
	ok(t, made.Propose(officer, tender.Proposal{Reason: "Einziges Angebot"}, bids, tender.ScoresOf(bids), later))
	ok(t, made.Approve(second, bids, later))
	send(t, made, bids, later, tender.Electronic)
	_, err := made.Award(second, bids, round, later)
	ok(t, err)
	return made
}

func TestAnAwardIsReportedWithinSixtyDaysWhereItIsCounted(t *testing.T) {
	made := settled(t)
	value := made.State().Ruling.EstimatedValue
	_, err := made.StatisticsDuty(counting(value.String()))
	refused(t, err, tender.ErrUncounted) // the law says: above
	_, err = made.StatisticsDuty(counting(value.Sub(money.MustAmount("0.01")).String()))
	ok(t, err)
	duty, err := made.StatisticsDuty(counting("25000.00"))
	ok(t, err)
	if duty.Awarded != day("2026-04-02") || duty.Due != day("2026-06-01") || duty.Source != "VergStatVO § 1 Abs. 2" {
		t.Errorf("got %+v", duty)
	}
	_, err = published(t, national).StatisticsDuty(counting("25000.00"))
	refused(t, err, tender.ErrUncounted)
	if _, err := made.StatisticsDuty(law); err == nil {
		t.Error("without the figures there is a duty")
	}
}

func TestAReportIsOfADayFromTheAwardUntilToday(t *testing.T) {
	made := settled(t)
	report := func(on, number string) error {
		_, err := made.ReportStatistics(day(on), number, officer, counting("25000.00"), day("2026-07-01").Start())
		return err
	}
	ok(t, report("2026-04-02", " 2026-4711 "))
	ok(t, report("2026-07-01", strings.Repeat("7", 100))) // late, and still reported
	refused(t, report("2026-04-01", "2026-4711"), tender.ErrCountedOn)
	refused(t, report("2026-07-02", "2026-4711"), tender.ErrCountedOn)
	refused(t, report("2026-07-01", " "), tender.ErrCountedAs)
	refused(t, report("2026-07-01", strings.Repeat("7", 101)), tender.ErrCountedAs)
	refused(t, report("2026-07-01", "47\n11"), tender.ErrCountedAs)
	got, err := made.ReportStatistics(day("2026-04-02"), " 2026-4711 ", officer, counting("25000.00"), later)
	ok(t, err)
	if got.Number != "2026-4711" || got.Tender != made.State().ID || got.Recorded.By != officer || got.On != period.DayOf(later) {
		t.Errorf("got %+v", got)
	}
	_, err = published(t, national).ReportStatistics(day("2026-04-02"), "1", officer, counting("25000.00"), later)
	refused(t, err, tender.ErrUncounted)
}
