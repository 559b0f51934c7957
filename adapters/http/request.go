package http

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"mime"
	"net/http"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/go-playground/validator/v10"
	"github.com/labstack/echo/v4"
	"golang.org/x/text/unicode/norm"

	"allmende/domain/access"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/ports/view"
)

// shape checks what a struct's tags say: lengths, ranges, patterns. What a value
// means is the domain's business.
var shape = newShape()

// embedded stands in the path of a field for a struct whose members are the body's own.
const embedded = "^"

func newShape() *validator.Validate {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(func(f reflect.StructField) string {
		if f.Anonymous {
			return embedded
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		return name
	})
	return v
}

// decode reads the body into a T: JSON with known members in their own case, each
// once, in valid UTF-8 (NFC) without NUL, of the right types and shape.
func decode[T any](c echo.Context) (T, error) {
	var into T
	body, err := readBody(c)
	if err != nil {
		return into, err
	}
	if err := json.Unmarshal(body, &into, json.RejectUnknownMembers(true), json.WithUnmarshalers(noNull)); err != nil {
		return into, malformed(err)
	}
	return into, misshapen(shape.Struct(into))
}

// noNull refuses null everywhere: what there is not is left out (docs/decisions/0003-contract.md).
var noNull = json.UnmarshalFromFunc(func(from *jsontext.Decoder, _ any) error {
	if from.PeekKind() == 'n' {
		return errors.New("null")
	}
	return errors.ErrUnsupported // read on as usual
})

// bodyKey is where readBody leaves the body for the fingerprint of a key.
const bodyKey = "allmende.body"

func readBody(c echo.Context) ([]byte, error) {
	kind, _, err := mime.ParseMediaType(c.Request().Header.Get(echo.HeaderContentType))
	if err != nil || kind != echo.MIMEApplicationJSON {
		return nil, errUnsupported
	}
	body, err := io.ReadAll(c.Request().Body)
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return nil, errTooLarge.With("limit", strconv.FormatInt(tooLarge.Limit, 10))
	}
	if err != nil {
		return nil, errIncomplete
	}
	if !utf8.Valid(body) || strings.Contains(string(body), `\u0000`) || bytes.ContainsFunc(body, turnsText) {
		return nil, errMalformed
	}
	body = norm.NFC.Bytes(body)
	c.Set(bodyKey, body)
	return body, nil
}

// turnsText reports the controls that show text in another order than it has
// (Unicode, Bidi_Control): an amount or a name must read as it is.
func turnsText(r rune) bool { return unicode.Is(unicode.Bidi_Control, r) }

// malformed says what is wrong with a JSON text, and where.
func malformed(err error) error {
	var wrong *json.SemanticError
	if !errors.As(err, &wrong) {
		return errMalformed
	}
	field := strings.ReplaceAll(strings.TrimPrefix(string(wrong.JSONPointer), "/"), "/", ".")
	if errors.Is(err, json.ErrUnknownName) {
		return errUnknown.At(field)
	}
	return errWrongType.At(field)
}

// index turns the validator's "lines[0].quantity" into "lines.0.quantity".
var index = regexp.MustCompile(`\[([0-9]+)\]`)

func misshapen(err error) error {
	var wrong validator.ValidationErrors
	if !errors.As(err, &wrong) {
		return err
	}
	_, path, _ := strings.Cut(wrong[0].Namespace(), ".")
	f := errField.At(index.ReplaceAllString(strings.ReplaceAll(path, embedded+".", ""), ".$1")).With("check", wrong[0].Tag())
	if wrong[0].Param() != "" {
		f = f.With("bound", wrong[0].Param())
	}
	return f
}

// pathID reads an id from the path; what is no id does not exist.
func pathID[T any](c echo.Context, name string) (id.Of[T], error) {
	got, err := id.Parse[T](c.Param(name))
	if err != nil {
		return "", access.ErrNotFound
	}
	return got, nil
}

var entityTag = regexp.MustCompile(`^"([0-9]{1,9})"$`)

// ifMatch reads the version of the object that the caller acted on.
func ifMatch(c echo.Context) (int, error) {
	found := entityTag.FindStringSubmatch(c.Request().Header.Get("If-Match"))
	if found == nil {
		return 0, errNoVersion
	}
	return strconv.Atoi(found[1])
}

var keyText = regexp.MustCompile(`^[A-Za-z0-9_-]{8,100}$`)

// requiredKey reads the Idempotency-Key and ties it to this request; call it
// after decode.
func requiredKey(c echo.Context) (access.Key, error) {
	key, err := optionalKey(c)
	if err == nil && key.Key == "" {
		return key, errNoKey
	}
	return key, err
}

// optionalKey is requiredKey where a request may come without.
func optionalKey(c echo.Context) (access.Key, error) {
	text := c.Request().Header.Get("Idempotency-Key")
	if text == "" {
		return access.Key{}, nil
	}
	if !keyText.MatchString(text) {
		return access.Key{}, errNoKey
	}
	body, _ := c.Get(bodyKey).([]byte)
	sum := sha256.Sum256(append([]byte(c.Request().Method+" "+c.Request().URL.Path+"\n"), body...))
	return access.Key{Key: ownKey(actor(c).Through, text), Fingerprint: hex.EncodeToString(sum[:])}, nil
}

// pageRequest reads cursor and limit.
func pageRequest(c echo.Context) (view.PageRequest, error) {
	page := view.PageRequest{Cursor: c.QueryParam("cursor"), Limit: 50}
	if len(page.Cursor) > 400 {
		return page, access.ErrCursor
	}
	if text := c.QueryParam("limit"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > 200 {
			return page, errField.At("limit").With("check", "max").With("bound", "200")
		}
		page.Limit = n
	}
	return page, nil
}

// queryID reads an optional id from the query.
func queryID[T any](c echo.Context, name string) (id.Of[T], error) {
	text := c.QueryParam(name)
	if text == "" {
		return "", nil
	}
	return bodyID[T](text, name)
}

// bodyID reads an id of the body, which stands in a field of it.
func bodyID[T any](text, field string) (id.Of[T], error) {
	got, err := id.Parse[T](text)
	return got, fault.At(err, field)
}

// queryFlag reads an optional true or false from the query, and what it is otherwise.
func queryFlag(c echo.Context, name string, otherwise bool) (bool, error) {
	switch c.QueryParam(name) {
	case "":
		return otherwise, nil
	case "true":
		return true, nil
	case "false":
		return false, nil
	}
	return false, errField.At(name).With("check", "oneof")
}

// given is an optional text, empty for none.
func given(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

// reason is the body of acts that must be explained.
type reason struct {
	Reason string `json:"reason" validate:"required,min=3,max=2000"`
}

// written answers a change: the object and its version as ETag.
func written(c echo.Context, status, version int, object any) error {
	c.Response().Header().Set("ETag", `"`+strconv.Itoa(version)+`"`)
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSON(status, object)
}

// created answers a creation with the path at which it is found within the interface.
func created(c echo.Context, path string, version int, object any) error {
	c.Response().Header().Set(echo.HeaderLocation, apiPath+path)
	return written(c, http.StatusCreated, version, object)
}

// shown answers a read.
func shown(c echo.Context, object any) error {
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.JSON(http.StatusOK, object)
}
