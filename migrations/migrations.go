// Package migrations holds the schema as numbered SQL files, forward only. A file
// that has landed is never edited.
package migrations

import "embed"

// Files are the migrations in goose's format.
//
//go:embed *.sql
var Files embed.FS
