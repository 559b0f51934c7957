package usecase

import (
	"context"
	"strings"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// The acts on one's own tokens; everybody may do them, so they are in no table.
const (
	actTokenMake   access.Act = "token.make"
	actTokenRevoke access.Act = "token.revoke"
)

// tokenMark begins every token, so that programs which look for leaked secrets know one.
const tokenMark = "allmende_"

// Tokens carries out driving.Tokens.
type Tokens struct {
	work   driven.Work
	actors driven.TokenActors
}

var _ driving.Tokens = (*Tokens)(nil)

// NewTokens makes the use cases of API tokens.
func NewTokens(work driven.Work, actors driven.TokenActors) *Tokens { return &Tokens{work, actors} }

// TokenActor is who acts by a token.
func (uc *Tokens) TokenActor(ctx context.Context, secret string) (access.Actor, error) {
	return uc.actors.TokenActor(ctx, tokenOf(secret))
}

// Tokens lists one's own.
func (uc *Tokens) Tokens(ctx context.Context, actor access.Actor) (view.Tokens, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Tokens, error) {
		if err := inPerson(actor); err != nil {
			return view.Tokens{}, err
		}
		items, err := s.Tokens.List(ctx, actor.Person)
		found := view.Tokens{Items: items, Offered: []string{}, Latest: period.DayOf(s.Now).Add(access.TokenDays).String(), Most: access.TokensHeld}
		for _, act := range actor.MachineActs() {
			found.Offered = append(found.Offered, string(act))
		}
		return found, err
	})
}

// MakeToken makes one.
func (uc *Tokens) MakeToken(ctx context.Context, actor access.Actor, in access.TokenText) (view.Token, error) {
	attempt := driven.Attempt{Actor: actor, Act: actTokenMake, Object: audit.Object{Type: "person", ID: actor.Person.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.Token, error) {
		living, err := s.Tokens.Living(ctx, actor.Person)
		if err != nil {
			return view.Token{}, err
		}
		token, err := access.NewToken(actor, in, living, s.Now)
		if err != nil {
			return view.Token{}, err
		}
		secret := tokenMark + newToken()
		if err := s.Tokens.Add(ctx, token, tokenOf(secret)); err != nil {
			return view.Token{}, err
		}
		shown, err := uc.recorded(ctx, s, token, "token.made")
		shown.Secret = secret
		return shown, err
	})
}

// RevokeToken ends one.
func (uc *Tokens) RevokeToken(ctx context.Context, actor access.Actor, which access.TokenID, version int) (view.Token, error) {
	attempt := driven.Attempt{Actor: actor, Act: actTokenRevoke, Object: audit.Object{Type: "api-token", ID: which.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.Token, error) {
		if err := inPerson(actor); err != nil {
			return view.Token{}, err
		}
		token, err := s.Tokens.Get(ctx, actor.Person, which)
		if err != nil {
			return view.Token{}, err
		}
		if err := access.CheckVersion(version, token.State().Version); err != nil {
			return view.Token{}, err
		}
		if err := token.Revoke(s.Now); err != nil {
			return view.Token{}, err
		}
		if err := s.Tokens.Save(ctx, token); err != nil {
			return view.Token{}, err
		}
		return uc.recorded(ctx, s, token, "token.revoked")
	})
}

// inPerson refuses whoever acts by a token.
func inPerson(actor access.Actor) error {
	if !actor.Through.IsZero() {
		return access.ErrPeopleOnly
	}
	return nil
}

func (uc *Tokens) recorded(ctx context.Context, s driven.Stores, token *access.Token, action string) (view.Token, error) {
	t := token.State()
	acts := make([]string, len(t.Acts))
	for i, act := range t.Acts {
		acts[i] = string(act)
	}
	event := audit.Event{
		Action: action, Object: audit.Object{Type: "api-token", ID: t.ID.String(), Name: t.Name},
		Details: map[string]string{"acts": strings.Join(acts, ", "), "lastDay": t.LastDay.String()},
	}
	if err := s.Events.Record(ctx, event); err != nil {
		return view.Token{}, err
	}
	return s.Tokens.Show(ctx, t.Person, t.ID)
}
