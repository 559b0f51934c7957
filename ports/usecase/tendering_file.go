package usecase

import (
	"context"
	"errors"

	"allmende/domain/access"
	"allmende/domain/award"
	"allmende/domain/framework"
	"allmende/domain/period"
	"allmende/domain/scoring"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Documenting carries out driving.Documenting.
type Documenting struct{ work driven.Work }

var _ driving.Documenting = (*Documenting)(nil)

// NewDocumenting makes the use case of the procurement file.
func NewDocumenting(work driven.Work) *Documenting { return &Documenting{work} }

// ProcurementFile is the file as the tender stands now.
func (uc *Documenting) ProcurementFile(ctx context.Context, actor access.Actor, which tender.ID) (award.File, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (award.File, error) {
		if err := seesTender(ctx, s, actor, which); err != nil {
			return award.File{}, err
		}
		if err := actor.May(access.TenderOversee); err != nil {
			return award.File{}, err
		}
		d, err := readDossier(ctx, s, actor, which)
		if err != nil {
			return award.File{}, err
		}
		return award.Compile(d, s.Law, s.Now)
	})
}

// Completeness is what the file must hold, and what of it is missing.
func (uc *Documenting) Completeness(ctx context.Context, actor access.Actor, which tender.ID) (view.ProcurementFile, error) {
	f, err := uc.ProcurementFile(ctx, actor, which)
	if err != nil {
		return view.ProcurementFile{}, err
	}
	shown := view.ProcurementFile{Complete: f.Complete(), Checks: make([]view.TenderCheck, len(f.Requirements))}
	for i, r := range f.Requirements {
		shown.Checks[i] = view.TenderCheck(r)
	}
	return shown, nil
}

func readDossier(ctx context.Context, s driven.Stores, actor access.Actor, which tender.ID) (d award.Dossier, err error) {
	if d.Tender, err = s.Tenders.Look(ctx, which); err != nil {
		return d, err
	}
	if d.Bids, err = s.Bids.Of(ctx, which, ""); err != nil {
		return d, err
	}
	if d.Records, err = s.Openings.Records(ctx, which); err != nil {
		return d, err
	}
	if d.Bidders, err = s.TenderReports.Bidders(ctx, which); err != nil {
		return d, err
	}
	if d.From, err = s.Awards.Authority(ctx); err != nil {
		return d, err
	}
	if d.Sent, err = s.Awards.Sent(ctx, which); err != nil {
		return d, err
	}
	if d.Reviews, err = s.Awards.Reviews(ctx, which); err != nil {
		return d, err
	}
	if d.Panel, err = s.Panels.Look(ctx, which); err != nil && !errors.Is(err, scoring.ErrNoPanel) {
		return d, err
	}
	if d.Examined, err = s.Sheets.Examined(ctx, which); err != nil {
		return d, err
	}
	if d.Declared, err = s.Declarations.Of(ctx, which); err != nil {
		return d, err
	}
	if err = addReported(ctx, s, actor, &d); err != nil {
		return d, err
	}
	d.People, err = s.Awards.People(ctx, d.Named())
	return d, err
}

// addReported adds what only views hold: moved deadlines, and contracts.
func addReported(ctx context.Context, s driven.Stores, actor access.Actor, d *award.Dossier) error {
	sight, err := tenderSight(actor)
	if err != nil {
		return err
	}
	shown, err := s.TenderReports.Tender(ctx, d.Tender.State().ID, sight)
	if err != nil {
		return err
	}
	for _, e := range shown.Extensions {
		d.Extensions = append(d.Extensions, tender.Extension{From: e.From, To: e.To, Reason: e.Reason, Stamp: tender.Stamp{At: e.At}})
	}
	d.Contracts = map[tender.LotID]award.Contract{}
	for _, l := range shown.Lots {
		if l.FrameworkID == "" {
			continue
		}
		f, err := s.FrameworkReports.Framework(ctx, framework.ID(l.FrameworkID), actor.Sight(access.FrameworkRead))
		if err != nil {
			return err
		}
		if d.Contracts[tender.LotID(l.ID)], err = contractOf(f); err != nil {
			return err
		}
	}
	return nil
}

func contractOf(f view.Framework) (award.Contract, error) {
	from, err := period.ParseDay(f.InForceFrom)
	if err != nil {
		return award.Contract{}, err
	}
	to, err := period.ParseDay(f.InForceTo)
	return award.Contract{Number: f.Number, Term: period.Span{From: from, To: to}}, err
}
