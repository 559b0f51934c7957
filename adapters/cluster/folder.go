package cluster

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

const (
	// database and superuser are the names inside the private server.
	database  = "allmende"
	superuser = "allmende"
	// port only names the socket file: nothing listens on the network.
	port = "5432"
	// socketLimit is how long the path of a Unix socket may be (sun_path, with its zero).
	socketLimit = 107
)

// folder is the data folder and knows what lies where in it.
type folder struct{ path string }

// marker says that the folder is ours. It is the first file in it and the lock of
// the process that runs the server: so that of two processes that claim an empty
// folder at once, neither ever sees a file without it.
func (f folder) marker() string   { return filepath.Join(f.path, "cluster.lock") }
func (f folder) guests() string   { return filepath.Join(f.path, "guests.lock") }
func (f folder) files() string    { return filepath.Join(f.path, "postgres") }
func (f folder) unborn() string   { return filepath.Join(f.path, "postgres.new") }
func (f folder) password() string { return filepath.Join(f.path, "password") }
func (f folder) log() string      { return filepath.Join(f.path, "postgres.log") }
func (f folder) run() string      { return filepath.Join(f.path, "run") }

// claim makes the folder ours, or refuses one that holds anything else.
func claim(path string) (folder, error) {
	if path == "" {
		return folder{}, errors.New("no data folder is named: set ALLMENDE_DATA")
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return folder{}, fmt.Errorf("the data folder has no absolute path: %w", err)
	}
	if err := makeFolder(path); err != nil {
		return folder{}, sentence(err, path)
	}
	path, err = filepath.EvalSymlinks(path)
	if err != nil {
		return folder{}, sentence(err, path)
	}
	f := folder{path: path}
	if err := f.refuseForeign(); err != nil {
		return folder{}, err
	}
	owner, err := tryLock(f.marker(), shared)
	if err != nil {
		return folder{}, err
	}
	return f, owner.release()
}

// makeFolder makes what is missing. The modes are set again because the umask may
// close the folder to the user who will run the server; root's own data folder must
// let that user pass, but not look around.
func makeFolder(path string) error {
	info, err := os.Stat(path)
	if err == nil && !info.IsDir() {
		return fmt.Errorf("%s is not a folder", path)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(path, 0o711); err != nil { //nolint:gosec // The unprivileged server must pass through.
		return err
	}
	mode := fs.FileMode(0o700)
	if os.Geteuid() == 0 {
		mode = 0o711
	}
	return os.Chmod(path, mode)
}

func (f folder) refuseForeign() error {
	entries, err := os.ReadDir(f.path)
	if err != nil {
		return sentence(err, f.path)
	}
	foreign := ""
	for _, entry := range entries {
		switch entry.Name() {
		case filepath.Base(f.marker()):
			return nil
		case "lost+found": // a disk of its own
		default:
			foreign = entry.Name()
		}
	}
	if foreign == "" {
		return nil
	}
	return fmt.Errorf("%s holds %s, which Allmende did not create, so it is left alone: set ALLMENDE_DATA to an empty or new folder",
		f.path, foreign)
}

// madeBy is the major version that created the server's files, 0 before there are any.
func (f folder) madeBy() (int, error) {
	path := filepath.Join(f.files(), "PG_VERSION")
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, sentence(err, path)
	}
	major, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return 0, fmt.Errorf("%s names no version of PostgreSQL: %w", path, err)
	}
	return major, nil
}

// writePassword makes the superuser's password, or keeps the one there is.
func (f folder) writePassword(server account) error {
	file, err := os.OpenFile(f.password(), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return sentence(err, f.password())
	}
	_, err = file.WriteString(rand.Text() + rand.Text() + "\n")
	if err := errors.Join(err, file.Sync(), server.give(f.password()), file.Close()); err != nil {
		return errors.Join(sentence(err, f.password()), os.Remove(f.password()))
	}
	return nil
}

// socketFolder makes the folder of the socket. Where the data folder's path is too
// long for a socket, "run" is a link to a short folder that is ours alone.
func (f folder) socketFolder(server account) (string, error) {
	path := f.sockets()
	if path == f.run() && len(filepath.Join(path, ".s.PGSQL."+port)) > socketLimit {
		short, err := os.MkdirTemp("/tmp", "allmende-")
		if err != nil {
			return "", sentence(err, "/tmp")
		}
		path = short
		if err := errors.Join(removeIfThere(f.run()), os.Symlink(path, f.run())); err != nil {
			return "", sentence(err, f.run())
		}
	}
	if err := os.Mkdir(path, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", sentence(err, path)
	}
	if err := server.give(path); err != nil {
		return "", sentence(err, path)
	}
	return path, nil
}

// sockets is the folder of the socket as it is now: where "run" points to if that is
// still a folder of the user who keeps the server's files, else "run" itself.
func (f folder) sockets() string {
	target, err := os.Readlink(f.run())
	if err != nil || !privateFolder(target, ownerOf(f.files())) {
		return f.run()
	}
	return target
}

// url is the superuser's connection to a database of the server.
func (f folder) url(name string) (string, error) {
	secret, err := os.ReadFile(f.password())
	if err != nil {
		return "", sentence(err, f.password())
	}
	address := url.URL{
		Scheme:   "postgres",
		User:     url.UserPassword(superuser, strings.TrimSpace(string(secret))),
		Path:     "/" + name,
		RawQuery: url.Values{"host": {f.sockets()}, "port": {port}}.Encode(),
	}
	return address.String(), nil
}

// connect opens one connection of the superuser.
func (f folder) connect(ctx context.Context, name string) (*pgx.Conn, error) {
	address, err := f.url(name)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	return pgx.Connect(ctx, address)
}

// answers fails until the server is up and has our database.
func (f folder) answers(ctx context.Context) error {
	conn, err := f.connect(ctx, database)
	if err != nil {
		return err
	}
	return conn.Close(ctx)
}

// wrongPassword tells a server that refuses us for good from one that is not up yet.
func wrongPassword(err error) bool {
	var refused *pgconn.PgError
	return errors.As(err, &refused) && strings.HasPrefix(refused.Code, "28")
}

func (f folder) passwordRefused() error {
	return fmt.Errorf("the private PostgreSQL refuses the password in %s: it is not the one that the data folder was made with", f.password())
}
