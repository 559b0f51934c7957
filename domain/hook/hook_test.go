package hook_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/hook"
	"allmende/domain/id"
	"allmende/domain/member"
)

var (
	now    = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	person = id.New[member.Person]()
)

func good() hook.Text {
	return hook.Text{Name: " Wolke ", Address: "https://wolke.example/hooks?from=allmende", Objects: []string{"reservation", "call-off"}}
}

func TestNew(t *testing.T) {
	w, err := hook.New(person, good(), 0, now)
	if err != nil {
		t.Fatal(err)
	}
	if s := w.State(); s.Name != "Wolke" || s.Generation != 1 || s.Version != 1 || !slices.Equal(s.Objects, []string{"call-off", "reservation"}) || s.Paused != "" {
		t.Errorf("got %+v", s)
	}
	for name, c := range map[string]struct {
		change func(*hook.Text)
		held   int
		want   error
	}{
		"short name":        {func(in *hook.Text) { in.Name = "ab" }, 0, hook.ErrName},
		"plain http":        {func(in *hook.Text) { in.Address = "http://wolke.example/" }, 0, hook.ErrAddress},
		"a password":        {func(in *hook.Text) { in.Address = "https://a:b@wolke.example/" }, 0, hook.ErrAddress},
		"a fragment":        {func(in *hook.Text) { in.Address = "https://wolke.example/#x" }, 0, hook.ErrAddress},
		"no host":           {func(in *hook.Text) { in.Address = "https:///hooks" }, 0, hook.ErrAddress},
		"mail's port":       {func(in *hook.Text) { in.Address = "https://wolke.example:25/" }, 0, hook.ErrAddress},
		"no port behind":    {func(in *hook.Text) { in.Address = "https://wolke.example:/" }, 0, hook.ErrAddress},
		"too long":          {func(in *hook.Text) { in.Address = "https://wolke.example/" + strings.Repeat("x", 500) }, 0, hook.ErrAddress},
		"a line break":      {func(in *hook.Text) { in.Address = "https://wolke.example/\nx" }, 0, hook.ErrAddress},
		"nothing to tell":   {func(in *hook.Text) { in.Objects = nil }, 0, hook.ErrObjects},
		"told twice":        {func(in *hook.Text) { in.Objects = []string{"tender", "tender"} }, 0, hook.ErrObjects},
		"unknown":           {func(in *hook.Text) { in.Objects = []string{"bid"} }, 0, hook.ErrObjects},
		"one too many":      {func(*hook.Text) {}, hook.Most, hook.ErrMany},
		"the last possible": {func(*hook.Text) {}, hook.Most - 1, nil},
		"another port":      {func(in *hook.Text) { in.Address = "https://wolke.example:8443/" }, 0, nil},
	} {
		t.Run(name, func(t *testing.T) {
			in := good()
			c.change(&in)
			if _, err := hook.New(person, in, c.held, now); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func TestPauseAndRotate(t *testing.T) {
	w, err := hook.New(person, good(), 0, now)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Resume(); !errors.Is(err, hook.ErrStatus) {
		t.Errorf("resumed what runs: %v", err)
	}
	if err := errors.Join(w.Pause(hook.ByFailing), w.Resume(), w.Pause(hook.ByPerson)); err != nil {
		t.Error(err)
	}
	if err := w.Pause(hook.ByGone); !errors.Is(err, hook.ErrStatus) {
		t.Errorf("paused twice: %v", err)
	}
	if err := w.Rotate(now); err != nil {
		t.Fatal(err)
	}
	if err := w.Rotate(now.Add(hook.Overlap - time.Second)); !errors.Is(err, hook.ErrRotating) {
		t.Errorf("rotated twice: %v", err)
	}
	s := w.State()
	if !slices.Equal(s.Generations(now.Add(hook.Overlap-time.Second)), []int{2, 1}) || !slices.Equal(s.Generations(now.Add(hook.Overlap)), []int{2}) {
		t.Errorf("good are %v, then %v", s.Generations(now), s.Generations(now.Add(hook.Overlap)))
	}
	if err := w.Rotate(now.Add(hook.Overlap)); err != nil {
		t.Error(err)
	}
}

// A call is tried until it is taken, the receiver is gone, or three days are over; each pause is
// longer than the one before.
func TestDecide(t *testing.T) {
	at, pause := now, time.Duration(0)
	for attempts := 1; ; attempts++ {
		fate := hook.Decide(hook.Result{Status: 500}, attempts, at)
		if fate.Pause != "" {
			if fate.Pause != hook.ByFailing || attempts != 10 || at.Sub(now) < 3*24*time.Hour {
				t.Errorf("given up after %d attempts and %s: %+v", attempts, at.Sub(now), fate)
			}
			break
		}
		if fate.Done || fate.Again.Sub(at) <= pause {
			t.Fatalf("attempt %d: %+v", attempts, fate)
		}
		at, pause = fate.Again, fate.Again.Sub(at)
	}
	rapid.Check(t, func(t *rapid.T) {
		r := hook.Result{Status: rapid.IntRange(0, 599).Draw(t, "status")}
		fate := hook.Decide(r, rapid.IntRange(1, 12).Draw(t, "attempts"), now)
		if fate.Done != (r.Status/100 == 2) || (r.Status == 410) != (fate.Pause == hook.ByGone) {
			t.Fatalf("%+v: %+v", r, fate)
		}
		if outcomes := b(fate.Done) + b(!fate.Again.IsZero()) + b(fate.Pause != ""); outcomes != 1 {
			t.Fatalf("%+v: %+v", r, fate)
		}
	})
}

func b(is bool) int {
	if is {
		return 1
	}
	return 0
}
