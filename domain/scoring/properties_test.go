package scoring_test

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/scoring"
	"allmende/domain/tender"
)

// Whoever has what sheet, and whatever the limit: the final score is the exact mean, it lies
// between the lowest and the highest score, and a consensus is asked for exactly where the
// highest is further from the lowest than the limit allows.
func TestJudgementsAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.IntRange(1, 100).Draw(t, "limit")
		people := make([]scoring.Person, rapid.IntRange(scoring.LeastEvaluators, scoring.MostEvaluators).Draw(t, "people"))
		for i := range people {
			people[i] = scoring.Person{ID: id.New[member.Person](), Evaluator: true}
		}
		p, err := scoring.Appoint(published(tender.Published), people, limit, officer, now)
		if err != nil {
			t.Fatal(err)
		}
		sums, least, most := make([]int64, len(subject.Places())), []int64{}, []int64{}
		var sheets []*scoring.Sheet
		for n, person := range people {
			if err := p.Declare(person.ID, false, "", now); err != nil {
				t.Fatal(err)
			}
			of, err := p.Evaluator(person.ID)
			if err != nil {
				t.Fatal(err)
			}
			sheet := scoring.RestoreSheet(scoring.SheetState{Evaluator: of.ID, Person: person.ID, Version: 1})
			for i, place := range subject.Places() {
				given := rapid.Int64Range(0, []int64{1000, 10000}[i%2]).Draw(t, "score")
				if err := p.Write(sheet, subject, []scoring.Given{{Place: place, Score: scoring.Score(given), Reason: "wie beschrieben"}}, now); err != nil {
					t.Fatal(err)
				}
				if sums[i] += given; n == 0 {
					least, most = append(least, given), append(most, given)
				}
				least[i], most[i] = min(least[i], given), max(most[i], given)
			}
			if err := p.HandIn(sheet, subject, now); err != nil {
				t.Fatal(err)
			}
			sheets = append([]*scoring.Sheet{sheet}, sheets...)
		}
		judged, err := p.Judge(subject, sheets, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i, j := range judged {
			want := big.NewRat(sums[i], 100*int64(len(people)))
			if got := new(big.Rat).SetFrac(j.Final.Num(), j.Final.Den()); got.Cmp(want) != 0 {
				t.Fatalf("%d: the mean is %s, not %s", i, want, got)
			}
			if wide := (most[i]-least[i])*100 > []int64{1000, 10000}[i%2]*int64(limit); j.Wide != wide || int64(j.Spread) != most[i]-least[i] {
				t.Fatalf("%d: from %d to %d with a limit of %d %%: wide is %v, spread %s", i, least[i], most[i], limit, j.Wide, j.Spread)
			}
		}
	})
}
