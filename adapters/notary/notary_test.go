package notary_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"allmende/adapters/notary"
	"allmende/domain/audit"
)

func open(t *testing.T) *notary.Notary {
	t.Helper()
	n, err := notary.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestATreeGrownInPartsHasTheRootsOfItsLeaves(t *testing.T) {
	n := open(t)
	rapid.Check(t, func(t *rapid.T) {
		var stored, leaves []audit.Hash
		var sizes []int64
		var roots []audit.Hash
		read := func(indices []int64) ([]audit.Hash, error) {
			hashes := make([]audit.Hash, len(indices))
			for i, index := range indices {
				hashes[i] = stored[index]
			}
			return hashes, nil
		}
		for _, size := range rapid.SliceOfN(rapid.IntRange(1, 20), 1, 8).Draw(t, "batches") {
			contents := make([][]byte, size)
			for i := range contents {
				contents[i] = fmt.Appendf(nil, "event %d", len(leaves)+i)
			}
			growth, err := n.Grow(int64(len(leaves)), contents, read)
			if err != nil {
				t.Fatal(err)
			}
			leaves, stored = append(leaves, growth.Leaves...), append(stored, growth.Stored...)
			if !n.Signed(growth.Checkpoint) || growth.Checkpoint.TreeSize != int64(len(leaves)) {
				t.Fatalf("checkpoint of %d leaves: %+v", len(leaves), growth.Checkpoint)
			}
			sizes, roots = append(sizes, growth.Checkpoint.TreeSize), append(roots, growth.Checkpoint.Root)
		}
		again, err := n.Roots(leaves, sizes)
		if err != nil {
			t.Fatal(err)
		}
		for i := range roots {
			if again[i] != roots[i] {
				t.Fatalf("the root of %d leaves differs", sizes[i])
			}
		}
	})
}

func TestACheckpointOfAnotherKeyOrRootIsNotSigned(t *testing.T) {
	n, other := open(t), open(t)
	growth, err := n.Grow(0, [][]byte{[]byte("event")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	c := growth.Checkpoint
	if other.Signed(c) {
		t.Error("another key's checkpoint counts as signed")
	}
	c.Root[0] ^= 1
	if n.Signed(c) {
		t.Error("another root counts as signed")
	}
	c = growth.Checkpoint
	c.Note = strings.Replace(c.Note, "\n1\n", "\n2\n", 1)
	if n.Signed(c) {
		t.Error("an altered note counts as signed")
	}
}

func TestTheKeyStaysTheSame(t *testing.T) {
	folder := t.TempDir()
	first, err := notary.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	growth, err := first.Grow(0, [][]byte{[]byte("event")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	second, err := notary.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	if !second.Signed(growth.Checkpoint) {
		t.Error("the key changed between two starts")
	}
}
