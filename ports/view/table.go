package view

// Table is a list as people take it along: its cells are texts, the amounts among them with
// a point before their cents.
type Table struct {
	Title   string
	Columns []TableColumn
	Rows    [][]string
}

// TableColumn is what a column of a table is called, and whether there are amounts in it.
type TableColumn struct {
	Head   string
	Amount bool
}
