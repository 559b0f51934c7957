package postgres_test

import (
	"errors"
	"fmt"
	"testing"

	"allmende/domain/access"
	"allmende/domain/scoring"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/usecase"
)

func TestNobodyWinsUnexaminedWhateverTheProgramDoes(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	antons := o.mustBid(published, o.anton, "950", "210").BidID
	o.mustOpen(published)
	winner := fmt.Sprintf(`update tender_lot set winner_bid_id = '%s' where position = 1`, antons)
	o.breaks("tender_lot_winner_examined", winner)
	o.breaks("bid_examination_after_declaration", fmt.Sprintf(`insert into bid_examination (cooperative_id, id, bid_id, aspect, passed, reason, examined_by, examined_at)
		select cooperative_id, gen_random_uuid(), id, 'form', true, 'gefälscht', '%s', now() from bid`, o.officer.Person))
	o.mustExamine(published)
	o.breaks("append_only", `update examiner_declaration set conflict = 'keiner'`)
	o.breaks("append_only", `delete from examiner_declaration`)
	o.breaks("examiner_declaration_once", `insert into examiner_declaration (cooperative_id, id, tender_id, person_id, declared_at)
		select cooperative_id, gen_random_uuid(), tender_id, person_id, now() from examiner_declaration`)
	conflict := `insert into examiner_declaration (cooperative_id, id, tender_id, person_id, conflict, declared_at)
		select cooperative_id, gen_random_uuid(), tender_id, person_id, %s, now() from examiner_declaration`
	o.breaks("examiner_declaration_conflict_length", fmt.Sprintf(conflict, `'ja'`))
	if err := o.write(fmt.Sprintf(conflict, `'Aktien des Bieters'`)); err != nil {
		t.Fatal(err)
	}
	o.breaks("tender_lot_winner_examined", winner)
}

func TestWhatAnExaminerWithAConflictFoundIsExaminedAgain(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	antons := o.mustBid(published, o.anton, "950", "210").BidID
	o.mustOpen(published)
	o.mustExamine(published)
	examining, which, ctx := usecase.NewScoring(o.db), tender.ID(published.ID), t.Context()
	s, err := examining.DeclareExaminer(ctx, o.officer, which, true, "Mein Bruder arbeitet bei Anton.")
	if err != nil || s.Phase != "examining" || s.Bids[0].Examinations[0].Stands {
		t.Fatalf("%+v, %v", s, err)
	}
	in := driving.Proposal{Reason: "Niedrigster Preis"}
	for who, want := range map[*access.Actor]error{&o.officer: scoring.ErrConflict, &o.second: scoring.ErrUnexamined} {
		if _, err := o.awarding.Propose(ctx, *who, which, o.show(o.officer, published).Version, in); !errors.Is(err, want) {
			t.Errorf("got %v, want %v", err, want)
		}
	}
	if _, err := examining.DeclareExaminer(ctx, o.second, which, false, ""); err != nil {
		t.Fatal(err)
	}
	for _, aspect := range aspects {
		if s, err = examining.Examine(ctx, o.second, which, driving.Examination{Bid: antons, Aspect: aspect, Passed: true, Reason: "Noch einmal geprüft"}); err != nil {
			t.Fatal(err)
		}
	}
	if s.Phase != "examined" || len(s.Bids[0].Examinations) != 6 {
		t.Errorf("%+v", s)
	}
	if _, err := o.awarding.Propose(ctx, o.second, which, o.show(o.officer, published).Version, in); err != nil {
		t.Error(err)
	}
}
