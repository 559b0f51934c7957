package view

// Licence is what a member may use for a time.
type Licence struct {
	ID            string `json:"id"`
	Name          string `json:"name"`
	Member        Ref    `json:"member"`
	Supplier      Ref    `json:"supplier"`
	Framework     Ref    `json:"framework"`
	CallOff       Ref    `json:"callOff"`
	Position      int    `json:"position"`
	Seats         int    `json:"seats"`
	StartsOn      string `json:"startsOn"`
	Months        int    `json:"months"`
	RenewalMonths int    `json:"renewalMonths"` // 0: it ends by itself
	NoticeDays    int    `json:"noticeDays"`
	EndsOn        string `json:"endsOn"`             // the earliest last day that can still be reached
	CancelBy      string `json:"cancelBy,omitempty"` // by when it must be cancelled for that
	Cancelled     bool   `json:"cancelled"`
	Ended         bool   `json:"ended"`
	Version       int    `json:"version"`
}

// Contract is a framework contract as a member holds it.
type Contract struct {
	Framework   Ref    `json:"framework"`
	Number      string `json:"number"`
	Supplier    Ref    `json:"supplier"`
	InForceFrom string `json:"inForceFrom"`
	InForceTo   string `json:"inForceTo"`
	CallOffs    int    `json:"callOffs"` // of the member, that stand
	Total       string `json:"total"`    // of these, net
}

// Holdings are the contracts and licences of a member.
type Holdings struct {
	Contracts []Contract `json:"contracts"`
	Licences  []Licence  `json:"licences"`
}
