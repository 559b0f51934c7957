package postgres

import (
	"context"
	"fmt"

	"allmende/domain/member"
	"allmende/domain/supplier"
)

// EndActing ends the person's appointments at the supplier: sessions and tokens act by those that have not ended.
func (s suppliers) EndActing(_ context.Context, of *supplier.Supplier, who member.PersonID) error {
	state := of.State()
	err := s.tx.Exec(`update appointment set ended_at = ?, version = version + 1 where cooperative_id = ? and supplier_id = ? and person_id = ? and ended_at is null`,
		s.in.now, s.in.cooperative, state.ID.String(), who.String()).Error
	if err != nil {
		return fmt.Errorf("end acting for a supplier: %w", err)
	}
	return s.touch(state)
}
