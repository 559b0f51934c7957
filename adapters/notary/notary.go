// Package notary keeps the Merkle tree over the events and signs its checkpoints:
// RFC 6962 hashes and signed notes as of golang.org/x/mod/sumdb.
package notary

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"allmende/domain/audit"
	"allmende/ports/driven"
)

// Origin names the log in its checkpoints.
const Origin = "allmende"

// Notary signs with a key that is not in the database.
type Notary struct {
	signer   note.Signer
	verifier note.Verifier
	public   string
}

var _ driven.Notary = (*Notary)(nil)

// Open reads the signing key of a folder, or makes it there on the first time:
// checkpoint.key (0600) and checkpoint.pub, which auditors take home.
func Open(folder string) (*Notary, error) {
	path := filepath.Join(folder, "checkpoint.key")
	secret, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		secret, err = makeKey(path)
	}
	if err != nil {
		return nil, fmt.Errorf("the key of the log: %w", err)
	}
	public, err := os.ReadFile(strings.TrimSuffix(path, ".key") + ".pub")
	if err != nil {
		return nil, fmt.Errorf("the public key of the log: %w", err)
	}
	return fromKeys(strings.TrimSpace(string(secret)), strings.TrimSpace(string(public)))
}

// makeKey writes a new key. Two commands may come here at once: the link decides
// whose key it is, and both read that one.
func makeKey(path string) ([]byte, error) {
	secret, public, err := note.GenerateKey(rand.Reader, Origin)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	draft := path + "." + strconv.Itoa(os.Getpid())
	defer os.Remove(draft) //nolint:errcheck // the link has its content
	if err := os.WriteFile(draft, []byte(secret+"\n"), 0o600); err != nil {
		return nil, err
	}
	publicPath := strings.TrimSuffix(path, ".key") + ".pub"
	switch err := os.Link(draft, path); {
	case errors.Is(err, fs.ErrExist):
		return os.ReadFile(path)
	case err != nil:
		return nil, err
	}
	if err := os.WriteFile(publicPath, []byte(public+"\n"), 0o644); err != nil { //nolint:gosec // it is public
		return nil, err
	}
	return []byte(secret), nil
}

func fromKeys(secret, public string) (*Notary, error) {
	signer, err := note.NewSigner(secret)
	if err != nil {
		return nil, fmt.Errorf("the key of the log: %w", err)
	}
	verifier, err := note.NewVerifier(public)
	if err != nil {
		return nil, fmt.Errorf("the public key of the log: %w", err)
	}
	if signer.KeyHash() != verifier.KeyHash() {
		return nil, errors.New("checkpoint.key and checkpoint.pub are not of one pair")
	}
	return &Notary{signer: signer, verifier: verifier, public: public}, nil
}

// Leaf hashes a content as a leaf of the tree.
func (n *Notary) Leaf(content []byte) audit.Hash { return audit.Hash(tlog.RecordHash(content)) }

// Grow adds contents to a tree and signs the new root.
func (n *Notary) Grow(size int64, contents [][]byte, read func([]int64) ([]audit.Hash, error)) (driven.Growth, error) {
	first := tlog.StoredHashCount(size)
	var growth driven.Growth
	reader := tlog.HashReaderFunc(func(indices []int64) ([]tlog.Hash, error) {
		return readThrough(indices, first, growth.Stored, read)
	})
	for i, content := range contents {
		stored, err := tlog.StoredHashes(size+int64(i), content, reader)
		if err != nil {
			return growth, fmt.Errorf("grow the log: %w", err)
		}
		growth.Leaves = append(growth.Leaves, n.Leaf(content))
		for _, h := range stored {
			growth.Stored = append(growth.Stored, audit.Hash(h))
		}
	}
	size += int64(len(contents))
	root, err := tlog.TreeHash(size, reader)
	if err != nil {
		return growth, fmt.Errorf("grow the log: %w", err)
	}
	growth.Checkpoint, err = n.sign(size, audit.Hash(root))
	return growth, err
}

// readThrough reads stored hashes: the new ones from memory, the others from the store.
func readThrough(indices []int64, first int64, fresh []audit.Hash, read func([]int64) ([]audit.Hash, error)) ([]tlog.Hash, error) {
	var older []int64
	for _, i := range indices {
		if i < first {
			older = append(older, i)
		}
	}
	var fromStore []audit.Hash
	if len(older) > 0 {
		var err error
		if fromStore, err = read(older); err != nil {
			return nil, err
		}
	}
	hashes := make([]tlog.Hash, 0, len(indices))
	for _, i := range indices {
		if i >= first {
			hashes = append(hashes, tlog.Hash(fresh[i-first]))
			continue
		}
		hashes, fromStore = append(hashes, tlog.Hash(fromStore[0])), fromStore[1:]
	}
	return hashes, nil
}

// Roots recomputes the tree from its leaves alone.
func (n *Notary) Roots(leaves []audit.Hash, sizes []int64) ([]audit.Hash, error) {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indices []int64) ([]tlog.Hash, error) {
		hashes := make([]tlog.Hash, len(indices))
		for i, index := range indices {
			hashes[i] = stored[index]
		}
		return hashes, nil
	})
	var roots []audit.Hash
	for i, leaf := range leaves {
		hashes, err := tlog.StoredHashesForRecordHash(int64(i), tlog.Hash(leaf), reader)
		if err != nil {
			return nil, fmt.Errorf("recompute the log: %w", err)
		}
		stored = append(stored, hashes...)
		for len(roots) < len(sizes) && sizes[len(roots)] == int64(i)+1 {
			root, err := tlog.TreeHash(int64(i)+1, reader)
			if err != nil {
				return nil, fmt.Errorf("recompute the log: %w", err)
			}
			roots = append(roots, audit.Hash(root))
		}
	}
	return roots, nil
}

func body(size int64, root audit.Hash) string {
	return Origin + "\n" + strconv.FormatInt(size, 10) + "\n" + base64.StdEncoding.EncodeToString(root[:]) + "\n"
}

func (n *Notary) sign(size int64, root audit.Hash) (audit.Checkpoint, error) {
	signed, err := note.Sign(&note.Note{Text: body(size, root)}, n.signer)
	if err != nil {
		return audit.Checkpoint{}, fmt.Errorf("sign a checkpoint: %w", err)
	}
	return audit.Checkpoint{TreeSize: size, Root: root, Note: string(signed)}, nil
}

// Signed reports whether the note is ours and says the checkpoint's size and root.
func (n *Notary) Signed(c audit.Checkpoint) bool {
	opened, err := note.Open([]byte(c.Note), note.VerifierList(n.verifier))
	return err == nil && opened.Text == body(c.TreeSize, c.Root)
}
