package view

import "time"

// Tokens are a person's API tokens, the newest first, and what a new one may cover.
type Tokens struct {
	Items   []Token  `json:"items"`
	Offered []string `json:"offered"`
	Latest  string   `json:"latest"` // day to which a new one may be good
	Most    int      `json:"most"`   // that may live at once
}

// Token is an API token; Secret only when it is new.
type Token struct {
	ID        string    `json:"id"`
	Name      string    `json:"name"`
	Acts      []string  `json:"acts"`
	LastDay   string    `json:"lastDay"`
	Standing  string    `json:"standing"` // living, expired or revoked
	CreatedAt time.Time `json:"createdAt"`
	UsedAt    time.Time `json:"usedAt,omitzero"`
	RevokedAt time.Time `json:"revokedAt,omitzero"`
	Secret    string    `json:"secret,omitempty"`
	Version   int       `json:"version"`
}

// Seen is the version that was read.
func (t Token) Seen() int { return t.Version }
