package postgres_test

import (
	"slices"
	"testing"

	"allmende/domain/legal"
)

func TestEveryFigureOfTheInstallationsLawIsDefined(t *testing.T) {
	_, owner := open(t)
	rows, err := owner.Query(t.Context(), `select distinct code from legal_parameter`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var kept []string
	for rows.Next() {
		var code string
		if err := rows.Scan(&code); err != nil {
			t.Fatal(err)
		}
		kept = append(kept, code)
		if _, err := legal.Define(code); err != nil {
			t.Errorf("%s has no definition: %v", code, err)
		}
	}
	for _, d := range legal.Definitions {
		if !slices.Contains(kept, d.Code) {
			t.Errorf("%s has no value", d.Code)
		}
	}
}

func TestTheDatabaseTakesNoFigureForAPastDayAndChangesNone(t *testing.T) {
	o := openOffice(t)
	add := func(day string) string {
		return `insert into legal_value (cooperative_id, id, code, position, value, valid_from, source, primary_source, added_by, added_at)
			select id, gen_random_uuid(), 'bid-days.open-eu', 1, '20', ` + day + `, 'VgV', true, (select id from person limit 1), now() from cooperative limit 1`
	}
	o.breaks("legal_value_from_ahead", add(`(now() at time zone 'Europe/Berlin')::date`))
	o.breaks("legal_value_from_ahead", add(`(now() at time zone 'Europe/Berlin')::date + 4000`))
	o.breaks("append_only", `update legal_value set value = '1'`)
	o.breaks("append_only", `delete from legal_value`)
}
