package postgres

import (
	"context"
	"fmt"
	"time"

	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
)

// Save stores the contract's own row, its options and its suppliers. What is drawn is kept by
// triggers, quotas follow what is signed or approved.
func (s frameworks) Save(ctx context.Context, f *framework.Framework) error {
	state := f.State()
	haltedBy, haltedAt := stampColumns(state.Halt.Since)
	changed := s.tx.Exec(`update framework set supplier_id = @supplier, in_force_to = cast(@to as date), maximum = @maximum, original_maximum = @original,
			term_justification = @justification, halt_status = @halt, halt_reason = @haltReason, halted_by = @haltedBy, halted_at = @haltedAt, version = version + 1
		where cooperative_id = @cooperative and id = @id and version = @version`, map[string]any{
		"cooperative": s.in.cooperative, "id": state.ID.String(), "version": state.Version, "supplier": state.Supplier.String(), "to": state.InForce.To.String(),
		"maximum": state.Maximum.Decimal(), "original": state.Original.Decimal(), "justification": orNull(state.TermJustification),
		"halt": orNull(string(state.Halt.Status)), "haltReason": orNull(state.Halt.Reason), "haltedBy": haltedBy, "haltedAt": haltedAt,
	})
	if changed.Error != nil {
		return fmt.Errorf("save framework: %w", changed.Error)
	}
	if changed.RowsAffected != 1 {
		return fmt.Errorf("save framework %s: %w", state.ID, errLostLock)
	}
	if err := s.saveOptions(state); err != nil {
		return err
	}
	return s.saveSuppliers(ctx, state)
}

// saveOptions stores the uses that are new.
func (s frameworks) saveOptions(state framework.State) error {
	for i, o := range state.Options {
		if o.Used.IsZero() {
			continue
		}
		err := s.tx.Exec(`update framework_option set used_by = ?, used_at = ?, reason = ?, version = version + 1
			where cooperative_id = ? and framework_id = ? and position = ? and used_at is null`,
			o.Used.By.String(), o.Used.At, o.Reason, s.in.cooperative, state.ID.String(), i+1).Error
		if err != nil {
			return fmt.Errorf("save the options of a framework: %w", err)
		}
	}
	return nil
}

// saveSuppliers stores who joined, who replaced the first one, and who takes no orders.
func (s frameworks) saveSuppliers(ctx context.Context, state framework.State) error {
	stored := framework.State{ID: state.ID}
	if err := s.suppliers(&stored, noPart); err != nil {
		return err
	}
	for i, p := range state.Suppliers {
		if i >= len(stored.Suppliers) {
			if err := s.join(ctx, state.ID, p); err != nil {
				return err
			}
			continue
		}
		if was := stored.Suppliers[i]; was.ID == p.ID && was.Out == p.Out && was.OutSince == p.OutSince {
			continue
		}
		by, at := stampColumns(p.OutSince)
		err := s.tx.Exec(`update framework_supplier set supplier_id = ?, bid_id = ?, out_kind = ?, out_reason = ?, out_by = ?, out_at = ?, version = version + 1
			where cooperative_id = ? and framework_id = ? and rank = ?`,
			p.ID.String(), orNull(p.Bid.String()), orNull(string(p.Out)), orNull(p.OutReason), by, at, s.in.cooperative, state.ID.String(), p.Rank).Error
		if err != nil {
			return fmt.Errorf("save a supplier of a framework: %w", err)
		}
	}
	return nil
}

type frameworkWarningRow struct {
	CooperativeID  string
	ID             string
	FrameworkID    string
	Step           int
	Maximum        string
	AcknowledgedBy string
	AcknowledgedAt time.Time
	Version        int
}

func (frameworkWarningRow) TableName() string { return "framework_warning" }

// AddWarning keeps that an officer took note of a step of the present maximum; a second note is none.
func (s frameworks) AddWarning(ctx context.Context, f *framework.Framework, step int, by member.PersonID) error {
	row := frameworkWarningRow{
		CooperativeID: s.in.cooperative, ID: id.New[frameworkWarningRow]().String(), FrameworkID: f.ID().String(), Step: step,
		Maximum: f.State().Maximum.String(), AcknowledgedBy: by.String(), AcknowledgedAt: s.in.now, Version: 1,
	}
	if err := rowsOf[frameworkWarningRow](s.tx).Create(ctx, &row); err != nil {
		return fmt.Errorf("keep the note of a warning: %w", err)
	}
	return nil
}

// dayOrNull is a day as stores keep it, or nothing.
func dayOrNull(day period.Day) *time.Time {
	if day.IsZero() {
		return nil
	}
	utc := day.UTC()
	return &utc
}
