package demo

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"

	"allmende/domain/access"
	"allmende/domain/catalogue"
	"allmende/domain/framework"
	"allmende/ports/driving"
)

// Two catalogues of a made-up supplier, drawings of two articles and a data sheet.
//
//go:embed catalogue
var articles embed.FS

const computers = "Notebooks und Dockingstationen"

// catalogue has the supplier of notebooks offer more than was put out to tender: a larger
// notebook with tiers, accessories, and two articles with pictures.
func (s *story) catalogue(ctx context.Context) error {
	sent, err := s.sendCatalogue(ctx, "first.csv", "ds-100.png", "nb-14.png", "ds-100.pdf")
	if err != nil {
		return err
	}
	_, err = s.Cataloguing.Approve(ctx, s.as("vergabe2@demo.example"), sent, 1)
	return err
}

// nextCatalogue waits for an officer: one article is new, one is replaced by its successor,
// one is dearer and one cheaper.
func (s *story) nextCatalogue(ctx context.Context) error {
	_, err := s.sendCatalogue(ctx, "second.csv")
	return err
}

// sendCatalogue sends a table, with files beside it in an archive.
func (s *story) sendCatalogue(ctx context.Context, table string, media ...string) (catalogue.ID, error) {
	f, err := s.frameworkCalled(ctx, computers)
	if err != nil {
		return "", err
	}
	content, err := archived(append(media, table))
	if err != nil {
		return "", err
	}
	hash := sha256.Sum256(content)
	sent, err := s.Cataloguing.Upload(ctx, s.as("angebot@weserbyte.example"), access.Key{}, driving.UploadCatalogue{
		Framework: framework.ID(f.ID), Name: "weserbyte.zip", Content: bytes.NewReader(content), Size: int64(len(content)), Hash: hex.EncodeToString(hash[:]),
	})
	if err == nil && sent.FaultCount > 0 {
		err = fmt.Errorf("%s has %d faults", table, sent.FaultCount)
	}
	return catalogue.ID(sent.ID), err
}

func archived(names []string) ([]byte, error) {
	var content bytes.Buffer
	archive := zip.NewWriter(&content)
	for _, name := range names {
		file, err := articles.ReadFile("catalogue/" + name)
		if err != nil {
			return nil, err
		}
		member, err := archive.Create(name)
		if err != nil {
			return nil, err
		}
		if _, err := member.Write(file); err != nil {
			return nil, err
		}
	}
	err := archive.Close()
	return content.Bytes(), err
}
