package http

import (
	"io"
	"net/http"

	"github.com/labstack/echo/v4"

	"allmende/domain/publication"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// notices answers for public notices of tenders.
type notices struct{ publishing driving.Publishing }

// ofNotices are the public notices of tenders and of the contracts that they became.
func ofNotices(in guarded, c Config) {
	n := notices{c.Publishing}
	in.GET("/publication-profile", n.profile)
	in.PUT("/publication-profile", n.setProfile)
	in.GET("/tenders/:id/notices", showsVersion(c.Publishing, driving.Publishing.Notices))
	in.PUT("/tenders/:id/notices/particulars", n.setParticulars)
	in.POST("/tenders/:id/notices", n.issue)
	in.GET("/tenders/:id/notices/:kind/xml", n.preview)
	in.GET("/tenders/:id/notices/issued/:noticeId/xml", n.document)
}

type publicationProfile struct {
	Identifier       string `json:"identifier" validate:"max=100"`
	NUTS             string `json:"nuts" validate:"max=10"`
	LegalType        string `json:"legalType" validate:"max=40"`
	Activity         string `json:"activity" validate:"max=40"`
	Role             string `json:"role" validate:"omitempty,oneof=none awarding acquiring"`
	Website          string `json:"website" validate:"max=400"`
	ReviewName       string `json:"reviewName" validate:"max=400"`
	ReviewIdentifier string `json:"reviewIdentifier" validate:"max=100"`
	ReviewPostcode   string `json:"reviewPostcode" validate:"max=20"`
	ReviewCity       string `json:"reviewCity" validate:"max=400"`
	ReviewNUTS       string `json:"reviewNuts" validate:"max=10"`
	ReviewPhone      string `json:"reviewPhone" validate:"max=30"`
	ReviewEmail      string `json:"reviewEmail" validate:"max=400"`
	ReviewPeriod     string `json:"reviewPeriod" validate:"max=6000"`
	ValidMonths      int    `json:"validMonths" validate:"min=0,max=24"`
	GPA              bool   `json:"gpa"`
	EUFunds          bool   `json:"euFunds"`
	EOrders          bool   `json:"eOrders"`
	EPayment         bool   `json:"ePayment"`
}

type noticeParticulars struct {
	Description string         `json:"description" validate:"max=6000"`
	Nature      string         `json:"nature" validate:"omitempty,oneof=supplies services works"`
	PlaceNUTS   string         `json:"placeNuts" validate:"max=10"`
	Documents   string         `json:"documents" validate:"max=400"`
	Submission  string         `json:"submission" validate:"max=400"`
	BuyerGroups string         `json:"buyerGroups" validate:"max=6000"`
	Opening     string         `json:"opening" validate:"max=40"`
	Planned     string         `json:"planned" validate:"max=10"`
	Lots        []noticeLot    `json:"lots" validate:"max=50,dive"`
	Winners     []noticeWinner `json:"winners" validate:"max=50,dive"`
	Buyers      []noticeBuyer  `json:"buyers" validate:"max=1000,dive"`
}

type noticeLot struct {
	Position    int    `json:"position" validate:"min=1,max=50"`
	Description string `json:"description" validate:"max=6000"`
	NoWinner    string `json:"noWinner" validate:"max=40"`
	Small       int    `json:"small" validate:"min=0,max=10000"`
	Large       int    `json:"large" validate:"min=0,max=10000"`
	OtherEEA    int    `json:"otherEea" validate:"min=0,max=10000"`
	Overseas    int    `json:"overseas" validate:"min=0,max=10000"`
}

type noticeWinner struct {
	Supplier       string `json:"supplierId" validate:"required,uuid"`
	Identifier     string `json:"identifier" validate:"max=100"`
	Street         string `json:"street" validate:"max=400"`
	Postcode       string `json:"postcode" validate:"max=20"`
	City           string `json:"city" validate:"max=400"`
	NUTS           string `json:"nuts" validate:"max=10"`
	Country        string `json:"country" validate:"max=3"`
	Phone          string `json:"phone" validate:"max=30"`
	Email          string `json:"email" validate:"max=400"`
	Size           string `json:"size" validate:"omitempty,oneof=micro small medium large"`
	Owners         string `json:"owners" validate:"max=3"`
	Subcontracting string `json:"subcontracting" validate:"omitempty,oneof=yes no not-known"`
}

type noticeBuyer struct {
	Member     string `json:"memberId" validate:"required,uuid"`
	Identifier string `json:"identifier" validate:"max=100"`
	Postcode   string `json:"postcode" validate:"max=20"`
	City       string `json:"city" validate:"max=400"`
	NUTS       string `json:"nuts" validate:"max=10"`
}

type issueNotice struct {
	Kind             string `json:"kind" validate:"required,oneof=planning shorter-time competition result modification"`
	Modification     string `json:"modificationId" validate:"omitempty,uuid"`
	CorrectionReason string `json:"correctionReason" validate:"max=40"`
	Correction       string `json:"correction" validate:"max=6000"`
}

func (h notices) profile(c echo.Context) error {
	profile, err := h.publishing.PublicationProfile(c.Request().Context(), actor(c))
	if err != nil {
		return err
	}
	return written(c, http.StatusOK, profile.Version, profile)
}

func (h notices) setProfile(c echo.Context) error {
	body, err := decode[publicationProfile](c)
	if err != nil {
		return err
	}
	version, err := ifMatch(c)
	if err != nil {
		return err
	}
	profile, err := h.publishing.SetPublicationProfile(c.Request().Context(), actor(c), version, view.PublicationProfile{
		Identifier: body.Identifier, NUTS: body.NUTS, LegalType: body.LegalType, Activity: body.Activity, Role: body.Role, Website: body.Website,
		ReviewName: body.ReviewName, ReviewIdentifier: body.ReviewIdentifier, ReviewPostcode: body.ReviewPostcode, ReviewCity: body.ReviewCity,
		ReviewNUTS: body.ReviewNUTS, ReviewPhone: body.ReviewPhone, ReviewEmail: body.ReviewEmail, ReviewPeriod: body.ReviewPeriod, ValidMonths: body.ValidMonths,
		GPA: body.GPA, EUFunds: body.EUFunds, EOrders: body.EOrders, EPayment: body.EPayment,
	})
	if err != nil {
		return err
	}
	return written(c, http.StatusOK, profile.Version, profile)
}

func (h notices) setParticulars(c echo.Context) error {
	body, err := decode[noticeParticulars](c)
	if err != nil {
		return err
	}
	in := view.NoticeParticulars{
		Description: body.Description, Nature: body.Nature, PlaceNUTS: body.PlaceNUTS, Documents: body.Documents, Submission: body.Submission,
		BuyerGroups: body.BuyerGroups, Opening: body.Opening, Planned: body.Planned,
		Lots: []view.NoticeLot{}, Winners: []view.NoticeWinner{}, Buyers: []view.NoticeBuyer{},
	}
	for _, l := range body.Lots {
		in.Lots = append(in.Lots, view.NoticeLot(l))
	}
	for _, w := range body.Winners {
		in.Winners = append(in.Winners, view.NoticeWinner(w))
	}
	for _, b := range body.Buyers {
		in.Buyers = append(in.Buyers, view.NoticeBuyer(b))
	}
	return changed(c, func(which tender.ID, version int) (view.TenderNotices, error) {
		return h.publishing.SetParticulars(c.Request().Context(), actor(c), which, version, in)
	})
}

func (h notices) issue(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	body, err := decode[issueNotice](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	found, err := h.publishing.Issue(c.Request().Context(), actor(c), key, which, driving.WantedNotice(body))
	if err != nil {
		return err
	}
	return created(c, "/tenders/"+which.String()+"/notices", found.Particulars.Version, found)
}

func (h notices) preview(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	document, err := h.publishing.Preview(c.Request().Context(), actor(c), which, driving.WantedNotice{
		Kind: c.Param("kind"), Modification: c.QueryParam("modificationId"), CorrectionReason: c.QueryParam("correctionReason"), Correction: c.QueryParam("correction"),
	})
	if err != nil {
		return err
	}
	return noticeFile(c, c.Param("kind"), document)
}

func (h notices) document(c echo.Context) error {
	which, err := pathID[tender.Tender](c, "id")
	if err != nil {
		return err
	}
	issued, err := pathID[publication.Notice](c, "noticeId")
	if err != nil {
		return err
	}
	document, err := h.publishing.IssuedNotice(c.Request().Context(), actor(c), which, issued)
	if err != nil {
		return err
	}
	return noticeFile(c, issued.String(), document)
}

func noticeFile(c echo.Context, name string, document []byte) error {
	return attached(c, "application/xml", "bekanntmachung-"+name+".xml", func(w io.Writer) error {
		_, err := w.Write(document)
		return err
	})
}
