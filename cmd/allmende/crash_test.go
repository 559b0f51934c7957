package main_test

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"allmende/adapters/cluster"
	"allmende/adapters/cluster/clustertest"
	"allmende/cmd/bench/stage"
)

const (
	crashBuyers = 64 // at once
	crashOrders = 4  // of each, one after the other
	crashes     = 4
)

// 64 buyers order out of one contract while the server, and with it its database, is
// killed four times. Whoever got no answer asks again with the same key, as a browser
// does. In the end every key stands for one order or one refusal: none lost, none double,
// the maximum kept to the cent, and nobody refused while enough was left.
func TestNoOrderIsLostOrDoubledWhenTheServerIsKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("kills servers for half a minute")
	}
	s := newVictim(t)
	s.prepare(stage.Plan{Members: 16, Buyers: 16, Frameworks: 1, Items: 3, Maximum: "1000.00"})
	s.start()
	orders := s.orders()
	var answered atomic.Int64
	var all sync.WaitGroup
	for _, mine := range orders {
		all.Go(func() {
			for _, o := range mine {
				s.insist(o)
				answered.Add(1)
			}
		})
	}
	done := make(chan struct{})
	go func() { all.Wait(); close(done) }()
	for n := range crashes {
		s.killAfter(done, &answered, int64((n+1)*crashBuyers*crashOrders/(crashes+1)))
	}
	<-done
	s.repeatAll(orders)
	s.stop()
	s.judge(orders)
}

// victim is a server that is killed, and started again on the same data.
type victim struct {
	t       *testing.T
	binary  string
	data    string
	address string
	env     []string // beside what every server gets
	stage   stage.Stage

	mu      sync.Mutex // over running
	running *exec.Cmd
}

func newVictim(t *testing.T) *victim {
	t.Helper()
	v := &victim{t: t, binary: filepath.Join(t.TempDir(), "allmende"), data: clustertest.Folder(t)}
	if out, err := exec.Command("go", "build", "-o", v.binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("build the server: %v\n%s", err, out)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	v.address = free.Addr().String()
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(v.kill)
	return v
}

func (v *victim) command(args ...string) *exec.Cmd {
	cmd := exec.Command(v.binary, args...)
	cmd.Env = append(os.Environ(), "ALLMENDE_DATA="+v.data, "ALLMENDE_LISTEN="+v.address, "ALLMENDE_DEMO=off", "DATABASE_URL=")
	cmd.Env = append(cmd.Env, v.env...)
	return cmd
}

// owner runs do with the owner's connection on the same data, whether or not a server runs.
func (v *victim) owner(do func(context.Context, *pgxpool.Pool)) {
	v.t.Helper()
	ctx := context.WithoutCancel(v.t.Context())
	server, err := cluster.Use(ctx, cluster.Config{Data: filepath.Join(v.data, "postgresql")})
	if err != nil {
		v.t.Fatal(err)
	}
	pool, err := pgxpool.New(ctx, server.URL())
	if err != nil {
		v.t.Fatal(err)
	}
	do(ctx, pool)
	pool.Close()
	if err := server.Stop(); err != nil {
		v.t.Fatal(err)
	}
}

func (v *victim) prepare(plan stage.Plan) {
	v.t.Helper()
	if out, err := v.command("migrate").CombinedOutput(); err != nil {
		v.t.Fatalf("migrate: %v\n%s", err, out)
	}
	v.owner(func(ctx context.Context, pool *pgxpool.Pool) {
		var err error
		if v.stage, err = stage.Set(ctx, pool, plan); err != nil {
			v.t.Fatal(err)
		}
	})
}

// start runs a server and waits until it serves.
func (v *victim) start() {
	v.t.Helper()
	cmd := v.command("serve")
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		v.t.Fatal(err)
	}
	v.mu.Lock()
	v.running = cmd
	v.mu.Unlock()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for range 3000 {
		<-tick.C
		response, err := http.Get("http://" + v.address + "/healthz")
		if err == nil {
			_ = response.Body.Close()
			return
		}
	}
	v.kill()
	v.t.Fatalf("the server does not serve within a minute:\n%s", said.String())
}

// kill ends the server as a power cut would: without a last word.
func (v *victim) kill() {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.running != nil {
		_ = v.running.Process.Kill()
		_ = v.running.Wait()
		v.running = nil
	}
}

// stop ends the server in good order.
func (v *victim) stop() {
	v.t.Helper()
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.running.Process.Signal(os.Interrupt); err != nil {
		v.t.Fatal(err)
	}
	if err := v.running.Wait(); err != nil {
		v.t.Errorf("the server ended with %v", err)
	}
	v.running = nil
}

// verify has the installation verified, while no server runs.
func (v *victim) verify() {
	v.t.Helper()
	if out, err := v.command("verify").CombinedOutput(); err != nil {
		v.t.Errorf("verify: %v\n%.2000s", err, out)
	}
}

// killAfter kills the server in the midst of the orders, and starts it again.
func (v *victim) killAfter(done <-chan struct{}, answered *atomic.Int64, enough int64) {
	v.t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for answered.Load() < enough {
		select {
		case <-done:
			v.t.Errorf("all is answered, and %d crashes were meant", crashes)
			return
		case <-tick.C:
		}
	}
	v.kill()
	v.start()
}
