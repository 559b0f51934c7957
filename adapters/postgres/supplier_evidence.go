package postgres

import (
	"context"
	"time"

	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/supplier"
)

// certificateDocument is a certificate as the database tells it.
type certificateDocument struct {
	ID                             supplier.CertificateID
	Kind, Number, Issuer, Document string
	ValidUntil                     string           `json:"valid_until"`
	By                             member.PersonID  `json:"added_by"`
	At                             time.Time        `json:"added_at"`
	WithdrawnBy                    *member.PersonID `json:"withdrawn_by"`
	WithdrawnAt                    *time.Time       `json:"withdrawn_at"`
}

func (d certificateDocument) certificate() (supplier.Certificate, error) {
	until, err := period.ParseDay(d.ValidUntil)
	c := supplier.Certificate{
		ID: d.ID, By: d.By, At: d.At.UTC(),
		Showing: supplier.Showing{Kind: d.Kind, Number: d.Number, Issuer: d.Issuer, ValidUntil: until, Document: d.Document},
	}
	if d.WithdrawnAt != nil {
		c.WithdrawnBy, c.WithdrawnAt = *d.WithdrawnBy, d.WithdrawnAt.UTC()
	}
	return c, err
}

// AddCertificate stores a certificate.
func (s suppliers) AddCertificate(_ context.Context, of *supplier.Supplier, c supplier.Certificate) error {
	return s.insert(of.State(), "supplier_certificate", map[string]any{
		"id": c.ID.String(), "kind": c.Kind, "number": c.Number, "issuer": c.Issuer, "valid_until": c.ValidUntil.String(), "document": c.Document,
		"added_by": c.By.String(), "added_at": c.At, "version": 1,
	})
}

// WithdrawCertificate stores that and when a certificate was taken back.
func (s suppliers) WithdrawCertificate(_ context.Context, of *supplier.Supplier, c supplier.Certificate) error {
	done := s.tx.Exec(`update supplier_certificate set withdrawn_by = ?, withdrawn_at = ?, version = 2 where cooperative_id = ? and id = ? and version = 1`,
		c.WithdrawnBy.String(), c.WithdrawnAt, s.in.cooperative, c.ID.String())
	if err := stored("a certificate", done.RowsAffected, done.Error); err != nil {
		return err
	}
	return s.touch(of.State())
}

// AddDeclaration stores a self-declaration.
func (s suppliers) AddDeclaration(_ context.Context, of *supplier.Supplier, d supplier.Declaration) error {
	return s.insert(of.State(), "supplier_declaration", map[string]any{
		"id": d.ID.String(), "subject": string(d.Subject), "clear": d.Clear, "statement": d.Text, "declared_by": d.By.String(), "declared_at": d.At,
	})
}
