// Package bare is the least that can answer for a list: Echo, one statement by pgx, JSON.
// It knows no session, no cooperative and no right; what Allmende's list costs beyond it is
// what these are paid with.
package bare

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/labstack/echo/v4"
)

//go:embed fill.sql
var fillSQL string

// Fill makes the table of so many rows.
func Fill(ctx context.Context, owner *pgxpool.Pool, rows int) error {
	if _, err := owner.Exec(ctx, fillSQL); err != nil {
		return fmt.Errorf("fill the bare list: %w", err)
	}
	if _, err := owner.Exec(ctx, `select bare_fill($1)`, rows); err != nil {
		return fmt.Errorf("fill the bare list: %w", err)
	}
	if _, err := owner.Exec(ctx, `vacuum analyze bare_order`); err != nil {
		return fmt.Errorf("fill the bare list: %w", err)
	}
	return nil
}

type ref struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type order struct {
	ID        string    `json:"id"`
	Number    string    `json:"number"`
	Status    string    `json:"status"`
	Total     string    `json:"total"`
	CreatedAt time.Time `json:"createdAt"`
	CreatedBy string    `json:"createdBy"`
	Member    ref       `json:"member"`
	Supplier  ref       `json:"supplier"`
	Framework ref       `json:"framework"`
}

// Serve lists the table at /list?limit=50&after=… until ctx ends.
func Serve(ctx context.Context, database, address string) error {
	pool, err := pgxpool.New(ctx, database)
	if err != nil {
		return fmt.Errorf("serve the bare list: %w", err)
	}
	defer pool.Close()
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.GET("/list", func(c echo.Context) error {
		limit, err := strconv.Atoi(c.QueryParam("limit"))
		if err != nil {
			return echo.ErrBadRequest
		}
		orders, err := list(c.Request().Context(), pool, c.QueryParam("after"), limit)
		if err != nil {
			return err
		}
		return c.JSON(http.StatusOK, map[string]any{"items": orders})
	})
	go func() {
		<-ctx.Done()
		_ = e.Close()
	}()
	if err := e.Start(address); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve the bare list: %w", err)
	}
	return nil
}

func list(ctx context.Context, pool *pgxpool.Pool, after string, limit int) ([]order, error) {
	rows, err := pool.Query(ctx, `select id::text, number, status, total::text, created_at, created_by, member_id::text, member_name, supplier_id::text, supplier_name,
			framework_id::text, framework_name from bare_order where id < coalesce(nullif($1, '')::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff') order by bare_order.id desc limit $2`, after, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (o order, err error) {
		err = row.Scan(&o.ID, &o.Number, &o.Status, &o.Total, &o.CreatedAt, &o.CreatedBy, &o.Member.ID, &o.Member.Name, &o.Supplier.ID, &o.Supplier.Name, &o.Framework.ID, &o.Framework.Name)
		return o, err
	})
}
