package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/ports/driven"
)

type members struct {
	tx *gorm.DB
	in scope
}

var _ driven.Members = members{}

type memberRow struct {
	CooperativeID  string
	ID             string
	Name           string
	Kind           string
	Status         string
	OfficialKey    *string
	LeitwegID      *string
	Population     int64
	PopulationYear *int
	ApprovalLimit  decimal.Decimal
	AdmittedOn     time.Time
	Version        int
}

func (memberRow) TableName() string { return "member" }

func (s members) row(m *member.Member) memberRow {
	state := m.State()
	return memberRow{
		CooperativeID: s.in.cooperative, ID: state.ID.String(), Name: state.Name, Kind: string(state.Kind), Status: string(state.Status),
		OfficialKey: orNull(state.Key.String()), LeitwegID: orNull(state.Leitweg.String()),
		Population: state.Population, PopulationYear: orNull(state.PopulationYear),
		ApprovalLimit: state.ApprovalLimit.Decimal(), AdmittedOn: state.AdmittedOn.UTC(), Version: state.Version,
	}
}

func (r memberRow) member() (*member.Member, error) {
	limit, err := money.FromDecimal(r.ApprovalLimit)
	if err != nil {
		return nil, fmt.Errorf("member %s: %v", r.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	return member.Restore(member.State{
		ID: member.ID(r.ID), Name: r.Name, Kind: member.Kind(r.Kind), Status: member.Status(r.Status),
		Key: member.OfficialKey(orZero(r.OfficialKey)), Leitweg: member.LeitwegID(orZero(r.LeitwegID)),
		Population: r.Population, PopulationYear: orZero(r.PopulationYear),
		ApprovalLimit: limit, AdmittedOn: period.FromUTC(r.AdmittedOn), Version: r.Version,
	}), nil
}

// batch is how many rows one insert takes: PostgreSQL allows 65,535 parameters.
const batch = 2000

// Add stores new members.
func (s members) Add(ctx context.Context, added ...*member.Member) error {
	if len(added) == 0 {
		return nil
	}
	rows := make([]memberRow, len(added))
	for i, m := range added {
		rows[i] = s.row(m)
	}
	if err := rowsOf[memberRow](s.tx).CreateInBatches(ctx, &rows, batch); err != nil {
		return fmt.Errorf("add members: %w", err)
	}
	return nil
}

// Get locks the member for a change.
func (s members) Get(ctx context.Context, id member.ID) (*member.Member, error) {
	row, err := rowsOf[memberRow](s.tx, clause.Locking{Strength: clause.LockingStrengthUpdate}).
		Where("cooperative_id = ? and id = ?", s.in.cooperative, id.String()).Take(ctx)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, access.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("get member: %w", err)
	}
	return row.member()
}

// Save stores what may change of a member.
func (s members) Save(ctx context.Context, m *member.Member) error {
	row := s.row(m)
	row.Version++
	saved, err := rowsOf[memberRow](s.tx).Where("cooperative_id = ? and id = ? and version = ?", s.in.cooperative, row.ID, m.State().Version).
		Overwrite(ctx, row)
	if err != nil {
		return fmt.Errorf("save member: %w", err)
	}
	if saved == 0 {
		return access.ErrStale
	}
	return nil
}

// FromDirectory locks the members that have an official key.
func (s members) FromDirectory(ctx context.Context) ([]*member.Member, error) {
	rows, err := rowsOf[memberRow](s.tx, clause.Locking{Strength: clause.LockingStrengthUpdate}).
		Where("cooperative_id = ? and official_key is not null", s.in.cooperative).Order("id").Find(ctx)
	if err != nil {
		return nil, fmt.Errorf("get members: %w", err)
	}
	all := make([]*member.Member, len(rows))
	for i, row := range rows {
		if all[i], err = row.member(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// SaveRestated stores the inhabitants of many members by one statement.
func (s members) SaveRestated(ctx context.Context, changed []*member.Member) error {
	type restated struct {
		ID      string `json:"id"`
		Version int    `json:"version"`
		Count   int64  `json:"count"`
		Year    *int   `json:"year"`
	}
	rows := make([]restated, len(changed))
	for i, m := range changed {
		state := m.State()
		rows[i] = restated{state.ID.String(), state.Version, state.Population, orNull(state.PopulationYear)}
	}
	document, err := json.Marshal(rows)
	if err != nil {
		return fmt.Errorf("save members: %w", err)
	}
	saved := s.tx.WithContext(ctx).Exec(`update member m set population = n.count, population_year = n.year, version = m.version + 1
		from json_to_recordset(?::json) as n (id uuid, version integer, count bigint, year integer)
		where m.cooperative_id = ? and m.id = n.id and m.version = n.version`, string(document), s.in.cooperative)
	if saved.Error != nil {
		return fmt.Errorf("save members: %w", saved.Error)
	}
	if saved.RowsAffected != int64(len(changed)) {
		return access.ErrStale
	}
	return nil
}

// Find looks a member up by key or name.
func (s members) Find(ctx context.Context, keyOrName string) (*member.Member, error) {
	rows, err := rowsOf[memberRow](s.tx).
		Where("cooperative_id = ? and (official_key = ? or name = ?)", s.in.cooperative, keyOrName, keyOrName).Find(ctx)
	if err != nil {
		return nil, fmt.Errorf("find member: %w", err)
	}
	if len(rows) != 1 {
		return nil, member.ErrNoSuchMember.With("name", keyOrName)
	}
	return rows[0].member()
}

// Standing reads the kind and the status of a member.
func (s members) Standing(_ context.Context, id member.ID) (member.Kind, member.Status, error) {
	var found []struct {
		Kind   member.Kind
		Status member.Status
	}
	err := s.tx.Raw(`select kind, status from member where cooperative_id = ? and id = ?`, s.in.cooperative, id.String()).Scan(&found).Error
	if err != nil {
		return "", "", fmt.Errorf("read a member's standing: %w", err)
	}
	if len(found) == 0 {
		return "", "", access.ErrNotFound
	}
	return found[0].Kind, found[0].Status, nil
}

// Keys are the official keys of all members that have one.
func (s members) Keys(_ context.Context) (map[member.OfficialKey]bool, error) {
	var keys []string
	err := s.tx.Raw(`select official_key from member where cooperative_id = ? and official_key is not null`, s.in.cooperative).Scan(&keys).Error
	if err != nil {
		return nil, fmt.Errorf("read the members' keys: %w", err)
	}
	admitted := make(map[member.OfficialKey]bool, len(keys))
	for _, key := range keys {
		admitted[member.OfficialKey(key)] = true
	}
	return admitted, nil
}
