package usecase

import (
	"context"
	"errors"
	"slices"

	"allmende/domain/access"
	"allmende/domain/award"
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
		d, err := readDossier(ctx, s, which)
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

// readDossier reads all that is on record; nobody's points before they are compared.
func readDossier(ctx context.Context, s driven.Stores, which tender.ID) (d award.Dossier, err error) {
	if d.Tender, err = s.Tenders.Look(ctx, which); err != nil {
		return d, err
	}
	if d.Extensions, err = s.Tenders.Extensions(ctx, which); err != nil {
		return d, err
	}
	if d.Committees, err = s.Tenders.CommitteeChanges(ctx, which); err != nil {
		return d, err
	}
	if d.Bids, err = s.Bids.Ever(ctx, which, ""); err != nil {
		return d, err
	}
	if d.Bidders, err = s.TenderReports.Bidders(ctx, which); err != nil {
		return d, err
	}
	if err = readRequests(ctx, s, which, &d); err != nil {
		return d, err
	}
	if err = readTalks(ctx, s, which, &d); err != nil {
		return d, err
	}
	if d.Records, err = s.Openings.Records(ctx, which); err != nil {
		return d, err
	}
	if err = readScoring(ctx, s, which, &d); err != nil {
		return d, err
	}
	if err = readAward(ctx, s, which, &d); err != nil {
		return d, err
	}
	d.People, err = s.Awards.People(ctx, d.Named())
	return d, err
}

// readRequests reads who asked to take part, when the time for it is over.
func readRequests(ctx context.Context, s driven.Stores, which tender.ID, d *award.Dossier) error {
	phase := d.Tender.Phase(s.Now)
	if !d.Tender.State().Ruling.TwoStage() || phase == tender.Requesting {
		return nil
	}
	there, err := s.Requests.Shown(ctx, which, nil)
	if err != nil {
		return err
	}
	for _, r := range there {
		d.Requests = append(d.Requests, award.Requested{
			Supplier: r.Supplier.Name, HandedIn: r.HandedInAt, Verdict: tender.Judgement(r.Verdict), Reason: r.Reason,
		})
	}
	return nil
}

// readTalks reads what was talked about, from the first talk on.
func readTalks(ctx context.Context, s driven.Stores, which tender.ID, d *award.Dossier) error {
	if !d.Tender.State().Ruling.Negotiates() {
		return nil
	}
	talks, err := s.Negotiations.Talks(ctx, which)
	if err != nil {
		return err
	}
	for _, k := range slices.Backward(talks) {
		heldOn, err := period.ParseDay(k.HeldOn)
		if err != nil {
			return err
		}
		d.Talks = append(d.Talks, award.Talked{Bidder: k.Bidder.Name, Round: k.Round, HeldOn: heldOn, Present: k.Present, Minute: k.Minute})
	}
	return nil
}

// readAward reads what surrounds the award.
func readAward(ctx context.Context, s driven.Stores, which tender.ID, d *award.Dossier) (err error) {
	if d.From, err = s.Awards.Authority(ctx); err != nil {
		return err
	}
	if d.Sent, err = s.Awards.Sent(ctx, which); err != nil {
		return err
	}
	if d.Reviews, err = s.Awards.Reviews(ctx, which); err != nil {
		return err
	}
	d.Contracts, err = s.Awards.Contracts(ctx, which)
	return err
}

// readScoring reads what was declared and examined, the panel and, once all have handed in, what each
// of them gave.
func readScoring(ctx context.Context, s driven.Stores, which tender.ID, d *award.Dossier) (err error) {
	if d.Declared, err = s.Declarations.Of(ctx, which); err != nil {
		return err
	}
	if d.Examined, err = s.Sheets.Examined(ctx, which); err != nil {
		return err
	}
	d.Panel, err = s.Panels.Look(ctx, which)
	switch {
	case errors.Is(err, scoring.ErrNoPanel):
		return nil
	case err != nil:
		return err
	case !d.Panel.Revealed():
		return nil
	}
	if d.Sheets, err = s.Sheets.Sheets(ctx, d.Panel.Active()); err != nil {
		return err
	}
	d.Agreed, err = s.Sheets.Agreed(ctx, which)
	return err
}
