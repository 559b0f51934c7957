package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"

	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/supplier"
	"allmende/ports/driven"
)

// suppliers keeps what suppliers say of themselves and what is decided about them.
type suppliers struct {
	tx *gorm.DB
	in scope
}

var _ driven.Suppliers = suppliers{}

// Get locks a supplier.
func (s suppliers) Get(ctx context.Context, which member.SupplierID) (*supplier.Supplier, error) {
	if err := s.tx.Exec(`select from supplier where cooperative_id = ? and id = ? for update`, s.in.cooperative, which.String()).Error; err != nil {
		return nil, fmt.Errorf("lock a supplier: %w", err)
	}
	return s.Look(ctx, which)
}

const supplierSQL = `select jsonb_build_object('name', s.name, 'version', s.version,
  'profile', (select to_jsonb(p) from supplier_profile p where p.cooperative_id = s.cooperative_id and p.supplier_id = s.id order by p.revision desc limit 1),
  'check', (select to_jsonb(c) from supplier_check c where c.cooperative_id = s.cooperative_id and c.supplier_id = s.id order by c.revision desc limit 1),
  'bans', coalesce((select jsonb_agg(to_jsonb(b) order by b.id) from supplier_ban b where b.cooperative_id = s.cooperative_id and b.supplier_id = s.id), '[]'::jsonb),
  'certificates', coalesce((select jsonb_agg(to_jsonb(c) order by c.id) from supplier_certificate c where c.cooperative_id = s.cooperative_id and c.supplier_id = s.id), '[]'::jsonb),
  'findings', ` + supplierFindings + `,
  'people', coalesce((select jsonb_agg(distinct a.person_id) from appointment a where a.cooperative_id = s.cooperative_id and a.supplier_id = s.id and a.ended_at is null), '[]'::jsonb))::text
from supplier s where s.cooperative_id = @cooperative and s.id = @supplier`

// supplierDocument is a supplier as the database tells it.
type supplierDocument struct {
	Name    string
	Version int
	Profile *struct {
		Register, Street, Postcode, City, Country, NUTS, Email, Phone, Size string
		VATID                                                               string          `json:"vat_id"`
		ChangedBy                                                           member.PersonID `json:"changed_by"`
		Revision                                                            int
	}
	Check *struct {
		Revision        int
		Outcome, Reason string
		By              member.PersonID `json:"checked_by"`
		At              time.Time       `json:"checked_at"`
	}
	Bans         []banDocument
	Certificates []certificateDocument
	Findings     []findingDocument
	People       []member.PersonID
}

type banDocument struct {
	ID                     supplier.BanID
	Ground, Source, Reason string
	HappenedOn             string           `json:"happened_on"`
	From                   string           `json:"from_day"`
	Until                  string           `json:"until_day"`
	By                     member.PersonID  `json:"banned_by"`
	At                     time.Time        `json:"banned_at"`
	LiftedBy               *member.PersonID `json:"lifted_by"`
	LiftedAt               *time.Time       `json:"lifted_at"`
	LiftReason             *string          `json:"lift_reason"`
}

// Look reads a supplier as it stands.
func (s suppliers) Look(_ context.Context, which member.SupplierID) (*supplier.Supplier, error) {
	var read supplierDocument
	err := document(s.tx, "read a supplier", supplierSQL, map[string]any{"cooperative": s.in.cooperative, "supplier": which.String()}, &read)
	if err != nil {
		return nil, err
	}
	state := supplier.State{ID: which, Name: read.Name, Version: read.Version, People: read.People}
	if p := read.Profile; p != nil {
		state.Revision, state.ChangedBy = p.Revision, p.ChangedBy
		state.Profile = supplier.Profile{
			Register: p.Register, VATID: p.VATID, Street: p.Street, Postcode: p.Postcode, City: p.City, Country: p.Country, NUTS: p.NUTS,
			Email: p.Email, Phone: p.Phone, Size: supplier.Size(p.Size),
		}
	}
	if c := read.Check; c != nil {
		state.Check = &supplier.Check{Revision: c.Revision, Outcome: supplier.Outcome(c.Outcome), Reason: c.Reason, By: c.By, At: c.At.UTC()}
	}
	for _, b := range read.Bans {
		ban, err := b.ban()
		if err != nil {
			return nil, fmt.Errorf("read a ban: %w", err)
		}
		state.Bans = append(state.Bans, ban)
	}
	for _, c := range read.Certificates {
		certificate, err := c.certificate()
		if err != nil {
			return nil, fmt.Errorf("read a certificate: %w", err)
		}
		state.Certificates = append(state.Certificates, certificate)
	}
	for _, f := range read.Findings {
		finding, err := f.finding()
		if err != nil {
			return nil, fmt.Errorf("read a ground found: %w", err)
		}
		state.Findings = append(state.Findings, finding)
	}
	return supplier.Restore(state), nil
}

func (d banDocument) ban() (supplier.Ban, error) {
	b := supplier.Ban{ID: d.ID, By: d.By, At: d.At.UTC(), Banning: supplier.Banning{Ground: supplier.Ground(d.Ground), Source: d.Source, Reason: d.Reason}}
	for _, day := range []struct {
		into *period.Day
		text string
	}{{&b.HappenedOn, d.HappenedOn}, {&b.From, d.From}, {&b.Until, d.Until}} {
		var err error
		if *day.into, err = period.ParseDay(day.text); err != nil {
			return b, err
		}
	}
	if d.LiftedAt != nil {
		b.LiftedBy, b.LiftedAt, b.LiftReason = *d.LiftedBy, d.LiftedAt.UTC(), *d.LiftReason
	}
	return b, nil
}

// touch counts up the version of what was read.
func (s suppliers) touch(state supplier.State) error {
	done := s.tx.Exec(`update supplier set version = version + 1 where cooperative_id = ? and id = ? and version = ?`, s.in.cooperative, state.ID.String(), state.Version)
	return stored("a supplier", done.RowsAffected, done.Error)
}

// insert stores a row by its columns.
func (s suppliers) insert(state supplier.State, table string, row map[string]any) error {
	row["cooperative_id"], row["supplier_id"] = s.in.cooperative, state.ID.String()
	if _, given := row["id"]; !given {
		row["id"] = id.New[any]().String()
	}
	text, err := json.Marshal(row)
	if err != nil {
		return fmt.Errorf("store in %s: %w", table, err)
	}
	if err := s.tx.Exec(`insert into `+table+` select * from jsonb_populate_record(null::`+table+`, cast(? as jsonb))`, string(text)).Error; err != nil {
		return fmt.Errorf("store in %s: %w", table, err)
	}
	return s.touch(state)
}

// Known compares with the suppliers there are; the database refuses a second VAT id or register entry anyway.
func (s suppliers) Known(_ context.Context, of *supplier.Supplier) (string, error) {
	state := of.State()
	var field *string
	err := s.tx.Raw(`select supplier_known(?, ?, ?, ?, ?)`, s.in.cooperative, state.ID.String(), state.Name, state.Profile.VATID, state.Profile.Register).Row().Scan(&field)
	if err != nil {
		return "", fmt.Errorf("compare with suppliers: %w", err)
	}
	if field == nil {
		return "", nil
	}
	return *field, nil
}

// AddProfile stores the profile's new revision.
func (s suppliers) AddProfile(_ context.Context, of *supplier.Supplier) error {
	state := of.State()
	p := state.Profile
	return s.insert(state, "supplier_profile", map[string]any{
		"register": p.Register, "vat_id": p.VATID, "street": p.Street, "postcode": p.Postcode, "city": p.City, "country": p.Country, "nuts": p.NUTS,
		"email": p.Email, "phone": p.Phone, "size": string(p.Size), "revision": state.Revision, "changed_by": state.ChangedBy.String(), "changed_at": s.in.now,
	})
}

// AddCheck stores the last check.
func (s suppliers) AddCheck(_ context.Context, of *supplier.Supplier) error {
	state := of.State()
	c := state.Check
	return s.insert(state, "supplier_check", map[string]any{
		"revision": c.Revision, "outcome": string(c.Outcome), "reason": c.Reason, "checked_by": c.By.String(), "checked_at": c.At,
	})
}

// AddBan stores a ban.
func (s suppliers) AddBan(_ context.Context, of *supplier.Supplier, b supplier.Ban) error {
	return s.insert(of.State(), "supplier_ban", map[string]any{
		"id": b.ID.String(), "ground": string(b.Ground), "source": b.Source, "reason": b.Reason, "happened_on": b.HappenedOn.String(),
		"from_day": b.From.String(), "until_day": b.Until.String(), "banned_by": b.By.String(), "banned_at": b.At, "version": 1,
	})
}

// LiftBan stores why and when a ban ended.
func (s suppliers) LiftBan(_ context.Context, of *supplier.Supplier, b supplier.Ban) error {
	done := s.tx.Exec(`update supplier_ban set lifted_by = ?, lifted_at = ?, lift_reason = ?, version = 2 where cooperative_id = ? and id = ? and version = 1`,
		b.LiftedBy.String(), b.LiftedAt, b.LiftReason, s.in.cooperative, b.ID.String())
	if err := stored("a ban", done.RowsAffected, done.Error); err != nil {
		return err
	}
	return s.touch(of.State())
}
