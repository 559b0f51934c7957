package view

import "time"

// Meter is what measures how much a member uses, or a site.
type Meter struct {
	ID          string    `json:"id"`
	Name        string    `json:"name"`
	Member      Ref       `json:"member,omitzero"`
	Site        Ref       `json:"site,omitzero"`
	Reservation string    `json:"reservationId,omitempty"`
	Resource    string    `json:"resource"`
	Unit        string    `json:"unit"`
	Kind        string    `json:"kind"`
	Every       string    `json:"every"`
	From        string    `json:"from"`
	To          string    `json:"to,omitempty"`
	LastAt      time.Time `json:"lastAt,omitzero"` // the last reading
	Version     int       `json:"version"`
}

// ReadingImport is a delivery of readings.
type ReadingImport struct {
	ID        string         `json:"id"`
	Name      string         `json:"name"`
	Format    string         `json:"format"`
	BegunAt   time.Time      `json:"begunAt"`
	BegunBy   string         `json:"begunBy"`
	EndedAt   time.Time      `json:"endedAt,omitzero"` // none while it runs, or when it broke off
	State     string         `json:"state"`            // waiting, running, complete, cancelled, unreadable, or open: by a request, or broke off
	Stop      *ReadingStop   `json:"stop,omitempty"`   // why it ended before its end, the last time
	Size      int64          `json:"size,omitempty"`   // bytes of the file, while it waits or runs
	Read      int64          `json:"read,omitempty"`   // of them so far
	Lines     int            `json:"lines"`
	Taken     int            `json:"taken"`
	Unchanged int            `json:"unchanged"`
	Refused   int            `json:"refused"`
	Faults    []ReadingFault `json:"faults"` // the first thousand
}

// ReadingStop is why a delivery ended before its end.
type ReadingStop struct {
	Code   string            `json:"code"`
	Params map[string]string `json:"params,omitempty"`
	At     time.Time         `json:"at"`
	By     string            `json:"by"`
}

// ReadingFault is what is wrong with a line.
type ReadingFault struct {
	Line   int               `json:"line"`
	Field  string            `json:"field,omitempty"`
	Code   string            `json:"code"`
	Params map[string]string `json:"params,omitempty"`
}

// MeterDay is what a meter read on a day, and what it used.
type MeterDay struct {
	Meter     Ref            `json:"meter"`
	Day       string         `json:"day"`
	Use       string         `json:"use"` // exact, a whole number or a fraction
	Missing   int            `json:"missing"`
	Resets    int            `json:"resets"`
	Estimated bool           `json:"estimated"`
	Readings  []MeterReading `json:"readings"`
}

// MeterCourse is what a meter used, day by day.
type MeterCourse struct {
	Meter Ref           `json:"meter"`
	From  string        `json:"from"`
	To    string        `json:"to"`
	Days  []MeterDayUse `json:"days"` // on which it was there
}

// MeterDayUse is what a meter used on a day, to thousandths; MeterDay has it exactly.
type MeterDayUse struct {
	Day       string `json:"day"`
	Use       string `json:"use"`
	Missing   int    `json:"missing"`
	Resets    int    `json:"resets"`
	Estimated bool   `json:"estimated"`
}

// MeteringClosing is a month whose readings are closed.
type MeteringClosing struct {
	Month    string    `json:"month"`
	Missing  int       `json:"missing"`
	Reason   string    `json:"reason,omitempty"`
	ClosedAt time.Time `json:"closedAt"`
	ClosedBy string    `json:"closedBy"`
}

// MeterReading is what a meter read for a period, and what stands of it.
type MeterReading struct {
	At          time.Time           `json:"at"`
	Read        string              `json:"read,omitempty"`  // none where only a correction says it
	Value       string              `json:"value,omitempty"` // what counts, none where nothing does
	Corrections []ReadingCorrection `json:"corrections"`
}

// ReadingCorrection is what a reading was put right to.
type ReadingCorrection struct {
	Value  string    `json:"value,omitempty"`
	Reason string    `json:"reason"`
	At     time.Time `json:"at"`
	By     string    `json:"by"`
}

// ReadingCorrections is what a table of corrections did: its lines, how many readings are corrected, and of which months.
type ReadingCorrections struct {
	Lines     int      `json:"lines"`
	Corrected int      `json:"corrected"`
	Months    []string `json:"months"`
}
