package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"allmende/adapters/cluster"
	"allmende/adapters/notary"
	"allmende/adapters/postgres"
	"allmende/adapters/webhook"
)

// installation is the database and the log's key, opened for one command. It
// works beside a running server and without one.
type installation struct {
	db     *postgres.DB
	notary *notary.Notary
	hooks  *webhook.Sender
	server *cluster.Cluster // nil with a given DATABASE_URL
}

func openInstallation(ctx context.Context, c config) (*installation, error) {
	if err := claimFolder(c.data); err != nil {
		return nil, err
	}
	key, err := notary.Open(filepath.Join(c.data, "log"))
	if err != nil {
		return nil, err
	}
	secret, err := webhook.OpenKey(filepath.Join(c.data, "log"))
	if err != nil {
		return nil, err
	}
	i := &installation{notary: key, hooks: webhook.New(webhook.Options{Key: secret, Public: c.public, Inside: c.inside, Now: time.Now})}
	url := c.database
	if url == "" {
		if i.server, err = cluster.Use(ctx, cluster.Config{Data: filepath.Join(c.data, "postgresql")}); err != nil {
			return nil, err
		}
		url = i.server.URL()
	}
	if i.db, err = postgres.Open(ctx, url); err != nil {
		return nil, errors.Join(err, i.close())
	}
	return i, nil
}

// claimFolder makes the data folder. The database's user must be able to walk
// through it, and sees nothing in it but its own folder.
func claimFolder(folder string) error {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, os.ErrNotExist) {
		if err := os.MkdirAll(folder, 0o711); err != nil { //nolint:gosec // passable, not readable
			return fmt.Errorf("make the data folder: %w", err)
		}
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the data folder: %w", err)
	}
	if len(entries) > 0 && !ours(entries) {
		return fmt.Errorf("%s holds files that are not Allmende's: name an empty folder in ALLMENDE_DATA", folder)
	}
	if len(entries) == 0 && os.Geteuid() == 0 {
		if err := os.Chmod(folder, 0o711); err != nil { //nolint:gosec // passable, not readable
			return fmt.Errorf("make the data folder passable: %w", err)
		}
	}
	return nil
}

// ours tells the data folder by what the first start leaves in it.
func ours(entries []os.DirEntry) bool {
	return slices.ContainsFunc(entries, func(e os.DirEntry) bool { return e.Name() == "log" || e.Name() == "postgresql" })
}

// gone is closed when the private server ended by itself.
func (i *installation) gone() <-chan struct{} {
	if i.server == nil {
		return nil
	}
	return i.server.Done()
}

func (i *installation) close() error {
	if i.db != nil {
		i.db.Close()
	}
	if i.server != nil {
		return i.server.Stop()
	}
	return nil
}
