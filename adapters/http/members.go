package http

import (
	"regexp"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"allmende/domain/member"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// members answers for the directory and the members.
type members struct{ membership driving.Membership }

type admitMember struct {
	OfficialKey   string `json:"officialKey" validate:"required,max=12"`
	LeitwegID     string `json:"leitwegId" validate:"max=46"`
	ApprovalLimit string `json:"approvalLimit" validate:"max=16"`
}

type setApprovalLimit struct {
	ApprovalLimit string `json:"approvalLimit" validate:"required,max=16"`
}

var stateText = regexp.MustCompile(`^(0[1-9]|1[0-6])?$`)

func (h members) publicBodies(c echo.Context) error {
	page, err := pageRequest(c)
	if err != nil {
		return err
	}
	search, err := searchText(c)
	if err != nil {
		return err
	}
	state := c.QueryParam("state")
	if !stateText.MatchString(state) {
		return errField.At("state").With("check", "pattern")
	}
	found, err := h.membership.PublicBodies(c.Request().Context(), actor(c), driving.ListPublicBodies{Search: search, State: state, Page: page})
	if err != nil {
		return err
	}
	return shown(c, found)
}

// searchText reads what is looked for in a list.
func searchText(c echo.Context) (string, error) {
	text := c.QueryParam("q")
	if utf8.RuneCountInString(text) > 100 {
		return "", errField.At("q").With("check", "max").With("bound", "100")
	}
	return text, nil
}

var memberKinds = map[member.Kind]bool{
	"": true, member.KindState: true, member.KindDistrict: true, member.KindMunicipality: true, member.KindJointMunicipality: true,
	member.KindITProvider: true, member.KindUniversity: true, member.KindAssociation: true,
}

func (h members) list(c echo.Context) error {
	page, err := pageRequest(c)
	if err != nil {
		return err
	}
	search, err := searchText(c)
	if err != nil {
		return err
	}
	kind := c.QueryParam("kind")
	if !memberKinds[member.Kind(kind)] {
		return errField.At("kind").With("check", "oneof")
	}
	found, err := h.membership.Members(c.Request().Context(), actor(c), driving.ListMembers{Search: search, Kind: kind, Page: page})
	if err != nil {
		return err
	}
	return shown(c, found)
}

func (h members) admit(c echo.Context) error {
	body, err := decode[admitMember](c)
	if err != nil {
		return err
	}
	key, err := requiredKey(c)
	if err != nil {
		return err
	}
	found, err := h.membership.Admit(c.Request().Context(), actor(c), key, driving.AdmitMember(body))
	if err != nil {
		return err
	}
	return created(c, "/members/"+found.ID, found.Version, found)
}

func (h members) setApprovalLimit(c echo.Context) error {
	body, err := decode[setApprovalLimit](c)
	if err != nil {
		return err
	}
	return changed(c, func(id member.ID, version int) (view.Member, error) {
		return h.membership.SetApprovalLimit(c.Request().Context(), actor(c), id, version, body.ApprovalLimit)
	})
}
