package http

import "allmende/ports/view"

// The scheme of a run as it comes in; what it means is for the domain to say.
type scheme struct {
	Parts         []schemePart  `json:"parts" validate:"required,min=1,max=6,dive"`
	Base          *string       `json:"base" validate:"omitnil,min=1,max=16"`
	Days          *string       `json:"days" validate:"omitnil,oneof=member-days day-slices"`
	WeightSource  *string       `json:"weightSource" validate:"omitnil,min=3,max=200"`
	WeightAsOf    *string       `json:"weightAsOf" validate:"omitnil,min=1,max=10"`
	Participants  []participant `json:"participants" validate:"omitempty,max=12000,dive"`
	Groups        []schemeGroup `json:"groups" validate:"omitempty,max=200,dive"`
	Services      []service     `json:"services" validate:"omitempty,max=20,dive"`
	ServiceMethod *string       `json:"serviceMethod" validate:"omitnil,oneof=direct step-down reciprocal"`
	Rounding      *string       `json:"rounding" validate:"omitnil,oneof=per-stage once"`
}

type schemePart struct {
	Key     string `json:"key" validate:"required,max=20"`
	Percent string `json:"percent" validate:"required,max=10"`
}

type participant struct {
	MemberID string  `json:"memberId" validate:"required,max=36"`
	Weight   *string `json:"weight" validate:"omitnil,min=1,max=28"`
	From     *string `json:"from" validate:"omitnil,min=1,max=10"`
	To       *string `json:"to" validate:"omitnil,min=1,max=10"`
	Floor    *string `json:"floor" validate:"omitnil,min=1,max=16"`
	Cap      *string `json:"cap" validate:"omitnil,min=1,max=16"`
	Group    *string `json:"group" validate:"omitnil,min=1,max=100"`
}

type schemeGroup struct {
	Name   string `json:"name" validate:"required,min=1,max=100"`
	Weight string `json:"weight" validate:"required,max=28"`
}

type service struct {
	Name string       `json:"name" validate:"required,min=1,max=100"`
	Own  string       `json:"own" validate:"required,max=16"`
	Use  []serviceUse `json:"use" validate:"required,min=1,max=220,dive"`
}

type serviceUse struct {
	To      string `json:"to" validate:"required,min=1,max=100"`
	Percent string `json:"percent" validate:"required,max=10"`
}

func (s scheme) view() *view.Scheme {
	v := &view.Scheme{
		Base: given(s.Base), Days: given(s.Days), WeightSource: given(s.WeightSource), WeightAsOf: given(s.WeightAsOf),
		ServiceMethod: given(s.ServiceMethod), Rounding: given(s.Rounding),
	}
	for _, p := range s.Parts {
		v.Parts = append(v.Parts, view.SchemePart(p))
	}
	for _, p := range s.Participants {
		v.Participants = append(v.Participants, view.Participant{
			MemberID: p.MemberID, Weight: given(p.Weight), From: given(p.From), To: given(p.To),
			Floor: given(p.Floor), Cap: given(p.Cap), Group: given(p.Group),
		})
	}
	for _, g := range s.Groups {
		v.Groups = append(v.Groups, view.SchemeGroup(g))
	}
	for _, s := range s.Services {
		uses := make([]view.ServiceUse, len(s.Use))
		for i, u := range s.Use {
			uses[i] = view.ServiceUse(u)
		}
		v.Services = append(v.Services, view.ServiceDepartment{Name: s.Name, Own: s.Own, Use: uses})
	}
	return v
}
