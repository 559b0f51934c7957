package usecase

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/member"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// operator acts in a cooperative without being a person of it.
func operator(c member.CooperativeID) access.Actor { return access.Actor{Cooperative: c} }

// cooperative finds a cooperative by its name, or tells which there are.
func (uc *Register) cooperative(ctx context.Context, name string) (member.Cooperative, error) {
	return read(ctx, uc.work, access.Actor{}, func(ctx context.Context, s driven.Stores) (member.Cooperative, error) {
		all, err := s.Organisations.Cooperatives(ctx)
		if err != nil {
			return member.Cooperative{}, err
		}
		var names []string
		for _, c := range all {
			if c.Name == name {
				return c, nil
			}
			names = append(names, c.Name)
		}
		return member.Cooperative{}, member.ErrNoSuchCooperative.With("name", name).With("known", cmp.Or(strings.Join(names, "; "), "–"))
	})
}

// inCooperative runs fn in the cooperative with the name.
func inCooperative[R any](
	ctx context.Context, uc *Register, name string, act access.Act, fn func(context.Context, driven.Stores) (R, error),
) (R, error) {
	c, err := uc.cooperative(ctx, name)
	if err != nil {
		var none R
		return none, err
	}
	return do(ctx, uc.work, driven.Attempt{Actor: operator(c.ID), Act: act, Object: audit.Object{Type: "cooperative", ID: c.ID.String(), Name: c.Name}}, fn)
}

// AddCooperative founds a cooperative.
func (uc *Register) AddCooperative(ctx context.Context, name string) (view.Ref, error) {
	c, err := member.NewCooperative(name)
	if err != nil {
		return view.Ref{}, err
	}
	object := audit.Object{Type: "cooperative", ID: c.ID.String(), Name: c.Name}
	err = uc.work.Do(ctx, driven.Attempt{Actor: operator(c.ID), Act: actCooperative, Object: object}, func(ctx context.Context, s driven.Stores) error {
		if err := s.Organisations.AddCooperative(ctx, c); err != nil {
			return err
		}
		return s.Events.Record(ctx, audit.Event{Action: "cooperative.added", Object: object})
	})
	return view.Ref{ID: c.ID.String(), Name: c.Name}, err
}

// Admit makes a body a member.
func (uc *Register) Admit(ctx context.Context, in driving.OperatorAdmit) (view.Member, error) {
	return inCooperative(ctx, uc, in.Cooperative, actAdmit, func(ctx context.Context, s driven.Stores) (view.Member, error) {
		m, err := operatorAdmitted(ctx, s, in)
		if err != nil {
			return view.Member{}, err
		}
		return addMember(ctx, s, m)
	})
}

func operatorAdmitted(ctx context.Context, s driven.Stores, in driving.OperatorAdmit) (*member.Member, error) {
	if in.OfficialKey != "" {
		return admitted(ctx, s, driving.AdmitMember{OfficialKey: in.OfficialKey, LeitwegID: in.LeitwegID, ApprovalLimit: in.ApprovalLimit})
	}
	a, err := admission(s.Law, s.Now, in.LeitwegID, in.ApprovalLimit)
	if err != nil {
		return nil, err
	}
	return member.AdmitOutside(member.Kind(in.Kind), in.Name, a, s.Now)
}

// AdmitState admits municipalities and districts of a state in one go.
func (uc *Register) AdmitState(ctx context.Context, cooperative, state string) (view.StateAdmission, error) {
	key, err := member.ParseKey(state)
	if err != nil || len(state) != 2 {
		return view.StateAdmission{}, member.ErrKeyMalformed.At("state")
	}
	return inCooperative(ctx, uc, cooperative, actAdmit, func(ctx context.Context, s driven.Stores) (view.StateAdmission, error) {
		bodies, err := s.Directory.BodiesOf(ctx, key)
		if err != nil {
			return view.StateAdmission{}, err
		}
		if len(bodies) == 0 {
			return view.StateAdmission{}, member.ErrNoSuchBody.At("state").With("key", state)
		}
		report, added, err := admitAll(ctx, s, bodies)
		if err != nil || len(added) == 0 {
			return report, err
		}
		if err := s.Members.Add(ctx, added...); err != nil {
			return view.StateAdmission{}, err
		}
		return report, s.Events.Record(ctx, audit.Event{
			Action: "members.admitted", Object: audit.Object{Type: "state", ID: state, Name: report.State},
			Details: map[string]string{"municipalities": strconv.Itoa(report.Municipalities), "districts": strconv.Itoa(report.Districts), "already": strconv.Itoa(report.Already)},
		})
	})
}

// admitAll decides about each body of a state and counts.
func admitAll(ctx context.Context, s driven.Stores, bodies []member.Body) (view.StateAdmission, []*member.Member, error) {
	report := view.StateAdmission{State: bodies[0].StateName}
	standard, err := admission(s.Law, s.Now, "", "")
	if err != nil {
		return report, nil, err
	}
	already, err := s.Members.Keys(ctx)
	if err != nil {
		return report, nil, err
	}
	batch, err := member.AdmitAll(bodies, already, standard, s.Now)
	report.Municipalities, report.Districts, report.Already, report.Areas = batch.Municipalities, batch.Districts, batch.Already, batch.Areas
	return report, batch.Members, err
}

// AddSupplier registers a supplier.
func (uc *Register) AddSupplier(ctx context.Context, cooperative, name string) (view.Ref, error) {
	return inCooperative(ctx, uc, cooperative, actSupplier, func(ctx context.Context, s driven.Stores) (view.Ref, error) {
		added, err := member.NewSupplier(name)
		if err != nil {
			return view.Ref{}, err
		}
		if err := s.Organisations.AddSupplier(ctx, added); err != nil {
			return view.Ref{}, err
		}
		return view.Ref{ID: added.ID.String(), Name: added.Name}, s.Events.Record(ctx, audit.Event{
			Action: "supplier.added", Object: audit.Object{Type: "supplier", ID: added.ID.String(), Name: added.Name}, Supplier: added.ID,
		})
	})
}
