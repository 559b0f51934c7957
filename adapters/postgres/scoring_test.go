package postgres_test

import (
	"fmt"
	"testing"

	"allmende/domain/access"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/usecase"
	"allmende/ports/view"
)

// jury is an office with a panel of two for a tender with one opened bid; both have declared.
type jury struct {
	*office
	scoring  *usecase.Scoring
	tender   view.Tender
	bid      string
	ada, bea access.Actor
}

func openJury(t *testing.T) *jury {
	t.Helper()
	j := &jury{office: openOffice(t)}
	j.scoring = usecase.NewScoring(j.db)
	j.ada, j.bea = j.appoint("Ada Auswahl", access.Grant{Role: access.Evaluator}), j.appoint("Bea Bewertung", access.Grant{Role: access.Evaluator})
	j.tender = j.published(func(d *driving.TenderDraft) { d.Rules = pointsRules("simple-ratio") })
	j.bid = j.mustBid(j.tender, j.anton, "950", "").BidID
	j.must(j.scoring.Appoint(t.Context(), j.officer, access.Key{}, j.which(), driving.Appointment{
		Evaluators: []string{j.ada.Person.String(), j.bea.Person.String()}, SpreadLimit: 20,
	}))
	j.mustOpen(j.tender)
	for _, who := range []access.Actor{j.ada, j.bea} {
		j.must(j.scoring.Declare(t.Context(), who, j.which(), false, ""))
	}
	return j
}

func (j *jury) which() tender.ID { return tender.ID(j.tender.ID) }

func (j *jury) must(s view.Scoring, err error) view.Scoring {
	j.t.Helper()
	if err != nil {
		j.t.Fatal(err)
	}
	return s
}

// hand writes the only score there is to give and hands in.
func (j *jury) hand(who access.Actor, score string) view.Scoring {
	j.t.Helper()
	s := j.must(j.scoring.Scoring(j.t.Context(), who, j.which()))
	s = j.must(j.scoring.Write(j.t.Context(), who, j.which(), s.Sheet.Version, []driving.SheetScore{j.scored(score)}))
	return j.must(j.scoring.HandIn(j.t.Context(), who, j.which(), s.Sheet.Version))
}

func (j *jury) scored(score string) driving.SheetScore {
	return driving.SheetScore{Bid: j.bid, Lot: j.tender.Lots[0].ID, Criterion: "Leistung", Score: score, Reason: "wie beschrieben"}
}

// refuses tries what no use case would do, and wants the database to refuse it.
func (j *jury) refuses(constraint, sql string) {
	j.t.Helper()
	if err := j.write(sql); constraintOf(err) != constraint {
		j.t.Errorf("%s: %v, want %s", sql, err, constraint)
	}
}

func (j *jury) score(evaluator string, value string) string {
	return fmt.Sprintf(`insert into scoring_score (cooperative_id, id, evaluator_id, bid_id, lot_id, criterion, revision, score, reason, scored_at)
		select cooperative_id, gen_random_uuid(), id, '%s', '%s', 'Leistung', 9, %s, 'gefälscht', now() from scoring_evaluator where %s`,
		j.bid, j.tender.Lots[0].ID, value, evaluator)
}

func (j *jury) final(numerator, denominator, consensus string) string {
	return fmt.Sprintf(`insert into scoring_final (cooperative_id, panel_id, bid_id, lot_id, criterion, numerator, denominator, consensus_id)
		select cooperative_id, id, '%s', '%s', 'Leistung', %s, %s, %s from scoring_panel`, j.bid, j.tender.Lots[0].ID, numerator, denominator, consensus)
}

func (j *jury) consensus(by access.Actor) string {
	return fmt.Sprintf(`insert into scoring_consensus (cooperative_id, id, panel_id, bid_id, lot_id, criterion, revision, score, minute, proposed_by, proposed_at)
		select cooperative_id, gen_random_uuid(), id, '%s', '%s', 'Leistung', 9, 1, 'gefälscht', '%s', now() from scoring_panel`, j.bid, j.tender.Lots[0].ID, by.Person)
}

func (j *jury) examination(by access.Actor) string {
	return fmt.Sprintf(`insert into bid_examination (cooperative_id, id, bid_id, aspect, passed, reason, examined_by, examined_at)
		select cooperative_id, gen_random_uuid(), id, 'form', true, 'gefälscht', '%s', now() from bid where id = '%s'`, by.Person, j.bid)
}

func TestTheDatabaseKeepsSheetsShutAndScoresFinal(t *testing.T) {
	j := openJury(t)
	adas, beas := `person_id = '`+j.ada.Person.String()+`'`, `person_id = '`+j.bea.Person.String()+`'`
	j.refuses("scoring_consensus_when_revealed", j.consensus(j.ada))
	j.refuses("scoring_evaluator_once", `insert into scoring_evaluator (cooperative_id, id, panel_id, position, person_id, appointed_by, appointed_at)
		select cooperative_id, gen_random_uuid(), panel_id, 3, person_id, appointed_by, now() from scoring_evaluator where `+adas)
	j.hand(j.ada, "300")
	j.refuses("scoring_score_while_open", j.score(adas, "1"))
	j.refuses("append_only", `update scoring_score set score = 1`)
	j.refuses("append_only", `delete from scoring_score`)
	j.refuses("scoring_evaluator_stays", `update scoring_evaluator set handed_in_at = null where `+adas)
	j.refuses("scoring_evaluator_stays", `update scoring_evaluator set handed_in_at = now() where `+adas)
	j.refuses("scoring_evaluator_handed_in_counts", `update scoring_evaluator set replaced_at = now(), replaced_by = person_id, replacement_reason = 'zu streng' where `+adas)
	j.refuses("scoring_panel_locked", `update scoring_panel set spread_limit = 99`)
	j.refuses("scoring_final_follows", j.final("300", "1", "null"))
	if err := j.write(j.score(beas, "99")); err != nil {
		t.Errorf("a sheet that is open takes no score: %v", err)
	}
	j.hand(j.bea, "200.5")
	j.refuses("scoring_consensus_when_revealed", j.consensus(j.officer))
	s := j.must(j.scoring.Propose(t.Context(), j.ada, j.which(), j.scored("250")))
	consensus := `'` + s.Judgements[0].Consensus.ID + `'`
	j.refuses("scoring_final_follows", j.final("250", "1", consensus))
	j.refuses("scoring_consent_of_evaluator", `insert into scoring_consent (cooperative_id, id, consensus_id, person_id, agreed_at)
		select cooperative_id, gen_random_uuid(), id, '`+j.officer.Person.String()+`', now() from scoring_consensus`)
	j.refuses("scoring_consent_once", `insert into scoring_consent (cooperative_id, id, consensus_id, person_id, agreed_at)
		select cooperative_id, gen_random_uuid(), id, proposed_by, now() from scoring_consensus`)
	j.must(j.scoring.Confirm(t.Context(), j.bea, j.which(), s.Judgements[0].Consensus.ID))
	j.refuses("scoring_final_follows", j.final("251", "1", consensus))
	j.refuses("scoring_final_follows", j.final("250", "1", "null"))
	j.refuses("bid_examination_after_declaration", j.examination(j.officer))
	j.mustExamine(j.tender)
	j.refuses("bid_examination_once", `insert into bid_examination (cooperative_id, id, bid_id, aspect, passed, reason, examined_by, examined_at)
		select cooperative_id, gen_random_uuid(), bid_id, aspect, passed, reason, examined_by, now() from bid_examination limit 1`)
	s = j.must(j.scoring.Scoring(t.Context(), j.officer, j.which()))
	j.must(j.scoring.Lock(t.Context(), j.officer, j.which(), s.Version))
	j.refuses("append_only", `update scoring_final set numerator = 1`)
	j.refuses("scoring_panel_locked", `update scoring_panel set locked_at = null, locked_by = null`)
	j.refuses("scoring_panel_locked", `update scoring_evaluator set conflict = 'zu spät' where `+adas)
	j.refuses("scoring_consensus_when_revealed", j.consensus(j.ada))
	j.refuses("append_only", `truncate scoring_final`)
}
