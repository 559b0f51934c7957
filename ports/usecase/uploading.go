package usecase

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/member"
	"allmende/domain/upload"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Uploading carries out driving.Uploading. What is on its way changes nothing yet: no event
// tells of it before it is used.
type Uploading struct{ work driven.Work }

var _ driving.Uploading = (*Uploading)(nil)

// NewUploading makes the use cases of files that arrive in parts.
func NewUploading(work driven.Work) *Uploading { return &Uploading{work} }

// Begin begins, or goes on.
func (uc *Uploading) Begin(ctx context.Context, actor access.Actor, size int64, digest string) (view.Upload, error) {
	return uc.change(ctx, actor, "", func(ctx context.Context, s driven.Stores) (*upload.Upload, error) {
		if acts := actor.Acts(); !slices.Contains(acts, access.CatalogueUpload) && !slices.Contains(acts, access.ReadingImport) {
			return nil, access.ErrForbidden.With("act", string(access.CatalogueUpload))
		}
		fresh, err := upload.New(actor.Person, size, digest, s.Now)
		if err != nil {
			return nil, err
		}
		begun, found, err := s.Uploads.Same(ctx, actor.Person, size, digest)
		if err != nil || found {
			return begun, err
		}
		if err := s.Uploads.Sweep(ctx, actor.Person, s.Now.Add(-upload.Life), upload.Most-1); err != nil {
			return nil, err
		}
		return fresh, s.Uploads.Add(ctx, fresh)
	})
}

// Standing tells how far it is.
func (uc *Uploading) Standing(ctx context.Context, actor access.Actor, which upload.ID) (view.Upload, error) {
	return uc.change(ctx, actor, which, func(ctx context.Context, s driven.Stores) (*upload.Upload, error) {
		return s.Uploads.Get(ctx, actor.Person, which)
	})
}

// Take takes a part.
func (uc *Uploading) Take(ctx context.Context, actor access.Actor, which upload.ID, number int, content []byte) (view.Upload, error) {
	return uc.change(ctx, actor, which, func(ctx context.Context, s driven.Stores) (*upload.Upload, error) {
		u, err := s.Uploads.Get(ctx, actor.Person, which)
		if err != nil {
			return nil, err
		}
		fresh, err := u.Take(number, int64(len(content)), s.Now)
		if err != nil || !fresh {
			return u, err
		}
		return u, s.Uploads.Keep(ctx, u, content)
	})
}

// Content writes the file, once it is sure that it is the one that was announced.
func (uc *Uploading) Content(ctx context.Context, actor access.Actor, which upload.ID, to io.Writer) error {
	_, err := uc.change(ctx, actor, which, func(ctx context.Context, s driven.Stores) (*upload.Upload, error) {
		return copyUpload(ctx, s, actor.Person, which, to)
	})
	return err
}

// copyUpload writes a whole file and tells whether it is the one that was announced.
func copyUpload(ctx context.Context, s driven.Stores, by member.PersonID, which upload.ID, to io.Writer) (*upload.Upload, error) {
	u, err := s.Uploads.Get(ctx, by, which)
	if err != nil {
		return nil, err
	}
	if err := u.Whole(); err != nil {
		return nil, err
	}
	parts := sha256.New()
	if err := s.Uploads.Copy(ctx, which, func(part []byte) error {
		sum := sha256.Sum256(part)
		parts.Write(sum[:])
		_, err := to.Write(part)
		return err
	}); err != nil {
		return nil, err
	}
	if hex.EncodeToString(parts.Sum(nil)) != u.State().Digest {
		return nil, upload.ErrAltered
	}
	return u, nil
}

// Drop throws a file away.
func (uc *Uploading) Drop(ctx context.Context, actor access.Actor, which upload.ID) error {
	return uc.work.Do(ctx, uploadAttempt(actor, which), func(ctx context.Context, s driven.Stores) error {
		return s.Uploads.Drop(ctx, actor.Person, which)
	})
}

func uploadAttempt(actor access.Actor, which upload.ID) driven.Attempt {
	return driven.Attempt{Actor: actor, Act: access.CatalogueUpload, Object: audit.Object{Type: "upload", ID: which.String()}}
}

func (uc *Uploading) change(ctx context.Context, actor access.Actor, which upload.ID, fn func(context.Context, driven.Stores) (*upload.Upload, error)) (view.Upload, error) {
	return do(ctx, uc.work, uploadAttempt(actor, which), func(ctx context.Context, s driven.Stores) (view.Upload, error) {
		u, err := fn(ctx, s)
		if err != nil {
			return view.Upload{}, err
		}
		state := u.State()
		return view.Upload{ID: state.ID.String(), Size: state.Size, PartSize: upload.PartSize, Parts: state.Parts(), Received: state.Received}, nil
	})
}
