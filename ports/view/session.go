package view

// Session is what a signed-in person is told: who and where one is, and what one
// may do.
type Session struct {
	Person       SessionPerson `json:"person"`
	Cooperative  Ref           `json:"cooperative"`
	Cooperatives []Ref         `json:"cooperatives"`
	Roles        []SessionRole `json:"roles"`
	Acts         []string      `json:"acts"`
	CSRFToken    string        `json:"csrfToken"`
	Demo         bool          `json:"demo"`
}

// SessionPerson is oneself.
type SessionPerson struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Email string `json:"email"`
}

// SessionRole is a role one has in the cooperative one works in.
type SessionRole struct {
	Role         string       `json:"role"`
	Organisation Organisation `json:"organisation"`
}

// Organisation is a cooperative, a member or a supplier.
type Organisation struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Kind string `json:"kind"`
}
