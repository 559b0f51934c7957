package cluster

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is the user who runs PostgreSQL. The zero account is whoever runs us.
type account struct {
	name string
	id   *syscall.Credential
}

// serverAccount drops root, under which PostgreSQL refuses to run, to the user who
// has the server's files already, else to postgres, else to nobody.
func serverAccount(f folder) (account, error) {
	if os.Geteuid() != 0 {
		return account{}, nil
	}
	if owner := ownerOf(f.files()); owner > 0 {
		if known, err := user.LookupId(strconv.Itoa(owner)); err == nil {
			return accountOf(known)
		}
	}
	for _, name := range []string{"postgres", "nobody"} {
		if known, err := user.Lookup(name); err == nil {
			return accountOf(known)
		}
	}
	return account{}, errors.New("PostgreSQL does not run as root, and there is neither a user postgres nor a user nobody: adduser --system postgres")
}

func accountOf(known *user.User) (account, error) {
	uid, err := strconv.ParseUint(known.Uid, 10, 32)
	if err != nil {
		return account{}, fmt.Errorf("the user %s has no numeric id: %w", known.Username, err)
	}
	gid, err := strconv.ParseUint(known.Gid, 10, 32)
	if err != nil {
		return account{}, fmt.Errorf("the user %s has no numeric group: %w", known.Username, err)
	}
	return account{name: known.Username, id: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil
}

// give makes path the account's.
func (a account) give(path string) error {
	if a.id == nil {
		return nil
	}
	return os.Lchown(path, int(a.id.Uid), int(a.id.Gid))
}

// reaches fails if a folder above path is closed to the account.
func (a account) reaches(path string) error {
	if a.id == nil {
		return nil
	}
	for ; ; path = filepath.Dir(path) {
		info, err := os.Stat(path)
		if err != nil {
			return sentence(err, path)
		}
		if !a.passes(info) {
			return fmt.Errorf("%s is closed to the user %s, under whom PostgreSQL has to run: chmod a+x %s, or set ALLMENDE_DATA to a folder elsewhere, for example /var/lib/allmende",
				path, a.name, path)
		}
		if path == filepath.Dir(path) {
			return nil
		}
	}
}

// passes tells whether the account may go through a folder; it is in no group but its own.
func (a account) passes(info fs.FileInfo) bool {
	owner, known := info.Sys().(*syscall.Stat_t)
	if !known {
		return false
	}
	switch {
	case owner.Uid == a.id.Uid:
		return info.Mode()&0o100 != 0
	case owner.Gid == a.id.Gid:
		return info.Mode()&0o010 != 0
	}
	return info.Mode()&0o001 != 0
}

// ownerOf is the user id that has path, -1 if there is no such file.
func ownerOf(path string) int {
	info, err := os.Lstat(path)
	if err != nil {
		return -1
	}
	if status, known := info.Sys().(*syscall.Stat_t); known {
		return int(status.Uid)
	}
	return -1
}

// privateFolder tells whether path is a folder that only owner may enter.
func privateFolder(path string, owner int) bool {
	info, err := os.Lstat(path)
	return err == nil && info.IsDir() && info.Mode().Perm() == 0o700 && ownerOf(path) == owner
}

func removeIfThere(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
