package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"allmende/cmd/bench/stage"
)

// The bars of the marketplace's page.
const (
	paintBar  = time.Second
	scriptBar = 200_000
)

// paintReport is how long it takes until the marketplace shows its first item, and what is loaded for it.
type paintReport struct {
	Browser      string    `json:"browser"` // empty if there is none
	Milliseconds []float64 `json:"milliseconds"`
	Script       int       `json:"script"` // bytes of JavaScript, as they are sent
}

// paint opens the marketplace in browsers that have never seen it.
func (g *ground) paint(ctx context.Context, r *searchReport) error {
	into := filepath.Join(g.folder, "paint.json")
	given := body{"url": "http://" + g.address, "email": g.stage.Buyers[0].Email, "password": stage.Password, "times": 5, "into": into}
	return inChromium(ctx, "paint", given, into, &r.paint)
}

// inChromium has a script of frontend/bench measure, if Chromium's driver is there, and reads its figures.
func inChromium(ctx context.Context, script string, given body, into string, figures any) error {
	const modules = "frontend/node_modules"
	if _, err := os.Stat(modules); errors.Is(err, os.ErrNotExist) {
		say("No %s: nothing is measured in Chromium.", modules)
		return nil
	}
	say("In Chromium: %s …", script)
	text, err := json.Marshal(given)
	if err != nil {
		return fmt.Errorf("measure in Chromium: %w", err)
	}
	cmd := exec.CommandContext(ctx, "npm", "--prefix", "frontend", "run", "bench", "--", script) //nolint:gosec // one of frontend/bench
	cmd.Env = append(os.Environ(), "ALLMENDE_BENCH="+string(text))
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("measure in Chromium: %w\n%s", err, out)
	}
	read, err := os.ReadFile(into)
	if err != nil {
		return fmt.Errorf("measure in Chromium: %w", err)
	}
	if err := json.Unmarshal(read, figures); err != nil {
		return fmt.Errorf("measure in Chromium: %w", err)
	}
	return nil
}

func (r paintReport) write(b *strings.Builder) {
	if r.Browser == "" {
		return
	}
	took := median(r.Milliseconds)
	fmt.Fprintf(b, "\n| the marketplace's page, opened for the first time in Chromium %s | | bar | |\n|---|---|---|---|\n", r.Browser)
	fmt.Fprintf(b, "| from the address to the first item, with nothing kept from before | **%.2f s** | < %.0f s | %s |\n", took/1000, paintBar.Seconds(), reached(took < milliseconds(paintBar)))
	fmt.Fprintf(b, "| JavaScript, compressed as it is sent | **%d kB** | < %d kB | %s |\n", r.Script/1000, scriptBar/1000, reached(r.Script < scriptBar))
}
