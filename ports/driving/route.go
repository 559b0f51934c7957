package driving

// RouteRule is a rule by which orders find their supplier, as text.
type RouteRule struct {
	Way         string
	From        string // or empty
	Below       string // or empty
	Items       []int  // positions in the lot
	Category    string
	MonthsFrom  int
	MonthsTo    int
	AnswerHours int
}
