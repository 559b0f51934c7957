// Package view holds the read models: what screens and callers see, encoded as it is.
package view

// PageRequest asks for a part of a list.
type PageRequest struct {
	Cursor string // the Next of the page before, or empty for the first
	Limit  int    // 1 to 200
}

// Page is a part of a list. Items is never nil; Next is empty on the last page.
type Page[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty"`
}

// List is a list that is short enough to be whole.
type List[T any] struct {
	Items []T `json:"items"`
}

// Ref names an object.
type Ref struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}
