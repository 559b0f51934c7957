package view

import "time"

// EnergyReport is what the Energy Efficiency Act wants to know of a site in a calendar year.
type EnergyReport struct {
	Site    Ref            `json:"site"`
	Year    int            `json:"year"`
	Months  []EnergyRow    `json:"months"`
	Whole   EnergyRow      `json:"whole"`
	Figures []EnergyFigure `json:"figures"` // the last one of each
}

// EnergyRow is a month or the year. Ratios are there only where all they rest on was read.
type EnergyRow struct {
	From           string         `json:"from"`
	To             string         `json:"to"`
	Total          EnergyMeasured `json:"total"`
	IT             EnergyMeasured `json:"it"`
	Renewable      EnergyMeasured `json:"renewable"`
	Reused         EnergyMeasured `json:"reused"`
	PUE            string         `json:"pue,omitempty"`
	RenewableShare string         `json:"renewableShare,omitempty"` // of all energy, 0.875
	ReuseFactor    string         `json:"reuseFactor,omitempty"`    // reused heat by all energy
}

// EnergyMeasured is what was read of one kind of energy, in kWh.
type EnergyMeasured struct {
	Energy   string `json:"energy"`
	Complete bool   `json:"complete"`
	Missing  int    `json:"missing"` // periods that were not read
	Metered  bool   `json:"metered"` // any meter was there in the year
}

// EnergyFigure is what somebody stated with its source.
type EnergyFigure struct {
	Figure string    `json:"figure"`
	Value  string    `json:"value"`
	Source string    `json:"source"`
	At     time.Time `json:"at"`
	By     string    `json:"by"`
}
