package view

// Member is a member of the cooperative.
type Member struct {
	ID             string `json:"id"`
	Name           string `json:"name"`
	Kind           string `json:"kind"`
	Status         string `json:"status"`
	Guest          bool   `json:"guest"` // reads and speaks, no vote, no call-off
	OfficialKey    string `json:"officialKey,omitempty"`
	LeitwegID      string `json:"leitwegId,omitempty"`
	Population     int64  `json:"population"`
	PopulationYear int    `json:"populationYear,omitempty"`
	AdmittedOn     string `json:"admittedOn"` // a date
	ApprovalLimit  string `json:"approvalLimit"`
	Version        int    `json:"version"`
}

// Seen is the version of it that was read.
func (m Member) Seen() int { return m.Version }

// Restated says how many members have other inhabitants now, and of which year the
// latest counts are.
type Restated struct {
	Changed int `json:"changed"`
	Year    int `json:"year,omitempty"`
}

// PublicBody is an entry of the directory that can be a member.
type PublicBody struct {
	OfficialKey    string `json:"officialKey"`
	Kind           string `json:"kind"`
	Name           string `json:"name"`
	KindName       string `json:"kindName"` // as in the register
	StateName      string `json:"stateName"`
	DistrictName   string `json:"districtName,omitempty"`
	Population     int64  `json:"population"`
	PopulationYear int    `json:"populationYear,omitempty"` // missing if the register did not tell
	MemberID       string `json:"memberId,omitempty"`       // set when it is a member of the cooperative
}

// ImportReport says what an import of the register did, or why it did nothing.
type ImportReport struct {
	Files    []string
	Format   string
	Imported bool // false when a line was refused: then nothing was changed
	Counts   []ImportCount
	Changes  []ImportChange
	Missing  []string // keys in the directory that the file does not tell of; they stay
	Refused  []ImportRefusal
}

// ImportCount counts the bodies of a kind.
type ImportCount struct {
	Kind                            string
	Read, Added, Changed, Unchanged int
}

// ImportChange is a body that is told of otherwise than before.
type ImportChange struct {
	File      string
	Line      int
	Key, Name string
	Fields    []string // "population: 96326 -> 96327"
}

// ImportRefusal is a line that was not taken.
type ImportRefusal struct {
	File   string
	Line   int
	Reason string
}

// StateAdmission says what the admission of a whole state did.
type StateAdmission struct {
	State          string
	Municipalities int // admitted now
	Districts      int
	Already        int // were members before
	Areas          int // without a municipality, left out
}

// AddedPerson says who was appointed to what.
type AddedPerson struct {
	Name, Email, Role, Organisation string
	NewAccount                      bool // else the person had one, and keeps name and password
}
