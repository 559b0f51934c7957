package postgres_test

import (
	"testing"

	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/supplier"
	"allmende/ports/driving"
	"allmende/ports/usecase"
)

// The database keeps a ground for exclusion as it was found: who acts for the supplier neither
// finds nor settles it, what is settled is not opened again, and nothing of it is changed.
func TestTheDatabaseKeepsGroundsAsTheyWereFound(t *testing.T) {
	o := openOffice(t)
	suppliers := usecase.NewSuppliers(o.db)
	which := o.anton.Grants[0].Supplier
	file, err := suppliers.Supplier(t.Context(), o.officer, which)
	if err != nil {
		t.Fatal(err)
	}
	found := supplier.Found{Ground: "124-2", Source: "Bekanntmachung des Amtsgerichts Celle", Facts: "Eröffnung des Verfahrens", HappenedOn: period.DayOf(start).Add(-10)}
	if file, err = suppliers.FindGround(t.Context(), o.officer, which, file.Version, found); err != nil {
		t.Fatal(err)
	}
	finding := file.Findings[0].ID
	find := func(by member.PersonID) string {
		return `insert into supplier_finding (cooperative_id, id, supplier_id, ground, source, facts, happened_on, found_by, found_at)
			values ('` + o.id.String() + `', '` + id.New[supplier.Finding]().String() + `', '` + which.String() + `', '124-2', 'Quelle', 'Tatsachen', current_date, '` + by.String() + `', allmende_clock())`
	}
	assess := func(verdict string, by member.PersonID) string {
		return `insert into supplier_assessment (cooperative_id, id, supplier_id, finding_id, verdict, reason, assessed_by, assessed_at)
			values ('` + o.id.String() + `', '` + id.New[supplier.Assessment]().String() + `', '` + which.String() + `', '` + finding + `', '` + verdict + `', 'Begründung', '` + by.String() + `', allmende_clock())`
	}
	o.breaks("supplier_judged_by_another", find(o.anton.Person))
	o.breaks("supplier_judged_by_another", assess("cleaned", o.anton.Person))
	// Who acted for it once does not either; somebody still has to.
	o.appoint("Nachfolge", access.Grant{Role: access.Bidder, Supplier: which})
	o.prepare(`update appointment set ended_at = allmende_clock(), version = version + 1 where person_id = $1`, o.anton.Person.String())
	o.breaks("supplier_judged_by_another", assess("cleaned", o.anton.Person))
	for _, verdict := range []supplier.Verdict{supplier.NotCleaned, supplier.Cleaned} {
		in := driving.AssessFinding{Finding: supplier.FindingID(finding), Verdict: verdict, Reason: "Nachweise lagen vor"}
		if file, err = suppliers.AssessFinding(t.Context(), o.second, which, file.Version, in); err != nil {
			t.Fatal(err)
		}
	}
	o.breaks("supplier_assessment_while_open", assess("unfounded", o.second.Person))
	for _, table := range []string{"supplier_finding", "supplier_assessment"} {
		for _, act := range []string{"update " + table + " set supplier_id = supplier_id", "delete from " + table} {
			if err := o.write(act); err == nil {
				t.Errorf("%s: done", act)
			}
		}
	}
}
