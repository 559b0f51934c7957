package usecase

import (
	"context"
	"io"
	"slices"
	"strings"

	"allmende/domain/access"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Publication carries out driving.Publication.
type Publication struct {
	reports driven.PublicReports
	files   driven.Files
}

var _ driving.Publication = (*Publication)(nil)

// NewPublication makes the use cases of whoever does not sign in.
func NewPublication(reports driven.PublicReports, files driven.Files) *Publication {
	return &Publication{reports, files}
}

// Releases are those of all processes.
func (uc *Publication) Releases(ctx context.Context, page view.PageRequest) (view.Page[view.Release], error) {
	return uc.reports.Releases(ctx, page)
}

// Record is not found where nothing was given out.
func (uc *Publication) Record(ctx context.Context, ocid string) ([]view.Release, error) {
	found, err := uc.reports.ReleasesOf(ctx, ocid)
	if err == nil && len(found) == 0 {
		err = access.ErrNotFound
	}
	return found, err
}

// Processes looks for all words at once.
func (uc *Publication) Processes(ctx context.Context, in view.PublicSearch, page view.PageRequest) (view.Page[view.PublicProcess], error) {
	in.Words, in.CPV = strings.TrimSpace(in.Words), strings.TrimSpace(in.CPV)
	return uc.reports.Processes(ctx, in, page)
}

// Process is one that was published.
func (uc *Publication) Process(ctx context.Context, ocid string) (view.PublicProcess, error) {
	p, found, err := uc.reports.Process(ctx, ocid)
	if err == nil && !found {
		err = access.ErrNotFound
	}
	return p, err
}

// Document is looked for among those of the process alone: no other file of the store is public.
func (uc *Publication) Document(ctx context.Context, ocid, document string, to io.Writer) (view.PublicDocument, error) {
	p, err := uc.Process(ctx, ocid)
	if err != nil {
		return view.PublicDocument{}, err
	}
	at := slices.IndexFunc(p.Tender.Documents, func(d view.PublicDocument) bool { return d.ID == document })
	if at < 0 {
		return view.PublicDocument{}, access.ErrNotFound
	}
	return p.Tender.Documents[at], uc.files.Copy(ctx, p.Tender.Documents[at].SHA256, to)
}

// Notice is one that was issued.
func (uc *Publication) Notice(ctx context.Context, ocid, notice string) ([]byte, error) {
	body, found, err := uc.reports.Notice(ctx, ocid, notice)
	if err == nil && !found {
		err = access.ErrNotFound
	}
	return body, err
}
