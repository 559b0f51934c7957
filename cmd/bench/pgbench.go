package main

import (
	"bufio"
	"bytes"
	"context"
	"embed"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

//go:embed yardstick/*.sql
var ownYardstick embed.FS

// yardstick is a database with bare tables and the scripts that pgbench runs on it.
type yardstick struct {
	name        string // where the scripts come from
	pgbench     string
	environment []string
	spread, hot string // files
}

// openYardstick takes the scripts of the shared folder, or else the project's own, which do the same.
func (g *ground) openYardstick(ctx context.Context) error {
	say("Preparing pgbench …")
	schema, y, err := g.scripts()
	if err != nil {
		return err
	}
	database, err := g.database(ctx, "yardstick")
	if err != nil {
		return err
	}
	if y.environment, err = environmentOf(database); err != nil {
		return err
	}
	var programs string
	if err := g.owner.QueryRow(ctx, "select setting from pg_config where name = 'BINDIR'").Scan(&programs); err != nil {
		return fmt.Errorf("find pgbench: %w", err)
	}
	if y.pgbench, err = find(programs, "pgbench"); err != nil {
		return err
	}
	psql, err := find(programs, "psql")
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, psql, "-q", "-v", "ON_ERROR_STOP=1", "-f", schema) //nolint:gosec // PostgreSQL's own program
	cmd.Env = append(os.Environ(), y.environment...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("fill the yardstick: %w\n%s", err, out)
	}
	g.yardstick = y
	return nil
}

func (g *ground) scripts() (schema string, y yardstick, err error) {
	shared := filepath.Join(g.plan.shared, "bench")
	if _, err := os.Stat(filepath.Join(shared, "schema.sql")); err == nil {
		return filepath.Join(shared, "schema.sql"), yardstick{
			name: "the shared scripts", spread: filepath.Join(shared, "calloff_8rt_spread.sql"), hot: filepath.Join(shared, "calloff_fn_hot.sql"),
		}, nil
	}
	if err := os.CopyFS(filepath.Join(g.folder, "scripts"), ownYardstick); err != nil {
		return "", y, fmt.Errorf("write the yardstick: %w", err)
	}
	own := filepath.Join(g.folder, "scripts", "yardstick")
	return filepath.Join(own, "schema.sql"), yardstick{
		name: "the project's own scripts (cmd/bench/yardstick)", spread: filepath.Join(own, "spread.sql"), hot: filepath.Join(own, "hot.sql"),
	}, nil
}

// environmentOf keeps the password off the command line.
func environmentOf(database string) ([]string, error) {
	address, err := url.Parse(database)
	if err != nil {
		return nil, fmt.Errorf("read the database's address: %w", err)
	}
	password, _ := address.User.Password()
	host := address.Query().Get("host")
	if host == "" {
		host = address.Hostname()
	}
	environment := []string{"PGHOST=" + host, "PGUSER=" + address.User.Username(), "PGPASSWORD=" + password, "PGDATABASE=" + strings.TrimPrefix(address.Path, "/")}
	if port := address.Query().Get("port") + address.Port(); port != "" {
		environment = append(environment, "PGPORT="+port)
	}
	return environment, nil
}

func find(folder, program string) (string, error) {
	if path := filepath.Join(folder, program); exec.Command(path, "--version").Run() == nil { //nolint:gosec // PostgreSQL's own program
		return path, nil
	}
	path, err := exec.LookPath(program)
	if err != nil {
		return "", fmt.Errorf("%s is missing: apt-get install postgresql", program)
	}
	return path, nil
}

var (
	processed = regexp.MustCompile(`number of transactions actually processed: ([0-9]+)`)
	perSecond = regexp.MustCompile(`tps = ([0-9.]+)`)
)

// plain runs a script of the yardstick.
func (g *ground) plain(ctx context.Context, script string, clients int) (sample, error) {
	log := filepath.Join(g.folder, "pgbench")
	seconds := max(1, int(g.plan.run.Round(time.Second)/time.Second))
	cmd := exec.CommandContext(ctx, g.yardstick.pgbench, "-n", "-M", "prepared", "-j", "2", "-c", strconv.Itoa(clients), "-T", strconv.Itoa(seconds), //nolint:gosec // PostgreSQL's own program
		"-l", "--log-prefix="+log, "-f", script)
	cmd.Env = append(os.Environ(), g.yardstick.environment...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	before, err := familyTime(g.postgres)
	if err != nil {
		return sample{}, err
	}
	if err := cmd.Run(); err != nil {
		return sample{}, fmt.Errorf("pgbench: %w\n%s", err, out.String())
	}
	after, err := familyTime(g.postgres)
	if err != nil {
		return sample{}, err
	}
	count, rate := processed.FindSubmatch(out.Bytes()), perSecond.FindSubmatch(out.Bytes())
	if count == nil || rate == nil {
		return sample{}, fmt.Errorf("pgbench got nothing done, or says something unknown:\n%s", out.String())
	}
	s := sample{database: after - before}
	if s.count, err = strconv.Atoi(string(count[1])); err != nil {
		return sample{}, fmt.Errorf("pgbench: %w", err)
	}
	if s.rate, err = strconv.ParseFloat(string(rate[1]), 64); err != nil {
		return sample{}, fmt.Errorf("pgbench: %w", err)
	}
	s.p95, err = percentileOfLogs(log)
	return s, err
}

// percentileOfLogs reads the third column of pgbench's logs, microseconds, and removes them.
func percentileOfLogs(prefix string) (time.Duration, error) {
	files, err := filepath.Glob(prefix + ".*")
	if err != nil {
		return 0, fmt.Errorf("read pgbench's logs: %w", err)
	}
	var times []time.Duration
	for _, name := range files {
		if times, err = appendTimes(times, name); err != nil {
			return 0, err
		}
	}
	return percentile(times, 95), nil
}

func appendTimes(times []time.Duration, name string) ([]time.Duration, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("read pgbench's logs: %w", err)
	}
	defer os.Remove(name) //nolint:errcheck // the folder goes in the end
	defer file.Close()    //nolint:errcheck // only read
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		microseconds, err := strconv.ParseInt(strings.Fields(lines.Text())[2], 10, 64)
		if err != nil {
			return nil, fmt.Errorf("read pgbench's logs: %w", err)
		}
		times = append(times, time.Duration(microseconds)*time.Microsecond)
	}
	return times, lines.Err()
}

// percentile is the smallest time that so many of a hundred do not exceed.
func percentile(times []time.Duration, of int) time.Duration {
	if len(times) == 0 {
		return 0
	}
	slices.Sort(times)
	return times[max(0, (len(times)*of+99)/100-1)]
}
