package view

import "time"

// CapacitySite is a data center.
type CapacitySite struct {
	ID           string        `json:"id"`
	Name         string        `json:"name"`
	Address      string        `json:"address"`
	Rooms        []Room        `json:"rooms"`
	Certificates []Certificate `json:"certificates"`
	Version      int           `json:"version"`
}

// Seen is the version of it that was read.
func (s CapacitySite) Seen() int { return s.Version }

// Room is a part of a site, with its availability class of EN 50600.
type Room struct {
	Name  string `json:"name"`
	Class int    `json:"class"`
}

// Certificate says what a site is certified for.
type Certificate struct {
	Name    string `json:"name"`
	ValidTo string `json:"validTo"`
	Expired bool   `json:"expired"`
}

// CapacityPool is capacity that is reserved together, as it stands today.
type CapacityPool struct {
	ID        string             `json:"id"`
	Name      string             `json:"name"`
	Room      string             `json:"room"`
	Site      Ref                `json:"site"`
	Framework *Ref               `json:"framework,omitempty"`
	Approval  bool               `json:"approval"` // an officer approves reservations
	Resources []CapacityResource `json:"resources"`
	Waiting   int                `json:"waiting"` // how many wait
	Version   int                `json:"version"`
}

// Seen is the version of it that was read.
func (p CapacityPool) Seen() int { return p.Version }

// CapacityResource is one kind of capacity of a pool.
type CapacityResource struct {
	ID      string          `json:"id"`
	Kind    string          `json:"kind"`
	Tier    string          `json:"tier,omitempty"`
	Unit    string          `json:"unit"`
	Usable  string          `json:"usable"` // today, as the next two
	Booked  string          `json:"booked"`
	Free    string          `json:"free"`
	Percent int             `json:"percent"`
	Levels  []CapacityLevel `json:"levels"`
	Version int             `json:"version"`
}

// CapacityLevel is how much there is from a day on.
type CapacityLevel struct {
	From       string `json:"from"`
	Amount     string `json:"amount"`
	Reserve    string `json:"reserve"`
	Overcommit string `json:"overcommit"`
	Usable     string `json:"usable"`
}

// CapacityHeatMap shows the resources of a pool week by week.
type CapacityHeatMap struct {
	Pool  Ref               `json:"pool"`
	Weeks []string          `json:"weeks"` // their Mondays
	Rows  []CapacityHeatRow `json:"rows"`
}

// CapacityHeatRow is a resource, week by week.
type CapacityHeatRow struct {
	ResourceID string         `json:"resourceId"`
	Kind       string         `json:"kind"`
	Tier       string         `json:"tier,omitempty"`
	Unit       string         `json:"unit"`
	Cells      []CapacityHeat `json:"cells"`
}

// CapacityHeat is a week's day with the least left.
type CapacityHeat struct {
	Usable  string `json:"usable"`
	Booked  string `json:"booked"`
	Percent int    `json:"percent"`
}

// CapacityUse shows what was used of a pool against what was reserved, week by week.
type CapacityUse struct {
	Pool  Ref              `json:"pool"`
	Weeks []string         `json:"weeks"` // their Mondays; the last one runs
	Rows  []CapacityUseRow `json:"rows"`
}

// CapacityUseRow is a resource, week by week.
type CapacityUseRow struct {
	ResourceID string            `json:"resourceId"`
	Kind       string            `json:"kind"`
	Tier       string            `json:"tier,omitempty"`
	Unit       string            `json:"unit"`
	Metered    bool              `json:"metered"` // whether any meter measures it
	Cells      []CapacityUseCell `json:"cells"`
}

// CapacityUseCell is the mean of a week.
type CapacityUseCell struct {
	Reserved string `json:"reserved"`
	Used     string `json:"used,omitempty"` // none where nothing was read
	Percent  int    `json:"percent"`
}

// CapacityTimeline is who holds what of a pool, by their first day.
type CapacityTimeline struct {
	Pool Ref           `json:"pool"`
	From string        `json:"from"`
	To   string        `json:"to"`
	Bars []TimelineBar `json:"bars"`
}

// TimelineBar is a reservation on the time line; whose it is and what for is shown to those only who may know.
type TimelineBar struct {
	Reservation *Ref   `json:"reservation,omitempty"`
	Member      *Ref   `json:"member,omitempty"`
	Purpose     string `json:"purpose,omitempty"`
	Status      string `json:"status"`
	Holds       []Hold `json:"holds"`
}

// Hold is how much of a resource is taken on some days, both ends included.
type Hold struct {
	ResourceID string `json:"resourceId"`
	From       string `json:"from"`
	To         string `json:"to"`
	Amount     string `json:"amount"`
}

// Reservation is what a member reserves.
type Reservation struct {
	ID          string             `json:"id"`
	Number      string             `json:"number"`
	Pool        Ref                `json:"pool"`
	Site        Ref                `json:"site"`
	Member      Ref                `json:"member"`
	Purpose     string             `json:"purpose"`
	Status      string             `json:"status"`
	From        string             `json:"from"`
	To          string             `json:"to"`
	CallOff     *Ref               `json:"callOff,omitempty"`
	Lines       []ReservationLine  `json:"lines"`
	Phases      []ReservationPhase `json:"phases"`
	Proposed    []ReservationPhase `json:"proposed,omitempty"`
	Turn        int                `json:"turn,omitempty"` // on the waiting list, from 1
	OfferedTo   string             `json:"offeredTo,omitempty"`
	Predecessor *Ref               `json:"predecessor,omitempty"`
	Successor   *Ref               `json:"successor,omitempty"`
	RequestedBy string             `json:"requestedBy"`
	RequestedAt time.Time          `json:"requestedAt"`
	ProposedBy  string             `json:"proposedBy,omitempty"`
	DecidedBy   string             `json:"decidedBy,omitempty"`
	DecidedAt   time.Time          `json:"decidedAt,omitzero"`
	Reason      string             `json:"reason,omitempty"`
	Version     int                `json:"version"`
}

// Seen is the version of it that was read.
func (r Reservation) Seen() int { return r.Version }

// ReservationLine says which line of the call-off ordered a resource.
type ReservationLine struct {
	ResourceID string `json:"resourceId"`
	Position   int    `json:"position"`
}

// ReservationPhase is some days on which the same is held.
type ReservationPhase struct {
	From   string             `json:"from"`
	To     string             `json:"to"`
	Claims []ReservationClaim `json:"claims"`
}

// ReservationClaim is how much of a resource.
type ReservationClaim struct {
	ResourceID string `json:"resourceId"`
	Kind       string `json:"kind"`
	Tier       string `json:"tier,omitempty"`
	Unit       string `json:"unit"`
	Amount     string `json:"amount"`
}

// CapacityFit is where and when a wish finds room.
type CapacityFit struct {
	Pool   Ref                `json:"pool"`
	Site   Ref                `json:"site"`
	From   string             `json:"from"`
	To     string             `json:"to"`
	Phases []ReservationPhase `json:"phases"`
	Begins []Days             `json:"begins"` // the first stretches of days on which it can begin
}

// Days are a stretch of days, both included.
type Days struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// CapacityFits are all pools with room, the earliest first, and those without.
type CapacityFits struct {
	Fits    []CapacityFit `json:"fits"`
	Without []Ref         `json:"without"` // pools that never have so much, within 10 years
}

// CapacityOutlook says how long the resources of a pool last.
type CapacityOutlook struct {
	Pool      Ref               `json:"pool"`
	Resources []ResourceOutlook `json:"resources"`
}

// ResourceOutlook says how long a resource lasts.
type ResourceOutlook struct {
	ResourceID string         `json:"resourceId"`
	Kind       string         `json:"kind"`
	Tier       string         `json:"tier,omitempty"`
	Unit       string         `json:"unit"`
	PerMonth   string         `json:"perMonth"`          // by how much it grew in 30 days, over the last 180
	FullOn     string         `json:"fullOn,omitempty"`  // with what is reserved today
	RunsOut    string         `json:"runsOut,omitempty"` // if it goes on growing
	Course     []CapacityStep `json:"course"`
}

// CapacityStep is what of a resource is usable and booked from a day on.
type CapacityStep struct {
	From   string `json:"from"`
	Usable string `json:"usable"`
	Booked string `json:"booked"`
}
