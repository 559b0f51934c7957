package main

import (
	"context"
	"fmt"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"allmende/adapters/inspection"
	"allmende/adapters/store"
	"allmende/ports/driven"
)

// papersConfig is where documents of tenders lie, and who looks into them before.
type papersConfig struct {
	bucket  *url.URL // nil: in a folder
	folder  string   // "": in the data folder
	limit   int64    // of a file, in bytes
	scanner *inspection.Clamd
}

// The limit of a document, in MiB.
const (
	suggestedLimit = 100
	highestLimit   = 512
)

// scanPatience is how long a scanner may look at one file.
const scanPatience = 2 * time.Minute

func readPapers(getenv func(string) string) (c papersConfig, problems []string) {
	place := getenv("ALLMENDE_DOCUMENTS")
	if strings.Contains(place, "://") {
		address, err := url.Parse(place)
		if err != nil || address.Scheme != "https" && address.Scheme != "http" || address.Host == "" || strings.Trim(address.Path, "/") == "" || address.User == nil {
			problems = append(problems, "ALLMENDE_DOCUMENTS must be a folder, or a bucket as https://key:secret@s3.example/bucket?region=de")
		}
		c.bucket = address
	} else {
		c.folder = place
	}
	c.limit = suggestedLimit << 20
	if given := getenv("ALLMENDE_DOCUMENT_LIMIT"); given != "" {
		limit, err := strconv.Atoi(given)
		if err != nil || limit < 1 || limit > highestLimit {
			problems = append(problems, fmt.Sprintf("ALLMENDE_DOCUMENT_LIMIT is %q, but must be a number of MiB from 1 to %d", given, highestLimit))
		}
		c.limit = int64(limit) << 20
	}
	if given := getenv("ALLMENDE_CLAMD"); given != "" {
		network, address, _ := strings.Cut(given, ":")
		if network != "unix" && network != "tcp" || address == "" {
			problems = append(problems, fmt.Sprintf("ALLMENDE_CLAMD is %q, but must be unix:/run/clamav/clamd.ctl or tcp:host:3310", given))
		}
		c.scanner = &inspection.Clamd{Network: network, Address: address, Wait: scanPatience}
	}
	return c, problems
}

// files opens the store of documents; data is the folder of the installation.
func (c papersConfig) files(ctx context.Context, data string) (driven.Files, error) {
	if c.bucket != nil {
		return store.InBucket(ctx, c.bucket)
	}
	if c.folder != "" {
		return store.InFolder(c.folder)
	}
	return store.InFolder(filepath.Join(data, "documents"))
}
