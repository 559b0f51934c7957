package postgres_test

import (
	"fmt"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/member"
)

// BenchmarkClose closes days in which 1,000 members were charged by 20 pools, half of
// them own invoices.
func BenchmarkClose(b *testing.B) {
	for range b.N {
		b.StopTimer()
		s := openBooks(b)
		towns := make([]member.ID, 1000)
		for i := range towns {
			towns[i] = s.admit(fmt.Sprintf("Stadt %04d", i), "it-provider", "admitted")
		}
		for i := range 20 {
			regime := costing.CostSheet
			if i%2 == 0 {
				regime = costing.OwnInvoices
			}
			s.charge(fmt.Sprintf("Leistung %d", i), costing.SharedService, regime, "98765.43", full, towns...)
		}
		b.StartTimer()
		started := time.Now()
		closing, err := s.billing.Close(b.Context(), s.fay, access.Key{}, s.month.To.String())
		if err != nil {
			b.Fatal(err)
		}
		if closing.Statements != len(towns) {
			b.Fatalf("got %d statements", closing.Statements)
		}
		b.ReportMetric(time.Since(started).Seconds(), "s/closing")
	}
}
