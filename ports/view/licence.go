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
	Seats         int    `json:"seats"` // with those ordered in addition
	Metric        string `json:"metric,omitempty"`
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

// Seen is the version of it that was read.
func (l Licence) Seen() int { return l.Version }

// LicenceHistory is a licence with what was counted, and what was ordered because of it.
type LicenceHistory struct {
	Licence
	Item         Ref            `json:"item"`
	SeatsPerUnit int            `json:"seatsPerUnit"`
	Missing      int            `json:"missing"`           // units to call off by the last count, besides those that wait
	WaitingSeats int            `json:"waitingSeats"`      // ordered, and waiting to be approved
	CountBy      string         `json:"countBy,omitempty"` // the day by which it is counted next
	Counts       []LicenceCount `json:"counts"`            // the last one first
	Orders       []LicenceOrder `json:"orders"`            // the last one first
	Renews       *Ref           `json:"renews,omitempty"`
	RenewedBy    *Ref           `json:"renewedBy,omitempty"`
}

// LicenceCount is how many seats were in use on a day.
type LicenceCount struct {
	CountedOn string `json:"countedOn"`
	Used      int    `json:"used"`
	Seats     int    `json:"seats"`
	CountedBy string `json:"countedBy"`
}

// LicenceOrder is a call-off that follows a licence.
type LicenceOrder struct {
	CallOff  Ref    `json:"callOff"`
	Reason   string `json:"reason"`
	Status   string `json:"status"`
	Quantity string `json:"quantity"`
	Total    string `json:"total"`
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
