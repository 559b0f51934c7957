package usecase

import (
	"context"
	"maps"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/catalogue"
	"allmende/domain/member"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Importing carries out driving.Importing.
type Importing struct {
	work   driven.Work
	reader driven.CatalogueReader
}

var _ driving.Importing = (*Importing)(nil)

// NewImporting makes the use cases of the operator's catalogues.
func NewImporting(work driven.Work, reader driven.CatalogueReader) *Importing {
	return &Importing{work, reader}
}

// ImportCatalogue stages a catalogue on behalf of a person.
func (uc *Importing) ImportCatalogue(ctx context.Context, in driving.ImportCatalogue) (view.CatalogueVersion, error) {
	by, err := uc.person(ctx, in.By)
	if err != nil {
		return view.CatalogueVersion{}, err
	}
	actor := access.Actor{Person: by.Person, Name: by.Name, Cooperative: by.Cooperative}
	attempt := driven.Attempt{Actor: actor, Act: access.CatalogueUpload, Object: audit.Object{Type: "framework", ID: in.Number}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.CatalogueVersion, error) {
		if in.Framework, err = s.Catalogues.Contract(ctx, in.Number); err != nil {
			return view.CatalogueVersion{}, pointed(err, "framework")
		}
		if in.UploadCatalogue.Supplier, err = supplierNamed(ctx, s, in); err != nil {
			return view.CatalogueVersion{}, err
		}
		if err := keepColumns(ctx, s, in); err != nil {
			return view.CatalogueVersion{}, err
		}
		v, err := stage(ctx, s, uc.reader, actor, in.UploadCatalogue)
		if err != nil {
			return view.CatalogueVersion{}, err
		}
		return s.CatalogueReports.Version(ctx, v.State().ID, access.Sight{Everything: true})
	})
}

// person finds who the catalogue is from; who has a role nowhere is nobody here.
func (uc *Importing) person(ctx context.Context, address string) (driven.Account, error) {
	email, err := member.ParseEmail(address)
	if err != nil {
		return driven.Account{}, err
	}
	return read(ctx, uc.work, access.Actor{}, func(ctx context.Context, s driven.Stores) (driven.Account, error) {
		account, found, err := s.People.ByEmail(ctx, email)
		if err == nil && (!found || account.Cooperative.IsZero()) {
			err = member.ErrNoSuchPerson.With("email", address)
		}
		return account, err
	})
}

func supplierNamed(ctx context.Context, s driven.Stores, in driving.ImportCatalogue) (member.SupplierID, error) {
	if in.Supplier == "" {
		return s.Catalogues.Supplier(ctx, in.Framework)
	}
	found, err := s.Organisations.Supplier(ctx, in.Supplier)
	return found.ID, err
}

// keepColumns stores the names of columns that came with the catalogue, if any did.
func keepColumns(ctx context.Context, s driven.Stores, in driving.ImportCatalogue) error {
	if len(in.Columns) == 0 {
		return nil
	}
	named, err := catalogue.NewColumns(in.Columns)
	if err != nil {
		return err
	}
	kept, err := s.CatalogueReports.Columns(ctx, in.UploadCatalogue.Supplier)
	if err != nil || maps.Equal(kept.Columns, named) {
		return err
	}
	return s.Catalogues.SetColumns(ctx, in.UploadCatalogue.Supplier, kept.Version, named)
}
