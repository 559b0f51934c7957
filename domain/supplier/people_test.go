package supplier_test

import (
	"errors"
	"slices"
	"testing"

	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/supplier"
)

func TestSomebodyAlwaysActsForASupplier(t *testing.T) {
	first, second := id.New[member.Person](), id.New[member.Person]()
	s := supplier.Restore(supplier.State{People: []member.PersonID{first, second}})
	if err := s.EndActing(id.New[member.Person]()); !errors.Is(err, supplier.ErrNotActing) {
		t.Errorf("a stranger: %v", err)
	}
	if err := s.EndActing(first); err != nil || !slices.Equal(s.State().People, []member.PersonID{second}) {
		t.Errorf("got %v, %v", s.State().People, err)
	}
	if err := s.EndActing(first); !errors.Is(err, supplier.ErrNotActing) {
		t.Errorf("again: %v", err)
	}
	if err := s.EndActing(second); !errors.Is(err, supplier.ErrLastPerson) {
		t.Errorf("the last: %v", err)
	}
}
