// Package driving holds what Allmende offers: one interface an area, with the
// contract and the faults of each use case.
package driving
