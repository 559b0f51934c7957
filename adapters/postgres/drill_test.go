package postgres_test

import (
	"errors"
	"testing"
	"time"

	"allmende/adapters/age"
	"allmende/domain/tender"
	"allmende/ports/view"
)

func (o *office) prove(t view.Tender, officer opener) (view.Drill, error) {
	o.t.Helper()
	asked, err := o.keys.Challenge(o.t.Context(), officer.Actor, tender.ID(t.ID))
	if err != nil {
		return view.Drill{}, err
	}
	answer, err := age.Open(asked.Challenge, officer.key.Secret)
	if err != nil {
		answer = make([]byte, 32)
	}
	return o.keys.Prove(o.t.Context(), officer.Actor, tender.ID(t.ID), answer)
}

func TestKeysAreProvenAnewInEachStage(t *testing.T) {
	o := openOffice(t)
	published := o.published()
	which := tender.ID(published.ID)
	check := func(when, stage, alarm string, proven int) {
		t.Helper()
		drill, err := o.keys.Drill(t.Context(), o.officer, which)
		if err != nil || drill.Stage != stage || drill.Alarm != alarm || drill.Proven != proven || drill.Needed != 3 || drill.Enough != 2 {
			t.Errorf("%s: %+v, %v", when, drill, err)
		}
	}
	check("published", "publication", "none", 0)
	o.clockAt(start.Add(25 * time.Hour))
	check("a day later", "publication", "too-few", 0)
	if drill, err := o.prove(published, o.first); err != nil || !drill.Officers[0].Me || drill.Officers[0].ProvenAt.IsZero() {
		t.Errorf("the first: %+v, %v", drill, err)
	}
	lost := o.other
	lost.key = o.third.key
	if _, err := o.prove(published, lost); !errors.Is(err, tender.ErrDrillAnswer) {
		t.Errorf("with another key: %v", err)
	}
	if _, err := o.prove(published, o.third); err != nil {
		t.Fatal(err)
	}
	check("two of three", "publication", "some-missing", 2)
	stranger := o.opener("Fritz Fremd")
	if _, err := o.prove(published, stranger); !errors.Is(err, tender.ErrOtherDrill) {
		t.Errorf("a stranger: %v", err)
	}
	asked, err := o.keys.Challenge(t.Context(), o.first.Actor, which)
	if err != nil {
		t.Fatal(err)
	}
	o.clockAt(deadline.AddDate(0, 0, -7))
	check("a week before", "week", "none", 0)
	answer, err := age.Open(asked.Challenge, o.first.key.Secret)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.keys.Prove(t.Context(), o.first.Actor, which, answer); !errors.Is(err, tender.ErrDrillAnswer) {
		t.Errorf("an answer of the stage before: %v", err)
	}
	o.clockAt(deadline.AddDate(0, 0, -1))
	check("a day before", "day", "too-few", 0)
	o.clockAt(deadline.Add(time.Second))
	if _, err := o.prove(published, o.first); !errors.Is(err, tender.ErrNoDrill) {
		t.Errorf("after the deadline: %v", err)
	}
}
