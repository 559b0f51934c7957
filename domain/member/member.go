package member

// Member is a public body admitted to a cooperative.
type Member struct{}

// Cooperative is the tenant.
type Cooperative struct{}

// Person acts for organisations.
type Person struct{}

// Supplier bids and delivers.
type Supplier struct{}
