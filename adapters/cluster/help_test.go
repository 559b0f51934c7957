package cluster

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// childConfig makes the test binary a command that uses a cluster until it is told to end.
const childConfig = "CLUSTER_TEST_CHILD"

func TestMain(m *testing.M) {
	if text := os.Getenv(childConfig); text != "" {
		os.Exit(beChild(text))
	}
	os.Exit(m.Run())
}

// beChild prints the server's process once it answers, and stops when its input ends.
func beChild(text string) int {
	var config Config
	if err := json.Unmarshal([]byte(text), &config); err != nil {
		fmt.Println(err)
		return 2
	}
	c, err := Use(context.Background(), config)
	if err != nil {
		fmt.Println(err)
		return 1
	}
	pid, err := c.folder.postmaster()
	fmt.Println(pid)
	_, _ = io.Copy(io.Discard, os.Stdin)
	if err != nil || c.Stop() != nil {
		return 1
	}
	return 0
}

// child is another process that uses a cluster.
type child struct {
	cmd        *exec.Cmd
	postmaster int
}

func startChild(t *testing.T, config Config) child {
	t.Helper()
	text, err := json.Marshal(config)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childConfig+"="+string(text))
	cmd.Stderr = os.Stderr
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	c := child{cmd: cmd}
	if _, err := fmt.Sscan(line, &c.postmaster); err != nil {
		t.Fatalf("the child says: %s", line)
	}
	return c
}

func (c child) kill(t *testing.T) {
	t.Helper()
	if err := c.cmd.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	_ = c.cmd.Wait()
}

// newFolder is a path in a folder that every user may pass, unlike t.TempDir.
func newFolder(t *testing.T) string {
	t.Helper()
	path := filepath.Join(os.TempDir(), "allmende_cluster_"+strings.ToLower(rand.Text()[:12]))
	t.Cleanup(func() {
		if err := os.RemoveAll(path); err != nil {
			t.Error(err)
		}
	})
	return path
}

// use takes a share that ends with the test.
func use(t *testing.T, config Config) *Cluster {
	t.Helper()
	c, err := Use(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	// Cleanups run last first: guests before their owner.
	t.Cleanup(func() { _ = c.Stop() })
	return c
}

func stop(t *testing.T, c *Cluster) {
	t.Helper()
	if err := c.Stop(); err != nil {
		t.Fatal(err)
	}
}

func connect(t *testing.T, c *Cluster) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), c.URL())
	if err != nil {
		t.Fatal(err)
	}
	return conn
}

func execute(t *testing.T, c *Cluster, statement string) {
	t.Helper()
	conn := connect(t, c)
	if _, err := conn.Exec(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
	if err := conn.Close(t.Context()); err != nil {
		t.Error(err)
	}
}

// ask returns the one text that the query gives.
func ask(t *testing.T, c *Cluster, query string) (answer string) {
	t.Helper()
	conn := connect(t, c)
	if err := conn.QueryRow(t.Context(), query).Scan(&answer); err != nil {
		t.Fatal(err)
	}
	if err := conn.Close(t.Context()); err != nil {
		t.Error(err)
	}
	return answer
}

func postmaster(t *testing.T, f folder) int {
	t.Helper()
	pid, err := f.postmaster()
	if err != nil {
		t.Fatal(err)
	}
	return pid
}

// eventually waits until what is so, or fails after a time no machine needs.
func eventually(t *testing.T, what string, so func() bool) {
	t.Helper()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	over := time.After(30 * time.Second)
	for !so() {
		select {
		case <-look.C:
		case <-over:
			t.Fatalf("not within 30 seconds: %s", what)
		}
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func giveToServer(t *testing.T, f folder, path string) {
	t.Helper()
	server, err := serverAccount(f)
	if err != nil {
		t.Fatal(err)
	}
	if err := server.give(path); err != nil {
		t.Fatal(err)
	}
}

// wantSentence fails unless err is one line that holds the words.
func wantSentence(t *testing.T, err error, words string) {
	t.Helper()
	if err == nil {
		t.Fatalf("got no error, want one with %q", words)
	}
	if got := err.Error(); !strings.Contains(got, words) || strings.Contains(got, "\n") {
		t.Errorf("got %q, want one line with %q", got, words)
	}
}
