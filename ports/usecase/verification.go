package usecase

import (
	"context"
	"encoding/hex"
	"fmt"
	"strconv"
	"time"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// Verification checks what is stored against the signed log, and
// extends the log.
type Verification struct {
	work   driven.Work
	log    driven.Log
	notary driven.Notary
}

// NewVerification wires the use case.
func NewVerification(work driven.Work, log driven.Log, notary driven.Notary) *Verification {
	return &Verification{work: work, log: log, notary: notary}
}

// batch is how many events a checkpoint covers at most (security.md).
const batch = 256

// Extend puts all waiting events into the signed log and reports how many.
func (uc *Verification) Extend(ctx context.Context) (int, error) {
	total := 0
	for {
		n, err := uc.log.Extend(ctx, batch, uc.notary.Grow)
		total += n
		if err != nil || n < batch {
			return total, err
		}
	}
}

// Verify checks every row of the actor's cooperative against its last event, its
// totals against their parts, every event against the log, and every checkpoint
// against the tree and our signature. Fails with access.ErrForbidden.
func (uc *Verification) Verify(ctx context.Context, actor access.Actor) (view.Verification, error) {
	if err := actor.May(access.AuditVerify); err != nil {
		return view.Verification{}, err
	}
	now, err := read(ctx, uc.work, actor, func(_ context.Context, s driven.Stores) (time.Time, error) { return s.Now, nil })
	if err != nil {
		return view.Verification{}, err
	}
	result, err := uc.Check(ctx, actor)
	if err != nil {
		return view.Verification{}, fmt.Errorf("verify: %w", err)
	}
	result.At = now
	return result, uc.record(ctx, actor, result)
}

// Check is Verify without asking for the right and without an event of its own,
// for the command line of whoever runs the installation.
func (uc *Verification) Check(ctx context.Context, actor access.Actor) (view.Verification, error) {
	if _, err := uc.Extend(ctx); err != nil {
		return view.Verification{}, err
	}
	rows, findings, err := uc.log.Rows(ctx, actor.Cooperative)
	if err != nil {
		return view.Verification{}, err
	}
	leaves, altered, err := uc.checkEvents(ctx)
	if err != nil {
		return view.Verification{}, err
	}
	checkpoints, wrong, err := uc.checkCheckpoints(ctx, leaves)
	if err != nil {
		return view.Verification{}, err
	}
	waiting, err := uc.log.Waiting(ctx)
	if err != nil {
		return view.Verification{}, err
	}
	return report(rows, waiting, leaves, checkpoints, append(append(findings, altered...), wrong...)), nil
}

// checkEvents holds the present content of every event against its leaf.
func (uc *Verification) checkEvents(ctx context.Context) (leaves []audit.Hash, findings []audit.Finding, err error) {
	err = uc.log.Leaves(ctx, func(leaf driven.Leaf) error {
		switch {
		case leaf.Seq != int64(len(leaves)):
			findings = append(findings, audit.Finding{Kind: audit.EventMissing, Table: "audit_leaf", Key: strconv.Itoa(len(leaves))})
		case leaf.Content == nil:
			findings = append(findings, audit.Finding{Kind: audit.EventMissing, Table: "event", Key: leaf.EventID})
		case uc.notary.Leaf(leaf.Content) != leaf.Hash:
			findings = append(findings, audit.Finding{Kind: audit.EventAltered, Table: "event", Key: leaf.EventID})
		}
		leaves = append(leaves, leaf.Hash)
		return nil
	})
	return leaves, findings, err
}

// checkCheckpoints holds every signed note against the tree over the leaves.
func (uc *Verification) checkCheckpoints(ctx context.Context, leaves []audit.Hash) ([]audit.Checkpoint, []audit.Finding, error) {
	checkpoints, err := uc.log.Checkpoints(ctx)
	if err != nil {
		return nil, nil, err
	}
	sizes := make([]int64, len(checkpoints))
	for i, c := range checkpoints {
		sizes[i] = c.TreeSize
	}
	roots, err := uc.notary.Roots(leaves, sizes)
	if err != nil {
		return nil, nil, err
	}
	var findings []audit.Finding
	for i, c := range checkpoints {
		key := strconv.FormatInt(c.TreeSize, 10)
		if i >= len(roots) || roots[i] != c.Root {
			findings = append(findings, audit.Finding{Kind: audit.CheckpointWrong, Table: "audit_checkpoint", Key: key})
		}
		if !uc.notary.Signed(c) {
			findings = append(findings, audit.Finding{Kind: audit.SignatureWrong, Table: "audit_checkpoint", Key: key})
		}
	}
	if n := len(checkpoints); len(leaves) > 0 && (n == 0 || checkpoints[n-1].TreeSize != int64(len(leaves))) {
		findings = append(findings, audit.Finding{Kind: audit.CheckpointWrong, Table: "audit_checkpoint", Key: strconv.Itoa(len(leaves)), Detail: "missing"})
	}
	return checkpoints, findings, nil
}

func report(rows, waiting int, leaves []audit.Hash, checkpoints []audit.Checkpoint, findings []audit.Finding) view.Verification {
	result := view.Verification{
		OK: len(findings) == 0, RowsChecked: rows, EventsChecked: len(leaves), CheckpointsChecked: len(checkpoints),
		Unsequenced: waiting, TreeSize: len(leaves), Findings: make([]view.Finding, 0, len(findings)),
	}
	if n := len(checkpoints); n > 0 {
		result.RootHash = hex.EncodeToString(checkpoints[n-1].Root[:])
	}
	for _, f := range findings {
		result.Findings = append(result.Findings, view.Finding{Kind: string(f.Kind), Table: f.Table, Key: f.Key, Detail: f.Detail})
	}
	return result
}

func (uc *Verification) record(ctx context.Context, actor access.Actor, result view.Verification) error {
	attempt := driven.Attempt{Actor: actor, Act: access.AuditVerify}
	return uc.work.Do(ctx, attempt, func(ctx context.Context, s driven.Stores) error {
		return s.Events.Record(ctx, audit.Event{
			Action: "audit.verified",
			Object: audit.Object{Type: "cooperative", ID: actor.Cooperative.String()},
			Details: map[string]string{
				"rows": strconv.Itoa(result.RowsChecked), "events": strconv.Itoa(result.EventsChecked),
				"findings": strconv.Itoa(len(result.Findings)), "root": result.RootHash,
			},
		})
	})
}
