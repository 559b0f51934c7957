package postgres_test

import (
	"errors"
	"testing"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/pricing"
	"allmende/ports/driving"
	"allmende/ports/view"
)

func TestATableOfIndexValuesIsTakenWholeOrNotAtAll(t *testing.T) {
	p := openPriced(t)
	indices, err := p.pricing.AddIndex(t.Context(), p.officer, access.Key{}, driving.AddIndex{Name: "Erzeugerpreise DV-Geräte", Base: "2021 = 100", Source: "Destatis 61241-0002"})
	if err != nil {
		t.Fatal(err)
	}
	index := pricing.IndexID(indices.Items[0].ID)
	enter := func(rows ...pricing.Row) ([]view.IndexValue, error) {
		got, err := p.pricing.RecordIndexTable(t.Context(), p.officer, access.Key{}, index, rows)
		if err != nil {
			return nil, err
		}
		return got.Items[0].Values, nil
	}
	values, err := enter(pricing.Row{Line: 1, Cells: []string{"Monat", "Wert"}}, pricing.Row{Line: 2, Cells: []string{"2026-02", "108", "nein"}}, pricing.Row{Line: 3, Cells: []string{"01.2026", "107,06"}})
	if err != nil || len(values) != 2 || values[0].Value != "108" || !values[0].Provisional || values[1].Value != "107.06" || values[1].Provisional {
		t.Fatalf("entered %+v, %v", values, err)
	}
	var action, count, first, last string
	if err := p.owner.QueryRow(t.Context(), `select action, details ->> 'count', details ->> 'first', details ->> 'last' from event where cooperative_id = $1 and object_id = $2 and action <> 'price-index.added'`,
		p.id.String(), index.String()).Scan(&action, &count, &first, &last); err != nil || action != "price-index.table-recorded" || count != "2" || first != "2026-01-01" || last != "2026-02-01" {
		t.Errorf("recorded %s %s %s %s, %v", action, count, first, last, err)
	}

	_, err = enter(pricing.Row{Line: 1, Cells: []string{"2026-03", "109"}}, pricing.Row{Line: 2, Cells: []string{"2026-01", "107,1"}})
	told, _ := fault.Of(err)
	if !errors.Is(err, pricing.ErrIndexTable) || len(told.Lines()) != 1 || !errors.Is(told.Lines()[0].Fault, pricing.ErrIndexMonthFinal) {
		t.Errorf("a final month again: %v", err)
	}
	values, err = enter(pricing.Row{Line: 1, Cells: []string{"2026-02", "108,5", "ja"}})
	if err != nil || len(values) != 2 || values[0].Value != "108.5" || values[0].Revision != 2 || values[0].Provisional {
		t.Errorf("the provisional value becomes final: %+v, %v", values, err)
	}

	if _, err := p.pricing.RecordIndexTable(t.Context(), p.buyer, access.Key{}, index, nil); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("a buyer: %v", err)
	}
	if _, err := p.pricing.RecordIndexTable(t.Context(), p.officer, access.Key{}, pricing.IndexID(p.framework()), nil); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("an index that there is not: %v", err)
	}
	p.verified()
}
