package demand_test

import (
	"errors"
	"strings"
	"testing"

	"allmende/domain/access"
	"allmende/domain/demand"
)

func TestACommentIsTakenWhileNeedsAre(t *testing.T) {
	frozen := open(t)
	if _, err := frozen.Freeze(states(t, frozen, hanover, 0, "1", "0"), morning); err != nil {
		t.Fatal(err)
	}
	asked := open(t)
	for name, c := range map[string]struct {
		round *demand.Round
		item  demand.ItemID
		text  string
		want  error
	}{
		"about the round":  {asked, "", "Bitte auch an Schulen denken.", nil},
		"about an item":    {asked, asked.State().Items[1].ID, " mit\nSchwenkarm? ", nil},
		"of another round": {asked, frozen.State().Items[0].ID, "mit Schwenkarm?", demand.ErrItemUnknown},
		"too short":        {asked, "", " ok ", demand.ErrComment},
		"just long enough": {asked, "", "gut", nil},
		"longest":          {asked, "", strings.Repeat("x", 2000), nil},
		"too long":         {asked, "", strings.Repeat("x", 2001), demand.ErrComment},
		"control signs":    {asked, "", "schön\x07", demand.ErrComment},
		"frozen":           {frozen, "", "zu spät", demand.ErrNotOpen},
		"a draft":          {draft(t), "", "zu früh", access.ErrNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := c.round.Comment(hanover, c.item, c.text, morning)
			if !errors.Is(err, c.want) {
				t.Fatalf("got %v, want %v", err, c.want)
			}
			if err == nil && (got.Text != strings.TrimSpace(c.text) || got.Item != c.item || got.Member != hanover.Member || got.By != hanover.Person || !got.At.Equal(morning)) {
				t.Errorf("got %+v", got)
			}
		})
	}
}
