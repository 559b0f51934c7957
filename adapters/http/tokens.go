package http

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"regexp"
	"strings"

	"github.com/labstack/echo/v4"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/ports/driving"
)

// tokens answers for people's API tokens.
type tokens struct{ tokens driving.Tokens }

// bearer is the text of the Authorization header behind its scheme (RFC 6750), and whether
// there is such a header: then no cookie counts, whatever it says.
func bearer(c echo.Context) (text string, given bool) {
	header := c.Request().Header.Get(echo.HeaderAuthorization)
	if header == "" {
		return "", false
	}
	scheme, text, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return "", true
	}
	return text, true
}

var secretText = regexp.MustCompile(`^allmende_[A-Za-z0-9_-]{43}$`)

// orByToken lets machines through by their tokens, and sends everybody else to people. No
// browser sends a token by itself, so there is nothing to forge and no CSRF token.
func orByToken(known driving.Tokens, people echo.MiddlewareFunc) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		person := people(next)
		return func(c echo.Context) error {
			secret, given := bearer(c)
			if !given {
				return person(c)
			}
			if !secretText.MatchString(secret) {
				return access.ErrTokenUnknown
			}
			found, err := known.TokenActor(c.Request().Context(), secret)
			if err != nil {
				return err
			}
			c.Set(actorKey, found)
			return next(c)
		}
	}
}

// covering keeps out tokens that cover none of the acts: a list that is empty for want of
// them would tell a program something wrong.
func covering(acts []access.Act) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if err := actor(c).CoversSome(acts...); err != nil {
				return err
			}
			return next(c)
		}
	}
}

// challenge says, as RFC 6750 has it, what is wrong with a token that was refused.
func challenge(c echo.Context, f *fault.Fault) {
	if _, given := bearer(c); !given {
		return
	}
	switch {
	case f.Kind() == fault.Unauthenticated:
		c.Response().Header().Set(echo.HeaderWWWAuthenticate, `Bearer realm="Allmende", error="invalid_token"`)
	case f.Is(access.ErrTokenScope):
		c.Response().Header().Set(echo.HeaderWWWAuthenticate, `Bearer realm="Allmende", error="insufficient_scope"`)
	}
}

// ownKey sets the keys of a token apart from those of its person's sessions and other tokens:
// two programs may well count their requests alike.
func ownKey(by access.Through, text string) string {
	if by.IsZero() {
		return text
	}
	sum := sha256.Sum256([]byte(by.Token.String() + "\n" + text))
	return hex.EncodeToString(sum[:])
}

type tokenBody struct {
	Name    string   `json:"name" validate:"required,max=60"`
	Acts    []string `json:"acts" validate:"required,min=1,max=50,dive,max=40"`
	LastDay string   `json:"lastDay" validate:"required,max=10"`
}

// make takes no Idempotency-Key: the kept answer would hold the secret.
func (h tokens) make(c echo.Context) error {
	body, err := decode[tokenBody](c)
	if err != nil {
		return err
	}
	made, err := h.tokens.MakeToken(c.Request().Context(), actor(c), access.TokenText(body))
	if err != nil {
		return err
	}
	return written(c, http.StatusCreated, made.Version, made)
}
