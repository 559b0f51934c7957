package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
	"allmende/ports/driven"
)

// quotas keeps what passes between members in framework_transfer and framework_succession. The
// triggers of these tables move quotas and draws, nobody else does.
type quotas struct {
	tx *gorm.DB
	in scope
}

var _ driven.Quotas = quotas{}

var (
	noPart     = driven.Part{}
	allMembers = driven.Part{AllMembers: true}
)

type transferRow struct {
	CooperativeID string
	ID            string
	FrameworkID   string
	FromMemberID  string
	ToMemberID    string
	Amount        decimal.Decimal
	Status        string
	OfferedBy     string
	OfferedAt     time.Time
	DecidedBy     *string
	DecidedAt     *time.Time
	Version       int
}

func (transferRow) TableName() string { return "framework_transfer" }

// AddTransfer stores an offer.
func (s quotas) AddTransfer(ctx context.Context, t framework.Transfer) error {
	row := transferRow{
		CooperativeID: s.in.cooperative, ID: t.ID.String(), FrameworkID: t.Framework.String(), FromMemberID: t.From.String(), ToMemberID: t.To.String(),
		Amount: t.Amount.Decimal(), Status: string(t.Status), OfferedBy: t.Offered.By.String(), OfferedAt: t.Offered.At, Version: 1,
	}
	if err := rowsOf[transferRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("add a transfer of quota: %w", err)
	}
	return nil
}

// Transfer is one of a contract's.
func (s quotas) Transfer(ctx context.Context, f framework.ID, which framework.TransferID) (framework.Transfer, error) {
	rows, err := rowsOf[transferRow](s.tx).Where("cooperative_id = ? and framework_id = ? and id = ?", s.in.cooperative, f.String(), which.String()).Find(ctx)
	if err != nil {
		return framework.Transfer{}, fmt.Errorf("read a transfer of quota: %w", err)
	}
	if len(rows) == 0 {
		return framework.Transfer{}, access.ErrNotFound
	}
	r := rows[0]
	amount, err := money.FromDecimal(r.Amount)
	if err != nil {
		return framework.Transfer{}, fmt.Errorf("transfer %s: %v", r.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	return framework.Transfer{
		ID: which, Framework: f, From: member.ID(r.FromMemberID), To: member.ID(r.ToMemberID), Amount: amount, Status: framework.TransferStatus(r.Status),
		Offered: stampOf(&r.OfferedBy, &r.OfferedAt), Decided: stampOf(r.DecidedBy, r.DecidedAt),
	}, nil
}

// SaveTransfer stores the second signature, with which the quota passes over, or the end.
func (s quotas) SaveTransfer(_ context.Context, t framework.Transfer) error {
	by, at := stampColumns(t.Decided)
	err := s.tx.Exec(`update framework_transfer set status = ?, decided_by = ?, decided_at = ?, version = version + 1 where cooperative_id = ? and id = ?`,
		string(t.Status), by, at, s.in.cooperative, t.ID.String()).Error
	if err != nil {
		return fmt.Errorf("decide on a transfer of quota: %w", err)
	}
	return nil
}

type successionRow struct {
	CooperativeID string
	ID            string
	FrameworkID   string
	FromMemberID  string
	ToMemberID    string
	Reason        string
	Status        string
	Quota         decimal.NullDecimal
	Drawn         decimal.NullDecimal
	ProposedBy    string
	ProposedAt    time.Time
	DecidedBy     *string
	DecidedAt     *time.Time
	Version       int
}

func (successionRow) TableName() string { return "framework_succession" }

// AddSuccession stores a proposal.
func (s quotas) AddSuccession(ctx context.Context, c framework.Succession) error {
	row := successionRow{
		CooperativeID: s.in.cooperative, ID: c.ID.String(), FrameworkID: c.Framework.String(), FromMemberID: c.From.String(), ToMemberID: c.To.String(),
		Reason: c.Reason, Status: string(c.Status), ProposedBy: c.Proposed.By.String(), ProposedAt: c.Proposed.At, Version: 1,
	}
	if err := rowsOf[successionRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("add a succession: %w", err)
	}
	return nil
}

// Succession is one of a contract's.
func (s quotas) Succession(ctx context.Context, f framework.ID, which framework.SuccessionID) (framework.Succession, error) {
	rows, err := rowsOf[successionRow](s.tx).Where("cooperative_id = ? and framework_id = ? and id = ?", s.in.cooperative, f.String(), which.String()).Find(ctx)
	if err != nil {
		return framework.Succession{}, fmt.Errorf("read a succession: %w", err)
	}
	if len(rows) == 0 {
		return framework.Succession{}, access.ErrNotFound
	}
	r := rows[0]
	return framework.Succession{
		ID: which, Framework: f, From: member.ID(r.FromMemberID), To: member.ID(r.ToMemberID), Reason: r.Reason, Status: framework.ModificationStatus(r.Status),
		Proposed: stampOf(&r.ProposedBy, &r.ProposedAt), Decided: stampOf(r.DecidedBy, r.DecidedAt),
	}, nil
}

// SaveSuccession stores a decision; confirmed, it entitles the successor where it was not.
func (s quotas) SaveSuccession(ctx context.Context, f *framework.Framework, c framework.Succession) error {
	var quota, drawn decimal.NullDecimal
	if c.Status == framework.Approved {
		divided := f.State().QuotaMode != tender.FirstCome
		quota, drawn = decimal.NullDecimal{Decimal: c.Quota.Decimal(), Valid: divided}, decimal.NullDecimal{Decimal: c.Drawn.Decimal(), Valid: true}
		if err := s.entitle(ctx, c, divided); err != nil {
			return err
		}
	}
	by, at := stampColumns(c.Decided)
	err := s.tx.Exec(`update framework_succession set status = ?, quota = ?, drawn = ?, decided_by = ?, decided_at = ?, version = version + 1
		where cooperative_id = ? and id = ?`, string(c.Status), quota, drawn, by, at, s.in.cooperative, c.ID.String()).Error
	if err != nil {
		return fmt.Errorf("decide on a succession: %w", err)
	}
	return nil
}

// entitle adds the successor to the contract's members, with nothing of its own, unless it is one.
func (s quotas) entitle(_ context.Context, c framework.Succession, divided bool) error {
	err := s.tx.Exec(`insert into framework_member (cooperative_id, id, framework_id, member_id, quota)
		select @cooperative, @id, @framework, @member, case when @divided then 0 end
		where not exists (select from framework_member where cooperative_id = @cooperative and framework_id = @framework and member_id = @member)`, map[string]any{
		"cooperative": s.in.cooperative, "id": id.New[framework.Entitlement]().String(), "framework": c.Framework.String(), "member": c.To.String(), "divided": divided,
	}).Error
	if err != nil {
		return fmt.Errorf("entitle a successor: %w", err)
	}
	return nil
}
