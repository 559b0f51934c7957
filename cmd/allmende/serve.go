package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"strconv"
	"time"

	allmendehttp "allmende/adapters/http"
	"allmende/ports/usecase"
)

// serveCmd serves until it is told to stop.
type serveCmd struct{}

// Help is shown under the command's usage.
func (serveCmd) Help() string {
	return "Example: ALLMENDE_LISTEN=localhost:8081 allmende serve"
}

// Run serves pages and interface; the first start of an empty installation loads
// the demonstration.
func (serveCmd) Run(ctx context.Context, c config, say *console) error {
	listener, err := net.Listen("tcp", c.listen) // first, so that a taken port is told at once
	if err != nil {
		return fmt.Errorf("listen on %s: %w", c.listen, err)
	}
	defer listener.Close() //nolint:errcheck // the server closes it, this is for the ways out before
	i, err := openInstallation(ctx, c)
	if err != nil {
		return err
	}
	err = i.serve(ctx, c, listener, say)
	return errors.Join(err, i.close())
}

func (i *installation) serve(ctx context.Context, c config, listener net.Listener, say *console) error {
	demo, err := i.loadDemoWhenEmpty(ctx, c, say)
	if err != nil {
		return err
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	log := slog.New(slog.NewTextHandler(say.progress, nil))
	verification := i.verification()
	delivering, err := i.delivering(c)
	if err != nil {
		return err
	}
	files, err := c.papers.files(ctx, c.data)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:           allmendehttp.New(i.services(c, files, log, demo)),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       60 * time.Second, // of what has no body
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	sequenced := make(chan struct{})
	go func() {
		defer close(sequenced)
		sequence(ctx, verification, log)
	}()
	delivered := make(chan struct{})
	go func() {
		defer close(delivered)
		deliver(ctx, delivering, log)
	}()
	done := make(chan struct{})
	go func() {
		defer close(done)
		runAll(ctx, i.chores(c), log)
	}()
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	say.say("Allmende serves on http://%s", address(c.listen, listener))
	if tcp, ok := listener.Addr().(*net.TCPAddr); ok && !tcp.IP.IsLoopback() {
		say.say("From other machines it can be signed in to over TLS only: put a server that speaks it in front, and have it set X-Forwarded-Proto.")
	}
	err = i.wait(ctx, failed)
	cancel()
	say.say("Stopping …")
	return errors.Join(err, shutDown(server), waitFor(sequenced), waitFor(delivered), waitFor(done))
}

// garbage is how much of it may lie about, in percent of what is in use: some 8 MB are, and
// with Go's own 100 a third of the server's time went into collecting under load.
const garbage = 300

// wait ends with nil when the stop was wanted.
func (i *installation) wait(ctx context.Context, failed <-chan error) error {
	select {
	case <-ctx.Done():
		return nil
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-i.gone():
		return errors.New("the private PostgreSQL ended by itself; its log is in the data folder")
	}
}

// grace is what requests under way get to finish.
const grace = 10 * time.Second

func shutDown(server *http.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		return fmt.Errorf("stop serving: %w", err)
	}
	return nil
}

func waitFor(done <-chan struct{}) error {
	<-done
	return nil
}

// sequence extends the signed log every second until the end, and once more then.
func sequence(ctx context.Context, verification *usecase.Verification, log *slog.Logger) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
			defer cancel()
			extend(last, verification, log)
			return
		}
		extend(ctx, verification, log)
	}
}

func extend(ctx context.Context, verification *usecase.Verification, log *slog.Logger) {
	if _, err := verification.Extend(ctx); err != nil && ctx.Err() == nil {
		log.Error("the signed log is not extended", "error", err)
	}
}

// address is where people reach it: as they named it, with the port that was taken
// where they left that open.
func address(named string, listener net.Listener) string {
	host, _, err := net.SplitHostPort(named)
	tcp, ok := listener.Addr().(*net.TCPAddr)
	if err != nil || !ok {
		return listener.Addr().String()
	}
	if host == "" || host == "0.0.0.0" || host == "::" {
		host = "localhost"
	}
	return net.JoinHostPort(host, strconv.Itoa(tcp.Port))
}
