package usecase

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"

	"allmende/domain/disclosure"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// Disclosing tells the public what has become public.
type Disclosing struct {
	kept   driven.Disclosures
	writer driven.ReleaseWriter
	prefix disclosure.Prefix
}

// NewDisclosing makes the use case that writes releases behind the log.
func NewDisclosing(kept driven.Disclosures, writer driven.ReleaseWriter, prefix disclosure.Prefix) *Disclosing {
	return &Disclosing{kept, writer, prefix}
}

// Disclose looks through what was logged since the last time, of all cooperatives, and says how
// many processes there was something to tell of.
func (uc *Disclosing) Disclose(ctx context.Context) (int, error) {
	all, err := uc.kept.Cooperatives(ctx)
	if err != nil {
		return 0, err
	}
	told := 0
	for _, c := range all {
		for _, stream := range []disclosure.Stream{disclosure.Tenders, disclosure.CallOffs} {
			n, err := uc.discloseStream(ctx, c.ID, stream)
			told += n
			if err != nil {
				return told, err
			}
		}
	}
	return told, nil
}

func (uc *Disclosing) discloseStream(ctx context.Context, cooperative string, stream disclosure.Stream) (told int, err error) {
	for {
		n, more, err := uc.kept.Disclose(ctx, cooperative, stream, uc.prefix, uc.tell)
		told += n
		if err != nil || !more {
			return told, err
		}
	}
}

// tell writes a release of what differs, or none.
func (uc *Disclosing) tell(t driven.Told) (*driven.NewRelease, error) {
	if t.Before == nil && t.Process.Kind == string(disclosure.CallOff) && t.Process.Tender.Status == "cancelled" {
		return nil, nil // nobody was told that it was placed
	}
	now, err := publicStanding(t.Process)
	if err != nil {
		return nil, err
	}
	tags := disclosure.Tags(t.Before, now)
	if len(tags) == 0 {
		return nil, nil
	}
	r := view.Release{OCID: t.Process.OCID, At: t.Now.UTC()}
	for _, tag := range tags {
		r.Tags = append(r.Tags, string(tag))
	}
	// Two releases of a process never come at the same microsecond: each transaction has its time.
	r.ID = r.OCID + "-" + strconv.FormatInt(r.At.UnixMicro(), 10)
	body, err := uc.writer.Release(t.Process, r.ID, r.At, r.Tags)
	if err != nil {
		return nil, fmt.Errorf("write release %s: %w", r.ID, err)
	}
	r.Body = string(body)
	return &driven.NewRelease{Standing: now, Release: r}, nil
}

// publicStanding is what a process tells, by part.
func publicStanding(p view.PublicProcess) (disclosure.Standing, error) {
	s := disclosure.Standing{Cancelled: p.Tender.Status == "cancelled", Amendments: len(p.Tender.Amendments)}
	for _, c := range p.Contracts {
		s.Modified += len(c.Amendments)
		if c.Status == "terminated" {
			s.Terminated++
		}
	}
	var err error
	if s.Tender, err = digest([]any{p.Tender, p.Buyers, p.Cooperative, p.Framework}); err != nil {
		return s, err
	}
	if len(p.Awards) > 0 {
		if s.Awards, err = digest(p.Awards); err != nil {
			return s, err
		}
	}
	if len(p.Contracts) > 0 {
		s.Contracts, err = digest(p.Contracts)
	}
	return s, err
}

func digest(content any) (string, error) {
	text, err := json.Marshal(content)
	if err != nil {
		return "", fmt.Errorf("digest what is public: %w", err)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}
