package view

// ProcurementFile says what the procurement file of a tender must hold (VgV 8), and what
// of it is missing.
type ProcurementFile struct {
	Complete bool          `json:"complete"`
	Checks   []TenderCheck `json:"checks"`
}
