package postgres

import (
	"context"
	"time"

	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/supplier"
)

// supplierFindings are the grounds found of supplier s, with what was thought of them.
const supplierFindings = `coalesce((select jsonb_agg(to_jsonb(f) || jsonb_build_object('assessments',
    coalesce((select jsonb_agg(to_jsonb(a) order by a.id) from supplier_assessment a where a.cooperative_id = f.cooperative_id and a.supplier_id = f.supplier_id and a.finding_id = f.id), '[]'::jsonb))
    order by f.id) from supplier_finding f where f.cooperative_id = s.cooperative_id and f.supplier_id = s.id), '[]'::jsonb)`

// findingBearing says of finding f what domain/supplier says (Finding.Bearing).
const findingBearing = `coalesce((select a.verdict from supplier_assessment a where a.cooperative_id = f.cooperative_id and a.supplier_id = f.supplier_id and a.finding_id = f.id
      and a.verdict <> 'not-cleaned'), case when cast(@today as date) > ` + findingLast + ` then 'past' else 'counts' end)`

// findingLast is the last day on which a bid may be excluded for finding f (Found.Last).
const findingLast = `(f.happened_on + case when f.ground like '123%' then interval '5 years' else interval '3 years' end)::date`

// findingDocument is a ground found as the database tells it.
type findingDocument struct {
	ID                    supplier.FindingID
	Ground, Source, Facts string
	HappenedOn            string          `json:"happened_on"`
	By                    member.PersonID `json:"found_by"`
	At                    time.Time       `json:"found_at"`
	Assessments           []struct {
		ID              id.Of[supplier.Assessment]
		Verdict, Reason string
		By              member.PersonID `json:"assessed_by"`
		At              time.Time       `json:"assessed_at"`
	}
}

func (d findingDocument) finding() (supplier.Finding, error) {
	happened, err := period.ParseDay(d.HappenedOn)
	f := supplier.Finding{
		ID: d.ID, By: d.By, At: d.At.UTC(),
		Found: supplier.Found{Ground: supplier.Ground(d.Ground), Source: d.Source, Facts: d.Facts, HappenedOn: happened},
	}
	for _, a := range d.Assessments {
		f.Assessments = append(f.Assessments, supplier.Assessment{ID: a.ID, Verdict: supplier.Verdict(a.Verdict), Reason: a.Reason, By: a.By, At: a.At.UTC()})
	}
	return f, err
}

// AddFinding stores a ground for exclusion.
func (s suppliers) AddFinding(_ context.Context, of *supplier.Supplier, f supplier.Finding) error {
	return s.insert(of.State(), "supplier_finding", map[string]any{
		"id": f.ID.String(), "ground": string(f.Ground), "source": f.Source, "facts": f.Facts, "happened_on": f.HappenedOn.String(),
		"found_by": f.By.String(), "found_at": f.At,
	})
}

// AddAssessment stores what is thought of a ground.
func (s suppliers) AddAssessment(_ context.Context, of *supplier.Supplier, f supplier.FindingID, a supplier.Assessment) error {
	return s.insert(of.State(), "supplier_assessment", map[string]any{
		"id": a.ID.String(), "finding_id": f.String(), "verdict": string(a.Verdict), "reason": a.Reason, "assessed_by": a.By.String(), "assessed_at": a.At,
	})
}
