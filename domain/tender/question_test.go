package tender_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/tender"
)

func TestQuestionsAreTakenUntilSixDaysBeforeTheDeadline(t *testing.T) {
	tend := published(t)
	deadline := tend.State().Terms.Deadline
	supplier, person := id.New[member.Supplier](), id.New[member.Person]()
	until, err := tend.AskUntil(law)
	if err != nil || !until.Equal(deadline.AddDate(0, 0, -6)) {
		t.Fatalf("until %v of %v, %v", until, deadline, err)
	}
	for name, c := range map[string]struct {
		at   time.Time
		text string
		want error
	}{
		"in time":               {until, "Ist eine Tastatur dabei?", nil},
		"a microsecond later":   {until.Add(time.Microsecond), "Ist eine Tastatur dabei?", tender.ErrQuestionOver},
		"after the deadline":    {deadline.Add(time.Microsecond), "Ist eine Tastatur dabei?", tender.ErrQuestionOver},
		"too short":             {until, "Wieso?", tender.ErrQuestion},
		"too long":              {until, strings.Repeat("a", 4001), tender.ErrQuestion},
		"a control in its text": {until, "Ist eine \x1b[31mTastatur dabei?", tender.ErrQuestion},
	} {
		if _, err := tend.AskQuestion(supplier, person, c.text, nil, law, c.at); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
}

// However the asker's name is put into question or answer, it does not leave.
func TestNoAnswerNamesTheAsker(t *testing.T) {
	tend := published(t)
	supplier, person := id.New[member.Supplier](), id.New[member.Person]()
	now := tend.State().Published.At.Add(time.Hour)
	asked, err := tend.AskQuestion(supplier, person, "Wir, die Anton Technik, fragen nach Tastaturen.", nil, law, now)
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"Anton Technik GmbH", "Vera Vertrieb"}
	rapid.Check(t, func(t *rapid.T) {
		before := rapid.SampledFrom([]string{"", "Ein Bieter ", "(", "Die Firma "}).Draw(t, "before")
		after := rapid.SampledFrom([]string{"", ".", " fragt nach Tastaturen", ") fragt"}).Draw(t, "after")
		name := rapid.SampledFrom([]string{"Anton Technik GmbH", "anton technik", "ANTON  TECHNIK", "Vera Vertrieb", "Antontechnik", "Vertrieb"}).Draw(t, "name")
		named := name != "Antontechnik" && name != "Vertrieb"
		text := before + name + after + " und noch mehr"
		inAnswer := rapid.Bool().Draw(t, "in the answer")
		words, answer := "Ist eine Tastatur dabei?", "Ja, eine je Gerät."
		if inAnswer {
			answer = text
		} else {
			words = text
		}
		_, err := tend.AnswerQuestion(asked, words, answer, names, nil, person, now)
		if named != errors.Is(err, tender.ErrNamesAsker) {
			t.Fatalf("%q: %v", text, err)
		}
	})
	first, err := tend.AnswerQuestion(asked, "Ist eine Tastatur dabei?", "Ja.", names, []tender.Question{{Number: 4}}, person, now)
	if err != nil || first.Number != 5 {
		t.Fatalf("got %+v, %v", first, err)
	}
	if _, err := tend.AnswerQuestion(first, "Ist eine Tastatur dabei?", "Nein.", names, nil, person, now); !errors.Is(err, tender.ErrAnswered) {
		t.Errorf("got %v", err)
	}
	if _, err := tend.AnswerQuestion(asked, "Ist eine Tastatur dabei?", "Ja.", names, nil, person, tend.State().Terms.Deadline.Add(1)); !errors.Is(err, tender.ErrAnswerOver) {
		t.Errorf("got %v", err)
	}
}
