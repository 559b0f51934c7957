// Package member knows who takes part: cooperatives, the members admitted out of
// the directory of public bodies, the people who act for them, and suppliers.
package member

import "allmende/domain/id"

type (
	// CooperativeID names a cooperative, the tenant of every business object.
	CooperativeID = id.Of[Cooperative]
	// PersonID names a person, who may hold roles in several organisations.
	PersonID = id.Of[Person]
	// SupplierID names a supplier of one cooperative.
	SupplierID = id.Of[Supplier]
	// ID names a member of one cooperative.
	ID = id.Of[Member]
)
