package driving

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/tender"
	"allmende/ports/view"
)

// Inquiring is questions of bidders and answers for all of them (G-TEN 9). A tender out of sight
// fails with access.ErrNotFound. Who asked is seen by officers and the asker alone.
type Inquiring interface {
	// Questions are those that are answered, and one's own; officers see all.
	Questions(ctx context.Context, actor access.Actor, id tender.ID) (view.TenderQuestions, error)
	// AskQuestion asks for one's supplier; the faults of tender.Tender.AskQuestion.
	AskQuestion(ctx context.Context, actor access.Actor, key access.Key, id tender.ID, text string) (view.TenderQuestions, error)
	// AnswerQuestion publishes the answer in words that do not name the asker; the faults of
	// tender.Tender.AnswerQuestion, access.ErrStale.
	AnswerQuestion(ctx context.Context, actor access.Actor, id tender.ID, question tender.QuestionID, version int, words, answer string) (view.TenderQuestions, error)
}
