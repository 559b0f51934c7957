// Package cluster keeps a private PostgreSQL in a data folder. It creates the
// server there, starts it, lets several commands share it and stops it when the
// one that runs it ends, by whatever death. It never touches a database or a
// folder that it did not create, and it opens no network port.
//
// Errors are whole sentences for whoever sits at the terminal.
package cluster

import (
	"context"
	"errors"
	"fmt"
	"time"
)

const (
	// pause lies between two looks at something that another process changes.
	pause = 25 * time.Millisecond
	// grace is how long a server that should stop waits for the commands which
	// share it: longer than any of them takes, and short enough for Ctrl-C.
	grace = 10 * time.Second
)

// Config says where the private server lives and how it runs.
type Config struct {
	// Data is the folder that belongs to Allmende alone. It is made when missing
	// and claimed when empty; any other content than our own is refused.
	Data string
	// Binaries is the folder of initdb and postgres. Empty: the newest of
	// Debian's packages, then PATH.
	Binaries string
	// Fast gives up durability for speed. For tests alone.
	Fast bool
}

// Cluster is this process's share in the private server of a data folder.
type Cluster struct {
	config Config
	folder folder
	url    string
	cancel context.CancelFunc
	gone   chan struct{}
	err    error
}

// seat is how a process takes part: its owner runs the server, a guest uses the
// one that another process runs. A guest that took the server over has both locks.
type seat struct {
	owner  *lock
	guest  *lock
	server *process
}

// Use gives a share in the server of config.Data: it starts the server, or joins
// the one that another process has started. ctx bounds the starting only; end the
// share with Stop. When the process that runs the server ends before this one, the
// server moves here: connections break once, the URL stays.
func Use(ctx context.Context, config Config) (*Cluster, error) {
	home, err := claim(config.Data)
	if err != nil {
		return nil, err
	}
	c := &Cluster{config: config, folder: home, gone: make(chan struct{})}
	taken, err := c.join(ctx)
	if err != nil {
		return nil, err
	}
	c.url, err = home.url(database)
	if err != nil {
		return nil, errors.Join(err, c.leave(taken))
	}
	life, cancel := context.WithCancel(context.WithoutCancel(ctx))
	c.cancel = cancel
	go c.stay(life, taken)
	return c, nil
}

// URL is the connection of the owner, who may do everything, to Allmende's database.
// It bears the password: never log it.
func (c *Cluster) URL() string { return c.url }

// Done is closed when the share has ended: after Stop, or because the server died.
func (c *Cluster) Done() <-chan struct{} { return c.gone }

// Stop ends the share and says what went wrong during it. The process that runs the
// server first waits a little for the guests, then stops it. Calling it again is harmless.
func (c *Cluster) Stop() error {
	c.cancel()
	<-c.gone
	return c.err
}

// join waits until this process has a seat. Whoever holds the owner's lock runs the
// server; whoever cannot get it is a guest as soon as the server answers.
func (c *Cluster) join(ctx context.Context) (seat, error) {
	look := time.NewTicker(pause)
	defer look.Stop()
	for {
		taken, seated, err := c.takeSeat(ctx)
		if err != nil || seated {
			return taken, err
		}
		select {
		case <-ctx.Done():
			return seat{}, fmt.Errorf("the private PostgreSQL of %s, which another process runs, did not answer in time: %w",
				c.folder.path, ctx.Err())
		case <-look.C:
		}
	}
}

func (c *Cluster) takeSeat(ctx context.Context) (seat, bool, error) {
	taken, seated, err := c.own(ctx)
	if err != nil || seated {
		return taken, seated, err
	}
	guest, err := tryLock(c.folder.guests(), shared)
	if err != nil || guest == nil {
		return seat{}, false, err
	}
	switch err := c.folder.answers(ctx); {
	case err == nil:
		return seat{guest: guest}, true, nil
	case wrongPassword(err):
		return seat{}, false, errors.Join(c.folder.passwordRefused(), guest.release())
	}
	return seat{}, false, guest.release()
}

// own starts the server if no other process runs it.
func (c *Cluster) own(ctx context.Context) (seat, bool, error) {
	owner, err := tryLock(c.folder.marker(), exclusive)
	if err != nil || owner == nil {
		return seat{}, false, err
	}
	server, err := start(ctx, c.config, c.folder)
	if err != nil {
		return seat{}, false, errors.Join(err, owner.release())
	}
	return seat{owner: owner, server: server}, true, nil
}

// stay holds the seat until life ends or the server dies.
func (c *Cluster) stay(life context.Context, taken seat) {
	defer close(c.gone)
	taken, err := c.watch(life, taken)
	c.err = errors.Join(err, c.leave(taken))
}

// watch returns the seat held at the end: a guest whose host has gone becomes owner.
func (c *Cluster) watch(life context.Context, taken seat) (seat, error) {
	for taken.server == nil {
		heir, seated, err := c.inherit(life)
		switch {
		case seated:
			heir.guest = taken.guest
			taken = heir
		case life.Err() != nil:
			return taken, nil
		case err != nil:
			return taken, err
		}
	}
	select {
	case <-life.Done():
		return taken, nil
	case <-taken.server.exited:
		return taken, fmt.Errorf("the private PostgreSQL has ended unexpectedly; its log is %s", c.folder.log())
	}
}

func (c *Cluster) inherit(life context.Context) (seat, bool, error) {
	select {
	case <-life.Done():
		return seat{}, false, nil
	case <-time.After(pause):
		return c.own(life)
	}
}

// leave gives up the seat, and with it the server if this process runs it.
func (c *Cluster) leave(taken seat) error {
	if err := taken.guest.release(); err != nil || taken.server == nil {
		return err
	}
	others, err := c.seeGuestsOff()
	return errors.Join(err, taken.server.stop(), others.release(), taken.owner.release())
}

// seeGuestsOff waits until no guest is left, and then keeps new ones out. When grace
// is over it returns without a lock: the guests that stayed take the server over.
func (c *Cluster) seeGuestsOff() (*lock, error) {
	over := time.NewTimer(grace)
	defer over.Stop()
	look := time.NewTicker(pause)
	defer look.Stop()
	for {
		alone, err := tryLock(c.folder.guests(), exclusive)
		if err != nil || alone != nil {
			return alone, err
		}
		select {
		case <-over.C:
			return nil, nil
		case <-look.C:
		}
	}
}
