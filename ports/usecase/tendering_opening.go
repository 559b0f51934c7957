package usecase

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"sync/atomic"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/id"
	"allmende/domain/scoring"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Opening carries out driving.Opening.
type Opening struct {
	work    driven.Work
	sealing driven.Sealing
}

var _ driving.Opening = (*Opening)(nil)

// NewOpening makes the use cases of opening bids.
func NewOpening(work driven.Work, sealing driven.Sealing) *Opening { return &Opening{work, sealing} }

// Opening shows where the opening stands.
func (uc *Opening) Opening(ctx context.Context, actor access.Actor, which tender.ID) (view.Opening, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Opening, error) {
		return showOpening(ctx, s, actor, which)
	})
}

// Release keeps an officer's shares; the release that makes them suffice opens the bids
// and writes the record, all or nothing. The tender is held alone: of two releases at
// once, one sees the other.
func (uc *Opening) Release(ctx context.Context, actor access.Actor, which tender.ID, kind string, releases []driving.Release) (view.Opening, error) {
	return do(ctx, uc.work, attemptOn(actor, access.TenderOpen, which), func(ctx context.Context, s driven.Stores) (view.Opening, error) {
		t, ceremony, err := ceremonyInSight(ctx, s, actor, which)
		if err != nil {
			return view.Opening{}, err
		}
		given, err := releasesOf(releases)
		if err != nil {
			return view.Opening{}, err
		}
		released, err := t.Release(actor.Person, tender.Kind(kind), &ceremony, given, s.Now)
		if err != nil {
			return view.Opening{}, err
		}
		if err := s.Openings.AddRelease(ctx, t, released); err != nil {
			return view.Opening{}, err
		}
		event := audit.Event{Action: "tender.shares-released", Details: map[string]string{
			"kind": kind, "bids": strconv.Itoa(len(given)), "unreadable": strconv.Itoa(released.Unreadable()),
		}}
		if t.Ripe(ceremony) {
			if event, err = uc.open(ctx, s, actor, t, ceremony); err != nil {
				return view.Opening{}, err
			}
		}
		if err := recordTender(ctx, s, t, event); err != nil {
			return view.Opening{}, err
		}
		return showOpening(ctx, s, actor, which)
	})
}

// Conclude opens bids for which no release is awaited any more, as Release does with the last one.
func (uc *Opening) Conclude(ctx context.Context, actor access.Actor, which tender.ID) (view.Opening, error) {
	return do(ctx, uc.work, attemptOn(actor, access.TenderOpen, which), func(ctx context.Context, s driven.Stores) (view.Opening, error) {
		t, ceremony, err := ceremonyInSight(ctx, s, actor, which)
		if err != nil {
			return view.Opening{}, err
		}
		if err := t.MayConclude(actor.Person, ceremony, s.Now); err != nil {
			return view.Opening{}, err
		}
		event, err := uc.open(ctx, s, actor, t, ceremony)
		if err != nil {
			return view.Opening{}, err
		}
		if err := recordTender(ctx, s, t, event); err != nil {
			return view.Opening{}, err
		}
		return showOpening(ctx, s, actor, which)
	})
}

// ceremonyInSight is the tender, held alone, with where its next opening stands.
func ceremonyInSight(ctx context.Context, s driven.Stores, actor access.Actor, which tender.ID) (*tender.Tender, tender.Ceremony, error) {
	t, err := tenderInSight(ctx, s, actor, access.TenderOpen, which)
	if err != nil {
		return nil, tender.Ceremony{}, err
	}
	bids, err := s.Bids.Of(ctx, which, "")
	if err != nil {
		return nil, tender.Ceremony{}, err
	}
	ceremony, err := s.Openings.Ceremony(ctx, t, t.OpensNext(bids), bids)
	return t, ceremony, err
}

// open opens as many bids at once as there are processors: so many containers are in memory
// at a time. They come out of the transaction one after the other.
func (uc *Opening) open(ctx context.Context, s driven.Stores, actor access.Actor, t *tender.Tender, ceremony tender.Ceremony) (audit.Event, error) {
	kind, opened := t.OpensNext(ceremony.Bids), t.Opens(ceremony.Bids)
	var reading sync.Mutex
	record, err := t.Open(actor.Person, ceremony, tender.Opener{
		Each: inParallel,
		Open: func(bid tender.BidID, kind tender.Kind, shares [][]byte) ([]byte, error) {
			reading.Lock()
			container, err := s.Bids.Container(ctx, bid, kind)
			reading.Unlock()
			if err != nil {
				return nil, err
			}
			return uc.sealing.OpenContainer(container, shares)
		},
		Read: uc.sealing.ReadContent,
	}, s.Now)
	if err != nil {
		return audit.Event{}, err
	}
	if err := s.Bids.Save(ctx, opened...); err != nil {
		return audit.Event{}, err
	}
	if err := s.Bids.AddContents(ctx, kind, opened...); err != nil {
		return audit.Event{}, err
	}
	if err := s.Tenders.Save(ctx, t); err != nil {
		return audit.Event{}, err
	}
	if err := reopenSheets(ctx, s, t, record); err != nil {
		return audit.Event{}, err
	}
	return audit.Event{Action: "tender.opened", Details: map[string]string{
		"kind": string(kind), "bids": strconv.Itoa(len(record.Bids)), "recordHash": record.Hash,
	}}, s.Openings.AddRecord(ctx, record)
}

// inParallel does something for each of so many things, on all processors, until one fails.
func inParallel(count int, do func(n int) error) error {
	var next atomic.Int64
	failed := make(chan error, runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for range cap(failed) {
		all.Go(func() {
			for n := int(next.Add(1)) - 1; n < count; n = int(next.Add(1)) - 1 {
				if err := safely(n, do); err != nil {
					next.Store(int64(count)) // the others stop too
					failed <- err
					return
				}
			}
		})
	}
	all.Wait()
	close(failed)
	return <-failed
}

// safely makes a panic an error: nobody else catches it in a goroutine of its own.
func safely(n int, do func(n int) error) (err error) {
	defer func() {
		if found := recover(); found != nil {
			err = fmt.Errorf("panic: %v\n%s", found, debug.Stack())
		}
	}()
	return do(n)
}

// reopenSheets lets evaluators score bids that were opened after they had handed in: late ones, and those of a further round.
func reopenSheets(ctx context.Context, s driven.Stores, t *tender.Tender, record tender.Record) error {
	if record.Supplement == 0 && record.Round == 1 || record.Kind != tender.KindQuality {
		return nil
	}
	panel, err := s.Panels.Get(ctx, t.State().ID)
	if errors.Is(err, scoring.ErrNoPanel) {
		return nil
	}
	if err != nil {
		return err
	}
	if record.Supplement > 0 {
		panel.Reopen()
	} else {
		panel.Again()
	}
	return s.Panels.Save(ctx, panel)
}

func releasesOf(in []driving.Release) ([]tender.Release, error) {
	releases := make([]tender.Release, len(in))
	for i, r := range in {
		field := "releases." + strconv.Itoa(i)
		bid, err := id.Parse[tender.Bid](r.Bid)
		if err != nil {
			return nil, pointed(err, field+".bidId")
		}
		share, err := hex.DecodeString(r.Share)
		if err != nil {
			return nil, tender.ErrShareMalformed.At(field + ".share")
		}
		releases[i] = tender.Release{Bid: bid, Unreadable: r.Unreadable}
		if len(share) > 0 {
			releases[i].Share = share
		}
	}
	return releases, nil
}

// showOpening is where the opening stands, with the officer's own envelopes when it is
// the actor's turn.
func showOpening(ctx context.Context, s driven.Stores, actor access.Actor, which tender.ID) (view.Opening, error) {
	if err := seesTender(ctx, s, actor, which); err != nil {
		return view.Opening{}, err
	}
	if err := actor.May(access.BidRead); err != nil {
		return view.Opening{}, err
	}
	t, err := s.Tenders.Look(ctx, which)
	if err != nil {
		return view.Opening{}, err
	}
	bids, err := s.Bids.Of(ctx, which, "")
	if err != nil {
		return view.Opening{}, err
	}
	ceremony, err := s.Openings.Ceremony(ctx, t, t.OpensNext(bids), bids)
	if err != nil {
		return view.Opening{}, err
	}
	shown, err := openingShown(ctx, s, actor, t, ceremony)
	if err != nil || actor.May(access.TenderOpen) != nil || t.MayRelease(actor.Person, ceremony, s.Now) != nil {
		return shown, err
	}
	shown.Envelopes, err = s.TenderReports.Envelopes(ctx, t.OpensNext(bids), actor.Person, t.Owed(actor.Person, ceremony))
	return shown, err
}
