package view

// Scheme is the rule by which a pool is shared, as it is written and read.
type Scheme struct {
	Parts         []SchemePart        `json:"parts"`
	Base          string              `json:"base,omitempty"` // what every participant bears before the rest is split
	Days          string              `json:"days,omitempty"`
	WeightSource  string              `json:"weightSource,omitempty"` // of fixed or metered weights
	WeightAsOf    string              `json:"weightAsOf,omitempty"`
	Participants  []Participant       `json:"participants,omitempty"` // empty for the pool's members with nothing special
	Groups        []SchemeGroup       `json:"groups,omitempty"`
	Services      []ServiceDepartment `json:"services,omitempty"`
	ServiceMethod string              `json:"serviceMethod,omitempty"`
	Rounding      string              `json:"rounding,omitempty"`
}

// SchemePart is a key with its percentage.
type SchemePart struct {
	Key     string `json:"key"`
	Percent string `json:"percent"`
}

// Participant is a member of a scheme with what is special about it.
type Participant struct {
	MemberID string `json:"memberId"`
	Weight   string `json:"weight,omitempty"`
	From     string `json:"from,omitempty"`
	To       string `json:"to,omitempty"`
	Floor    string `json:"floor,omitempty"`
	Cap      string `json:"cap,omitempty"`
	Group    string `json:"group,omitempty"`
}

// SchemeGroup is a group of a first stage.
type SchemeGroup struct {
	Name   string `json:"name"`
	Weight string `json:"weight"`
}

// ServiceDepartment is an internal service that others use.
type ServiceDepartment struct {
	Name string       `json:"name"`
	Own  string       `json:"own"`
	Use  []ServiceUse `json:"use"`
}

// ServiceUse is the part of a service that another service or a group uses.
type ServiceUse struct {
	To      string `json:"to"`
	Percent string `json:"percent"`
}
