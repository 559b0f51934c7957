package view

// Upload is how far a file has come that arrives in parts.
type Upload struct {
	ID       string `json:"id"`
	Size     int64  `json:"size"`     // bytes
	PartSize int64  `json:"partSize"` // bytes of each part but the last
	Parts    int    `json:"parts"`
	Received int    `json:"received"` // parts, from the first on
}
