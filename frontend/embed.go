// Package frontend holds the built user interface inside the binary.
package frontend

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Files returns the built files with index.html at the root. Without a build it
// is empty but for a placeholder, so that Go compiles on its own.
func Files() fs.FS {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // "dist" is a constant and valid: it cannot fail
	}
	return files
}
