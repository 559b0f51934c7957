package view

// PublicationProfile is what all notices of the cooperative say about it.
type PublicationProfile struct {
	Identifier       string `json:"identifier"`
	NUTS             string `json:"nuts"`
	LegalType        string `json:"legalType"`
	Activity         string `json:"activity"`
	Role             string `json:"role"`
	Website          string `json:"website"`
	ReviewName       string `json:"reviewName"`
	ReviewIdentifier string `json:"reviewIdentifier"`
	ReviewPostcode   string `json:"reviewPostcode"`
	ReviewCity       string `json:"reviewCity"`
	ReviewNUTS       string `json:"reviewNuts"`
	ReviewPhone      string `json:"reviewPhone"`
	ReviewEmail      string `json:"reviewEmail"`
	ReviewPeriod     string `json:"reviewPeriod"`
	ValidMonths      int    `json:"validMonths"`
	GPA              bool   `json:"gpa"`
	EUFunds          bool   `json:"euFunds"`
	EOrders          bool   `json:"eOrders"`
	EPayment         bool   `json:"ePayment"`
	Version          int    `json:"version"` // 0 while nobody gave it
}

// NoticeParticulars are what the notices of a tender say beside the tender.
type NoticeParticulars struct {
	Description string         `json:"description"`
	Nature      string         `json:"nature"`
	PlaceNUTS   string         `json:"placeNuts"`
	Documents   string         `json:"documents"`
	Submission  string         `json:"submission"`
	BuyerGroups string         `json:"buyerGroups"`
	Opening     string         `json:"opening"` // an instant, or nothing
	Planned     string         `json:"planned"` // a day, or nothing
	Lots        []NoticeLot    `json:"lots"`
	Winners     []NoticeWinner `json:"winners"`
	Buyers      []NoticeBuyer  `json:"buyers"`
	Version     int            `json:"version"`
}

// NoticeLot is what notices say about a lot.
type NoticeLot struct {
	Position    int    `json:"position"`
	Description string `json:"description"`
	NoWinner    string `json:"noWinner"`
	Small       int    `json:"small"`
	Large       int    `json:"large"`
	OtherEEA    int    `json:"otherEea"`
	Overseas    int    `json:"overseas"`
}

// NoticeWinner is what notices say about a supplier that won.
type NoticeWinner struct {
	Supplier       string `json:"supplierId"`
	Identifier     string `json:"identifier"`
	Street         string `json:"street"`
	Postcode       string `json:"postcode"`
	City           string `json:"city"`
	NUTS           string `json:"nuts"`
	Country        string `json:"country"`
	Phone          string `json:"phone"`
	Email          string `json:"email"`
	Size           string `json:"size"`
	Owners         string `json:"owners"`
	Subcontracting string `json:"subcontracting"`
}

// NoticeBuyer is what notices say about a member that the directory does not know.
type NoticeBuyer struct {
	Member     string `json:"memberId"`
	Identifier string `json:"identifier"`
	Postcode   string `json:"postcode"`
	City       string `json:"city"`
	NUTS       string `json:"nuts"`
}

// TenderNotices are the notices of a tender and of the contracts that it became.
type TenderNotices struct {
	Particulars NoticeParticulars `json:"particulars"`
	Notices     []TenderNotice    `json:"notices"`
	// Winners are the suppliers that a result names, Members the buyers of which an address is missing.
	Winners []Ref `json:"winners"`
	Members []Ref `json:"members"`
}

// Seen is the version of the particulars that was read.
func (t TenderNotices) Seen() int { return t.Particulars.Version }

// TenderNotice is one that the tender has or may have.
type TenderNotice struct {
	Kind         string         `json:"kind"`
	Subtype      string         `json:"subtype"`
	Modification *Ref           `json:"modification,omitempty"`
	Refusal      string         `json:"refusal,omitempty"` // the code of the fault why it cannot be made now
	Faults       []NoticeFault  `json:"faults"`
	Issued       []IssuedNotice `json:"issued"`
}

// NoticeFault is what the notice lacks, with the business term and where it is given.
type NoticeFault struct {
	Code   string            `json:"code"`
	Rule   string            `json:"rule"`
	Field  string            `json:"field"`
	Params map[string]string `json:"params"`
}

// IssuedNotice is one as it was issued.
type IssuedNotice struct {
	ID       string `json:"id"`
	NoticeID string `json:"noticeId"`
	Version  int    `json:"version"`
	Corrects string `json:"corrects,omitempty"`
	At       string `json:"at"`
	Hash     string `json:"hash"`
}
