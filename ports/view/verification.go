package view

import "time"

// Verification is what an auditor's check of everything found.
type Verification struct {
	OK                 bool      `json:"ok"`
	At                 time.Time `json:"at"`
	RowsChecked        int       `json:"rowsChecked"`
	EventsChecked      int       `json:"eventsChecked"`
	CheckpointsChecked int       `json:"checkpointsChecked"`
	Unsequenced        int       `json:"unsequenced"` // events not yet in the signed log
	TreeSize           int       `json:"treeSize,omitempty"`
	RootHash           string    `json:"rootHash,omitempty"`
	Findings           []Finding `json:"findings"`
}

// Finding is something that is not as the log says.
type Finding struct {
	Kind   string `json:"kind"`
	Table  string `json:"table"`
	Key    string `json:"key"`
	Detail string `json:"detail,omitempty"`
}
