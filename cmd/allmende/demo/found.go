package demo

import (
	"context"
	"strings"

	"allmende/domain/access"
	"allmende/domain/member"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// found admits the members and appoints the people.
func (s *story) found(ctx context.Context) error {
	if _, err := s.Register.ImportRegister(ctx, driving.ImportRegister{Path: "bodies.csv"}); err != nil {
		return err
	}
	for _, name := range []string{cooperative, islands} {
		if _, err := s.Register.AddCooperative(ctx, name); err != nil {
			return err
		}
	}
	if err := s.admit(ctx); err != nil {
		return err
	}
	for _, name := range []string{nordtec, weserbyte, heide, lawyers, mapmakers, hosting} {
		added, err := s.Register.AddSupplier(ctx, cooperative, name)
		if err != nil {
			return err
		}
		s.suppliers[name] = member.SupplierID(added.ID)
	}
	for _, p := range people {
		if err := s.appoint(ctx, cooperative, p); err != nil {
			return err
		}
	}
	return s.neighbours(ctx)
}

func (s *story) admit(ctx context.Context) error {
	file, err := Reader{}.Read("")
	if err != nil {
		return err
	}
	for _, entry := range file.Entries {
		key := entry.Body.Key.String()
		m, err := s.Register.Admit(ctx, driving.OperatorAdmit{Cooperative: cooperative, OfficialKey: key})
		if err != nil {
			return err
		}
		s.members[key] = member.ID(m.ID)
	}
	for _, o := range outside {
		m, err := s.Register.Admit(ctx, driving.OperatorAdmit{Cooperative: cooperative, Kind: o.kind, Name: o.name})
		if err != nil {
			return err
		}
		s.members[o.name] = member.ID(m.ID)
	}
	return nil
}

// appoint gives a person the posts and signs in as it.
func (s *story) appoint(ctx context.Context, in string, p someone) error {
	for _, post := range p.posts {
		_, err := s.Register.AddPerson(ctx, driving.AddPerson{
			Cooperative: in, Email: p.email, Name: p.name, Role: string(post.role),
			Member: post.member, Supplier: post.supplier, Password: Password,
		})
		if err != nil {
			return err
		}
	}
	signedIn, err := s.SignIn.SignIn(ctx, driving.Credentials{Email: p.email, Password: Password, Address: "127.0.0.1"})
	if err != nil {
		return err
	}
	actor, err := s.SignIn.Actor(ctx, signedIn.Token)
	if err != nil {
		return err
	}
	s.actors[p.email] = actor
	return s.SignIn.SignOut(ctx, actor, signedIn.Token)
}

// neighbours is a second cooperative of the same installation. One of its people
// works in both; neither cooperative sees the other.
func (s *story) neighbours(ctx context.Context) error {
	for _, key := range []string{norderney, juist, langeoog} {
		if _, err := s.Register.Admit(ctx, driving.OperatorAdmit{Cooperative: islands, OfficialKey: key}); err != nil {
			return err
		}
	}
	for _, p := range []driving.AddPerson{
		{Email: "bestellung@norderney.example", Name: "Inga de Vries", Role: string(access.Buyer), Member: norderney},
		{Email: "vergabe@inseln.example", Name: "Gerda Visser", Role: string(access.ProcurementOfficer)},
	} {
		p.Cooperative, p.Password = islands, Password
		if _, err := s.Register.AddPerson(ctx, p); err != nil {
			return err
		}
	}
	return nil
}

// need is what a buyer states: firm quantities by item, a tenth more as tolerance.
type need struct {
	email, member string
	firm          []string
	tolerance     []string
}

// round drafts and opens a round and lets the buyers state their needs.
func (s *story) round(ctx context.Context, in driving.CreateRound, needs []need) (view.Round, error) {
	officer := s.as("vergabe@demo.example")
	r, err := s.Demand.CreateRound(ctx, officer, access.Key{}, in)
	if err != nil {
		return r, err
	}
	if r, err = s.Demand.OpenRound(ctx, officer, roundID(r), r.Version); err != nil {
		return r, err
	}
	for _, n := range needs {
		state := driving.StateNeeds{Round: roundID(r), Member: s.members[n.member]}
		for i, firm := range n.firm {
			state.Needs = append(state.Needs, driving.StateNeed{Item: r.Items[i].ID, Firm: firm, Tolerance: n.tolerance[i]})
		}
		if _, err := s.Demand.StateNeeds(ctx, s.as(n.email), access.Key{}, state); err != nil {
			return r, err
		}
	}
	return s.Demand.Round(ctx, officer, roundID(r))
}

func (s *story) freeze(ctx context.Context, r view.Round) (view.Round, error) {
	return s.Demand.FreezeRound(ctx, s.as("vergabe@demo.example"), roundID(r), r.Version, false)
}

// stated writes a need from "120 180 120" and "12 18 12".
func stated(email, memberKey, firm, tolerance string) need {
	return need{email, memberKey, strings.Fields(firm), strings.Fields(tolerance)}
}
