package usecase

import (
	"context"
	"io"
	"slices"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/id"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Papers carries out driving.Papers.
type Papers struct {
	work      driven.Work
	files     driven.Files
	inspector driven.Inspector
}

var _ driving.Papers = (*Papers)(nil)

// NewPapers makes the use cases of documents.
func NewPapers(work driven.Work, files driven.Files, inspector driven.Inspector) *Papers {
	return &Papers{work, files, inspector}
}

// Documents lists them.
func (uc *Papers) Documents(ctx context.Context, actor access.Actor, which tender.ID) (view.TenderDocuments, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.TenderDocuments, error) {
		return documentsInSight(ctx, s, actor, which)
	})
}

// documentsInSight are the documents of a tender that the actor sees.
func documentsInSight(ctx context.Context, s driven.Stores, actor access.Actor, which tender.ID) (view.TenderDocuments, error) {
	if err := seesTender(ctx, s, actor, which); err != nil {
		return view.TenderDocuments{}, err
	}
	t, err := s.Tenders.Look(ctx, which)
	if err != nil {
		return view.TenderDocuments{}, err
	}
	items, err := s.Documents.Shown(ctx, which, actor.May(access.TenderOversee) == nil)
	return view.TenderDocuments{Items: items, Changeable: actor.May(access.TenderDraft) == nil && t.DocumentsOpen(s.Now) == nil}, err
}

// AddDocument looks into the file and stores it before the transaction that makes it a
// document: nobody waits for a scanner with a tender held. A file whose document is then refused is nobody's, and harmless.
func (uc *Papers) AddDocument(ctx context.Context, actor access.Actor, key access.Key, in driving.NewDocument) (view.TenderDocuments, error) {
	inspected, refused := uc.keep(ctx, actor, in)
	return once(ctx, uc.work, attemptOn(actor, access.TenderDraft, in.Tender), key, func(ctx context.Context, s driven.Stores) (view.TenderDocuments, error) {
		none := view.TenderDocuments{}
		if refused != nil {
			return none, refused
		}
		t, err := tenderInSight(ctx, s, actor, access.TenderDraft, in.Tender)
		if err != nil {
			return none, err
		}
		wanted, err := documentOf(in, inspected)
		if err != nil {
			return none, err
		}
		there, err := s.Documents.Of(ctx, in.Tender)
		if err != nil {
			return none, err
		}
		added, err := t.AddDocument(wanted, there, actor.Person, s.Now)
		if err != nil {
			return none, err
		}
		if err := s.Documents.Add(ctx, added); err != nil {
			return none, err
		}
		if err := recordTender(ctx, s, t, documentEvent("tender.document-added", added)); err != nil {
			return none, err
		}
		return documentsInSight(ctx, s, actor, in.Tender)
	})
}

// keep looks into a file and stores it, once it is clear that the actor may add documents.
func (uc *Papers) keep(ctx context.Context, actor access.Actor, in driving.NewDocument) (tender.Inspection, error) {
	none := tender.Inspection{}
	if _, err := read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (tender.Inspection, error) {
		if err := seesTender(ctx, s, actor, in.Tender); err != nil {
			return none, err
		}
		if err := actor.May(access.TenderDraft); err != nil {
			return none, err
		}
		t, err := s.Tenders.Look(ctx, in.Tender)
		if err != nil {
			return none, err
		}
		return none, t.DocumentsOpen(s.Now)
	}); err != nil {
		return none, err
	}
	inspected, err := uc.inspector.Inspect(ctx, in.Content, in.Size)
	if err != nil {
		return none, err
	}
	if err := (tender.File{Name: in.Name, Size: in.Size, Hash: in.Hash, Inspection: inspected}).Check(); err != nil {
		return none, err
	}
	return inspected, uc.files.Put(ctx, in.Hash, in.Content, in.Size)
}

func documentOf(in driving.NewDocument, inspected tender.Inspection) (tender.NewDocument, error) {
	wanted := tender.NewDocument{Kind: tender.DocumentKind(in.Kind), File: tender.File{Name: in.Name, Size: in.Size, Hash: in.Hash, Inspection: inspected}}
	if in.Replaces == "" {
		return wanted, nil
	}
	replaced, err := id.Parse[tender.Document](in.Replaces)
	wanted.Replaces = replaced
	return wanted, pointed(err, "replaces")
}

func documentEvent(action string, d tender.Document) audit.Event {
	return audit.Event{Action: action, Details: map[string]string{
		"document": d.ID.String(), "name": d.Name, "kind": string(d.Kind), "version": strconv.Itoa(d.Number), "size": strconv.FormatInt(d.Size, 10),
		"sha256": d.Hash, "scanner": d.Scanner,
	}}
}

// DropDocument takes a version out.
func (uc *Papers) DropDocument(ctx context.Context, actor access.Actor, which tender.ID, document tender.DocumentID) (view.TenderDocuments, error) {
	return do(ctx, uc.work, attemptOn(actor, access.TenderDraft, which), func(ctx context.Context, s driven.Stores) (view.TenderDocuments, error) {
		none := view.TenderDocuments{}
		t, err := tenderInSight(ctx, s, actor, access.TenderDraft, which)
		if err != nil {
			return none, err
		}
		there, err := s.Documents.Of(ctx, which)
		if err != nil {
			return none, err
		}
		at := slices.IndexFunc(there, func(d tender.Document) bool { return d.ID == document })
		if at < 0 {
			return none, access.ErrNotFound
		}
		dropped, err := t.DropDocument(there[at], actor.Person, s.Now)
		if err != nil {
			return none, err
		}
		if err := s.Documents.Drop(ctx, dropped); err != nil {
			return none, err
		}
		if err := recordTender(ctx, s, t, documentEvent("tender.document-dropped", dropped)); err != nil {
			return none, err
		}
		return documentsInSight(ctx, s, actor, which)
	})
}

// Content writes a document that the actor sees in the list.
func (uc *Papers) Content(ctx context.Context, actor access.Actor, which tender.ID, document tender.DocumentID, to io.Writer) (view.TenderDocument, error) {
	list, err := uc.Documents(ctx, actor, which)
	if err != nil {
		return view.TenderDocument{}, err
	}
	at := slices.IndexFunc(list.Items, func(d view.TenderDocument) bool { return d.ID == document.String() })
	if at < 0 {
		return view.TenderDocument{}, access.ErrNotFound
	}
	return list.Items[at], uc.files.Copy(ctx, list.Items[at].SHA256, to)
}
