package view

import "time"

// TenderQuestions are what is asked about a tender, and the answers.
type TenderQuestions struct {
	Items     []TenderQuestion `json:"items"`
	MayAsk    bool             `json:"mayAsk"`
	MayAnswer bool             `json:"mayAnswer"`
	AskUntil  *time.Time       `json:"askUntil,omitzero"`
}

// TenderQuestion is a question as the actor may read it. Its id would tell when it was asked:
// it is for officers and the asker.
type TenderQuestion struct {
	ID         string     `json:"id,omitzero"`
	Version    int        `json:"version,omitzero"`
	Number     int        `json:"number,omitzero"` // none while it waits
	Mine       bool       `json:"mine"`
	Asked      string     `json:"asked,omitzero"` // as it was asked; for officers and the asker
	AskedAt    *time.Time `json:"askedAt,omitzero"`
	Asker      string     `json:"asker,omitzero"` // for officers
	Question   string     `json:"question,omitzero"`
	Answer     string     `json:"answer,omitzero"`
	AnsweredAt *time.Time `json:"answeredAt,omitzero"`
}
