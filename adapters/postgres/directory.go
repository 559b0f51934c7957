package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/driven"
)

type directory struct{ tx *gorm.DB }

var _ driven.Directory = directory{}

type bodyRow struct {
	OfficialKey       string `gorm:"primaryKey"`
	Kind              string
	KindName          string
	Name              string
	Title             string
	Seat              string
	StateName         string
	DistrictName      string
	AssociationName   string
	NUTS3             string `gorm:"column:nuts3"`
	PostalCode        string
	AreaHa            int64
	Population        int64
	PopulationYear    *int
	AdmittedAs        *string
	TerritorialStatus time.Time
	Source            string
}

func (bodyRow) TableName() string { return "public_body" }

func bodyRowOf(b member.Body) bodyRow {
	return bodyRow{
		OfficialKey: b.Key.String(), Kind: string(b.Kind), KindName: b.KindName, Name: b.Name, Title: b.Title(), Seat: b.Seat,
		StateName: b.StateName, DistrictName: b.DistrictName, AssociationName: b.AssociationName, NUTS3: b.NUTS3, PostalCode: b.PostalCode,
		AreaHa: b.AreaHectares, Population: b.Population, PopulationYear: orNull(b.PopulationYear), AdmittedAs: orNull(b.AdmittedAs().String()),
		TerritorialStatus: b.Status.UTC(), Source: b.Source,
	}
}

func (r bodyRow) body() member.Body {
	return member.Body{
		Key: member.OfficialKey(r.OfficialKey), Kind: member.Kind(r.Kind), KindName: r.KindName, Name: r.Name, Seat: r.Seat,
		StateName: r.StateName, DistrictName: r.DistrictName, AssociationName: r.AssociationName, NUTS3: r.NUTS3, PostalCode: r.PostalCode,
		AreaHectares: r.AreaHa, Population: r.Population, PopulationYear: orZero(r.PopulationYear),
		Status: period.FromUTC(r.TerritorialStatus), Source: r.Source,
	}
}

// Lock keeps other imports out, and readers in.
func (s directory) Lock(_ context.Context) error {
	if err := s.tx.Exec(`lock table public_body in share row exclusive mode`).Error; err != nil {
		return fmt.Errorf("lock the directory: %w", err)
	}
	return nil
}

// Bodies are all of the directory by key.
func (s directory) Bodies(ctx context.Context) (map[member.OfficialKey]member.Body, error) {
	rows, err := rowsOf[bodyRow](s.tx).Find(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the directory: %w", err)
	}
	all := make(map[member.OfficialKey]member.Body, len(rows))
	for _, r := range rows {
		all[member.OfficialKey(r.OfficialKey)] = r.body()
	}
	return all, nil
}

// BodiesOf are those of a state by key.
func (s directory) BodiesOf(ctx context.Context, state member.OfficialKey) ([]member.Body, error) {
	rows, err := rowsOf[bodyRow](s.tx).Where("left(official_key, 2) = ?", state.String()).Order("official_key").Find(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the bodies of a state: %w", err)
	}
	bodies := make([]member.Body, len(rows))
	for i, r := range rows {
		bodies[i] = r.body()
	}
	return bodies, nil
}

// Body is the one that stands for the key as a member.
func (s directory) Body(ctx context.Context, key member.OfficialKey) (member.Body, error) {
	row, err := rowsOf[bodyRow](s.tx).
		Where("official_key = coalesce((select b.admitted_as from public_body b where b.official_key = ?), ?)", key.String(), key.String()).Take(ctx)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return member.Body{}, member.ErrNoSuchBody.With("key", key.String())
	}
	if err != nil {
		return member.Body{}, fmt.Errorf("look up a body: %w", err)
	}
	return row.body(), nil
}

// Put stores new bodies and replaces known ones.
func (s directory) Put(ctx context.Context, bodies []member.Body) error {
	if len(bodies) == 0 {
		return nil
	}
	rows := make([]bodyRow, len(bodies))
	for i, b := range bodies {
		rows[i] = bodyRowOf(b)
	}
	if err := rowsOf[bodyRow](s.tx, clause.OnConflict{OnConstraint: "public_body_pk", UpdateAll: true}).CreateInBatches(ctx, &rows, batch); err != nil {
		return fmt.Errorf("store public bodies: %w", err)
	}
	return nil
}
