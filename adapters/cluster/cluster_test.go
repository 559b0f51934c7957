package cluster

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

func TestAFreshFolderBecomesAServerThatKeepsItsData(t *testing.T) {
	t.Parallel()
	config := Config{Data: newFolder(t)}
	first := use(t, config)
	execute(t, first, "create table kept (word text); insert into kept values ('still here')")
	stop(t, first)
	if _, err := pgx.Connect(t.Context(), first.URL()); err == nil {
		t.Error("the server answers after Stop")
	}

	second := use(t, config)
	if got, want := ask(t, second, "select word from kept"), "still here"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := second.URL(), first.URL(); got != want {
		t.Error("the URL has changed between two runs")
	}
}

func TestTheServerIsDurableAndPrivate(t *testing.T) {
	t.Parallel()
	c := use(t, Config{Data: newFolder(t)})
	for setting, want := range map[string]string{
		"listen_addresses": "", "fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "data_checksums": "on",
		"server_encoding": "UTF8", "unix_socket_permissions": "0700", "log_error_verbosity": "terse",
	} {
		if got := ask(t, c, "show "+setting); got != want {
			t.Errorf("%s: got %q, want %q", setting, got, want)
		}
	}
	for path, want := range map[string]fs.FileMode{
		c.folder.password(): 0o600, c.folder.log(): 0o600, c.folder.marker(): 0o600, c.folder.run(): 0o700, c.folder.files(): 0o700,
	} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s: got mode %o, want %o", path, got, want)
		}
	}
}

func TestAWrongPasswordIsRefusedOnTheSocketToo(t *testing.T) {
	t.Parallel()
	c := use(t, Config{Data: newFolder(t), Fast: true})
	settings, err := pgx.ParseConfig(c.URL())
	if err != nil {
		t.Fatal(err)
	}
	settings.Password = "guessed"
	if _, err := pgx.ConnectConfig(t.Context(), settings); !wrongPassword(err) {
		t.Errorf("got %v, want the password refused", err)
	}
}

func TestTheServerIsOutOfReachOfTheTerminalAndOfRoot(t *testing.T) {
	t.Parallel()
	c := use(t, Config{Data: newFolder(t), Fast: true})
	pid := postmaster(t, c.folder)
	group, err := syscall.Getpgid(pid)
	if err != nil {
		t.Fatal(err)
	}
	if group != pid {
		t.Errorf("the server is in process group %d, want its own, %d", group, pid)
	}
	if got := ownerOf(filepath.Join("/proc", strconv.Itoa(pid))); got == 0 {
		t.Error("the server runs as root")
	}
}

func TestNoProcessIsLeftAfterItsOwnerWasKilled(t *testing.T) {
	t.Parallel()
	config := Config{Data: newFolder(t)}
	owner := startChild(t, config)
	pid := owner.postmaster
	guest := use(t, config)
	execute(t, guest, "create table kept (word text); insert into kept values ('committed')")
	stop(t, guest) // so that nobody takes the server over
	owner.kill(t)
	eventually(t, "the server ends after its owner", func() bool {
		return errors.Is(syscall.Kill(pid, 0), syscall.ESRCH)
	})
	if got, want := ask(t, use(t, config), "select word from kept"), "committed"; got != want {
		t.Errorf("after the next start: got %q, want %q", got, want)
	}
}

func TestTheNextStartNeedNotWaitUntilAKilledOwnersServerHasEnded(t *testing.T) {
	t.Parallel()
	config := Config{Data: newFolder(t), Fast: true}
	startChild(t, config).kill(t)
	if got, want := ask(t, use(t, config), "select 'up'"), "up"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAServerThatWasKilledIsToldAndStartsAgain(t *testing.T) {
	t.Parallel()
	config := Config{Data: newFolder(t)}
	first := use(t, config)
	execute(t, first, "create table kept (word text); insert into kept values ('recovered')")
	if err := syscall.Kill(postmaster(t, first.folder), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	select {
	case <-first.Done():
	case <-t.Context().Done():
		t.Fatal("nobody noticed that the server died")
	}
	wantSentence(t, first.Stop(), "has ended unexpectedly")
	if got, want := ask(t, use(t, config), "select word from kept"), "recovered"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestManyCommandsAtOnceShareOneServer(t *testing.T) {
	t.Parallel()
	config := Config{Data: newFolder(t), Fast: true}
	var all sync.WaitGroup
	servers := make([]string, 8)
	for i := range servers {
		all.Go(func() {
			c, err := Use(t.Context(), config)
			if err != nil {
				t.Error(err)
				return
			}
			servers[i] = ask(t, c, "select pg_postmaster_start_time()::text")
			if err := c.Stop(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if slices.Contains(servers, "") {
		t.Errorf("got no answer for some of the commands: %v", servers)
	}
}

func TestTwoProcessesShareOneServer(t *testing.T) {
	t.Parallel()
	config := Config{Data: newFolder(t), Fast: true}
	owner := startChild(t, config)
	guest := use(t, config)
	if got, want := postmaster(t, guest.folder), owner.postmaster; got != want {
		t.Errorf("the guest sees server %d, want %d", got, want)
	}
}

func TestAnOwnerThatStopsWaitsForItsGuests(t *testing.T) {
	t.Parallel()
	config := Config{Data: newFolder(t), Fast: true}
	owner, guest := use(t, config), use(t, config)
	stopped := make(chan error)
	go func() { stopped <- owner.Stop() }()
	if got, want := ask(t, guest, "select 'at work'"), "at work"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	select {
	case err := <-stopped:
		t.Errorf("the owner stopped while its guest was at work (%v)", err)
	default:
	}
	stop(t, guest)
	if err := <-stopped; err != nil {
		t.Error(err)
	}
}

func TestAGuestTakesTheServerOverWhenItsOwnerWasKilled(t *testing.T) {
	t.Parallel()
	config := Config{Data: newFolder(t)}
	owner := startChild(t, config)
	guest := use(t, config)
	execute(t, guest, "create table kept (word text); insert into kept values ('inherited')")
	owner.kill(t)
	eventually(t, "the guest runs the server at the same address", func() bool {
		conn, err := pgx.Connect(t.Context(), guest.URL())
		if err != nil {
			return false
		}
		defer conn.Close(context.Background()) //nolint:errcheck // The answer is in.
		var word string
		return conn.QueryRow(t.Context(), "select word from kept").Scan(&word) == nil && word == "inherited" &&
			postmaster(t, guest.folder) != owner.postmaster
	})
	stop(t, guest)
	if pid, err := guest.folder.postmaster(); pid != 0 || err != nil {
		t.Errorf("after Stop the server %d is left (%v)", pid, err)
	}
}

func TestALeftoverProcessFileDoesNotHinderTheStart(t *testing.T) {
	t.Parallel()
	for name, pid := range map[string]int{"of a process that is gone": 1 << 30, "of a stranger": os.Getpid()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config := Config{Data: newFolder(t), Fast: true}
			first := use(t, config)
			pidfile := filepath.Join(first.folder.files(), "postmaster.pid")
			text, err := os.ReadFile(pidfile)
			if err != nil {
				t.Fatal(err)
			}
			stop(t, first)
			_, rest, _ := strings.Cut(string(text), "\n")
			write(t, pidfile, strconv.Itoa(pid)+"\n"+rest)
			giveToServer(t, first.folder, pidfile)
			ask(t, use(t, config), "select 'up'")
		})
	}
}

func TestAnInterruptedCreationIsBegunAnew(t *testing.T) {
	t.Parallel()
	data := newFolder(t)
	f, err := claim(data)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(f.unborn(), "base"), 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, f.password(), "kept-from-before\n")
	giveToServer(t, f, f.password())
	ask(t, use(t, Config{Data: data, Fast: true}), "select 'up'")
}

func TestASocketIsReachedThoughTheFoldersPathIsTooLong(t *testing.T) {
	t.Parallel()
	config := Config{Data: filepath.Join(newFolder(t), strings.Repeat("long/", 24), "data"), Fast: true}
	first := use(t, config)
	short, err := os.Readlink(first.folder.run())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Remove(short) })
	guest := use(t, config)
	ask(t, guest, "select 'a guest finds it too'")
	stop(t, guest)
	stop(t, first)
	if got, want := use(t, config).URL(), first.URL(); got != want {
		t.Error("the short folder is not used again")
	}
}

func TestNothingListensOnTheNetwork(t *testing.T) {
	t.Parallel()
	c := use(t, Config{Data: newFolder(t), Fast: true})
	if got := ask(t, c, "select coalesce(inet_server_addr()::text, 'no address')"); got != "no address" {
		t.Errorf("the server has the address %s", got)
	}
	path := filepath.Join(c.folder.sockets(), ".s.PGSQL."+port)
	conn, err := net.DialTimeout("unix", path, time.Second)
	if err != nil {
		t.Fatal(err)
	}
	if err := conn.Close(); err != nil {
		t.Error(err)
	}
}
