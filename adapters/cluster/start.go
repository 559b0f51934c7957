package cluster

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// logLimit is the size in bytes at which a start puts the server's log aside.
const logLimit = 10 << 20

// start runs the server of the folder, which it creates when there is none. The
// caller holds the owner's lock.
func start(ctx context.Context, config Config, f folder) (*process, error) {
	made, err := f.madeBy()
	if err != nil {
		return nil, err
	}
	found, err := findPrograms(config.Binaries, made)
	if err != nil {
		return nil, err
	}
	server, err := serverAccount(f)
	if err != nil {
		return nil, err
	}
	if err := server.reaches(f.path); err != nil {
		return nil, err
	}
	if made == 0 {
		if err := create(ctx, config, f, found, server); err != nil {
			return nil, err
		}
	}
	if err := f.outwaitOrphan(ctx); err != nil {
		return nil, err
	}
	return serveWhenFree(ctx, config, f, found, server)
}

// serveWhenFree starts the server as soon as the remains of a killed one have ended.
func serveWhenFree(ctx context.Context, config Config, f folder, found programs, as account) (*process, error) {
	const tries = 100
	for range tries {
		server, err := serve(ctx, config, f, found, as)
		if !errors.Is(err, errStillInUse) {
			return server, err
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(err, ctx.Err())
		case <-time.After(10 * pause):
		}
	}
	return nil, errStillInUse
}

// create makes the server's files beside their place and moves them there when they
// are whole: a death in between leaves nothing that looks finished.
func create(ctx context.Context, config Config, f folder, found programs, server account) error {
	if err := f.writePassword(server); err != nil {
		return err
	}
	err := errors.Join(os.RemoveAll(f.unborn()), os.Mkdir(f.unborn(), 0o700), server.give(f.unborn()))
	if err != nil {
		return sentence(err, f.unborn())
	}
	arguments := []string{"--pgdata", f.unborn(), "--username", superuser, "--pwfile", f.password(),
		"--auth", "scram-sha-256", "--data-checksums", "--encoding", "UTF8", "--locale", "C.UTF-8"}
	if config.Fast {
		arguments = append(arguments, "--no-sync")
	}
	var printed bytes.Buffer
	cmd := exec.Command(found.path("initdb"), arguments...) //nolint:gosec // findPrograms chose it.
	cmd.Stdout, cmd.Stderr = &printed, &printed
	initdb, err := launch(cmd, server, syscall.SIGKILL)
	if err != nil {
		return err
	}
	select {
	case <-initdb.exited:
	case <-ctx.Done():
		return errors.Join(ctx.Err(), initdb.stop())
	}
	if initdb.err != nil {
		return errors.Join(explain("initdb", f, printed.String()), os.RemoveAll(f.unborn()))
	}
	return os.Rename(f.unborn(), f.files())
}

// serve starts the server and returns when it answers and has our database.
func serve(ctx context.Context, config Config, f folder, found programs, as account) (*process, error) {
	sockets, err := f.socketFolder(as)
	if err != nil {
		return nil, err
	}
	log, before, err := f.openLog()
	if err != nil {
		return nil, err
	}
	defer log.Close()                                                            //nolint:errcheck // The server has its own handle; ours wrote nothing.
	cmd := exec.Command(found.path("postgres"), settings(config, f, sockets)...) //nolint:gosec // findPrograms chose it.
	cmd.Stdout, cmd.Stderr = log, log
	server, err := launch(cmd, as, syscall.SIGINT)
	if err != nil {
		return nil, err
	}
	if err := f.await(ctx, server, log, before); err != nil {
		return nil, errors.Join(err, server.stop())
	}
	return server, nil
}

// settings are all on the command line, so that the files which initdb wrote stay
// as they are and a newer Allmende can change its mind.
func settings(config Config, f folder, sockets string) []string {
	values := []string{
		"listen_addresses=", "unix_socket_directories=" + sockets, "unix_socket_permissions=0700", "port=" + port,
		"max_connections=100", "shared_buffers=256MB", "max_wal_size=2GB", "random_page_cost=1.1", "jit=off",
		"timezone=UTC", "log_timezone=UTC", "lc_messages=C",
		// Details and statements hold values, and no bid may ever stand in a log.
		"log_error_verbosity=terse", "log_min_error_statement=panic", "log_checkpoints=off",
	}
	if config.Fast {
		values = append(values, "fsync=off", "synchronous_commit=off", "full_page_writes=off",
			"shared_buffers=64MB", "autovacuum_naptime=10min")
	}
	arguments := []string{"-D", f.files()}
	for _, value := range values {
		arguments = append(arguments, "-c", value)
	}
	return arguments
}

// openLog returns the server's log, open for appending, and its size.
func (f folder) openLog() (*os.File, int64, error) {
	if info, err := os.Stat(f.log()); err == nil && info.Size() > logLimit {
		if err := os.Rename(f.log(), f.log()+".1"); err != nil {
			return nil, 0, sentence(err, f.log())
		}
	}
	log, err := os.OpenFile(f.log(), os.O_RDWR|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return nil, 0, sentence(err, f.log())
	}
	size, err := log.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, 0, errors.Join(sentence(err, f.log()), log.Close())
	}
	return log, size, nil
}

// await returns when the server answers and has our database, or says from the log's
// lines after the offset before why it will not.
func (f folder) await(ctx context.Context, server *process, log io.ReaderAt, before int64) error {
	look := time.NewTicker(pause)
	defer look.Stop()
	for {
		err := f.ensureDatabase(ctx)
		if err == nil {
			return nil
		}
		if wrongPassword(err) {
			return f.passwordRefused()
		}
		select {
		case <-server.exited:
			printed, err := io.ReadAll(io.NewSectionReader(log, before, logLimit))
			return errors.Join(explain("PostgreSQL", f, string(printed)), err)
		case <-ctx.Done():
			return fmt.Errorf("the private PostgreSQL did not answer in time (%w); its log is %s", err, f.log())
		case <-look.C:
		}
	}
}

func (f folder) ensureDatabase(ctx context.Context) error {
	conn, err := f.connect(ctx, "postgres")
	if err != nil {
		return err
	}
	defer conn.Close(ctx) //nolint:errcheck // The answer is in already.
	var there bool
	if err := conn.QueryRow(ctx, "select exists (select from pg_database where datname = $1)", database).Scan(&there); err != nil || there {
		return err
	}
	_, err = conn.Exec(ctx, "create database "+database)
	return err
}

// outwaitOrphan waits for a server whose owner has died to finish its stop: the
// owner's lock is ours, so nobody else runs it.
func (f folder) outwaitOrphan(ctx context.Context) error {
	look := time.NewTicker(pause)
	defer look.Stop()
	for told := false; ; told = true {
		pid, err := f.postmaster()
		if err != nil || pid == 0 {
			return err
		}
		if !told {
			// The kernel did so when the owner died; once more in case it was started otherwise.
			_ = syscall.Kill(pid, syscall.SIGINT)
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the former PostgreSQL, process %d, does not end: %w", pid, ctx.Err())
		case <-look.C:
		}
	}
}

// postmaster is the process that serves the folder's files, 0 if there is none.
// Should its number belong to a stranger by now, the file that names it goes, for
// PostgreSQL would take the stranger for a server. In every other case of doubt the
// file stays: PostgreSQL needs it to find the remains of a killed server.
func (f folder) postmaster() (int, error) {
	path := filepath.Join(f.files(), "postmaster.pid")
	text, err := os.ReadFile(path)
	if err != nil {
		return 0, nil //nolint:nilerr // No file, no server.
	}
	first, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(first))
	if err != nil || pid <= 1 {
		return 0, nil //nolint:nilerr // A file cut off by a full disk names no server.
	}
	work, err := os.Readlink(filepath.Join("/proc", strconv.Itoa(pid), "cwd"))
	switch {
	case err != nil:
		return 0, nil //nolint:nilerr // Gone, or another user's.
	case work != f.files(): // PostgreSQL works in its data folder
		return 0, removeIfThere(path)
	}
	return pid, nil
}
