// Package member knows who takes part: cooperatives, the members admitted out of
// the directory of public bodies, the people who act for them, and suppliers.
package member

import "allmende/domain/id"

// Markers that keep the ids of different things apart.
type (
	cooperative struct{}
	person      struct{}
	supplier    struct{}
)

type (
	// CooperativeID names a cooperative, the tenant of every business object.
	CooperativeID = id.Of[cooperative]
	// PersonID names a person, who may hold roles in several organisations.
	PersonID = id.Of[person]
	// SupplierID names a supplier of one cooperative.
	SupplierID = id.Of[supplier]
	// ID names a member of one cooperative.
	ID = id.Of[Member]
)
