package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/publication"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/view"
)

type publications struct {
	t  *transaction
	tx *gorm.DB
	in scope
}

var _ driven.Publications = publications{}

// Profile is what all notices say.
func (s publications) Profile(_ context.Context) (view.PublicationProfile, error) {
	found, err := documents[view.PublicationProfile](s.tx, "read the publication profile",
		`select (facts || jsonb_build_object('version', version))::text from publication_profile where cooperative_id = @cooperative`,
		map[string]any{"cooperative": s.in.cooperative})
	if err != nil || len(found) == 0 {
		return view.PublicationProfile{}, err
	}
	return found[0], nil
}

// SetProfile writes it over the version given.
func (s publications) SetProfile(_ context.Context, version int, p view.PublicationProfile) error {
	facts, err := facts(p)
	if err != nil {
		return err
	}
	sql := `insert into publication_profile (cooperative_id, id, facts) values (@cooperative, @id, cast(@facts as jsonb)) on conflict do nothing`
	if version > 0 {
		sql = `update publication_profile set facts = cast(@facts as jsonb), version = version + 1 where cooperative_id = @cooperative and version = @version`
	}
	done := s.tx.Exec(sql, map[string]any{"cooperative": s.in.cooperative, "id": id.New[view.PublicationProfile]().String(), "facts": facts, "version": version})
	return stored("the publication profile", done.RowsAffected, done.Error)
}

// facts are what is kept of what a screen shows: all but the version, which has its own column.
func facts(shown any) (string, error) {
	text, err := json.Marshal(shown)
	if err != nil {
		return "", fmt.Errorf("write down what notices say: %w", err)
	}
	var kept map[string]any
	if err := json.Unmarshal(text, &kept); err != nil {
		return "", fmt.Errorf("write down what notices say: %w", err)
	}
	delete(kept, "version")
	text, err = json.Marshal(kept)
	return string(text), err
}

// Particulars are what the tender's notices say beside it.
func (s publications) Particulars(_ context.Context, which tender.ID) (given view.NoticeParticulars, procedure string, err error) {
	type kept struct {
		view.NoticeParticulars
		Procedure string `json:"procedure"`
	}
	found, err := documents[kept](s.tx, "read what notices say",
		`select (facts || jsonb_build_object('version', version, 'procedure', procedure))::text from tender_notice where cooperative_id = @cooperative and tender_id = @tender`,
		map[string]any{"cooperative": s.in.cooperative, "tender": which.String()})
	if err != nil || len(found) == 0 {
		return view.NoticeParticulars{Lots: []view.NoticeLot{}, Winners: []view.NoticeWinner{}, Buyers: []view.NoticeBuyer{}}, "", err
	}
	return found[0].NoticeParticulars, found[0].Procedure, nil
}

// SetParticulars writes them over the version given.
func (s publications) SetParticulars(_ context.Context, which tender.ID, version int, given view.NoticeParticulars) error {
	facts, err := facts(given)
	if err != nil {
		return err
	}
	sql := `insert into tender_notice (cooperative_id, id, tender_id, facts) values (@cooperative, @id, @tender, cast(@facts as jsonb)) on conflict do nothing`
	if version > 0 {
		sql = `update tender_notice set facts = cast(@facts as jsonb), version = version + 1
			where cooperative_id = @cooperative and tender_id = @tender and version = @version`
	}
	done := s.tx.Exec(sql, map[string]any{
		"cooperative": s.in.cooperative, "id": id.New[view.NoticeParticulars]().String(), "tender": which.String(), "facts": facts, "version": version,
	})
	return stored("what notices say", done.RowsAffected, done.Error)
}

// Random is a random UUID.
func (s publications) Random(_ context.Context) (string, error) {
	var random string
	if err := s.tx.Raw(`select gen_random_uuid()::text`).Scan(&random).Error; err != nil {
		return "", fmt.Errorf("make an identifier: %w", err)
	}
	return random, nil
}

// Bodies are the members with the address of their statements or, where there is none, that of the directory.
func (s publications) Bodies(_ context.Context, members []member.ID) (map[member.ID]publication.Body, error) {
	var rows []struct{ ID, Kind, Identifier, Street, Postcode, City, Nuts string }
	err := s.tx.Raw(`select m.id::text, m.kind, coalesce(m.leitweg_id, m.official_key, '') as identifier, coalesce(a.street, '') as street,
		coalesce(nullif(a.postcode, ''), b.postal_code, '') as postcode, coalesce(nullif(a.city, ''), nullif(b.seat, ''), b.name, '') as city, coalesce(b.nuts3, '') as nuts
		from member m left join billing_address a on a.cooperative_id = m.cooperative_id and a.member_id = m.id
		left join lateral (select d.* from public_body d where d.admitted_as = m.official_key order by d.official_key <> m.official_key, d.official_key limit 1) b on true
		where m.cooperative_id = ? and m.id = any(cast(? as uuid[]))`, s.in.cooperative, uuids(members)).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read the addresses of buyers: %w", err)
	}
	bodies := make(map[member.ID]publication.Body, len(rows))
	for _, r := range rows {
		bodies[member.ID(r.ID)] = publication.Body{Kind: member.Kind(r.Kind), Identifier: r.Identifier, Street: r.Street, Postcode: r.Postcode, City: r.City, NUTS: r.Nuts}
	}
	return bodies, nil
}

// Modified are the approved modifications of the tender's contracts.
func (s publications) Modified(_ context.Context, which tender.ID) ([]driven.Modified, error) {
	var rows []struct {
		Framework, Number, Modification string
		Position                        int
	}
	err := s.tx.Raw(`select f.id::text as framework, f.number, m.id::text as modification, m.number as position
		from framework f join framework_modification m on m.cooperative_id = f.cooperative_id and m.framework_id = f.id and m.status = 'approved'
		where f.cooperative_id = ? and f.tender_id = ? order by m.decided_at, m.id`, s.in.cooperative, which.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read modified contracts: %w", err)
	}
	modified := make([]driven.Modified, len(rows))
	for i, r := range rows {
		modified[i] = driven.Modified{Framework: framework.ID(r.Framework), Number: r.Number, Modification: framework.ModificationID(r.Modification), Position: r.Position}
	}
	return modified, nil
}

// Issued are the notices of a tender.
func (s publications) Issued(_ context.Context, which tender.ID) ([]publication.Issued, error) {
	var rows []struct {
		ID, Notice, Kind, Modification, Corrects, Hash, By string
		Version                                            int
		At                                                 time.Time
	}
	err := s.tx.Raw(`select id::text, notice_id::text as notice, kind, coalesce(modification_id::text, '') as modification, corrects, hash, issued_by::text as by,
		notice_version as version, issued_at as at from publication where cooperative_id = ? and tender_id = ? order by issued_at, id`,
		s.in.cooperative, which.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read issued notices: %w", err)
	}
	issued := make([]publication.Issued, len(rows))
	for i, r := range rows {
		issued[i] = publication.Issued{
			ID: publication.ID(r.ID), Notice: r.Notice, Kind: publication.Kind(r.Kind), Modification: framework.ModificationID(r.Modification), Version: r.Version,
			Corrects: r.Corrects, At: r.At, By: member.PersonID(r.By), Hash: r.Hash,
		}
	}
	return issued, nil
}

// AddIssued keeps a notice.
func (s publications) AddIssued(ctx context.Context, which tender.ID, n publication.Issued, document []byte) error {
	err := s.t.connection(ctx, func(conn *pgx.Conn) error {
		_, err := conn.Exec(ctx, `insert into publication (cooperative_id, id, tender_id, modification_id, kind, notice_id, notice_version, corrects, document, hash, issued_at, issued_by)
			values ($1, $2, $3, nullif($4, '')::uuid, $5, $6, $7, $8, $9, $10, $11, $12)`, s.in.cooperative, n.ID.String(), which.String(), n.Modification.String(),
			string(n.Kind), n.Notice, n.Version, n.Corrects, document, n.Hash, n.At, n.By.String())
		return err
	})
	if err != nil {
		return fmt.Errorf("keep a notice: %w", err)
	}
	return nil
}

// Document is a notice to the byte.
func (s publications) Document(ctx context.Context, which tender.ID, issued publication.ID) ([]byte, error) {
	var found []byte
	err := s.t.connection(ctx, func(conn *pgx.Conn) error {
		return conn.QueryRow(ctx, `select coalesce((select document from publication where cooperative_id = $1 and tender_id = $2 and id = $3), '')`,
			s.in.cooperative, which.String(), issued.String()).Scan(&found)
	})
	if err != nil {
		return nil, fmt.Errorf("read a notice: %w", err)
	}
	if len(found) == 0 {
		return nil, access.ErrNotFound
	}
	return found, nil
}
