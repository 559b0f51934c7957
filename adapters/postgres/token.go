package postgres

import (
	"context"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// tokens keeps API tokens in api_token.
type tokens struct {
	tx *gorm.DB
	in scope
}

var (
	_ driven.Tokens      = tokens{}
	_ driven.TokenActors = (*DB)(nil)
)

// Living counts the tokens that are good still, of a person nobody else makes one for.
func (s tokens) Living(_ context.Context, p member.PersonID) (int, error) {
	if err := s.tx.Exec(`select pg_advisory_xact_lock(hashtextextended('api_token/' || ?, 0))`, p.String()).Error; err != nil {
		return 0, fmt.Errorf("wait for a person's tokens: %w", err)
	}
	var living int
	err := s.tx.Raw(`select count(*) from api_token t where t.cooperative_id = ? and t.person_id = ? and token_standing(t) = 'living'`,
		s.in.cooperative, p.String()).Row().Scan(&living)
	if err != nil {
		return 0, fmt.Errorf("count a person's tokens: %w", err)
	}
	return living, nil
}

// Add stores a token by the hash of its secret.
func (s tokens) Add(_ context.Context, token *access.Token, secret driven.Token) error {
	t := token.State()
	acts := make([]string, len(t.Acts))
	for i, act := range t.Acts {
		acts[i] = string(act)
	}
	err := s.tx.Exec(`insert into api_token (cooperative_id, id, person_id, name, token_hash, acts, last_day, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)`,
		s.in.cooperative, t.ID.String(), t.Person.String(), t.Name, digest(secret), strings.Join(acts, ","), t.LastDay.String(), t.CreatedAt).Error
	if err != nil {
		return fmt.Errorf("add a token: %w", err)
	}
	return nil
}

// Get locks a token.
func (s tokens) Get(_ context.Context, p member.PersonID, which access.TokenID) (*access.Token, error) {
	var rows []struct {
		Name, Acts string
		LastDay    time.Time
		CreatedAt  time.Time
		RevokedAt  *time.Time
		Version    int
	}
	err := s.tx.Raw(`select name, acts, last_day, created_at, revoked_at, version from api_token where cooperative_id = ? and person_id = ? and id = ? for update`,
		s.in.cooperative, p.String(), which.String()).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("find a token: %w", err)
	}
	if len(rows) == 0 {
		return nil, access.ErrNotFound
	}
	r := rows[0]
	state := access.TokenState{ID: which, Person: p, Name: r.Name, LastDay: period.FromUTC(r.LastDay), CreatedAt: r.CreatedAt.UTC(), Version: r.Version}
	for act := range strings.SplitSeq(r.Acts, ",") {
		state.Acts = append(state.Acts, access.Act(act))
	}
	if r.RevokedAt != nil {
		state.RevokedAt = r.RevokedAt.UTC()
	}
	return access.RestoreToken(state), nil
}

// Save stores that a token was revoked.
func (s tokens) Save(_ context.Context, token *access.Token) error {
	t := token.State()
	err := s.tx.Exec(`update api_token set revoked_at = ?, version = ? where cooperative_id = ? and id = ?`,
		t.RevokedAt, t.Version, s.in.cooperative, t.ID.String()).Error
	if err != nil {
		return fmt.Errorf("revoke a token: %w", err)
	}
	return nil
}

const shownSQL = `select t.id::text, t.name, t.acts, t.last_day, token_standing(t) as standing, t.created_at, u.used_at, t.revoked_at, t.version
	from api_token t left join api_token_use u on u.cooperative_id = t.cooperative_id and u.token_id = t.id
	where t.cooperative_id = ? and t.person_id = ?`

// List shows a person's tokens; those that live are at most access.TokensHeld.
func (s tokens) List(_ context.Context, p member.PersonID) ([]view.Token, error) {
	return s.shown(shownSQL+` order by token_standing(t) = 'living' desc, t.id desc limit 100`, s.in.cooperative, p.String())
}

// Show shows one.
func (s tokens) Show(_ context.Context, p member.PersonID, which access.TokenID) (view.Token, error) {
	found, err := s.shown(shownSQL+` and t.id = ?`, s.in.cooperative, p.String(), which.String())
	if err != nil {
		return view.Token{}, err
	}
	if len(found) == 0 {
		return view.Token{}, access.ErrNotFound
	}
	return found[0], nil
}

func (s tokens) shown(sql string, args ...any) ([]view.Token, error) {
	var rows []struct {
		ID, Name, Acts, Standing string
		LastDay, CreatedAt       time.Time
		UsedAt, RevokedAt        *time.Time
		Version                  int
	}
	if err := s.tx.Raw(sql, args...).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("show tokens: %w", err)
	}
	found := make([]view.Token, len(rows))
	for i, r := range rows {
		found[i] = view.Token{
			ID: r.ID, Name: r.Name, Acts: strings.Split(r.Acts, ","), LastDay: period.FromUTC(r.LastDay).String(), Standing: r.Standing,
			CreatedAt: r.CreatedAt.UTC(), UsedAt: utcOrZero(r.UsedAt), RevokedAt: utcOrZero(r.RevokedAt), Version: r.Version,
		}
	}
	return found, nil
}

func utcOrZero(at *time.Time) time.Time {
	if at == nil {
		return time.Time{}
	}
	return at.UTC()
}

// refusedTokens say why a token that was found is good for nothing.
var refusedTokens = map[string]*fault.Fault{"expired": access.ErrTokenExpired, "revoked": access.ErrTokenRevoked}

// TokenActor finds who acts by a token, in one statement.
func (db *DB) TokenActor(ctx context.Context, secret driven.Token) (access.Actor, error) {
	var standing, found *string
	if err := db.app.QueryRow(ctx, `select standing, actor from token_actor($1)`, secret[:]).Scan(&standing, &found); err != nil {
		return access.Actor{}, fmt.Errorf("find the token: %w", err)
	}
	if standing == nil || found == nil {
		return access.Actor{}, access.ErrTokenUnknown
	}
	if refusal := refusedTokens[*standing]; refusal != nil {
		return access.Actor{}, refusal
	}
	return actorOf(*found)
}
