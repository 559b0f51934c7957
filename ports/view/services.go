package view

import "time"

// Services is what a call-off is as a service.
type Services struct {
	CallOff    Ref         `json:"callOff"`
	Member     Ref         `json:"member"`
	Supplier   Ref         `json:"supplier"`
	Placed     bool        `json:"placed"`
	Possible   bool        `json:"possible"` // its lines are services by the hour or the day, of one member
	ByDay      bool        `json:"byDay"`    // one of them is by the day
	Engagement *Engagement `json:"engagement,omitempty"`
}

// Engagement is a budget for work, and what was worked.
type Engagement struct {
	ID          string        `json:"id"`
	From        string        `json:"from"`
	To          string        `json:"to"`
	Description string        `json:"description"`
	HoursPerDay string        `json:"hoursPerDay,omitempty"`
	Budget      string        `json:"budget"`
	Used        string        `json:"used"`
	Accepted    string        `json:"accepted"` // what may be invoiced
	Left        string        `json:"left"`
	Warning     int           `json:"warning"` // 0, 80 or 100 per cent are used
	ClosedAt    time.Time     `json:"closedAt,omitzero"`
	ClosedBy    string        `json:"closedBy,omitempty"`
	Rates       []ServiceRate `json:"rates"`
	Sheets      []TimeSheet   `json:"sheets"` // the newest first
	Version     int           `json:"version"`
}

// ServiceRate is what a role costs, and how much of it there is, in hours.
type ServiceRate struct {
	Position int    `json:"position"`
	Name     string `json:"name"`
	Unit     string `json:"unit"`
	Price    string `json:"price"`
	Planned  string `json:"planned"`
	Worked   string `json:"worked"`
}

// TimeSheet is what a supplier says was worked.
type TimeSheet struct {
	ID         string           `json:"id"`
	Number     int              `json:"number"`
	Status     string           `json:"status"`
	Hours      string           `json:"hours"`
	Total      string           `json:"total"`
	Entries    []TimeSheetEntry `json:"entries"`
	HandedInAt time.Time        `json:"handedInAt"`
	HandedInBy string           `json:"handedInBy"`
	DecidedAt  time.Time        `json:"decidedAt,omitzero"`
	DecidedBy  string           `json:"decidedBy,omitempty"`
	Reason     string           `json:"reason,omitempty"`
	Version    int              `json:"version"`
}

// TimeSheetEntry is one person's work of one day in one role.
type TimeSheetEntry struct {
	Person string `json:"person"`
	Day    string `json:"day"`
	Role   string `json:"role"`
	Hours  string `json:"hours"`
	Text   string `json:"text"`
	Amount string `json:"amount"`
}

// TimeSheetCheck is a sheet that is not handed in yet, and what is wrong with it, line by line.
type TimeSheetCheck struct {
	Entries []CheckedEntry   `json:"entries"`
	Faults  []TimeSheetFault `json:"faults"`
}

// CheckedEntry is an entry as it was written.
type CheckedEntry struct {
	Person string `json:"person"`
	Day    string `json:"day"`
	Role   string `json:"role"`
	Hours  string `json:"hours"`
	Text   string `json:"text"`
}

// TimeSheetFault is what is wrong with an entry, or with all together where it has no line.
type TimeSheetFault struct {
	Line   int               `json:"line,omitempty"` // of the entries, 1 upwards
	Field  string            `json:"field,omitempty"`
	Code   string            `json:"code"`
	Params map[string]string `json:"params,omitempty"`
}
