package http

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"regexp"
	"strings"

	"github.com/labstack/echo/v4"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// session answers for signing in and out.
type session struct {
	signIn driving.SignIn
	demo   bool
}

const (
	actorKey = "allmende.actor"
	tokenKey = "allmende.token"
)

// actor is who acts; it is there behind authenticate.
func actor(c echo.Context) access.Actor {
	found, _ := c.Get(actorKey).(access.Actor)
	return found
}

func sessionToken(c echo.Context) string {
	text, _ := c.Get(tokenKey).(string)
	return text
}

// authenticate lets only those through who are signed in, and changes only when they
// come from a page of ours. Machines have no business here.
func authenticate(signIn driving.SignIn) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if _, byToken := bearer(c); byToken {
				return access.ErrPeopleOnly
			}
			token := cookie(c, sessionCookie)
			if token == "" {
				return access.ErrSignInRequired
			}
			found, err := signIn.Actor(c.Request().Context(), token)
			if err != nil {
				return err
			}
			if !reads(c.Request().Method) && (foreignSite(c) || !sameText(c.Request().Header.Get("X-CSRF-Token"), csrfToken(token))) {
				return access.ErrForged
			}
			c.Set(actorKey, found)
			c.Set(tokenKey, token)
			return next(c)
		}
	}
}

func reads(method string) bool { return method == http.MethodGet || method == http.MethodHead }

// foreignSite reports whether a browser says that another site sent the request;
// programs that are no browsers say nothing.
func foreignSite(c echo.Context) bool {
	from := c.Request().Header.Get("Sec-Fetch-Site")
	return from != "" && from != "same-origin" && from != "none"
}

// csrfToken follows from the session's token, which only the cookie carries, and
// does not give it away.
func csrfToken(token string) string {
	sum := sha256.Sum256([]byte("allmende csrf\n" + token))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

func sameText(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// The cookies: of the session, and of the browser, by which an account knows it
// again however often strangers fail (access.Door).
const (
	sessionCookie = "allmende"
	deviceCookie  = "allmende-device"
	deviceAge     = 400 * 24 * 60 * 60 // seconds; browsers keep none longer
)

// overPlainHTTP reports whether the request came to localhost without TLS: the one
// case in which a Secure cookie would not come back.
func overPlainHTTP(c echo.Context) bool {
	r := c.Request()
	if r.TLS != nil || r.Header.Get(echo.HeaderXForwardedProto) == "https" {
		return false
	}
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	address, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || (err == nil && address.IsLoopback())
}

func cookieName(c echo.Context, name string) string {
	if overPlainHTTP(c) {
		return name
	}
	return "__Host-" + name
}

var tokenText = regexp.MustCompile(`^[A-Za-z0-9_-]{43}$`)

// cookie is the token in a cookie, or empty.
func cookie(c echo.Context, name string) string {
	found, err := c.Cookie(cookieName(c, name))
	if err != nil || !tokenText.MatchString(found.Value) {
		return ""
	}
	return found.Value
}

func setCookie(c echo.Context, name, value string, seconds int) {
	c.SetCookie(&http.Cookie{ //nolint:gosec // It is secure wherever there is TLS.
		Name: cookieName(c, name), Value: value, Path: "/", MaxAge: seconds,
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: !overPlainHTTP(c),
	})
}

type credentials struct {
	Email    string `json:"email" validate:"required,min=3,max=254"`
	Password string `json:"password" validate:"required,max=200"`
}

// begin signs in.
func (h session) begin(c echo.Context) error {
	if foreignSite(c) {
		return access.ErrForged
	}
	body, err := decode[credentials](c)
	if err != nil {
		return err
	}
	signed, err := h.signIn.SignIn(c.Request().Context(), driving.Credentials{
		Email: body.Email, Password: body.Password, Address: networkOf(c.RealIP()),
		Device: cookie(c, deviceCookie), Former: cookie(c, sessionCookie),
	})
	if errors.Is(err, access.ErrThrottled) {
		tellWhen(c, err)
	}
	if err != nil {
		return err
	}
	setCookie(c, sessionCookie, signed.Token, int(access.SessionLife.Seconds()))
	setCookie(c, deviceCookie, signed.Device, deviceAge)
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSON(http.StatusCreated, withCSRF(signed.Session, signed.Token))
}

// networkOf is what throttling takes for one source: an IPv4 address, or the 64
// bits of an IPv6 network, out of which one customer has all addresses.
func networkOf(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	ip = ip.Unmap().WithZone("")
	if ip.Is4() {
		return ip.String()
	}
	network, _ := ip.Prefix(64) // fails for no IPv6 address
	return network.String()
}

// tellWhen says in headers when to try again.
func tellWhen(c echo.Context, err error) {
	f, _ := fault.Of(err)
	seconds := f.Params()["seconds"]
	h := c.Response().Header()
	h.Set("Retry-After", seconds)
	h.Set("RateLimit-Policy", `"sign-in";q=5;w=300`)
	h.Set("RateLimit", `"sign-in";r=0;t=`+seconds)
}

func withCSRF(s view.Session, token string) view.Session {
	s.CSRFToken = csrfToken(token)
	return s
}

// nobody is the answer to whom nobody signed in as. It is no refusal: every page
// asks, and a browser would report one as an error.
type nobody struct {
	Demo bool `json:"demo"`
}

// show tells who is signed in, or that nobody is.
func (h session) show(c echo.Context) error {
	token := cookie(c, sessionCookie)
	if token == "" {
		return shown(c, nobody{h.demo})
	}
	who, err := h.signIn.Actor(c.Request().Context(), token)
	if errors.Is(err, access.ErrSignInRequired) {
		return shown(c, nobody{h.demo})
	}
	if err != nil {
		return err
	}
	found, err := h.signIn.Session(c.Request().Context(), who, token)
	if err != nil {
		return err
	}
	return shown(c, withCSRF(found, token))
}

// end signs out.
func (h session) end(c echo.Context) error {
	if err := h.signIn.SignOut(c.Request().Context(), actor(c), sessionToken(c)); err != nil {
		return err
	}
	setCookie(c, sessionCookie, "", -1)
	return c.NoContent(http.StatusNoContent)
}

type switchCooperative struct {
	CooperativeID string `json:"cooperativeId" validate:"required,max=36"`
}

// switchTo moves the session to another cooperative.
func (h session) switchTo(c echo.Context) error {
	body, err := decode[switchCooperative](c)
	if err != nil {
		return err
	}
	to, err := bodyID[member.Cooperative](body.CooperativeID, "cooperativeId")
	if err != nil {
		return err
	}
	found, err := h.signIn.Switch(c.Request().Context(), actor(c), sessionToken(c), to)
	if err != nil {
		return err
	}
	return shown(c, withCSRF(found, sessionToken(c)))
}
