package http

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/domain/access"
	"allmende/domain/id"
	"allmende/ports/view"
)

// shows makes the handler that answers with what a use case, asked, says of the object in the path.
func shows[U, T, V any](use U, ask func(U, context.Context, access.Actor, id.Of[T]) (V, error)) echo.HandlerFunc {
	return func(c echo.Context) error {
		which, err := pathID[T](c, "id")
		if err != nil {
			return err
		}
		answer, err := ask(use, c.Request().Context(), actor(c), which)
		if err != nil {
			return err
		}
		return shown(c, answer)
	}
}

// showsVersion makes the handler that answers with the object in the path, and with the version of it that whoever changes
// it says.
func showsVersion[U, T any, V versioned](use U, ask func(U, context.Context, access.Actor, id.Of[T]) (V, error)) echo.HandlerFunc {
	return func(c echo.Context) error {
		which, err := pathID[T](c, "id")
		if err != nil {
			return err
		}
		found, err := ask(use, c.Request().Context(), actor(c), which)
		if err != nil {
			return err
		}
		return written(c, http.StatusOK, found.Seen(), found)
	}
}

// tells makes the handler that answers with what a use case says to the actor, asked nothing else.
func tells[U, V any](use U, ask func(U, context.Context, access.Actor) (V, error)) echo.HandlerFunc {
	return func(c echo.Context) error {
		answer, err := ask(use, c.Request().Context(), actor(c))
		if err != nil {
			return err
		}
		return shown(c, answer)
	}
}

// showsPage makes the handler that answers with a page of what a use case lists.
func showsPage[U, V any](use U, ask func(U, context.Context, access.Actor, view.PageRequest) (V, error)) echo.HandlerFunc {
	return func(c echo.Context) error {
		page, err := pageRequest(c)
		if err != nil {
			return err
		}
		found, err := ask(use, c.Request().Context(), actor(c), page)
		if err != nil {
			return err
		}
		return shown(c, found)
	}
}

// showsPageOf makes the handler that answers with a page of what a use case lists of the object in the path.
func showsPageOf[U, T, V any](use U, ask func(U, context.Context, access.Actor, id.Of[T], view.PageRequest) (V, error)) echo.HandlerFunc {
	return func(c echo.Context) error {
		which, err := pathID[T](c, "id")
		if err != nil {
			return err
		}
		return showsPage(use, func(use U, ctx context.Context, actor access.Actor, page view.PageRequest) (V, error) {
			return ask(use, ctx, actor, which, page)
		})(c)
	}
}

// versioned is an object that says which version of it was read.
type versioned interface{ Seen() int }

// changed reads which object in which version, and answers with what became of it.
func changed[T any, V versioned](c echo.Context, act func(id.Of[T], int) (V, error)) error {
	which, err := pathID[T](c, "id")
	if err != nil {
		return err
	}
	version, err := ifMatch(c)
	if err != nil {
		return err
	}
	done, err := act(which, version)
	if err != nil {
		return err
	}
	return written(c, http.StatusOK, done.Seen(), done)
}

// acts makes the handler of an act on the object in the path that needs to be told nothing else.
func acts[U, T any, V versioned](use U, act func(U, context.Context, access.Actor, id.Of[T], int) (V, error)) echo.HandlerFunc {
	return func(c echo.Context) error {
		return changed(c, func(which id.Of[T], version int) (V, error) {
			return act(use, c.Request().Context(), actor(c), which, version)
		})
	}
}

// explains makes the handler of an act that must be explained.
func explains[U, T any, V versioned](use U, act func(U, context.Context, access.Actor, id.Of[T], int, string) (V, error)) echo.HandlerFunc {
	return func(c echo.Context) error {
		body, err := decode[reason](c)
		if err != nil {
			return err
		}
		return changed(c, func(which id.Of[T], version int) (V, error) {
			return act(use, c.Request().Context(), actor(c), which, version, body.Reason)
		})
	}
}
