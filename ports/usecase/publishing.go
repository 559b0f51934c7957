package usecase

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"
	"strconv"
	"time"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/publication"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Publishing carries out driving.Publishing.
type Publishing struct {
	work  driven.Work
	write func(io.Writer, publication.Notice) error
}

var _ driving.Publishing = (*Publishing)(nil)

// NewPublishing makes the use cases of notices, which write makes documents of.
func NewPublishing(work driven.Work, write func(io.Writer, publication.Notice) error) *Publishing {
	return &Publishing{work, write}
}

// PublicationProfile is what all notices say about the cooperative.
func (uc *Publishing) PublicationProfile(ctx context.Context, actor access.Actor) (view.PublicationProfile, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.PublicationProfile, error) {
		if err := actor.May(access.TenderOversee); err != nil {
			return view.PublicationProfile{}, err
		}
		return s.Publications.Profile(ctx)
	})
}

// SetPublicationProfile changes it.
func (uc *Publishing) SetPublicationProfile(ctx context.Context, actor access.Actor, version int, in view.PublicationProfile) (view.PublicationProfile, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.TenderDraft, Object: audit.Object{Type: "publication-profile", ID: actor.Cooperative.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.PublicationProfile, error) {
		if err := actor.May(access.TenderDraft); err != nil {
			return view.PublicationProfile{}, err
		}
		if err := s.Publications.SetProfile(ctx, version, in); err != nil {
			return view.PublicationProfile{}, err
		}
		if err := s.Events.Record(ctx, audit.Event{Action: "publication-profile.set", Object: attempt.Object}); err != nil {
			return view.PublicationProfile{}, err
		}
		return s.Publications.Profile(ctx)
	})
}

// Notices are those that the tender has or may have.
func (uc *Publishing) Notices(ctx context.Context, actor access.Actor, which tender.ID) (view.TenderNotices, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.TenderNotices, error) {
		if err := oversees(ctx, s, actor, which); err != nil {
			return view.TenderNotices{}, err
		}
		return tenderNotices(ctx, s, which)
	})
}

// SetParticulars states what notices say beside the tender.
func (uc *Publishing) SetParticulars(ctx context.Context, actor access.Actor, which tender.ID, version int, in view.NoticeParticulars) (view.TenderNotices, error) {
	object := audit.Object{Type: "tender", ID: which.String()}
	return do(ctx, uc.work, driven.Attempt{Actor: actor, Act: access.TenderDraft, Object: object}, func(ctx context.Context, s driven.Stores) (view.TenderNotices, error) {
		if err := oversees(ctx, s, actor, which); err != nil {
			return view.TenderNotices{}, err
		}
		if err := actor.May(access.TenderDraft); err != nil {
			return view.TenderNotices{}, err
		}
		if _, err := particularsOf(in); err != nil {
			return view.TenderNotices{}, err
		}
		t, err := s.Tenders.Look(ctx, which)
		if err != nil {
			return view.TenderNotices{}, err
		}
		object.Name = t.State().Number
		if err := s.Publications.SetParticulars(ctx, which, version, in); err != nil {
			return view.TenderNotices{}, err
		}
		if err := s.Events.Record(ctx, audit.Event{Action: "notice.particulars-set", Object: object}); err != nil {
			return view.TenderNotices{}, err
		}
		return tenderNotices(ctx, s, which)
	})
}

// Preview is the notice as it would be now.
func (uc *Publishing) Preview(ctx context.Context, actor access.Actor, which tender.ID, wanted driving.WantedNotice) ([]byte, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) ([]byte, error) {
		if err := oversees(ctx, s, actor, which); err != nil {
			return nil, err
		}
		n, _, err := wantedNotice(ctx, s, which, wanted)
		if err != nil {
			return nil, err
		}
		return uc.document(n)
	})
}

// Issue keeps the notice for ever.
func (uc *Publishing) Issue(ctx context.Context, actor access.Actor, key access.Key, which tender.ID, wanted driving.WantedNotice) (view.TenderNotices, error) {
	object := audit.Object{Type: "tender", ID: which.String()}
	return once(ctx, uc.work, driven.Attempt{Actor: actor, Act: access.TenderPublish, Object: object}, key, func(ctx context.Context, s driven.Stores) (view.TenderNotices, error) {
		if err := oversees(ctx, s, actor, which); err != nil {
			return view.TenderNotices{}, err
		}
		if err := actor.May(access.TenderPublish); err != nil {
			return view.TenderNotices{}, err
		}
		if _, err := s.Tenders.Get(ctx, which); err != nil { // two officers issue one after the other
			return view.TenderNotices{}, err
		}
		n, sources, err := wantedNotice(ctx, s, which, wanted)
		if err != nil {
			return view.TenderNotices{}, err
		}
		document, err := uc.document(n)
		if err != nil {
			return view.TenderNotices{}, err
		}
		hash := sha256.Sum256(document)
		issued := publication.Issued{
			ID: id.New[publication.Notice](), Notice: n.ID, Kind: n.Kind, Modification: sources.Modification, Version: n.Version, Corrects: n.Corrects, At: s.Now,
			By: actor.Person, Hash: hex.EncodeToString(hash[:]),
		}
		if err := s.Publications.AddIssued(ctx, which, issued, document); err != nil {
			return view.TenderNotices{}, err
		}
		object.Name = n.Number
		if err := s.Events.Record(ctx, audit.Event{Action: "notice.issued", Object: object, Details: map[string]string{
			"subtype": n.Kind.Subtype(), "notice": issued.Reference(), "hash": issued.Hash, "corrects": n.Corrects,
		}}); err != nil {
			return view.TenderNotices{}, err
		}
		return tenderNotices(ctx, s, which)
	})
}

// IssuedNotice is the notice as it was issued.
func (uc *Publishing) IssuedNotice(ctx context.Context, actor access.Actor, which tender.ID, issued publication.ID) ([]byte, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) ([]byte, error) {
		if err := oversees(ctx, s, actor, which); err != nil {
			return nil, err
		}
		return s.Publications.Document(ctx, which, issued)
	})
}

func (uc *Publishing) document(n publication.Notice) ([]byte, error) {
	var document bytes.Buffer
	err := uc.write(&document, n)
	return document.Bytes(), err
}

// wantedNotice is a notice without a fault, with what it was made of.
func wantedNotice(ctx context.Context, s driven.Stores, which tender.ID, wanted driving.WantedNotice) (publication.Notice, publication.Sources, error) {
	sources, err := noticeSources(ctx, s, which)
	if err != nil {
		return publication.Notice{}, sources, err
	}
	kind := publication.Kind(wanted.Kind)
	if !slices.Contains(publication.Kinds, kind) {
		return publication.Notice{}, sources, access.ErrNotFound
	}
	if kind == publication.Modification {
		if err := modified(ctx, s, which, framework.ModificationID(wanted.Modification), &sources); err != nil {
			return publication.Notice{}, sources, err
		}
	}
	if err := sources.Due(kind); err != nil {
		return publication.Notice{}, sources, err
	}
	random, err := s.Publications.Random(ctx)
	if err != nil {
		return publication.Notice{}, sources, err
	}
	n := sources.Notice(kind, random, 1, s.Now)
	if err := sources.Succeed(&n, wanted.CorrectionReason, wanted.Correction); err != nil {
		return publication.Notice{}, sources, err
	}
	if faults := n.Check(); len(faults) > 0 {
		return publication.Notice{}, sources, faults[0]
	}
	return n, sources, nil
}

// modified adds the contract that was modified to the sources.
func modified(ctx context.Context, s driven.Stores, which tender.ID, by framework.ModificationID, sources *publication.Sources) error {
	all, err := s.Publications.Modified(ctx, which)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(m driven.Modified) bool { return m.Modification == by })
	if at < 0 {
		return access.ErrNotFound
	}
	contract, err := s.Frameworks.Look(ctx, all[at].Framework, driven.Part{Of: by})
	if err != nil {
		return err
	}
	state := contract.State()
	sources.Framework, sources.Modification = &state, by
	return nil
}

func noticeSources(ctx context.Context, s driven.Stores, which tender.ID) (publication.Sources, error) {
	var sources publication.Sources
	t, err := s.Tenders.Look(ctx, which)
	if err != nil {
		return sources, err
	}
	sources.Tender = t.State()
	if sources.Bids, err = s.Bids.Of(ctx, which, ""); err != nil {
		return sources, err
	}
	if sources.Contracts, err = s.Awards.Contracts(ctx, which); err != nil {
		return sources, err
	}
	if sources.Suppliers, err = s.TenderReports.Bidders(ctx, which); err != nil {
		return sources, err
	}
	if sources.Authority, err = s.Awards.Authority(ctx); err != nil {
		return sources, err
	}
	if sources.Enterprises, err = enterprises(ctx, s, sources.Winners()); err != nil {
		return sources, err
	}
	return sources, statedSources(ctx, s, which, &sources)
}

// enterprises are what suppliers say of themselves.
func enterprises(ctx context.Context, s driven.Stores, which []member.SupplierID) (map[member.SupplierID]publication.WinnerParticulars, error) {
	all := map[member.SupplierID]publication.WinnerParticulars{}
	for _, supplier := range which {
		found, err := s.Suppliers.Look(ctx, supplier)
		if err != nil {
			return nil, err
		}
		p := found.State().Profile
		all[supplier] = publication.WinnerParticulars{
			Supplier: supplier, Identifier: cmp.Or(p.VATID, p.Register), Street: p.Street, Postcode: p.Postcode, City: p.City, NUTS: p.NUTS,
			Country: publication.CountryCode(p.Country), Phone: p.Phone, Email: p.Email, Size: string(p.Size),
		}
	}
	return all, nil
}

// statedSources are what was stated for notices, and those issued so far.
func statedSources(ctx context.Context, s driven.Stores, which tender.ID, sources *publication.Sources) error {
	entitled := make([]member.ID, len(sources.Tender.Entitled))
	for i, e := range sources.Tender.Entitled {
		entitled[i] = e.Member
	}
	var err error
	if sources.Bodies, err = s.Publications.Bodies(ctx, entitled); err != nil {
		return err
	}
	profile, err := s.Publications.Profile(ctx)
	if err != nil {
		return err
	}
	sources.Profile = profileOf(profile)
	given, procedure, err := s.Publications.Particulars(ctx, which)
	if err != nil {
		return err
	}
	sources.Procedure = procedure
	if sources.Particulars, err = particularsOf(given); err != nil {
		return err
	}
	sources.Issued, err = s.Publications.Issued(ctx, which)
	return err
}

func tenderNotices(ctx context.Context, s driven.Stores, which tender.ID) (view.TenderNotices, error) {
	sources, err := noticeSources(ctx, s, which)
	if err != nil {
		return view.TenderNotices{}, err
	}
	given, _, err := s.Publications.Particulars(ctx, which)
	if err != nil {
		return view.TenderNotices{}, err
	}
	shown := view.TenderNotices{Particulars: given, Winners: []view.Ref{}, Members: []view.Ref{}}
	for _, kind := range publication.Kinds {
		if kind != publication.Modification {
			shown.Notices = append(shown.Notices, tenderNotice(sources, kind, s.Now))
		}
	}
	modifications, err := s.Publications.Modified(ctx, which)
	if err != nil {
		return view.TenderNotices{}, err
	}
	for _, m := range modifications {
		changed := sources
		if err := modified(ctx, s, which, m.Modification, &changed); err != nil {
			return view.TenderNotices{}, err
		}
		notice := tenderNotice(changed, publication.Modification, s.Now)
		notice.Modification = &view.Ref{ID: m.Modification.String(), Name: m.Number + " / " + strconv.Itoa(m.Position)}
		shown.Notices = append(shown.Notices, notice)
	}
	for _, supplier := range sources.Winners() {
		shown.Winners = append(shown.Winners, view.Ref{ID: supplier.String(), Name: sources.Suppliers[supplier]})
	}
	for _, e := range sources.Unknown() {
		shown.Members = append(shown.Members, view.Ref{ID: e.Member.String(), Name: e.Name})
	}
	return shown, nil
}

func tenderNotice(sources publication.Sources, kind publication.Kind, now time.Time) view.TenderNotice {
	shown := view.TenderNotice{Kind: string(kind), Subtype: kind.Subtype(), Faults: []view.NoticeFault{}, Issued: []view.IssuedNotice{}}
	for _, i := range sources.IssuedOf(kind) {
		shown.Issued = append(shown.Issued, view.IssuedNotice{
			ID: i.ID.String(), NoticeID: i.Notice, Version: i.Version, Corrects: i.Corrects, At: i.At.UTC().Format(time.RFC3339Nano), Hash: i.Hash,
		})
	}
	if refusal, refused := fault.Of(sources.Due(kind)); refused {
		shown.Refusal = refusal.Code()
		return shown
	}
	for _, f := range sources.Draft(kind, now).Check() {
		params := f.Params()
		if params == nil {
			params = map[string]string{}
		}
		shown.Faults = append(shown.Faults, view.NoticeFault{Code: f.Code(), Rule: f.Rule(), Field: f.Field(), Params: params})
	}
	return shown
}
