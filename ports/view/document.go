package view

import "time"

// TenderDocuments are the documents of a tender.
type TenderDocuments struct {
	Items      []TenderDocument `json:"items"`
	Changeable bool             `json:"changeable"` // by the actor, now
}

// TenderDocument is a version of a document.
type TenderDocument struct {
	ID        string     `json:"id"`
	SeriesID  string     `json:"seriesId"`
	Number    int        `json:"number"`
	Kind      string     `json:"kind"`
	Name      string     `json:"name"`
	MediaType string     `json:"mediaType"`
	Size      int64      `json:"size"`
	SHA256    string     `json:"sha256"`
	Scanned   bool       `json:"scanned"` // for malware, by a scanner
	Current   bool       `json:"current"` // the last version of its document
	Staged    bool       `json:"staged"`  // comes out with the next amendment; for officers
	AddedAt   time.Time  `json:"addedAt"`
	AddedBy   string     `json:"addedBy,omitzero"`   // the name, for officers
	DroppedAt *time.Time `json:"droppedAt,omitzero"` // when it was taken out; for officers
}
