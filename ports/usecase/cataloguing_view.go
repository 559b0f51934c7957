package usecase

import (
	"context"

	"allmende/domain/access"
	"allmende/domain/catalogue"
	"allmende/domain/framework"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Versions lists what was sent for a contract.
func (uc *Cataloguing) Versions(ctx context.Context, actor access.Actor, f framework.ID, page view.PageRequest) (view.Page[view.CatalogueVersion], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Page[view.CatalogueVersion], error) {
		return s.CatalogueReports.Versions(ctx, f, actor.Sight(access.CatalogueCheck), page)
	})
}

// Version shows one.
func (uc *Cataloguing) Version(ctx context.Context, actor access.Actor, which catalogue.ID) (view.CatalogueVersion, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.CatalogueVersion, error) {
		return s.CatalogueReports.Version(ctx, which, actor.Sight(access.CatalogueCheck))
	})
}

// Faults is the report of one.
func (uc *Cataloguing) Faults(ctx context.Context, actor access.Actor, which catalogue.ID, page view.PageRequest) (view.Page[view.CatalogueFault], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Page[view.CatalogueFault], error) {
		return s.CatalogueReports.Faults(ctx, which, actor.Sight(access.CatalogueCheck), page)
	})
}

// Changes is what one does to articles.
func (uc *Cataloguing) Changes(ctx context.Context, actor access.Actor, which catalogue.ID, kind string, page view.PageRequest) (view.Page[view.CatalogueChange], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Page[view.CatalogueChange], error) {
		return s.CatalogueReports.Changes(ctx, which, kind, actor.Sight(access.CatalogueCheck), page)
	})
}

// Columns are the names of the columns of the contract's supplier.
func (uc *Cataloguing) Columns(ctx context.Context, actor access.Actor, f framework.ID) (view.CatalogueColumns, error) {
	return uc.columns(ctx, actor, access.CatalogueCheck, f)
}

// ProposeColumns reads the file when the database is done, however long that takes.
func (uc *Cataloguing) ProposeColumns(ctx context.Context, actor access.Actor, in driving.ProposeColumns) (view.CatalogueProposal, error) {
	kept, err := uc.columns(ctx, actor, access.CatalogueUpload, in.Framework)
	if err != nil {
		return view.CatalogueProposal{}, err
	}
	columns, err := uc.reader.Propose(driven.CatalogueFile{Content: in.Content, Size: in.Size}, kept.Columns)
	return view.CatalogueProposal{Columns: columns, Required: catalogue.RequiredFields, Kept: kept}, err
}

// columns are the kept names, for an act that the actor may do for the contract's supplier.
func (uc *Cataloguing) columns(ctx context.Context, actor access.Actor, act access.Act, f framework.ID) (view.CatalogueColumns, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.CatalogueColumns, error) {
		supplier, err := s.Catalogues.Supplier(ctx, f)
		if err != nil {
			return view.CatalogueColumns{}, err
		}
		if err := actor.MayForSupplier(act, supplier); err != nil {
			return view.CatalogueColumns{}, err
		}
		return s.CatalogueReports.Columns(ctx, supplier)
	})
}

// Items lists what a contract holds.
func (uc *Cataloguing) Items(ctx context.Context, actor access.Actor, f framework.ID, words string, page view.PageRequest) (view.Page[view.ContractItem], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Page[view.ContractItem], error) {
		return s.CatalogueReports.Items(ctx, f, words, actor.Sight(access.FrameworkRead), page)
	})
}

// Item shows one.
func (uc *Cataloguing) Item(ctx context.Context, actor access.Actor, f framework.ID, item framework.ItemID) (view.ContractItemDetail, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.ContractItemDetail, error) {
		return s.CatalogueReports.Item(ctx, f, item, actor.Sight(access.FrameworkRead))
	})
}

// Medium hands a stored file out.
func (uc *Cataloguing) Medium(ctx context.Context, actor access.Actor, f framework.ID, medium catalogue.MediumID) (view.Medium, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Medium, error) {
		return s.CatalogueReports.Medium(ctx, f, medium, actor.Sight(access.FrameworkRead))
	})
}

// SmallMedium hands a stored image out as a list shows it.
func (uc *Cataloguing) SmallMedium(ctx context.Context, actor access.Actor, f framework.ID, medium catalogue.MediumID) (view.Medium, error) {
	whole, err := uc.Medium(ctx, actor, f, medium)
	if err != nil {
		return view.Medium{}, err
	}
	return uc.reader.Small(whole)
}
