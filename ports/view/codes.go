package view

// Code is an entry of a list of reference data.
type Code struct {
	Code    string `json:"code"`
	LabelDe string `json:"labelDe"`
	LabelEn string `json:"labelEn"`
}

// Codes are entries that were looked for.
type Codes struct {
	Items []Code `json:"items"`
}

// CodesReport says what an import of reference data did, or why it did nothing.
type CodesReport struct {
	Files, Skipped []string
	Imported       bool // false when a line was refused: then nothing was changed
	Counts         []CodesCount
	Refused        []ImportRefusal
}

// CodesCount counts the entries of a list.
type CodesCount struct {
	List                                               string
	Read, Added, Changed, Returned, Retired, Unchanged int
}
