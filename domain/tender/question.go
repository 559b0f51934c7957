package tender

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/legal"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/wording"
)

// The faults of questions and answers.
var (
	// ErrQuestionOver: questions are taken from the publication until a time before the deadline.
	ErrQuestionOver = fault.New(fault.Conflict, "question.over", fault.Rule("G-TEN 9"))
	// ErrAnswerOver: an answer after the deadline helps nobody.
	ErrAnswerOver = fault.New(fault.Conflict, "question.answer-over", fault.Rule("G-TEN 9"))
	// ErrQuestion: a question has 10 to 4000 characters.
	ErrQuestion = fault.New(fault.Invalid, "question.invalid", fault.Field("question"))
	// ErrReply: an answer has 2 to 4000 characters.
	ErrReply = fault.New(fault.Invalid, "question.answer-invalid", fault.Field("answer"))
	// ErrAnswered: the question is answered, and everybody has read it.
	ErrAnswered = fault.New(fault.Conflict, "question.answered", fault.Rule("G-TEN 9"))
	// ErrNamesAsker: the words for all bidders name who asked.
	ErrNamesAsker = fault.New(fault.Invalid, "question.names-asker", fault.Rule("G-TEN 9"))
	// ErrQuestionsMany: a bidder waits for so many answers at most.
	ErrQuestionsMany = fault.New(fault.Conflict, "question.too-many")
)

// mostOpenQuestions is how many questions of one bidder may wait for an answer.
const mostOpenQuestions = 50

// QuestionID names a question.
type QuestionID = id.Of[Question]

// Question is what a bidder asks, and what all bidders read of it: the words that an officer
// has made of it, with the answer, and never who asked (G-TEN 9).
type Question struct {
	ID       QuestionID
	Tender   ID
	Supplier member.SupplierID
	Asked    Stamp
	Text     string // as it was asked; for officers and the asker
	Number   int    // of the answer, 1 upwards; 0 while it waits
	Words    string // for all
	Answer   string
	Answered Stamp
	Version  int
}

// AskUntil is until when bidders may ask: so many days before the deadline as the law leaves them for
// what the answer changes (VgV 20(3)), in short procedures until half of the time is over.
func (t *Tender) AskUntil(law legal.Params) (time.Time, error) {
	days, err := law.Number(legal.SealAgainDays, period.DayOf(t.s.Published.At))
	if err != nil {
		return time.Time{}, err
	}
	until := t.s.Terms.Deadline.AddDate(0, 0, -days.Value)
	half := t.s.Published.At.Add(t.s.Terms.Deadline.Sub(t.s.Published.At) / 2)
	if half.After(until) {
		return half, nil
	}
	return until, nil
}

// AskQuestion takes a bidder's question; there are all of the tender's. It fails with ErrQuestionOver, ErrNotInvited, ErrQuestion
// or ErrQuestionsMany.
func (t *Tender) AskQuestion(supplier member.SupplierID, by member.PersonID, text string, there []Question, law legal.Params, now time.Time) (Question, error) {
	if t.Phase(now) != Published {
		return Question{}, ErrQuestionOver
	}
	until, err := t.AskUntil(law)
	if err != nil {
		return Question{}, err
	}
	if now.After(until) {
		return Question{}, ErrQuestionOver.With("until", until.UTC().Format(time.RFC3339))
	}
	if !t.s.Admits(supplier) {
		return Question{}, ErrNotInvited
	}
	text = strings.TrimSpace(text)
	if !wording.Prose(text, 10, 4000) {
		return Question{}, ErrQuestion
	}
	open := 0
	for _, q := range there {
		if q.Supplier == supplier && q.Number == 0 {
			open++
		}
	}
	if open >= mostOpenQuestions {
		return Question{}, ErrQuestionsMany.With("most", strconv.Itoa(mostOpenQuestions))
	}
	return Question{ID: id.New[Question](), Tender: t.s.ID, Supplier: supplier, Asked: Stamp{by, now}, Text: text, Version: 1}, nil
}

// AnswerQuestion gives all bidders the answer, with the question in words that do not tell who
// asked; names are those of the asker. It fails with ErrAnswerOver, ErrAnswered, ErrQuestion,
// ErrReply or ErrNamesAsker.
func (t *Tender) AnswerQuestion(q Question, words, answer string, names []string, there []Question, by member.PersonID, now time.Time) (Question, error) {
	if t.Phase(now) != Published {
		return Question{}, ErrAnswerOver
	}
	if q.Number > 0 {
		return Question{}, ErrAnswered
	}
	words, answer = strings.TrimSpace(words), strings.TrimSpace(answer)
	if !wording.Prose(words, 10, 4000) {
		return Question{}, ErrQuestion
	}
	if !wording.Prose(answer, 2, 4000) {
		return Question{}, ErrReply
	}
	for _, name := range names {
		if at := namedIn(name, words, answer); at != "" {
			return Question{}, ErrNamesAsker.At(at).With("name", name)
		}
	}
	q.Words, q.Answer, q.Answered, q.Number = words, answer, Stamp{by, now}, 1
	for _, other := range there {
		q.Number = max(q.Number, other.Number+1)
	}
	return q, nil
}

// legalForms end the names of companies and are left out of them in speech.
var legalForms = []string{"gmbh & co. kg", "gmbh & co kg", "ggmbh", "gmbh", "ag & co. kg", "ag", "se", "kgaa", "kg", "ohg", "gbr", "ug (haftungsbeschränkt)", "ug", "eg", "e.k.", "e.v.", "mbh"}

// namedIn is the field in which a name stands, with or without its legal form.
func namedIn(name, words, answer string) string {
	name = strings.ToLower(strings.Join(strings.Fields(name), " "))
	for _, form := range legalForms {
		if short, cut := strings.CutSuffix(name, " "+form); cut {
			name = short
			break
		}
	}
	if len([]rune(name)) < 3 {
		return ""
	}
	holds := func(text string) bool {
		return slices.Contains(windows(text, len(strings.Fields(name))), name)
	}
	switch {
	case holds(words):
		return "question"
	case holds(answer):
		return "answer"
	}
	return ""
}

// windows are all runs of so many words of a text, without what surrounds words.
func windows(text string, n int) []string {
	words := strings.Fields(strings.ToLower(text))
	for i, w := range words {
		words[i] = strings.Trim(w, `.,;:!?()[]{}"'„“”‚‘’»«–-`)
	}
	var runs []string
	for i := 0; i+n <= len(words); i++ {
		runs = append(runs, strings.Join(words[i:i+n], " "))
	}
	return runs
}
